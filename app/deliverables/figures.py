"""Figures as values: what a chart shows, for the paper and for the screen alike.

Nothing is drawn in here. Values are plain numbers; None is a gap and is drawn as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

RoadState: TypeAlias = Literal["ahead", "under_way", "arrived"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure on its way from the baseline to the target.

    `shown` are the three numbers as they are to be read, with units: baseline, now, target.
    """

    label: str
    baseline: float | None
    now: float | None
    target: float | None
    shown: tuple[str, str, str] = ("", "", "")

    @property
    def attainment(self) -> float | None:
        """Return how far from baseline to target, 1 being there; None where it cannot be said."""
        if self.now is None or self.target is None:
            return None
        start = 0.0 if self.baseline is None else self.baseline
        road = self.target - start
        return None if road == 0 else (self.now - start) / road


@dataclass(frozen=True, slots=True)
class Bars:
    """Measures from where they began to where they are now, each with its target."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line through a profile; its name stands at its end and in the legend."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Ratings of several things on one scale, one line for each who rated."""

    labels: tuple[str, ...]
    lines: tuple[ProfileLine, ...]
    low: float = 1
    high: float = 5


@dataclass(frozen=True, slots=True)
class Matrix:
    """Numbers by row and column, shaded by size; every cell keeps its number.

    `shown` replaces the numbers with texts where given ("–" for a cell too small to show).
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    low: float = 1
    high: float = 5
    shown: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    """One number over time, with the target as a thin line where there is one."""

    points: tuple[tuple[str, float | None], ...]
    target: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """The road with seven marks, filled as far as the client has come."""

    states: tuple[RoadState, ...]
    labels: tuple[str, ...] = ()
    here: int = 0


Drawing: TypeAlias = Bars | Profile | Matrix | Trend | Road
