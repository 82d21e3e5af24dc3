"""How far the panel agrees over all candidates: a help for talking, never a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.host.language import tr
from app.stages.selection import queries
from app.stages.selection.page.compare.lines import habit_line, reliability_in_words
from app.stages.selection.page.computing import reliability_computed
from app.stages.selection.page.shared import fill
from app.stages.selection.queries import Comparison
from app.ui import theme
from app.ui.layout import Card, PlainLabel, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


class AgreementPart(QWidget):
    """Whether the raters put the candidates in the same order, and how each used the scale."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reliability = PlainLabel("", wrap=True)
        self.how = PlainLabel("", role="soft", wrap=True)
        self.raters = RecordTable(
            [
                Column(tr("Panel member"), "name", 3, strong=True),
                Column(tr("Ratings"), "n", align="right"),
                Column(tr("Mean"), "mean", align="right"),
                Column(tr("Spread"), "spread", align="right"),
                Column(tr("To talk about"), "hint", 3),
            ],
            tr("Panel members"),
        )
        self.raters.setMinimumHeight(theme.scaled(190))
        same = Card(
            tr("The same order?"),
            self.reliability,
            self.how,
            share=0,
            hint=tr("Whether the raters would rank the candidates alike."),
        )
        each = Card(
            tr("How each used the scale"),
            self.raters,
            hint=tr("A high or a low mean is no fault; hardly any spread tells nobody apart."),
        )
        fill(self, Scroll(Rows(same, each)))

    def tell(self, found: Comparison) -> None:
        """Show the agreement over the candidates of an opening."""
        agreed = self.desk.read(queries.panel_agreement, found.requisition.id)
        self.reliability.setText(reliability_in_words(agreed.reliability) if found.rows else "")
        how = reliability_computed(agreed.reliability) if found.rows else ""
        self.how.setText(tr("How was this computed? {sum}").format(sum=how) if how else "")
        self.raters.show_rows([habit_line(one) for one in agreed.raters] if found.rows else ())
