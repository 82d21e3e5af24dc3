"""How far the reviews have come, for their tab and the road."""

from __future__ import annotations

from sqlmodel import Session, select

from app.deliverables.figures import RoadState
from app.stages.review.records import CycleStatus, ReviewCycle


def how_far(session: Session) -> RoadState:
    """Say how far it is: arrived when every cycle is closed."""
    states = set(session.exec(select(ReviewCycle.status).distinct()).all())
    if not states:
        return "ahead"
    return "arrived" if states == {CycleStatus.closed} else "under_way"
