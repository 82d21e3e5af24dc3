"""Views of people, teams and positions, and of what is on record about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.domain.evidence import Evidence, EvidenceSign, Visibility
from app.domain.outcomes import (
    JobDescription,
    JobStatus,
    Measure,
    MeasureValue,
    Outcome,
    PersonOutcome,
)
from app.domain.people import (
    Employment,
    Person,
    PersonKind,
    Position,
    PositionStatus,
    Team,
)
from app.domain.values import Competency
from app.stages.foundation.queries.jobs import (
    current_jobs,
    findings_by_position,
    present_holders,
)
from app.stages.foundation.records import AckMethod, Acknowledgement, TaskLine
from app.stages.foundation.rules import Severity


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the present position and leader; empty texts where there is none."""

    id: str
    name: str
    kind: PersonKind
    employment_id: str
    position_id: str
    position: str
    team: str
    leader_id: str
    leader: str
    since: date | None
    anonymized: bool


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its leader and its size."""

    id: str
    name: str
    leader_id: str
    leader: str
    people: int


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position with the state of its job description.

    Attributes:
        job_id: the newest version; empty where there is none.
        job_version: its number; 0 where there is none.
        job_status: its status, or None.
        in_force: the version that counts for everything else; empty where there is none.
        stops: how many findings stand in the way of adoption.
        warnings: how many more findings ask to look again.
        acknowledged: how many present holders acknowledged the version in force.
    """

    id: str
    title: str
    team_id: str
    team: str
    reports_to_id: str
    reports_to: str
    status: PositionStatus
    holders: tuple[str, ...]
    job_id: str
    job_version: int
    job_status: JobStatus | None
    in_force: str
    stops: int
    warnings: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A dated fact about a person and one outcome or competency."""

    id: str
    happened_on: date
    person_id: str
    person: str
    target_id: str
    target: str
    text: str
    sign: EvidenceSign
    author: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class AcknowledgementRow:
    """A person's acknowledgement of a version; without days where it is still to come."""

    id: str
    person_id: str
    person: str
    discussed_on: date | None
    acknowledged_on: date | None
    method: AckMethod | None
    comment: str
    visibility: Visibility
    holds_the_position: bool


@dataclass(frozen=True, slots=True)
class TaskLineRow:
    """A line of the old-and-new sheet."""

    id: str
    task: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MeasureValueRow:
    """One reading of a measure; `person` is empty for the whole position."""

    id: str
    period_end: date
    value: float
    person_id: str
    person: str
    note: str


def held_outcomes(session: Session, person_id: str) -> tuple[str, ...]:
    """Return the outcomes somebody holds now, each by its letter and its statement."""
    found = session.exec(
        select(Outcome)
        .join(PersonOutcome, col(PersonOutcome.outcome_id) == col(Outcome.id))
        .where(PersonOutcome.person_id == person_id, col(PersonOutcome.end_date).is_(None))
        .order_by(col(Outcome.sort), col(Outcome.code))
    ).all()
    return tuple(f"{row.code} {row.statement}" for row in found)


def people(session: Session, kind: PersonKind | None = None) -> tuple[PersonRow, ...]:
    """Return the people by name, with what they do now and who leads them.

    The leader is the one named in the employment, or else who holds the position above.
    """
    asked = select(Person).order_by(col(Person.display_name))
    if kind is not None:
        asked = asked.where(Person.kind == kind)
    names = {row.id: row.display_name for row in session.exec(select(Person))}
    teams = {row.id: row.name for row in session.exec(select(Team))}
    positions = {row.id: row for row in session.exec(select(Position))}
    holders = present_holders(session)
    present = _present(session)

    def row_of(person: Person) -> PersonRow:
        job = present.get(person.id)
        position = positions.get(job.position_id) if job else None
        leader = (job.manager_id if job else None) or ""
        if position and not leader:
            above = holders.get(position.leads_to_id or "", [])
            leader = above[0][0] if above and above[0][0] != person.id else ""
        team = (job.team_id if job else None) or (position.team_id if position else None)
        return PersonRow(
            id=person.id,
            name=person.display_name,
            kind=person.kind,
            employment_id=job.id if job else "",
            position_id=position.id if position else "",
            position=position.title if position else "",
            team=teams.get(team or "", ""),
            leader_id=leader,
            leader=names.get(leader, ""),
            since=job.start_date if job else None,
            anonymized=person.anonymized,
        )

    return tuple(row_of(person) for person in session.exec(asked))


def _present(session: Session) -> dict[str, Employment]:
    """Return each person's present employment; the latest where there are several."""
    rows = session.exec(select(Employment).where(col(Employment.end_date).is_(None))).all()
    ordered = sorted(rows, key=lambda row: (row.start_date or date.min, row.created_at))
    return {row.person_id: row for row in ordered}


def teams(session: Session) -> tuple[TeamRow, ...]:
    """Return the teams in their order, each with its leader and how many work there now."""
    names = {row.id: row.display_name for row in session.exec(select(Person))}
    home = {row.id: row.team_id for row in session.exec(select(Position))}
    size: Counter[str | None] = Counter(
        row.team_id or home.get(row.position_id) for row in _present(session).values()
    )
    return tuple(
        TeamRow(row.id, row.name, row.leader_id or "", names.get(row.leader_id or "", ""), n)
        for row in session.exec(select(Team).order_by(col(Team.sort), col(Team.name)))
        for n in [size[row.id]]
    )


def positions(session: Session, *, today: date) -> tuple[PositionRow, ...]:
    """Return the positions in their order, with the state of their job descriptions."""
    rows = session.exec(select(Position).order_by(col(Position.sort), col(Position.title))).all()
    titles = {row.id: row.title for row in rows}
    teams_by_id = {row.id: row.name for row in session.exec(select(Team))}
    versions = session.exec(select(JobDescription).order_by(col(JobDescription.version)))
    newest: dict[str, JobDescription] = {job.position_id: job for job in versions}
    in_force = current_jobs(session)
    found = findings_by_position(session, today=today)
    holders = present_holders(session)
    acknowledged = _acknowledged(session)

    def row_of(row: Position) -> PositionRow:
        job, counts = newest.get(row.id), in_force.get(row.id)
        stops = sum(f.severity is Severity.blocking for f in found.get(row.id, ()))
        warnings = sum(f.severity is Severity.warning for f in found.get(row.id, ()))
        here = holders.get(row.id, [])
        return PositionRow(
            id=row.id,
            title=row.title,
            team_id=row.team_id or "",
            team=teams_by_id.get(row.team_id or "", ""),
            reports_to_id=row.leads_to_id or "",
            reports_to=titles.get(row.leads_to_id or "", ""),
            status=row.status,
            holders=tuple(name for _, name in here),
            job_id=job.id if job else "",
            job_version=job.version if job else 0,
            job_status=job.status if job else None,
            in_force=counts.id if counts else "",
            stops=stops,
            warnings=warnings,
            acknowledged=sum(key in acknowledged[counts.id] for key, _ in here) if counts else 0,
        )

    return tuple(row_of(row) for row in rows)


def _acknowledged(session: Session) -> defaultdict[str, set[str]]:
    """Return who acknowledged which version."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in session.exec(select(Acknowledgement)):
        if row.acknowledged_on:
            found[row.job_description_id].add(row.person_id)
    return found


def acknowledgements(session: Session, job_id: str) -> tuple[AcknowledgementRow, ...]:
    """Return who acknowledged a version, and the present holders who have not yet, by name."""
    job = session.get(JobDescription, job_id)
    holders = dict(present_holders(session).get(job.position_id, ()) if job else ())
    rows = session.exec(
        select(Acknowledgement, Person)
        .where(Acknowledgement.person_id == Person.id)
        .where(Acknowledgement.job_description_id == job_id)
    )
    found = [
        AcknowledgementRow(
            id=row.id,
            person_id=person.id,
            person=person.display_name,
            discussed_on=row.discussed_on,
            acknowledged_on=row.acknowledged_on,
            method=row.method,
            comment=row.comment,
            visibility=row.visibility,
            holds_the_position=person.id in holders,
        )
        for row, person in rows
    ]
    missing = holders.keys() - {row.person_id for row in found}
    found += [
        AcknowledgementRow(
            "", key, holders[key], None, None, None, "", Visibility.person, holds_the_position=True
        )
        for key in missing
    ]
    return tuple(sorted(found, key=lambda row: (row.person, row.person_id)))


def evidence(
    session: Session,
    *,
    person_id: str = "",
    outcome_id: str = "",
    competency_id: str = "",
    since: date | None = None,
) -> tuple[EvidenceRow, ...]:
    """Return dated facts, the newest first, narrowed to what is asked for.

    Facts about an outcome are found through its spine: those noted under an earlier version of
    the job description count too.
    """
    asked = select(Evidence, Person).where(Evidence.person_id == Person.id)
    if person_id:
        asked = asked.where(Evidence.person_id == person_id)
    if outcome_id:
        asked = asked.where(col(Evidence.outcome_id).in_(_same_outcomes(session, outcome_id)))
    if competency_id:
        asked = asked.where(Evidence.competency_id == competency_id)
    if since:
        asked = asked.where(Evidence.happened_on >= since)
    names = {row.id: row.statement for row in session.exec(select(Outcome))}
    names |= {row.id: row.name for row in session.exec(select(Competency))}
    order = (col(Evidence.happened_on).desc(), col(Evidence.created_at).desc())
    return tuple(
        EvidenceRow(
            id=row.id,
            happened_on=row.happened_on,
            person_id=person.id,
            person=person.display_name,
            target_id=row.outcome_id or row.competency_id or "",
            target=names.get(row.outcome_id or row.competency_id or "", ""),
            text=row.text,
            sign=row.sign,
            author=row.author,
            visibility=row.visibility,
        )
        for row, person in session.exec(asked.order_by(*order))
    )


def _same_outcomes(session: Session, outcome_id: str) -> tuple[str, ...]:
    """Return the ids of an outcome in all versions."""
    row = session.get(Outcome, outcome_id)
    if row is None:
        return ()
    return tuple(session.exec(select(Outcome.id).where(Outcome.spine_id == row.spine_id)))


def task_lines(session: Session, position_id: str) -> tuple[TaskLineRow, ...]:
    """Return the lines of a position's old-and-new sheet in their order."""
    rows = session.exec(
        select(TaskLine)
        .where(TaskLine.position_id == position_id)
        .order_by(col(TaskLine.sort), col(TaskLine.created_at))
    )
    return tuple(TaskLineRow(row.id, row.task, row.outcome) for row in rows)


def measure_values(
    session: Session, measure_id: str, *, person_id: str | None = None
) -> tuple[MeasureValueRow, ...]:
    """Return the readings of a measure in the order of time, under all versions of the job.

    Args:
        session: reads the file.
        measure_id: the measure, in any version.
        person_id: only this person's readings; an empty text for those of the whole position.
    """
    measure = session.get(Measure, measure_id)
    if measure is None:
        return ()
    names = {row.id: row.display_name for row in session.exec(select(Person))}
    asked = (
        select(MeasureValue)
        .where(MeasureValue.measure_id == Measure.id)
        .where(Measure.spine_id == measure.spine_id)
        .order_by(col(MeasureValue.period_end), col(MeasureValue.created_at))
    )
    if person_id is not None:
        asked = asked.where(MeasureValue.person_id == (person_id or None))
    return tuple(
        MeasureValueRow(
            id=row.id,
            period_end=row.period_end,
            value=row.value,
            person_id=row.person_id or "",
            person=names.get(row.person_id or "", ""),
            note=row.note,
        )
        for row in session.exec(asked)
    )
