"""Judgments of selection: scores and bands, agreement, fairness and the funnel. Pure."""

from __future__ import annotations

from app.stages.selection.rules.agreement import (
    Agreement,
    Reliability,
    agreement,
    agreement_over,
    agreement_word,
    hardly_differs,
    reliability,
    weighted_kappa,
)
from app.stages.selection.rules.fairness import (
    FEWEST_OF_A_GROUP,
    Compared,
    Group,
    compare,
    compared,
)
from app.stages.selection.rules.funnel import (
    FEWEST_APPLICANTS,
    Funnel,
    FunnelStep,
    Passage,
    funnel,
)
from app.stages.selection.rules.hiring import first_day
from app.stages.selection.rules.retention import KEEP_MONTHS, Retention, retention
from app.stages.selection.rules.scores import (
    INTERVIEW_SHARE,
    LEAST_BAND,
    LEAST_COVERAGE,
    SCALE_POINTS,
    TALK_RANGE,
    Criterion,
    CriterionScore,
    Placed,
    Score,
    band_width,
    level,
    ranked,
    score,
    weights_differ,
)

__all__ = [
    "FEWEST_APPLICANTS",
    "FEWEST_OF_A_GROUP",
    "INTERVIEW_SHARE",
    "KEEP_MONTHS",
    "LEAST_BAND",
    "LEAST_COVERAGE",
    "SCALE_POINTS",
    "TALK_RANGE",
    "Agreement",
    "Compared",
    "Criterion",
    "CriterionScore",
    "Funnel",
    "FunnelStep",
    "Group",
    "Passage",
    "Placed",
    "Reliability",
    "Retention",
    "Score",
    "agreement",
    "agreement_over",
    "agreement_word",
    "band_width",
    "compare",
    "compared",
    "first_day",
    "funnel",
    "hardly_differs",
    "level",
    "ranked",
    "reliability",
    "retention",
    "score",
    "weighted_kappa",
    "weights_differ",
]
