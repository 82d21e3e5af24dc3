"""The history at the side: the steps of this sitting to go back to, and all that was ever done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.host.language import tr
from app.shell import chronicle
from app.ui import theme
from app.ui.layout import Button, Heading, Hint, IconButton, Row, Rows
from app.ui.sections import Part, Sections
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.shell.chronicle import Happening
    from app.ui.desk import Desk

_WIDTH = 400
_AT_FIRST = 300
_BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of this sitting as the list shows it."""

    id: str
    what: str
    when: str


class HistoryPanel(QFrame):
    """What was done: here and now, and ever since the file was made.

    Signals:
        left: the user closes the panel.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme.set_role(self, "sheet")
        self.setAccessibleName(tr("History"))
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.sections = Sections(
            "history",
            [
                Part("sitting", tr("This sitting"), lambda: SittingPart(desk)),
                Part("ever", tr("Since the beginning"), lambda: EverPart(desk)),
            ],
            at="top",
            places=desk.places,
        )
        close = IconButton("x", tr("Close the history"), self.left.emit)
        column = QVBoxLayout(self)
        margin = theme.space("l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.space("m"))
        column.addWidget(Row(Heading(tr("History"), 2), None, close))
        column.addWidget(self.sections, 1)
        leave = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self)
        leave.activated.connect(self.left)


class SittingPart(QWidget):
    """The steps of this sitting; any of them can be gone back or forward to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.steps = RecordTable(
            [Column(tr("Step"), "what", 3), Column(tr("When"), "when", 1, align="right")],
            tr("Steps of this sitting"),
        )
        self.go = Button(tr("Go here"), self.go_to_chosen, icon="history")
        told = Hint(tr("Choose a step to see the engagement as it was after it."))
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Rows(told, self.steps, Row(None, self.go)), 1)
        self.steps.chosen.connect(self._allow)
        self.steps.activated.connect(self._activated)
        desk.file.history.changed.connect(self._moved)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what there is by now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the steps, newest first, with the place where the engagement stands chosen."""
        steps = self.desk.file.history.steps()
        lines = [StepLine(_BEGINNING, tr("As it was opened"), "")]
        for step in steps:
            what = step.label if step.is_done else tr("{step} (taken back)").format(step=step.label)
            lines.append(StepLine(step.id, what, f"{step.at.astimezone():%H:%M}"))
        self.steps.show_rows(lines[::-1])
        self.steps.select(self._here())

    def go_to_chosen(self) -> None:
        """Take back or do again as many steps as lie between here and the chosen one."""
        wanted = self.steps.current_id
        order = [_BEGINNING, *(step.id for step in self.desk.file.history.steps())]
        if wanted not in order:
            return
        way = order.index(wanted) - order.index(self._here())
        with self.desk.together():
            for _ in range(abs(way)):
                (self.desk.redo if way > 0 else self.desk.undo)()

    def _here(self) -> str:
        """Return the step after which the engagement stands."""
        done = [step.id for step in self.desk.file.history.steps() if step.is_done]
        return done[-1] if done else _BEGINNING

    def _allow(self, key: str) -> None:
        self.go.setEnabled(bool(key) and key != self._here())

    def _activated(self, *_: object) -> None:
        self.go_to_chosen()

    def _moved(self, _what: object) -> None:
        if self.isVisible():
            self.refresh()


class EverPart(QWidget):
    """All that was ever done in this file: when, by whom, and from what to what."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.limit = _AT_FIRST
        self._found: dict[str, Happening] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a step or a day"))
        self.search.setAccessibleName(tr("Find in the history"))
        self.search.setClearButtonEnabled(True)
        self.happenings = RecordTable(
            [Column(tr("What"), "what", 3), Column(tr("When"), "when", 2)], tr("All steps")
        )
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName(tr("What was changed"))
        self.more = Button(tr("Show earlier ones"), self.show_more, role="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(self.search)
        column.addWidget(self.happenings, 3)
        column.addWidget(self.more)
        column.addWidget(self.told, 2)
        self.search.textChanged.connect(self.happenings.records.filter)
        self.happenings.chosen.connect(self._tell)
        desk.file.history.changed.connect(self._moved)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what there is by now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the newest happenings."""
        found = self.desk.read(chronicle.happenings, self.limit)
        self._found = {one.id: one for one in found}
        self.happenings.show_rows(found)
        lines = sum(len(one.entries) for one in found)
        self.more.setVisible(lines >= self.limit // 2)
        self._tell(self.happenings.current_id)

    def show_more(self) -> None:
        """Read twice as far back."""
        self.limit *= 2
        self.refresh()

    def _tell(self, key: str) -> None:
        """Say what the chosen one changed."""
        chosen = self._found.get(key)
        if chosen is None:
            self.told.setPlainText("")
            return
        by = tr("By {who}").format(who=chosen.who) if chosen.who else tr("Without a name")
        when = chosen.when if chosen.is_sealed else f"{chosen.when} · {by}"
        changes = self.desk.read(chronicle.told, chosen.entries)
        self.told.setPlainText(f"{chosen.what}\n{when}\n\n{changes}")

    def _moved(self, _what: object) -> None:
        if self.isVisible():
            self.refresh()
