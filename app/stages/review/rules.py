"""Judgments of the review: attainment, suggestion and scores. Pure.

A suggestion never fills in a rating: the leader rates, and says why where the two differ.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.outcomes import MeasureKind
from app.domain.scales import TOLERANCE, weighted_mean

MOST = 1.5
"""Attainment is never taken for more than this."""

LATE_DAYS = 90
"""A milestone reached this many days late counts as not reached."""

THIN_VALUES = 3
"""Fewer readings than this make a suggestion thin."""

LEAST_RATED_SHARE = 0.60
"""Below this share of rated weight no outcome score is shown."""

REASON_GAP = 1
"""A rating this far from the suggestion needs a sentence."""

EARLY_LOOK_MONTHS = 3
PART_OF_PERIOD_MONTHS = 6

_STEPS = ((0.50, 1), (0.90, 2), (1.10, 3), (1.30, 4))


@dataclass(frozen=True, slots=True)
class Aim:
    """What a measure sets out to do.

    Attributes:
        kind: how arriving is known.
        baseline: the starting point, or None where it is not known.
        target: the end point, or None.
        low: the lower end of a range.
        high: the upper end of a range.
        tolerance: how far off counts as nothing reached, in the measure's unit.
        due: the day of a milestone.
    """

    kind: MeasureKind
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    tolerance: float | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Attainment:
    """How much of the way was gone (CALC-24).

    Attributes:
        value: 0 to 1.5, where 1 is the target; None where it cannot be told.
        moved_away: whether the measure moved away from its target.
        n: how many readings it rests on.
        state: ``ok``, ``thin`` below three readings, ``n/a`` where there is none.
    """

    value: float | None
    moved_away: bool
    n: int
    state: str


@dataclass(frozen=True, slots=True)
class WeightedScore:
    """A weighted score of rated lines (CALC-25).

    Attributes:
        value: the score on the five-point scale, or None where too little was rated.
        rated_share: the share of the weight that was rated, 0 to 1.
        n: how many lines were rated.
        state: ``ok``, ``thin`` when something is not rated, ``too_few`` below 60 %.
    """

    value: float | None
    rated_share: float
    n: int
    state: str


NONE_REACHED = Attainment(None, moved_away=False, n=0, state="n/a")


def attainment(aim: Aim, actual: float | None, n: int = 1) -> Attainment:
    """Say how much of the way was gone (CALC-24, method page 17).

    Args:
        aim: the measure's kind, baseline, target, range and tolerance.
        actual: the value reached, in the measure's unit.
        n: how many readings the actual rests on.
    """
    if actual is None or n < 1:
        return NONE_REACHED
    raw = _raw_attainment(aim, actual)
    if raw is None:
        return NONE_REACHED
    state = "thin" if n < THIN_VALUES else "ok"
    return Attainment(min(MOST, max(0.0, raw)), raw < -TOLERANCE, n, state)


def _raw_attainment(aim: Aim, actual: float) -> float | None:
    """Return the attainment before it is held to 0 to 1.5; None where it cannot be told."""
    if aim.kind in (MeasureKind.judgment, MeasureKind.milestone):
        return None
    if aim.kind is MeasureKind.range:
        return _range(aim, actual)
    if aim.target is None:
        return None
    if aim.baseline is None:
        return _without_baseline(aim, actual)
    if aim.baseline == aim.target:
        return _keep_level(aim, actual)
    return (actual - aim.baseline) / (aim.target - aim.baseline)


def _without_baseline(aim: Aim, actual: float) -> float | None:
    """Return a/t or, where lower is better, t/a; nothing where the target says nothing."""
    target = aim.target or 0.0
    if aim.kind is MeasureKind.lower_better:
        return MOST if actual <= 0 else target / actual
    return None if target == 0 else actual / target


def _keep_level(aim: Aim, actual: float) -> float:
    """Return 1 when the level was kept, else less by the distance over the tolerance."""
    target = aim.target or 0.0
    lower = aim.kind is MeasureKind.lower_better
    if (actual <= target) if lower else (actual >= target):
        return 1.0
    return _by_distance(abs(actual - target), aim.tolerance)


def _range(aim: Aim, actual: float) -> float | None:
    """Return 1 inside the range, else less by the distance over the tolerance."""
    if aim.low is None and aim.high is None:
        return None
    below = 0.0 if aim.low is None else aim.low - actual
    above = 0.0 if aim.high is None else actual - aim.high
    distance = max(0.0, below, above)
    return 1.0 if distance == 0 else _by_distance(distance, aim.tolerance)


def _by_distance(distance: float, tolerance: float | None) -> float:
    """Return what is left of 1 at a distance; without a tolerance a miss is a miss."""
    return 0.0 if not tolerance else max(0.0, 1 - distance / tolerance)


def milestone_attainment(due: date, done_on: date | None, percent_done: float = 0) -> Attainment:
    """Say how far a milestone came (CALC-24).

    Done by the day 1; done late ``1 - days / 90``; not done 0.9 of the share done.

    Args:
        due: the day agreed.
        done_on: the day it was done, or None.
        percent_done: 0 to 100, where it is not done.
    """
    if done_on is None:
        value = 0.9 * min(100.0, max(0.0, percent_done)) / 100
    else:
        value = max(0.0, 1 - max(0, (done_on - due).days) / LATE_DAYS)
    return Attainment(value, moved_away=False, n=1, state="ok")


def together(parts: Sequence[Attainment]) -> Attainment:
    """Return the mean attainment of several measures of one outcome."""
    told = [part for part in parts if part.value is not None]
    if not told:
        return NONE_REACHED
    value = statistics.fmean([part.value or 0.0 for part in told])
    n = min(part.n for part in told)
    state = "thin" if any(part.state == "thin" for part in told) else "ok"
    return Attainment(value, any(part.moved_away for part in told), n, state)


def suggested_rating(reached: Attainment) -> int | None:
    """Suggest a journey rating, 1 to 5: below .50, .90, 1.10, 1.30, or above (CALC-24)."""
    if reached.value is None:
        return None
    for below, rating in _STEPS:
        if reached.value < below - TOLERANCE:
            return rating
    return 5


def reason_needed(rating: float | None, suggested: int | None) -> bool:
    """Say whether the leader's rating differs so far from the suggestion that it needs a why."""
    if rating is None or suggested is None:
        return False
    return abs(rating - suggested) >= REASON_GAP - TOLERANCE


def weighted_score(lines: Sequence[tuple[float | None, float]]) -> WeightedScore:
    """Return O or C: the weighted mean of the rated lines (CALC-25).

    Args:
        lines: (rating, weight) pairs; a rating of None is left out, not counted as zero.
    """
    total = sum(weight for _, weight in lines)
    rated = [(rating, weight) for rating, weight in lines if rating is not None]
    share = sum(weight for _, weight in rated) / total if total > 0 else 0.0
    if not rated or share < LEAST_RATED_SHARE - TOLERANCE:
        return WeightedScore(None, share, len(rated), "too_few")
    state = "ok" if share > 1 - TOLERANCE else "thin"
    return WeightedScore(weighted_mean(rated), share, len(rated), state)


def overall(
    outcomes: WeightedScore, competencies: WeightedScore, outcome_share: int
) -> float | None:
    """Return the overall number (CALC-25); a missing part is left out, not counted as zero.

    Args:
        outcomes: O.
        competencies: C.
        outcome_share: the outcomes' share of 100; the competencies have the rest.
    """
    parts = ((outcomes.value, outcome_share), (competencies.value, 100 - outcome_share))
    return weighted_mean([(value, share) for value, share in parts if value is not None])


def stage_of_role(months_in_role: float | None) -> str:
    """Say how much of the period the review covers: ``early_look``, ``part`` or ``whole``.

    Below three months there are no ratings; below six they cover part of the period.
    """
    if months_in_role is None or months_in_role >= PART_OF_PERIOD_MONTHS:
        return "whole"
    return "early_look" if months_in_role < EARLY_LOOK_MONTHS else "part"
