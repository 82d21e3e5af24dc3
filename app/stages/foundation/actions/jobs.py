"""The life of a job description: begun, adopted, read together, acknowledged, begun anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlmodel import Session, col, select

from app.domain.edits import made, refuse_frozen, the, validated
from app.domain.errors import Refused
from app.domain.ids import JobDescriptionId, PersonId, PositionId
from app.domain.moments import JobAdopted, announce
from app.domain.outcomes import (
    JobCompetency,
    JobDescription,
    JobStatus,
    Measure,
    Outcome,
    PersonOutcome,
)
from app.domain.people import Person, Position
from app.domain.rows import Row, fields_of
from app.host.language import N_, tr
from app.stages.foundation.actions.outcomes import measures_of, outcomes_of
from app.stages.foundation.actions.rows import kept, remove_unless_cited
from app.stages.foundation.queries import findings
from app.stages.foundation.records import AckMethod, Acknowledgement, AcknowledgementFields
from app.stages.foundation.rules import blocking
from app.store.actions import action

R = TypeVar("R", bound=Row)


def _versions(session: Session, position: str) -> Sequence[JobDescription]:
    """Return the versions of a position's job description, the oldest first."""
    asked = select(JobDescription).where(JobDescription.position_id == position)
    return session.exec(asked.order_by(col(JobDescription.version))).all()


@action(N_("Begin job description"))
def start_job(
    session: Session, position: PositionId, author: PersonId | None = None
) -> JobDescriptionId:
    """Begin the first version of a position's job description.

    Raises:
        Refused: when there is one already.
    """
    row = the(session, Position, position)
    if _versions(session, position):
        raise Refused(
            tr("“{title}” has a job description already.").format(title=row.title),
            remedy=tr("Open it, or begin a new version."),
        )
    job = made(JobDescription, {"author_id": author}, position_id=position)
    return JobDescriptionId(kept(session, job).id)


@action(N_("Begin new version"))
def begin_new_version(session: Session, position: PositionId) -> JobDescriptionId:
    """Copy the adopted version of a job description into a draft that may be changed.

    Outcomes and measures keep their spine, so that what is on record goes on.

    Raises:
        Refused: when nothing was adopted yet, or a draft is under way.
    """
    the(session, Position, position)
    rows = _versions(session, position)
    if not rows:
        raise Refused(
            tr("There is no version to go on from."), remedy=tr("Begin the job description.")
        )
    last = rows[-1]
    if last.status in (JobStatus.draft, JobStatus.review):
        raise Refused(
            tr("Version {n} is still under way.").format(n=last.version),
            remedy=tr("Go on with it, or discard it first."),
        )
    copy = kept(
        session,
        _copy(last, position_id=position, version=last.version + 1, reviewed_on=None),
    )
    copy.effective_on = None
    _copy_outcomes(session, last.id, copy.id)
    asks = select(JobCompetency).where(JobCompetency.job_description_id == last.id)
    for ask in session.exec(asks).all():
        session.add(_copy(ask, job_description_id=copy.id, competency_id=ask.competency_id))
    session.flush()
    return JobDescriptionId(copy.id)


def _copy_outcomes(session: Session, source: str, target: str) -> None:
    """Copy the outcomes of a version with their measures and spines."""
    for outcome in outcomes_of(session, source):
        keys = {"code": outcome.code, "sort": outcome.sort, "spine_id": outcome.spine_id}
        twin = kept(session, _copy(outcome, job_description_id=target, **keys))
        for measure in measures_of(session, outcome.id):
            place = {"sort": measure.sort, "spine_id": measure.spine_id}
            session.add(_copy(measure, outcome_id=twin.id, **place))
    session.flush()


def _copy(row: R, **keys: object) -> R:
    """Make a new row of the same fields, with keys of its own."""
    model = type(row)
    fields = {name: getattr(row, name) for name in fields_of(model).model_fields}
    return model(**{**fields, **keys})


@action(N_("Discard draft"))
def discard_draft(session: Session, job: JobDescriptionId) -> None:
    """Discard a version that was not adopted. Refused while facts or plans rest on it."""
    row = the(session, JobDescription, job)
    refuse_frozen(session, row)
    refusal = Refused(
        tr("Facts or plans on record rest on this draft."), remedy=tr("Remove those first.")
    )
    remove_unless_cited(session, row, refusal, parts=(Outcome, Measure, JobCompetency))


@action(N_("Give for review"))
def give_for_review(session: Session, job: JobDescriptionId) -> None:
    """Mark a draft as being read by others; it may still be changed."""
    row = the(session, JobDescription, job)
    refuse_frozen(session, row)
    row.status = JobStatus.review
    kept(session, row)


@action(N_("Adopt job description"))
def adopt_job(session: Session, job: JobDescriptionId, on: date) -> None:
    """Adopt a version. It is frozen, and the one before it is superseded.

    What a person holds of the former version goes on under the new one where the spine does.

    Raises:
        Refused: with the first reason, while a check that stops adoption is open.
    """
    row = the(session, JobDescription, job)
    refuse_frozen(session, row)
    session.flush()
    if stops := blocking(findings(session, job, today=on)):
        raise Refused(stops[0].message, remedy=stops[0].what_to_do)
    for former in _versions(session, row.position_id):
        if former.status is JobStatus.adopted:
            former.status = JobStatus.superseded
            session.add(former)
            _carry_on(session, former.id, job, on)
    row.status, row.adopted_on = JobStatus.adopted, on
    row.effective_on = row.effective_on or on
    kept(session, row)
    announce(session, JobAdopted(job))


def _carry_on(session: Session, former: str, job: str, on: date) -> None:
    """End what people hold of a former version, and let it go on where the spine does."""
    heirs = {outcome.spine_id: outcome.id for outcome in outcomes_of(session, job)}
    asked = (
        select(PersonOutcome, Outcome)
        .where(PersonOutcome.outcome_id == Outcome.id)
        .where(Outcome.job_description_id == former)
        .where(col(PersonOutcome.end_date).is_(None))
    )
    for held, outcome in session.exec(asked).all():
        if heir := heirs.get(outcome.spine_id):
            session.add(_copy(held, person_id=held.person_id, outcome_id=heir, start_date=on))
        held.end_date = on
        session.add(held)


@action(N_("Note that it was read together"))
def read_together(session: Session, job: JobDescriptionId, on: date) -> None:
    """Note the day a job description was last read together; an adopted one may be noted too."""
    row = the(session, JobDescription, job)
    row.reviewed_on = validated(row, "reviewed_on", on)
    kept(session, row)


@action(N_("Acknowledge job description"))
def acknowledge(
    session: Session,
    job: JobDescriptionId,
    person: PersonId,
    discussed_on: date,
    acknowledged_on: date | None = None,
    *,
    method: AckMethod = AckMethod.signed_paper,
    comment: str = "",
) -> str:
    """Note that a person received a version and talked it over; a second note replaces the first.

    Raises:
        Refused: when the version was not adopted, or was acknowledged before it was discussed.
    """
    row = the(session, JobDescription, job)
    the(session, Person, person)
    if row.status in (JobStatus.draft, JobStatus.review):
        raise Refused(
            tr("A draft cannot be acknowledged: it may still change."),
            remedy=tr("Adopt it first."),
        )
    if acknowledged_on and acknowledged_on < discussed_on:
        raise Refused(
            tr("It cannot be acknowledged before it was talked over."),
            remedy=tr("Correct one of the days."),
        )
    given = {
        "discussed_on": discussed_on,
        "acknowledged_on": acknowledged_on,
        "method": method,
        "comment": comment,
    }
    asked = select(Acknowledgement).where(Acknowledgement.job_description_id == job)
    known = session.exec(asked.where(Acknowledgement.person_id == person)).first()
    if known is None:
        ack = made(Acknowledgement, given, job_description_id=job, person_id=person)
        return kept(session, ack).id
    for name, value in (
        AcknowledgementFields.model_validate(given).model_dump(include=set(given)).items()
    ):
        setattr(known, name, value)
    return kept(session, known).id


@action(N_("Remove acknowledgement"))
def remove_acknowledgement(session: Session, ack: str) -> None:
    """Remove an acknowledgement that was noted by mistake."""
    refusal = Refused(tr("Another record rests on this acknowledgement."))
    remove_unless_cited(session, the(session, Acknowledgement, ack), refusal)
