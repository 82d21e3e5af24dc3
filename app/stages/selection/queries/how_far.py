"""How far Selection has come, for its tab and the road."""

from __future__ import annotations

from sqlmodel import Session, select

from app.deliverables.figures import RoadState
from app.stages.selection.records import Requisition, RequisitionStatus

_ENDED = {RequisitionStatus.decided, RequisitionStatus.filled, RequisitionStatus.canceled}


def how_far(session: Session) -> RoadState:
    """Say how far it is: arrived when every opening is decided, filled or canceled."""
    states = set(session.exec(select(Requisition.status).distinct()).all())
    if not states:
        return "ahead"
    return "arrived" if states <= _ENDED else "under_way"
