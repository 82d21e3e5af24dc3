"""What is on record: dated facts about people, and the readings of measures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.evidence import Evidence
from app.domain.ids import (
    CompetencyId,
    EvidenceId,
    MeasureId,
    MeasureValueId,
    OutcomeId,
    PersonId,
)
from app.domain.outcomes import JobDescription, Measure, MeasureValue, Outcome
from app.domain.people import Employment, Person
from app.domain.values import Competency
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.shared import everyone, fill, today
from app.ui import dialogs, theme
from app.ui.editors import ChoiceEditor, NotReadable
from app.ui.entries import DayEditor, NumberEditor
from app.ui.forms import Form
from app.ui.layout import Button, Card, Columns, PlainLabel, Row, Rows, Scroll, labeled
from app.ui.sections import Part, Sections
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_HIGH = 200


class RecordPart(QWidget):
    """The chapter: facts about people, and the readings of measures."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.sections = Sections(
            "record",
            [
                Part("facts", tr("Facts"), lambda: FactsPart(desk)),
                Part("readings", tr("Readings"), lambda: ReadingsPart(desk)),
            ],
            at="top",
            places=desk.places,
            title=tr("On record"),
        )
        fill(self, self.sections)


class FactsPart(QWidget):
    """Facts, newest first, of everyone or of one person; the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.person = ChoiceEditor(partial(everyone, desk), optional=True, none=tr("everyone"))
        self.target = ChoiceEditor(self._targets)
        self.table = RecordTable(
            [
                Column(tr("Date"), "happened_on"),
                Column(tr("Person"), "person", 2, strong=True),
                Column(tr("About"), "target", 3),
            ],
            tr("Facts"),
        )
        self.form = Form(
            desk, Evidence, [("happened_on", "sign"), "text", ("author", "visibility")]
        )
        self.note = Button(tr("Note a fact…"), self._note, role="primary", icon="plus")
        listed = Card(tr("Facts"), labeled(self.person, tr("About whom")), self.table, share=1)
        new = Card(
            tr("A new fact"),
            labeled(self.target, tr("About which outcome or competency")),
            Row(None, self.note),
            hint=tr("Choose a person at the left first: facts with dates and numbers, no labels."),
        )
        chosen = Card(tr("The chosen fact"), self.form)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        fill(self, Columns(listed, Scroll(Rows(new, chosen), share=1)))
        self.person.committed.connect(self._narrow)
        self.target.committed.connect(self._allow)
        self.table.chosen.connect(self._open)
        self.person.show(None)
        self.target.show(None)
        desk.watch(
            self, (Evidence, Person, Employment, Outcome, Competency, JobDescription), self.refresh
        )

    def refresh(self) -> None:
        """Read the facts again."""
        chosen = str(self.person.read() or "")
        self.table.show_rows(self.desk.read(queries.evidence, person_id=chosen))
        self._open(self.table.current_id)
        self._allow()

    def _open(self, key: str) -> None:
        self.form.open(key or None)

    def _narrow(self, *_: object) -> None:
        """Show the facts about the chosen person only."""
        self.person.show(self.person.read())
        self.target.show(None)
        self.refresh()

    def _allow(self, *_: object) -> None:
        """Let a fact be noted once it is said about whom and what."""
        has_person = bool(self.person.read())
        self.target.field.setEnabled(has_person)
        self.note.setEnabled(has_person and bool(self.target.read()))

    def _targets(self) -> list[tuple[str, str]]:
        person = str(self.person.read() or "")
        return list(self.desk.read(queries.evidence_targets, person)) if person else []

    def _note(self) -> None:
        """Ask for the fact and put it on record, dated today."""
        person, target = str(self.person.read() or ""), str(self.target.read() or "")
        if not (person and target):
            return
        text = dialogs.ask_text(
            self, tr("What was seen or heard?"), hint=tr("Facts with dates and numbers.")
        )
        if not text:
            return
        kind, _, key = target.partition(":")
        is_outcome = kind == "outcome"
        author = self.desk.settings.author_name if self.desk.settings else ""
        done = self.desk.do(
            actions.add_evidence,
            PersonId(person),
            today(),
            text,
            outcome=OutcomeId(key) if is_outcome else None,
            competency=None if is_outcome else CompetencyId(key),
            author=author,
        )
        self.table.select(done or "")

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_evidence, EvidenceId(key), notice=tr("Fact removed"))


class ReadingsPart(QWidget):
    """The measures of the jobs that count, and what was read of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.measures = RecordTable(
            [
                Column(tr("Measure"), "name", 3, strong=True),
                Column(tr("Position"), "position", 2),
                Column(tr("Last"), "last", align="right"),
            ],
            tr("Measures"),
        )
        self.readings = RecordTable(
            [
                Column(tr("Period ending"), "period_end", 2),
                Column(tr("Value"), "value", align="right"),
                Column(tr("Person"), "person", 2),
                Column(tr("Note"), "note", 3),
            ],
            tr("Readings"),
        )
        self.readings.setMinimumHeight(theme.scaled(_HIGH))
        self.day = DayEditor(optional=False)
        self.value = NumberEditor(whole=False, optional=False)
        self.whose = ChoiceEditor(
            partial(everyone, desk), optional=True, none=tr("the whole position")
        )
        self.wrong = PlainLabel("", role="error", wrap=True)
        self.wrong.hide()
        self.about = PlainLabel("", role="soft", wrap=True)
        self.form = Form(desk, MeasureValue, [("period_end", "value"), "note"])
        self._lay_out()
        self.measures.chosen.connect(self._open)
        self.readings.chosen.connect(self._open_reading)
        self.day.show(today())
        self.whose.show(None)
        desk.watch(self, (MeasureValue, Measure, Outcome, JobDescription, Person), self.refresh)

    def refresh(self) -> None:
        """Read the measures again."""
        self.measures.show_rows(self.desk.read(queries.measures_in_force))
        self._open(self.measures.current_id)

    def _lay_out(self) -> None:
        """Put the measures at the left, the readings of the chosen one at the right."""
        listed = Card(tr("Measures"), self.measures, share=1)
        self.add = Button(tr("Add reading"), self._add, role="primary", icon="plus")
        entry = Row(
            labeled(self.day, tr("Period ending")),
            labeled(self.value, tr("Value")),
            labeled(self.whose, tr("Of whom")),
        )
        new = Card(tr("A new reading"), self.about, entry, self.wrong, Row(None, self.add))
        read = Card(tr("Readings"), self.readings, self.form)
        read.command(tr("Remove"), self._remove, icon="trash-2")
        fill(self, Columns(listed, Scroll(Rows(new, read), share=1)))

    def _open(self, key: str) -> None:
        row = next((row for row in self.measures.records.rows if row.id == key), None)
        self.about.setText(f"{row.name}  ·  {row.outcome}" if row else "")
        self.add.setEnabled(row is not None)
        self.readings.show_rows(self.desk.read(queries.measure_values, key) if key else ())
        self._open_reading(self.readings.current_id)

    def _open_reading(self, key: str) -> None:
        self.form.open(key or None)

    def _add(self) -> None:
        """Put a reading on record, or say under the fields what is missing."""
        key = self.measures.current_id
        try:
            day, value = self.day.read(), self.value.read()
        except NotReadable as why:
            self.wrong.setText(str(why))
            self.wrong.show()
            return
        self.wrong.hide()
        whose = self.whose.read()
        person = PersonId(str(whose)) if whose else None
        done = self.desk.do(actions.add_measure_value, MeasureId(key), day, value, person=person)
        if done:
            self.value.show(None)
            self.readings.select(done)

    def _remove(self) -> None:
        if key := self.readings.current_id:
            notice = tr("Reading removed")
            self.desk.do(actions.remove_measure_value, MeasureValueId(key), notice=notice)
