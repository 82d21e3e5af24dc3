"""The Foundation tab: purpose, values, people and outcome-based job descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.engagement import Client, Consultant, Engagement
from app.domain.outcomes import JobDescription, JobStatus, Measure, Outcome
from app.domain.people import Position
from app.domain.values import ValueItem, ValueStatus
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.culture import CompetenciesPart, ValuesPart
from app.stages.foundation.page.jobs import JobsPart
from app.stages.foundation.page.outcome_map import OutcomeMapPart
from app.stages.foundation.page.people import PeoplePart
from app.stages.foundation.page.shared import today
from app.ui import dialogs
from app.ui.forms import Form, Section, Spec
from app.ui.layout import Card, EmptyState, Rows, Scroll
from app.ui.page import Page
from app.ui.sections import Part, Sections

if TYPE_CHECKING:
    from app.ui.desk import Desk

__all__ = [
    "CompetenciesPart",
    "FoundationPage",
    "JobsPart",
    "OutcomeMapPart",
    "PeoplePart",
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
        desk.watch(
            self, (Client, ValueItem, JobDescription, Outcome, Measure, Position), self.refresh
        )

    def refresh(self) -> None:
        """Say how far the foundation has come."""
        if self.desk.read(queries.client_facts) is None:
            self.strip([])
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
            Part("engagement", tr("Engagement"), self._make_engagement, "briefcase-business"),
        ]
        return Sections(
            tr("Foundation"), parts, at="left", places=self.desk.places, title=tr("Foundation")
        )

    def _begin(self) -> None:
        """Ask for the client's name and begin."""
        if name := dialogs.ask_text(self, tr("What is the company called?")):
            self.desk.do(actions.ensure_client, name)

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
        return PeoplePart(self.desk)

    def _make_jobs(self) -> QWidget:
        part = JobsPart(self.desk)
        part.paper_asked.connect(self.paper_asked)
        return part

    def _make_engagement(self) -> QWidget:
        facts = self.desk.read(queries.client_facts)
        engagement = Form(
            self.desk,
            Engagement,
            ["title", ("reference", "status"), ("start_date", "planned_months"), "credit_line"],
        )
        consultant = Form(
            self.desk,
            Consultant,
            [("name", "firm"), ("email", "phone"), "address", ("motto", "accent_color")],
        )
        engagement.open(facts.engagement_id if facts else None)
        consultant.open(facts.consultant_id if facts else None)
        return Scroll(Rows(Card(tr("Engagement"), engagement), Card(tr("Consultant"), consultant)))
