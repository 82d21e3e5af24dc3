"""The outcome map: each result of the company with a name beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.ids import CompanyResultId
from app.domain.outcomes import CompanyResult, JobDescription, Outcome
from app.domain.people import Position
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.shared import Findings, fill
from app.ui import dialogs
from app.ui.forms import Form
from app.ui.layout import Card, Columns, PlainLabel, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _MapLine:
    """A result as a line of the table."""

    id: str
    name: str
    owners: tuple[str, ...]
    sharers: tuple[str, ...]


class OutcomeMapPart(QWidget):
    """Results with who owns and shares them at the left, the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        columns = [
            Column(tr("Company result"), "name", 3, strong=True),
            Column(tr("Owned by"), "owners", 2),
        ]
        self.table = RecordTable(columns, tr("Outcome map"))
        self.form = Form(
            desk,
            CompanyResult,
            [
                "name",
                ("unit", "lower_is_better"),
                ("start_value", "middle_value", "end_value"),
            ],
        )
        self.gaps = Findings(tr("Nothing: each result has one owner."))
        self.table.chosen.connect(self._open)
        results = Card(tr("Outcome map"), self.table, share=3)
        results.command(tr("Add"), self._add, icon="plus")
        self.shared = PlainLabel("", role="soft", wrap=True)
        chosen = Card(tr("The chosen result"), self.form, self.shared)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        fill(self, Columns(results, Scroll(Rows(chosen, Card(tr("Gaps"), self.gaps)), share=2)))
        desk.watch(self, (CompanyResult, Outcome, JobDescription, Position), self.refresh)

    def refresh(self) -> None:
        """Read the map again."""
        found = self.desk.read(queries.outcome_map)
        lines = [
            _MapLine(
                result.id,
                result.name,
                tuple(part.position for part in result.owners) or (tr("Nobody yet"),),
                tuple(part.position for part in result.sharers),
            )
            for result in found.results
        ]
        self.table.show_rows(lines)
        self._open(self.table.current_id)
        self.gaps.tell(found.gaps)

    def _open(self, result_id: str) -> None:
        self.form.open(result_id or None)
        names = next((row.sharers for row in self.table.records.rows if row.id == result_id), ())
        self.shared.setText(tr("Shared by: {names}").format(names=", ".join(names)))
        self.shared.setVisible(bool(names))

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the company to reach?")):
            self.table.select(self.desk.do(actions.add_company_result, name) or "")

    def _remove(self) -> None:
        if key := self.table.current_id:
            notice = tr("Company result removed")
            self.desk.do(actions.remove_company_result, CompanyResultId(key), notice=notice)
