"""The start page: make an engagement or open one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.host.language import tr
from app.shell.recent import RecentList
from app.ui import theme
from app.ui.layout import Button, Card, EmptyState, Hint, PlainLabel, Row, Rows, Stack

_WIDEST = 980


class StartPage(QWidget):
    """What the window shows while no engagement is open. It imports nothing heavy."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_chosen = Signal(str)
    recent_sought = Signal(str)
    recent_removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Start"))
        self.recent = RecentList()
        self.recent.asked.connect(self.recent_chosen)
        self.recent.sought.connect(self.recent_sought)
        self.recent.removed.connect(self.recent_removed)
        self._none = EmptyState(
            tr("Engagements you open are listed here, so that tomorrow is one click away."),
            title=tr("Nothing opened yet"),
        )
        self._list = Stack(self.recent, self._none)
        self._lay_out()

    def show_recent(self, paths: Sequence[str]) -> None:
        """List the engagements opened lately."""
        self.recent.show_paths(paths)
        self._list.turn_to(self.recent if paths else self._none)

    def _lay_out(self) -> None:
        """Put the two columns in the middle of the window."""
        self.sample = Button(
            tr("Look at the sample client"), self.sample_asked.emit, icon="building-2"
        )
        begin = Card(
            tr("Begin"),
            Button(tr("New engagement…"), self.new_asked.emit, role="primary", icon="file-plus"),
            Button(tr("Open an engagement…"), self.open_asked.emit, icon="folder-open"),
            self.sample,
            Hint(
                tr(
                    "One file holds one client. It stays on this computer, encrypted, and every "
                    "change is saved as you make it. You can also drop a file on this window."
                )
            ),
            share=2,
        ).stretch()
        recent = Card(tr("Recent"), self._list, share=3)
        columns = Row(begin, recent, gap="l")
        page = Rows(
            PlainLabel("Becoming Great!", role="display"),
            PlainLabel(
                tr("Performance Leadership: management joined by leadership, stage by stage."),
                role="soft",
                wrap=True,
            ),
            columns,
            gap="l",
        ).stretch()
        page.setMaximumWidth(theme.scaled(_WIDEST))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(page, 20)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*[theme.space("xxl")] * 4)
        outer.addStretch(1)
        outer.addLayout(middle, 4)
        outer.addStretch(1)
