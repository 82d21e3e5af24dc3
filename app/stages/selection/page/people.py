"""Who is considered, and who rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.people import Person
from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import Choices, fill, today
from app.stages.selection.records import Candidate, Decision, PanelMember, RatingSheet
from app.ui import dialogs
from app.ui.forms import Form
from app.ui.layout import Card, Columns, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


class CandidatesPart(QWidget):
    """The candidates of an opening, without any score."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self._rows: tuple[queries.CandidateRow, ...] = ()
        self.table = RecordTable(
            [Column(tr("Candidate"), "name", 3, strong=True), Column(tr("Stage"), "stage", 2)],
            tr("Candidates"),
        )
        self.person = Form(desk, Person, ["display_name", "pronunciation", ("email", "phone")])
        self.candidate = Form(desk, Candidate, [("source", "received_on"), "screen_out_reason"])
        self.table.chosen.connect(self._choose)
        listed = Card(tr("Candidates"), self.table, share=2)
        add = listed.command(tr("Add"), self._add, icon="user-plus")
        known = listed.command(tr("A colleague"), self._nothing)
        self.known = Choices(self, self._colleagues, self._add_known, tr("Nobody else is here"))
        known.offer(self.known)
        chosen = Card(tr("The chosen candidate"), self.person, self.candidate)
        chosen.command(tr("Screen out"), self._screen_out)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        self.add = add
        fill(self, Columns(listed, Scroll(Rows(chosen), share=3)))
        desk.watch(self, (Candidate, Person, RatingSheet, Decision), self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the candidates of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read the candidates again."""
        key = self.requisition_id
        self._rows = self.desk.read(queries.candidates, key) if key else ()
        self.table.show_rows(self._rows)
        self._choose(self.table.current_id)

    def _choose(self, candidate_id: str) -> None:
        found = next((row for row in self._rows if row.id == candidate_id), None)
        self.candidate.open(found.id if found else None)
        self.person.open(found.person_id if found else None)

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _colleagues(self) -> list[tuple[str, str]]:
        there = {row.person_id for row in self._rows}
        return [one for one in self.desk.read(queries.colleagues) if one[0] not in there]

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the candidate called?")):
            done = self.desk.do(
                actions.add_candidate, self.requisition_id, name, received_on=today()
            )
            self.table.select(done or "")

    def _add_known(self, person_id: str) -> None:
        done = self.desk.do(
            actions.add_known_candidate, self.requisition_id, person_id, received_on=today()
        )
        self.table.select(done or "")

    def _screen_out(self) -> None:
        if not (key := self.table.current_id):
            return
        if reason := dialogs.ask_text(self, tr("Which need of the first day is not met?")):
            self.desk.do(actions.screen_out, key, reason)

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_candidate, key, notice=tr("Candidate removed"))


class PanelPart(QWidget):
    """Who rates, who only observes, and who has to step back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.table = RecordTable(
            [Column(tr("Panel member"), "name", 3, strong=True), Column(tr("Part"), "role", 2)],
            tr("Panel"),
        )
        self.form = Form(
            desk, PanelMember, [("role", "trained_on"), "conflict_of_interest", "conflict_note"]
        )
        self.table.chosen.connect(self._choose)
        listed = Card(
            tr("Panel"), self.table, share=2, hint=tr("Two to four people; each rates alone.")
        )
        add = listed.command(tr("Add"), self._nothing, icon="user-plus")
        self.people = Choices(self, self._colleagues, self._add, tr("Nobody else is here"))
        add.offer(self.people)
        chosen = Card(tr("The chosen member"), self.form)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        fill(self, Columns(listed, Scroll(Rows(chosen), share=3)))
        desk.watch(self, (PanelMember, Person), self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the panel of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read the panel again."""
        key = self.requisition_id
        self.table.show_rows(self.desk.read(queries.panel, key) if key else ())
        self._choose(self.table.current_id)

    def _choose(self, member_id: str) -> None:
        self.form.open(member_id or None)

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _colleagues(self) -> list[tuple[str, str]]:
        there = {row.person_id for row in self.desk.read(queries.panel, self.requisition_id)}
        return [one for one in self.desk.read(queries.colleagues) if one[0] not in there]

    def _add(self, person_id: str) -> None:
        done = self.desk.do(actions.add_panel_member, self.requisition_id, person_id)
        self.table.select(done or "")

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_panel_member, key, notice=tr("Panel member removed"))
