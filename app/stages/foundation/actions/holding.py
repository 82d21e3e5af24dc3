"""What somebody holds in a position: the outcomes of its job, from the first day on."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, col, select

from app.domain.ids import OutcomeId, PersonId
from app.domain.moments import Hired
from app.domain.outcomes import JobDescription, JobStatus, Outcome, PersonOutcome
from app.host.language import N_
from app.store.actions import action


@action(N_("Take over outcomes"))
def hold_outcomes(session: Session, hired: Hired) -> None:
    """Give who was hired the outcomes of the adopted job; what was held before ends the day before.

    Without an adopted job description there is nothing to hold yet.
    """
    _let_go(session, hired.person_id, hired.start_date)
    for outcome in _of_job(session, hired.position_id):
        row = PersonOutcome(
            person_id=PersonId(hired.person_id),
            outcome_id=OutcomeId(outcome.id),
            start_date=hired.start_date,
        )
        session.add(row)
    session.flush()


def _let_go(session: Session, person_id: str, start: date | None) -> None:
    held = select(PersonOutcome).where(
        PersonOutcome.person_id == person_id, col(PersonOutcome.end_date).is_(None)
    )
    for row in session.exec(held).all():
        last = start - timedelta(days=1) if start else None
        if last and row.start_date:
            last = max(last, row.start_date)
        row.end_date = last
        session.add(row)


def _of_job(session: Session, position_id: str) -> list[Outcome]:
    """Return the outcomes of a position's adopted job description, in their order."""
    adopted = (
        select(Outcome)
        .join(JobDescription, col(JobDescription.id) == col(Outcome.job_description_id))
        .where(JobDescription.position_id == position_id)
        .where(JobDescription.status == JobStatus.adopted)
        .order_by(col(Outcome.sort), col(Outcome.code))
    )
    return list(session.exec(adopted).all())
