"""How far raters agree: on one criterion (CALC-2) and over candidates (CALC-3). Pure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.scales import TOLERANCE
from app.host.language import N_
from app.stages.selection.rules.scores import SCALE_POINTS

_WORDS = (
    (0.31, N_("lacking")),
    (0.51, N_("weak")),
    (0.71, N_("moderate")),
    (0.91, N_("strong")),
)


_RELIABILITY = ((0.50, N_("poor")), (0.75, N_("moderate")), (0.90, N_("good")))

FEWEST_CANDIDATES = 5
"""Below this many candidates no reliability is told."""

LEAST_SPREAD = 0.45
"""A rater whose ratings spread less than this (standard deviation) hardly told people apart."""

_ENOUGH_RATINGS = 8


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far raters agree on one criterion (CALC-2).

    Attributes:
        n: the number of raters.
        spread: highest less lowest.
        deviation: average deviation from the mean.
        r_wg: agreement from 0 to 1; None with fewer than two raters.
        word: the same in a word.
        state: ``ok``, ``thin`` below four raters, ``n/a`` below two.
    """

    n: int
    spread: float
    deviation: float
    r_wg: float | None
    word: str
    state: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the same raters put candidates in the same order (CALC-3).

    Attributes:
        n: the number of candidates.
        k: the number of raters.
        state: ``ok``; ``too_few`` below five candidates; ``n/a`` with one rater, with a gap in the
            table, or where all ratings are alike.
        bms: mean square between candidates.
        wms: mean square within candidates.
        jms: mean square between raters.
        ems: residual mean square.
        one_1: ICC(1,1), each candidate rated by other raters, one rating.
        two_1: ICC(2,1), raters drawn from many, one rating.
        three_1: ICC(3,1), these raters and no others, one rating.
        one_k: ICC(1,k), the mean of k ratings.
        two_k: ICC(2,k), the mean of k ratings; the one to tell of a panel.
        three_k: ICC(3,k), the mean of k ratings.
    """

    n: int
    k: int
    state: str
    bms: float = 0.0
    wms: float = 0.0
    jms: float = 0.0
    ems: float = 0.0
    one_1: float = 0.0
    two_1: float = 0.0
    three_1: float = 0.0
    one_k: float = 0.0
    two_k: float = 0.0
    three_k: float = 0.0

    @property
    def word(self) -> str:
        """ICC(2,k) in a word: poor, moderate, good or excellent; empty where none is told."""
        if self.state != "ok":
            return ""
        for below, word in _RELIABILITY:
            if self.two_k < below - TOLERANCE:
                return word
        return N_("excellent")


def agreement(ratings: Sequence[float], points: int = SCALE_POINTS) -> Agreement:
    """Judge how far raters agree (CALC-2).

    ``r_wg = 1 - s² / ((A² - 1) / 12)`` with the sample variance; below zero it is zero.

    Args:
        ratings: one rating for each rater.
        points: A, the number of points of the scale.
    """
    n = len(ratings)
    if n == 0:
        return Agreement(0, 0.0, 0.0, None, "", "n/a")
    mean = statistics.fmean(ratings)
    deviation = statistics.fmean([abs(x - mean) for x in ratings])
    spread = max(ratings) - min(ratings)
    if n == 1:
        return Agreement(1, spread, deviation, None, "", "n/a")
    r_wg = max(0.0, 1 - statistics.variance(ratings) / ((points**2 - 1) / 12))
    return Agreement(n, spread, deviation, r_wg, agreement_word(r_wg), "ok" if n >= 4 else "thin")


def agreement_over(criteria: Sequence[Sequence[float]], points: int = SCALE_POINTS) -> float | None:
    """Return r_wg(J) over several criteria: J(1-m) / (J(1-m) + m), m the mean s² / variance.

    None where no criterion has two raters.
    """
    variances = [statistics.variance(ratings) for ratings in criteria if len(ratings) >= 2]
    if not variances:
        return None
    m = statistics.fmean(variances) / ((points**2 - 1) / 12)
    count = len(variances)
    if m >= 1:
        return 0.0
    return count * (1 - m) / (count * (1 - m) + m)


def agreement_word(r_wg: float) -> str:
    """Return the word for an agreement: lacking, weak, moderate, strong or very strong."""
    rounded = round(r_wg + TOLERANCE, 2)
    for below, word in _WORDS:
        if rounded < below:
            return word
    return N_("very strong")


def reliability(table: Sequence[Sequence[float | None]]) -> Reliability:
    """Return the intraclass correlations of a table (CALC-3; Shrout and Fleiss 1979).

    A coefficient of zero or below is told as zero.

    Args:
        table: for each candidate, one rating of each rater, in the same order of raters.
    """
    n, k = len(table), len(table[0]) if table else 0
    whole = [[x for x in row if x is not None] for row in table]
    if k < 2 or any(len(row) != k for row in whole):
        return Reliability(n, k, "n/a")
    if n < FEWEST_CANDIDATES:
        return Reliability(n, k, "too_few")
    return _coefficients(whole, n, k)


def _coefficients(rows: Sequence[Sequence[float]], n: int, k: int) -> Reliability:
    grand = statistics.fmean(x for row in rows for x in row)
    between = k * sum((statistics.fmean(row) - grand) ** 2 for row in rows)
    within = sum((x - statistics.fmean(row)) ** 2 for row in rows for x in row)
    judges = n * sum((statistics.fmean(column) - grand) ** 2 for column in zip(*rows, strict=True))
    bms, wms, jms = between / (n - 1), within / (n * (k - 1)), judges / (k - 1)
    ems = max(0.0, within - judges) / ((n - 1) * (k - 1))
    if bms + wms <= TOLERANCE:
        return Reliability(n, k, "n/a")
    return Reliability(
        n,
        k,
        "ok",
        bms=bms,
        wms=wms,
        jms=jms,
        ems=ems,
        one_1=_share(bms - wms, bms + (k - 1) * wms),
        two_1=_share(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        three_1=_share(bms - ems, bms + (k - 1) * ems),
        one_k=_share(bms - wms, bms),
        two_k=_share(bms - ems, bms + (jms - ems) / n),
        three_k=_share(bms - ems, bms),
    )


def _share(part: float, whole: float) -> float:
    """Return a coefficient from 0 to 1; zero where it would lie below."""
    return max(0.0, part / whole) if whole > TOLERANCE else 0.0


def hardly_differs(scores: Sequence[float]) -> bool:
    """Say whether a rater's own ratings hardly tell one answer from another.

    From eight ratings on, a sample standard deviation below 0.45 (the measure of low spread on
    method page 17, CALC-20). It is a hint to talk, never a verdict.
    """
    return len(scores) >= _ENOUGH_RATINGS and statistics.stdev(scores) < LEAST_SPREAD


def weighted_kappa(one: Sequence[int], other: Sequence[int], points: int = SCALE_POINTS) -> float:
    """Return the quadratic weighted kappa of two raters (CALC-3b); 0 where chance explains all.

    Args:
        one: the first rater's ratings, 1 to the number of points.
        other: the second rater's, of the same candidates in the same order.
        points: the number of points of the scale.
    """
    n = len(one)
    observed = sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
    marks = range(1, points + 1)
    expected = sum((a - b) ** 2 * one.count(a) * other.count(b) for a in marks for b in marks)
    return 1 - observed * n / expected if expected else 0.0
