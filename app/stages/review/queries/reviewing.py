"""One review: its lines with measures and evidence, its scores, and what still holds it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.deliverables.redaction import Said
from app.domain.edits import the
from app.domain.engagement import Client
from app.domain.evidence import Evidence, EvidenceSign, Visibility
from app.domain.outcomes import JobDescription, MeasureKind, Outcome
from app.domain.people import Person, Position
from app.domain.values import Anchor, Competency
from app.host.language import tr
from app.stages.review import rules
from app.stages.review.records import (
    OPEN_STATES,
    AcknowledgedBy,
    Acknowledgement,
    LineEvidence,
    LineMeasure,
    Review,
    ReviewCycle,
    ReviewLine,
    ReviewStatus,
)

EXTREMES = (1, 5)
"""Ratings that need more evidence than others."""


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure as it stood, and what it reached."""

    id: str
    name: str
    unit: str
    kind: MeasureKind
    baseline: float | None
    target: float | None
    range_lo: float | None
    range_hi: float | None
    due: date | None
    actual: float | None
    n_values: int
    done_on: date | None
    percent_done: float
    attainment: rules.Attainment


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A fact that is cited, or could be."""

    id: str
    happened_on: date
    text: Said
    sign: EvidenceSign
    author: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a review. `self_*` are empty while the leader still drafts."""

    id: str
    outcome_id: str | None
    competency_id: str | None
    code: str
    name: str
    meaning: str
    anchors: tuple[str, ...]
    weight: int
    self_rating: int | None
    self_text: Said
    attainment: float | None
    attainment_state: str
    moved_away: bool
    suggested: int | None
    leader_rating: int | None
    leader_text: Said
    reason: Said
    reason_needed: bool
    not_rated_reason: Said
    measures: tuple[MeasureView, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def done(self) -> bool:
        """Whether the leader has rated it or said why not."""
        return self.leader_rating is not None or bool(self.not_rated_reason)


@dataclass(frozen=True, slots=True)
class AcknowledgementView:
    """That and how the review was acknowledged."""

    acknowledged_on: date
    method: AcknowledgedBy
    person_comment: Said
    declined: bool
    witness: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A whole review. `overall` is None unless the cycle shows it."""

    id: str
    cycle_id: str
    cycle: str
    period_start: date
    period_end: date
    company_purpose: str
    person_id: str
    person: str
    position: str
    leader: str
    job_version: int
    purpose: str
    primary_outcome: str
    status: ReviewStatus
    is_open: bool
    months_in_role: float | None
    stage_of_role: str
    outcomes: tuple[LineView, ...]
    competencies: tuple[LineView, ...]
    outcome_score: rules.WeightedScore
    competency_score: rules.WeightedScore
    overall: float | None
    held_on: date | None
    person_said: Said
    leader_promises: Said
    destination: Said
    acknowledgement: AcknowledgementView | None

    @property
    def lines(self) -> tuple[LineView, ...]:
        """The outcomes, then the competencies."""
        return self.outcomes + self.competencies


@dataclass(frozen=True, slots=True)
class SelfLook:
    """The person's own page of one line; it shows nothing of the leader's."""

    id: str
    name: str
    meaning: str
    self_rating: int | None
    self_text: str


def review(session: Session, review_id: str) -> ReviewView:
    """Return a review with O and C, and the overall number only where the cycle shows it."""
    row = the(session, Review, review_id)
    cycle = the(session, ReviewCycle, row.cycle_id)
    job = the(session, JobDescription, row.job_description_id)
    client = session.exec(select(Client)).first()
    leader = session.get(Person, row.leader_id) if row.leader_id else None
    lines = _lines(session, row)
    outcomes = tuple(ln for ln in lines if ln.outcome_id)
    competencies = tuple(ln for ln in lines if ln.competency_id)
    o_score, c_score = _weigh(outcomes), _weigh(competencies)
    return ReviewView(
        id=row.id,
        cycle_id=cycle.id,
        cycle=cycle.name,
        period_start=cycle.period_start,
        period_end=cycle.period_end,
        company_purpose=client.purpose if client else "",
        person_id=row.person_id,
        person=the(session, Person, row.person_id).display_name,
        position=the(session, Position, row.position_id).title,
        leader=leader.display_name if leader else "",
        job_version=job.version,
        purpose=job.purpose,
        primary_outcome=job.primary_outcome,
        status=row.status,
        is_open=row.status in OPEN_STATES,
        months_in_role=row.months_in_role,
        stage_of_role=rules.stage_of_role(row.months_in_role),
        outcomes=outcomes,
        competencies=competencies,
        outcome_score=o_score,
        competency_score=c_score,
        overall=rules.overall(o_score, c_score, cycle.outcome_share)
        if cycle.show_overall
        else None,
        held_on=row.held_on,
        person_said=Said(row.person_said, row.visibility),
        leader_promises=Said(row.leader_promises, row.visibility),
        destination=Said(row.destination, row.visibility),
        acknowledgement=_acknowledgement(session, row.id),
    )


def _weigh(lines: Sequence[LineView]) -> rules.WeightedScore:
    return rules.weighted_score([(ln.leader_rating, ln.weight) for ln in lines])


def acknowledgement_of(session: Session, review_id: str) -> Acknowledgement | None:
    """Return the acknowledgement of a review, or None."""
    return session.exec(
        select(Acknowledgement).where(Acknowledgement.review_id == review_id)
    ).first()


def _acknowledgement(session: Session, review_id: str) -> AcknowledgementView | None:
    row = acknowledgement_of(session, review_id)
    if row is None:
        return None
    comment = Said(row.person_comment, row.visibility)
    return AcknowledgementView(row.acknowledged_on, row.method, comment, row.declined, row.witness)


def line_rows(session: Session, review_id: str) -> Sequence[ReviewLine]:
    """Return the lines of a review in their order."""
    return session.exec(
        select(ReviewLine)
        .where(ReviewLine.review_id == review_id)
        .order_by(col(ReviewLine.sort), col(ReviewLine.id))
    ).all()


def _lines(session: Session, row: Review) -> tuple[LineView, ...]:
    hide_self = row.status in OPEN_STATES
    return tuple(_line(session, ln, hide_self=hide_self) for ln in line_rows(session, row.id))


def _line(session: Session, row: ReviewLine, *, hide_self: bool) -> LineView:
    code, name, meaning, anchors = _target(session, row)
    seen = row.visibility
    return LineView(
        id=row.id,
        outcome_id=row.outcome_id,
        competency_id=row.competency_id,
        code=code,
        name=name,
        meaning=meaning,
        anchors=anchors,
        weight=row.weight,
        self_rating=None if hide_self else row.self_rating,
        self_text=Said("" if hide_self else row.self_text, Visibility.person),
        attainment=row.attainment,
        attainment_state=row.attainment_state,
        moved_away=row.moved_away,
        suggested=row.suggested_rating,
        leader_rating=row.leader_rating,
        leader_text=Said(row.leader_text, seen),
        reason=Said(row.reason, seen),
        reason_needed=rules.reason_needed(row.leader_rating, row.suggested_rating),
        not_rated_reason=Said(row.not_rated_reason, seen),
        measures=tuple(_measure(m) for m in measure_rows(session, row.id)),
        evidence=cited(session, row.id),
    )


def _target(session: Session, row: ReviewLine) -> tuple[str, str, str, tuple[str, ...]]:
    """Return code, name, meaning and anchors of what a line is about."""
    if row.outcome_id:
        outcome = the(session, Outcome, row.outcome_id)
        return outcome.code, outcome.statement, "", ()
    competency = the(session, Competency, row.competency_id or "")
    anchors = session.exec(
        select(Anchor.text).where(Anchor.competency_id == competency.id).order_by(col(Anchor.level))
    ).all()
    return "", competency.name, competency.definition, tuple(anchors)


def measure_rows(session: Session, line_id: str) -> Sequence[LineMeasure]:
    """Return the measures of a line in their order."""
    return session.exec(
        select(LineMeasure)
        .where(LineMeasure.review_line_id == line_id)
        .order_by(col(LineMeasure.sort), col(LineMeasure.id))
    ).all()


def attained(row: LineMeasure) -> rules.Attainment:
    """Return how much of its way a measure went."""
    if row.kind is MeasureKind.milestone:
        if row.due is None or (row.done_on is None and not row.n_values):
            return rules.NONE_REACHED
        return rules.milestone_attainment(row.due, row.done_on, row.percent_done)
    aim = rules.Aim(
        kind=row.kind,
        baseline=row.baseline,
        target=row.target,
        low=row.range_lo,
        high=row.range_hi,
        tolerance=row.tolerance,
        due=row.due,
    )
    return rules.attainment(aim, row.actual, row.n_values)


def _measure(row: LineMeasure) -> MeasureView:
    return MeasureView(
        id=row.id,
        name=row.name,
        unit=row.unit,
        kind=row.kind,
        baseline=row.baseline,
        target=row.target,
        range_lo=row.range_lo,
        range_hi=row.range_hi,
        due=row.due,
        actual=row.actual,
        n_values=row.n_values,
        done_on=row.done_on,
        percent_done=row.percent_done,
        attainment=attained(row),
    )


def cited(session: Session, line_id: str) -> tuple[EvidenceView, ...]:
    """Return the facts cited under a line, the earliest first."""
    found = session.exec(
        select(Evidence)
        .join(LineEvidence, col(LineEvidence.evidence_id) == col(Evidence.id))
        .where(LineEvidence.review_line_id == line_id)
        .order_by(col(Evidence.happened_on), col(Evidence.id))
    )
    return tuple(_evidence(row) for row in found)


def citable(session: Session, line_id: str) -> tuple[EvidenceView, ...]:
    """Return the facts of the period about the same person and target that are not cited yet."""
    line = the(session, ReviewLine, line_id)
    row = the(session, Review, line.review_id)
    cycle = the(session, ReviewCycle, row.cycle_id)
    used = {fact.id for fact in cited(session, line_id)}
    found = session.exec(
        select(Evidence)
        .where(
            Evidence.person_id == row.person_id,
            col(Evidence.happened_on).between(cycle.period_start, cycle.period_end),
        )
        .order_by(col(Evidence.happened_on), col(Evidence.id))
    ).all()
    return tuple(
        _evidence(fact)
        for fact in found
        if fact.id not in used and same_target(session, fact, line)
    )


def same_target(session: Session, fact: Evidence, line: ReviewLine) -> bool:
    """Say whether a fact and a line speak of the same outcome, in any version, or competency."""
    if line.competency_id:
        return fact.competency_id == line.competency_id
    if fact.outcome_id is None or line.outcome_id is None:
        return False
    one, other = the(session, Outcome, fact.outcome_id), the(session, Outcome, line.outcome_id)
    return one.id == other.id or (bool(one.spine_id) and one.spine_id == other.spine_id)


def _evidence(row: Evidence) -> EvidenceView:
    said = Said(row.text, row.visibility)
    return EvidenceView(row.id, row.happened_on, said, row.sign, row.author)


def self_look(session: Session, review_id: str) -> tuple[SelfLook, ...]:
    """Return the person's own page; nothing of the leader's is read for it."""
    found: list[SelfLook] = []
    for row in line_rows(session, review_id):
        _, name, meaning, _ = _target(session, row)
        found.append(SelfLook(row.id, name, meaning, row.self_rating, row.self_text))
    return tuple(found)


def gaps(session: Session, review_id: str) -> tuple[str, ...]:
    """Return a sentence for each thing that keeps the draft from being locked."""
    view = review(session, review_id)
    if view.stage_of_role == "early_look":
        return ()
    cycle = the(session, ReviewCycle, view.cycle_id)
    found: list[str] = []
    for ln in view.lines:
        found += _line_gaps(ln, cycle.extreme_min_evidence)
    return tuple(found)


def _line_gaps(ln: LineView, extreme_min: int) -> list[str]:
    name = ln.name
    if not ln.done:
        return [tr("{name}: not rated yet.").format(name=name)]
    found: list[str] = []
    if ln.reason_needed and not ln.reason:
        found.append(tr("{name}: no reason why it differs from the suggestion.").format(name=name))
    if ln.leader_rating in EXTREMES and len(ln.evidence) < extreme_min:
        found.append(
            tr("{name}: a rating of {rating} needs {n} pieces of evidence.").format(
                name=name, rating=ln.leader_rating, n=extreme_min
            )
        )
    return found


def notes(session: Session, review_id: str) -> tuple[str, ...]:
    """Return what deserves a look before the draft is locked but does not keep it from it."""
    view = review(session, review_id)
    least = the(session, ReviewCycle, view.cycle_id).min_evidence
    said = tr("{name}: rated on less evidence than agreed.")
    return tuple(
        said.format(name=ln.name)
        for ln in view.lines
        if ln.leader_rating is not None and len(ln.evidence) < least
    )
