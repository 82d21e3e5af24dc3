"""What papers are made from: the outcomes of the job, and everything kept about an opening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.deliverables.redaction import Said
from app.domain.edits import the
from app.domain.outcomes import JobCompetency, JobDescription, Measure, MeasureKind, Outcome
from app.domain.people import Person, Position
from app.domain.scales import plain
from app.domain.values import Competency
from app.host.language import N_, tr
from app.stages.selection.queries.comparing import OUT_OF_PLAY, decisions
from app.stages.selection.queries.openings import candidates, guides, panel
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    ExtraAssessment,
    Guide,
    Interview,
    PanelMember,
    RatingSheet,
    Requisition,
    Screening,
)

_SHEET, _ABSENT = N_("Rating sheet"), N_("Closed as absent")


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """By what reaching an outcome is known: where it stands and where it is to arrive."""

    name: str
    baseline: str
    target: str
    due: date | None


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome of the job with its weight and its measures."""

    statement: str
    weight: int
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class JobTold:
    """A job as it is told to whoever is to take it up; a text that is not written is empty.

    `asks` holds the competencies the job names, each with its meaning.
    """

    purpose: str
    purpose_link: str
    primary_outcome: str
    outcomes: tuple[OutcomeLine, ...]
    freedom: str
    limits: str
    informs: str
    essential_functions: str
    day_one_needs: str
    conditions: str
    growth: str
    asks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """Something that is kept about an opening; `kind` is not yet translated.

    `about` names the candidate; it is empty for what is about the opening itself.
    """

    kind: str
    about: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class OutOfPlay:
    """A candidate who is not compared with the others, and why."""

    candidate: str
    stage: CandidateStage
    reason: Said


def out_of_play(session: Session, requisition_id: str) -> tuple[OutOfPlay, ...]:
    """Return who was screened out or withdrew, by name."""
    rows = [row for row in candidates(session, requisition_id) if row.stage in OUT_OF_PLAY]
    kept = {row.id: the(session, Candidate, row.id) for row in rows}
    return tuple(
        OutOfPlay(
            row.called, row.stage, Said(kept[row.id].screen_out_reason, kept[row.id].visibility)
        )
        for row in rows
    )


def in_hand(session: Session, requisition_id: str) -> tuple[object, ...]:
    """Return the rows that every paper about an opening looks up again and again.

    A session forgets a row as soon as nobody holds it. Whoever makes many papers at once holds
    these, so that each is read once.
    """
    opening = the(session, Requisition, requisition_id)
    job = the(session, JobDescription, opening.job_description_id)
    position = the(session, Position, opening.position_id)
    outcomes = select(Outcome).where(Outcome.job_description_id == job.id)
    members = select(PanelMember).where(PanelMember.requisition_id == requisition_id)
    applied = select(Candidate).where(Candidate.requisition_id == requisition_id)
    return (
        *(opening, job, position),
        *session.exec(outcomes),
        *session.exec(members),
        *session.exec(applied),
        *session.exec(select(Competency)),
        *session.exec(select(Person)),
    )


def job_told(session: Session, job_description_id: str) -> JobTold:
    """Return a job description as it goes out with an offer."""
    job = the(session, JobDescription, job_description_id)
    asked = session.exec(
        select(Competency)
        .join(JobCompetency, col(JobCompetency.competency_id) == col(Competency.id))
        .where(JobCompetency.job_description_id == job_description_id)
        .order_by(col(Competency.sort), col(Competency.name))
    ).all()
    return JobTold(
        purpose=job.purpose,
        purpose_link=job.purpose_link,
        primary_outcome=job.primary_outcome,
        outcomes=_outcome_lines(session, job_description_id),
        freedom=job.freedom,
        limits=job.limits,
        informs=job.informs,
        essential_functions=job.essential_functions,
        day_one_needs=job.day_one_needs,
        conditions=job.conditions,
        growth=job.growth,
        asks=tuple((one.name, one.definition) for one in asked),
    )


def _outcome_lines(session: Session, job_description_id: str) -> tuple[OutcomeLine, ...]:
    """Return the outcomes of a job in their order."""
    found = session.exec(
        select(Outcome)
        .where(Outcome.job_description_id == job_description_id)
        .order_by(col(Outcome.sort), col(Outcome.code))
    ).all()
    return tuple(_outcome_line(session, row) for row in found)


def _outcome_line(session: Session, row: Outcome) -> OutcomeLine:
    measures = session.exec(
        select(Measure)
        .where(Measure.outcome_id == row.id)
        .order_by(col(Measure.sort), col(Measure.created_at))
    ).all()
    return OutcomeLine(row.statement, row.weight, tuple(_measure_line(one) for one in measures))


def _measure_line(row: Measure) -> MeasureLine:
    name = f"{row.name} ({row.unit})" if row.unit else row.name
    target = plain(row.target)
    if row.kind is MeasureKind.range:
        target = f"{plain(row.range_lo)} – {plain(row.range_hi)}"
    return MeasureLine(name, plain(row.baseline), target, row.due)


def file_entries(session: Session, requisition_id: str) -> tuple[FileEntry, ...]:
    """Return what is kept about an opening: guides, then each candidate's records by name."""
    names = {one.id: one.name for one in panel(session, requisition_id)}
    made = {one.candidate_id: one for one in decisions(session, requisition_id)}
    opening = the(session, Requisition, requisition_id)
    job = the(session, JobDescription, opening.job_description_id)
    version = tr("Version {n}")
    entries = [FileEntry(N_("Job description"), "", version.format(n=job.version), job.adopted_on)]
    entries += [
        FileEntry(N_("Interview guide"), "", _guide_said(guide), guide.locked_on)
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


def _guide_said(guide: Guide) -> str:
    said = tr("Version {n}").format(n=guide.version)
    if guide.piloted_with:
        said += ", " + tr("tried with {name}").format(name=guide.piloted_with)
    return said


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
