"""The numbers of an opening: how far candidates came, and whether hiring treats groups alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.calendar import said
from app.domain.scales import plain, shown
from app.host.language import tr
from app.stages.selection import actions, documents, queries
from app.stages.selection.page.computing import compared_computed, funnel_computed
from app.stages.selection.page.shared import fill, free_row, today
from app.stages.selection.queries import CountRow
from app.stages.selection.records import ApplicantCount, Candidate, Decision, Dimension, Interview
from app.stages.selection.rules import FunnelStep
from app.ui import theme
from app.ui.editors import NotReadable
from app.ui.layout import Button, Card, Columns, PlainLabel, Row, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_GIVEN = ("dimension", "group_label", "applicants", "interviewed", "selected", "occasion")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the funnel as it is listed."""

    id: str
    name: str
    count: str
    share: str
    days: str


@dataclass(frozen=True, slots=True)
class CountLine:
    """A count of applicants as it is listed."""

    id: str
    hires: str
    group: str
    numbers: str


class NumbersPart(QWidget):
    """The funnel, and the counts that are kept apart from every candidate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.steps = RecordTable(
            [
                Column(tr("Step"), "name", 3, strong=True),
                Column(tr("Candidates"), "count", align="right"),
                Column(tr("Of the step before"), "share", 2, align="right"),
                Column(tr("Days, median"), "days", 2, align="right"),
            ],
            tr("How far candidates came"),
        )
        self.steps.setMinimumHeight(theme.scaled(230))
        self.ratio = PlainLabel("", role="soft", wrap=True)
        self.table = RecordTable(
            [
                Column(tr("For which hires"), "hires", 4),
                Column(tr("Group"), "group", 2, strong=True),
                Column(tr("Applied · interviewed · selected"), "numbers", 3, align="right"),
            ],
            tr("Counts of applicants"),
        )
        self.table.setMinimumHeight(theme.scaled(190))
        self.fields = {name: free_row(ApplicantCount, name) for name in _GIVEN}
        self.here = PlainLabel("", wrap=True)
        self.year = PlainLabel("", wrap=True)
        self.how = PlainLabel("", role="soft", wrap=True)
        self._lay_out()
        desk.watch(self, (ApplicantCount, Candidate, Decision, Interview), self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the numbers of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        if not self.requisition_id:
            return
        found = self.desk.read(queries.funnel, self.requisition_id)
        self.steps.show_rows([_step_line(step) for step in found.steps])
        self.ratio.setText(documents.ratio_in_words(found))
        self.table.show_rows([_count_line(row) for row in self.desk.read(queries.counts)])
        self.here.setText(self._said(self.requisition_id))
        self.year.setText(self._said(None))
        groups = self._computed(self.requisition_id) + self._computed(None)
        self.how.setText("\n\n".join(dict.fromkeys((funnel_computed(found), *groups))))

    def _lay_out(self) -> None:
        came = Card(tr("How far candidates came"), self.steps, self.ratio, share=0)
        kept = Card(
            tr("Counts of applicants"),
            self.table,
            hint=tr("From slips filled in apart. No name is kept with them, nobody is joined."),
            share=3,
        )
        kept.command(tr("Remove"), self._remove, icon="trash-2")
        first, more = (
            self.fields,
            Row(
                Button(tr("Count for this opening"), self._add_here, icon="plus"),
                Button(tr("Count for other hires"), self._add_elsewhere),
                None,
            ),
        )
        entry = Card(
            tr("A group"),
            Columns(first["dimension"], first["group_label"]),
            Columns(first["applicants"], first["interviewed"], first["selected"]),
            first["occasion"],
            more,
            share=2,
        )
        here = Card(tr("This opening"), self.here)
        year = Card(
            tr("All hires of twelve months"),
            self.year,
            hint=tr("Small openings say little alone; judge over a year."),
        )
        how = Card(tr("How was this computed?"), self.how, share=0)
        both = Columns(here.stretch(), year.stretch())
        body = Rows(came, Columns(kept, entry.stretch()), both, how)
        fill(self, Scroll(body))

    def _said(self, requisition_id: str | None) -> str:
        """Return what the counts say in words; the state always stands in the sentence."""
        found = self.desk.read(queries.fairness, requisition_id)
        lines = [
            f"{tr(part.dimension.label)}: {documents.state_in_words(one)}"
            for part in found.parts
            for one in part.selections
        ]
        return "\n\n".join(lines) or tr("Nothing is counted yet, or one group only.")

    def _computed(self, requisition_id: str | None) -> list[str]:
        """Return how the groups were compared, pair by pair."""
        found = self.desk.read(queries.fairness, requisition_id)
        return [
            f"{tr(part.dimension.label)}, {one.low.label} / {one.high.label}: {how}"
            for part in found.parts
            for one in part.selections
            if (how := compared_computed(one))
        ]

    def _add_here(self) -> None:
        self._add(self.requisition_id)

    def _add_elsewhere(self) -> None:
        self._add(None)

    def _add(self, requisition_id: str | None) -> None:
        """Keep the count of one group."""
        given: dict[str, object] = {}
        for name, row in self.fields.items():
            try:
                given[name] = row.editor.read()
            except NotReadable as trouble:
                row.tell(str(trouble))
                return
            row.tell("")
        dimension = Dimension(str(given["dimension"] or Dimension.sex))
        done = self.desk.do(
            actions.add_count,
            requisition_id,
            str(given["group_label"] or ""),
            dimension=dimension,
            counted_on=today(),
            occasion="" if requisition_id else str(given["occasion"] or ""),
            applicants=given["applicants"] or 0,
            interviewed=given["interviewed"] or 0,
            selected=given["selected"] or 0,
        )
        if done:
            for name in ("group_label", "applicants", "interviewed", "selected"):
                self.fields[name].editor.show(None)

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_count, key, notice=tr("Count removed"))


def _step_line(step: FunnelStep) -> StepLine:
    share = "–" if step.conversion is None else f"{shown(step.conversion * 100, 0)} %"
    days = "–" if step.days is None else f"{plain(step.days)} (n {step.n})"
    return StepLine(step.key, tr(queries.STEPS[step.key]), str(step.count), share, days)


def _count_line(row: CountRow) -> CountLine:
    numbers = f"{row.applicants} · {row.interviewed} · {row.selected}"
    hires = row.hires or (said(row.counted_on) if row.counted_on else "–")
    return CountLine(row.id, hires, row.group, numbers)
