"""Opening a requisition and choosing the criteria it is judged by."""

from __future__ import annotations

import re
from datetime import date

from sqlmodel import Session, col, func, select

from app.domain.edits import made, refuse_frozen, revise, the
from app.domain.errors import Refused
from app.domain.outcomes import Outcome
from app.domain.people import Position
from app.domain.scales import spread_evenly
from app.domain.values import Competency
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.records import (
    Criterion,
    CriterionKind,
    Guide,
    OpeningReason,
    Requisition,
    guide_in_force,
    refuse_locked,
)
from app.store.actions import action

_FREE_FIT = re.compile(r"\b(cultur\w*|team|personality)\s+(fit|match)\b|^\s*fit\s*$", re.IGNORECASE)


@action(N_("Open requisition"))
def open_requisition(
    session: Session,
    position_id: str,
    opened_on: date,
    *,
    number: str = "",
    reason: OpeningReason = OpeningReason.replacement,
) -> str:
    """Open a requisition for a position, judged by its adopted job description."""
    position = the(session, Position, position_id)
    job = queries.adopted_job(session, position_id)
    if job is None:
        raise Refused(
            tr("{position} has no adopted job description.").format(position=position.title),
            remedy=tr("Adopt one first: its outcomes become the criteria."),
        )
    given = {"number": number or _next_number(session), "reason": reason, "opened_on": opened_on}
    row = made(Requisition, given, position_id=position_id, job_description_id=job.id)
    session.add(row)
    session.flush()
    session.add(made(Guide, {}, requisition_id=row.id, version=1))
    session.flush()
    return row.id


def _next_number(session: Session) -> str:
    """Return the first number of the form REQ-1 that no requisition bears."""
    used = set(session.exec(select(Requisition.number)))
    count = len(used) + 1
    while f"REQ-{count}" in used:
        count += 1
    return f"REQ-{count}"


@action(N_("Remove requisition"))
def remove_requisition(session: Session, requisition_id: str) -> None:
    """Remove a requisition with its candidacies. Refused once somebody was rated."""
    row = the(session, Requisition, requisition_id)
    if any(queries.is_rated(session, guide.id) for guide in queries.guides(session, row.id)):
        raise Refused(
            tr("{number} has ratings and its records have to be kept.").format(number=row.number),
            remedy=tr("Set its status to canceled."),
        )
    session.delete(row)
    session.flush()


@action(N_("Add criterion"))
def add_outcome(session: Session, requisition_id: str, outcome_id: str) -> str:
    """Make an outcome of the job a criterion."""
    opening = the(session, Requisition, requisition_id)
    outcome = the(session, Outcome, outcome_id)
    if outcome.job_description_id != opening.job_description_id:
        raise Refused(
            tr("This outcome belongs to another job."),
            remedy=tr("Choose one of this position's outcomes."),
        )
    why = tr("Outcome {code} of the adopted job description.").format(code=outcome.code)
    row = made(
        Criterion,
        {"rationale": why},
        guide_id=guide_in_force(session, requisition_id).id,
        outcome_id=outcome_id,
        kind=CriterionKind.outcome,
    )
    return _add_criterion(session, row)


@action(N_("Add criterion"))
def add_competency(session: Session, requisition_id: str, competency_id: str) -> str:
    """Make a competency a criterion."""
    competency = the(session, Competency, competency_id)
    kind = queries.kind_of(competency)
    why = tr("A core competency: it comes from our values and holds for everyone.")
    if kind is CriterionKind.role_competency:
        why = tr("The adopted job description names this competency.")
    row = made(
        Criterion,
        {"rationale": why},
        guide_id=guide_in_force(session, requisition_id).id,
        competency_id=competency_id,
        kind=kind,
    )
    return _add_criterion(session, row)


@action(N_("Add criterion"))
def add_skill(
    session: Session,
    requisition_id: str,
    label: str,
    rationale: str,
    *,
    kind: CriterionKind = CriterionKind.skill,
) -> str:
    """Make a skill or a work sample, in words, a criterion; it has to belong to the job."""
    if not label.strip() or not rationale.strip():
        raise Refused(
            tr("A skill needs a name and a reason why it belongs to the job."),
            remedy=tr("Say what the job cannot do without it."),
        )
    if _FREE_FIT.search(label):
        raise Refused(
            tr("Fit by feeling cannot be rated."),
            remedy=tr("Choose a competency that comes from one of your values."),
        )
    row = made(
        Criterion,
        {"label": label, "rationale": rationale},
        guide_id=guide_in_force(session, requisition_id).id,
        kind=kind,
    )
    return _add_criterion(session, row)


@action(N_("Add criteria"))
def add_targets(session: Session, requisition_id: str) -> int:
    """Make every outcome and competency of the job a criterion; return how many came."""
    offered = queries.targets(session, requisition_id)
    for target in offered:
        if target.kind is CriterionKind.outcome:
            add_outcome(session, requisition_id, target.id)
        else:
            add_competency(session, requisition_id, target.id)
    return len(offered)


def _add_criterion(session: Session, row: Criterion) -> str:
    """Put a criterion at the end, unless its target is one already."""
    refuse_locked(session, row.guide_id)
    present = queries.criteria_of(session, row.guide_id)
    target = row.outcome_id or row.competency_id
    if target and target in {c.outcome_id or c.competency_id for c in present}:
        raise Refused(tr("This is a criterion already."), remedy=tr("Choose another."))
    last = select(func.max(Criterion.sort)).where(col(Criterion.guide_id) == row.guide_id)
    row.sort = (session.exec(last).one() or 0) + 1
    session.add(row)
    session.flush()
    return row.id


@action(N_("Remove criterion"))
def remove_criterion(session: Session, criterion_id: str) -> None:
    """Remove a criterion nobody was rated by."""
    row = the(session, Criterion, criterion_id)
    refuse_frozen(session, row)
    session.delete(row)
    session.flush()


@action(N_("Spread weights"))
def spread_weights(session: Session, requisition_id: str) -> None:
    """Share 100 evenly among the criteria."""
    guide = guide_in_force(session, requisition_id)
    refuse_locked(session, guide.id)
    present = queries.criteria_of(session, guide.id)
    for criterion, weight in zip(present, spread_evenly(len(present)), strict=True):
        revise(session, Criterion, criterion.id, "weight", weight)


@action(N_("Set weight"))
def set_weight(session: Session, criterion_id: str, weight: int) -> None:
    """Set a criterion's share of 100."""
    revise(session, Criterion, criterion_id, "weight", weight)


@action(N_("Set floor"))
def set_floor(session: Session, criterion_id: str, floor: float | None) -> None:
    """Set the least acceptable panel mean of a criterion, or none."""
    revise(session, Criterion, criterion_id, "floor", floor)


@action(N_("Set reason"))
def set_rationale(session: Session, criterion_id: str, rationale: str) -> None:
    """Say why a criterion belongs to the job."""
    revise(session, Criterion, criterion_id, "rationale", rationale)
