"""Charts of the way: a trend over time, and the road with its stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from app.host.language import tr
from app.ui import icons, theme
from app.ui.painting import CENTER, Chart, Scale, disc, short, write

if TYPE_CHECKING:
    from collections.abc import Sequence


class Trend(Chart):
    """A few values over time, each a point with its number; for coaching and steps on the way."""

    _HIGH = 112

    def __init__(
        self, title: str, points: Sequence[tuple[str, float | None]] = (), *, levels: int = 5
    ) -> None:
        super().__init__(title)
        self._levels = levels
        self._points: tuple[tuple[str, float | None], ...] = ()
        self.tell(points)

    def tell(self, points: Sequence[tuple[str, float | None]]) -> None:
        """Show these points: when, and how much."""
        self._points = tuple(points)
        self.tell_words()

    def words(self) -> str:
        """Every point in words."""
        return ", ".join(
            f"{when}: {'–' if value is None else short(value)}" for when, value in self._points
        )

    def wanted_height(self) -> int:
        """High enough to see the slope."""
        return theme.scaled(self._HIGH)

    def draw(self, painter: QPainter) -> None:
        """Paint the line, the points with their numbers, and the times below."""
        foot = theme.scaled(24)
        head = theme.scaled(24)
        bottom = self.height() - foot - 8
        rise = Scale(1, self._levels, bottom, head)
        wide = self.width() / max(1, len(self._points))
        painter.setPen(QPen(theme.color("figure-grid"), 1))
        painter.drawLine(QPointF(0, bottom + 8), QPointF(self.width(), bottom + 8))
        before: QPointF | None = None
        for number, (when, value) in enumerate(self._points):
            x = (number + 0.5) * wide
            box = QRectF(x - wide / 2, self.height() - foot, wide, foot)
            write(painter, box, when, CENTER, tint="ink-soft", step="small")
            if value is None:
                continue
            at = QPointF(x, rise.at(value))
            if before is not None:
                painter.setPen(QPen(theme.color("figure-now"), 2))
                painter.drawLine(before, at)
            before = at
        self._draw_points(painter, rise, wide)

    def _draw_points(self, painter: QPainter, rise: Scale, wide: float) -> None:
        for number, (_when, value) in enumerate(self._points):
            if value is not None:
                at = QPointF((number + 0.5) * wide, rise.at(value))
                disc(painter, at, "figure-now")
                box = QRectF(at.x() - 24, at.y() - 8 - theme.scaled(18), 48, theme.scaled(18))
                write(painter, box, short(value), CENTER, strong=True, figures=True)


class Road(Chart):
    """The motif: one line with a mark for each stage, filled as far as the client has come."""

    _HIGH = 66

    def __init__(self, title: str, stages: Sequence[tuple[str, float]] = ()) -> None:
        super().__init__(title)
        self._stages: tuple[tuple[str, float], ...] = ()
        self.tell(stages)

    def tell(self, stages: Sequence[tuple[str, float]]) -> None:
        """Show the stages: the name, and how far from 0 (not begun) to 1 (handed over)."""
        self._stages = tuple(stages)
        self.tell_words()

    def words(self) -> str:
        """Every stage in words."""
        return ", ".join(f"{name}: {_stage_words(part)}" for name, part in self._stages)

    def wanted_height(self) -> int:
        """The line and the names below it."""
        return theme.scaled(self._HIGH)

    def draw(self, painter: QPainter) -> None:
        """Paint the line, the marks and the names."""
        if not self._stages:
            return
        wide = self.width() / len(self._stages)
        y = theme.scaled(24)
        radius = theme.scaled(13)
        painter.setPen(QPen(theme.color("figure-then"), 2))
        painter.drawLine(QPointF(wide / 2, y), QPointF(self.width() - wide / 2, y))
        for number, (name, part) in enumerate(self._stages):
            at = QPointF((number + 0.5) * wide, y)
            if number and self._stages[number - 1][1] >= 1 and part > 0:
                painter.setPen(QPen(theme.color("accent"), 3))
                painter.drawLine(QPointF(at.x() - wide + radius, y), at)
            self._draw_mark(painter, at, radius, number + 1, part)
            box = QRectF(number * wide + 2, y + radius + 6, wide - 4, theme.scaled(22))
            tint = "ink" if part > 0 else "ink-soft"
            write(painter, box, name, CENTER, tint=tint, step="small", strong=part > 0)

    def _draw_mark(
        self, painter: QPainter, at: QPointF, radius: float, number: int, part: float
    ) -> None:
        ring = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        done = part >= 1
        painter.setBrush(theme.color("accent" if done else "surface"))
        painter.setPen(QPen(theme.color("accent" if part > 0 else "figure-then"), 2))
        painter.drawEllipse(ring)
        if done:
            inset = radius * 0.5
            icons.paint(painter, ring.adjusted(inset, inset, -inset, -inset), "check", "on-accent")
        else:
            tint = "accent" if part > 0 else "ink-soft"
            write(painter, ring, str(number), CENTER, tint=tint, step="small", strong=True)


def _stage_words(part: float) -> str:
    if part >= 1:
        return tr("handed over")
    return tr("under way") if part > 0 else tr("not begun")
