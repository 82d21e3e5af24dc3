"""The seal: until the reveal nothing that can be read anywhere tells what a rater wrote.

Three raters are driven through the real window twice: the same way, but with other scores and
other words. Whatever the window then holds for eyes or for a screen reader must be the same.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import Refused
from app.host import crashes
from app.shell.history import EverPart, SittingPart
from app.shell.window import Window
from app.stages.selection import actions, queries
from app.stages.selection.page import RatePart, SelectionPage
from app.ui import dialogs
from app.ui.rating import RatingDots
from app.verbs.whole_engagement import engagement_text
from tests.proofs.places import chapters
from tests.stages.selection.on_page import new_opening
from tests.stages.using import opened

_TIME = re.compile(r"\d+:\d\d")
_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
    *(Qt.ItemDataRole.EditRole, Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.WhatsThisRole),
)


@dataclass(frozen=True)
class Secret:
    """What three raters write: two candidates' scores, and words found nowhere else."""

    scores: tuple[int, ...]
    half: tuple[int, ...]
    words: str

    def note(self, rater: int, place: int) -> str:
        """Return a note that can be recognized."""
        return f"{self.words} {rater} {place}"


ONE = Secret((4, 3, 5, 2), (2, 4), "zyxomma")
OTHER = Secret((1, 5, 2, 4), (5, 1), "quokkas")


# ------------------------------------------------------------------------ what can be read


def readable(window: Window) -> list[str]:
    """Return all that any widget or menu of the window has for eyes or for a screen reader."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found: list[str] = []
    for widget in [window, *window.findChildren(QWidget)]:
        found += _of(widget)
    for action in window.findChildren(QAction):
        found += _of_action(action)
    return sorted({_TIME.sub("0:00", text) for text in found if text})


def _of(widget: QWidget) -> Iterator[str]:
    """Yield every text of one widget."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    spoken = QAccessible.queryAccessibleInterface(widget)
    if spoken is not None:
        kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        yield from (spoken.text(kind) for kind in kinds)
    for kind, texts in _TEXTS:
        if isinstance(widget, kind):
            yield from texts(widget)


def _tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        yield from (bar.tabText(place), bar.tabToolTip(place), bar.accessibleTabName(place))


def _items(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = model.columnCount(QModelIndex()) if isinstance(model, QAbstractTableModel) else 1
    for row in range(model.rowCount(QModelIndex()) if model else 0):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(model.data(index, role) or "") for role in _ROLES)


_TEXTS: tuple[tuple[Any, Callable[[Any], Iterable[str]]], ...] = (
    (QLabel | QLineEdit | QAbstractButton, lambda one: [one.text()]),
    (QPlainTextEdit, lambda one: [one.toPlainText()]),
    (RatingDots, lambda one: [f"rating {one.value()}"]),
    (QComboBox, lambda one: [one.itemText(place) for place in range(one.count())]),
    (QTabBar, _tabs),
    (QAbstractItemView, _items),
)


def _of_action(action: QAction) -> Iterator[str]:
    """Yield every text of a command in a menu."""
    yield from (action.text(), action.toolTip(), action.statusTip(), action.whatsThis())


# --------------------------------------------------------------------------- three raters


@dataclass
class Room:
    """The real window over a copy of the sample client, and three raters in it."""

    window: Window
    qtbot: QtBot
    secret: Secret

    def __post_init__(self) -> None:
        assert self.window.desk is not None
        assert self.window.workbench is not None
        self.desk = self.window.desk
        self.window.workbench.open("selection")
        found = self.window.workbench.findChild(SelectionPage)
        assert isinstance(found, SelectionPage)
        self.page = found
        self.qtbot.waitUntil(found.isVisible)
        self.opening, self.candidate, self.members = new_opening(self.desk, questions=4)
        third = self.desk.read(queries.colleagues)[2][0]
        self.members.append(self.desk.do(actions.add_panel_member, self.opening, third) or "")
        self.removed = self.desk.do(actions.add_candidate, self.opening, "Bo Tran") or ""
        assert self.desk.read(queries.requisition, self.opening).frozen
        self.page.table.select(self.opening)
        self.lobby = opened(self.page.sections, "rate", RatePart)

    def sit_down(self, rater: int, candidate: str = "") -> None:
        """Let a rater open the own sheet by the own PIN."""
        self.lobby = opened(self.page.sections, "rate", RatePart)
        self.qtbot.waitUntil(self.lobby.isVisible)
        assert self.lobby.requisition_id == self.opening
        self.lobby.table.select(candidate or self.candidate)
        dialogs.answers.give("ask_pin", f"471{rater}")
        self.lobby.begin(self.members[rater])
        assert self.lobby.sheet.is_open

    def rate(self, rater: int, scores: tuple[int, ...]) -> None:
        """Rate by keys and write what was heard to each question."""
        rows = list(self.lobby.sheet.rows.values())
        for place, (row, score) in enumerate(zip(rows, scores, strict=False)):
            self.qtbot.keyClick(row.rating.dots, str(score))
            assert isinstance(row.note.editor.field, QPlainTextEdit)
            row.note.editor.field.setPlainText(self.secret.note(rater, place))
            row.note.editor.finish()

    def drive(self) -> None:
        """One hands over, one leaves half way, and one more candidate goes with a sheet."""
        self.sit_down(0, self.removed)
        self.rate(0, self.secret.scores)
        self.lobby.sheet.leave.click()
        self.desk.do(actions.remove_candidate, self.removed)
        self.sit_down(0)
        self.rate(0, self.secret.scores)
        self.lobby.sheet.submit.click()
        self.sit_down(1)
        self.rate(1, self.secret.half)
        dialogs.answers.give("ask_text", self.secret.note(1, 9))
        list(self.lobby.sheet.rows.values())[-1].skipped.emit(
            list(self.lobby.sheet.rows.values())[-1].line.id
        )
        self.lobby.sheet.leave.click()

    def look_everywhere(self) -> list[str]:
        """Open every place of the window, one after the other, and return all that stood there."""
        found: list[str] = []
        bench = self.window.workbench
        assert bench is not None
        for place in range(bench.tabs.count()):
            bench.tabs.setCurrentIndex(place)
            for _ in chapters(bench.tabs.currentWidget()):
                found += readable(self.window)
        self.window.turn_history()
        assert bench.history is not None
        for key in ("sitting", "ever"):
            bench.history.sections.open(key)
            found += readable(self.window)
        part = bench.history.sections.page("ever")
        assert isinstance(part, EverPart)
        for row in part.happenings.records.rows:
            part.happenings.select(row.id)
            found.append(_TIME.sub("0:00", part.told.toPlainText()))
        found += readable(self.window)
        self.window.turn_history()
        return sorted(set(found))


class Rooms:
    """Fresh copies of the sample client, each opened where the one before had lain."""

    def __init__(self, window: Window, qtbot: QtBot, source: Path, path: Path) -> None:
        self.window, self.qtbot, self.source, self.path = window, qtbot, source, path

    def __call__(self, secret: Secret) -> Room:
        """Open a copy as on a computer that has never seen it."""
        self.window.close_engagement()
        self.window.settings.places.clear()
        shutil.copyfile(self.source, self.path)
        self.window.open_path(self.path)
        return Room(self.window, self.qtbot, secret)


@pytest.fixture
def rooms(window: Window, qtbot: QtBot, sample_path: Path, tmp_path: Path) -> Rooms:
    """Return how to let three raters work in a fresh copy of the sample client."""
    made = Rooms(window, qtbot, sample_path, tmp_path / "northmere.bgreat")
    made(ONE)  # from now on the start page knows the file, and nothing is made for the first time
    return made


# ---------------------------------------------------------------------------------- proofs


def test_the_window_reads_the_same_whatever_was_rated(rooms: Rooms) -> None:
    seen: list[list[str]] = []
    for secret in (ONE, OTHER):
        room = rooms(secret)
        room.drive()
        assert room.desk.read(queries.sealed_sheets) == 2
        seen.append(room.look_everywhere())
        assert not [text for text in seen[-1] if secret.words in text]
    assert len(seen[0]) > 400
    assert set(seen[0]) ^ set(seen[1]) == set()


def test_the_same_look_finds_what_was_rated_after_the_reveal(rooms: Rooms) -> None:
    seen: list[list[str]] = []
    for secret in (ONE, OTHER):
        room = rooms(secret)
        room.drive()
        room.desk.do(actions.reveal, room.candidate, reason="One fell ill")
        seen.append(room.look_everywhere())
        assert any(secret.note(0, 1) in text for text in seen[-1])
    assert seen[0] != seen[1]


def test_who_sits_down_next_sees_the_own_sheet_only(rooms: Rooms) -> None:
    seen: list[list[str]] = []
    for secret in (ONE, OTHER):
        room = rooms(secret)
        room.drive()
        room.sit_down(2)
        seen.append(readable(room.window))
        assert not room.desk.file.history.can_undo
        assert [line.score for line in _lines(room, 2)] == [None] * 4
        room.lobby.sheet.leave.click()
    assert set(seen[0]) ^ set(seen[1]) == set()


def test_what_a_rater_did_is_taken_back_by_nobody_else(rooms: Rooms) -> None:
    room = rooms(ONE)
    room.sit_down(0)
    room.rate(0, ONE.scores)
    assert room.desk.file.history.can_undo, "the own rating can be taken back while one rates"

    room.lobby.sheet.submit.click()

    history = room.desk.file.history
    assert not history.can_undo
    assert not history.can_redo
    assert (room.window.menus.undo.text(), room.window.menus.redo.text()) == ("Undo", "Redo")
    assert not room.window.menus.undo.isEnabled()
    room.window.turn_history()
    bench = room.window.workbench
    assert bench is not None
    assert bench.history is not None
    bench.history.sections.open("sitting")
    part = bench.history.sections.page("sitting")
    assert isinstance(part, SittingPart)
    assert [row.what for row in part.steps.records.rows] == ["As it was opened"]
    room.window.undo()
    room.desk.do(actions.close_as_absent, room.candidate, room.members[1], "Ill")
    room.desk.do(actions.close_as_absent, room.candidate, room.members[2], "Ill")
    room.desk.do(actions.reveal, room.candidate)
    assert not history.can_undo
    assert tuple(line.score for line in _lines(room, 0)) == ONE.scores


def test_the_search_of_the_history_finds_no_word_under_the_seal(rooms: Rooms) -> None:
    room = rooms(ONE)
    room.drive()
    room.window.turn_history()
    bench = room.window.workbench
    assert bench is not None
    assert bench.history is not None
    bench.history.sections.open("ever")
    part = bench.history.sections.page("ever")
    assert isinstance(part, EverPart)
    assert part.happenings.records.rows
    for sought in (ONE.words, ONE.note(0, 1), "sealed until"):
        part.search.setText(sought)
        assert part.happenings.records.rows == [], sought
    part.search.setText("Rate")
    rated = part.happenings.records.rows[0]
    part.happenings.select(rated.id)
    told = part.told.toPlainText()
    assert "Rating, added\n   sealed until the reveal" in told
    assert "Dana" not in told


def test_no_page_of_plain_text_opens_the_seal(rooms: Rooms, tmp_path: Path) -> None:
    room = rooms(ONE)
    room.drive()
    file = room.desk.file
    with pytest.raises(Refused, match="2 rating sheets are sealed") as refused:
        engagement_text(file)
    assert "Reveal the sheets" in refused.value.remedy
    assert "save a copy under a passphrase" in refused.value.remedy

    room.desk.do(actions.reveal, room.candidate, reason="One fell ill")

    text = engagement_text(file)
    assert ONE.note(0, 1) in text, "what is revealed belongs to the engagement"
    removed = [
        line
        for line in json.loads(text)["tables"]["ledger"]
        if line["kind"] == "delete" and line["table_name"] in ("rating", "rating_sheet")
    ]
    assert removed
    assert {line["before"] for line in removed} == {"{}"}, "a seal nobody can open any more holds"


def test_a_crash_report_and_the_settings_hold_no_word_under_the_seal(
    rooms: Rooms, home: Path
) -> None:
    room = rooms(ONE)
    room.drive()
    try:
        raise ValueError(ONE.note(0, 0))
    except ValueError as error:
        report = crashes.report_of(error)
    assert ONE.words not in report
    room.window.close_engagement()
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if ONE.words.encode() in path.read_bytes()]


def _lines(room: Room, rater: int) -> tuple[queries.SheetLine, ...]:
    return room.desk.read(queries.sheet, room.candidate, room.members[rater]).lines
