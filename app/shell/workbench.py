"""An open engagement: its tabs in the order of the method, and what is said in passing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QTabWidget, QVBoxLayout, QWidget

from app.host.language import N_, tr
from app.shell.history import HistoryPanel
from app.shell.papers import PapersView
from app.ui import theme
from app.ui.icons import icon
from app.ui.labels import StatusMark
from app.ui.layout import Stack
from app.ui.page import Page
from app.ui.sections import Sections

if TYPE_CHECKING:
    from app.deliverables.figures import RoadState
    from app.stages.stage import Stage
    from app.ui.desk import Desk
    from app.ui.marks import State


_STATES: Mapping[RoadState, tuple[State, str]] = {
    "ahead": ("open", N_("not begun")),
    "under_way": ("part", N_("under way")),
    "arrived": ("done", N_("handed over")),
}


_TAB = "tab"


class TabMark(StatusMark):
    """How far a stage is, on its tab: a ring, half of one, or one with a tick."""

    def __init__(self, desk: Desk, stage: Stage, tabs: QTabWidget, place: int) -> None:
        super().__init__(says=False)
        self._desk, self._stage, self._bar, self._place = desk, stage, tabs.tabBar(), place
        desk.watch(self, stage.turns_on, self.refresh)

    def sizeHint(self) -> QSize:
        """Stand near the own name and apart from the neighbor's."""
        return super().sizeHint() + QSize(theme.space("l"), 0)

    def refresh(self) -> None:
        """Ask the file how far the stage is, and say so."""
        state, words = _STATES[self._desk.read(self._stage.how_far)]
        said = f"{title_of(self._stage)}: {tr(words)}"
        self.tell(state, said)
        self._bar.setAccessibleTabName(self._place, said)


class Workbench(QWidget):
    """The tabs of one engagement. A page is made when its tab is first shown."""

    def __init__(self, desk: Desk, stages: Sequence[Stage]) -> None:
        super().__init__()
        self.desk = desk
        self.stages = tuple(stages)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Stages"))
        self.tabs.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
        for stage in self.stages:
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            at = self.tabs.addTab(place, icon(stage.icon), title_of(stage))
            mark = TabMark(desk, stage, self.tabs, at)
            self.tabs.tabBar().setTabButton(at, QTabBar.ButtonPosition.RightSide, mark)
        self.tabs.currentChanged.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.papers: PapersView | None = None
        self._stack = Stack(self.tabs)
        self.history: HistoryPanel | None = None
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._stack, 1)
        column.addLayout(self._row, 1)
        keys = [stage.key for stage in self.stages]
        left_at = desk.places.get(_TAB, "")
        if left_at in keys[1:]:
            self.open(left_at)
        else:
            self._turn(0)

    def help_page(self) -> tuple[str, str]:
        """Return the page of the handbook, and its heading, for what is on the screen."""
        if self.papers is not None and self.papers.isVisible():
            return "papers", ""
        stage = self.stages[self.tabs.currentIndex()]
        sections = self.tabs.currentWidget().findChildren(Sections)
        shown = [one for one in sections if one.isVisible()]
        if any(one.name == "job" for one in shown):
            return "jobs", shown[-1].current_title
        return stage.key, shown[0].current_title if shown else ""

    def open(self, key: str) -> None:
        """Show the tab of a stage."""
        for place, stage in enumerate(self.stages):
            if stage.key == key:
                self.tabs.setCurrentIndex(place)

    def turn_to(self, number: int) -> None:
        """Show the tab at a place, counted from 1; a place without one changes nothing."""
        self.leave_papers()
        if 1 <= number <= self.tabs.count():
            self.tabs.setCurrentIndex(number - 1)

    def show_papers(self, key: str = "", subject: str = "") -> None:
        """Show the papers in the place of the tabs, one of them at once."""
        if self.papers is None:
            self.papers = PapersView(self.desk, self.stages)
            self.papers.left.connect(self.leave_papers)
            self._stack.add(self.papers)
        self._stack.turn_to(self.papers)
        self.papers.show_paper(key, subject)
        self.papers.papers.setFocus()

    def show_instead(self, view: QWidget) -> None:
        """Show a view in the place of the tabs until they are wanted again."""
        if view.parent() is not self._stack:
            self._stack.add(view)
        self._stack.turn_to(view)
        view.setFocus()

    def turn_history(self) -> None:
        """Show the history at the side, or put it away."""
        if self.history is None:
            self.history = HistoryPanel(self.desk)
            self.history.left.connect(self.turn_history)
            self._row.addWidget(self.history)
            self.history.hide()
        self.history.setVisible(self.history.isHidden())
        if self.history.isVisible():
            self.history.sections.setFocus()
        else:
            self.tabs.setFocus()

    def takes(self, path: Path) -> str:
        """Return the key of the stage that takes a file of this name; empty where none does."""
        ending = path.suffix.lower()
        return next((stage.key for stage in self.stages if ending in stage.takes), "")

    def take(self, key: str, paths: Sequence[Path]) -> None:
        """Show the tab of a stage and give it files that were dropped."""
        self.leave_papers()
        self.open(key)
        for page in self.tabs.currentWidget().findChildren(Page):
            page.take_files(paths)

    def leave_papers(self) -> None:
        """Show the tabs again."""
        self._stack.turn_to(self.tabs)

    def _turn(self, place: int) -> None:
        """Make the page of a tab that is shown for the first time."""
        holder = self.tabs.widget(place)
        layout = holder.layout() if holder else None
        self.desk.places[_TAB] = self.stages[place].key
        if layout is not None and layout.count() == 0:
            made: Page = self.stages[place].page(self.desk)
            made.paper_asked.connect(self.show_papers)
            layout.addWidget(made)


def title_of(stage: Stage) -> str:
    """Return what stands on a stage's tab: its number, where it has one, and its name."""
    title = tr(stage.title)
    return f"{stage.number}  {title}" if stage.number else title
