"""Charts: every number in words, every mark where its value says."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.charts import Bar, BarsFromTo, Chart, Matrix, Profile, Road, Trend, Voice


def picture(chart: Chart, width: int = 600) -> QImage:
    chart.resize(width, chart.wanted_height())
    return chart.grab().toImage()


def places(image: QImage, token: str, rows: range | None = None) -> list[tuple[int, int]]:
    wanted = theme.color(token).rgb()
    return [
        (x, y)
        for y in rows or range(image.height())
        for x in range(image.width())
        if image.pixel(x, y) == wanted
    ]


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def test_bars_say_their_numbers(qtbot):
    chart = BarsFromTo(
        "Measures",
        [Bar("Calls answered", 41, 78.5, 90, "%"), Bar("Days", None, 14, unit="days")],
    )
    qtbot.addWidget(chart)

    assert chart.accessibleName() == "Measures"
    assert chart.accessibleDescription() == (
        "Calls answered: from 41 % to 78.5 %, goal 90 %. Days: from – to 14 days"
    )


def center(found: list[tuple[int, int]]) -> float:
    return sum(x for x, _y in found) / len(found)


@pytest.mark.parametrize(("start", "now", "goal"), [(41, 78, 90), (21, 14, 10)])
def test_a_better_value_stands_further_right_also_where_less_is_better(qtbot, start, now, goal):
    chart = BarsFromTo("Measures", [Bar("", start, now, goal)])
    qtbot.addWidget(chart)
    image = picture(chart)
    track = range(image.height() // 2 + 6, image.height())

    then = places(image, "figure-then", track)
    aim = places(image, "figure-goal", track)
    line = places(image, "figure-now", track)

    assert center(then) < center(line) < center(aim)


def test_a_measure_nobody_took_is_a_dash_and_no_bar(qtbot):
    chart = BarsFromTo("Measures", [Bar("Turnover", None, None)])
    qtbot.addWidget(chart)

    assert "from – to –" in chart.accessibleDescription()
    assert places(picture(chart), "figure-now") == []


def test_a_profile_says_every_rating(qtbot):
    chart = Profile(
        "Competencies",
        ["Keeps promises", "Speaks plainly"],
        [Voice("Leader", (4, 2.5)), Voice("Self", (5, None))],
    )
    qtbot.addWidget(chart)

    assert chart.accessibleDescription() == (
        "Keeps promises: Leader 4, Self 5. Speaks plainly: Leader 2.5, Self –"
    )


def test_a_higher_rating_stands_further_right(qtbot):
    centers = []
    for rating in (1, 3, 5):
        chart = Profile("Competencies", ["x"], [Voice("", (rating,))])
        qtbot.addWidget(chart)
        centers.append(center(places(picture(chart), "figure-now")))

    assert centers == sorted(centers)
    assert centers[1] == pytest.approx((centers[0] + centers[2]) / 2, abs=1)


def test_a_profile_needs_a_rating_or_none_for_each_row(qtbot):
    chart = Profile("Competencies")
    qtbot.addWidget(chart)

    with pytest.raises(ValueError, match="1 ratings for 2 rows"):
        chart.tell(["a", "b"], [Voice("Leader", (3,))])


def test_a_matrix_shows_the_number_beside_the_tint(qtbot):
    chart = Matrix("Climate", ["Outcomes"], ["Sales", "Shop"], [[3.2, None]])
    qtbot.addWidget(chart)

    assert chart.accessibleDescription() == "Outcomes: Sales 3.2, Shop –"


def luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("value", [None, 1, 2, 3, 4, 5, 99])
def test_the_number_in_a_cell_is_legible_on_every_tint(qapp: QApplication, qtbot, name, value):
    theme.apply(qapp, name)
    chart = Matrix("Climate")
    qtbot.addWidget(chart)

    ink = theme.color("ink" if value is not None else "ink-soft")
    one, other = sorted((luminance(ink), luminance(chart._tint(value))))

    assert (other + 0.05) / (one + 0.05) >= 4.5


def test_a_matrix_with_holes_is_a_mistake(qtbot):
    chart = Matrix("Climate")
    qtbot.addWidget(chart)

    with pytest.raises(ValueError, match="one number or None"):
        chart.tell(["a"], ["b", "c"], [[1]])


def test_a_trend_says_when_and_how_much(qtbot):
    chart = Trend("Progress", [("Jan", 2), ("Feb", None), ("Mar", 3.5)])
    qtbot.addWidget(chart)

    assert chart.accessibleDescription() == "Jan: 2, Feb: –, Mar: 3.5"


def test_a_trend_that_rises_goes_up(qtbot):
    chart = Trend("Progress", [("", 1), ("", 5)])
    qtbot.addWidget(chart)
    image = picture(chart)
    found = places(image, "figure-now")
    left = [y for x, y in found if x < image.width() * 0.3]
    right = [y for x, y in found if x > image.width() * 0.7]

    assert min(right) < min(left)


def test_the_road_says_how_far_each_stage_is(qtbot):
    chart = Road("The road", [("Selection", 1), ("Training", 0.5), ("Coaching", 0)])
    qtbot.addWidget(chart)

    assert chart.accessibleDescription() == (
        "Selection: handed over, Training: under way, Coaching: not begun"
    )


@pytest.mark.parametrize(
    "chart",
    [
        lambda: BarsFromTo("a"),
        lambda: Profile("a"),
        lambda: Matrix("a"),
        lambda: Trend("a"),
        lambda: Road("a"),
    ],
)
def test_a_chart_of_nothing_can_be_painted(qtbot, chart):
    made = chart()
    qtbot.addWidget(made)

    assert not picture(made).isNull()


def test_a_chart_grows_with_the_text(qapp: QApplication, qtbot):
    chart = Matrix("Climate", ["a"], ["b"], [[1]])
    qtbot.addWidget(chart)
    before = chart.sizeHint().height()

    theme.apply(qapp, "light", 200)
    after = chart.sizeHint().height()
    theme.apply(qapp, "light", 100)

    assert after == 2 * before
