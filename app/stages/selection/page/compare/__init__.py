"""After the reveal: candidates in bands, what the panel said, and how far it agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.host.language import tr
from app.stages.selection import queries
from app.stages.selection.page.compare.agreement import AgreementPart
from app.stages.selection.page.compare.panel import PanelTalkPart
from app.stages.selection.page.compare.ranking import RankingPart
from app.stages.selection.page.shared import fill
from app.stages.selection.records import (
    AgreedRating,
    Candidate,
    Criterion,
    Decision,
    ExtraAssessment,
    Guide,
    GuideQuestion,
    Interview,
    PanelMember,
    Rating,
    RatingSheet,
    Requisition,
)
from app.ui.layout import Card, PlainLabel, Stack
from app.ui.sections import Part, Sections

if TYPE_CHECKING:
    from app.ui.desk import Desk

__all__ = ["AgreementPart", "ComparePart", "PanelTalkPart", "RankingPart"]

_PARTS = (RankingPart, PanelTalkPart, AgreementPart)


class ComparePart(QWidget):
    """The comparison; without a number until every sheet is revealed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.found: queries.Comparison | None = None
        self.missing = PlainLabel("", wrap=True)
        self.waiting = Card(
            tr("Nothing can be compared yet"),
            self.missing,
            hint=tr("Nobody sees another's ratings before the reveal."),
        ).stretch()
        self.parts = Sections(
            tr("Comparison"),
            [
                Part("ranking", tr("Ranking"), self._make_ranking),
                Part("panel", tr("Panel talk"), self._make_panel),
                Part("agreement", tr("Agreement"), self._make_agreement),
            ],
            places=desk.places,
        )
        self.parts.opened.connect(self._turned)
        self._stack = Stack(self.waiting, self.parts)
        fill(self, self._stack)
        models = (
            *(Candidate, Criterion, Guide, GuideQuestion, Interview, PanelMember, Requisition),
            *(RatingSheet, Rating, AgreedRating, Decision, ExtraAssessment),
        )
        desk.watch(self, models, self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the comparison of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Compare again; while a sheet is missing or sealed only that is said."""
        if not self.requisition_id:
            return
        self.found = self.desk.read(queries.comparison, self.requisition_id)
        self.missing.setText("\n".join(self.found.missing))
        self._stack.turn_to(self.waiting if self.found.missing else self.parts)
        for key in ("ranking", "panel", "agreement"):
            self._tell(self.parts.page(key))

    def _make_ranking(self) -> QWidget:
        return self._told(RankingPart(self.desk))

    def _make_panel(self) -> QWidget:
        return self._told(PanelTalkPart(self.desk))

    def _make_agreement(self) -> QWidget:
        return self._told(AgreementPart(self.desk))

    def _told(self, part: QWidget) -> QWidget:
        self._tell(part)
        return part

    def _turned(self, key: str) -> None:
        self._tell(self.parts.page(key))

    def _tell(self, part: QWidget | None) -> None:
        """Show the comparison in a part; without rows it lets go of every number."""
        if isinstance(part, _PARTS) and self.found is not None:
            part.tell(self.found)
