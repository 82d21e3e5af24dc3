"""What is done to people, teams, positions, and to who works where and led by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.ids import EmploymentId, PersonId, PositionId, TeamId
from app.domain.people import Employment, EndKind, Person, Position, Team
from app.host.language import N_, tr
from app.stages.foundation.actions.rows import kept, next_sort, remove_unless_cited
from app.store.actions import action


@action(N_("Add person"))
def add_person(session: Session, /, name: str, **more: Any) -> PersonId:
    """Add a person. `more` are further fields, such as `kind` or `email`."""
    return PersonId(kept(session, made(Person, {"display_name": name, **more})).id)


@action(N_("Remove person"))
def remove_person(session: Session, person: PersonId) -> None:
    """Remove a person of whom nothing is on record. Refused otherwise."""
    row = the(session, Person, person)
    refusal = Refused(
        tr("{name} is on record in this file.").format(name=row.display_name),
        remedy=tr("Take the name away instead: the record stays, the person cannot be told."),
    )
    remove_unless_cited(session, row, refusal)


@action(N_("Take a name away"))
def anonymize_person(session: Session, person: PersonId) -> None:
    """Take away name, email and phone; what is on record stays and says “Person #17”."""
    row = the(session, Person, person)
    if row.anonymized:
        return
    asked = select(func.count(col(Person.id))).where(col(Person.anonymized).is_(True))
    row.display_name = tr("Person #{n}").format(n=session.exec(asked).one() + 1)
    row.pronunciation = row.email = row.phone = ""
    row.anonymized = True
    kept(session, row)


@action(N_("Add team"))
def add_team(session: Session, name: str, leader: PersonId | None = None) -> TeamId:
    """Add a team at the end."""
    place = next_sort(session.exec(select(Team)).all())
    row = made(Team, {"name": name, "leader_id": leader}, sort=place)
    return TeamId(kept(session, row).id)


@action(N_("Change what a team is part of"))
def set_parent_team(session: Session, team: TeamId, parent: TeamId | None) -> None:
    """Say which team another is part of; none lets it stand by itself.

    Raises:
        Refused: when a team would be a part of itself, directly or through others.
    """
    row = the(session, Team, team)
    if parent is not None:
        above = the(session, Team, parent)
        lines = {one.id: one.parent_team_id for one in session.exec(select(Team))}
        if _reaches(parent, team, lines):
            raise Refused(
                tr("{above} is a part of {name} itself.").format(above=above.name, name=row.name),
                remedy=tr("Choose another team, or change that one first."),
            )
    row.parent_team_id = parent
    kept(session, row)


@action(N_("Remove team"))
def remove_team(session: Session, team: TeamId) -> None:
    """Remove a team; positions and people stay and no longer name it."""
    row = the(session, Team, team)
    refusal = Refused(
        tr("“{name}” is spoken of elsewhere in this file.").format(name=row.name),
        remedy=tr("Rename it, or change what speaks of it first."),
    )
    remove_unless_cited(session, row, refusal)


# ------------------------------------------------------------------ positions


@action(N_("Add position"))
def add_position(session: Session, /, title: str, **more: Any) -> PositionId:
    """Add a position at the end. `more` are further fields: `team_id`, `leads_to_id`, `status`."""
    place = next_sort(session.exec(select(Position)).all())
    return PositionId(kept(session, made(Position, {"title": title, **more}, sort=place)).id)


@action(N_("Remove position"))
def remove_position(session: Session, position: PositionId) -> None:
    """Remove a position that was never described and never held. Refused otherwise."""
    row = the(session, Position, position)
    refusal = Refused(
        tr("“{title}” has a history in this file.").format(title=row.title),
        remedy=tr("Set its status to “Closed” instead."),
    )
    remove_unless_cited(session, row, refusal)


@action(N_("Change reporting line"))
def set_reporting_line(
    session: Session, position: PositionId, reports_to: PositionId | None
) -> None:
    """Say which position another reports to; none takes the line away.

    Raises:
        Refused: when the line would run in a circle.
    """
    row = the(session, Position, position)
    if reports_to is not None:
        above = the(session, Position, reports_to)
        lines = {p.id: p.leads_to_id for p in session.exec(select(Position))}
        if _reaches(reports_to, position, lines):
            raise Refused(
                tr("{above} reports to {title}, directly or through others.").format(
                    above=above.title, title=row.title
                )
                if reports_to != position
                else tr("A position cannot report to itself."),
                remedy=tr("Choose another position, or change that line first."),
            )
    row.leads_to_id = reports_to
    kept(session, row)


def _reaches(start: str, goal: str, lines: Mapping[str, str | None]) -> bool:
    """Say whether a line that goes up from a start arrives at a goal."""
    here: str | None = start
    seen: set[str] = set()
    while here is not None and here not in seen:
        if here == goal:
            return True
        seen.add(here)
        here = lines.get(here)
    return False


# ------------------------------------------------------------------ employment


@action(N_("Add employment"))
def add_employment(
    session: Session,
    /,
    person: PersonId,
    position: PositionId,
    start_date: date | None = None,
    **more: Any,
) -> EmploymentId:
    """Say that a person holds a position.

    Args:
        session: the unit of work.
        person: who.
        position: which position.
        start_date: since when.
        more: further fields, such as `manager_id` or `fte`.

    Raises:
        Refused: when the person holds that position already, or would lead themselves.
    """
    someone = the(session, Person, person)
    the(session, Position, position)
    _refuse_self(someone, more.get("manager_id"))
    asked = select(Employment).where(Employment.person_id == person)
    asked = asked.where(Employment.position_id == position, col(Employment.end_date).is_(None))
    if session.exec(asked).first():
        raise Refused(
            tr("{name} holds this position already.").format(name=someone.display_name),
            remedy=tr("End that employment first."),
        )
    given = {"person_id": person, "position_id": position, "start_date": start_date, **more}
    return EmploymentId(kept(session, made(Employment, given)).id)


@action(N_("Change leader"))
def set_leader(session: Session, employment: EmploymentId, leader: PersonId | None) -> None:
    """Say who leads a person in a position; none leaves it to the reporting line."""
    row = the(session, Employment, employment)
    _refuse_self(the(session, Person, row.person_id), leader)
    if leader is not None:
        the(session, Person, leader)
    row.manager_id = leader
    kept(session, row)


def _refuse_self(person: Person, leader: str | None) -> None:
    """Refuse that a person leads themselves."""
    if leader == person.id:
        raise Refused(
            tr("{name} cannot be their own leader.").format(name=person.display_name),
            remedy=tr("Choose another person."),
        )


@action(N_("End employment"))
def end_employment(
    session: Session, employment: EmploymentId, on: date, kind: EndKind | None = None
) -> None:
    """Say that a person no longer holds a position."""
    row = the(session, Employment, employment)
    if row.start_date and on < row.start_date:
        raise Refused(
            tr("An employment cannot end before it began."), remedy=tr("Correct one of the days.")
        )
    row.end_date, row.end_kind = on, kind
    kept(session, row)


@action(N_("Remove employment"))
def remove_employment(session: Session, employment: EmploymentId) -> None:
    """Remove an employment that was entered by mistake. One that was real is ended instead."""
    row = the(session, Employment, employment)
    refusal = Refused(
        tr("Other records rest on this employment."), remedy=tr("End it on its last day instead.")
    )
    remove_unless_cited(session, row, refusal)
