"""From answers to scores. Pure: values in, values out. A missing answer is said, never guessed.

Nothing is rounded here; what is shown is rounded by `app.domain.scales`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.scales import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

LOW, HIGH = 1, 5
"""The ends of every rating scale of the method."""


@dataclass(frozen=True, slots=True)
class Score:
    """A mean of ratings and what it rests on.

    Attributes:
        value: the mean, or None where nothing was rated.
        n: how many were rated.
        of: how many could have been.
        missing: the names of those that were not, in their order.
        coverage: the share of the weight that was rated, 0 to 1.
    """

    value: float | None
    n: int
    of: int
    missing: tuple[str, ...]
    coverage: float

    @property
    def is_complete(self) -> bool:
        """Tell whether there is a score and nothing is missing from it."""
        return self.value is not None and not self.missing

    @property
    def percent(self) -> float | None:
        """Return the score on a scale from 0 to 100, where 1 is 0 and 5 is 100."""
        return None if self.value is None else (self.value - LOW) / (HIGH - LOW) * 100

    def reading(self, *, thin_below: int = 0) -> Reading:
        """Return the score with its state, ``thin`` when it rests on too few answers."""
        if self.value is None:
            return Reading(None, 0, "n/a")
        return Reading(self.value, self.n, "thin" if self.n < thin_below else "ok")


def mean(answers: Mapping[str, float | None]) -> Score:
    """Return the plain mean of the answers that were given.

    Args:
        answers: name → rating from 1 to 5, or None where it was not rated.

    Raises:
        ValueError: when a rating lies outside the scale.
    """
    return weighted(answers, dict.fromkeys(answers, 1))


def weighted(answers: Mapping[str, float | None], weights: Mapping[str, float]) -> Score:
    """Return the weighted mean of the answers that were given, with the share they stand for.

    Every weighed name is expected: one that has no answer is missing. An answer without a weight
    is a mistake of the caller and is refused, since it would vanish silently.

    Raises:
        ValueError: when a rating lies outside the scale, a weight is below 0 or a name is unknown.
    """
    if unknown := [name for name in answers if name not in weights]:
        raise ValueError(f"no weight for {unknown[0]}")
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("a weight is below 0")
    given = {name: _rated(answers.get(name)) for name in weights}
    rated = [(value, weights[name]) for name, value in given.items() if value is not None]
    whole, share = sum(weights.values()), sum(weight for _, weight in rated)
    return Score(
        value=sum(value * weight for value, weight in rated) / share if share > 0 else None,
        n=len(rated),
        of=len(weights),
        missing=tuple(name for name, value in given.items() if value is None),
        coverage=share / whole if whole > 0 else 0.0,
    )


def _rated(value: float | None) -> float | None:
    if value is not None and not LOW <= value <= HIGH:
        raise ValueError(f"{value} is not on the scale from {LOW} to {HIGH}")
    return value
