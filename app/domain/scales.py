"""The five-point scales and the one way of rounding.

Numbers keep their full precision in the file; only what is shown is rounded, half up, from the
decimal text of the number, so that 2.675 is shown as 2.68.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.host.language import N_, tr

TOLERANCE = 1e-9
"""Comparisons with thresholds use unrounded values and forgive this much."""

COMPETENCY_LEVELS: Mapping[int, tuple[str, str]] = {
    1: (
        N_("Working against it"),
        N_("What we see pulls the other way; others have to make up for it."),
    ),
    2: (N_("Not yet steady"), N_("Shows up some of the time or only with a reminder.")),
    3: (N_("Dependable"), N_("Shows up in ordinary work without a reminder.")),
    4: (N_("Strong"), N_("Shows up under pressure and in new situations too.")),
    5: (
        N_("Lifts others"),
        N_("Does it, teaches it and raises the standard around them."),
    ),
}
"""The rating scale of competencies: label and meaning of each level."""

JOURNEY_LEVELS: Mapping[int, str] = {
    1: N_("Not yet under way"),
    2: N_("On the road"),
    3: N_("Arrived"),
    4: N_("Beyond"),
    5: N_("Far beyond"),
}
"""The rating scale of outcomes. 3 is the target."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A calculated number with what it rests on.

    Attributes:
        value: the number, or None where there is none.
        n: how many observations it rests on.
        state: ``ok``, ``thin``, ``too_few`` or ``n/a``.
    """

    value: float | None
    n: int
    state: str


def shown(value: float | None, places: int = 2) -> str:
    """Return a number as it is shown: half up, from its decimal text; a dash for none."""
    if value is None:
        return "–"
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{exact + 0:,.{places}f}"


def plain(value: float | None) -> str:
    """Return a number without needless zeros: 3.0 as ``3``, 6.50 as ``6.5``; a dash for none."""
    if value is None:
        return "–"
    text = format(Decimal(repr(value)).normalize(), ",f")
    return "0" if text == "-0" else text


def refuse_backward(low: float | None, high: float | None) -> None:
    """Refuse a range that ends before it begins; one without an end or a beginning may stand.

    Raises:
        ValueError: with the sentence for the user.
    """
    if low is not None and high is not None and low > high:
        raise ValueError(tr("A range goes from the smaller number to the larger one."))


def spread_evenly(count: int, total: int = 100) -> tuple[int, ...]:
    """Share out a total as whole weights, the larger ones first (largest remainder).

    Args:
        count: how many weights; none give an empty answer.
        total: what they add up to.
    """
    if count <= 0:
        return ()
    share, rest = divmod(total, count)
    return tuple(share + (1 if place < rest else 0) for place in range(count))


def weighted_mean(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean of (value, weight) pairs, or None where no weight is given."""
    weight = sum(w for _, w in pairs)
    if weight <= 0:
        return None
    return sum(v * w for v, w in pairs) / weight
