"""Rating from 1 to 5: by keys, by pointer or by finger, with every anchor's sentence in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from app.domain.scales import COMPETENCY_LEVELS
from app.host.language import tr
from app.ui import theme
from app.ui.editors import Editor
from app.ui.labels import PlainLabel

Size = Literal["normal", "touch"]
Words = Callable[[], Sequence[tuple[str, str]]]

_SIDES: dict[Size, int] = {"normal": 32, "touch": 48}
_KEYS = {getattr(Qt.Key, f"Key_{number}"): number for number in range(6)}
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1,
}  # fmt: skip


def competency_words() -> Sequence[tuple[str, str]]:
    """Return the label and the meaning of each level of a competency."""
    return [(tr(label), tr(meaning)) for label, meaning in COMPETENCY_LEVELS.values()]


def said(value: int | None, words: Sequence[tuple[str, str]]) -> str:
    """Return a rating in words, such as ``4 of 5, Strong``."""
    if not value:
        return tr("Not rated")
    label = words[value - 1][0] if value <= len(words) else ""
    number = tr("{n} of {of}").format(n=value, of=5)
    return f"{number}, {label}" if label else number


class RatingDots(QSlider):
    """Five numbered dots. Keys 1 to 5 rate, 0 and Delete take the rating away.

    To a screen reader it is a slider whose name ends in the rating in words.
    """

    rated = Signal()

    def __init__(self, size: Size = "normal") -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._size: Size = size
        self._hover = 0
        self.name = ""
        self.words: Sequence[tuple[str, str]] = ()
        self.frozen = False
        self.setRange(0, 5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tell(None)

    @property
    def rating(self) -> int | None:
        """The rating, or None."""
        return self.value() or None

    def tell(self, rating: int | None) -> None:
        """Show a rating; nobody is told."""
        self.setValue(rating or 0)
        self.setAccessibleName(f"{self.name}: {self.said}" if self.name else self.said)
        self.setToolTip("")
        self.update()

    @property
    def said(self) -> str:
        """The rating in words."""
        return said(self.rating, self.words)

    def rate(self, rating: int) -> None:
        """Take a rating of the user's; 0 takes it away."""
        if self.frozen or not self.isEnabled():
            return
        self.tell(rating or None)
        self.rated.emit()

    def sizeHint(self) -> QSize:
        """Five targets beside each other, and room for the ring of the focus."""
        side = theme.scaled(_SIDES[self._size])
        return QSize(5 * side + 8, side + 8)

    def minimumSizeHint(self) -> QSize:
        """A target is never made smaller."""
        return self.sizeHint()

    def level_at(self, place: QPoint) -> int:
        """Return which level lies under the pointer, or 0."""
        side = self._side()
        column = (place.x() - 4) // side if place.x() >= 4 else -1
        return column + 1 if 0 <= column < 5 and self.rect().contains(place) else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rate by digit, change by arrow, clear."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _KEYS:
            self.rate(_KEYS[key])
        elif plain and key in _CLEARING:
            self.rate(0)
        elif plain and key in _STEPS:
            self.rate(max(1, min(5, self.value() + _STEPS[key])))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press; the rating comes with the release."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which level lies under the pointer."""
        self._hover = 0 if self.frozen else self.level_at(event.position().toPoint())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Rate; the level that stands already is kept."""
        level = self.level_at(event.position().toPoint())
        if level and event.button() == Qt.MouseButton.LeftButton:
            self.rate(level)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; a rating must not change because it passed by."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what lay under the pointer."""
        super().leaveEvent(event)
        self._hover = 0
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a new text scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint five numbered dots, filled up to the rating."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), theme.now().shape["ring"]))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, theme.now().shape["radius"], theme.now().shape["radius"])
        for level in range(1, 6):
            self._paint_dot(painter, level)
        painter.end()

    def _side(self) -> int:
        return theme.scaled(_SIDES[self._size])

    def _paint_dot(self, painter: QPainter, level: int) -> None:
        """Paint one dot: filled below and at the rating, its own number strong."""
        side, inset = self._side(), 4
        box = QRectF(4 + (level - 1) * side + inset, 4 + inset, side - 2 * inset, side - 2 * inset)
        alive = self.isEnabled()
        filled = level <= self.value()
        edge = "accent" if filled or level == self._hover else "edge"
        painter.setPen(QPen(theme.color(edge if alive else "ink-faint"), 1.5))
        fill = "accent" if level == self.value() else "accent-soft" if filled else "surface"
        painter.setBrush(theme.color(fill if alive else "surface"))
        painter.drawEllipse(box)
        ink = "on-accent" if level == self.value() else "ink"
        painter.setPen(theme.color(ink if alive else "ink-faint"))
        step = "large" if self._size == "touch" else "body"
        painter.setFont(theme.font(step, strong=level == self.value()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(level))


class Anchor(QFrame):
    """One level in words, beside the dots. A press rates."""

    pressed = Signal(int)

    def __init__(self, level: int, size: Size) -> None:
        super().__init__()
        self._level = level
        theme.set_role(self, "anchor")
        self.number = PlainLabel(str(level), role="strong")
        self.number.setFixedWidth(theme.scaled(16))
        self.text = PlainLabel("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("s"), theme.space("xs"), theme.space("s"), 4)
        row.setSpacing(theme.space("s"))
        upright = Qt.AlignmentFlag.AlignVCenter if size == "touch" else Qt.AlignmentFlag.AlignTop
        row.addWidget(self.number, 0, upright)
        row.addWidget(self.text, 1)
        if size == "touch":
            self.setMinimumHeight(theme.scaled(48))

    def tell(self, label: str, meaning: str, *, is_chosen: bool) -> None:
        """Show the words of the level, and whether it is the one."""
        self.text.setText(f"{label}: {meaning}" if label and meaning else label or meaning)
        theme.set_role(self, "well" if is_chosen else "anchor")
        theme.set_role(self.text, "strong" if is_chosen else "soft")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Rate by pressing the sentence."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self._level)


class Rating(QWidget):
    """The dots, the rating in words, and all five sentences under them."""

    def __init__(self, words: Words = competency_words, size: Size = "normal") -> None:
        super().__init__()
        self._words = words
        self.dots = RatingDots(size)
        self.sentence = PlainLabel("", role="strong")
        self.anchors = tuple(Anchor(level, size) for level in range(1, 6))
        head = QHBoxLayout()
        head.setSpacing(theme.space("m"))
        head.addWidget(self.dots)
        head.addWidget(self.sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs") if size == "touch" else 0)
        column.addLayout(head)
        for anchor in self.anchors:
            column.addWidget(anchor)
            anchor.pressed.connect(self._pressed)
        self.dots.valueChanged.connect(self.refresh)
        self.setFocusProxy(self.dots)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the words anew and show which level is chosen."""
        words = [*self._words(), *[("", "")] * 5][:5]
        self.dots.words = words
        for level, (anchor, (label, meaning)) in enumerate(
            zip(self.anchors, words, strict=True), start=1
        ):
            anchor.tell(label, meaning, is_chosen=level == self.dots.value())
            anchor.setVisible(bool(label or meaning))
        self.sentence.setText(self.dots.said)

    def _pressed(self, level: int) -> None:
        self.dots.setFocus(Qt.FocusReason.MouseFocusReason)
        self.dots.rate(level)


class Dots(Editor):
    """The editor of a rating; committed at once.

    ``Row("rating", editor=Dots)`` for a competency; `dots` for other words or larger targets.
    """

    def __init__(
        self,
        info: Any = None,  # noqa: ANN401 - pydantic's FieldInfo
        *,
        words: Words = competency_words,
        size: Size = "normal",
    ) -> None:
        self.rating = Rating(words, size)
        self.dots = self.rating.dots
        super().__init__(self.rating, self.dots)
        self.dots.name = tr(getattr(info, "title", "") or "")
        self.dots.rated.connect(self.finish)

    def freeze(self, *, frozen: bool) -> None:
        """Let the rating be read only; it can still be reached and read out."""
        self.dots.frozen = frozen

    def _standing(self) -> object:
        return self.dots.rating

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see Editor.show
        self.dots.tell(None if value is None else round(value))
        self.rating.refresh()


def dots(*, words: Words = competency_words, size: Size = "normal") -> Callable[[Any], Editor]:
    """Return an editor for ``Row(…, editor=dots(…))``.

    Args:
        words: asked whenever a rating is shown; (label, meaning) of each level.
        size: ``touch`` makes every target at least 48 pixels high and wide.
    """
    return partial(Dots, words=words, size=size)
