"""Everyone at the client, with position and leader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.ids import PersonId, PositionId
from app.domain.people import Employment, Person, Position, Team
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.shared import fill, today
from app.ui import dialogs
from app.ui.forms import Form
from app.ui.layout import Card, Columns, Rows
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


class PeoplePart(QWidget):
    """Everyone with position and leader, the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._rows: tuple[queries.PersonRow, ...] = ()
        columns = [
            Column(tr("Name"), "name", 2, strong=True),
            Column(tr("Position"), "position", 2),
            Column(tr("Leader"), "leader", 2),
            Column(tr("Since"), "since", 2),
        ]
        self.table = RecordTable(columns, tr("People"))
        self.form = Form(
            desk, Person, ["display_name", "pronunciation", ("email", "phone"), "kind"]
        )
        self.table.chosen.connect(self._open)
        everyone = Card(tr("People"), self.table, share=3)
        everyone.command(tr("Add"), self._add, icon="user-plus")
        self.post = Form(
            desk,
            Employment,
            ["manager_id", ("start_date", "end_date"), "notes"],
            options={"manager_id": self._leaders},
        )
        chosen = Card(tr("The chosen person"), self.form)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        held = Card(tr("In the position"), self.post)
        give = held.command(tr("Give a position"), self._fill_menu)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._give)
        give.offer(self._menu)
        fill(self, Columns(everyone, Rows(chosen, held, share=2)))
        desk.watch(self, (Person, Employment, Position, Team), self.refresh)

    def refresh(self) -> None:
        """Read the people again."""
        self._rows = self.desk.read(queries.people)
        self.table.show_rows(self._rows)
        self._open(self.table.current_id)

    def _open(self, person_id: str) -> None:
        self.form.open(person_id or None)
        held = next((row.employment_id for row in self._rows if row.id == person_id), "")
        self.post.open(held or None)

    def _leaders(self) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in self.desk.read(queries.people)]

    def _fill_menu(self) -> None:
        self._menu.clear()
        for row in self.desk.read(queries.positions, today=today()):
            self._menu.addAction(row.title.replace("&", "&&")).setData(row.id)

    def _give(self, chosen: QAction) -> None:
        if person := self.table.current_id:
            position = PositionId(str(chosen.data()))
            self.desk.do(actions.add_employment, PersonId(person), position)

    def _remove(self) -> None:
        if person := self.table.current_id:
            notice = tr("Person removed")
            self.desk.do(actions.remove_person, PersonId(person), notice=notice)

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the person called?")):
            self.table.select(self.desk.do(actions.add_person, name) or "")
