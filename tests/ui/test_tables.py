"""Tables: what a user sees, sorts and copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.ui.tables import Column, RecordTable, shared_out

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@dataclass(frozen=True)
class Line:
    """A row of a table."""

    id: str
    name: str
    weight: float | None = None
    day: date | None = None


COLUMNS = (
    Column("Name", "name", 3, strong=True),
    Column("Weight", "weight", align="right"),
    Column("Day", "day"),
)
LINES = (
    Line("a", "Welder", 100.0, date(2025, 9, 1)),
    Line("b", "assembler", 20.0, date(2024, 12, 1)),
    Line("c", "Buyer", None, None),
)


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    """A table with three rows, shown."""
    made = RecordTable(COLUMNS, "Lines")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.show_rows(LINES)
    return made


def order(table: RecordTable) -> str:
    """Return the ids in the order they are shown."""
    return "".join(row.id for row in table.records.rows)


def test_rows_stand_as_they_were_given_until_a_head_is_clicked(table: RecordTable) -> None:
    assert order(table) == "abc"


@pytest.mark.parametrize(
    ("column", "up", "down"), [(0, "bca", "acb"), (1, "bac", "abc"), (2, "bac", "abc")]
)
def test_numbers_and_days_sort_by_size_and_the_unknown_stand_last(
    table: RecordTable, column: int, up: str, down: str
) -> None:
    table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert order(table) == up
    table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert order(table) == down


def test_the_chosen_row_stays_chosen_when_rows_come_and_go(table: RecordTable) -> None:
    table.select("b")
    table.show_rows(LINES[1:])
    assert table.current_id == "b"
    table.show_rows(LINES[:1])
    assert table.current_id == "a"


def test_a_table_without_rows_says_that_nothing_is_chosen(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as said:
        table.show_rows(())
    assert said.args == [""]


def test_a_row_is_copied_as_a_spreadsheet_reads_it(table: RecordTable, qtbot: QtBot) -> None:
    table.select("a")
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Welder\t100\tSep 1, 2025"


def test_a_filter_shows_only_rows_that_hold_the_text(table: RecordTable) -> None:
    table.records.filter("  BLER ")
    assert order(table) == "b"
    table.records.filter("")
    assert order(table) == "abc"


def test_where_there_is_room_no_text_is_cut(table: RecordTable) -> None:
    for place in range(len(COLUMNS)):
        assert table.columnWidth(place) >= table.sizeHintForColumn(place)


@given(
    st.lists(st.tuples(st.integers(10, 900), st.integers(1, 9)), min_size=1, max_size=9),
    st.integers(100, 3000),
)
def test_widths_fill_the_table_and_cut_only_where_they_must(
    columns: list[tuple[int, int]], room: int
) -> None:
    wants, shares = zip(*columns, strict=True)
    widths = shared_out(wants, shares, room, [n == 0 for n in range(len(wants))])
    if sum(wants) <= room:
        assert sum(widths) == room
        assert all(width >= want for width, want in zip(widths, wants, strict=True))
    else:
        assert widths[0] == wants[0]
        assert sum(widths) <= max(room, wants[0])
        assert all(width <= want for width, want in zip(widths, wants, strict=True))


def test_sorting_and_filtering_keep_the_row_that_is_chosen(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.select("b")
    with qtbot.assertNotEmitted(table.chosen):
        table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        table.records.filter("e")
    assert table.current_id == "b"


def test_a_cell_of_two_lines_is_copied_as_one(table: RecordTable, qtbot: QtBot) -> None:
    table.show_rows((Line("a", "Welder\nand\tfitter"),))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Welder and fitter\t\t"


@pytest.mark.parametrize("text", ["<b>x</b>", "{{7*7}}", "=1+1", "'; DROP TABLE person;--"])
def test_a_cell_shows_the_characters_it_is_given(table: RecordTable, text: str) -> None:
    table.show_rows((Line("a", text),))
    assert table.records.index(0, 0).data() == text


def test_a_table_is_walked_by_keys(table: RecordTable, qtbot: QtBot) -> None:
    table.select("a")
    with qtbot.waitSignal(table.chosen) as said:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert said.args == ["b"]


def test_where_a_filter_takes_the_chosen_row_away_the_first_one_left_is_chosen(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.select("b")
    with qtbot.waitSignal(table.chosen) as said:
        table.records.filter("buyer")
    assert said.args == ["c"]
    with qtbot.waitSignal(table.chosen) as said:
        table.records.filter("nobody")
    assert said.args == [""]
