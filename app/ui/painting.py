"""What every chart is painted with: a widget that says itself in words, lines, points, a scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


def short(value: float) -> str:
    """Return a number with at most one decimal."""
    return f"{value:,.1f}".removesuffix(".0")


class Chart(QWidget):
    """A painted figure that grows with the text and says itself in words."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """Every number of the chart, as sentences."""
        return ""

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        return QSize(theme.scaled(360), self.wanted_height())

    def minimumSizeHint(self) -> QSize:
        """A chart may become narrow, not low."""
        return QSize(theme.scaled(220), self.wanted_height())

    def wanted_height(self) -> int:
        """How high it must be."""
        return theme.scaled(120)

    def changeEvent(self, event: QEvent) -> None:
        """Take in a new text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint with the tokens in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Paint the figure."""

    def tell_words(self) -> None:
        """Let screen readers know, and let the place be measured anew."""
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.words())
        self.updateGeometry()
        self.update()


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    align: Qt.AlignmentFlag = LEFT,
    *,
    tint: str = "ink",
    step: str = "body",
    strong: bool = False,
    figures: bool = False,
) -> None:
    """Write one line into a box, shortened where it does not fit."""
    face = theme.font(step, strong=strong, figures=figures)
    painter.setFont(face)
    painter.setPen(theme.color(tint))
    short = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(align | Qt.TextFlag.TextSingleLine), short)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value stands between two edges."""

    low: float
    high: float
    left: float
    right: float

    @classmethod
    def around(cls, values: Sequence[float], *, falling: bool, left: float, right: float) -> Scale:
        """Make a scale with a little room at both ends; a falling one has less on the right."""
        low, high = min(values), max(values)
        spare = (high - low) * 0.08 or max(abs(high), 1.0) * 0.5
        low, high = low - spare, high + spare
        return cls(high, low, left, right) if falling else cls(low, high, left, right)

    def at(self, value: float) -> float:
        """Where the value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def disc(painter: QPainter, at: QPointF, tint: str, *, hollow: bool = False) -> None:
    """Paint a point: full for now, hollow for then."""
    painter.setPen(QPen(theme.color(tint), 2))
    painter.setBrush(theme.color("surface" if hollow else tint))
    painter.drawEllipse(at, 5, 5)


def diamond(painter: QPainter, at: QPointF, tint: str) -> None:
    """Paint a point of the second voice."""
    x, y, r = at.x(), at.y(), 6
    shape = [QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]
    painter.setPen(QPen(theme.color(tint), 2))
    painter.setBrush(theme.color("surface"))
    painter.drawPolygon(QPolygonF(shape))


def blend(ground: QColor, over: QColor, part: float) -> QColor:
    """Mix two colors; part 0 is the ground, 1 the other."""
    return QColor.fromRgbF(
        ground.redF() + (over.redF() - ground.redF()) * part,
        ground.greenF() + (over.greenF() - ground.greenF()) * part,
        ground.blueF() + (over.blueF() - ground.blueF()) * part,
    )
