"""The Review tab: who is reviewed at the left, the chosen review at the right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.people import Employment, Person
from app.host.language import tr
from app.stages.review import actions, queries
from app.stages.review.page.lines import LinesPart
from app.stages.review.page.shared import fill, today
from app.stages.review.page.talk import TalkPart, WholePart
from app.stages.review.records import Review, ReviewCycle, ReviewLine
from app.ui import dialogs
from app.ui.editors import ChoiceEditor
from app.ui.forms import Form, Section
from app.ui.layout import Card, Columns, EmptyState, Scroll
from app.ui.page import Page
from app.ui.sections import Part, Sections
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

__all__ = ["CyclePart", "LinesPart", "ReviewPage", "TalkPart", "WholePart"]


class CyclePart(QWidget):
    """The rules of the whole cycle: period, shares, evidence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.form = Form(
            desk,
            ReviewCycle,
            [
                ("name", "status"),
                ("period_start", "period_end"),
                Section(tr("Numbers and evidence")),
                ("outcome_share", "min_evidence", "extreme_min_evidence"),
                "show_overall",
            ],
        )
        fill(self, Scroll(Card(tr("The cycle"), self.form)))

    def open(self, cycle_id: str) -> None:
        """Show a cycle."""
        self.form.open(cycle_id or None)


class ReviewPage(Page):
    """Outcome-based assessments and core competencies that lead people to grow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            tr("Performance Review and Development"),
            tr("Facts first, then words, then the number; and where to grow next."),
        )
        self.sections: Sections | None = None
        self.print_review = self.command(tr("Review…"), self._print, icon="printer")
        self.begin = self.command(tr("Start a review"), self._nothing, primary=True, icon="plus")
        self._people = QMenu(self)
        self._people.aboutToShow.connect(self._fill_people)
        self._people.triggered.connect(self._start)
        self.begin.offer(self._people)
        self.cycle = ChoiceEditor(self._cycles)
        self.cycle.field.setAccessibleName(tr("Cycle"))
        self.cycle.committed.connect(self._turn_cycle)
        self.table = RecordTable(
            [Column(tr("Person"), "person", 3, strong=True), Column(tr("Status"), "status", 2)],
            tr("Reviews"),
        )
        self.table.chosen.connect(self._choose)
        desk.watch(self, (Review, ReviewCycle, ReviewLine, Person, Employment), self.refresh)

    @property
    def cycle_id(self) -> str:
        """The cycle that is shown."""
        return str(self.cycle.read() or "")

    def refresh(self) -> None:
        """Read cycles and reviews again."""
        cycles = self.desk.read(queries.cycles)
        for command in (self.print_review, self.begin):
            command.setVisible(bool(cycles))
        if not cycles:
            self.strip([])
            self.empty(self._teach())
            return
        if self.sections is None:
            self._furnish()
        self.empty(None)
        standing = self.cycle_id
        known = [row.id for row in cycles]
        self.cycle.show(standing if standing in known else known[0])
        row = next(row for row in cycles if row.id == self.cycle_id)
        self.table.show_rows(self.desk.read(queries.reviews, row.id))
        self.strip(
            [
                (tr("Drafts locked"), f"{row.drafted} / {row.reviews}"),
                (tr("Talks held"), f"{row.held} / {row.reviews}"),
                (tr("With a destination"), f"{row.with_destination} / {row.reviews}"),
            ]
        )

    def _teach(self) -> EmptyState:
        """Say what the review is for, and how it begins."""
        return EmptyState(
            tr(
                "A review asks what arrived, what taught us and where a person grows next. It "
                "begins with a cycle: a name and a period."
            ),
            tr("Start a cycle"),
            self._start_cycle,
            title=tr("No cycle yet"),
            icon="clipboard-check",
        )

    def _furnish(self) -> None:
        """Put the list of reviews at the left and the chosen one at the right."""
        people = Card(tr("Reviews"), self.cycle.widget, self.table, share=2)
        people.command(tr("New cycle"), self._start_cycle, icon="plus")
        self.sections = Sections(
            tr("Review"),
            [
                Part("outcomes", tr("Outcomes"), self._make_outcomes),
                Part("competencies", tr("Competencies"), self._make_competencies),
                Part("talk", tr("Talk and development"), self._make_talk),
                Part("whole", tr("The whole"), self._make_whole),
                Part("cycle", tr("Cycle"), self._make_cycle),
            ],
            at="top",
            places=self.desk.places,
            title=tr("Review"),
            share=7,
        )
        self.sections.opened.connect(self._turned)
        self.body(Columns(people, self.sections))

    def _make_outcomes(self) -> QWidget:
        return self._opened(LinesPart(self.desk, "outcomes"))

    def _make_competencies(self) -> QWidget:
        return self._opened(LinesPart(self.desk, "competencies"))

    def _make_talk(self) -> QWidget:
        return self._opened(TalkPart(self.desk))

    def _make_whole(self) -> QWidget:
        return self._opened(WholePart(self.desk))

    def _make_cycle(self) -> QWidget:
        part = CyclePart(self.desk)
        part.open(self.cycle_id)
        return part

    def _opened(self, part: LinesPart | TalkPart | WholePart) -> QWidget:
        part.open(self.table.current_id)
        return part

    def _turned(self, key: str) -> None:
        """Show the chosen review in the chapter that was turned to."""
        part = self.sections.page(key) if self.sections else None
        if isinstance(part, CyclePart):
            part.open(self.cycle_id)
        elif (
            isinstance(part, LinesPart | TalkPart | WholePart)
            and part.review_id != self.table.current_id
        ):
            part.open(self.table.current_id)

    def _choose(self, _review_id: str) -> None:
        if self.sections is not None and self.sections.current:
            self._turned(self.sections.current)

    def _cycles(self) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in self.desk.read(queries.cycles)]

    def _turn_cycle(self, _finished: bool) -> None:
        self.cycle.show(self.cycle.read())
        self.refresh()

    def _start_cycle(self) -> None:
        """Begin a cycle over the calendar year that is running; the period can be changed."""
        if name := dialogs.ask_text(self, tr("What is the cycle called?"), hint="Review 2025"):
            year = today().year
            done = self.desk.do(actions.start_cycle, name, date(year, 1, 1), date(year, 12, 31))
            if done:
                self.cycle.show(done)
                self.refresh()

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _fill_people(self) -> None:
        self._people.clear()
        for one in self.desk.read(queries.reviewable, self.cycle_id) if self.cycle_id else ():
            text = f"{one.name}  ·  {one.position}".replace("&", "&&")
            entry = self._people.addAction(text)
            entry.setData(one.person_id)
            entry.setEnabled(one.has_job_description)
        if self._people.isEmpty():
            self._people.addAction(tr("Everyone has a review in this cycle")).setEnabled(False)

    def _start(self, chosen: QAction) -> None:
        done = self.desk.do(actions.start_review, self.cycle_id, str(chosen.data()))
        self.table.select(done or "")

    def _print(self) -> None:
        self.paper_asked.emit("outcome-based-review", self.table.current_id)
