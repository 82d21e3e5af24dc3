"""What is done inside a draft: outcomes, measures, weights, competencies asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.domain.edits import made, refuse_frozen, the
from app.domain.errors import Refused
from app.domain.ids import (
    CompetencyId,
    JobCompetencyId,
    JobDescriptionId,
    MeasureId,
    OutcomeId,
    new_id,
)
from app.domain.outcomes import (
    JobCompetency,
    JobCompetencyFields,
    JobDescription,
    Measure,
    Outcome,
)
from app.domain.rows import Row
from app.domain.scales import spread_evenly
from app.domain.values import Competency
from app.host.language import N_, tr
from app.stages.foundation.actions.rows import kept, move, next_sort, remove_unless_cited
from app.stages.foundation.rules import letter
from app.store.actions import action


def outcomes_of(session: Session, job: str) -> Sequence[Outcome]:
    """Return the outcomes of a version in their order."""
    asked = select(Outcome).where(Outcome.job_description_id == job)
    return session.exec(asked.order_by(col(Outcome.sort), col(Outcome.created_at))).all()


def measures_of(session: Session, outcome: str) -> Sequence[Measure]:
    """Return the measures of an outcome in their order."""
    asked = select(Measure).where(Measure.outcome_id == outcome)
    return session.exec(asked.order_by(col(Measure.sort), col(Measure.created_at))).all()


def _open_job(session: Session, job: JobDescriptionId) -> JobDescription:
    """Return a version that may still be changed."""
    row = the(session, JobDescription, job)
    refuse_frozen(session, row)
    return row


def _letter(session: Session, rows: Sequence[Outcome]) -> None:
    """Give the outcomes their letters and places anew."""
    for place, row in enumerate(rows):
        if (row.code, row.sort) != (letter(place), place):
            row.code, row.sort = letter(place), place
            session.add(row)
    session.flush()


@action(N_("Add outcome"))
def add_outcome(
    session: Session, /, job: JobDescriptionId, statement: str, **more: Any
) -> OutcomeId:
    """Add an outcome at the end; `more` are further fields, such as `weight`."""
    _open_job(session, job)
    rows = outcomes_of(session, job)
    key = new_id()
    row = made(
        Outcome,
        {"statement": statement, **more},
        id=key,
        spine_id=key,
        job_description_id=job,
        sort=next_sort(rows),
    )
    _letter(session, [*rows, kept(session, row)])
    return OutcomeId(key)


@action(N_("Remove outcome"))
def remove_outcome(session: Session, outcome: OutcomeId) -> None:
    """Remove an outcome from a draft, with its measures. Refused while facts rest on it."""
    row = the(session, Outcome, outcome)
    refuse_frozen(session, row)
    job = row.job_description_id
    remove_unless_cited(session, row, _rests_on_it(), parts=(Measure,))
    _letter(session, outcomes_of(session, job))


def _rests_on_it() -> Refused:
    """Return the refusal to take away what facts on record rest on."""
    return Refused(
        tr("Facts or plans on record rest on this outcome."),
        remedy=tr("Change its words instead, or remove what rests on it first."),
    )


@action(N_("Move outcome"))
def move_outcome(session: Session, outcome: OutcomeId, places: int) -> None:
    """Move an outcome down by some places, or up where it is negative; letters follow."""
    row = the(session, Outcome, outcome)
    refuse_frozen(session, row)
    rows = outcomes_of(session, row.job_description_id)
    _letter(session, move(session, rows, outcome, places))


@action(N_("Spread weights evenly"))
def spread_weights(session: Session, job: JobDescriptionId) -> None:
    """Give all outcomes of a draft the same weight, to 100 in all."""
    _open_job(session, job)
    rows = outcomes_of(session, job)
    for row, weight in zip(rows, spread_evenly(len(rows)), strict=True):
        row.weight = weight
        session.add(row)
    session.flush()


# ------------------------------------------------------------------ measures


@action(N_("Add measure"))
def add_measure(session: Session, /, outcome: OutcomeId, name: str, **more: Any) -> MeasureId:
    """Add a measure to an outcome; `more` are further fields, such as `target`."""
    refuse_frozen(session, the(session, Outcome, outcome))
    key = new_id()
    row = made(
        Measure,
        {"name": name, **more},
        id=key,
        spine_id=key,
        outcome_id=outcome,
        sort=next_sort(measures_of(session, outcome)),
    )
    return MeasureId(kept(session, row).id)


@action(N_("Remove measure"))
def remove_measure(session: Session, measure: MeasureId) -> None:
    """Remove a measure from a draft. Refused while it has readings of its own."""
    row = the(session, Measure, measure)
    _refuse_or_remove(
        session,
        row,
        Refused(
            tr("“{name}” has readings on record.").format(name=row.name),
            remedy=tr("Change it instead, or remove the readings first."),
        ),
    )


def _refuse_or_remove(session: Session, row: Row, refusal: Refused) -> None:
    """Remove a row of a draft on which nothing rests."""
    refuse_frozen(session, row)
    remove_unless_cited(session, row, refusal)


# ------------------------------------------------------------------ competencies


@action(N_("Set competency of the job"))
def set_job_competency(
    session: Session,
    job: JobDescriptionId,
    competency: CompetencyId,
    required_level: int = 3,
    weight: int = 0,
) -> JobCompetencyId:
    """Say which level of a competency a job asks for, for the first time or anew."""
    _open_job(session, job)
    the(session, Competency, competency)
    given = {"required_level": required_level, "weight": weight}
    asked = select(JobCompetency).where(JobCompetency.job_description_id == job)
    row = session.exec(asked.where(JobCompetency.competency_id == competency)).first()
    if row is None:
        row = made(JobCompetency, given, job_description_id=job, competency_id=competency)
    else:
        fields = JobCompetencyFields.model_validate(given)
        row.required_level, row.weight = fields.required_level, fields.weight
    return JobCompetencyId(kept(session, row).id)


@action(N_("Remove competency of the job"))
def remove_job_competency(session: Session, ask: JobCompetencyId) -> None:
    """Let a draft no longer ask for a competency."""
    row = the(session, JobCompetency, ask)
    refusal = Refused(tr("Other records rest on this."), remedy=tr("Remove those first."))
    _refuse_or_remove(session, row, refusal)
