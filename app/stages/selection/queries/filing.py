"""What papers are made from: the outcomes of the job, and everything kept about an opening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.domain.outcomes import Measure, Outcome
from app.host.language import N_, tr
from app.stages.selection.queries.comparing import decisions
from app.stages.selection.queries.openings import candidates, guides, panel
from app.stages.selection.records import (
    ExtraAssessment,
    GuideStatus,
    Interview,
    RatingSheet,
    Screening,
)

_SHEET, _ABSENT = N_("Rating sheet"), N_("Closed as absent")


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome of the job with the first measure it is known by."""

    statement: str
    measure: str
    baseline: float | None
    target: float | None
    due: date | None


@dataclass(frozen=True, slots=True)
class FileEntry:
    """Something that is kept about an opening; `kind` is not yet translated."""

    kind: str
    about: str
    by: str
    on: date | None


def outcome_lines(session: Session, job_description_id: str) -> tuple[OutcomeLine, ...]:
    """Return the outcomes of a job in their order."""
    found = session.exec(
        select(Outcome)
        .where(Outcome.job_description_id == job_description_id)
        .order_by(col(Outcome.sort), col(Outcome.code))
    ).all()
    return tuple(_outcome_line(session, row) for row in found)


def _outcome_line(session: Session, row: Outcome) -> OutcomeLine:
    measure = session.exec(
        select(Measure).where(Measure.outcome_id == row.id).order_by(col(Measure.created_at))
    ).first()
    if measure is None:
        return OutcomeLine(row.statement, "", None, None, None)
    name = f"{measure.name} ({measure.unit})" if measure.unit else measure.name
    return OutcomeLine(row.statement, name, measure.baseline, measure.target, measure.due)


def file_entries(session: Session, requisition_id: str) -> tuple[FileEntry, ...]:
    """Return what is kept about an opening: guides, then each candidate's records by name."""
    names = {one.id: one.name for one in panel(session, requisition_id)}
    made = {one.candidate_id: one for one in decisions(session, requisition_id)}
    entries = [
        FileEntry(
            N_("Interview guide"),
            tr("Version {n}").format(n=guide.version),
            guide.piloted_with,
            guide.locked_on if guide.status is GuideStatus.locked else None,
        )
        for guide in reversed(guides(session, requisition_id))
    ]
    for row in candidates(session, requisition_id):
        entries += _of_candidate(session, row.id, row.called, names)
        if row.cv_name:
            entries.append(FileEntry(N_("Application papers"), row.called, "", row.received_on))
        if decision := made.get(row.id):
            entries.append(
                FileEntry(N_("Decision"), row.called, decision.decided_by, decision.decided_on)
            )
    return tuple(entries)


def _of_candidate(
    session: Session, candidate_id: str, called: str, raters: dict[str, str]
) -> list[FileEntry]:
    entries = []
    screened = session.exec(select(Screening).where(Screening.candidate_id == candidate_id)).all()
    if screened:
        entries.append(FileEntry(N_("Screening"), called, "", None))
    held = session.exec(select(Interview).where(Interview.candidate_id == candidate_id)).all()
    entries += [FileEntry(N_("Interview"), called, "", one.planned_on) for one in held]
    sheets = session.exec(
        select(RatingSheet)
        .where(RatingSheet.candidate_id == candidate_id)
        .order_by(col(RatingSheet.created_at), col(RatingSheet.id))
    ).all()
    entries += [
        FileEntry(
            _ABSENT if one.absent_reason else _SHEET,
            called,
            raters.get(one.panel_member_id, ""),
            one.held_on,
        )
        for one in sheets
        if one.is_in
    ]
    extras = session.exec(
        select(ExtraAssessment).where(ExtraAssessment.candidate_id == candidate_id)
    ).all()
    entries += [
        FileEntry(one.kind.label, called, one.assessed_by, one.assessed_on) for one in extras
    ]
    return entries
