"""The funnel: how many came how far, and how long it took (CALC-5). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

FEWEST_APPLICANTS = 5
"""Below this many applicants no selection ratio is told."""


@dataclass(frozen=True, slots=True)
class Passage:
    """How far one candidate came.

    Attributes:
        reached: the steps reached, whatever became of the candidate afterwards.
        days: when a step was reached, where that is known.
    """

    reached: frozenset[str]
    days: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step of the funnel.

    Attributes:
        key: which step.
        count: how many reached it.
        conversion: their share of those who reached the step before; None for the first step and
            where nobody reached the one before.
        days: the median of the days from the last step before whose day is known, over those
            whose days are known.
        n: over how many candidates that median is taken.
    """

    key: str
    count: int
    conversion: float | None
    days: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """All steps in their order, and hires by applicants.

    Attributes:
        steps: the steps.
        ratio: hires by applicants; None below five applicants.
        state: ``ok``, ``too_few`` below five applicants, ``n/a`` without any.
    """

    steps: tuple[FunnelStep, ...]
    ratio: float | None
    state: str


def funnel(passages: Sequence[Passage], steps: Sequence[str]) -> Funnel:
    """Count how far candidates came.

    Args:
        passages: one for each candidate.
        steps: the steps in their order; the first is applying, the last being hired.
    """
    counts = [sum(1 for one in passages if step in one.reached) for step in steps]
    found = []
    for place, step in enumerate(steps):
        before = counts[place - 1] if place else 0
        took = _days(passages, steps[:place], step)
        found.append(
            FunnelStep(
                step,
                counts[place],
                counts[place] / before if before else None,
                float(median(took)) if took else None,
                len(took),
            )
        )
    applied, hired = (counts[0], counts[-1]) if counts else (0, 0)
    if not applied:
        return Funnel(tuple(found), None, "n/a")
    if applied < FEWEST_APPLICANTS:
        return Funnel(tuple(found), None, "too_few")
    return Funnel(tuple(found), hired / applied, "ok")


def _days(passages: Sequence[Passage], before: Sequence[str], end: str) -> list[int]:
    """Return how many days each took to a step from the last one before whose day is known."""
    found = []
    for one in passages:
        known = [one.days[step] for step in before if step in one.days]
        if known and end in one.days and one.days[end] >= known[-1]:
            found.append((one.days[end] - known[-1]).days)
    return found
