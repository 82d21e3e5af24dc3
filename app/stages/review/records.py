"""What the review keeps: cycles, reviews, their lines, measures, evidence, acknowledgements."""

from __future__ import annotations

from datetime import date
from typing import NewType, Self

from pydantic import FiniteFloat, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel

from app.domain.errors import Refused
from app.domain.evidence import Visibility
from app.domain.ids import (
    CompetencyId,
    EvidenceId,
    JobDescriptionId,
    MeasureId,
    OutcomeId,
    PersonId,
    PositionId,
)
from app.domain.outcomes import TARGET_RULE, Aggregate, MeasureKind
from app.domain.rows import Row, Words, checks_of, link
from app.domain.text import Line, LongText
from app.host.language import N_, tr

ReviewCycleId = NewType("ReviewCycleId", str)
ReviewId = NewType("ReviewId", str)
ReviewLineId = NewType("ReviewLineId", str)
LineMeasureId = NewType("LineMeasureId", str)


class CycleStatus(Words):
    """How far a cycle of reviews has come."""

    setup = "setup", N_("Being set up")
    self_look = "self_look", N_("Self-look")
    draft = "draft", N_("Drafts")
    calibration = "calibration", N_("Calibration")
    talks = "talks", N_("Talks")
    closed = "closed", N_("Closed")


class ReviewStatus(Words):
    """How far one review has come."""

    setup = "setup", N_("Set up")
    self_open = "self_open", N_("Self-look open")
    draft_open = "draft_open", N_("Draft open")
    drafted = "drafted", N_("Draft locked")
    calibrated = "calibrated", N_("Calibrated")
    held = "held", N_("Talk held")
    acknowledged = "acknowledged", N_("Acknowledged")
    closed = "closed", N_("Closed")
    not_reviewed = "not_reviewed", N_("Not reviewed")


OPEN_STATES = frozenset({ReviewStatus.setup, ReviewStatus.self_open, ReviewStatus.draft_open})
"""While a review is in one of these, its lines may change."""

FINAL_STATES = frozenset(
    {ReviewStatus.acknowledged, ReviewStatus.closed, ReviewStatus.not_reviewed}
)
"""In these a review stays as it is."""


class AcknowledgedBy(Words):
    """How a review was acknowledged."""

    paper = "paper", N_("On paper")
    typed = "typed", N_("Typed")


class ReviewCycleFields(SQLModel):
    """The period under review and how its numbers are put together."""

    name: Line = Field(title=N_("Cycle"), min_length=1, description=N_("Such as Review 2025."))
    period_start: date = Field(title=N_("Period from"))
    period_end: date = Field(title=N_("Period to"))
    outcome_share: int = Field(
        default=60,
        ge=0,
        le=100,
        title=N_("Share of outcomes"),
        description=N_("Of 100; the competencies have the rest."),
    )
    show_overall: bool = Field(
        default=False,
        title=N_("Show one overall number"),
        description=N_("Off by default: two numbers say more than one."),
    )
    min_evidence: int = Field(default=1, ge=0, le=20, title=N_("Evidence for each line"))
    extreme_min_evidence: int = Field(
        default=2, ge=0, le=20, title=N_("Evidence for a rating of 1 or 5")
    )
    status: CycleStatus = Field(default=CycleStatus.setup, title=N_("Status"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse a period that ends before it begins."""
        if self.period_end < self.period_start:
            raise ValueError("The period ends before it begins.")
        return self


class ReviewCycle(Row, ReviewCycleFields, table=True):
    """One round of reviews of everyone."""

    __tablename__ = "review_cycle"
    __table_args__ = checks_of(ReviewCycleFields, "period_start <= period_end")


class ReviewFields(SQLModel):
    """What is written about a person's year as a whole."""

    leader_id: PersonId | None = link(
        "person.id", title=N_("Leader"), optional=True, ondelete="SET NULL"
    )
    second_reader_id: PersonId | None = link(
        "person.id", title=N_("Second reader"), optional=True, ondelete="SET NULL"
    )
    months_in_role: FiniteFloat | None = Field(
        default=None,
        ge=0,
        le=720,
        title=N_("Months in this job"),
        description=N_("Without leave. Below three there are no ratings."),
    )
    not_reviewed_reason: LongText = Field(default="", title=N_("Why not reviewed"))
    held_on: date | None = Field(default=None, title=N_("Talk held on"))
    person_said: LongText = Field(default="", title=N_("What the person said"))
    leader_promises: LongText = Field(default="", title=N_("What the leader will do"))
    destination: LongText = Field(
        default="",
        title=N_("Destination for the next year"),
        description=N_("In the person's own words: By June I…"),
    )
    visibility: Visibility = Field(default=Visibility.person, title=N_("Who may read it"))


class Review(Row, ReviewFields, table=True):
    """The review of one person in one position, by the job description in force."""

    __table_args__ = (
        *checks_of(
            ReviewFields,
            "status <> 'not_reviewed' OR not_reviewed_reason <> ''",
            "status IN ('setup', 'self_open', 'draft_open', 'drafted', 'calibrated', 'held', "
            "'acknowledged', 'closed', 'not_reviewed')",
        ),
        UniqueConstraint("cycle_id", "person_id", "position_id", name="review_once"),
    )

    cycle_id: ReviewCycleId = link("review_cycle.id")
    person_id: PersonId = link("person.id")
    position_id: PositionId = link("position.id")
    job_description_id: JobDescriptionId = link("job_description.id")
    status: ReviewStatus = Field(default=ReviewStatus.draft_open)

    def refuse_edit(self, session: Session) -> None:  # noqa: ARG002 - every row is asked alike
        """Refuse to change a review that was handed over for good."""
        if self.status in FINAL_STATES:
            raise Refused(
                tr("This review is finished and stays as it is."),
                remedy=tr("Write what is new into the next cycle."),
            )


class ReviewLineFields(SQLModel):
    """What the person and the leader say about one outcome or competency. Words come first."""

    weight: int = Field(default=0, ge=0, le=100, title=N_("Weight"))
    self_rating: int | None = Field(default=None, ge=1, le=5, title=N_("Own rating"))
    self_text: LongText = Field(default="", title=N_("Own words"))
    leader_text: LongText = Field(
        default="",
        title=N_("What happened"),
        description=N_("Facts first; the rating opens when they are written."),
    )
    leader_rating: int | None = Field(default=None, ge=1, le=5, title=N_("Leader's rating"))
    reason: LongText = Field(
        default="",
        title=N_("Why it differs from the suggestion"),
        description=N_("Needed when the two lie a whole point apart."),
    )
    not_rated_reason: LongText = Field(default="", title=N_("Why it is not rated"))
    visibility: Visibility = Field(default=Visibility.person, title=N_("Who may read it"))

    @model_validator(mode="after")
    def _words_before_numbers(self) -> Self:
        """Refuse a rating without words."""
        if self.leader_rating is not None and not self.leader_text.strip():
            raise ValueError("Write what happened first; the number comes after the words.")
        return self


class ReviewLine(Row, ReviewLineFields, table=True):
    """One outcome or competency in one review.

    `attainment` and `suggested_rating` are computed; they never fill in `leader_rating`.
    """

    __tablename__ = "review_line"
    __table_args__ = (
        *checks_of(
            ReviewLineFields,
            TARGET_RULE,
            "leader_rating IS NULL OR leader_text <> ''",
            "leader_rating IS NULL OR not_rated_reason = ''",
            "attainment IS NULL OR attainment BETWEEN 0 AND 1.5",
            "suggested_rating IS NULL OR suggested_rating BETWEEN 1 AND 5",
            "moved_away IN (0, 1)",
        ),
        UniqueConstraint("review_id", "outcome_id", name="review_outcome_once"),
        UniqueConstraint("review_id", "competency_id", name="review_competency_once"),
    )

    review_id: ReviewId = link("review.id", ondelete="CASCADE")
    outcome_id: OutcomeId | None = link("outcome.id", optional=True)
    competency_id: CompetencyId | None = link("competency.id", optional=True)
    sort: int = Field(default=0)
    attainment: float | None = Field(default=None)
    attainment_state: str = Field(default="n/a", max_length=10)
    moved_away: bool = Field(default=False)
    suggested_rating: int | None = Field(default=None)

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change a line once the draft is locked."""
        review = session.get(Review, self.review_id)
        if review is not None and review.status not in OPEN_STATES:
            raise Refused(
                tr("The draft of this review is locked."),
                remedy=tr("Open the draft again, then change it."),
            )


class LineMeasureFields(SQLModel):
    """What a measure reached in the period."""

    actual: FiniteFloat | None = Field(default=None, title=N_("Reached"))
    n_values: int = Field(
        default=0,
        ge=0,
        title=N_("Readings"),
        description=N_("How many readings this rests on. Fewer than three are thin."),
    )
    done_on: date | None = Field(
        default=None, title=N_("Done on"), description=N_("For a milestone.")
    )
    percent_done: FiniteFloat = Field(
        default=0,
        ge=0,
        le=100,
        title=N_("Percent done"),
        description=N_("For a milestone not done yet."),
    )


class LineMeasure(Row, LineMeasureFields, table=True):
    """A measure as it stood when the review began, with what it reached."""

    __tablename__ = "line_measure"
    __table_args__ = (
        *checks_of(
            LineMeasureFields,
            "kind IN ('higher_better', 'lower_better', 'range', 'milestone', 'judgment')",
            "aggregate IN ('last', 'mean', 'sum', 'best')",
        ),
        UniqueConstraint("review_line_id", "measure_id", name="line_measure_once"),
    )

    review_line_id: ReviewLineId = link("review_line.id", ondelete="CASCADE")
    measure_id: MeasureId = link("measure.id")
    sort: int = Field(default=0)
    name: str = Field(default="", max_length=200)
    unit: str = Field(default="", max_length=30)
    kind: MeasureKind = Field(default=MeasureKind.higher_better)
    aggregate: Aggregate = Field(default=Aggregate.last)
    baseline: float | None = Field(default=None)
    target: float | None = Field(default=None)
    range_lo: float | None = Field(default=None)
    range_hi: float | None = Field(default=None)
    tolerance: float | None = Field(default=None)
    due: date | None = Field(default=None)

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change what a locked draft rests on."""
        if line := session.get(ReviewLine, self.review_line_id):
            line.refuse_edit(session)


class LineEvidenceFields(SQLModel):
    """What is said about a citation: nothing, the fact speaks."""


class LineEvidence(Row, LineEvidenceFields, table=True):
    """A fact cited under a line."""

    __tablename__ = "line_evidence"
    __table_args__ = (UniqueConstraint("review_line_id", "evidence_id", name="line_evidence_once"),)

    review_line_id: ReviewLineId = link("review_line.id", ondelete="CASCADE")
    evidence_id: EvidenceId = link("evidence.id")


class AcknowledgementFields(SQLModel):
    """That a person received the review and talked about it; not that they agree."""

    acknowledged_on: date = Field(title=N_("Acknowledged on"))
    method: AcknowledgedBy = Field(default=AcknowledgedBy.paper, title=N_("How"))
    person_comment: LongText = Field(default="", title=N_("The person's own comment"))
    declined: bool = Field(default=False, title=N_("Declined to acknowledge"))
    witness: Line = Field(default="", title=N_("Witness"))
    visibility: Visibility = Field(default=Visibility.person, title=N_("Who may read it"))


class Acknowledgement(Row, AcknowledgementFields, table=True):
    """The acknowledgement of one review."""

    __table_args__ = (
        *checks_of(AcknowledgementFields),
        UniqueConstraint("review_id", name="acknowledgement_once"),
    )

    review_id: ReviewId = link("review.id", ondelete="CASCADE")


TABLES: tuple[type[SQLModel], ...] = (
    *(ReviewCycle, Review, ReviewLine),
    *(LineMeasure, LineEvidence, Acknowledgement),
)
