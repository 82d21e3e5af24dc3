"""Rating alone: each rater's own sheet, until it is handed in."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from app.domain.edits import made, revise, the
from app.domain.errors import Refused
from app.domain.rows import now
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.records import (
    Candidate,
    CandidateId,
    CandidateStage,
    Decision,
    GuideId,
    GuideQuestion,
    PanelMember,
    PanelMemberId,
    PanelRole,
    Rating,
    RatingSheet,
    Requisition,
    RequisitionStatus,
    guide_in_force,
)
from app.store.actions import action

_NOT_INTERVIEWED = frozenset({CandidateStage.received, CandidateStage.screened_in})


@action(N_("Rate"))
def rate(
    session: Session,
    candidate_id: str,
    member_id: str,
    question_id: str,
    score: int | None,
    *,
    reason: str = "",
) -> None:
    """Rate a candidate's answer to a question, 1 to 5, or take the rating back.

    A sheet that was handed over opens again for its rater until the reveal; afterwards it changes
    only with a reason.
    """
    if score is not None and (isinstance(score, bool) or score not in range(1, 6)):
        raise Refused(
            tr("A rating is a whole number from 1 to 5."), remedy=tr("Press a key from 1 to 5.")
        )
    row = _open_rating(session, candidate_id, member_id, question_id, reason)
    row.score = score
    row.not_asked_reason = "" if score is not None else row.not_asked_reason
    session.add(row)
    session.flush()
    _begin_interviews(session, candidate_id)


@action(N_("Mark as not asked"))
def not_asked(
    session: Session,
    candidate_id: str,
    member_id: str,
    question_id: str,
    why: str,
    *,
    reason: str = "",
) -> None:
    """Say why a question was not asked; no score is never the same as a low one."""
    if not why.strip():
        raise Refused(
            tr("Say why it was not asked."), remedy=tr("Every candidate is asked the same.")
        )
    row = _open_rating(session, candidate_id, member_id, question_id, reason)
    row.score = None
    session.flush()
    revise(session, Rating, row.id, "not_asked_reason", why)
    session.flush()


@action(N_("Note evidence"))
def note_evidence(
    session: Session,
    candidate_id: str,
    member_id: str,
    question_id: str,
    text: str,
    *,
    reason: str = "",
) -> None:
    """Note what was said to a question."""
    row = _open_rating(session, candidate_id, member_id, question_id, reason)
    revise(session, Rating, row.id, "evidence_note", text)
    session.flush()


def _refuse_unready(session: Session, candidate_id: str) -> None:
    """Refuse a rating while the guide is not locked: everyone is judged by the same."""
    opening = the(session, Candidate, candidate_id).requisition_id
    if not guide_in_force(session, opening).is_locked:
        raise Refused(
            tr("The interview guide is not locked yet."),
            remedy=tr("Lock it first, so that every candidate is asked and judged alike."),
        )


def _open_rating(
    session: Session, candidate_id: str, member_id: str, question_id: str, reason: str
) -> Rating:
    """Return the rating to change, begun where there is none.

    Raises:
        Refused: where the three do not belong together, the guide is not locked, the member only
            observes, somebody was decided upon, or the sheet was handed over.
    """
    candidate = the(session, Candidate, candidate_id)
    question = the(session, GuideQuestion, question_id)
    if question.guide_id != guide_in_force(session, candidate.requisition_id).id:
        raise Refused(tr("This question belongs to another guide."))
    _refuse_unready(session, candidate_id)
    refuse_decided(session, candidate_id)
    sheet = _open_sheet(session, candidate, member_id)
    row = session.exec(
        select(Rating).where(Rating.sheet_id == sheet.id, Rating.question_id == question_id)
    ).first()
    row = row or made(Rating, {}, sheet_id=sheet.id, question_id=question_id)
    session.add(row)
    session.flush()
    if sheet.submitted_at is not None:
        _refuse_sealed(session, candidate_id)
        _keep_change_reason(session, row, reason)
    return row


def _refuse_sealed(session: Session, candidate_id: str) -> None:
    """Refuse to change a sheet that was handed over and not revealed."""
    if not queries.is_revealed(session, candidate_id):
        raise Refused(
            tr("This sheet was handed over."),
            remedy=tr("Its rater may open it again until the reveal."),
        )


def _keep_change_reason(session: Session, row: Rating, reason: str) -> None:
    if not reason.strip():
        raise Refused(
            tr("This sheet was revealed."),
            remedy=tr("Give a reason for the change; it is kept with the rating."),
        )
    said = f"{row.change_reason}\n{reason}".strip()
    revise(session, Rating, row.id, "change_reason", said)


def refuse_decided(session: Session, candidate_id: str) -> None:
    """Refuse to change what a decision rests on."""
    decided = select(Decision).where(Decision.candidate_id == candidate_id)
    if session.exec(decided).first():
        raise Refused(
            tr("A decision rests on these ratings."), remedy=tr("Withdraw the decision first.")
        )


def _open_sheet(session: Session, candidate: Candidate, member_id: str) -> RatingSheet:
    """Return the sheet of a rater on a candidate, begun where there is none."""
    member = the(session, PanelMember, member_id)
    if member.requisition_id != candidate.requisition_id:
        raise Refused(tr("This panel member belongs to another requisition."))
    if member.role is PanelRole.observer:
        raise Refused(
            tr("An observer does not rate."), remedy=tr("Make this panel member a rater first.")
        )
    found = queries.sheet_of(session, candidate.id, member_id)
    if found and found.absent_reason:
        raise Refused(
            tr("This sheet was closed because the panel member was absent."),
            remedy=tr("Open it again first."),
        )
    guide = guide_in_force(session, candidate.requisition_id)
    row = found or RatingSheet(
        candidate_id=CandidateId(candidate.id),
        panel_member_id=PanelMemberId(member_id),
        guide_id=GuideId(guide.id),
    )
    session.add(row)
    session.flush()
    return row


def _begin_interviews(session: Session, candidate_id: str) -> None:
    """Move the candidate and the opening on to the interviews."""
    candidate = the(session, Candidate, candidate_id)
    opening = the(session, Requisition, candidate.requisition_id)
    if candidate.stage in _NOT_INTERVIEWED:
        candidate.stage = CandidateStage.interview
        session.add(candidate)
    if opening.status in (RequisitionStatus.draft, RequisitionStatus.open):
        opening.status = RequisitionStatus.interviewing
        session.add(opening)
    session.flush()


@action(N_("Hand over sheet"), parting=True)
def submit_sheet(
    session: Session, candidate_id: str, member_id: str, held_on: date | None = None
) -> None:
    """Hand over a rater's sheet. Every question has a rating or a reason for none."""
    view = queries.sheet(session, candidate_id, member_id)
    if view.submitted_at is not None:
        raise Refused(tr("This sheet was handed over."), remedy=tr("Wait for the others."))
    if view.open_lines or not view.lines:
        open_ones = [ln.number for ln in view.lines if ln.score is None and not ln.not_asked_reason]
        raise Refused(
            tr("Not rated yet: {codes}.").format(codes=", ".join(open_ones) or tr("everything")),
            remedy=tr("Rate each question, or say why it was not asked."),
        )
    row = _open_sheet(session, the(session, Candidate, candidate_id), member_id)
    row.submitted_at = now()
    row.held_on = held_on or row.held_on
    session.add(row)
    session.flush()


@action(N_("Close sheet as absent"))
def close_as_absent(session: Session, candidate_id: str, member_id: str, reason: str) -> None:
    """Close the sheet of a panel member who was not there, so that the others need not wait."""
    if not reason.strip():
        raise Refused(tr("Say why this panel member was absent."))
    row = _open_sheet(session, the(session, Candidate, candidate_id), member_id)
    if row.submitted_at is not None:
        raise Refused(tr("This sheet was handed over."))
    revise(session, RatingSheet, row.id, "absent_reason", reason)
    session.flush()


@action(N_("Open sheet again"))
def reopen_sheet(session: Session, candidate_id: str, member_id: str) -> None:
    """Open a sheet again: one closed as absent, or an own one handed over and not revealed."""
    refuse_decided(session, candidate_id)
    row = queries.sheet_of(session, candidate_id, member_id)
    if row is None:
        return
    if row.submitted_at is not None and queries.is_revealed(session, candidate_id):
        raise Refused(
            tr("This sheet was revealed."),
            remedy=tr("Change a rating in it with a reason; both stay in the ledger."),
        )
    row.absent_reason, row.submitted_at = "", None
    session.add(row)
    session.flush()
