"""How something is measured, and how a figure is written down beside its goal."""

from __future__ import annotations

import gc
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    Attributes:
        what: what was measured.
        value: the number.
        unit: what it counts.
        goal: the most it may be; None where there is no goal, only a fact for comparison.
        runs: how many measurements stand behind it.
        note: what a reader has to know to judge it.
        middle: the median of the measurements, where there were several.
        p95: what all but the slowest twentieth stay under.
        worst: the slowest.
    """

    what: str
    value: float
    unit: str
    goal: float | None = None
    runs: int = 1
    note: str = ""
    middle: float | None = None
    p95: float | None = None
    worst: float | None = None

    @classmethod
    def of(
        cls,
        what: str,
        times: Sequence[float],
        unit: str = "ms",
        goal: float | None = None,
        *,
        judged: float | None = None,
        note: str = "",
    ) -> Figure:
        """Make the figure of several measurements; the median is judged, unless told otherwise."""
        middle = median(times)
        return cls(
            what, middle if judged is None else judged, unit, goal, len(times), note,
            middle, p95(times), max(times),
        )  # fmt: skip

    @property
    def verdict(self) -> str:
        """Say whether the goal is reached; nothing where there is none."""
        if self.goal is None:
            return ""
        return "reached" if self.value <= self.goal else "MISSED"


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def timed(work: Callable[[], object], runs: int, *, warm: int = 1) -> list[float]:
    """Call again and again and return how long each call took, after some that do not count."""
    for _ in range(warm):
        work()
    gc.collect()
    return [milliseconds(work) for _ in range(runs)]


def median(times: Iterable[float]) -> float:
    """Return the middle one."""
    return statistics.median(times)


def p95(times: Iterable[float]) -> float:
    """Return what all but the slowest twentieth stay under."""
    times = list(times)
    if len(times) < 2:
        return times[0]
    return statistics.quantiles(times, n=20, method="inclusive")[18]


def p99(times: Iterable[float]) -> float:
    """Return what all but the slowest hundredth stay under."""
    return statistics.quantiles(times, n=100, method="inclusive")[98]


def fast_folder() -> Path:
    """Return a new folder on a disk that needs no syncing, where the system has one.

    What is measured there is our own work, besides the disk's.
    """
    memory = Path("/dev/shm")
    return Path(mkdtemp(prefix="becoming-great-bench-", dir=memory if memory.is_dir() else None))


def table(figures: Iterable[Figure]) -> str:
    """Write the figures as a table for people."""
    rows = [("What", "Judged", "Goal", "", "Median", "95 %", "Worst", "n", "")]
    for figure in figures:
        goal = "" if figure.goal is None else f"≤ {_said(figure.goal)} {figure.unit}"
        judged = f"{_said(figure.value)} {figure.unit}"
        spread = [
            "" if value is None else _said(value)
            for value in (figure.middle, figure.p95, figure.worst)
        ]
        rows.append(
            (figure.what, judged, goal, figure.verdict, *spread, str(figure.runs), figure.note)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(8)]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column in (0, 3) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row[:8], widths, strict=True))
        ]
        lines.append("  ".join((*cells, row[8])).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def _said(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
