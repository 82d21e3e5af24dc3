"""Places on a page. Every distance comes from the tokens; a page only says what stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.buttons import Button, IconButton, Role
from app.ui.labels import (
    EmptyState,
    Heading,
    Hint,
    Icon,
    Pill,
    PlainLabel,
    StatusMark,
    Strip,
    line,
    plain_tip,
)
from app.ui.sections import Part, Sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.editors import Editor

__all__ = [
    "Button",
    "Card",
    "Columns",
    "EmptyState",
    "Heading",
    "Hint",
    "Icon",
    "IconButton",
    "Part",
    "Pill",
    "PlainLabel",
    "Row",
    "Rows",
    "Scroll",
    "Sections",
    "Split",
    "Stack",
    "StatusMark",
    "Strip",
    "labeled",
    "line",
    "plain_tip",
    "share_of",
]


def share_of(widget: QWidget) -> int:
    """Return how much of the room a widget asks for beside its neighbors."""
    share = getattr(widget, "share", None)
    return share if isinstance(share, int) else 0


class Rows(QWidget):
    """Things under each other. What has a `share` of its own takes the room that is left."""

    def __init__(self, *widgets: QWidget, gap: str = "m", share: int = 1) -> None:
        super().__init__()
        self.share = share
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(gap))
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put one more thing below."""
        self._column.addWidget(widget, share_of(widget))

    def stretch(self) -> Rows:
        """Leave the room that is left empty, at the end."""
        self._column.addStretch(1)
        return self


class Row(QWidget):
    """Small things beside each other, such as buttons; a stretch is written as None."""

    def __init__(self, *widgets: QWidget | None, gap: str = "s") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(gap))
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget, share_of(widget))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class Columns(QWidget):
    """Things beside each other by their shares; under each other where the window is narrow."""

    def __init__(self, *widgets: QWidget, gap: str = "l", share: int = 1) -> None:
        super().__init__()
        self.share = share
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(gap))
        self._widgets: list[QWidget] = []
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put one more thing at the right."""
        self._widgets.append(widget)
        self._row.addWidget(widget, share_of(widget) or 1)

    def minimumSizeHint(self) -> QSize:
        """Be content with the room that the things need under each other."""
        hints = [widget.minimumSizeHint() for widget in self._widgets]
        if not hints:
            return QSize(0, 0)
        width = max(hint.width() for hint in hints)
        if self._is_beside():
            return QSize(width, max(hint.height() for hint in hints))
        gaps = self._row.spacing() * (len(hints) - 1)
        return QSize(width, sum(hint.height() for hint in hints) + gaps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the row into a column and back."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the things beside each other where there is room for them, else under each other."""
        needed = sum(
            max(widget.minimumSizeHint().width(), widget.minimumWidth()) for widget in self._widgets
        )
        needed += self._row.spacing() * (len(self._widgets) - 1)
        wanted = (
            QBoxLayout.Direction.LeftToRight
            if self.width() >= needed
            else QBoxLayout.Direction.TopToBottom
        )
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self.updateGeometry()

    def _is_beside(self) -> bool:
        return self._row.direction() == QBoxLayout.Direction.LeftToRight


class Split(QSplitter):
    """Things beside each other whose border the user can move, by mouse or by arrow keys."""

    def __init__(self, *widgets: QWidget, share: int = 1) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.share = share
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.space("l"))
        for index, widget in enumerate(widgets):
            self.addWidget(widget)
            self.setStretchFactor(index, share_of(widget) or 1)
        unit = 1000
        self.setSizes([unit * (share_of(widget) or 1) for widget in widgets])


class Stack(QWidget):
    """One of several things at a time, such as an empty state or the list it stands for."""

    def __init__(self, *widgets: QWidget, share: int = 1) -> None:
        super().__init__()
        self.share = share
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._widgets: list[QWidget] = []
        for widget in widgets:
            self.add(widget)
        self.turn_to(widgets[0])

    def add(self, widget: QWidget) -> None:
        """Put one more thing behind the others; it is shown when it is turned to."""
        widget.hide()
        self._widgets.append(widget)
        self._column.addWidget(widget, 1)

    def turn_to(self, chosen: QWidget) -> None:
        """Show this one and hide the others."""
        for widget in self._widgets:
            if widget is not chosen:
                widget.hide()
        chosen.show()


class Card(QFrame):
    """A bordered surface with a title, a few commands at its right, and what it holds."""

    def __init__(
        self, title: str = "", *widgets: QWidget, share: int = 1, hint: str = "", gap: str = "m"
    ) -> None:
        super().__init__()
        self.share = share
        theme.set_role(self, "card")
        self._column = QVBoxLayout(self)
        margin = theme.space("l")
        self._column.setContentsMargins(margin, theme.space("m"), margin, margin)
        self._column.setSpacing(theme.space(gap))
        self.title = Heading(title, 2)
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.space("s"))
        self._head.addWidget(self.title)
        self._head.addStretch(1)
        if title:
            self._head.addStrut(theme.scaled(20) + theme.space("m"))
        self._hint = Hint(hint)
        self._hint.setVisible(bool(hint))
        top = QVBoxLayout()
        top.setSpacing(theme.space("xs"))
        top.addLayout(self._head)
        top.addWidget(self._hint)
        self._column.addLayout(top)
        if title:
            self.setAccessibleName(title)
        else:
            self.title.hide()
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put one more thing at the bottom; what has a share takes the room that is left."""
        self._column.addWidget(widget, share_of(widget))

    def stretch(self) -> Card:
        """Keep what the card holds at its top."""
        self._column.addStretch(1)
        return self

    def tell(self, title: str, hint: str = "") -> None:
        """Change the title and the sentence under it."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def head(self, widget: QWidget) -> None:
        """Put something at the right of the title, such as a pill or a search field."""
        self._head.addWidget(widget)

    def command(
        self, text: str, slot: Callable[[], Any], *, role: Role = "quiet", icon: str = ""
    ) -> Button:
        """Put a command at the right of the title."""
        made = Button(text, slot, role=role, icon=icon)
        self.head(made)
        return made


class Scroll(QScrollArea):
    """Something that may be larger than its place. It shows no frame of its own."""

    def __init__(self, widget: QWidget, share: int = 1) -> None:
        super().__init__()
        self.share = share
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = Rows(widget) if isinstance(widget, Card) else widget  # a card keeps its surface
        theme.set_role(inside, "scrolled")
        theme.set_role(self.viewport(), "viewport")
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Ask for what the content would like."""
        inside = self.widget()
        return super().sizeHint() if inside is None else inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Be content with a few lines."""
        return QSize(theme.scaled(160), theme.scaled(120))


def labeled(editor: Editor, words: str, hint: str = "") -> Rows:
    """Return an editor that stands in no form, under its label and above its hint."""
    label = PlainLabel(words, role="label")
    label.setBuddy(editor.field)
    editor.field.setAccessibleName(words)
    editor.field.setAccessibleDescription(hint)
    return Rows(label, editor.widget, *([Hint(hint)] if hint else []), gap="xs", share=0)
