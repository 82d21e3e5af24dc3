"""Other assessments beside the interview: work samples, job knowledge, references."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.selection.actions.rating import refuse_decided
from app.stages.selection.records import (
    AssessmentKind,
    Candidate,
    Criterion,
    ExtraAssessment,
    guide_in_force,
)
from app.store.actions import action


@action(N_("Add assessment"))
def add_assessment(
    session: Session,
    candidate_id: str,
    criterion_id: str,
    kind: AssessmentKind,
    score: float,
    *,
    assessed_by: str = "",
    assessed_on: date | None = None,
    note: str = "",
) -> str:
    """Keep how a candidate did on one criterion outside the interview."""
    candidate = the(session, Candidate, candidate_id)
    criterion = the(session, Criterion, criterion_id)
    refuse_decided(session, candidate_id)
    if criterion.guide_id != guide_in_force(session, candidate.requisition_id).id:
        raise Refused(tr("This criterion belongs to another requisition."))
    given = {
        "kind": kind,
        "score": score,
        "assessed_by": assessed_by,
        "assessed_on": assessed_on,
        "note": note,
    }
    row = made(ExtraAssessment, given, candidate_id=candidate_id, criterion_id=criterion_id)
    session.add(row)
    session.flush()
    return row.id


@action(N_("Remove assessment"))
def remove_assessment(session: Session, assessment_id: str) -> None:
    """Take an assessment back that no decision rests on."""
    row = the(session, ExtraAssessment, assessment_id)
    refuse_decided(session, row.candidate_id)
    session.delete(row)
    session.flush()
