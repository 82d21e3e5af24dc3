"""Who is considered: the list, the chosen one with papers and screening, and the import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.domain.people import Person
from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.candidates.importing import TABLES, ImportView
from app.stages.selection.page.candidates.papers import PapersCard
from app.stages.selection.page.candidates.screening import ScreeningCard
from app.stages.selection.page.shared import Choices, fill, today
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    Decision,
    Interview,
    RatingSheet,
    Requisition,
    Screening,
)
from app.ui import dialogs
from app.ui.forms import Form
from app.ui.layout import Card, Columns, Hint, Pill, Rows, Scroll, Stack
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

__all__ = ["CandidatesPart", "ImportView", "PapersCard", "ScreeningCard"]

_MODELS = (Candidate, Person, Interview, RatingSheet, Decision, Screening, Requisition)
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls")


class CandidatesPart(QWidget):
    """The candidates of an opening, without any score."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self._rows: tuple[queries.CandidateRow, ...] = ()
        self.table = RecordTable(
            [Column(tr("Candidate"), "called", 3, strong=True), Column(tr("Stage"), "stage", 2)],
            tr("Candidates"),
        )
        self.person = Form(desk, Person, ["display_name", "pronunciation", ("email", "phone")])
        self.hidden = Hint(tr("Names are off for this opening: turn them on in Opening to edit."))
        self.candidate = Form(desk, Candidate, [("source", "received_on")])
        self.stage = Pill()
        self.screening = ScreeningCard(desk)
        self.papers = PapersCard(desk)
        self.importing = ImportView(desk)
        self.importing.left.connect(self._leave_import)
        self.table.chosen.connect(self._choose)
        self._body = self._make_body()
        self._stack = Stack(self._body, self.importing)
        fill(self, self._stack)
        self.setAcceptDrops(True)
        desk.watch(self, _MODELS, self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the candidates of an opening."""
        if requisition_id != self.requisition_id:
            self._stack.turn_to(self._body)
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read the candidates again."""
        key = self.requisition_id
        self._rows = self.desk.read(queries.candidates, key) if key else ()
        self.table.show_rows(self._rows)
        self._choose(self.table.current_id)

    def take_file(self, path: Path) -> None:
        """Take a file that was dropped here: a table of candidates, or somebody's papers."""
        if path.suffix.lower() in _TABLES:
            self._import_from(path)
        else:
            self.papers.attach(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are held over the chapter."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped; one at a time."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if len(paths) == 1:
            self.take_file(paths[0])
        else:
            remedy = tr("Drop the table, or one candidate's papers.")
            self.desk.notices.show(tr("One file at a time."), remedy, kind="bad")

    def _make_body(self) -> QWidget:
        listed = Card(tr("Candidates"), self.table, share=2)
        self.add = listed.command(tr("Add"), self._add, icon="user-plus")
        more = listed.command(tr("More"), self._nothing)
        self.more = Choices(self, self._more, self._do_more, tr("Choose an opening first"))
        more.offer(self.more)
        chosen = Card(tr("The chosen candidate"), self.person, self.hidden, self.candidate, share=0)
        chosen.head(self.stage)
        move = chosen.command(tr("Stage"), self._nothing)
        self.moves = Choices(self, self._stages, self._move, tr("Choose a candidate first"))
        move.offer(self.moves)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        self.chosen = chosen
        right = Rows(chosen, self.screening, self.papers).stretch()
        return Columns(listed, Scroll(right, share=3))

    def _choose(self, candidate_id: str) -> None:
        found = next((row for row in self._rows if row.id == candidate_id), None)
        self.candidate.open(found.id if found else None)
        names_off = found is not None and found.called != found.name
        self.person.open(found.person_id if found and not names_off else None)
        self.person.setVisible(not names_off)
        self.hidden.setVisible(names_off)
        self.stage.tell(tr(found.stage.label) if found else "")
        self.screening.open(found.id if found else "")
        told = found.cv_name if found else ""
        if found and names_off and told:
            told = f"{found.code}{Path(told).suffix}"
        self.papers.open(found.id if found else "", told)

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _more(self) -> list[tuple[str, str]]:
        """Return the other ways in: a table, and everybody of the file."""
        if not self.requisition_id:
            return []
        there = {row.person_id for row in self._rows}
        others = [one for one in self.desk.read(queries.colleagues) if one[0] not in there]
        return [("import", tr("Import a table…")), *others]

    def _do_more(self, key: str) -> None:
        if key == "import":
            self._import()
            return
        done = self.desk.do(
            actions.add_known_candidate, self.requisition_id, key, received_on=today()
        )
        self.table.select(done or "")

    def _import(self) -> None:
        path = dialogs.open_file(self, tr("Import candidates"), kinds=TABLES)
        if path is not None:
            self._import_from(path)

    def _import_from(self, path: Path) -> None:
        if self.requisition_id:
            self._stack.turn_to(self.importing)
            self.importing.open(self.requisition_id, path)

    def _leave_import(self) -> None:
        self._stack.turn_to(self._body)
        self.refresh()

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the candidate called?")):
            done = self.desk.do(
                actions.add_candidate, self.requisition_id, name, received_on=today()
            )
            self.table.select(done or "")

    def _stages(self) -> list[tuple[str, str]]:
        """Return what a candidate may have done that nobody here decides."""
        if not self.table.current_id:
            return []
        apart = (CandidateStage.withdrew, CandidateStage.declined)
        told = [(stage.value, tr(stage.label)) for stage in apart]
        return [*told, (CandidateStage.received.value, tr("In play again"))]

    def _move(self, stage: str) -> None:
        self.desk.do(actions.set_apart, self.table.current_id, CandidateStage(stage))

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_candidate, key, notice=tr("Candidate removed"))
