"""Rating sheets that came back as PDF, taken in as if each rater had filled them in here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from app.domain.edits import the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.actions.rating import not_asked, note_evidence, rate, submit_sheet
from app.stages.selection.records import Candidate, guide_in_force
from app.stages.selection.rules import Answer, Returned
from app.store.actions import action


@action(N_("Take in sheets"))
def take_sheets(session: Session, sheets: Sequence[Returned]) -> int:
    """Take in sheets that came back, all of them or none, and return how many.

    Each is rated, noted and handed over by the rules of a sheet that is filled in here.
    """
    if not sheets:
        raise Refused(
            tr("None of these files can be taken in."), remedy=tr("Read why beside each of them.")
        )
    for sheet in sheets:
        _refuse_changed(session, sheet)
        for answer in sheet.answers:
            _take(session, sheet, answer)
        submit_sheet(session, sheet.candidate_id, sheet.member_id)
    return len(sheets)


def _refuse_changed(session: Session, sheet: Returned) -> None:
    """Refuse a sheet that does not fit any more, because something changed since it was read."""
    candidate = the(session, Candidate, sheet.candidate_id)
    found = queries.sheet_of(session, sheet.candidate_id, sheet.member_id)
    fits = (
        candidate.stage not in queries.OUT_OF_PLAY
        and guide_in_force(session, candidate.requisition_id).id == sheet.guide_id
        and not (found and found.submitted_at)
        and not (found and queries.ratings(session, found.id))
    )
    if not fits:
        raise Refused(
            tr("Something changed since these files were read."), remedy=tr("Read them again.")
        )


def _take(session: Session, sheet: Returned, answer: Answer) -> None:
    pair = (sheet.candidate_id, sheet.member_id, answer.question_id)
    if answer.score is not None:
        rate(session, *pair, answer.score)
    else:
        not_asked(session, *pair, answer.not_asked_reason)
    if answer.note:
        note_evidence(session, *pair, answer.note)
