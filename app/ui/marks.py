"""Small painted marks that differ by shape, not only by color; for labels, lists and tables."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui import icons, theme

State = Literal["open", "part", "done", "warn"]


def paint(painter: QPainter, x: float, y: float, side: float, state: State) -> None:
    """Paint how far something is.

    Args:
        painter: where to.
        x: left edge.
        y: upper edge.
        side: width and height.
        state: open is an empty ring, part half-filled, done filled with a tick, warn a triangle.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = QRectF(x + 1.5, y + 1.5, side - 3, side - 3)
    match state:
        case "warn":
            icons.paint(painter, QRectF(x, y, side, side), "triangle-alert", "warn")
        case "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("good"))
            painter.drawEllipse(ring)
            inset = side * 0.26
            tick = QRectF(x, y, side, side).adjusted(inset, inset, -inset, -inset)
            icons.paint(painter, tick, "check", "surface")
        case "part":
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
            painter.setBrush(theme.color("accent"))
            painter.drawPie(ring, -90 * 16, 180 * 16)
        case "open":
            painter.setPen(QPen(theme.color("edge"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
    painter.restore()


def dots(painter: QPainter, rect: QRectF, rating: float | None, of: int = 5) -> None:
    """Paint a rating as dots from the left: filled, half-filled, or rings for what is missing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.height(), theme.scaled(10))
    gap = side * 0.5
    for number in range(of):
        center = QPointF(rect.x() + side / 2 + number * (side + gap), rect.center().y())
        box = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
        filled = 0.0 if rating is None else max(0.0, min(1.0, rating - number))
        _dot(painter, box.adjusted(0.75, 0.75, -0.75, -0.75), filled)
    painter.restore()


def _dot(painter: QPainter, box: QRectF, filled: float) -> None:
    tint = theme.color("accent" if filled > 0 else "edge")
    painter.setPen(QPen(tint, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if filled > 0:
        painter.setBrush(tint)
        if filled >= 1:
            painter.drawEllipse(box)
        else:
            painter.drawPie(box, 90 * 16, round(filled * 360) * 16)
