"""Calibrating a panel: all rate one practice answer, then talk about the spread."""

from __future__ import annotations

from sqlmodel import Session, select

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.selection.records import PanelMember, Practice, PracticeRating, Requisition
from app.store.actions import action


@action(N_("Begin to calibrate"))
def begin_practice(session: Session, requisition_id: str, question: str = "") -> str:
    """Begin the practice of a panel; an earlier one goes with its ratings."""
    the(session, Requisition, requisition_id)
    end_practice(session, requisition_id)
    row = made(Practice, {"question": question}, requisition_id=requisition_id)
    session.add(row)
    session.flush()
    return row.id


@action(N_("Rate practice answer"))
def rate_practice(session: Session, practice_id: str, member_id: str, score: int | None) -> None:
    """Keep what a panel member gave the practice answer; None takes it back."""
    held = the(session, Practice, practice_id)
    if the(session, PanelMember, member_id).requisition_id != held.requisition_id:
        raise Refused(tr("This panel member belongs to another requisition."))
    found = session.exec(
        select(PracticeRating).where(
            PracticeRating.practice_id == practice_id,
            PracticeRating.panel_member_id == member_id,
        )
    ).first()
    if score is None:
        if found is not None:
            session.delete(found)
            session.flush()
        return
    keys = {"practice_id": practice_id, "panel_member_id": member_id}
    row = made(PracticeRating, {"score": score}, **keys)
    if found is not None:
        found.score = row.score
        row = found
    session.add(row)
    session.flush()


@action(N_("Remove the practice"))
def end_practice(session: Session, requisition_id: str) -> None:
    """Let go of the practice of a panel, its ratings with it."""
    held = session.exec(select(Practice).where(Practice.requisition_id == requisition_id)).first()
    if held is not None:
        session.delete(held)
        session.flush()
