"""What a candidate sent in."""

from __future__ import annotations

from sqlmodel import Session

from app.domain.edits import the
from app.stages.selection.records import Candidate
from app.store import attachments


def papers(session: Session, candidate_id: str) -> tuple[str, bytes]:
    """Return name and content of what a candidate sent in; empty where there is nothing."""
    row = the(session, Candidate, candidate_id)
    found = attachments.get(session, row.cv) if row.cv else None
    return (row.cv_name, found.content) if found else ("", b"")
