"""The Foundation tab: purpose, values, people and outcome-based job descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.engagement import Client
from app.domain.outcomes import JobDescription, JobStatus, Measure, Outcome
from app.domain.people import Position
from app.domain.values import ValueItem, ValueStatus
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.culture import CompetenciesPart, ValuesPart
from app.stages.foundation.page.engagement import EngagementPart
from app.stages.foundation.page.evidence import RecordPart
from app.stages.foundation.page.jobs import JobsPart
from app.stages.foundation.page.outcome_map import OutcomeMapPart
from app.stages.foundation.page.people import OrganizationPart
from app.stages.foundation.page.shared import today
from app.ui import dialogs
from app.ui.forms import Form, Section, Spec
from app.ui.layout import Card, EmptyState, Scroll
from app.ui.page import Page
from app.ui.sections import Part, Sections

if TYPE_CHECKING:
    from app.ui.desk import Desk

__all__ = [
    "CompetenciesPart",
    "FoundationPage",
    "JobsPart",
    "OrganizationPart",
    "OutcomeMapPart",
    "ValuesPart",
]


def _purpose_fields() -> list[Spec]:
    """Return the fields of the company as they stand together."""
    return [
        "name",
        "purpose",
        "one_big_thing",
        Section(tr("Three circles")),
        ("circle_passion", "circle_best", "circle_engine"),
        "engine_measure",
        "distinctiveness",
        "story_of_best",
    ]


class FoundationPage(Page):
    """Sub pages at the left, the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            tr("Foundation"),
            tr("Purpose, values and outcomes come first; every stage refers to them."),
        )
        self.sections: Sections | None = None
        self.print = self.command(tr("Print"), self._nothing, icon="printer")
        self.print.offer(self._offer_papers())
        desk.watch(
            self, (Client, ValueItem, JobDescription, Outcome, Measure, Position), self.refresh
        )

    def refresh(self) -> None:
        """Say how far the foundation has come."""
        if self.desk.read(queries.client_facts) is None:
            self.strip([])
            self.print.hide()
            self.empty(
                EmptyState(
                    tr("The foundation begins with the company: who it is and why it exists."),
                    tr("Name the client"),
                    self._begin,
                    title=tr("Nothing is written yet"),
                )
            )
            return
        if self.sections is None:
            self.sections = self._make_sections()
            self.body(self.sections)
        self.empty(None)
        self.print.show()
        values = self.desk.read(queries.values)
        positions = self.desk.read(queries.positions, today=today())
        adopted = sum(value.status is ValueStatus.adopted for value in values)
        drafts = (JobStatus.draft, JobStatus.review, None)
        in_force = sum(
            row.job_status not in drafts or row.in_force not in ("", row.job_id)
            for row in positions
        )
        self.strip(
            [
                (tr("Values adopted"), str(adopted)),
                (tr("Jobs adopted"), f"{in_force} / {len(positions)}"),
                (tr("Open findings"), str(sum(row.stops + row.warnings for row in positions))),
            ]
        )

    def _make_sections(self) -> Sections:
        """Make the sub pages; each is filled when it is first opened."""
        parts = [
            Part("purpose", tr("Purpose"), self._make_purpose, "compass"),
            Part("values", tr("Values"), self._make_values, "heart-handshake"),
            Part("competencies", tr("Competencies"), self._make_competencies, "award"),
            Part("people", tr("People"), self._make_people, "users"),
            Part("jobs", tr("Job descriptions"), self._make_jobs, "target"),
            Part("map", tr("Outcome map"), self._make_map, "route"),
            Part("record", tr("On record"), self._make_record, "notebook-pen"),
            Part("engagement", tr("Engagement"), self._make_engagement, "briefcase-business"),
        ]
        return Sections(
            tr("Foundation"), parts, at="left", places=self.desk.places, title=tr("Foundation")
        )

    def _begin(self) -> None:
        """Ask for the client's name and begin."""
        if name := dialogs.ask_text(self, tr("What is the company called?")):
            settings = self.desk.settings
            self.desk.do(actions.ensure_client, name, str(settings.paper) if settings else "")

    def _make_purpose(self) -> QWidget:
        facts = self.desk.read(queries.client_facts)
        self.purpose = Form(self.desk, Client, _purpose_fields())
        self.purpose.open(facts.client_id if facts else None)
        return Scroll(Card(tr("Why the company exists"), self.purpose))

    def _make_values(self) -> QWidget:
        return ValuesPart(self.desk)

    def _make_competencies(self) -> QWidget:
        return CompetenciesPart(self.desk)

    def _make_map(self) -> QWidget:
        return OutcomeMapPart(self.desk)

    def _make_people(self) -> QWidget:
        return OrganizationPart(self.desk)

    def _make_jobs(self) -> QWidget:
        part = JobsPart(self.desk)
        part.paper_asked.connect(self.paper_asked)
        return part

    def _make_engagement(self) -> QWidget:
        return EngagementPart(self.desk)

    def _make_record(self) -> QWidget:
        return RecordPart(self.desk)

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _offer_papers(self) -> QMenu:
        """Make the menu of what the foundation puts on paper."""
        menu = QMenu(self)
        for key, words in (
            ("purpose-and-values", tr("Purpose and values")),
            ("competency-guide", tr("Core competency guide")),
            ("job-description", tr("Job descriptions")),
            ("outcome-map", tr("Outcome map")),
            ("old-and-new", tr("Old and new")),
        ):
            menu.addAction(words).setData(key)
        menu.triggered.connect(self._ask_for_paper)
        return menu

    def _ask_for_paper(self, chosen: QAction) -> None:
        self.paper_asked.emit(str(chosen.data()), "")
