"""What selection keeps: openings, guides, candidates, panels, ratings and decisions."""

from __future__ import annotations

from sqlmodel import SQLModel

from app.stages.selection.records.deciding import (
    ApplicantCount,
    Decision,
    Erasure,
)
from app.stages.selection.records.openings import (
    BankQuestion,
    Criterion,
    Guide,
    GuideQuestion,
    Requisition,
    guide_in_force,
    refuse_locked,
)
from app.stages.selection.records.people import (
    Candidate,
    Interview,
    PanelMember,
    Screening,
)
from app.stages.selection.records.ratings import (
    AgreedRating,
    ExtraAssessment,
    Rating,
    RatingSheet,
)
from app.stages.selection.records.words import (
    AssessmentKind,
    BankQuestionId,
    CandidateId,
    CandidateStage,
    CriterionId,
    CriterionKind,
    DecisionId,
    DecisionOutcome,
    Dimension,
    ExtraAssessmentId,
    GuideId,
    GuideQuestionId,
    GuideStatus,
    InterviewId,
    InterviewStatus,
    OpeningReason,
    PanelMemberId,
    PanelRole,
    QuestionKind,
    RatingId,
    RatingSheetId,
    RequisitionId,
    RequisitionStatus,
    ScreeningId,
    Source,
)

__all__ = [
    "TABLES",
    "AgreedRating",
    "ApplicantCount",
    "AssessmentKind",
    "BankQuestion",
    "BankQuestionId",
    "Candidate",
    "CandidateId",
    "CandidateStage",
    "Criterion",
    "CriterionId",
    "CriterionKind",
    "Decision",
    "DecisionId",
    "DecisionOutcome",
    "Dimension",
    "Erasure",
    "ExtraAssessment",
    "ExtraAssessmentId",
    "Guide",
    "GuideId",
    "GuideQuestion",
    "GuideQuestionId",
    "GuideStatus",
    "Interview",
    "InterviewId",
    "InterviewStatus",
    "OpeningReason",
    "PanelMember",
    "PanelMemberId",
    "PanelRole",
    "QuestionKind",
    "Rating",
    "RatingId",
    "RatingSheet",
    "RatingSheetId",
    "Requisition",
    "RequisitionId",
    "RequisitionStatus",
    "Screening",
    "ScreeningId",
    "Source",
    "guide_in_force",
    "refuse_locked",
]

TABLES: tuple[type[SQLModel], ...] = (
    *(Requisition, Guide, Criterion, GuideQuestion, BankQuestion),
    *(Candidate, Screening, PanelMember, Interview),
    *(RatingSheet, Rating, AgreedRating, ExtraAssessment),
    *(Decision, ApplicantCount, Erasure),
)
