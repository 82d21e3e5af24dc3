"""The opening: for what, and by which criteria candidates are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.outcomes import JobDescription
from app.host.language import ntr, tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import Choices, fill
from app.stages.selection.records import Criterion, CriterionKind, Guide, Requisition
from app.ui import dialogs, theme
from app.ui.forms import Form
from app.ui.layout import Card, Pill, PlainLabel, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


_FEWEST, _MOST = 5, 8
"""Fewer criteria hardly describe a job; more are not kept apart in one hour."""


class OpeningPart(QWidget):
    """Facts of the opening, and its criteria with weights, floors and reasons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.heading = PlainLabel("", role="lead", wrap=True)
        self.facts = Form(
            desk,
            Requisition,
            [
                ("number", "reason", "openings"),
                ("hiring_leader_id", "opened_on", "target_start"),
                ("names_off", "pay_range_lo", "pay_range_hi"),
                "posting_text",
            ],
            options={"hiring_leader_id": self._colleagues},
        )
        self.table = RecordTable(
            [
                Column("", "code", strong=True),
                Column(tr("Criterion"), "name", 6),
                Column(tr("From"), "kind", 2),
                Column(tr("Weight"), "weight", align="right"),
                Column(tr("Floor"), "floor", align="right"),
            ],
            tr("Criteria"),
        )
        self.table.setMinimumHeight(theme.scaled(270))
        self.form = Form(desk, Criterion, [("weight", "floor"), "rationale"])
        self.weights = Form(desk, Guide, ["weights_reason"])
        self.total = Pill()
        self.table.chosen.connect(self._choose)
        self._lay_out()
        desk.watch(self, (Requisition, Criterion, Guide, JobDescription), self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read the opening and its criteria again."""
        if not self.requisition_id:
            self.facts.open(None)
            self.weights.open(None)
            self.table.show_rows(())
            return
        row = self.desk.read(queries.requisition, self.requisition_id)
        self.heading.setText(row.primary_outcome)
        self.facts.open(row.id)
        self.table.show_rows(self.desk.read(queries.criteria, row.id))
        count = len(self.table.records.rows)
        whole = row.weight_total == 100 and _FEWEST <= count <= _MOST
        said = ntr("{k} criterion, weights {n} of 100", "{k} criteria, weights {n} of 100", count)
        self.total.tell(said.format(k=count, n=row.weight_total), "good" if whole else "warn")
        reason = tr("The guide is locked: criteria and weights stay, so that all are judged alike.")
        self.weights.open(row.guide_id)
        for form in (self.form, self.weights):
            form.read_only(row.frozen, reason if form is self.form else "")
        for command in self._changing:
            command.setEnabled(not row.frozen)

    def _lay_out(self) -> None:
        facts = Card(tr("The opening"), self.heading, self.facts)
        facts.command(tr("Remove"), self._remove_opening, icon="trash-2")
        judged = Card(
            tr("Criteria"),
            self.table,
            self.form,
            self.weights,
            hint=tr("Five to eight, from outcomes and competencies; each with a reason."),
        )
        judged.head(self.total)
        add = judged.command(tr("Add"), self._nothing, icon="plus")
        self.targets = Choices(self, self._targets, self._add, tr("Everything is a criterion"))
        add.offer(self.targets)
        skill = judged.command(tr("Own skill"), self._add_skill)
        spread = judged.command(tr("Spread weights"), self._spread, icon="scale")
        drop = judged.command(tr("Remove"), self._remove, icon="trash-2")
        self._changing = (add, skill, spread, drop)
        fill(self, Scroll(Rows(facts, judged)))

    def _choose(self, criterion_id: str) -> None:
        self.form.open(criterion_id or None)

    def _colleagues(self) -> list[tuple[str, str]]:
        return list(self.desk.read(queries.colleagues))

    def _targets(self) -> list[tuple[str, str]]:
        if not self.requisition_id:
            return []
        found = self.desk.read(queries.targets, self.requisition_id)
        return [(f"{t.kind.value} {t.id}", f"{t.name}  ·  {tr(t.kind.label)}") for t in found]

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _add(self, target: str) -> None:
        kind, _, key = target.partition(" ")
        is_outcome = CriterionKind(kind) is CriterionKind.outcome
        add = actions.add_outcome if is_outcome else actions.add_competency
        self.table.select(self.desk.do(add, self.requisition_id, key) or "")

    def _add_skill(self) -> None:
        name = dialogs.ask_text(self, tr("What can the person do on the first day?"))
        if name and (reason := dialogs.ask_text(self, tr("Why does the job need it?"))):
            done = self.desk.do(actions.add_skill, self.requisition_id, name, reason)
            self.table.select(done or "")

    def _spread(self) -> None:
        self.desk.do(actions.spread_weights, self.requisition_id)

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_criterion, key, notice=tr("Criterion removed"))

    def _remove_opening(self) -> None:
        notice = tr("Requisition removed")
        self.desk.do(actions.remove_requisition, self.requisition_id, notice=notice)
