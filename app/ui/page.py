"""A page of the window: a title, what it is for, how far things are, and its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.buttons import Button
from app.ui.labels import EmptyState, Heading, PlainLabel, Strip
from app.ui.layout import Columns, Rows, Scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.ui.desk import Desk


class PageHead(Columns):
    """What the page is called and for, its figures and its commands.

    In large text the figures and commands come below: a page is never wider than its window.
    """

    def __init__(self, title: str, sentence: str) -> None:
        said = PlainLabel(sentence, role="soft", wrap=True)
        said.setVisible(bool(sentence))
        strip, commands, side = Strip(), QHBoxLayout(), QWidget()
        strip.hide()
        commands.setSpacing(theme.space("s"))
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("l"))
        row.addWidget(strip, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(commands)
        row.setAlignment(commands, Qt.AlignmentFlag.AlignTop)
        super().__init__(Rows(Heading(title, 1), said, gap="none"), side, share=0)
        self._row.setStretchFactor(side, 0)
        self.strip, self.commands = strip, commands

    def event(self, event: QEvent) -> bool:
        """Look again when a figure or a command came, went or grew."""
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return answer


class PageBody(Rows):
    """What stands below the head. It is content with the least height that its parts need.

    A sentence that wraps anywhere in it would otherwise make the page as high as all its parts
    would like to be, and the page would scroll around parts that scroll by themselves.
    """

    def heightForWidth(self, _width: int) -> int:
        """Return the least height, whatever the width."""
        return self.minimumSizeHint().height()


class Page(QWidget):
    """What every tab is: composition and wiring only.

    A page that computes hides a rule, one that selects hides a query, one that writes hides an
    action.
    """

    paper_asked = Signal(str, str)
    """A deliverable's key and, where it has subjects, the id of one: the window shows it."""

    def __init__(self, desk: Desk, title: str, sentence: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        margin = theme.space("xl")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, theme.space("l"), margin, theme.space("l"))
        column.setSpacing(theme.space("l"))
        self._head = PageHead(title, sentence)
        self._commands, self._strip = self._head.commands, self._head.strip
        column.addWidget(self._head)
        self._place = QStackedLayout()
        column.addLayout(self._place, 1)
        self._body: QWidget | None = None
        self._has_primary = False
        self._empty: EmptyState | None = None

    def body(self, widget: QWidget) -> None:
        """Put the page's content in place; it scrolls where the window is too small for it."""
        self._body = Scroll(PageBody(widget))
        self._place.addWidget(self._body)
        if self._place.count() == 1 or not self.is_empty:
            self._place.setCurrentWidget(self._body)

    def command(
        self, text: str, slot: Callable[[], Any], *, primary: bool = False, icon: str = ""
    ) -> Button:
        """Add a command at the top right; the primary one stands last and there is one only."""
        made = Button(text, slot, role="primary" if primary else "", icon=icon)
        if primary:
            self._commands.addWidget(made)
            self._has_primary = True
        else:
            self._commands.insertWidget(self._commands.count() - int(self._has_primary), made)
        return made

    def strip(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show two or three figures: what is counted, and how many. No figures hide the strip."""
        self._strip.tell(figures)
        self._strip.setVisible(bool(figures))

    def empty(self, state: EmptyState | None) -> None:
        """Show what the page is for instead of its body; None shows the body again."""
        if self._empty is not None and self._empty is not state:
            self._place.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        if state is not None:
            if self._place.indexOf(state) < 0:
                self._place.addWidget(state)
            self._place.setCurrentWidget(state)
        elif self._body is not None:
            self._place.setCurrentWidget(self._body)

    @property
    def is_empty(self) -> bool:
        """Whether the empty state stands in the place of the body."""
        return self._empty is not None

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files that were dropped on the window; for a stage that says which it takes."""

    def refresh(self) -> None:
        """Read again and show. A page overrides this and gives it to `desk.watch`."""
