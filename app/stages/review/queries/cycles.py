"""The cycles, who is reviewed in them, and how far each review has come. No ranked list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from app.domain.edits import the
from app.domain.outcomes import JobDescription, JobStatus
from app.domain.people import Employment, Person, PersonKind, Position
from app.stages.review.records import (
    Acknowledgement,
    CycleStatus,
    LineEvidence,
    Review,
    ReviewCycle,
    ReviewLine,
    ReviewStatus,
)


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle with its progress (CALC-28)."""

    id: str
    name: str
    period_start: date
    period_end: date
    status: CycleStatus
    reviews: int
    drafted: int
    held: int
    acknowledged: int
    with_destination: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in the list of a cycle: its progress, not its result."""

    id: str
    person_id: str
    person: str
    position: str
    leader: str
    status: ReviewStatus
    lines: int
    lines_done: int
    lines_with_evidence: int
    has_destination: bool
    declined: bool


@dataclass(frozen=True, slots=True)
class Reviewable:
    """Somebody who has no review in the cycle yet."""

    person_id: str
    name: str
    position: str
    has_job_description: bool


def adopted_job(session: Session, position_id: str) -> JobDescription | None:
    """Return the adopted version of a position's job description, or None."""
    return session.exec(
        select(JobDescription)
        .where(
            JobDescription.position_id == position_id,
            JobDescription.status == JobStatus.adopted,
        )
        .order_by(col(JobDescription.version).desc())
    ).first()


def employment_on(session: Session, person_id: str, day: date) -> Employment | None:
    """Return the position a person held on a day; where there were several, the latest."""
    found = session.exec(
        select(Employment)
        .where(
            Employment.person_id == person_id,
            col(Employment.start_date).is_(None) | (col(Employment.start_date) <= day),
            col(Employment.end_date).is_(None) | (col(Employment.end_date) >= day),
        )
        .order_by(col(Employment.start_date).desc().nulls_last(), col(Employment.id))
    )
    return found.first()


def cycles(session: Session) -> tuple[CycleRow, ...]:
    """Return the cycles, the latest first."""
    found = session.exec(
        select(ReviewCycle).order_by(col(ReviewCycle.period_end).desc(), col(ReviewCycle.name))
    ).all()
    return tuple(_cycle_row(session, row) for row in found)


def cycle(session: Session, cycle_id: str) -> CycleRow:
    """Return one cycle."""
    return _cycle_row(session, the(session, ReviewCycle, cycle_id))


_HELD = frozenset({ReviewStatus.held, ReviewStatus.acknowledged, ReviewStatus.closed})
_DRAFTED = _HELD | {ReviewStatus.drafted, ReviewStatus.calibrated}
_ACKNOWLEDGED = frozenset({ReviewStatus.acknowledged, ReviewStatus.closed})


def _cycle_row(session: Session, row: ReviewCycle) -> CycleRow:
    found = session.exec(select(Review).where(Review.cycle_id == row.id)).all()
    return CycleRow(
        id=row.id,
        name=row.name,
        period_start=row.period_start,
        period_end=row.period_end,
        status=row.status,
        reviews=len(found),
        drafted=sum(1 for review in found if review.status in _DRAFTED),
        held=sum(1 for review in found if review.status in _HELD),
        acknowledged=sum(1 for review in found if review.status in _ACKNOWLEDGED),
        with_destination=sum(1 for review in found if review.destination.strip()),
    )


def reviews(session: Session, cycle_id: str) -> tuple[ReviewRow, ...]:
    """Return the reviews of a cycle by the person's name."""
    found = session.exec(
        select(Review, Person)
        .join(Person, col(Person.id) == col(Review.person_id))
        .where(Review.cycle_id == cycle_id)
        .order_by(func.lower(Person.display_name), col(Review.id))
    ).all()
    return tuple(_review_row(session, review, person) for review, person in found)


def _review_row(session: Session, row: Review, person: Person) -> ReviewRow:
    lines = session.exec(select(ReviewLine).where(ReviewLine.review_id == row.id)).all()
    cited = session.exec(
        select(LineEvidence.review_line_id)
        .join(ReviewLine, col(ReviewLine.id) == col(LineEvidence.review_line_id))
        .where(ReviewLine.review_id == row.id)
    ).all()
    leader = session.get(Person, row.leader_id) if row.leader_id else None
    given = session.exec(select(Acknowledgement).where(Acknowledgement.review_id == row.id)).first()
    return ReviewRow(
        id=row.id,
        person_id=person.id,
        person=person.display_name,
        position=the(session, Position, row.position_id).title,
        leader=leader.display_name if leader else "",
        status=row.status,
        lines=len(lines),
        lines_done=sum(1 for ln in lines if ln.leader_rating is not None or ln.not_rated_reason),
        lines_with_evidence=len(set(cited)),
        has_destination=bool(row.destination.strip()),
        declined=given is not None and given.declined,
    )


def reviewable(session: Session, cycle_id: str) -> tuple[Reviewable, ...]:
    """Return the employees without a review in the cycle, by name.

    Who holds no position at the end of the period is left out.
    """
    end = the(session, ReviewCycle, cycle_id).period_end
    done = set(session.exec(select(Review.person_id).where(Review.cycle_id == cycle_id)))
    people = session.exec(
        select(Person)
        .where(Person.kind == PersonKind.employee)
        .order_by(func.lower(Person.display_name), col(Person.id))
    ).all()
    found: list[Reviewable] = []
    for person in people:
        held = employment_on(session, person.id, end)
        if person.id not in done and held is not None:
            title = the(session, Position, held.position_id).title
            has_job = adopted_job(session, held.position_id) is not None
            found.append(Reviewable(person.id, person.display_name, title, has_job))
    return tuple(found)
