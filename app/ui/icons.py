"""One set of drawings, tinted at the moment of painting by what they mean and by the theme.

The drawings are Lucide's (ISC), in `resources/icons`. A name is the file's name. Nothing is
kept per theme, so a change of theme needs no new icons.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.host.paths import resource
from app.ui import theme


def icon(name: str, tint: str = "ink-soft") -> QIcon:
    """Return a drawing as an icon.

    Args:
        name: the file's name in `resources/icons`, without its ending.
        tint: the color token it is drawn in while it is enabled.

    Raises:
        KeyError: when there is no such drawing, which is a mistake in the program.
    """
    _svg(name)
    return QIcon(_Tinted(name, tint))


def pixmap(name: str, pixels: int, tint: str = "ink-soft", ratio: float = 1.0) -> QPixmap:
    """Return a drawing as a picture, for a label; draw it anew when the theme changed."""
    made = _drawn(name, round(pixels * ratio), theme.now().colors[tint])
    made.setDevicePixelRatio(ratio)
    return made


def paint(painter: QPainter, rect: QRect | QRectF, name: str, tint: str = "ink-soft") -> None:
    """Paint a drawing into a rectangle, for delegates and charts."""
    _renderer(name, theme.now().colors[tint]).render(painter, QRectF(rect))


def names() -> tuple[str, ...]:
    """Return the names of all drawings, sorted."""
    return tuple(sorted(path.stem for path in resource("icons").glob("*.svg")))


@cache
def _svg(name: str) -> str:
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))


def _drawn(name: str, pixels: int, color: str) -> QPixmap:
    made = QPixmap(pixels, pixels)
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    _renderer(name, color).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return made


class _Tinted(QIconEngine):
    """Paints a drawing in the color its state asks for, from the theme in force."""

    def __init__(self, name: str, tint: str) -> None:
        super().__init__()
        self._name = name
        self._tint = tint

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint into a rectangle, kept square, at its left: a wider one leaves a gap to words."""
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        _renderer(self._name, self._color(mode, state)).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of a size."""
        made = QPixmap(size)
        made.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Return another of the same."""
        return _Tinted(self._name, self._tint)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        colors = theme.now().colors
        if mode == QIcon.Mode.Disabled:
            return colors["ink-faint"]
        if state == QIcon.State.On and self._tint == "ink-soft":
            return colors["accent"]
        return colors[self._tint]
