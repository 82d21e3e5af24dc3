"""Everyone at the client: people, teams, positions, and who reports to whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from sqlmodel import Session

from app.domain import edits
from app.domain.ids import EmploymentId, PersonId, PositionId, TeamId
from app.domain.outcomes import PersonOutcome
from app.domain.people import Employment, Person, Position, Team
from app.domain.rows import Row as DomainRow
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.shared import everyone, fill, today
from app.ui import dialogs
from app.ui.forms import Form
from app.ui.layout import Card, Columns, Hint, Rows, Scroll
from app.ui.sections import Part, Sections
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_INDENT = "\u2003"  # as wide as an m: a line under another stands that much to the right


class OrganizationPart(QWidget):
    """The chapter: people, teams, positions and reporting lines behind one another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.sections = Sections(
            "organization",
            [
                Part("people", tr("People"), lambda: PeoplePart(desk)),
                Part("teams", tr("Teams"), lambda: TeamsPart(desk)),
                Part("positions", tr("Positions"), lambda: PositionsPart(desk)),
                Part("lines", tr("Reporting lines"), lambda: LinesPart(desk)),
            ],
            at="top",
            places=desk.places,
            title=tr("People"),
        )
        fill(self, self.sections)


class PeoplePart(QWidget):
    """Everyone with position and leader, the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._rows: tuple[queries.PersonRow, ...] = ()
        columns = [
            Column(tr("Name"), "name", 2, strong=True),
            Column(tr("Position"), "position", 2),
        ]
        self.table = RecordTable(columns, tr("People"))
        self.form = Form(
            desk, Person, [("display_name", "pronunciation"), ("email", "phone"), "kind"]
        )
        self.table.chosen.connect(self._open)
        listed = Card(tr("People"), self.table, share=1)
        listed.command(tr("Add"), self._add, icon="user-plus")
        self.post = Form(
            desk,
            Employment,
            [
                ("position_id", "manager_id"),
                ("start_date", "end_date"),
                ("end_kind", "fte"),
                "notes",
            ],
            options={"position_id": self._positions, "manager_id": partial(everyone, desk)},
        )
        chosen = Card(tr("The chosen person"), self.form)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        self.outcomes = Hint("")
        self.held = Card(tr("In the position"), self.post, self.outcomes)
        give = self.held.command(tr("Give a position"), self._fill_menu, icon="plus")
        self.end = self.held.command(tr("Ended today"), self._end, icon="log-out")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._give)
        give.offer(self._menu)
        fill(self, Columns(listed, Scroll(Rows(chosen, self.held), share=1)))
        desk.watch(self, (Person, Employment, PersonOutcome, Position, Team), self.refresh)

    def refresh(self) -> None:
        """Read the people again."""
        self._rows = self.desk.read(queries.people)
        self.table.show_rows(self._rows)
        self._open(self.table.current_id)

    def _open(self, person_id: str) -> None:
        self.form.open(person_id or None)
        held = next((row.employment_id for row in self._rows if row.id == person_id), "")
        self.post.open(held or None)
        self.end.setEnabled(bool(held))
        outcomes = self.desk.read(queries.held_outcomes, person_id) if person_id else ()
        said = tr("Holds: {outcomes}").format(outcomes=" · ".join(outcomes))
        self.outcomes.setText(said if outcomes else "")
        self.outcomes.setVisible(bool(outcomes))

    def _positions(self) -> list[tuple[str, str]]:
        rows = self.desk.read(queries.positions, today=today())
        return [(row.id, row.title) for row in rows]

    def _fill_menu(self) -> None:
        self._menu.clear()
        for key, title in self._positions():
            self._menu.addAction(title.replace("&", "&&")).setData(key)
        if self._menu.isEmpty():
            self._menu.addAction(tr("There is no position yet")).setEnabled(False)

    def _give(self, chosen: QAction) -> None:
        if person := self.table.current_id:
            position = PositionId(str(chosen.data()))
            self.desk.do(actions.add_employment, PersonId(person), position)

    def _end(self) -> None:
        """Say that the chosen person leaves the position today."""
        if self.post.row_id:
            notice = tr("The employment ended today")
            self.desk.do(
                actions.end_employment, EmploymentId(self.post.row_id), today(), notice=notice
            )

    def _remove(self) -> None:
        if person := self.table.current_id:
            notice = tr("Person removed")
            self.desk.do(actions.remove_person, PersonId(person), notice=notice)

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the person called?")):
            self.table.select(self.desk.do(actions.add_person, name) or "")


class TeamsPart(QWidget):
    """The teams with their leaders."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table = RecordTable(
            [
                Column(tr("Team"), "name", 3, strong=True),
                Column(tr("Leader"), "leader", 3),
                Column(tr("People"), "people", align="right"),
            ],
            tr("Teams"),
        )
        self.form = Form(
            desk,
            Team,
            ["name", ("leader_id", "parent_team_id")],
            options={"leader_id": partial(everyone, desk), "parent_team_id": self._others},
            revise=_revise_team,
        )
        listed = Card(tr("Teams"), self.table, share=1)
        listed.command(tr("Add"), self._add, icon="plus")
        chosen = Card(tr("The chosen team"), self.form)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        self.table.chosen.connect(self._open)
        fill(self, Columns(listed, Scroll(chosen, share=1)))
        desk.watch(self, (Team, Person, Employment, Position), self.refresh)

    def refresh(self) -> None:
        """Read the teams again."""
        self.table.show_rows(self.desk.read(queries.teams))
        self._open(self.table.current_id)

    def _open(self, key: str) -> None:
        self.form.open(key or None)

    def _others(self) -> list[tuple[str, str]]:
        rows = self.desk.read(queries.teams)
        return [(row.id, row.name) for row in rows if row.id != self.table.current_id]

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the team called?")):
            self.table.select(self.desk.do(actions.add_team, name) or "")

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_team, TeamId(key), notice=tr("Team removed"))


class PositionsPart(QWidget):
    """The positions: in which team, reporting to which other one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table = RecordTable(
            [
                Column(tr("Position"), "title", 3, strong=True),
                Column(tr("Held by"), "holders", 3),
            ],
            tr("Positions"),
        )
        self.form = Form(
            desk,
            Position,
            ["title", ("team_id", "leads_to_id"), "status"],
            options={"team_id": self._teams, "leads_to_id": self._others},
            revise=_revise_position,
        )
        listed = Card(tr("Positions"), self.table, share=1)
        listed.command(tr("Add"), self._add, icon="plus")
        chosen = Card(tr("The chosen position"), self.form)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        self.table.chosen.connect(self._open)
        fill(self, Columns(listed, Scroll(chosen, share=1)))
        desk.watch(self, (Position, Team, Employment, Person), self.refresh)

    def refresh(self) -> None:
        """Read the positions again."""
        self.table.show_rows(self.desk.read(queries.positions, today=today()))
        self._open(self.table.current_id)

    def _open(self, key: str) -> None:
        self.form.open(key or None)

    def _teams(self) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in self.desk.read(queries.teams)]

    def _others(self) -> list[tuple[str, str]]:
        rows = self.desk.read(queries.positions, today=today())
        return [(row.id, row.title) for row in rows if row.id != self.table.current_id]

    def _add(self) -> None:
        if title := dialogs.ask_text(self, tr("What is the position called?")):
            self.table.select(self.desk.do(actions.add_position, title) or "")

    def _remove(self) -> None:
        if key := self.table.current_id:
            notice = tr("Position removed")
            self.desk.do(actions.remove_position, PositionId(key), notice=notice)


@dataclass(frozen=True, slots=True)
class _Line:
    """A position under the one it reports to, as the list shows it."""

    id: str
    title: str
    holders: tuple[str, ...]


class LinesPart(QWidget):
    """Who reports to whom, from the top down."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table = RecordTable(
            [Column(tr("Position"), "title", 3), Column(tr("Held by"), "holders", 2)],
            tr("Reporting lines"),
        )
        told = Hint(tr("Under “Positions” a position is given the one it reports to."))
        fill(self, Card(tr("Who reports to whom"), told, self.table))
        desk.watch(self, (Position, Employment, Person), self.refresh)

    def refresh(self) -> None:
        """Read the lines again."""
        rows = self.desk.read(queries.reporting_lines)
        self.table.show_rows(
            [_Line(row.id, _INDENT * 2 * row.depth + row.title, row.holders) for row in rows]
        )


def _revise_position(
    session: Session, model: type[DomainRow], row_id: str, field: str, value: object
) -> None:
    """Change a field of a position; a reporting line never runs in a circle."""
    if field == "leads_to_id":
        above = PositionId(str(value)) if value else None
        actions.set_reporting_line(session, PositionId(row_id), above)
    else:
        edits.revise(session, model, row_id, field, value)


def _revise_team(
    session: Session, model: type[DomainRow], row_id: str, field: str, value: object
) -> None:
    """Change a field of a team; no team becomes a part of itself."""
    if field == "parent_team_id":
        actions.set_parent_team(session, TeamId(row_id), TeamId(str(value)) if value else None)
    else:
        edits.revise(session, model, row_id, field, value)
