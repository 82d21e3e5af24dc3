"""A view that stands in the place of everything else until the user goes back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.host.language import tr
from app.ui import theme
from app.ui.layout import Button, Heading, Row


class Aside(QWidget):
    """A title with the way back before it, commands at the right, and what the view is about.

    Signals:
        left: the user goes back, by the button or by Escape.
    """

    left = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = title
        leave = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self)
        leave.activated.connect(self.left)

    def lay_out(self, body: QWidget | QLayout, *commands: QWidget) -> None:
        """Put the head and the body in place; the body takes the room that is left."""
        back = Button(tr("Back"), self.left.emit, icon="arrow-left")
        head = Row(back, Heading(self._title, 1), None, *commands, gap="m")
        column = QVBoxLayout(self)
        margin = theme.space("xl")
        column.setContentsMargins(margin, theme.space("l"), margin, theme.space("l"))
        column.setSpacing(theme.space("l"))
        column.addWidget(head)
        if isinstance(body, QLayout):
            column.addLayout(body, 1)
        else:
            column.addWidget(body, 1)
