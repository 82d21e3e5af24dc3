"""An open engagement: its tabs in the order of the method, and what is said in passing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.host.language import tr
from app.ui.icons import icon
from app.ui.notices import NoticeBars

if TYPE_CHECKING:
    from app.stages.stage import Stage
    from app.ui.desk import Desk


class Workbench(QWidget):
    """The tabs of one engagement. A page is made when its tab is first shown."""

    def __init__(self, desk: Desk, stages: Sequence[Stage]) -> None:
        super().__init__()
        self.desk = desk
        self.stages = tuple(stages)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Stages"))
        for stage in self.stages:
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, icon(stage.icon), title_of(stage))
        self.tabs.currentChanged.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        column.addWidget(NoticeBars(desk.notices))
        self._turn(0)

    def open(self, key: str) -> None:
        """Show the tab of a stage."""
        for place, stage in enumerate(self.stages):
            if stage.key == key:
                self.tabs.setCurrentIndex(place)

    def _turn(self, place: int) -> None:
        """Make the page of a tab that is shown for the first time."""
        holder = self.tabs.widget(place)
        layout = holder.layout() if holder else None
        if layout is not None and layout.count() == 0:
            layout.addWidget(self.stages[place].page(self.desk))


def title_of(stage: Stage) -> str:
    """Return what stands on a stage's tab: its number, where it has one, and its name."""
    title = tr(stage.title)
    return f"{stage.number}  {title}" if stage.number else title
