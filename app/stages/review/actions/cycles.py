"""Beginning a cycle and the reviews in it."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from app.domain.calendar import months_between
from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.ids import MeasureId
from app.domain.outcomes import JobDescription, Measure, Outcome, PersonOutcome
from app.domain.people import Employment, Person
from app.domain.values import Competency, Scope, ValueStatus
from app.host.language import N_, tr
from app.stages.review import queries
from app.stages.review.records import (
    LineMeasure,
    Review,
    ReviewCycle,
    ReviewLine,
    ReviewLineId,
)
from app.store.actions import action


@action(N_("Start review cycle"))
def start_cycle(session: Session, name: str, period_start: date, period_end: date) -> str:
    """Start a cycle of reviews over a period."""
    if period_end < period_start:
        raise Refused(
            tr("The period ends before it begins."), remedy=tr("Choose a later last day.")
        )
    given = {"name": name, "period_start": period_start, "period_end": period_end}
    row = made(ReviewCycle, given)
    session.add(row)
    session.flush()
    return row.id


@action(N_("Remove review cycle"))
def remove_cycle(session: Session, cycle_id: str) -> None:
    """Remove a cycle. Refused while it has reviews."""
    row = the(session, ReviewCycle, cycle_id)
    if queries.reviews(session, cycle_id):
        raise Refused(tr("This cycle has reviews."), remedy=tr("Remove them first."))
    session.delete(row)
    session.flush()


@action(N_("Start review"))
def start_review(session: Session, cycle_id: str, person_id: str) -> str:
    """Start a person's review, a line for each outcome of the job and each core competency."""
    cycle = the(session, ReviewCycle, cycle_id)
    person = the(session, Person, person_id)
    held = queries.employment_on(session, person_id, cycle.period_end)
    if held is None:
        raise Refused(
            tr("{name} holds no position at the end of the period.").format(
                name=person.display_name
            ),
            remedy=tr("Enter the position under People."),
        )
    job = queries.adopted_job(session, held.position_id)
    if job is None:
        raise Refused(
            tr("{name}'s position has no adopted job description.").format(
                name=person.display_name
            ),
            remedy=tr("Adopt one first: its destinations become the lines of the review."),
        )
    _refuse_twice(session, cycle_id, held)
    row = _new_review(session, cycle, held, job)
    _add_outcome_lines(session, row, job)
    _add_competency_lines(session, row)
    return row.id


def _refuse_twice(session: Session, cycle_id: str, held: Employment) -> None:
    present = select(Review).where(
        Review.cycle_id == cycle_id,
        Review.person_id == held.person_id,
        Review.position_id == held.position_id,
    )
    if session.exec(present).first():
        raise Refused(tr("This person has a review in this cycle already."))


def _new_review(
    session: Session, cycle: ReviewCycle, held: Employment, job: JobDescription
) -> Review:
    months = None
    if held.start_date is not None:
        months = max(0.0, months_between(held.start_date, cycle.period_end))
    row = made(
        Review,
        {"leader_id": held.manager_id, "months_in_role": months},
        cycle_id=cycle.id,
        person_id=held.person_id,
        position_id=held.position_id,
        job_description_id=job.id,
    )
    session.add(row)
    session.flush()
    return row


def _add_outcome_lines(session: Session, review: Review, job: JobDescription) -> None:
    """Make a line of each outcome, with the person's own start, target and weight if any."""
    outcomes = session.exec(
        select(Outcome)
        .where(Outcome.job_description_id == job.id)
        .order_by(col(Outcome.sort), col(Outcome.code))
    ).all()
    for place, outcome in enumerate(outcomes):
        own = session.exec(
            select(PersonOutcome).where(
                PersonOutcome.person_id == review.person_id,
                PersonOutcome.outcome_id == outcome.id,
            )
        ).first()
        weight = own.weight_override if own else None
        row = made(
            ReviewLine,
            {"weight": outcome.weight if weight is None else weight},
            review_id=review.id,
            outcome_id=outcome.id,
            sort=place,
        )
        session.add(row)
        session.flush()
        _snapshot_measures(session, row, own)


def _snapshot_measures(session: Session, line: ReviewLine, own: PersonOutcome | None) -> None:
    """Keep the measures of a line as they stand now."""
    measures = session.exec(
        select(Measure)
        .where(Measure.outcome_id == line.outcome_id)
        .order_by(col(Measure.sort), col(Measure.id))
    ).all()
    for measure in measures:
        row = LineMeasure(
            review_line_id=ReviewLineId(line.id),
            measure_id=MeasureId(measure.id),
            sort=measure.sort,
            name=measure.name,
            unit=measure.unit,
            kind=measure.kind,
            aggregate=measure.aggregate,
            baseline=_own(own.baseline_override if own else None, measure.baseline),
            target=_own(own.target_override if own else None, measure.target),
            range_lo=measure.range_lo,
            range_hi=measure.range_hi,
            tolerance=measure.tolerance,
            due=measure.due,
        )
        session.add(row)
    session.flush()


def _own(value: float | None, otherwise: float | None) -> float | None:
    return otherwise if value is None else value


def _add_competency_lines(session: Session, review: Review) -> None:
    """Make a line of each core competency; all weigh the same."""
    core = session.exec(
        select(Competency)
        .where(Competency.scope == Scope.core, Competency.status == ValueStatus.adopted)
        .order_by(col(Competency.sort), col(Competency.name))
    ).all()
    for place, competency in enumerate(core):
        row = made(
            ReviewLine,
            {"weight": max(1, 100 // len(core))},
            review_id=review.id,
            competency_id=competency.id,
            sort=1000 + place,
        )
        session.add(row)
    session.flush()


@action(N_("Remove review"))
def remove_review(session: Session, review_id: str) -> None:
    """Remove a review. Refused once its draft was locked."""
    row = the(session, Review, review_id)
    if not queries.review(session, review_id).is_open:
        raise Refused(
            tr("The draft of this review is locked."), remedy=tr("Open the draft again first.")
        )
    session.delete(row)
    session.flush()
