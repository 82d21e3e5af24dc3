"""The import: which column is what, every row with its verdict, and one step to bring all in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import said_short
from app.domain.errors import Refused
from app.host.language import N_, ntr, tr
from app.intake.child import content_of, read_apart
from app.stages.selection import actions, queries, rules
from app.stages.selection.page.shared import fill
from app.stages.selection.rules import JudgedRow
from app.ui import theme
from app.ui.editors import ChoiceEditor, TickEditor
from app.ui.layout import Button, Card, Columns, PlainLabel, Row, Rows, Scroll, labeled
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

TABLES = ((N_("Tables"), "*.csv *.tsv *.xlsx"),)


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row of the table as it would come in."""

    id: str
    number: str
    name: str
    contact: str
    day: str
    verdict: str


class ImportView(QWidget):
    """Choose what each column holds, look at every row, bring them in.

    Signals:
        left: it is done, or was given up.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self._rows: list[list[str]] = []
        self._number = 0
        self._judged: tuple[JudgedRow, ...] = ()
        self.fields: list[ChoiceEditor] = []
        self.title = PlainLabel("", role="heading", elide=True)
        self.told = PlainLabel("", role="hint", elide=True)
        self.trouble = PlainLabel("", role="error", wrap=True)
        self.has_head = TickEditor(tr("The first row names the columns"))
        self.has_head.committed.connect(self._guess)
        self.order = ChoiceEditor(
            lambda: [("", tr("Choose…")), ("day", tr("day / month")), ("month", tr("month / day"))]
        )
        self.order.committed.connect(self._judge)
        self.ask_order = labeled(self.order, tr("Days such as 04/05/2026 are written as"))
        self.table = RecordTable(
            [
                Column(tr("Row"), "number", align="right"),
                Column(tr("Name"), "name", 3, strong=True),
                Column(tr("Contact"), "contact", 3),
                Column(tr("Received"), "day", 2),
                Column(tr("What becomes of it"), "verdict", 5),
            ],
            tr("Rows of the table"),
        )
        self.table.setMinimumHeight(theme.scaled(220))
        self.counts = PlainLabel("", wrap=True)
        self.bring = Button(tr("Bring in"), self._bring_in, role="primary", icon="user-plus")
        self.back = Button(tr("Back"), self.left.emit)
        self._columns = Rows(share=0)
        self._mapping = Card(
            tr("Which column is what?"), self._columns,
            Columns(self.has_head.widget, self.ask_order),
            hint=tr("Guessed by the heads. What is not chosen is left out."), share=0,
        )  # fmt: skip
        self._preview = Card(tr("Every row"), self.counts, self.table)
        head = Row(self.title, None, self.back, self.bring)
        body = Rows(self._mapping, self._preview)
        fill(self, Rows(head, self.told, self.trouble, Scroll(body)))

    def open(self, requisition_id: str, path: Path) -> None:
        """Read a table in a child process; the window goes on meanwhile."""
        self.requisition_id = requisition_id
        self._rows = []
        self._number += 1
        self.order.show("")
        self.title.setText(path.name)
        self.told.setText(tr("Reading…"))
        self._show_trouble(None)
        for part in (self._mapping, self._preview):
            part.hide()
        self.bring.setEnabled(False)
        try:
            content = content_of(path)
        except OSError:
            self._show_trouble(Refused(tr("This file cannot be read.")))
            return
        title = tr("Reading the table")
        job = self.desk.start(
            read_apart, "table", content, title=title, failed=partial(self._failed, self._number)
        )
        job.then(partial(self._arrived, self._number))

    def _failed(self, number: int, error: Exception) -> None:
        if number != self._number:
            return
        unknown = Refused(tr("This file cannot be read."))
        self._show_trouble(error if isinstance(error, Refused) else unknown)

    def _show_trouble(self, trouble: Refused | None) -> None:
        said = f"{trouble.text} {trouble.remedy}".strip() if trouble else ""
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        if said:
            self.told.setText("")

    def _arrived(self, number: int, found: dict[str, Any]) -> None:
        """Show what was found in the file, unless another one was chosen since."""
        if number != self._number:
            return
        self._rows = [[str(cell) for cell in row] for row in found["rows"]]
        if not self._rows:
            self._show_trouble(Refused(tr("There is nothing in this table.")))
            return
        marks = {",": tr("commas"), ";": tr("semicolons"), "\t": tr("tabs"), "|": tr("bars")}
        if found["kind"] == "csv":
            told = tr("{encoding}, parted by {marks}").format(
                encoding=found["encoding"].upper(), marks=marks[found["delimiter"]]
            )
        else:
            told = tr("Sheet “{sheet}”").format(sheet=found["sheet"])
        self.told.setText(told)
        self.has_head.show(any(rules.guessed(self._rows[0])))
        for part in (self._mapping, self._preview):
            part.show()
        self._guess(True)

    def _guess(self, _finished: bool) -> None:
        """Ask for each column what it holds, the likeliest chosen."""
        self.has_head.show(self.has_head.read())
        head = self._rows[0] if self.has_head.read() else [""] * len(self._rows[0])
        found = rules.guessed(head)
        if not any(found):
            found = ("name", *[""] * (len(head) - 1))
        self._ask_columns(head, found)
        self._judge(True)

    def _ask_columns(self, head: list[str], found: tuple[str, ...]) -> None:
        for part in self._columns.findChildren(QWidget):
            part.setParent(None)
            part.deleteLater()
        self.fields = []
        lines: list[QWidget] = []
        for place, field in enumerate(found):
            editor = ChoiceEditor(partial(list, self._choices()))
            editor.show(field)
            editor.committed.connect(self._judge)
            self.fields.append(editor)
            named = head[place] or tr("Column {n}").format(n=place + 1)
            lines.append(labeled(editor, named[:60], self._example(place)))
        for start in range(0, len(lines), 4):
            four = lines[start : start + 4]
            self._columns.add(Columns(*four, *[QWidget() for _ in range(4 - len(four))]))

    def _choices(self) -> list[tuple[str, str]]:
        return [("", tr("left out")), *((key, tr(name)) for key, name in rules.TITLES.items())]

    def _example(self, place: int) -> str:
        begins = 1 if self.has_head.read() else 0
        cells = [row[place] for row in self._rows[begins:] if row[place]]
        return tr("such as {text}").format(text=cells[0][:40]) if cells else ""

    def _body(self) -> list[list[str]]:
        return self._rows[1 if self.has_head.read() else 0 :]

    def _fields(self) -> list[str]:
        """Return what each column holds; a field chosen twice counts where it stands first."""
        found: list[str] = []
        for editor in self.fields:
            field = str(editor.read() or "")
            found.append("" if field in found else field)
        return found

    def _judge(self, _finished: bool) -> None:
        """Judge every row anew by what was chosen."""
        for editor in (*self.fields, self.order):
            editor.show(editor.read())
        fields = self._fields()
        body = self._body()
        at = fields.index("received_on") if "received_on" in fields else -1
        cells = [row[at] for row in body] if at >= 0 else []
        is_open = rules.is_ambiguous(cells)
        self.ask_order.setVisible(is_open)
        order = self.order.read() if is_open else ""
        first = order == "day" if order else rules.day_first(cells)
        known = self.desk.read(queries.known, self.requisition_id)
        begins = len(self._rows) - len(body) + 1
        self._judged = rules.judged(body, fields, known, first=first, begins=begins)
        self.table.show_rows([_line(row) for row in self._judged])
        self._tell_counts(needs_order=is_open and not order)

    def _tell_counts(self, *, needs_order: bool) -> None:
        coming = sum(row.comes_in for row in self._judged)
        staying = len(self._judged) - coming
        told = ntr("{n} comes in.", "{n} come in.", coming).format(n=coming)
        if staying:
            out = ntr("{n} row stays out.", "{n} rows stay out.", staying).format(n=staying)
            told = f"{told} {out}"
        if needs_order:
            told = tr("Say first how the days are written.")
        self.counts.setText(told)
        said = ntr("Bring in {n} candidate", "Bring in {n} candidates", coming).format(n=coming)
        self.bring.setText(said)
        self.bring.setEnabled(coming > 0 and not needs_order)

    def _bring_in(self) -> None:
        """Bring in everybody without a fault, in one step."""
        coming = [row.applicant for row in self._judged if row.comes_in]
        done = ntr("{n} candidate came in.", "{n} candidates came in.", len(coming))
        notice = done.format(n=len(coming))
        if self.desk.do(
            actions.import_candidates, self.requisition_id, coming, notice=notice
        ):  # fmt: skip
            self.left.emit()


def _line(row: JudgedRow) -> PreviewLine:
    one = row.applicant
    verdicts = {
        "": tr("comes in"),
        "known": tr("comes in as the person this file knows"),
        "file": tr("stays out: stands above already"),
        "opening": tr("stays out: is in this opening already"),
    }
    verdict = " ".join(row.faults) or verdicts[row.twin]
    contact = " · ".join(text for text in (one.email, one.phone) if text) if one else ""
    return PreviewLine(
        id=str(row.number),
        number=str(row.number),
        name=one.name if one else "–",
        contact=contact,
        day=said_short(one.received_on) if one else "–",
        verdict=verdict,
    )
