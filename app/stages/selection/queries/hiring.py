"""What comes of a decision: the proposed first day, and what somebody hired came into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from app.domain.edits import the
from app.domain.outcomes import PersonOutcome
from app.domain.people import Employment, Person, Position
from app.stages.selection import rules
from app.stages.selection.records import Candidate, Decision, Requisition


@dataclass(frozen=True, slots=True)
class HiredRow:
    """Somebody who was hired: the position, the first day, and how many outcomes came with it."""

    person_id: str
    name: str
    position: str
    starts: date | None
    outcomes: int


def first_day(session: Session, candidate_id: str, today: date) -> date:
    """Return the first day that is proposed for a candidate."""
    candidate = the(session, Candidate, candidate_id)
    opening = the(session, Requisition, candidate.requisition_id)
    made = session.exec(select(Decision).where(Decision.candidate_id == candidate_id)).first()
    return rules.first_day(opening.target_start, made.decided_on if made else today, today)


def hired(session: Session, employment_id: str) -> HiredRow:
    """Return what somebody hired came into."""
    post = the(session, Employment, employment_id)
    person = the(session, Person, post.person_id)
    held = select(func.count(col(PersonOutcome.id))).where(
        PersonOutcome.person_id == person.id, col(PersonOutcome.end_date).is_(None)
    )
    title = the(session, Position, post.position_id).title
    count = session.exec(held).one()
    return HiredRow(person.id, person.display_name, title, post.start_date, count)
