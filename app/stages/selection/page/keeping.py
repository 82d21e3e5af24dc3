"""What is kept about an opening, until when, and its erasure when the time is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import said, said_short
from app.domain.people import Person
from app.host.language import ntr, tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import fill, today
from app.stages.selection.queries import ErasureRow, RetentionView
from app.stages.selection.records import (
    Candidate,
    Decision,
    Erasure,
    Interview,
    RatingSheet,
    Requisition,
)
from app.ui import dialogs, theme
from app.ui.forms import Form
from app.ui.layout import Button, Card, Columns, Hint, Pill, PlainLabel, Row, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_MODELS = (Candidate, Decision, Erasure, Interview, Person, RatingSheet, Requisition)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """Something that is kept, as it is listed."""

    id: str
    kind: str
    about: str
    on: str


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """An erasure as it is listed."""

    id: str
    number: str
    day: str
    told: str


class RecordsPart(QWidget):
    """Keep-until, legal hold, what is kept, and erasing it.

    Signals:
        paper_asked: a paper is wanted: the file index, or the record of an erasure.
    """

    paper_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.state = Pill()
        self.why = PlainLabel("", wrap=True)
        self.least = Hint("")
        self.form = Form(desk, Requisition, ["retention_until", "legal_hold_reason", "legal_hold"])
        self.going = PlainLabel("", wrap=True)
        self.mentions = PlainLabel("", role="warn", wrap=True)
        self.erase = Button(tr("Erase the records…"), self._erase, role="danger", icon="trash-2")
        self.table = RecordTable(
            [
                Column(tr("Record"), "kind", 3, strong=True),
                Column(tr("About"), "about", 3),
                Column(tr("On"), "on", 2),
            ],
            tr("What is kept"),
        )
        self.table.setMinimumHeight(theme.scaled(260))
        self.made = RecordTable(
            [
                Column(tr("No."), "number", strong=True),
                Column(tr("Erased on"), "day", 2),
                Column(tr("What went"), "told", 5),
            ],
            tr("Erasures"),
        )
        self.made.setMinimumHeight(theme.scaled(120))
        self._lay_out()
        desk.watch(self, _MODELS, self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the records of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is kept."""
        if not self.requisition_id:
            return
        found = self.desk.read(queries.retention_view, self.requisition_id, today())
        self.form.open(self.requisition_id)
        self._tell_state(found)
        self._tell_going(found)
        entries = self.desk.read(queries.file_entries, self.requisition_id)
        self.table.show_rows(
            [
                EntryLine(str(place), tr(one.kind), one.about or "–", said_short(one.on))
                for place, one in enumerate(entries)
            ]
        )
        made = self.desk.read(queries.erasures)
        self.made.show_rows([_erasure_line(row) for row in made])
        self._erasures.setVisible(bool(made))

    def _lay_out(self) -> None:
        keep = Card(
            tr("How long it is kept"),
            Row(self.state, None),
            self.why,
            self.form,
            self.least,
            share=1,
        )
        self._erasing = Card(
            tr("When the time is over"),
            self.going,
            self.mentions,
            Row(self.erase, None),
            hint=tr("Nothing is erased by itself. What was erased cannot be brought back."),
            share=1,
        )
        kept = Card(tr("What is kept"), self.table)
        kept.command(tr("Print the index"), self._print_index, icon="printer")
        self._erasures = Card(tr("Erasures"), self.made)
        self._erasures.command(tr("Print the record"), self._print_record, icon="printer")
        top = Columns(keep.stretch(), self._erasing.stretch())
        fill(self, Scroll(Rows(top, kept, self._erasures)))

    def _tell_state(self, found: RetentionView) -> None:
        judged = found.judged
        is_free = judged.state == "free" and found.applications > 0
        self.state.tell(
            tr("may be erased") if is_free else tr("kept"), "warn" if is_free else "good"
        )
        text, remedy = queries.why_kept(judged)
        since = tr("The time is over since {day}.").format(
            day=said(judged.free_from) if judged.free_from else "–"
        )
        nothing = tr("Nothing is kept about any candidate.")
        told = since if found.applications else nothing
        self.why.setText(f"{text} {remedy}" if text else told)
        least = tr("Records of hiring are kept for a year after the last of them: until {day}.")
        self.least.setText(least.format(day=said(judged.least)) if judged.least else "")
        self.erase.setEnabled(is_free)

    def _tell_going(self, found: RetentionView) -> None:
        """Say in numbers what would go and who stays."""
        if not found.applications:
            self.going.setText(tr("There is nothing to erase."))
            self.mentions.setVisible(False)
            return
        told = [_going_in_words(found)]
        if found.staying:
            stay = tr("Still needed here, so only the selection records of these go: {names}.")
            told.append(stay.format(names=", ".join(found.staying)))
        told.append(tr("The opening, its guide and the counts of applicants stay."))
        self.going.setText("\n\n".join(told))
        self.mentions.setVisible(bool(found.mentions))
        lines = [f"{one.who}: {one.field}" for one in found.mentions]
        head = tr("Still named elsewhere in this file. Change these texts first:")
        self.mentions.setText("\n".join([head, *dict.fromkeys(lines)]))

    def _erase(self) -> None:
        """Ask once more, erase, and lead to the record."""
        found = self.desk.read(queries.retention_view, self.requisition_id, today())
        number = found.number
        asked = tr("Erase all records on the candidates of {number}?").format(number=number)
        consequence = tr(
            "Sheets, notes, decisions and papers go, and the earlier versions of this file. Copies "
            "and prints made elsewhere stay: remove them yourself. No Undo brings anything back."
        )
        if not dialogs.confirm_irreversible(self, asked, consequence, tr("Erase"), typed=number):
            return
        by = self.desk.file.author
        key = self.desk.do(actions.erase_records, self.requisition_id, today(), by=by)
        if key:
            done = tr("The records of {number} are erased.").format(number=number)
            told = tr("Print the record of it below, and remove copies kept elsewhere.")
            self.desk.notices.show(done, told, kind="good")
            self.made.select(key)

    def _print_index(self) -> None:
        self.paper_asked.emit("selection-file-index", self.requisition_id)

    def _print_record(self) -> None:
        if key := self.made.current_id:
            self.paper_asked.emit("erasure-record", key)


def _going_in_words(found: RetentionView) -> str:
    """Say how much would go."""
    counted = (
        ntr("{n} application", "{n} applications", found.applications).format(n=found.applications),
        ntr("{n} rating sheet", "{n} rating sheets", found.sheets).format(n=found.sheets),
        ntr("{n} attached paper", "{n} attached papers", found.documents).format(n=found.documents),
        ntr("{n} person", "{n} people", found.people).format(n=found.people),
    )
    goes = tr("{applications}, {sheets} and {papers} go, and {people} with them.").format(
        applications=counted[0], sheets=counted[1], papers=counted[2], people=counted[3]
    )
    versions = ntr(
        "{n} earlier version of this file is removed, for it holds the same.",
        "{n} earlier versions of this file are removed, for they hold the same.",
        found.versions,
    ).format(n=found.versions)
    return f"{goes} {versions}" if found.versions else goes


def _erasure_line(row: ErasureRow) -> ErasureLine:
    told = ntr("{n} application", "{n} applications", row.applications).format(n=row.applications)
    sheets = ntr("{n} sheet", "{n} sheets", row.sheets).format(n=row.sheets)
    return ErasureLine(row.id, row.number, said_short(row.erased_on), f"{told}, {sheets}")
