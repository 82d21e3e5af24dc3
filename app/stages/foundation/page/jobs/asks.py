"""Which competencies a job asks for, and at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.domain.ids import CompetencyId, JobCompetencyId, JobDescriptionId
from app.domain.outcomes import JobCompetency
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.jobs.chapter import FROZEN, Chapter, is_frozen
from app.stages.foundation.page.shared import fill
from app.ui import theme
from app.ui.forms import Form
from app.ui.layout import Card, Hint, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.stages.foundation.page.jobs.checks import Place
    from app.stages.foundation.queries import JobView
    from app.ui.desk import Desk

_HIGH = 240


class AsksPart(Chapter):
    """The competencies of a job; the core ones hold for everyone and are named first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.job_id = ""
        self._named: frozenset[str] = frozenset()
        self.asks = RecordTable(
            [
                Column(tr("Competency"), "name", 4, strong=True),
                Column(tr("Holds for"), "scope", 2),
                Column(tr("Level asked for"), "required_level", 2, paint="dots"),
                Column(tr("Weight"), "weight", align="right"),
            ],
            tr("Competencies of the job"),
        )
        self.asks.setMinimumHeight(theme.scaled(_HIGH))
        self.form = Form(desk, JobCompetency, [("required_level", "weight")])
        told = Hint(
            tr(
                "Core competencies hold for everyone; name those this job needs at a certain "
                "level, and the ones of its own. Weights are all 0, or add to 100."
            )
        )
        told.setWordWrap(True)
        card = Card(tr("What the job asks for"), told, self.asks, self.form)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._add)
        self.add = card.command(tr("Add"), self._nothing, icon="plus")
        self.add.offer(self._menu)
        self.remove = card.command(tr("Remove"), self._remove, icon="trash-2")
        self.asks.chosen.connect(self._choose)
        fill(self, Scroll(card))

    def open(self, view: JobView | None) -> None:
        """Show what a version asks for."""
        self.job_id = view.id if view else ""
        asks = view.job.competencies if view else ()
        self._named = frozenset(ask.competency_id for ask in asks)
        frozen = is_frozen(view)
        self.asks.show_rows(asks)
        self.form.open(self.asks.current_id or None)
        self.form.read_only(frozen, tr(FROZEN))
        for command in (self.add, self.remove):
            command.setEnabled(view is not None and not frozen)

    def go_to(self, place: Place) -> None:  # noqa: ARG002 - findings lead to the whole list
        """Put the cursor into the list."""
        self.asks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        self.form.open(key or None)

    def _fill(self) -> None:
        """Offer the competencies that the job does not name yet."""
        self._menu.clear()
        for row in self.desk.read(queries.competencies):
            if row.id not in self._named:
                words = f"{row.name}  ·  {tr(row.scope.label)}".replace("&", "&&")
                self._menu.addAction(words).setData(row.id)
        if self._menu.isEmpty():
            self._menu.addAction(tr("All competencies are named")).setEnabled(False)

    def _add(self, chosen: QAction) -> None:
        job, competency = JobDescriptionId(self.job_id), CompetencyId(str(chosen.data()))
        self.asks.select(self.desk.do(actions.set_job_competency, job, competency) or "")

    def _remove(self) -> None:
        if key := self.asks.current_id:
            notice = tr("Competency taken off the job")
            self.desk.do(actions.remove_job_competency, JobCompetencyId(key), notice=notice)

    def _nothing(self) -> None:
        """The menu does what there is to do."""
