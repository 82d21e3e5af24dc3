"""The Selection tab: openings at the left, the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.candidates import CandidatesPart
from app.stages.selection.page.compare import ComparePart
from app.stages.selection.page.deciding import DecidePart
from app.stages.selection.page.fairness import NumbersPart
from app.stages.selection.page.guide import GuidePart
from app.stages.selection.page.keeping import RecordsPart
from app.stages.selection.page.opening import OpeningPart
from app.stages.selection.page.people import PanelPart
from app.stages.selection.page.rate import RatePart
from app.stages.selection.page.shared import Choices, today
from app.stages.selection.page.sheet import SheetPart
from app.stages.selection.records import Candidate, Requisition
from app.ui.layout import Card, Columns, EmptyState
from app.ui.page import Page
from app.ui.sections import Part, Sections
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.ui.desk import Desk

__all__ = [
    "CandidatesPart",
    "ComparePart",
    "DecidePart",
    "GuidePart",
    "NumbersPart",
    "OpeningPart",
    "PanelPart",
    "RatePart",
    "RecordsPart",
    "SelectionPage",
    "SheetPart",
]


class SelectionPage(Page):
    """From an open position to a defensible hiring decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, tr("Selection"), tr("Finding the RIGHT people, by the outcomes of the job.")
        )
        self.sections: Sections | None = None
        self.printing = self.command(tr("Print"), self._nothing, icon="printer")
        self.papers = Choices(self, self._papers, self._print, tr("Nothing to print yet"))
        self.printing.offer(self.papers)
        self.begin = self.command(
            tr("Open a requisition"), self._nothing, primary=True, icon="plus"
        )
        self.positions = Choices(
            self,
            self._positions,
            self._open_requisition,
            tr("No position has an adopted job description yet"),
        )
        self.begin.offer(self.positions)
        self.table = RecordTable(
            [Column(tr("No."), "number", 2), Column(tr("Position"), "position", 4, strong=True)],
            tr("Openings"),
        )
        self.table.chosen.connect(self._choose)
        desk.watch(self, (Requisition, Candidate), self.refresh)

    def refresh(self) -> None:
        """Read the openings again."""
        found = self.desk.read(queries.requisitions)
        self.printing.setVisible(bool(found))
        if not found:
            self.strip([])
            self.table.show_rows(())
            self.empty(self._teach())
            return
        if self.sections is None:
            self.sections = self._make_sections()
            listed = Card(tr("Openings"), self.table, share=2)
            self.body(Columns(listed, self.sections))
        self.empty(None)
        self.table.show_rows(found)
        figures = [
            (tr("Openings"), str(len(found))),
            (tr("Candidates"), str(sum(row.candidates for row in found))),
        ]
        if over := self.desk.read(queries.due, today()):
            figures.append((tr("Time is over"), str(len(over))))
        self.strip(figures)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read rating sheets that were dropped on the window."""
        if self.sections is None:
            self.refresh()  # the page may have been made a moment ago, for these files
        if self.sections is None:
            self.desk.notices.show(
                tr("There is no opening yet that a sheet could belong to."),
                tr("Open a requisition first."),
                kind="bad",
            )
            return
        self.sections.open("rate")
        part = self.sections.page("rate")
        if isinstance(part, RatePart):
            part.read_sheets(paths)

    def _teach(self) -> EmptyState:
        """Say what selection is for, and how it begins."""
        state = EmptyState(
            tr(
                "A hire is judged by what the job is to arrive at. Adopt a job description in "
                "Foundation, then open a requisition from its position."
            ),
            tr("Open a requisition"),
            self._nothing,
            title=tr("No opening yet"),
            icon="user-search",
        )
        state.button.offer(self.positions)
        return state

    def _make_sections(self) -> Sections:
        """Make the chapters of an opening; each is filled when it is first opened."""
        parts = [
            Part("opening", tr("Opening"), self._make_opening),
            Part("guide", tr("Guide"), self._make_guide),
            Part("candidates", tr("Candidates"), self._make_candidates),
            Part("panel", tr("Panel"), self._make_panel),
            Part("rate", tr("Rate"), self._make_rate),
            Part("compare", tr("Compare"), self._make_compare),
            Part("decide", tr("Decide"), self._make_decide),
            Part("numbers", tr("Numbers"), self._make_numbers),
            Part("records", tr("Records"), self._make_records),
        ]
        sections = Sections(
            tr("Selection"),
            parts,
            at="top",
            places=self.desk.places,
            title=tr("Selection"),
            share=7,
        )
        sections.opened.connect(self._turned)
        return sections

    def _make_opening(self) -> QWidget:
        return self._opened(OpeningPart(self.desk))

    def _make_guide(self) -> QWidget:
        part = GuidePart(self.desk)
        part.print_asked.connect(self._print_guide)
        return self._opened(part)

    def _print_guide(self) -> None:
        self.paper_asked.emit("interview-guide", "")

    def _make_candidates(self) -> QWidget:
        return self._opened(CandidatesPart(self.desk))

    def _make_panel(self) -> QWidget:
        return self._opened(PanelPart(self.desk))

    def _make_rate(self) -> QWidget:
        return self._opened(RatePart(self.desk))

    def _make_compare(self) -> QWidget:
        return self._opened(ComparePart(self.desk))

    def _make_decide(self) -> QWidget:
        part = DecidePart(self.desk)
        part.paper_asked.connect(self.paper_asked)
        return self._opened(part)

    def _make_numbers(self) -> QWidget:
        return self._opened(NumbersPart(self.desk))

    def _make_records(self) -> QWidget:
        part = RecordsPart(self.desk)
        part.paper_asked.connect(self.paper_asked)
        return self._opened(part)

    def _opened(self, part: QWidget) -> QWidget:
        """Show the chosen opening in a chapter that was made just now."""
        if isinstance(part, _CHAPTERS):
            part.open(self.table.current_id)
        return part

    def _turned(self, key: str) -> None:
        """Show the chosen opening in the chapter that was turned to."""
        part = self.sections.page(key) if self.sections else None
        if isinstance(part, _CHAPTERS) and part.requisition_id != self.table.current_id:
            part.open(self.table.current_id)

    def _choose(self, _requisition_id: str) -> None:
        if self.sections is not None and self.sections.current:
            self._turned(self.sections.current)

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _positions(self) -> list[tuple[str, str]]:
        return list(self.desk.read(queries.positions_to_fill))

    def _open_requisition(self, position_id: str) -> None:
        done = self.desk.do(actions.open_requisition, position_id, today())
        self.table.select(done or "")

    def _papers(self) -> list[tuple[str, str]]:
        """Return the papers on the chosen opening as a whole."""
        return [
            ("panel-summary", tr("Panel summary…")),
            ("candidate-comparison", tr("Candidate comparison…")),
            ("decision-record", tr("Decision record…")),
            ("selection-file-index", tr("Selection file index…")),
            *self._erasures(),
            ("selection-packet", tr("Selection packet…")),
            ("selection-packet-hiring-leader", tr("Selection packet for the hiring leader…")),
        ]

    def _erasures(self) -> list[tuple[str, str]]:
        """Return the record of the last erasure, once anything was erased."""
        is_there = bool(self.desk.read(queries.erasures))
        return [("erasure-record", tr("Erasure record…"))] if is_there else []

    def _print(self, key: str) -> None:
        """Show a paper on the chosen opening; the record of an erasure is about that."""
        subject = "" if key == "erasure-record" else self.table.current_id
        self.paper_asked.emit(key, subject)


_CHAPTERS = (
    *(OpeningPart, GuidePart, CandidatesPart, PanelPart, RatePart, ComparePart, DecidePart),
    NumbersPart,
    RecordsPart,
)
