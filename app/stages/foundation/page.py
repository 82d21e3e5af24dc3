"""The Foundation tab: purpose, values, people and outcome-based job descriptions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.engagement import Client, Consultant, Engagement
from app.domain.ids import JobDescriptionId, OutcomeId, PositionId, ValueItemId
from app.domain.outcomes import JobDescription, JobStatus, Measure, Outcome
from app.domain.people import Employment, Person, Position, Team
from app.domain.values import ValueItem, ValueStatus
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.rules import Finding, MeasureFacts, OutcomeFacts
from app.ui import dialogs
from app.ui.forms import Form, Section
from app.ui.layout import Card, Columns, EmptyState, PlainLabel, Rows, Scroll
from app.ui.page import Page
from app.ui.sections import Part, Sections
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_PURPOSE = (
    "name",
    "purpose",
    "one_big_thing",
    Section("Three circles"),
    ("circle_passion", "circle_best", "circle_engine"),
    "engine_measure",
    "distinctiveness",
    "story_of_best",
)
_JOB = (
    "purpose",
    "purpose_link",
    "primary_outcome",
    Section("Freedom and limits"),
    ("freedom", "limits", "informs"),
    Section("What an employer adds"),
    "essential_functions",
    "conditions",
    "day_one_needs",
    "growth",
    ("effective_on", "reviewed_on"),
)


def _today() -> date:
    """Return the day on this computer's calendar."""
    return datetime.now().astimezone().date()


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
        positions = self.desk.read(queries.positions, today=_today())
        adopted = sum(value.status is ValueStatus.adopted for value in values)
        drafts = (JobStatus.draft, JobStatus.review, None)
        in_force = sum(
            row.job_status not in drafts or row.in_force not in ("", row.job_id)
            for row in positions
        )
        self.strip(
            [
                (tr("Values adopted"), str(adopted)),
                (tr("Job descriptions in force"), f"{in_force} / {len(positions)}"),
                (tr("To look into"), str(sum(row.stops + row.warnings for row in positions))),
            ]
        )

    def _make_sections(self) -> Sections:
        """Make the sub pages; each is filled when it is first opened."""
        parts = [
            Part("purpose", tr("Purpose"), self._make_purpose, "compass"),
            Part("values", tr("Values"), self._make_values, "heart-handshake"),
            Part("people", tr("People"), self._make_people, "users"),
            Part("jobs", tr("Job descriptions"), self._make_jobs, "target"),
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
        form = Form(self.desk, Client, _PURPOSE)
        form.open(facts.client_id if facts else None)
        return Scroll(Card(tr("Why the company exists"), form))

    def _make_values(self) -> QWidget:
        return ValuesPart(self.desk)

    def _make_people(self) -> QWidget:
        return PeoplePart(self.desk)

    def _make_jobs(self) -> QWidget:
        return JobsPart(self.desk)

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


class ValuesPart(QWidget):
    """The values at the left, the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        columns = [Column(tr("Value"), "name", 2, strong=True), Column(tr("Status"), "status")]
        self.table = RecordTable(columns, tr("Values"))
        self.form = Form(
            desk, ValueItem, ["name", "meaning", ("seen_when", "not_seen_when"), "story"]
        )
        self.table.chosen.connect(self._open)
        values = Card(tr("Values"), self.table, share=2)
        values.command(tr("Add"), self._add, icon="plus")
        chosen = Card(tr("The chosen value"), self.form, share=3)
        chosen.command(tr("Adopt"), self._adopt, icon="check")
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        _fill(self, Columns(values, chosen))
        desk.watch(self, (ValueItem,), self.refresh)

    def refresh(self) -> None:
        """Read the values again."""
        self.table.show_rows(self.desk.read(queries.values))

    def _open(self, value_id: str) -> None:
        self.form.open(value_id or None)

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the value called?")):
            self.table.select(self.desk.do(actions.add_value, name) or "")

    def _adopt(self) -> None:
        if value_id := self.table.current_id:
            self.desk.do(actions.adopt_value, ValueItemId(value_id), _today())

    def _remove(self) -> None:
        if value_id := self.table.current_id:
            notice = tr("Value removed")
            self.desk.do(actions.remove_value, ValueItemId(value_id), notice=notice)


class PeoplePart(QWidget):
    """Everyone with position and leader, the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        columns = [
            Column(tr("Name"), "name", 2, strong=True),
            Column(tr("Position"), "position", 2),
            Column(tr("Leader"), "leader", 2),
        ]
        self.table = RecordTable(columns, tr("People"))
        self.form = Form(
            desk, Person, ["display_name", "pronunciation", ("email", "phone"), "kind"]
        )
        self.table.chosen.connect(self._open)
        everyone = Card(tr("People"), self.table, share=3)
        everyone.command(tr("Add"), self._add, icon="user-plus")
        _fill(self, Columns(everyone, Card(tr("The chosen person"), self.form, share=2)))
        desk.watch(self, (Person, Employment, Position, Team), self.refresh)

    def refresh(self) -> None:
        """Read the people again."""
        self.table.show_rows(self.desk.read(queries.people))

    def _open(self, person_id: str) -> None:
        self.form.open(person_id or None)

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the person called?")):
            self.table.select(self.desk.do(actions.add_person, name) or "")


class JobsPart(QWidget):
    """Positions at the left; the chosen one's job description with its checks at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.job_id = ""
        self.positions = RecordTable(
            [
                Column(tr("Position"), "title", 4, strong=True),
                Column(tr("Status"), "job_status", 2),
                Column(tr("Stops"), "stops", align="right"),
                Column(tr("Hints"), "warnings", align="right"),
            ],
            tr("Positions"),
        )
        self.outcomes = RecordTable(
            [
                Column("", "code", strong=True),
                Column(tr("Destination"), "statement", 7),
                Column(tr("Weight"), "weight", 2, align="right"),
            ],
            tr("Destinations"),
        )
        self.measures = RecordTable(
            [
                Column(tr("Measure"), "name", 3),
                Column(tr("From"), "baseline", align="right"),
                Column(tr("To"), "target", align="right"),
                Column(tr("By"), "due"),
            ],
            tr("Measures"),
        )
        for table in (self.outcomes, self.measures):
            table.setMinimumHeight(200)
        self.job = Form(desk, JobDescription, _JOB)
        self.outcome = Form(desk, Outcome, ["statement", ("weight", "result_part")])
        self.measure = Form(
            desk,
            Measure,
            ["name", ("kind", "unit"), ("baseline", "target"), ("due", "frequency"),
             "source", "is_lead"],
        )  # fmt: skip
        self.findings = PlainLabel("", wrap=True)
        self._facts: tuple[OutcomeFacts, ...] = ()
        self._lay_out()
        self.positions.chosen.connect(self._open)
        self.outcomes.chosen.connect(self._open_outcome)
        self.measures.chosen.connect(self._open_measure)
        desk.watch(self, (JobDescription, Outcome, Measure, Position, Employment), self.refresh)

    def refresh(self) -> None:
        """Read the positions and the chosen job description again."""
        self.positions.show_rows(self.desk.read(queries.positions, today=_today()))
        self._open(self.positions.current_id)

    def _lay_out(self) -> None:
        """Put the list at the left and the job description at the right."""
        left = Card(tr("Positions"), self.positions, share=2)
        left.command(tr("Add"), self._add_position, icon="plus")
        whole = Card(tr("Outcome-based job description"), self.job)
        whole.command(tr("Begin"), self._begin, icon="file-plus")
        whole.command(tr("Adopt"), self._adopt, icon="check")
        ends = Card(tr("Destinations"), self.outcomes, self.outcome)
        ends.command(tr("Add"), self._add_outcome, icon="plus")
        ends.command(tr("Spread weights"), self._spread, icon="scale")
        signs = Card(tr("How we will know"), self.measures, self.measure)
        signs.command(tr("Add"), self._add_measure, icon="plus")
        checks = Card(tr("To look into"), self.findings)
        _fill(self, Columns(left, Rows(checks, ends, signs, whole, share=3)))

    def _open(self, position_id: str) -> None:
        """Show the newest version of a position's job description."""
        found = self.desk.read(queries.newest_job, position_id) if position_id else None
        self.job_id = found or ""
        self.job.open(found)
        self._facts = ()
        if found is None:
            self.findings.setText(tr("This position has no job description yet. Begin one."))
            self.outcomes.show_rows(())
            return
        view = self.desk.read(queries.job_view, found)
        self._facts = view.job.outcomes
        frozen = view.job.status in (JobStatus.adopted, JobStatus.superseded)
        reason = tr("Version {n} was adopted. Begin a new one to change it.")
        for form in (self.job, self.outcome, self.measure):
            form.read_only(frozen, reason.format(n=view.job.version) if form is self.job else "")
        self.outcomes.show_rows(self._facts)
        self._open_outcome(self.outcomes.current_id)
        self.findings.setText(_said(self.desk.read(queries.findings, found, today=_today())))

    def _open_outcome(self, outcome_id: str) -> None:
        self.outcome.open(outcome_id or None)
        self.measures.show_rows(self._measures_of(outcome_id))

    def _open_measure(self, measure_id: str) -> None:
        self.measure.open(measure_id or None)

    def _measures_of(self, outcome_id: str) -> tuple[MeasureFacts, ...]:
        return next((o.measures for o in self._facts if o.id == outcome_id), ())

    def _add_position(self) -> None:
        if title := dialogs.ask_text(self, tr("What is the position called?")):
            self.positions.select(self.desk.do(actions.add_position, title) or "")

    def _begin(self) -> None:
        """Begin the first version, or a new one of what was adopted."""
        if position_id := self.positions.current_id:
            begin = actions.begin_new_version if self.job_id else actions.start_job
            self.desk.do(begin, PositionId(position_id))

    def _adopt(self) -> None:
        if self.job_id:
            self.desk.do(actions.adopt_job, JobDescriptionId(self.job_id), _today())

    def _add_outcome(self) -> None:
        if not self.job_id:
            return
        if text := dialogs.ask_text(self, tr("What is true when it has been reached?")):
            job = JobDescriptionId(self.job_id)
            self.outcomes.select(self.desk.do(actions.add_outcome, job, text) or "")

    def _spread(self) -> None:
        if self.job_id:
            self.desk.do(actions.spread_weights, JobDescriptionId(self.job_id))

    def _add_measure(self) -> None:
        if not self.outcomes.current_id:
            return
        if name := dialogs.ask_text(self, tr("How would a stranger know?")):
            outcome = OutcomeId(self.outcomes.current_id)
            self.measures.select(self.desk.do(actions.add_measure, outcome, name) or "")


def _said(findings: tuple[Finding, ...]) -> str:
    """Return findings as lines: where, what is so, what to do."""
    if not findings:
        return tr("Nothing: this description can be handed over.")
    return "\n".join(f"{f.code}  {f.where}: {f.message} {f.what_to_do}" for f in findings)


def _fill(place: QWidget, widget: QWidget) -> None:
    """Let a widget fill another."""
    from PySide6.QtWidgets import QVBoxLayout

    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
