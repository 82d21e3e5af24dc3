"""What the first day needs, and what is known of it about a candidate."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from app.deliverables.redaction import Said
from app.domain.edits import the
from app.domain.evidence import Visibility
from app.domain.outcomes import JobDescription
from app.stages.selection.records import Candidate, Requisition, Screening


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need of the first day, and whether a candidate meets it; None while nobody looked."""

    id: str
    need: str
    is_met: bool | None
    note: Said


def day_one_needs(session: Session, candidate_id: str) -> tuple[str, ...]:
    """Return what the first day needs, as the job description of the opening says it."""
    opening = the(session, Requisition, the(session, Candidate, candidate_id).requisition_id)
    text = the(session, JobDescription, opening.job_description_id).day_one_needs
    return tuple(line.strip()[:500] for line in text.splitlines() if line.strip())


def screening(session: Session, candidate_id: str) -> tuple[NeedRow, ...]:
    """Return each need with what is known; answers to needs that read otherwise now come last."""
    found = {
        row.need: row
        for row in session.exec(select(Screening).where(Screening.candidate_id == candidate_id))
    }
    needs = [*day_one_needs(session, candidate_id)]
    needs += [need for need in found if need not in needs]
    return tuple(_row(need, found.get(need)) for need in needs)


def _row(need: str, row: Screening | None) -> NeedRow:
    if row is None:
        return NeedRow(need, need, None, Said("", Visibility.leader))
    return NeedRow(need, need, row.is_met, Said(row.note, row.visibility))


def not_met(session: Session, candidate_id: str) -> tuple[str, ...]:
    """Return the needs as the job tells them now that are not met or not looked at."""
    known = {row.need: row.is_met for row in screening(session, candidate_id)}
    return tuple(need for need in day_one_needs(session, candidate_id) if not known.get(need))


def screen_out_reason(session: Session, candidate_id: str) -> str:
    """Return why a candidate was screened out; empty where nobody was."""
    return the(session, Candidate, candidate_id).screen_out_reason
