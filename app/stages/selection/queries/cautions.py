"""What to bear in mind before the numbers of a candidate are trusted."""

from __future__ import annotations

from sqlmodel import Session

from app.host.language import tr
from app.stages.selection.queries.comparing import PanelSummary, panel_summary


def cautions(session: Session, candidate_id: str) -> tuple[str, ...]:
    """Return a sentence for each thing that lowers the trust in a candidate's numbers."""
    return cautions_in(panel_summary(session, candidate_id))


def cautions_in(found: PanelSummary) -> tuple[str, ...]:
    """Return the same of a summary that was read already."""
    said = [_conflict(name, note) for name, note in found.conflicts]
    if _is_thin(found):
        said.append(tr("One rater only: thin. Nobody's judgment stands beside it."))
    if found.together:
        said.append(tr("Rated together: that the raters agree says nothing."))
    if found.late:
        said.append(tr("Rated after the reveal: {names}.").format(names=", ".join(found.late)))
    if found.seal_reason:
        why = tr("The seal was broken before every sheet was in: {why}")
        said.append(why.format(why=found.seal_reason))
    return tuple(said)


def _conflict(name: str, note: str) -> str:
    """Say who on the panel is not free, and what was agreed about it."""
    said = tr("Conflict of interest: {name}.").format(name=name)
    return f"{said} {note}".strip()


def _is_thin(found: PanelSummary) -> bool:
    """Say whether the numbers of a candidate rest on one rater."""
    return bool(found.lines) and found.score is not None and found.score.raters == 1
