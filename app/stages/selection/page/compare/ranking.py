"""The candidates in bands, and side by side by criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.scales import shown
from app.host.language import tr
from app.stages.selection import queries
from app.stages.selection.page.compare.lines import how_computed, rank_line, short_names
from app.stages.selection.page.shared import fill
from app.stages.selection.queries import Comparison
from app.ui import theme
from app.ui.charts import Matrix
from app.ui.layout import Card, Columns, PlainLabel, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

MOST = 8
"""More than this many side by side are not read any more; the first in rank are shown."""


class RankingPart(QWidget):
    """Bands, floors, what to talk about first, and every criterion side by side."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._found: Comparison | None = None
        self.ranked = RecordTable(
            [
                Column(tr("Band"), "band", strong=True),
                Column(tr("Candidate"), "name", 3, strong=True),
                Column(tr("Score 1–5"), "score", 2),
                Column(tr("Of 100"), "percent", align="right"),
                Column(tr("Rated"), "coverage", align="right"),
                Column(tr("Below floor"), "floors", 2),
                Column(tr("Talk first"), "talk", 2),
            ],
            tr("Candidates in bands"),
        )
        self.ranked.setMinimumHeight(theme.scaled(262))
        self.ranked.chosen.connect(self._choose)
        self.beside = Matrix(tr("Side by side"))
        self.floors = PlainLabel("", role="soft", wrap=True)
        self.how = PlainLabel("", role="soft", wrap=True)
        bands = Card(
            tr("Candidates in bands"),
            self.ranked,
            hint=tr("Whoever shares a band is too close to tell apart by numbers alone."),
        )
        side = Card(tr("Side by side"), self.beside, self.floors, share=3)
        how = Card(tr("How was this computed?"), self.how, share=2)
        fill(self, Scroll(Rows(bands, Columns(side.stretch(), how.stretch()))))

    def tell(self, found: Comparison) -> None:
        """Show a comparison, or let nothing of an earlier one stay."""
        self._found = found
        talks = self.desk.read(queries.open_talks, found.requisition.id) if found.rows else ()
        self.ranked.show_rows([rank_line(row, talks) for row in found.rows])
        shown_rows = found.rows[:MOST]
        codes = [f"{one.code}  {one.weight} %" for one in found.criteria] if shown_rows else []
        means = [{one.key: one.mean for one in row.score.criteria} for row in shown_rows]
        self.beside.tell(
            codes,
            short_names([row.name for row in shown_rows]),
            [[by[one.id] for by in means] for one in found.criteria] if shown_rows else [],
        )
        floors = [f"{c.code} {shown(c.floor, 1)}" for c in found.criteria if c.floor is not None]
        said = tr("Floors: {floors}.").format(floors=", ".join(floors)) if floors else ""
        self.floors.setText(said if shown_rows else "")
        self._choose(self.ranked.current_id)

    def _choose(self, candidate_id: str) -> None:
        rows = self._found.rows if self._found else ()
        row = next((one for one in rows if one.id == candidate_id), None)
        if row is None or self._found is None:
            self.how.setText("")
            return
        weights = {criterion.id: criterion.weight for criterion in self._found.criteria}
        self.how.setText(f"{row.name}. {how_computed(row, weights)}")
