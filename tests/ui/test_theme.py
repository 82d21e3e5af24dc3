"""The tokens: legible in both themes, complete in the sheet, switched live."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.host.paths import resource
from app.ui import fonts, icons, theme
from app.ui.buttons import Button

THEMES = ("light", "dark")
INKS = ("ink", "ink-soft", "accent", "good", "warn", "bad")
GROUNDS = ("canvas", "surface", "sunken", "hover", "accent-soft")
MARKS = ("edge", "accent", "figure-then", "figure-now", "figure-goal", "figure-other")


def _pairs(*lists: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(product(*lists))


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def restored(qapp: QApplication):
    yield qapp
    theme.apply(qapp, "light", 100)


def test_contrast_is_computed_as_the_guideline_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("name", "ink", "ground"), _pairs(THEMES, INKS, GROUNDS))
def test_text_is_legible_on_every_ground(name: str, ink: str, ground: str):
    colors = theme.look(name).colors

    assert contrast(colors[ink], colors[ground]) >= 4.5


@pytest.mark.parametrize(("name", "kind"), _pairs(THEMES, ("good", "warn", "bad", "accent")))
def test_a_pill_is_legible_on_its_own_tint(name: str, kind: str):
    colors = theme.look(name).colors

    assert contrast(colors[kind], colors[f"{kind}-soft"]) >= 4.5


@pytest.mark.parametrize(("name", "ground"), _pairs(THEMES, ("accent", "accent-strong")))
def test_the_word_on_a_primary_button_is_legible(name: str, ground: str):
    colors = theme.look(name).colors

    assert contrast(colors["on-accent"], colors[ground]) >= 4.5


@pytest.mark.parametrize(
    ("name", "mark", "ground"), _pairs(THEMES, MARKS, ("canvas", "surface", "hover", "sunken"))
)
def test_marks_and_edges_stand_out(name: str, mark: str, ground: str):
    colors = theme.look(name).colors

    assert contrast(colors[mark], colors[ground]) >= 3


def test_both_themes_have_the_same_tokens():
    assert theme.look("light").colors.keys() == theme.look("dark").colors.keys()


def test_the_scales_are_those_of_the_house():
    look = theme.look("light")

    assert sorted(look.space.values()) == [0, 4, 8, 12, 16, 24, 32]
    assert sorted(look.type.values()) == [12, 14, 16, 20, 28]


@pytest.mark.parametrize("asked", [10, 80, 140, 200, 900])
def test_the_text_scale_stays_between_80_and_200(asked: int):
    scale = max(80, min(200, asked))

    assert theme.look("light", asked).type["body"] == round(14 * scale / 100)


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_is_filled_completely(name: str):
    sheet = theme.sheet_of(theme.look(name))

    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_sheet_holds_no_color_of_its_own():
    template = resource("theme", "sheet.qss").read_text(encoding="utf-8")

    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", template)


def test_every_drawing_the_sheet_names_was_written(qapp: QApplication):
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")

    named = re.findall(r"url\((theme:[^)]+)\)", theme.sheet_of(theme.now()))

    assert named
    assert all(QFile.exists(name) for name in named)


@pytest.mark.parametrize("part", ["up-arrow", "down-arrow", "drop-down", "indicator:checked"])
def test_a_control_that_is_styled_has_all_its_parts(part: str):
    template = resource("theme", "sheet.qss").read_text(encoding="utf-8")

    assert f"::{part}" in template


@pytest.mark.parametrize("make", [QComboBox, QSpinBox, QCheckBox])
def test_the_parts_of_a_control_are_seen_in_both_themes(restored: QApplication, qtbot, make):
    """The ink of arrow or tick is somewhere in the picture; without a drawing it is not."""
    for name in THEMES:
        theme.apply(restored, name)
        widget = make()
        qtbot.addWidget(widget)
        if isinstance(widget, QCheckBox):
            widget.setChecked(True)
        widget.show()
        wanted = theme.color("on-accent" if make is QCheckBox else "ink-soft").rgb()
        image = widget.grab().toImage()

        seen = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}

        assert wanted in seen


def test_a_change_of_theme_reaches_palette_and_fields_at_once(restored: QApplication, qtbot):
    field = QLineEdit("Ada")
    qtbot.addWidget(field)
    theme.apply(restored, "light")
    field.show()
    before = field.grab().toImage().pixelColor(20, 8)

    theme.apply(restored, "dark")

    after = field.grab().toImage().pixelColor(20, 8)
    assert before.name().upper() == theme.look("light").colors["surface"]
    assert after.name().upper() == theme.look("dark").colors["surface"]
    assert restored.palette().color(QPalette.ColorRole.Window) == theme.color("canvas")


def test_a_change_of_text_scale_makes_everything_larger(restored: QApplication, qtbot):
    field = QLineEdit("Ada")
    qtbot.addWidget(field)
    field.show()
    before = field.sizeHint().height()

    theme.apply(restored, "light", 200)

    assert restored.font().pixelSize() == 28
    assert field.sizeHint().height() > before * 1.5


def test_system_follows_what_the_computer_says(restored: QApplication):
    theme.apply(restored, "system")

    dark = restored.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.now().name == ("dark" if dark else "light")
    assert theme.mode() == "system"


def test_an_icon_is_drawn_in_the_color_of_the_theme_in_force(restored: QApplication):
    drawn = icons.icon("square-check", "bad")
    found = {}
    for name in THEMES:
        theme.apply(restored, name)
        image = drawn.pixmap(48, 48).toImage()
        found[name] = {
            image.pixelColor(x, y).name().upper()
            for x in range(48)
            for y in range(48)
            if image.pixelColor(x, y).alpha() == 255
        }

    assert theme.look("light").colors["bad"] in found["light"]
    assert theme.look("dark").colors["bad"] in found["dark"]


def test_an_unknown_icon_is_a_mistake(qapp: QApplication):
    with pytest.raises(KeyError):
        icons.icon("no-such-drawing")


def test_every_drawing_can_be_tinted():
    for name in icons.names():
        assert "currentColor" in resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def test_every_icon_named_in_the_program_exists():
    root = Path(theme.__file__).parent.parent
    pattern = re.compile(r"(?:icon=|icons\.icon\(|IconButton\(|Icon\()\"([a-z0-9-]+)\"")
    named = {
        name
        for path in root.rglob("*.py")
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }

    assert "printer" in named
    assert named <= set(icons.names())


def test_the_bundled_type_is_used(qapp: QApplication):
    assert fonts.family() == "Source Sans 3"
    assert theme.font("title", strong=True).pixelSize() == theme.size("title")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", ["", "primary", "quiet", "danger", "link"])
def test_the_focus_is_seen_on_every_button(restored: QApplication, qtbot, name: str, role):
    theme.apply(restored, name)
    window = QWidget()
    qtbot.addWidget(window)
    row = QVBoxLayout(window)
    first, second = Button("First", role=role), Button("Second", role=role)
    row.addWidget(first)
    row.addWidget(second)
    window.show()
    window.activateWindow()
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    calm = first.grab().toImage()

    first.setFocus()
    qtbot.waitUntil(first.hasFocus)

    ring = theme.color("ink" if role in ("primary", "danger") else "accent")
    focused = first.grab().toImage()
    middle = focused.height() // 2
    assert focused != calm
    assert [focused.pixel(x, middle) for x in (0, 1)] == [ring.rgb()] * 2
