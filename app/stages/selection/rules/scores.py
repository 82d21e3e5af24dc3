"""Weighted scores, tie bands and rank (CALC-1 and 1b). Pure.

Ratings are whole numbers 1 to 5; a missing rating is None and is never taken for a zero.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

from app.domain.scales import TOLERANCE

LEAST_BAND = 0.25
"""Two candidates closer than this on the five-point scale are always level."""

LEAST_COVERAGE = 0.80
"""Below this share of rated weight no score is shown at all."""

TALK_RANGE = 2
"""Ratings that lie this far apart have to be talked about."""

SCALE_POINTS = 5

INTERVIEW_SHARE = 0.60
"""The share of the interview where another assessment stands beside it, unless said otherwise."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as it is judged.

    Attributes:
        key: which criterion.
        weight: its share of 100.
        floor: the least acceptable panel mean, or None.
    """

    key: str
    weight: float
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """What a panel said about one criterion.

    Attributes:
        key: which criterion.
        by_rater: each rater's mean over the questions that rater scored, in the raters' order.
        mean: what the criterion counts with, the interview blended with other assessments, or
            None where nothing was rated.
        interview: the panel mean alone, or None where nobody rated it.
        extras: the ratings of the other assessments.
        spread: the highest rater's mean less the lowest.
        talk: whether the raters lie so far apart that they have to talk about it.
        below_floor: whether the mean lies under the criterion's floor.
    """

    key: str
    by_rater: tuple[float, ...]
    mean: float | None
    spread: float | None
    talk: bool
    below_floor: bool
    interview: float | None = None
    extras: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A candidate's weighted interview score (CALC-1 and 1b).

    Attributes:
        value: S on the five-point scale, or None below 80 % coverage.
        percent: P, the same from 0 to 100.
        coverage: the share of the weight that was rated, 0 to 1.
        error: SE(S), from the spread of the raters; None where one rater stands alone.
        raters: the smallest number of raters a rated criterion rests on.
        criteria: what was said about each criterion.
    """

    value: float | None
    percent: float | None
    coverage: float
    error: float | None
    raters: int
    criteria: tuple[CriterionScore, ...]

    @property
    def below_floor(self) -> bool:
        """Whether any criterion lies under its floor."""
        return any(criterion.below_floor for criterion in self.criteria)

    @property
    def state(self) -> str:
        """Say what the score rests on: ``ok``, ``thin`` with one rater, ``n/a`` without one."""
        if self.value is None:
            return "n/a"
        return "ok" if self.raters > 1 else "thin"


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate's place in the comparison.

    Attributes:
        key: which candidate.
        band: 1 for the first band; level candidates share one. 0 where none is given.
        why_apart: empty, ``below_floor`` or ``not_comparable``.
    """

    key: str
    band: int
    why_apart: str


def score(
    criteria: Sequence[Criterion],
    ratings: Mapping[str, Sequence[Sequence[float | None]]],
    extras: Mapping[str, Sequence[float]] = MappingProxyType({}),
    interview_share: float = INTERVIEW_SHARE,
) -> Score:
    """Weigh a candidate's ratings (CALC-1, method page 11).

    ``c[r,k]`` is the mean of a rater's non-missing scores in criterion k, ``p[k]`` the mean over
    raters, ``S = sum(w p) / sum(w)`` over rated criteria, ``P = (S - 1) / 4 * 100``. Where other
    assessments stand beside the interview, p[k] is ``share * interview + (1 - share) * their
    mean``; either of them alone counts whole.

    Args:
        criteria: the criteria with weights and floors.
        ratings: for each criterion, for each rater, the scores of that rater's questions.
        extras: for each criterion, the ratings of other assessments, 1 to 5.
        interview_share: the share of the interview, 0 to 1.
    """
    judged = tuple(
        _criterion_score(c, ratings.get(c.key, ()), tuple(extras.get(c.key, ())), interview_share)
        for c in criteria
    )
    rated = [(c, j) for c, j in zip(criteria, judged, strict=True) if j.mean is not None]
    total = sum(c.weight for c in criteria)
    weight = sum(c.weight for c, _ in rated)
    coverage = weight / total if total > 0 else 0.0
    raters = min((len(j.by_rater) for _, j in rated if j.by_rater), default=0)
    if weight <= 0 or coverage < LEAST_COVERAGE - TOLERANCE:
        return Score(None, None, coverage, None, raters, judged)
    value = sum(c.weight * (j.mean or 0.0) for c, j in rated) / weight
    percent = (value - 1) / (SCALE_POINTS - 1) * 100
    error = _error(rated, weight, interview_share)
    return Score(value, percent, coverage, error, raters, judged)


def _criterion_score(
    criterion: Criterion,
    by_rater: Sequence[Sequence[float | None]],
    extras: tuple[float, ...],
    share: float,
) -> CriterionScore:
    """Return what the panel said about one criterion, and what it counts with."""
    means = [
        statistics.fmean(given)
        for scores in by_rater
        if (given := [score for score in scores if score is not None])
    ]
    interview = statistics.fmean(means) if means else None
    mean = _blended(interview, extras, share)
    spread = max(means) - min(means) if means else None
    floor = criterion.floor
    return CriterionScore(
        criterion.key,
        tuple(means),
        mean,
        spread,
        talk=spread is not None and spread >= TALK_RANGE - TOLERANCE,
        below_floor=floor is not None and mean is not None and mean < floor - TOLERANCE,
        interview=interview,
        extras=extras,
    )


def _blended(interview: float | None, extras: Sequence[float], share: float) -> float | None:
    """Blend the interview with other assessments in the stated share."""
    if not extras:
        return interview
    if interview is None:
        return statistics.fmean(extras)
    return share * interview + (1 - share) * statistics.fmean(extras)


def _error(
    rated: Sequence[tuple[Criterion, CriterionScore]], weight: float, share: float
) -> float | None:
    """Return SE(S) = sqrt(sum((w/W)^2 var / n)) (CALC-1b); None where a rater stands alone.

    Beside other assessments the interview's part is as uncertain as its share; those are taken as
    they are, for one rating has no spread.
    """
    total = 0.0
    for criterion, said in rated:
        if not said.by_rater:
            continue
        if len(said.by_rater) < 2:
            return None
        part = share if said.extras else 1.0
        var = statistics.variance(said.by_rater)
        total += (criterion.weight / weight * part) ** 2 * var / len(said.by_rater)
    return sqrt(total)


def weights_differ(weights: Sequence[float]) -> bool:
    """Say whether weights are spread otherwise than evenly, the remainder of 100 left aside."""
    return bool(weights) and max(weights) - min(weights) > 1 + TOLERANCE


def band_width(one: Score, other: Score) -> float:
    """Return how close two scores have to be to be level: max(0.25, sqrt(SE² + SE²))."""
    return max(LEAST_BAND, sqrt((one.error or 0.0) ** 2 + (other.error or 0.0) ** 2))


def level(one: Score, other: Score) -> bool:
    """Say whether two candidates are too close to tell apart (CALC-1b)."""
    if one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) < band_width(one, other) - TOLERANCE


def ranked(scores: Mapping[str, Score]) -> tuple[Placed, ...]:
    """Place candidates in bands, best first, each band in the order of the keys given.

    A band holds everyone who is level with its best. Who lies below a floor, or was not rated on
    every criterion, stands apart at the end and is not deleted.

    Args:
        scores: the candidates in the order in which level ones are to be shown (by name).
    """
    order = list(scores)
    fit = [key for key in order if _comparable(scores[key]) and not scores[key].below_floor]
    left = sorted(fit, key=lambda key: -(scores[key].value or 0.0))
    placed: list[Placed] = []
    band = 0
    while left:
        band += 1
        best = scores[left[0]]
        inside = {left[0], *(key for key in left if level(best, scores[key]))}
        placed += [Placed(key, band, "") for key in order if key in inside]
        left = [key for key in left if key not in inside]
    apart = [key for key in order if key not in fit]
    apart.sort(key=lambda key: -(scores[key].value or 0.0))
    placed += [Placed(key, 0, _why_apart(scores[key])) for key in apart]
    return tuple(placed)


def _comparable(given: Score) -> bool:
    """Say whether every criterion was rated."""
    return given.value is not None and given.coverage > 1 - TOLERANCE


def _why_apart(given: Score) -> str:
    """Say why a candidate stands apart."""
    return "below_floor" if _comparable(given) else "not_comparable"
