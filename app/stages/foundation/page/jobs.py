"""Positions and their outcome-based job descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.ids import JobDescriptionId, MeasureId, OutcomeId, PositionId
from app.domain.outcomes import JobDescription, JobStatus, Measure, Outcome
from app.domain.people import Employment, Position
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.shared import Findings, fill, today
from app.stages.foundation.rules import MeasureFacts, OutcomeFacts
from app.ui import dialogs, theme
from app.ui.forms import Form, Section, Spec
from app.ui.layout import Card, Columns, Rows
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


class JobsPart(QWidget):
    """Positions at the left; the chosen one's job description with its checks at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.job_id = ""
        self.positions = RecordTable(
            [
                Column(tr("Position"), "title", 4, strong=True),
                Column(tr("Held by"), "holders", 3),
                Column(tr("Version"), "job_version", 2, align="right"),
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
            table.setMinimumHeight(theme.scaled(200))
        self.job = Form(desk, JobDescription, _job_fields())
        self.outcome = Form(
            desk,
            Outcome,
            ["statement", ("weight", "company_result_id", "result_part")],
            options={"company_result_id": self._results},
        )
        self.measure = Form(
            desk,
            Measure,
            ["name", ("kind", "unit"), ("baseline", "target"), ("range_lo", "range_hi"),
             ("tolerance", "due"), ("frequency", "aggregate"), "source", "is_lead"],
        )  # fmt: skip
        self.findings = Findings(tr("Nothing: this description can be handed over."))
        self._facts: tuple[OutcomeFacts, ...] = ()
        self._lay_out()
        self.positions.chosen.connect(self._open)
        self.outcomes.chosen.connect(self._open_outcome)
        self.measures.chosen.connect(self._open_measure)
        desk.watch(self, (JobDescription, Outcome, Measure, Position, Employment), self.refresh)

    def refresh(self) -> None:
        """Read the positions and the chosen job description again."""
        self.positions.show_rows(self.desk.read(queries.positions, today=today()))
        self._open(self.positions.current_id)

    def _lay_out(self) -> None:
        """Put the list at the left and the job description at the right."""
        left = Card(tr("Positions"), self.positions, share=2)
        left.command(tr("Add"), self._add_position, icon="plus")
        whole = Card(tr("Outcome-based job description"), self.job)
        self.begin = whole.command(tr("Begin"), self._begin, icon="file-plus")
        self.adopt = whole.command(tr("Adopt"), self._adopt, icon="check")
        self.discard = whole.command(tr("Discard"), self._discard, icon="trash-2")
        ends = Card(tr("Destinations"), self.outcomes, self.outcome)
        add_end = ends.command(tr("Add"), self._add_outcome, icon="plus")
        spread = ends.command(tr("Spread weights"), self._spread, icon="scale")
        drop_end = ends.command(tr("Remove"), self._remove_outcome, icon="trash-2")
        signs = Card(tr("How we will know"), self.measures, self.measure)
        add_sign = signs.command(tr("Add"), self._add_measure, icon="plus")
        drop_sign = signs.command(tr("Remove"), self._remove_measure, icon="trash-2")
        self._changing = (add_end, spread, drop_end, add_sign, drop_sign, self.adopt, self.discard)
        checks = Card(tr("To look into"), self.findings)
        fill(self, Columns(left, Rows(checks, ends, signs, whole, share=3)))

    def _open(self, position_id: str) -> None:
        """Show the newest version of a position's job description."""
        found = self.desk.read(queries.newest_job, position_id) if position_id else None
        self.job_id = found or ""
        self.job.open(found)
        self._facts = ()
        self._allow(draft=False, known=bool(position_id))
        if found is None:
            none = tr("This position has no job description yet. Begin one.")
            self.findings.tell((), none if position_id else tr("Add a position to begin."))
            self.outcomes.show_rows(())
            return
        view = self.desk.read(queries.job_view, found)
        self._facts = view.job.outcomes
        frozen = view.job.status in (JobStatus.adopted, JobStatus.superseded)
        reason = tr("Version {n} was adopted. Begin a new one to change it.")
        for form in (self.job, self.outcome, self.measure):
            form.read_only(frozen, reason.format(n=view.job.version) if form is self.job else "")
        self._allow(draft=not frozen, known=True)
        self.outcomes.show_rows(self._facts)
        self._open_outcome(self.outcomes.current_id)
        self.findings.tell(self.desk.read(queries.findings, found, today=today()))

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
            self.desk.do(actions.adopt_job, JobDescriptionId(self.job_id), today())

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

    def _allow(self, *, draft: bool, known: bool) -> None:
        """Let only those commands be used that can do something now."""
        for command in self._changing:
            command.setEnabled(draft)
        self.begin.setEnabled(known and not draft)
        self.begin.setText(tr("New version") if self.job_id else tr("Begin"))

    def _results(self) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in self.desk.read(queries.outcome_map).results]

    def _discard(self) -> None:
        if self.job_id:
            notice = tr("Draft discarded")
            self.desk.do(actions.discard_draft, JobDescriptionId(self.job_id), notice=notice)

    def _remove_outcome(self) -> None:
        if key := self.outcomes.current_id:
            notice = tr("Destination removed")
            self.desk.do(actions.remove_outcome, OutcomeId(key), notice=notice)

    def _remove_measure(self) -> None:
        if key := self.measures.current_id:
            notice = tr("Measure removed")
            self.desk.do(actions.remove_measure, MeasureId(key), notice=notice)


def _job_fields() -> list[Spec]:
    """Return the fields of a job description as they stand together."""
    return [
        "purpose",
        "purpose_link",
        "primary_outcome",
        Section(tr("Freedom and limits")),
        ("freedom", "limits", "informs"),
        Section(tr("What an employer adds")),
        "essential_functions",
        "conditions",
        "day_one_needs",
        "growth",
        ("effective_on", "reviewed_on"),
    ]
