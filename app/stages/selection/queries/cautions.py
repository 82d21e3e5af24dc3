"""What to bear in mind before the numbers of a candidate are trusted."""

from __future__ import annotations

from sqlmodel import Session, select

from app.domain.edits import the
from app.host.language import tr
from app.stages.selection.queries.comparing import panel_summary
from app.stages.selection.queries.openings import panel
from app.stages.selection.queries.sheets import interview_of
from app.stages.selection.records import Candidate, PanelMember


def cautions(session: Session, candidate_id: str) -> tuple[str, ...]:
    """Return a sentence for each thing that lowers the trust in a candidate's numbers."""
    said = [*_conflicts(session, the(session, Candidate, candidate_id).requisition_id)]
    summary = panel_summary(session, candidate_id)
    held = interview_of(session, candidate_id)
    if summary.lines and summary.score is not None and summary.score.raters == 1:
        said.append(tr("One rater only: thin. Nobody's judgment stands beside it."))
    if held is not None and held.rated_together:
        said.append(tr("Rated together: that the raters agree says nothing."))
    if summary.late:
        said.append(tr("Rated after the reveal: {names}.").format(names=", ".join(summary.late)))
    if summary.seal_reason:
        why = tr("The seal was broken before every sheet was in: {why}")
        said.append(why.format(why=summary.seal_reason))
    return tuple(said)


def _conflicts(session: Session, requisition_id: str) -> list[str]:
    """Return who on the panel is not free, and what was agreed about it."""
    asked = select(PanelMember).where(PanelMember.requisition_id == requisition_id)
    notes = {row.id: row.conflict_note for row in session.exec(asked)}
    found = []
    for member in panel(session, requisition_id):
        if member.conflict_of_interest:
            said = tr("Conflict of interest: {name}.").format(name=member.name)
            found.append(f"{said} {notes[member.id]}".strip())
    return found
