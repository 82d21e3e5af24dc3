"""What the review shows: cycles, reviews, their lines and their scores."""

from __future__ import annotations

from app.stages.review.queries.cycles import (
    CycleRow,
    Reviewable,
    ReviewRow,
    adopted_job,
    cycle,
    cycles,
    employment_on,
    reviewable,
    reviews,
)
from app.stages.review.queries.how_far import how_far
from app.stages.review.queries.readings import PeriodReading, period_reading
from app.stages.review.queries.reviewing import (
    AcknowledgementView,
    EvidenceView,
    LineView,
    MeasureView,
    ReviewView,
    SelfLook,
    acknowledgement_of,
    attained,
    citable,
    cited,
    gaps,
    line_rows,
    measure_rows,
    notes,
    review,
    same_target,
    self_look,
)

__all__ = [
    "AcknowledgementView",
    "CycleRow",
    "EvidenceView",
    "LineView",
    "MeasureView",
    "PeriodReading",
    "ReviewRow",
    "ReviewView",
    "Reviewable",
    "SelfLook",
    "acknowledgement_of",
    "adopted_job",
    "attained",
    "citable",
    "cited",
    "cycle",
    "cycles",
    "employment_on",
    "gaps",
    "how_far",
    "line_rows",
    "measure_rows",
    "notes",
    "period_reading",
    "review",
    "reviewable",
    "reviews",
    "same_target",
    "self_look",
]
