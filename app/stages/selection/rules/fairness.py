"""Adverse impact: do selection rates differ by more than chance would let them (CALC-4)? Pure.

No inference is drawn from small numbers. The four-fifths rule and the one-person test come from
the Uniform Guidelines and their questions and answers (method page 43, S-20 and S-21).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt

from app.domain.scales import TOLERANCE

FEWEST_OF_A_GROUP = 5
"""A group with fewer applicants is not judged."""

FOUR_FIFTHS = 0.8
LEVEL = 0.05
LEAST_SHARE = 0.02
"""Groups below this share of all applicants are not compared."""

_TIES = 1e-9


@dataclass(frozen=True, slots=True)
class Group:
    """How many of one group applied, and how many of those were selected."""

    label: str
    applicants: int
    selected: int

    @property
    def rate(self) -> float | None:
        """Selected of those who applied; None where nobody applied."""
        return self.selected / self.applicants if self.applicants else None


@dataclass(frozen=True, slots=True)
class Compared:
    """The group with the highest rate beside another.

    Attributes:
        low: the group with the lower rate.
        high: the group with the highest.
        state: ``too_few``, ``no_flag``, ``look_into``, ``watch``, ``n/a`` or ``not_compared``.
        ratio: the lower rate by the higher; None where nobody was selected.
        fisher_p: two-sided exact probability of a table at least as unlikely; None like the ratio.
        mid_p: the same less half of the tables exactly as likely.
        z: the difference of the rates in standard errors.
        shortfall: how many more of the low group would have been selected at the common rate.
        moved_low: the low group's rate after one selection moved to it.
        moved_high: the high group's rate after the same.
    """

    low: Group
    high: Group
    state: str
    ratio: float | None = None
    fisher_p: float | None = None
    mid_p: float | None = None
    z: float | None = None
    shortfall: float | None = None
    moved_low: float | None = None
    moved_high: float | None = None

    @property
    def is_below_four_fifths(self) -> bool:
        """Whether the lower rate is less than four fifths of the higher."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS - TOLERANCE

    @property
    def reverses(self) -> bool:
        """Whether one more selection would put the low group above: too few to conclude."""
        if self.moved_low is None or self.moved_high is None:
            return False
        return self.moved_low > self.moved_high + TOLERANCE


def compared(groups: Sequence[Group]) -> tuple[Compared, ...]:
    """Compare the group with the highest rate with each other one, in the order given.

    States in this order (method page 11): fewer than five applicants in either group is
    ``too_few``; not below four fifths and p of at least .05 is ``no_flag``; a one-person test that
    reverses is ``too_few``; below four fifths and p under .05 is ``look_into``; all else is
    ``watch``. Nobody selected in either group is ``n/a``.
    """
    there = [group for group in groups if group.applicants > 0]
    if len(there) < 2:
        return ()
    everybody = sum(group.applicants for group in there)
    fit = [g for g in there if g.applicants >= LEAST_SHARE * everybody - TOLERANCE]
    best = max(fit, key=lambda group: group.rate or 0.0)
    return tuple(
        compare(group, best) if group in fit else Compared(group, best, "not_compared")
        for group in there
        if group is not best
    )


def compare(low: Group, high: Group) -> Compared:
    """Compare two groups; `low` is the one with the lower rate or the same."""
    if not low.selected + high.selected:
        return Compared(low, high, "n/a")
    found = _measured(low, high)
    if min(low.applicants, high.applicants) < FEWEST_OF_A_GROUP:
        state = "too_few"
    elif not found.is_below_four_fifths and (found.fisher_p or 0.0) >= LEVEL - TOLERANCE:
        state = "no_flag"
    elif found.reverses:
        state = "too_few"
    elif found.is_below_four_fifths and (found.fisher_p or 0.0) < LEVEL - TOLERANCE:
        state = "look_into"
    else:
        state = "watch"
    return _with_state(found, state)


def _measured(low: Group, high: Group) -> Compared:
    low_rate, high_rate = low.rate or 0.0, high.rate or 0.0
    everybody, chosen = low.applicants + high.applicants, low.selected + high.selected
    fisher, mid = _exact(low, high)
    common = chosen / everybody
    error = sqrt(common * (1 - common) * (1 / low.applicants + 1 / high.applicants))
    return Compared(
        low,
        high,
        "",
        ratio=low_rate / high_rate if high_rate else None,
        fisher_p=fisher,
        mid_p=mid,
        z=(low_rate - high_rate) / error if error > TOLERANCE else 0.0,
        shortfall=low.applicants * common - low.selected,
        moved_low=(low.selected + 1) / low.applicants,
        moved_high=(high.selected - 1) / high.applicants,
    )


def _with_state(found: Compared, state: str) -> Compared:
    return Compared(
        found.low,
        found.high,
        state,
        found.ratio,
        found.fisher_p,
        found.mid_p,
        found.z,
        found.shortfall,
        found.moved_low,
        found.moved_high,
    )


def _exact(low: Group, high: Group) -> tuple[float, float]:
    """Return Fisher's two-sided exact p and its mid-p, margins fixed.

    ``p(x) = C(r1, x) C(r2, c1 - x) / C(N, c1)``; all tables no likelier than the one seen count,
    with a tolerance of 1e-9 for equal ones. Counted in whole numbers, divided once at the end.
    """
    chosen = low.selected + high.selected
    ways = {
        x: comb(low.applicants, x) * comb(high.applicants, chosen - x)
        for x in range(max(0, chosen - high.applicants), min(low.applicants, chosen) + 1)
    }
    seen = ways[low.selected]
    total = comb(low.applicants + high.applicants, chosen)
    inside = sum(n for n in ways.values() if n <= seen * (1 + _TIES))
    alike = sum(n for n in ways.values() if abs(n - seen) <= seen * _TIES)
    return inside / total, (inside - alike / 2) / total
