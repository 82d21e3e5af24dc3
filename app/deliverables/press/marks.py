"""Small marks before a text: dots of a rating, a bar, a tick, a box to be ticked by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.deliverables.press.pen import Pen

_DOT = 2.1
_STEP = 6.0
_BAR = 46.0
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it is drawn; `value` of `whole` for dots and bars."""

    kind: str
    value: float = 0.0
    whole: float = 0.0

    @property
    def width(self) -> float:
        """Return the room it takes before its text."""
        match self.kind:
            case "dots":
                return self.whole * _STEP + _GAP
            case "bar":
                return _BAR + _GAP
            case "":
                return 0.0
        return 8.0 + _GAP

    def draw(  # noqa: C901 - one case for each mark
        self, pen: Pen, x: float, middle: float, color: str = "ink"
    ) -> None:
        """Draw it, its left edge and the middle of its height at the place given."""
        match self.kind:
            case "dots":
                for place in range(int(self.whole)):
                    _dot(pen, x + _DOT + 0.4 + place * _STEP, middle, self.value - place, color)
            case "bar":
                pen.frame(x, middle - 2.6, _BAR, 5.2, "soft", 0.4)
                pen.block(x, middle - 2.6, _BAR * min(max(self.value, 0), 1), 5.2, "accent")
            case "tick":
                pen.path(
                    [(x, middle), (x + 2.4, middle - 2.8), (x + 7, middle + 3.4)], color, weight=1.2
                )
            case "cross":
                pen.path([(x, middle - 2.8), (x + 5.6, middle + 2.8)], color, weight=1.2)
                pen.path([(x, middle + 2.8), (x + 5.6, middle - 2.8)], color, weight=1.2)
            case "box":
                pen.frame(x, middle - 3.8, 7.6, 7.6, "ink", 0.6)
            case "open" | "full":
                pen.ring(x + 3, middle, 2.6, color, filled=self.kind == "full")
            case "warn":
                pen.path(
                    [(x, middle - 3), (x + 3.6, middle + 3.4), (x + 7.2, middle - 3)],
                    color, closed=True, filled=True, weight=0.4,
                )  # fmt: skip


def _dot(pen: Pen, x: float, middle: float, share: float, color: str) -> None:
    """Draw a dot: full, half or hollow."""
    pen.ring(x, middle, _DOT, color, filled=share >= 1, weight=0.6)
    if 0 < share < 1:
        with pen.state():
            clip = pen.canvas.beginPath()
            clip.rect(x - _DOT - 1, middle - _DOT - 1, _DOT + 1, 2 * _DOT + 2)
            pen.canvas.clipPath(clip, stroke=0, fill=0)
            pen.ring(x, middle, _DOT, color, filled=True, weight=0.6)


def mark_of(said: str, style: str = "") -> Mark:
    """Read a mark as a cell says it; an unknown one is none.

    Good, warn and bad cells without a mark of their own get one, so that color never stands alone.
    """
    kind, _, rest = said.partition(":")
    try:
        if kind == "dots":
            value, _, whole = rest.partition("/")
            return Mark("dots", _finite(value), min(max(_finite(whole or "5"), 1), 12))
        if kind == "bar":
            return Mark("bar", _finite(rest))
    except ValueError:
        return Mark("")
    if kind in ("tick", "cross", "box", "open", "full"):
        return Mark(kind)
    return Mark({"good": "tick", "warn": "warn", "bad": "cross"}.get(style, ""))


def _finite(said: str) -> float:
    value = float(said)
    if not math.isfinite(value):
        raise ValueError("not a number that can be drawn")
    return value
