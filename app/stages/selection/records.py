"""What selection keeps: requisitions, criteria, candidates, panels, ratings and decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import NewType, Self

from pydantic import FiniteFloat, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from app.domain.errors import Refused
from app.domain.evidence import Visibility
from app.domain.ids import CompetencyId, JobDescriptionId, OutcomeId, PersonId, PositionId
from app.domain.rows import Row, Words, checks_of, link
from app.domain.scales import refuse_backward
from app.domain.text import Line, LongText
from app.host.language import N_, tr

RequisitionId = NewType("RequisitionId", str)
CriterionId = NewType("CriterionId", str)
CandidateId = NewType("CandidateId", str)
PanelMemberId = NewType("PanelMemberId", str)
RatingSheetId = NewType("RatingSheetId", str)
RatingId = NewType("RatingId", str)
DecisionId = NewType("DecisionId", str)


class OpeningReason(Words):
    """Why somebody is looked for."""

    new = "new", N_("New position")
    replacement = "replacement", N_("Replacement")
    internal_move = "internal_move", N_("Internal move")


class RequisitionStatus(Words):
    """How far a requisition has come."""

    draft = "draft", N_("Draft")
    open = "open", N_("Open")
    interviewing = "interviewing", N_("Interviewing")
    decided = "decided", N_("Decided")
    filled = "filled", N_("Filled")
    canceled = "canceled", N_("Canceled")


class CriterionKind(Words):
    """What a criterion comes from."""

    outcome = "outcome", N_("Outcome")
    core_competency = "core_competency", N_("Core competency")
    role_competency = "role_competency", N_("Role competency")
    skill = "skill", N_("Skill")
    work_sample = "work_sample", N_("Work sample")


class Source(Words):
    """How a candidate came."""

    internal = "internal", N_("Internal")
    referral = "referral", N_("Referral")
    advert = "advert", N_("Advertisement")
    agency = "agency", N_("Agency")
    walk_in = "walk_in", N_("Walked in")
    other = "other", N_("Other")


class CandidateStage(Words):
    """How far a candidate has come."""

    received = "received", N_("Received")
    screened_in = "screened_in", N_("Screened in")
    screened_out = "screened_out", N_("Screened out")
    interview = "interview", N_("Interview")
    finalist = "finalist", N_("Finalist")
    offered = "offered", N_("Offered")
    hired = "hired", N_("Hired")
    declined = "declined", N_("Declined the offer")
    withdrew = "withdrew", N_("Withdrew")
    not_selected = "not_selected", N_("Not selected")


class PanelRole(Words):
    """The part somebody has on the panel; observers do not rate."""

    lead = "lead", N_("Leads the interview")
    rater = "rater", N_("Rates")
    observer = "observer", N_("Observes")


class DecisionOutcome(Words):
    """What was decided about a candidate."""

    offer = "offer", N_("Offer")
    hold = "hold", N_("Hold")
    no = "no", N_("No")


class RequisitionFields(SQLModel):
    """What may be written about an opening."""

    number: Line = Field(
        title=N_("Number"), min_length=1, max_length=30, description=N_("Such as REQ-1.")
    )
    reason: OpeningReason = Field(
        default=OpeningReason.replacement, title=N_("Why somebody is looked for")
    )
    openings: int = Field(default=1, ge=1, le=99, title=N_("Openings"))
    hiring_leader_id: PersonId | None = link(
        "person.id", title=N_("Hiring leader"), optional=True, ondelete="SET NULL"
    )
    opened_on: date | None = Field(default=None, title=N_("Opened on"))
    target_start: date | None = Field(default=None, title=N_("Wanted from"))
    status: RequisitionStatus = Field(default=RequisitionStatus.open, title=N_("Status"))
    pay_range_lo: FiniteFloat | None = Field(
        default=None,
        ge=0,
        title=N_("Pay range from"),
        description=N_("For the posting only. Pay history is never asked."),
    )
    pay_range_hi: FiniteFloat | None = Field(default=None, ge=0, title=N_("Pay range to"))
    posting_text: LongText = Field(default="", title=N_("Posting"))
    retention_until: date | None = Field(
        default=None,
        title=N_("Keep the records until"),
        description=N_("At least a year after the decision."),
    )

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        """Refuse a range that ends before it begins."""
        refuse_backward(self.pay_range_lo, self.pay_range_hi)
        return self


class Requisition(Row, RequisitionFields, table=True):
    """An opening of a position, judged by the version of the job description it began with."""

    __table_args__ = checks_of(
        RequisitionFields,
        "pay_range_lo IS NULL OR pay_range_hi IS NULL OR pay_range_lo <= pay_range_hi",
    )

    position_id: PositionId = link("position.id")
    job_description_id: JobDescriptionId = link("job_description.id")


class CriterionFields(SQLModel):
    """What a candidate is judged by, and why that belongs to the job."""

    label: Line = Field(
        default="",
        max_length=80,
        title=N_("Skill or work sample"),
        description=N_("Only where no outcome and no competency says it."),
    )
    weight: int = Field(default=0, ge=0, le=100, title=N_("Weight"))
    floor: FiniteFloat | None = Field(
        default=None,
        ge=1,
        le=5,
        title=N_("Floor"),
        description=N_("The least acceptable panel mean, 1 to 5. Empty for none."),
    )
    rationale: LongText = Field(
        default="",
        title=N_("Why it belongs to the job"),
        description=N_("What the job cannot do without it."),
    )


class Criterion(Row, CriterionFields, table=True):
    """A criterion of one requisition: an outcome, a competency, or a skill in words."""

    __table_args__ = (
        *checks_of(
            CriterionFields,
            "(outcome_id IS NOT NULL) + (competency_id IS NOT NULL) + (label <> '') = 1",
            "(kind = 'outcome') = (outcome_id IS NOT NULL)",
            "(kind IN ('core_competency', 'role_competency')) = (competency_id IS NOT NULL)",
            "kind IN ('outcome', 'core_competency', 'role_competency', 'skill', 'work_sample')",
        ),
        UniqueConstraint("requisition_id", "outcome_id", name="criterion_outcome_once"),
        UniqueConstraint("requisition_id", "competency_id", name="criterion_competency_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    outcome_id: OutcomeId | None = link("outcome.id", optional=True)
    competency_id: CompetencyId | None = link("competency.id", optional=True)
    kind: CriterionKind
    sort: int = Field(default=0)

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change what candidates are already being judged by."""
        refuse_frozen_criteria(session, self.requisition_id)


class CandidateFields(SQLModel):
    """What may be written about a candidacy. Who the candidate is stands in the person."""

    source: Source = Field(default=Source.other, title=N_("Source"))
    received_on: date | None = Field(default=None, title=N_("Received on"))
    stage: CandidateStage = Field(default=CandidateStage.received, title=N_("Stage"))
    screen_out_reason: LongText = Field(
        default="",
        title=N_("Why screened out"),
        description=N_("Which day-one need is not met. Nothing else screens out."),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Candidate(Row, CandidateFields, table=True):
    """A person's candidacy for one requisition."""

    __table_args__ = (
        *checks_of(CandidateFields),
        UniqueConstraint("requisition_id", "person_id", name="candidate_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    person_id: PersonId = link("person.id")


class PanelMemberFields(SQLModel):
    """The part somebody has on a panel."""

    role: PanelRole = Field(default=PanelRole.rater, title=N_("Part"))
    trained_on: date | None = Field(default=None, title=N_("Trained on"))
    conflict_of_interest: bool = Field(
        default=False,
        title=N_("Conflict of interest"),
        description=N_("Related to a candidate, or gains by the choice."),
    )
    conflict_note: LongText = Field(default="", title=N_("What was agreed about it"))
    visibility: Visibility = Field(default=Visibility.consultant, title=N_("Who may read it"))


class PanelMember(Row, PanelMemberFields, table=True):
    """A member of a requisition's panel; sheets are shown in the order of `sort`."""

    __tablename__ = "panel_member"
    __table_args__ = (
        *checks_of(PanelMemberFields),
        UniqueConstraint("requisition_id", "person_id", name="panel_member_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    person_id: PersonId = link("person.id")
    sort: int = Field(default=0)


class RatingSheetFields(SQLModel):
    """What one panel member notes about one interview as a whole."""

    held_on: date | None = Field(default=None, title=N_("Interviewed on"))
    absent_reason: LongText = Field(
        default="",
        title=N_("Why absent"),
        description=N_("Closes the sheet of a panel member who was not there."),
    )


class RatingSheet(Row, RatingSheetFields, table=True):
    """One panel member's sheet on one candidate, hidden from the others until all are in."""

    __tablename__ = "rating_sheet"
    __table_args__ = (
        *checks_of(RatingSheetFields),
        UniqueConstraint("candidate_id", "panel_member_id", name="rating_sheet_once"),
    )

    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    panel_member_id: PanelMemberId = link("panel_member.id", ondelete="CASCADE")
    submitted_at: datetime | None = Field(default=None)

    @property
    def is_in(self) -> bool:
        """Whether the others need not wait for this sheet any more."""
        return self.submitted_at is not None or bool(self.absent_reason)


class RatingFields(SQLModel):
    """What one panel member heard and how it is rated against the anchors."""

    score: int | None = Field(default=None, ge=1, le=5, title=N_("Rating"))
    not_asked_reason: LongText = Field(
        default="",
        max_length=2000,
        title=N_("Why it was not asked"),
    )
    evidence_note: LongText = Field(
        default="",
        title=N_("What was said"),
        description=N_("Facts, in the candidate's own words where you can. No labels."),
    )
    change_reason: LongText = Field(
        default="",
        max_length=2000,
        title=N_("Why it was changed after submission"),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Rating(Row, RatingFields, table=True):
    """One panel member's rating of one candidate on one criterion."""

    __table_args__ = (
        *checks_of(RatingFields, "score IS NULL OR not_asked_reason = ''"),
        UniqueConstraint("sheet_id", "criterion_id", name="rating_once"),
    )

    sheet_id: RatingSheetId = link("rating_sheet.id", ondelete="CASCADE")
    criterion_id: CriterionId = link("criterion.id", ondelete="CASCADE")


class AgreedRatingFields(SQLModel):
    """What the panel agreed on after it had talked."""

    score: FiniteFloat = Field(
        ge=1, le=5, multiple_of=0.5, title=N_("Agreed rating"), description=N_("In half steps.")
    )
    reason: LongText = Field(
        default="",
        title=N_("Why"),
        description=N_("Needed when it lies half a point or more from the mean."),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class AgreedRating(Row, AgreedRatingFields, table=True):
    """The panel's agreed rating of a candidate on a criterion; the scores stay as they were."""

    __tablename__ = "agreed_rating"
    __table_args__ = (
        *checks_of(AgreedRatingFields, "score * 2 = CAST(score * 2 AS INTEGER)"),
        UniqueConstraint("candidate_id", "criterion_id", name="agreed_rating_once"),
    )

    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    criterion_id: CriterionId = link("criterion.id", ondelete="CASCADE")


class DecisionFields(SQLModel):
    """What was decided and on which evidence it rests."""

    outcome: DecisionOutcome = Field(title=N_("Decision"))
    reason: LongText = Field(
        min_length=1,
        title=N_("Reason"),
        description=N_("The criteria and the evidence it rests on."),
    )
    decided_by: Line = Field(default="", title=N_("Decided by"))
    decided_on: date = Field(title=N_("Decided on"))
    deviation_reason: LongText = Field(
        default="",
        title=N_("Why not the first in rank"),
        description=N_("Needed when somebody ranks clearly higher."),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Decision(Row, DecisionFields, table=True):
    """The decision on one candidate."""

    __table_args__ = (
        *checks_of(DecisionFields, "NOT deviated OR deviation_reason <> ''", "deviated IN (0, 1)"),
        UniqueConstraint("candidate_id", name="decision_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    deviated: bool = Field(default=False)


TABLES: tuple[type[SQLModel], ...] = (
    *(Requisition, Criterion, Candidate, PanelMember),
    *(RatingSheet, Rating, AgreedRating, Decision),
)


def criteria_frozen(session: Session, requisition_id: str) -> bool:
    """Say whether a candidate of the requisition has been rated."""
    rated = (
        select(Rating.id)
        .join(Criterion, col(Criterion.id) == col(Rating.criterion_id))
        .where(Criterion.requisition_id == requisition_id, col(Rating.score).is_not(None))
    )
    return session.exec(rated.limit(1)).first() is not None


def refuse_frozen_criteria(session: Session, requisition_id: str) -> None:
    """Refuse to change criteria that somebody was already rated by.

    Raises:
        Refused: when the first rating has been given.
    """
    if criteria_frozen(session, requisition_id):
        raise Refused(
            tr("The criteria stay as they are since the first rating was given."),
            remedy=tr("Open a new requisition and rate everyone again."),
        )
