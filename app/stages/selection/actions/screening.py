"""What is known of a candidate before anybody meets: papers, and the needs of the first day."""

from __future__ import annotations

from sqlmodel import Session, select

from app.domain.edits import made, revise, the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.selection import queries, rules
from app.stages.selection.records import Candidate, CandidateStage, Decision, RatingSheet, Screening
from app.store import attachments
from app.store.actions import action

BEFORE = frozenset(
    {CandidateStage.received, CandidateStage.screened_in, CandidateStage.screened_out}
)
"""Stages of somebody nobody has met."""

_APART = frozenset({CandidateStage.withdrew, CandidateStage.declined, CandidateStage.screened_out})


@action(N_("Attach papers"))
def attach_papers(session: Session, candidate_id: str, content: bytes, file_name: str) -> None:
    """Keep what a candidate sent in; it takes the place of what was there.

    Raises:
        Refused: when it is too large, or none of the kinds that are kept.
    """
    row = the(session, Candidate, candidate_id)
    media = rules.media_type(content)
    if not media:
        raise Refused(
            tr("This file is no PDF, Word or text document, and no picture."),
            tr("Save it as PDF and attach that."),
        )
    row.cv = attachments.put(session, content, media)
    row.cv_name, row.cv_type = rules.clean_name(file_name), media
    session.add(row)
    session.flush()


@action(N_("Remove papers"))
def remove_papers(session: Session, candidate_id: str) -> None:
    """Let go of what a candidate sent in."""
    row = the(session, Candidate, candidate_id)
    row.cv = row.cv_name = row.cv_type = ""
    session.add(row)
    session.flush()


@action(N_("Screen"))
def answer_need(
    session: Session, candidate_id: str, need: str, *, is_met: bool | None, note: str = ""
) -> None:
    """Keep whether a candidate brings what the first day needs; None takes the answer back."""
    the(session, Candidate, candidate_id)
    found = session.exec(
        select(Screening).where(Screening.candidate_id == candidate_id, Screening.need == need)
    ).first()
    if is_met is None:
        if found is not None:
            session.delete(found)
            session.flush()
        return
    row = made(Screening, {"is_met": is_met, "note": note}, candidate_id=candidate_id, need=need)
    if found is not None:
        found.is_met, found.note = row.is_met, row.note
        row = found
    session.add(row)
    session.flush()


@action(N_("Screen"))
def answer_all_met(session: Session, candidate_id: str) -> None:
    """Note that every need nobody looked at yet is met."""
    for row in queries.screening(session, candidate_id):
        if row.is_met is None:
            answer_need(session, candidate_id, row.need, is_met=True)


@action(N_("Screen in"))
def screen_in(session: Session, candidate_id: str) -> None:
    """Let a candidate be met who brings what the first day needs.

    Raises:
        Refused: while a need is not looked at, or is not met.
    """
    _refuse_met(session, candidate_id)
    if left := queries.not_met(session, candidate_id):
        raise Refused(
            tr("Not met or not looked at: {needs}.").format(needs="; ".join(left)),
            tr("Answer each need of the first day first."),
        )
    revise(session, Candidate, candidate_id, "screen_out_reason", "")
    revise(session, Candidate, candidate_id, "stage", CandidateStage.screened_in)
    session.flush()


@action(N_("Change the stage"))
def set_apart(session: Session, candidate_id: str, stage: CandidateStage) -> None:
    """Note that a candidate withdrew or declined, or is in play again.

    Raises:
        Refused: when the stage is not the candidate's own to choose, or somebody was hired.
    """
    row = the(session, Candidate, candidate_id)
    if stage not in (CandidateStage.withdrew, CandidateStage.declined, CandidateStage.received):
        raise Refused(tr("Nobody sets this stage by hand."), tr("It follows from what is done."))
    if row.stage is CandidateStage.hired:
        raise Refused(tr("This candidate has been hired."), tr("End the employment instead."))
    if stage is CandidateStage.declined and row.stage is not CandidateStage.offered:
        raise Refused(tr("Nothing was offered yet."), tr("Record the offer first."))
    row.stage = _back(session, row) if stage is CandidateStage.received else stage
    session.add(row)
    session.flush()


def _back(session: Session, row: Candidate) -> CandidateStage:
    """Return the stage of somebody who is in play again; who is in play stays where they are."""
    if row.stage not in _APART:
        return row.stage
    decided = select(Decision).where(Decision.candidate_id == row.id)
    if session.exec(decided).first():
        raise Refused(
            tr("A decision was made about this candidate."), tr("Withdraw the decision first.")
        )
    if session.exec(select(RatingSheet).where(RatingSheet.candidate_id == row.id)).first():
        return CandidateStage.interview
    known = queries.screening(session, row.id)
    is_screened = bool(known) and not queries.not_met(session, row.id)
    return CandidateStage.screened_in if is_screened else CandidateStage.received


def _refuse_met(session: Session, candidate_id: str) -> None:
    if the(session, Candidate, candidate_id).stage not in BEFORE:
        raise Refused(
            tr("This candidate was met already."), tr("Screening comes before the interview.")
        )
