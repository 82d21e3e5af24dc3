"""People, teams, positions and who leads whom."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import FiniteFloat, model_validator
from sqlmodel import Field, SQLModel

from app.domain.ids import PersonId, PositionId, TeamId
from app.domain.rows import Row, Words, checks_of, link
from app.domain.text import Line, LongText
from app.host.language import N_, tr


class PersonKind(Words):
    """How a person is joined to the client."""

    employee = "employee", N_("Employee")
    candidate = "candidate", N_("Candidate")
    external = "external", N_("From outside")


class PositionStatus(Words):
    """Whether a position is held, planned or given up."""

    active = "active", N_("Active")
    planned = "planned", N_("Planned")
    closed = "closed", N_("Closed")


class EndKind(Words):
    """How an employment ended."""

    voluntary = "voluntary", N_("Left by own choice")
    involuntary = "involuntary", N_("Let go")
    retirement = "retirement", N_("Retired")
    transfer = "transfer", N_("Moved to another position")


class PersonFields(SQLModel):
    """What may be written about a person. No birth date, no health, no pay: by design."""

    display_name: Line = Field(title=N_("Name"), min_length=1)
    pronunciation: Line = Field(
        default="",
        title=N_("Say it like"),
        description=N_("How the name is pronounced."),
    )
    email: Line = Field(default="", title=N_("Email"))
    phone: Line = Field(default="", title=N_("Phone"))
    kind: PersonKind = Field(default=PersonKind.employee, title=N_("Kind"))


class Person(Row, PersonFields, table=True):
    """Someone who works at the client, applied there, or helps from outside."""

    __table_args__ = checks_of(PersonFields)

    anonymized: bool = Field(default=False)


class TeamFields(SQLModel):
    """A team of the client."""

    name: Line = Field(title=N_("Team"), min_length=1)
    leader_id: PersonId | None = link(
        "person.id", title=N_("Leader"), optional=True, ondelete="SET NULL"
    )
    parent_team_id: TeamId | None = link(
        "team.id", title=N_("Part of"), optional=True, ondelete="SET NULL"
    )


class Team(Row, TeamFields, table=True):
    """A team. Teams are listed in the order of `sort`."""

    __table_args__ = checks_of(TeamFields, "parent_team_id IS NULL OR parent_team_id <> id")

    sort: int = Field(default=0)


class PositionFields(SQLModel):
    """A position: a job that somebody holds, held or will hold."""

    title: Line = Field(title=N_("Position"), min_length=1)
    team_id: TeamId | None = link("team.id", title=N_("Team"), optional=True, ondelete="SET NULL")
    leads_to_id: PositionId | None = link(
        "position.id", title=N_("Reports to"), optional=True, ondelete="SET NULL"
    )
    status: PositionStatus = Field(default=PositionStatus.active, title=N_("Status"))


class Position(Row, PositionFields, table=True):
    """A position, to which the versions of its outcome-based job description belong."""

    __table_args__ = checks_of(PositionFields, "leads_to_id IS NULL OR leads_to_id <> id")

    sort: int = Field(default=0)


class EmploymentFields(SQLModel):
    """Who holds which position, since when, led by whom."""

    person_id: PersonId = link("person.id", title=N_("Person"), ondelete="CASCADE")
    position_id: PositionId = link("position.id", title=N_("Position"))
    team_id: TeamId | None = link("team.id", title=N_("Team"), optional=True, ondelete="SET NULL")
    manager_id: PersonId | None = link(
        "person.id", title=N_("Leader"), optional=True, ondelete="SET NULL"
    )
    start_date: date | None = Field(default=None, title=N_("Since"))
    end_date: date | None = Field(default=None, title=N_("Until"))
    end_kind: EndKind | None = Field(default=None, title=N_("How it ended"))
    fte: FiniteFloat = Field(default=1.0, gt=0, le=1, title=N_("Share of full time"))
    notes: LongText = Field(default="", title=N_("Notes"))

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        """Refuse an end before the start, and somebody who leads themselves."""
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValueError(tr("It cannot end before it began."))
        if self.manager_id is not None and self.manager_id == self.person_id:
            raise ValueError(tr("Nobody leads themselves: choose another leader."))
        return self


class Employment(Row, EmploymentFields, table=True):
    """A person in a position for a time. One open employment is the present one."""

    __table_args__ = checks_of(
        EmploymentFields,
        "end_date IS NULL OR start_date IS NULL OR end_date >= start_date",
        "manager_id IS NULL OR manager_id <> person_id",
    )
