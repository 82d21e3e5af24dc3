"""A table of 10 000 rows and 8 columns: shown, filtered, sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from app.ui.tables import Column, RecordModel, RecordTable
from tests.benchmarks.measuring import Figure, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, RUNS = 10_000, 15
ATTRIBUTES = ("name", "team", "position", "email", "phone", "started", "score", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of eight columns."""

    id: str
    name: str
    team: str
    position: str
    email: str
    phone: str
    started: str
    score: int
    note: str


def figures() -> Iterator[Figure]:
    """Filter by a text that few rows hold and one that many do; sort by words and by numbers."""
    app = QApplication.instance() or QApplication([])
    table = RecordTable([Column(name.title(), name) for name in ATTRIBUTES])
    rows = tuple(_line(number) for number in range(ROWS))
    model = table.model()
    assert isinstance(model, RecordModel)
    table.resize(1200, 700)
    QTableView.show(table)
    yield Figure.of("A table of 10 000 × 8, shown", timed(lambda: model.show(rows), 5))
    few = timed(lambda: (model.filter("person 4321"), model.filter("")), RUNS)
    many = timed(lambda: (model.filter("team 7"), model.filter("")), RUNS)
    yield Figure.of("Filtered, and back (few rows stay)", few, goal=10)
    yield Figure.of("Filtered, and back (many rows stay)", many, goal=10)
    for column in (0, 6):
        times = timed(
            lambda c=column: (
                model.sort(c, Qt.SortOrder.DescendingOrder),
                model.sort(c, Qt.SortOrder.AscendingOrder),
            ),
            RUNS,
        )
        name = ATTRIBUTES[column]
        yield Figure.of(f"Sorted by {name}, down and up", times, goal=10)
    table.deleteLater()
    assert app is not None


def _line(number: int) -> Line:
    return Line(
        id=str(number),
        name=f"Person {number * 7919 % ROWS}",
        team=f"Team {number % 11}",
        position=f"Position {number % 97}",
        email=f"person.{number}@example.com",
        phone=f"555-{number:05d}",
        started=f"{2000 + number % 26}-{1 + number % 12:02d}-01",
        score=number * 31 % 101,
        note="Keeps what was promised, a day early.",
    )
