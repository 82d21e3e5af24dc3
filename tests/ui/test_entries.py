"""Numbers and days: what people write is read, what is open to doubt is asked about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget

from app.domain.calendar import said
from app.ui.editors import NotReadable
from app.ui.entries import DayEditor, NumberEditor, day_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def number(qtbot: QtBot) -> NumberEditor:
    made = NumberEditor(whole=False, optional=True)
    qtbot.addWidget(made.widget)
    return made


@pytest.fixture
def whole(qtbot: QtBot) -> NumberEditor:
    made = NumberEditor(whole=True, optional=False)
    qtbot.addWidget(made.widget)
    return made


@pytest.fixture
def day(qtbot: QtBot) -> DayEditor:
    made = DayEditor()
    qtbot.addWidget(made.widget)
    made.widget.show()
    return made


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("6.5", 6.5), (" 1,200 ", 1200.0), ("1,234,567.25", 1234567.25), ("-3", -3.0),
        ("\u22123", -3.0), ("+.5", 0.5), ("0", 0.0), ("", None), ("   ", None), ("\u0663", 3.0),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(
    number: NumberEditor, typed: str, read: float | None
) -> None:
    number.line.setText(typed)
    assert number.read() == read


@pytest.mark.parametrize(
    "typed",
    ["1,2", "12,34", "1.2.3", "6,5", "ten", "1e5", "nan", "inf", "=1+1", "0x10", "--3", "+", ".",
     "1 200", "9" * 40],
)  # fmt: skip
def test_a_number_that_could_mean_two_things_is_asked_about(
    number: NumberEditor, typed: str
) -> None:
    number.line.setText(typed)
    with pytest.raises(NotReadable, match="Write a number"):
        number.read()


@pytest.mark.parametrize("typed", ["", "2.0", "2.5", "two"])
def test_where_a_whole_number_is_needed_nothing_else_is_taken(
    whole: NumberEditor, typed: str
) -> None:
    whole.line.setText(typed)
    with pytest.raises(NotReadable, match="whole number"):
        whole.read()


def test_a_number_that_is_not_known_is_shown_as_such_and_never_as_zero(
    number: NumberEditor,
) -> None:
    number.show(None)
    assert number.line.text() == ""
    assert number.line.placeholderText()
    assert not number.is_dirty
    number.show(0.0)
    assert number.line.text() == "0"


@given(st.integers(-(10**14), 10**14))
def test_every_whole_number_that_is_shown_is_read_again(value: int) -> None:
    editor = NumberEditor(whole=True, optional=False)
    editor.show(value)
    assert editor.read() == value
    editor.widget.deleteLater()


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_every_number_that_is_shown_is_read_again(value: object) -> None:
    editor = NumberEditor(whole=False, optional=True)
    wanted = float(str(value))
    editor.show(wanted)
    assert editor.read() == wanted
    editor.widget.deleteLater()


@pytest.mark.parametrize(
    "typed",
    ["March 4, 2025", "Mar 4 2025", "mar. 4th, 2025", "4 March 2025", "4. Mar 2025", "2025-03-04",
     " 2025-3-4 ", "MARCH 4, 2025"],
)  # fmt: skip
def test_a_day_is_read_however_its_month_is_named(typed: str) -> None:
    assert day_of(typed) == date(2025, 3, 4)


@pytest.mark.parametrize(
    "typed",
    ["3/4/2025", "03.04.2025", "4-3-2025", "March 2025", "2025", "Feb 30, 2025", "Marsh 4, 2025",
     "2025-13-01", "tomorrow", "Mayor 4, 2025", "0000-01-01"],
)  # fmt: skip
def test_a_day_that_is_in_doubt_is_no_day(typed: str) -> None:
    assert day_of(typed) is None


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)).filter(lambda found: found.year >= 1000))
def test_every_day_that_is_shown_is_read_again(found: date) -> None:
    assert day_of(said(found)) == found


def test_a_field_without_a_day_shows_none_and_not_today(day: DayEditor) -> None:
    day.show(None)
    assert day.line.text() == ""
    assert day.read() is None
    assert not day.is_dirty


def test_a_day_in_doubt_is_kept_on_screen_with_a_sentence_how_to_write_it(day: DayEditor) -> None:
    day.show(date(2025, 3, 4))
    day.line.setText("3/4/2025")
    with pytest.raises(NotReadable, match="2025-03-04"):
        day.read()
    assert day.line.text() == "3/4/2025"


@pytest.mark.window
def test_a_day_is_chosen_from_the_calendar_by_keys(qtbot: QtBot, day: DayEditor) -> None:
    day.show(date(2025, 3, 4))
    day.line.setFocus()
    qtbot.keyClick(day.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = day.line.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2025, 3, 4)
    assert calendar.accessibleName()

    with qtbot.waitSignal(day.committed) as done:
        calendar.activated.emit(QDate(2025, 3, 5))

    assert done.args == [True]
    assert day.read() == date(2025, 3, 4) + timedelta(days=1)


def test_a_frozen_day_opens_no_calendar(qtbot: QtBot, day: DayEditor) -> None:
    day.freeze(frozen=True)
    qtbot.keyClick(day.line, Qt.Key.Key_F4)
    assert day.line.findChild(QCalendarWidget) is None


def test_a_day_of_the_calendar_is_taken_at_once(qtbot: QtBot, day: DayEditor) -> None:
    day.show(None)
    with qtbot.waitSignal(day.committed) as done:
        day._chosen(QDate(2025, 3, 5))
    assert done.args == [True]
    assert day.line.text() == "March 5, 2025"
