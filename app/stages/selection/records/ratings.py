"""What was heard and how it was rated, alone and together."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import FiniteFloat
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.domain.evidence import Visibility
from app.domain.rows import Row, checks_of, link
from app.domain.text import Line, LongText
from app.host.language import N_
from app.stages.selection.records.words import (
    AssessmentKind,
    CandidateId,
    CriterionId,
    GuideId,
    GuideQuestionId,
    PanelMemberId,
    RatingSheetId,
)


class RatingSheetFields(SQLModel):
    """What one panel member notes about one interview as a whole."""

    held_on: date | None = Field(default=None, title=N_("Interviewed on"))
    absent_reason: LongText = Field(
        default="",
        title=N_("Why absent"),
        description=N_("Closes the sheet of a panel member who was not there."),
    )


class RatingSheet(Row, RatingSheetFields, table=True):
    """One panel member's sheet on one candidate, hidden from the others until the reveal."""

    __tablename__ = "rating_sheet"
    __table_args__ = (
        *checks_of(RatingSheetFields),
        UniqueConstraint("candidate_id", "panel_member_id", "guide_id", name="rating_sheet_once"),
    )

    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    panel_member_id: PanelMemberId = link("panel_member.id", ondelete="CASCADE")
    guide_id: GuideId = link("guide.id", ondelete="CASCADE")
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
        title=N_("Why it was changed after the reveal"),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Rating(Row, RatingFields, table=True):
    """One panel member's rating of one candidate's answer to one question."""

    __table_args__ = (
        *checks_of(RatingFields, "score IS NULL OR not_asked_reason = ''"),
        UniqueConstraint("sheet_id", "question_id", name="rating_once"),
    )

    sheet_id: RatingSheetId = link("rating_sheet.id", ondelete="CASCADE")
    question_id: GuideQuestionId = link("guide_question.id", ondelete="CASCADE")


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


class ExtraAssessmentFields(SQLModel):
    """What may be written about a work sample, a knowledge check or a reference."""

    kind: AssessmentKind = Field(default=AssessmentKind.work_sample, title=N_("Kind"))
    score: FiniteFloat = Field(
        ge=1, le=5, multiple_of=0.5, title=N_("Rating"), description=N_("1 to 5, in half steps.")
    )
    assessed_by: Line = Field(default="", title=N_("Rated by"))
    assessed_on: date | None = Field(default=None, title=N_("On"))
    note: LongText = Field(
        default="",
        title=N_("What was seen or said"),
        description=N_("Facts by which somebody else would come to the same rating."),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class ExtraAssessment(Row, ExtraAssessmentFields, table=True):
    """Another assessment of a candidate on a criterion, weighed in beside the interview."""

    __tablename__ = "extra_assessment"
    __table_args__ = checks_of(ExtraAssessmentFields, "score * 2 = CAST(score * 2 AS INTEGER)")

    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    criterion_id: CriterionId = link("criterion.id", ondelete="CASCADE")
