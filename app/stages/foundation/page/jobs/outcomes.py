"""The outcomes of a job with their weights, and how a stranger would know each was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.ids import JobDescriptionId, MeasureId, OutcomeId
from app.domain.outcomes import CompanyResult, Measure, Outcome
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.jobs.chapter import FROZEN, Chapter, is_frozen
from app.stages.foundation.page.shared import fill
from app.ui import dialogs, theme
from app.ui.forms import Form
from app.ui.layout import Card, Hint, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.stages.foundation.page.jobs.checks import Place
    from app.stages.foundation.queries import JobView
    from app.stages.foundation.rules import MeasureFacts, OutcomeFacts
    from app.ui.desk import Desk

_WHOLE = 100
_HIGH = 176


class OutcomesPart(Chapter):
    """Outcomes above, the chosen one's measures below; each with its fields."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.job_id = ""
        self._facts: tuple[OutcomeFacts, ...] = ()
        self.outcomes = RecordTable(
            [
                Column("", "code", strong=True),
                Column(tr("Outcome"), "statement", 7),
                Column(tr("Weight"), "weight", align="right"),
            ],
            tr("Outcomes"),
        )
        self.measures = RecordTable(
            [
                Column(tr("Measure"), "name", 4),
                Column(tr("From"), "baseline", align="right"),
                Column(tr("To"), "target", align="right"),
                Column(tr("Unit"), "unit", 2),
                Column(tr("By"), "due"),
            ],
            tr("Measures"),
        )
        self.outcomes.setMinimumHeight(theme.scaled(_HIGH))
        self.measures.setMinimumHeight(theme.scaled(_HIGH * 3 // 4))
        self.sum = Hint("")
        self.outcome = Form(
            desk,
            Outcome,
            ["statement", ("weight", "company_result_id", "result_part")],
            options={"company_result_id": self._results},
        )
        self.measure = Form(
            desk,
            Measure,
            ["name", ("kind", "unit", "frequency"), ("baseline", "target", "due"),
             ("range_lo", "range_hi", "tolerance"), ("baseline_by", "aggregate", "is_lead"),
             "source"],
        )  # fmt: skip
        self._lay_out()
        self.outcomes.chosen.connect(self._open_outcome)
        self.measures.chosen.connect(self._open_measure)
        desk.watch(self, (CompanyResult,), self.outcome.refresh)

    def open(self, view: JobView | None) -> None:
        """Show the outcomes of a version."""
        self.job_id = view.id if view else ""
        self._facts = view.job.outcomes if view else ()
        frozen = is_frozen(view)
        self.outcome.read_only(frozen, tr(FROZEN))
        self.measure.read_only(frozen)
        for command in self._changing:
            command.setEnabled(view is not None and not frozen)
        self.outcomes.show_rows(self._facts)
        self._tell_sum()
        self._open_outcome(self.outcomes.current_id)

    def go_to(self, place: Place) -> None:
        """Choose an outcome, a measure, and put the cursor into a field."""
        if place.outcome:
            self.outcomes.select(place.outcome)
        form = self.outcome
        if place.measure:
            self.measures.select(place.measure)
            form = self.measure
        if place.field:
            form.editor(place.field).editor.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.outcomes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        """Put the outcomes above the measures."""
        ends = Card(tr("Outcomes"), self.outcomes, self.sum, self.outcome)
        signs = Card(tr("How we will know"), self.measures, self.measure)
        self._changing = (
            ends.command(tr("Add"), self.add_outcome, icon="plus"),
            ends.command(tr("Up"), self._up, icon="arrow-up"),
            ends.command(tr("Down"), self._down, icon="arrow-down"),
            ends.command(tr("Spread weights"), self._spread, icon="scale"),
            ends.command(tr("Remove"), self._remove_outcome, icon="trash-2"),
            signs.command(tr("Add"), self.add_measure, icon="plus"),
            signs.command(tr("Remove"), self._remove_measure, icon="trash-2"),
        )
        fill(self, Scroll(Rows(ends, signs)))

    def _tell_sum(self) -> None:
        """Say how much the weights add to while there is something to add."""
        total = sum(outcome.weight for outcome in self._facts)
        if total == _WHOLE or not self._facts:
            self.sum.setText("")
        elif total < _WHOLE:
            self.sum.setText(
                tr("The weights add to {total} of 100: {rest} to give.").format(
                    total=total, rest=_WHOLE - total
                )
            )
        else:
            self.sum.setText(
                tr("The weights add to {total}: {rest} more than 100.").format(
                    total=total, rest=total - _WHOLE
                )
            )
        self.sum.setVisible(bool(self.sum.text()))

    def _open_outcome(self, outcome_id: str) -> None:
        self.outcome.open(outcome_id or None)
        self.measures.show_rows(self._measures_of(outcome_id))
        self._open_measure(self.measures.current_id)

    def _open_measure(self, measure_id: str) -> None:
        self.measure.open(measure_id or None)

    def _measures_of(self, outcome_id: str) -> tuple[MeasureFacts, ...]:
        return next((o.measures for o in self._facts if o.id == outcome_id), ())

    def add_outcome(self) -> None:
        """Ask for an outcome and add it at the end."""
        if not self.job_id:
            return
        if text := dialogs.ask_text(self, tr("What is true when it has been reached?")):
            done = self.desk.do(actions.add_outcome, JobDescriptionId(self.job_id), text)
            self.outcomes.select(done or "")

    def add_measure(self) -> None:
        """Ask for a measure and add it to the chosen outcome."""
        if not self.outcomes.current_id:
            return
        if name := dialogs.ask_text(self, tr("How would a stranger know?")):
            outcome = OutcomeId(self.outcomes.current_id)
            self.measures.select(self.desk.do(actions.add_measure, outcome, name) or "")

    def _spread(self) -> None:
        if self.job_id:
            self.desk.do(actions.spread_weights, JobDescriptionId(self.job_id))

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, places: int) -> None:
        if key := self.outcomes.current_id:
            self.desk.do(actions.move_outcome, OutcomeId(key), places)

    def _results(self) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in self.desk.read(queries.outcome_map).results]

    def _remove_outcome(self) -> None:
        if key := self.outcomes.current_id:
            self.desk.do(actions.remove_outcome, OutcomeId(key), notice=tr("Outcome removed"))

    def _remove_measure(self) -> None:
        if key := self.measures.current_id:
            self.desk.do(actions.remove_measure, MeasureId(key), notice=tr("Measure removed"))
