"""The old-and-new sheet of a position: a task as it stood, and the outcome it was for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.ids import PositionId
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.jobs.chapter import Chapter
from app.stages.foundation.page.shared import fill
from app.stages.foundation.records import TaskLine
from app.ui import dialogs, theme
from app.ui.forms import Form
from app.ui.layout import Card, Hint, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.stages.foundation.queries import JobView
    from app.ui.desk import Desk

_HIGH = 240


class OldNewPart(Chapter):
    """For the workshop: read a task aloud and ask what is true when it is done well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.position_id = ""
        self.lines = RecordTable(
            [
                Column(tr("Old: what to do"), "task", 1),
                Column(tr("New: what is true when it is done well"), "outcome", 1),
            ],
            tr("Old and new"),
        )
        self.lines.setMinimumHeight(theme.scaled(_HIGH))
        self.form = Form(desk, TaskLine, [("task", "outcome")])
        told = Hint(
            tr(
                "Read a task of the old description aloud and ask what is true when it has been "
                "done well. Several tasks may lead to one outcome."
            )
        )
        told.setWordWrap(True)
        card = Card(tr("Old and new"), told, self.lines, self.form)
        card.command(tr("Add"), self._add, icon="plus")
        self.remove = card.command(tr("Remove"), self._remove, icon="trash-2")
        self.lines.chosen.connect(self._choose)
        desk.watch(self, (TaskLine,), self.refresh)
        fill(self, Scroll(card))

    def open(self, view: JobView | None) -> None:
        """Show the lines of a position."""
        self.position_id = view.position_id if view else ""
        self.refresh()

    def refresh(self) -> None:
        """Read the lines again."""
        found = self.desk.read(queries.task_lines, self.position_id) if self.position_id else ()
        self.lines.show_rows(found)
        self._choose(self.lines.current_id)

    def _choose(self, key: str) -> None:
        self.form.open(key or None)
        self.remove.setEnabled(bool(key))

    def _add(self) -> None:
        if not self.position_id:
            return
        if task := dialogs.ask_text(self, tr("What does the old description say?")):
            position = PositionId(self.position_id)
            self.lines.select(self.desk.do(actions.add_task_line, position, task) or "")

    def _remove(self) -> None:
        if key := self.lines.current_id:
            self.desk.do(actions.remove_task_line, key, notice=tr("Line removed"))
