"""Openings and what candidates are judged by: guides, criteria and questions."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import FiniteFloat, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from app.domain.errors import Refused
from app.domain.ids import CompetencyId, JobDescriptionId, OutcomeId, PersonId, PositionId
from app.domain.rows import Row, checks_of, link
from app.domain.scales import refuse_backward
from app.domain.text import Line, LongText
from app.host.language import N_, tr
from app.stages.selection.records.words import (
    CriterionId,
    CriterionKind,
    GuideId,
    GuideStatus,
    OpeningReason,
    QuestionKind,
    RequisitionId,
    RequisitionStatus,
)


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
    names_off: bool = Field(
        default=False,
        title=N_("Codes instead of names"),
        description=N_("Until everybody is decided upon, on screen and on paper."),
    )
    legal_hold: bool = Field(
        default=False,
        title=N_("Legal hold"),
        description=N_("Nothing is erased while a charge or a dispute is open."),
    )
    legal_hold_reason: LongText = Field(default="", max_length=2000, title=N_("Why it is held"))

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        """Refuse a range that ends before it begins."""
        refuse_backward(self.pay_range_lo, self.pay_range_hi)
        return self

    @model_validator(mode="after")
    def _held_for_a_reason(self) -> Self:
        """Refuse a hold of which nobody would know later why it was set."""
        if self.legal_hold and not self.legal_hold_reason.strip():
            raise ValueError(tr("A hold needs its reason: which charge or dispute is open."))
        return self


class Requisition(Row, RequisitionFields, table=True):
    """An opening of a position, judged by the version of the job description it began with."""

    __table_args__ = checks_of(
        RequisitionFields,
        "pay_range_lo IS NULL OR pay_range_hi IS NULL OR pay_range_lo <= pay_range_hi",
        "NOT legal_hold OR legal_hold_reason <> ''",
    )

    position_id: PositionId = link("position.id")
    job_description_id: JobDescriptionId = link("job_description.id")


class GuideFields(SQLModel):
    """What may be written about an interview guide as a whole."""

    opening_words: LongText = Field(
        default="",
        title=N_("Opening words"),
        description=N_("The same for every candidate."),
    )
    closing_words: LongText = Field(
        default="",
        title=N_("Closing words"),
        description=N_("The candidate's questions, the first year, the next step, thanks."),
    )
    interview_share: int = Field(
        default=60,
        ge=0,
        le=100,
        title=N_("Share of the interview"),
        description=N_("In percent, where work samples or other assessments stand beside it."),
    )
    piloted_with: Line = Field(
        default="",
        title=N_("Piloted with"),
        description=N_("Somebody who does this kind of work well today."),
    )
    piloted_on: date | None = Field(default=None, title=N_("Piloted on"))
    pilot_note: LongText = Field(default="", title=N_("What was changed after it"), max_length=4000)
    change_reason: LongText = Field(default="", max_length=2000, title=N_("Why a new version"))
    weights_reason: LongText = Field(
        default="",
        max_length=2000,
        title=N_("Why the weights differ"),
        description=N_("Needed where they do; it is printed on the decision record."),
    )


class Guide(Row, GuideFields, table=True):
    """One version of what candidates of an opening are judged by: criteria and questions.

    The highest version is in force. Once it is locked, its criteria, weights and questions stay.
    """

    __table_args__ = (
        *checks_of(
            GuideFields,
            "status IN ('draft', 'piloted', 'locked')",
            "version >= 1",
            "(status = 'locked') = (locked_on IS NOT NULL)",
        ),
        UniqueConstraint("requisition_id", "version", name="guide_version_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    version: int = Field(default=1)
    status: GuideStatus = Field(default=GuideStatus.draft)
    locked_on: date | None = Field(default=None)

    @property
    def is_locked(self) -> bool:
        """Whether criteria, weights and questions stay as they are."""
        return self.status is GuideStatus.locked

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change what candidates are already being judged by."""
        refuse_locked(session, self.id)


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
    """A criterion of one guide: an outcome, a competency, or a skill in words."""

    __table_args__ = (
        *checks_of(
            CriterionFields,
            "(outcome_id IS NOT NULL) + (competency_id IS NOT NULL) + (label <> '') = 1",
            "(kind = 'outcome') = (outcome_id IS NOT NULL)",
            "(kind IN ('core_competency', 'role_competency')) = (competency_id IS NOT NULL)",
            "kind IN ('outcome', 'core_competency', 'role_competency', 'skill', 'work_sample')",
        ),
        UniqueConstraint("guide_id", "outcome_id", name="criterion_outcome_once"),
        UniqueConstraint("guide_id", "competency_id", name="criterion_competency_once"),
    )

    guide_id: GuideId = link("guide.id", ondelete="CASCADE")
    outcome_id: OutcomeId | None = link("outcome.id", optional=True)
    competency_id: CompetencyId | None = link("competency.id", optional=True)
    kind: CriterionKind
    sort: int = Field(default=0)

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change what candidates are already being judged by."""
        refuse_locked(session, self.guide_id)


class _AskedFields(SQLModel):
    """What every question has, in the bank and in a guide."""

    kind: QuestionKind = Field(default=QuestionKind.behavioral, title=N_("Kind"))
    text: LongText = Field(min_length=1, max_length=1000, title=N_("Question"))
    probes: LongText = Field(
        default="",
        max_length=2000,
        title=N_("Probes"),
        description=N_("One on each line; for when the answer stays general."),
    )
    listen_for: LongText = Field(
        default="",
        max_length=2000,
        title=N_("Listen for"),
        description=N_("Signs of a strong answer. Never read aloud."),
    )
    minutes: int = Field(default=6, ge=1, le=60, title=N_("Minutes"))


class BankQuestionFields(_AskedFields):
    """What may be written about a question of one's own."""

    competency_id: CompetencyId | None = link(
        "competency.id", title=N_("Competency"), optional=True, ondelete="SET NULL"
    )


class BankQuestion(Row, BankQuestionFields, table=True):
    """A question of one's own, beside the sixty of the shipped bank."""

    __tablename__ = "bank_question"
    __table_args__ = checks_of(BankQuestionFields)


class GuideQuestionFields(_AskedFields):
    """What may be written about a question of a guide."""


class GuideQuestion(Row, GuideQuestionFields, table=True):
    """A question of one guide under one criterion; numbered in the order of `sort`.

    `source` says where it came from: ``bank:`` and a key, ``stem:`` and a key, ``own:`` and the
    id of a question of one's own, or empty. `dropped_reason` is written when the question counts
    for nobody any more.
    """

    __tablename__ = "guide_question"
    __table_args__ = checks_of(GuideQuestionFields, "length(dropped_reason) <= 2000")

    guide_id: GuideId = link("guide.id", ondelete="CASCADE")
    criterion_id: CriterionId = link("criterion.id", ondelete="CASCADE")
    sort: int = Field(default=0)
    source: str = Field(default="", max_length=80)
    dropped_reason: str = Field(default="", max_length=2000)

    @property
    def counts(self) -> bool:
        """Whether its ratings are part of the score."""
        return not self.dropped_reason

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change what candidates were already asked."""
        refuse_locked(session, self.guide_id)


def guide_in_force(session: Session, requisition_id: str) -> Guide:
    """Return the highest version of an opening's guide.

    Raises:
        Refused: when there is none any more.
    """
    found = session.exec(
        select(Guide)
        .where(Guide.requisition_id == requisition_id)
        .order_by(col(Guide.version).desc())
    ).first()
    if found is None:
        raise Refused(tr("This opening is no longer in the file."), remedy=tr("Choose another."))
    return found


def refuse_locked(session: Session, guide_id: str) -> None:
    """Refuse to change criteria, weights or questions of a locked guide.

    Raises:
        Refused: when the guide is locked.
    """
    guide = session.get(Guide, guide_id)
    if guide is not None and guide.is_locked:
        raise Refused(
            tr("The guide is locked, so that every candidate is judged alike."),
            remedy=tr("Unlock it while nobody was rated, or begin a new version."),
        )
