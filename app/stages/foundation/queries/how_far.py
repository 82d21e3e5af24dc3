"""How far the foundation has come, for its tab."""

from __future__ import annotations

from sqlmodel import Session, col, select

from app.deliverables.figures import RoadState
from app.domain.engagement import Client
from app.domain.outcomes import JobDescription, JobStatus
from app.domain.people import Position, PositionStatus
from app.domain.values import ValueItem, ValueStatus


def how_far(session: Session) -> RoadState:
    """Say how far the foundation is laid.

    It has arrived when the purpose is written, a value is adopted, and every active position has
    an adopted job description.
    """
    client = session.exec(select(Client)).first()
    if client is None:
        return "ahead"
    adopted = select(JobDescription.position_id).where(JobDescription.status == JobStatus.adopted)
    active = select(Position.id).where(Position.status == PositionStatus.active)
    without = session.exec(active.where(col(Position.id).not_in(adopted))).first()
    value = session.exec(
        select(ValueItem.id).where(ValueItem.status == ValueStatus.adopted)
    ).first()
    stands = client.purpose and value and not without and session.exec(active).first()
    return "arrived" if stands else "under_way"
