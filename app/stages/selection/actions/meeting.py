"""Meeting a candidate: day, place, and the seal over the sheets of the panel."""

from __future__ import annotations

from sqlmodel import Session

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.rows import now
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.records import Candidate, Interview, InterviewStatus, guide_in_force
from app.store.actions import action


@action(N_("Plan interview"))
def plan_interview(session: Session, candidate_id: str) -> str:
    """Return the interview of a candidate by the guide in force, begun where there is none."""
    found = queries.interview_of(session, candidate_id)
    if found is not None:
        return found.id
    candidate = the(session, Candidate, candidate_id)
    guide = guide_in_force(session, candidate.requisition_id)
    row = made(Interview, {}, candidate_id=candidate_id, guide_id=guide.id)
    session.add(row)
    session.flush()
    return row.id


@action(N_("Reveal the sheets"), parting=True)
def reveal(session: Session, candidate_id: str, *, by: str = "", reason: str = "") -> None:
    """Open all sheets on a candidate to the panel.

    While a sheet is missing the seal breaks only with a reason, which is printed on the decision
    record; sheets that come later are marked as written after the reveal.
    """
    missing = queries.missing_sheets(session, candidate_id)
    if queries.is_revealed(session, candidate_id):
        raise Refused(tr("These sheets are revealed already."))
    if missing and not reason.strip():
        raise Refused(
            missing[0],
            remedy=tr("Wait for it, close the sheet as absent, or break the seal with a reason."),
        )
    row = the(session, Interview, plan_interview(session, candidate_id))
    row.revealed_at, row.revealed_by = now(), by
    row.seal_reason = reason.strip() if missing else ""
    row.status = InterviewStatus.done
    session.add(row)
    session.flush()
