"""Choosing questions: from the outcome, from the bank, or in one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.guide.lines import offered_line
from app.stages.selection.page.shared import fill, free_row
from app.stages.selection.queries import OfferedQuestion
from app.stages.selection.records import BankQuestion, QuestionKind
from app.ui import theme
from app.ui.editors import ChoiceEditor
from app.ui.layout import Button, Card, Columns, PlainLabel, Row, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


class BankPart(QWidget):
    """The bank beside what an own question needs. It stays open until it is closed.

    Attributes:
        left: the bank was closed.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.guide_id = ""
        self._offered: dict[str, OfferedQuestion] = {}
        self.criterion = ChoiceEditor(self._criteria)
        self.criterion.field.setAccessibleName(tr("Criterion"))
        self.criterion.box.setMinimumContentsLength(30)
        self.criterion.committed.connect(self._turned)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the questions"))
        self.search.setAccessibleName(tr("Search the questions"))
        self.search.textChanged.connect(self._filter)
        self.table = RecordTable(
            [
                Column(tr("Question"), "text", 7),
                Column(tr("About"), "about", 4),
                Column(tr("Min"), "minutes", align="right"),
                Column(tr("Used"), "uses", align="right"),
            ],
            tr("Questions to choose from"),
        )
        self.table.setMinimumHeight(theme.scaled(300))
        self.table.chosen.connect(self._choose)
        self.whole = PlainLabel("", role="lead", wrap=True)
        self.more = PlainLabel("", role="soft", wrap=True)
        self.hits = PlainLabel("", role="warn", wrap=True)
        self.text = free_row(BankQuestion, "text")
        self.kind = free_row(BankQuestion, "kind")
        self._lay_out()

    def open(self, guide_id: str, criterion_id: str = "") -> None:
        """Offer questions for a guide, beginning with one of its criteria."""
        self.guide_id = guide_id
        keys = [key for key, _ in self._criteria()]
        unasked = [one.id for one in self.desk.read(queries.unasked, guide_id)]
        first = criterion_id or next(iter(unasked or keys), "")
        self.criterion.show(first or None)
        self.refresh()

    def refresh(self) -> None:
        """Read again what is offered for the chosen criterion."""
        key = self.criterion.read()
        found = self.desk.read(queries.offered, str(key)) if key else ()
        self._offered = {one.id: one for one in found}
        self.table.show_rows([offered_line(one) for one in found])
        self._choose(self.table.current_id)

    def _lay_out(self) -> None:
        head = Row(
            PlainLabel(tr("For"), role="label"), self.criterion.widget, self.search, None,
            Button(tr("Back to the guide"), self.left.emit, icon="arrow-left"),
        )  # fmt: skip
        take = Button(tr("Put into the guide"), self._take, role="primary", icon="plus")
        listed = Card(tr("Questions to choose from"), self.table, share=3)
        chosen = Card(tr("The chosen question"), self.whole, self.more, Row(take, None), share=0)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        own = Card(
            tr("In your own words"),
            self.text,
            self.hits,
            self.kind,
            Row(Button(tr("Put into the guide and my bank"), self._own, icon="plus"), None),
            share=0,
        )
        self.text.committed.connect(self._judge)
        right = Scroll(Rows(chosen, own).stretch(), share=2)
        fill(self, Rows(head, Columns(listed, right)))

    def _criteria(self) -> list[tuple[str, str]]:
        if not self.guide_id:
            return []
        found = self.desk.read(queries.criteria_of, self.guide_id)
        return [(one.id, f"{one.code}  {one.name}") for one in found]

    def _turned(self, _finished: bool) -> None:
        self.criterion.show(self.criterion.read())
        self.refresh()

    def _filter(self, text: str) -> None:
        self.table.records.filter(text)

    def _choose(self, source: str) -> None:
        one = self._offered.get(source)
        self.whole.setText(one.text if one else "")
        said = [tr(one.kind.label)] if one else []
        if one and one.probes:
            said.append(tr("Ask on: {probes}").format(probes=one.probes.replace("\n", " ")))
        if one and one.listen_for:
            listen = one.listen_for.replace("\n", " · ")
            said.append(tr("Listen for: {signs}").format(signs=listen))
        self.more.setText("\n".join(said))

    def _take(self) -> None:
        if (source := self.table.current_id) and (key := self.criterion.read()):
            done = self.desk.do(actions.take_question, str(key), source)
            if done:
                self.desk.notices.show(tr("The question is in the guide."), kind="good", undo=True)
                self.refresh()

    def _judge(self, _name: str, _finished: bool) -> None:
        text = str(self.text.editor.read() or "")
        hits = self.desk.read(queries.question_hits, text)
        self.hits.setText("\n".join(dict.fromkeys(f"“{h.words}”: {tr(h.advice)}" for h in hits)))

    def _own(self) -> None:
        """Keep an own question in the bank and put it into the guide."""
        text = str(self.text.editor.read() or "").strip()
        key = self.criterion.read()
        if not text:
            self.text.tell(tr("Write the question as you will say it."))
            return
        self.text.tell("")
        kind = QuestionKind(str(self.kind.editor.read() or QuestionKind.behavioral))
        if self.desk.do(actions.add_own_question, str(key), text, kind=kind):
            self.text.editor.show("")
            self.hits.setText("")
            self.refresh()

    def _remove(self) -> None:
        source = self.table.current_id
        if not source.startswith("own:"):
            self.desk.notices.show(
                tr("This question came with the program."), tr("Only own ones can be removed.")
            )
            return
        notice = tr("Removed from your bank")
        self.desk.do(actions.remove_own_question, source.removeprefix("own:"), notice=notice)
        self.refresh()
