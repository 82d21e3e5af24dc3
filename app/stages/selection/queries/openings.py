"""The openings, their criteria, panels and candidates, without any score."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from app.domain.edits import the
from app.domain.outcomes import JobCompetency, JobDescription, JobStatus, Outcome
from app.domain.people import Person, PersonKind, Position
from app.domain.values import Competency, Scope, ValueStatus
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    Criterion,
    CriterionKind,
    Decision,
    DecisionOutcome,
    Guide,
    GuideStatus,
    Interview,
    OpeningReason,
    PanelMember,
    PanelRole,
    RatingSheet,
    Requisition,
    RequisitionStatus,
    Source,
    guide_in_force,
)

_NAMED_AGAIN = frozenset(
    {RequisitionStatus.decided, RequisitionStatus.filled, RequisitionStatus.canceled}
)
"""Where the panel has finished, codes give way to names."""


@dataclass(frozen=True, slots=True)
class RequisitionRow:
    """An opening in the list of openings, and at the head of its page."""

    id: str
    number: str
    position_id: str
    position: str
    job_description_id: str
    job_version: int
    primary_outcome: str
    reason: OpeningReason
    status: RequisitionStatus
    hiring_leader: str
    opened_on: date | None
    target_start: date | None
    retention_until: date | None
    openings: int
    candidates: int
    weight_total: int
    guide_id: str
    guide_version: int
    guide_status: GuideStatus
    uses_codes: bool
    legal_hold: bool

    @property
    def title(self) -> str:
        """How the opening is called in a list."""
        return f"{self.number}  {self.position}"

    @property
    def frozen(self) -> bool:
        """Whether criteria, weights and questions stay as they are."""
        return self.guide_status is GuideStatus.locked


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion; `code` is K1, K2 … in its order."""

    id: str
    code: str
    name: str
    kind: CriterionKind
    meaning: str
    outcome_id: str | None
    competency_id: str | None
    weight: int
    floor: float | None
    rationale: str


@dataclass(frozen=True, slots=True)
class Target:
    """An outcome or competency that could still become a criterion."""

    id: str
    name: str
    kind: CriterionKind


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate in the list, without any score.

    Attributes:
        name: the person's own name.
        called: how the candidate is called before the panel: by name, or by a code.
        revealed: whether the seal over the sheets is open.
    """

    id: str
    person_id: str
    name: str
    code: str
    called: str
    source: Source
    stage: CandidateStage
    received_on: date | None
    sheets_in: int
    sheets_due: int
    revealed: bool
    cv_name: str
    decision: DecisionOutcome | None


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A panel member."""

    id: str
    person_id: str
    name: str
    role: PanelRole
    trained_on: date | None
    conflict_of_interest: bool
    conflict_note: str
    has_pin: bool

    @property
    def rates(self) -> bool:
        """Whether this member hands in sheets."""
        return self.role is not PanelRole.observer


def adopted_job(session: Session, position_id: str) -> JobDescription | None:
    """Return the adopted version of a position's job description, or None."""
    return session.exec(
        select(JobDescription)
        .where(
            JobDescription.position_id == position_id,
            JobDescription.status == JobStatus.adopted,
        )
        .order_by(col(JobDescription.version).desc())
    ).first()


def positions_to_fill(session: Session) -> tuple[tuple[str, str], ...]:
    """Return (id, title) of the positions with an adopted job description, in their order."""
    found = session.exec(
        select(Position)
        .join(JobDescription, col(JobDescription.position_id) == col(Position.id))
        .where(JobDescription.status == JobStatus.adopted)
        .order_by(col(Position.sort), col(Position.title))
        .distinct()
    ).all()
    return tuple((position.id, position.title) for position in found)


def colleagues(session: Session) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of everyone who could lead a hire, rate or apply from within, by name."""
    found = session.exec(
        select(Person)
        .where(Person.kind != PersonKind.candidate, col(Person.anonymized).is_(False))
        .order_by(func.lower(Person.display_name), col(Person.id))
    ).all()
    return tuple((person.id, person.display_name) for person in found)


def requisitions(session: Session) -> tuple[RequisitionRow, ...]:
    """Return all openings, the latest first."""
    found = session.exec(
        select(Requisition).order_by(
            col(Requisition.opened_on).desc(), col(Requisition.number), col(Requisition.id)
        )
    ).all()
    return tuple(_requisition_row(session, row) for row in found)


def requisition(session: Session, requisition_id: str) -> RequisitionRow:
    """Return one opening."""
    return _requisition_row(session, the(session, Requisition, requisition_id))


def _requisition_row(session: Session, row: Requisition) -> RequisitionRow:
    position = the(session, Position, row.position_id)
    job = the(session, JobDescription, row.job_description_id)
    leader = session.get(Person, row.hiring_leader_id) if row.hiring_leader_id else None
    guide = guide_in_force(session, row.id)
    weights = session.exec(select(Criterion.weight).where(Criterion.guide_id == guide.id))
    candidates_of = select(func.count()).where(col(Candidate.requisition_id) == row.id)
    return RequisitionRow(
        id=row.id,
        number=row.number,
        position_id=row.position_id,
        position=position.title,
        job_description_id=job.id,
        job_version=job.version,
        primary_outcome=job.primary_outcome,
        reason=row.reason,
        status=row.status,
        hiring_leader=leader.display_name if leader else "",
        opened_on=row.opened_on,
        target_start=row.target_start,
        retention_until=row.retention_until,
        openings=row.openings,
        candidates=session.exec(candidates_of).one(),
        weight_total=sum(weights),
        guide_id=guide.id,
        guide_version=guide.version,
        guide_status=guide.status,
        uses_codes=row.names_off and row.status not in _NAMED_AGAIN,
        legal_hold=row.legal_hold,
    )


def criteria(session: Session, requisition_id: str) -> tuple[CriterionRow, ...]:
    """Return the criteria in force of an opening in their order."""
    return criteria_of(session, guide_in_force(session, requisition_id).id)


def criteria_of(session: Session, guide_id: str) -> tuple[CriterionRow, ...]:
    """Return the criteria of one guide in their order."""
    found = session.exec(
        select(Criterion)
        .where(Criterion.guide_id == guide_id)
        .order_by(col(Criterion.sort), col(Criterion.created_at), col(Criterion.id))
    ).all()
    return tuple(_criterion_row(session, row, n) for n, row in enumerate(found, 1))


def _criterion_row(session: Session, row: Criterion, n: int) -> CriterionRow:
    name, meaning = row.label, ""
    if row.outcome_id:
        name = the(session, Outcome, row.outcome_id).statement
    elif row.competency_id:
        competency = the(session, Competency, row.competency_id)
        name, meaning = competency.name, competency.definition
    return CriterionRow(
        id=row.id,
        code=f"K{n}",
        name=name,
        kind=row.kind,
        meaning=meaning,
        outcome_id=row.outcome_id,
        competency_id=row.competency_id,
        weight=row.weight,
        floor=row.floor,
        rationale=row.rationale,
    )


def targets(session: Session, requisition_id: str) -> tuple[Target, ...]:
    """Return what could still become a criterion: the job's outcomes, then competencies.

    Core competencies hold for everyone; role competencies count where the job names them.
    """
    row = the(session, Requisition, requisition_id)
    used = {c.outcome_id or c.competency_id for c in criteria(session, requisition_id)}
    outcomes = session.exec(
        select(Outcome)
        .where(Outcome.job_description_id == row.job_description_id)
        .order_by(col(Outcome.sort), col(Outcome.code))
    ).all()
    offered = [Target(o.id, o.statement, CriterionKind.outcome) for o in outcomes]
    offered += _competency_targets(session, row.job_description_id)
    return tuple(target for target in offered if target.id not in used)


def _competency_targets(session: Session, job_id: str) -> list[Target]:
    named = set(
        session.exec(
            select(JobCompetency.competency_id).where(JobCompetency.job_description_id == job_id)
        )
    )
    found = session.exec(
        select(Competency)
        .where(Competency.status == ValueStatus.adopted)
        .order_by(col(Competency.scope), col(Competency.sort), col(Competency.name))
    ).all()
    return [
        Target(c.id, c.name, kind_of(c)) for c in found if c.scope is Scope.core or c.id in named
    ]


def kind_of(competency: Competency) -> CriterionKind:
    """Return which kind of criterion a competency makes."""
    if competency.scope is Scope.core:
        return CriterionKind.core_competency
    return CriterionKind.role_competency


def panel(session: Session, requisition_id: str) -> tuple[PanelRow, ...]:
    """Return the panel of an opening in its order."""
    found = session.exec(
        select(PanelMember, Person)
        .join(Person, col(Person.id) == col(PanelMember.person_id))
        .where(PanelMember.requisition_id == requisition_id)
        .order_by(col(PanelMember.sort), col(Person.display_name))
    ).all()
    return tuple(
        PanelRow(
            id=member.id,
            person_id=person.id,
            name=person.display_name,
            role=member.role,
            trained_on=member.trained_on,
            conflict_of_interest=member.conflict_of_interest,
            conflict_note=member.conflict_note,
            has_pin=bool(member.pin),
        )
        for member, person in found
    )


def candidates(session: Session, requisition_id: str) -> tuple[CandidateRow, ...]:
    """Return the candidates of an opening by name; by code where names are off."""
    due = sum(1 for member in panel(session, requisition_id) if member.rates)
    opening = requisition(session, requisition_id)
    sheets_in = _sheets_in(session, opening.guide_id)
    revealed = _revealed(session, opening.guide_id)
    decided = _decided(session, requisition_id)
    found = session.exec(
        select(Candidate, Person)
        .join(Person, col(Person.id) == col(Candidate.person_id))
        .where(Candidate.requisition_id == requisition_id)
        .order_by(func.lower(Person.display_name), col(Candidate.id))
    ).all()
    rows = [
        CandidateRow(
            id=row.id,
            person_id=person.id,
            name=person.display_name,
            code=row.code,
            called=row.code if opening.uses_codes and row.code else person.display_name,
            source=row.source,
            stage=row.stage,
            received_on=row.received_on,
            sheets_in=sheets_in[row.id],
            sheets_due=due,
            revealed=row.id in revealed,
            cv_name=row.cv_name,
            decision=decided.get(row.id),
        )
        for row, person in found
    ]
    if opening.uses_codes:
        rows.sort(key=lambda row: (len(row.code), row.code))
    return tuple(rows)


def called(session: Session, candidate: Candidate) -> str:
    """Return how a candidate is called before the panel: by name, or by a code."""
    if candidate.code and requisition(session, candidate.requisition_id).uses_codes:
        return candidate.code
    return the(session, Person, candidate.person_id).display_name


def _sheets_in(session: Session, guide_id: str) -> Counter[str]:
    """Return how many sheets of a guide are in on each candidate."""
    found = session.exec(select(RatingSheet).where(RatingSheet.guide_id == guide_id))
    return Counter(sheet.candidate_id for sheet in found if sheet.is_in)


def _revealed(session: Session, guide_id: str) -> set[str]:
    """Return the candidates whose sheets may be read by all."""
    found = select(Interview.candidate_id).where(
        Interview.guide_id == guide_id, col(Interview.revealed_at).is_not(None)
    )
    return set(session.exec(found))


def _decided(session: Session, requisition_id: str) -> dict[str, DecisionOutcome]:
    """Return what was decided, by candidate."""
    found = session.exec(select(Decision).where(Decision.requisition_id == requisition_id))
    return {decision.candidate_id: decision.outcome for decision in found}


def guides(session: Session, requisition_id: str) -> tuple[Guide, ...]:
    """Return every version of an opening's guide, the one in force first."""
    found = select(Guide).where(Guide.requisition_id == requisition_id)
    return tuple(session.exec(found.order_by(col(Guide.version).desc())))
