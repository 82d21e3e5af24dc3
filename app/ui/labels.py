"""Words on the screen. Whatever a label shows is plain text, never markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyleOption,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, marks, theme
from app.ui.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Kind = Literal["neutral", "good", "warn", "bad", "accent"]


def plain_tip(text: str) -> str:
    """Return a text as a tooltip that shows it letter by letter, whatever it looks like."""
    return f"<qt>{escape(text)}</qt>" if text else ""


class PlainLabel(QLabel):
    """A label for any text, also what a user wrote: plain, and it wraps or elides.

    Roles: display, title, heading, strong, lead, soft, hint, label, figure, error, good,
    warn, bad.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "",
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._elides = elide
        self._own_tip = True
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if role:
            theme.set_role(self, role)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """An eliding label can give way to almost nothing."""
        hint = super().minimumSizeHint()
        return QSize(theme.space("xl"), hint.height()) if self._elides else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, shortened at its end where it does not fit."""
        if not self._elides:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        box = self.contentsRect()
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.style().drawItemText(
            painter,
            box,
            self.alignment() | Qt.TextFlag.TextSingleLine,
            option.palette,
            self.isEnabled(),
            short,
            self.foregroundRole(),
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip while it does not fit."""
        super().resizeEvent(event)
        if self._elides and self._own_tip:
            fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.width()
            super().setToolTip("" if fits else plain_tip(self.text()))

    def setToolTip(self, text: str) -> None:
        """Show a text of one's own instead of the whole of a shortened one."""
        self._own_tip = False
        super().setToolTip(text)


class Heading(PlainLabel):
    """A title of a page (1), of a card (2) or of a part of a card (3)."""

    _ROLES = {1: "display", 2: "heading", 3: "label"}  # noqa: RUF012 - a constant

    def __init__(self, text: str, level: int = 2) -> None:
        super().__init__(text, role=self._ROLES[level], wrap=level == 1)


class Hint(PlainLabel):
    """A sentence of help, small and quiet, over as many lines as it needs."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, role="hint", wrap=True)


class Icon(QLabel):
    """A drawing beside words. It carries no meaning alone, so a screen reader passes it by."""

    def __init__(self, name: str, pixels: int = 20, tint: str = "ink-soft") -> None:
        super().__init__()
        self._name, self._pixels, self._tint = name, pixels, tint
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def draw(self, name: str, tint: str) -> None:
        """Change the drawing."""
        self._name, self._tint = name, tint
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colors of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        side = theme.scaled(self._pixels)
        self.setPixmap(icons.pixmap(self._name, side, self._tint, self.devicePixelRatioF()))


class Pill(PlainLabel):
    """A state in one or two words, on a tint. The word carries the meaning, not the tint."""

    def __init__(self, text: str = "", kind: Kind = "neutral") -> None:
        super().__init__(text, role=f"pill-{kind}")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def tell(self, text: str, kind: Kind = "neutral") -> None:
        """Change the word and the tint; nothing is shown for no word."""
        self.setText(text)
        self.setVisible(bool(text))
        theme.set_role(self, f"pill-{kind}")


class StatusMark(QWidget):
    """How far something is: an empty ring, a half-filled one, a filled one with a tick."""

    def __init__(self, state: marks.State = "open", text: str = "", *, says: bool = True) -> None:
        """Make a mark.

        Args:
            state: open, part, done or warn.
            text: what the mark means, in words.
            says: show the words beside the mark; otherwise they are its tooltip.
        """
        super().__init__()
        self._state: marks.State = state
        self._text = text
        self._says = says
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tell(state, text)

    def tell(self, state: marks.State, text: str) -> None:
        """Change the state and its words."""
        self._state, self._text = state, text
        self.setAccessibleName(text)
        self.setToolTip("" if self._says else plain_tip(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the mark and its words."""
        side = theme.scaled(16)
        width = side
        if self._says and self._text:
            width += theme.space("s") + self.fontMetrics().horizontalAdvance(self._text) + 1
        return QSize(width, max(side, self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the mark, then the words."""
        painter = QPainter(self)
        side = theme.scaled(16)
        box = self.rect()
        marks.paint(painter, box.x(), box.center().y() - side // 2, side, self._state)
        if self._says:
            painter.setPen(theme.color("ink"))
            painter.drawText(
                box.adjusted(side + theme.space("s"), 0, 0, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                self._text,
            )
        painter.end()


class Strip(QWidget):
    """Two or three figures that say how far things are: the number large, its name small."""

    def __init__(self, figures: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space("xl"))
        self._row.addStretch(1)
        self._pairs: list[tuple[QWidget, PlainLabel, PlainLabel]] = []
        self.tell(figures)

    def tell(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show these figures: what it is called, and how many."""
        for number, (name, value) in enumerate(figures):
            if number == len(self._pairs):
                self._add()
            box, label, figure = self._pairs[number]
            label.setText(name)
            figure.setText(value)
            box.setAccessibleName(f"{name}: {value}")
            box.setVisible(True)
        for box, _label, _figure in self._pairs[len(figures) :]:
            box.setVisible(False)

    def _add(self) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        figure = PlainLabel(role="figure")
        label = PlainLabel(role="hint")
        column.addWidget(figure)
        column.addWidget(label)
        if self._pairs:
            line = QFrame()
            theme.set_role(line, "line")
            line.setFixedWidth(1)
            inner = QWidget()
            row = QHBoxLayout(inner)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.space("xl"))
            row.addWidget(line)
            row.addWidget(box)
            box = inner
        self._row.insertWidget(len(self._pairs), box)
        self._pairs.append((box, label, figure))


class EmptyState(QWidget):
    """What stands where nothing is yet: what this is for, one thing to do, one link."""

    def __init__(
        self,
        sentence: str,
        button_text: str = "",
        slot: Callable[[], object] | None = None,
        link_text: str = "",
        link_slot: Callable[[], object] | None = None,
        *,
        title: str = "",
        icon: str = "",
    ) -> None:
        super().__init__()
        self.setAccessibleName(f"{title} {sentence}".strip())
        column = QVBoxLayout(self)
        margin = theme.space("xl")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.space("m"))
        column.addStretch(2)
        if icon:
            column.addWidget(Icon(icon, 36, "accent"), 0, Qt.AlignmentFlag.AlignHCenter)
        if title:
            self._center(column, PlainLabel(title, role="title", wrap=True))
        self._center(column, PlainLabel(sentence, role="lead", wrap=True))
        column.addSpacing(theme.space("xs"))
        self.button = Button(button_text, slot, role="primary")
        self.link = Button(link_text, link_slot, role="link")
        for button in (self.button, self.link):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.setVisible(bool(button.text()))
        column.addStretch(3)

    def _center(self, column: QVBoxLayout, label: PlainLabel) -> None:
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setMaximumWidth(theme.scaled(520))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(label, 1000)
        row.addStretch(1)
        column.addLayout(row)


def line() -> QFrame:
    """Return a hairline that separates what stands above from what stands below."""
    made = QFrame()
    made.setFixedHeight(1)
    theme.set_role(made, "line")
    return made
