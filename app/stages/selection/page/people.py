"""Who rates, who only observes, and who has to step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.people import Person
from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.calibrating import CalibrateCard
from app.stages.selection.page.shared import Choices, fill
from app.stages.selection.records import GuideQuestion, PanelMember, Practice, PracticeRating
from app.ui.forms import Form
from app.ui.layout import Card, Columns, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


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
        self.calibrate = CalibrateCard(desk)
        fill(self, Columns(listed, Scroll(Rows(chosen, self.calibrate).stretch(), share=3)))
        models = (PanelMember, Person, GuideQuestion, Practice, PracticeRating)
        desk.watch(self, models, self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the panel of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read the panel again."""
        key = self.requisition_id
        self.table.show_rows(self.desk.read(queries.panel, key) if key else ())
        self._choose(self.table.current_id)
        self.calibrate.open(key)

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
