"""What can be put on record: about whom and what, which measures are read, who reports to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.domain.outcomes import JobDescription, Measure, MeasureValue, Outcome
from app.domain.people import Employment, Position, PositionStatus
from app.domain.values import Competency, ValueStatus
from app.stages.foundation.queries.jobs import current_jobs, present_holders


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure of a job that counts now, with its newest reading."""

    id: str
    name: str
    position: str
    outcome: str
    unit: str
    baseline: float | None
    target: float | None
    last: float | None
    read_on: date | None
    readings: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """A position in the order of the reporting lines; `depth` is 0 at the top."""

    id: str
    title: str
    depth: int
    holders: tuple[str, ...]


def evidence_targets(session: Session, person_id: str) -> tuple[tuple[str, str], ...]:
    """Return what a fact about a person can belong to, as key and words.

    A key is ``outcome:ID`` or ``competency:ID``. The outcomes are those of the jobs the person
    holds now, in the versions that count.
    """
    asked = select(Employment.position_id).where(Employment.person_id == person_id)
    held = session.exec(asked.where(col(Employment.end_date).is_(None))).all()
    jobs = [job.id for key, job in current_jobs(session).items() if key in held]
    outcomes = session.exec(
        select(Outcome)
        .where(col(Outcome.job_description_id).in_(jobs))
        .order_by(col(Outcome.sort), col(Outcome.created_at))
    )
    competencies = session.exec(
        select(Competency)
        .where(Competency.status != ValueStatus.retired)
        .order_by(col(Competency.scope), col(Competency.sort), col(Competency.name))
    )
    return (
        *((f"outcome:{row.id}", f"{row.code}  {row.statement}") for row in outcomes),
        *((f"competency:{row.id}", row.name) for row in competencies),
    )


def measures_in_force(session: Session) -> tuple[MeasureRow, ...]:
    """Return the measures of the versions that count now, by position, outcome and place."""
    jobs = {job.id: key for key, job in current_jobs(session).items()}
    titles = {row.id: (row.sort, row.title) for row in session.exec(select(Position))}
    found = session.exec(
        select(Measure, Outcome)
        .where(Measure.outcome_id == Outcome.id)
        .where(Outcome.job_description_id == JobDescription.id)
        .where(col(JobDescription.id).in_(list(jobs)))
    ).all()
    readings = _readings(session)

    def place(pair: tuple[Measure, Outcome]) -> tuple[int, str, int, int]:
        measure, outcome = pair
        return (*titles[jobs[outcome.job_description_id]], outcome.sort, measure.sort)

    return tuple(
        MeasureRow(
            id=measure.id,
            name=measure.name,
            position=titles[jobs[outcome.job_description_id]][1],
            outcome=outcome.statement,
            unit=measure.unit,
            baseline=measure.baseline,
            target=measure.target,
            last=read[-1].value if read else None,
            read_on=read[-1].period_end if read else None,
            readings=len(read),
        )
        for measure, outcome in sorted(found, key=place)
        for read in [readings.get(measure.spine_id, ())]
    )


def reporting_lines(session: Session) -> tuple[LineRow, ...]:
    """Return the positions that are not closed, each under the one it reports to."""
    rows = session.exec(
        select(Position)
        .where(Position.status != PositionStatus.closed)
        .order_by(col(Position.sort), col(Position.title))
    ).all()
    known = {row.id for row in rows}
    below: defaultdict[str, list[Position]] = defaultdict(list)
    for row in rows:
        below[row.leads_to_id if row.leads_to_id in known else ""].append(row)
    holders = {
        key: tuple(name for _, name in found) for key, found in present_holders(session).items()
    }
    return tuple(_walked(below, "", 0, holders))


def _walked(
    below: Mapping[str, list[Position]],
    above: str,
    depth: int,
    holders: Mapping[str, tuple[str, ...]],
) -> Iterator[LineRow]:
    """Yield the positions under one, each followed by those under it."""
    for row in below.get(above, ()):
        yield LineRow(row.id, row.title, depth, holders.get(row.id, ()))
        yield from _walked(below, row.id, depth + 1, holders)


def _readings(session: Session) -> Mapping[str, Sequence[MeasureValue]]:
    """Return the readings of every measure in the order of time, by its spine."""
    found: defaultdict[str, list[MeasureValue]] = defaultdict(list)
    rows = session.exec(
        select(MeasureValue, Measure.spine_id)
        .where(MeasureValue.measure_id == Measure.id)
        .order_by(col(MeasureValue.period_end), col(MeasureValue.created_at))
    )
    for value, spine in rows:
        found[spine].append(value)
    return found
