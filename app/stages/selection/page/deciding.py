"""The decision, its reasons, and the hire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import said as said_day
from app.domain.people import Employment
from app.host.language import ntr, tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import WordingHint, fill, free_row, today
from app.stages.selection.records import (
    AgreedRating,
    Candidate,
    CandidateStage,
    Criterion,
    Decision,
    DecisionOutcome,
    ExtraAssessment,
    GuideQuestion,
    Interview,
    PanelMember,
    Rating,
    RatingSheet,
)
from app.ui.editors import NotReadable
from app.ui.layout import Button, Card, Columns, Pill, PlainLabel, Row, Rows, Scroll, Stack
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.labels import Kind

_MODELS = (
    *(Candidate, Criterion, GuideQuestion, Interview, PanelMember, RatingSheet, Rating),
    *(AgreedRating, Decision, ExtraAssessment),
)

_KINDS: dict[DecisionOutcome, Kind] = {
    DecisionOutcome.offer: "good",
    DecisionOutcome.hold: "accent",
    DecisionOutcome.no: "neutral",
}

_REASONS = ("reason", "deviation_reason")


class DecidePart(QWidget):
    """What was decided about whom, and why.

    Signals:
        paper_asked: the letter to a candidate is wanted on paper.
    """

    paper_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self._proposed = ""
        self.table = RecordTable(
            [
                Column(tr("Candidate"), "called", 3, strong=True),
                Column(tr("Stage"), "stage", 2),
                Column(tr("Decision"), "decision", 2),
            ],
            tr("Candidates"),
        )
        names = ("outcome", "reason", "deviation_reason", "decided_by", "decided_on")
        self.fields = {name: free_row(Decision, name) for name in names}
        self.fields["decided_on"].editor.show(today())
        self.decide = Button(tr("Decide"), self._decide, role="primary", icon="check")
        self.withdraw = Button(tr("Withdraw decision"), self._withdraw)
        self.hire = Button(tr("Hire"), self._hire, icon="user-plus")
        self.beware = PlainLabel("", role="warn", wrap=True)
        self.outcome = Pill()
        self.standing = PlainLabel("", wrap=True)
        self.first_day = free_row(Employment, "start_date", tr("First day"))
        self.letter = Button(tr("Letter…"), self._letter, icon="printer")
        self.wording = [WordingHint(desk, self.fields[name]) for name in _REASONS]
        self._form = Rows(*self._lined_up(), Row(self.decide, None)).stretch()
        self._start = Columns(self.first_day, Row(self.hire, None))
        done = Row(self.letter, self.withdraw, None)
        self._done = Rows(Row(self.outcome, None), self.standing, self._start, done).stretch()
        self._stack = Stack(self._form, self._done)
        listed = Card(tr("Candidates"), self.table, share=1)
        self.card = Card(tr("Decision"), self.beware, self._stack)
        fill(self, Columns(listed, Scroll(Rows(self.card), share=1)))
        self.table.chosen.connect(self._choose)
        desk.watch(self, _MODELS, self.refresh)

    def _lined_up(self) -> list[QWidget]:
        """Return the fields, each reason with what to look at again in it."""
        hints: dict[str, QWidget] = dict(zip(_REASONS, self.wording, strict=True))
        found: list[QWidget] = []
        for name, row in self.fields.items():
            found += [row, hints[name]] if name in hints else [row]
        return found

    def open(self, requisition_id: str) -> None:
        """Show the decisions of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read candidates and decisions again."""
        key = self.requisition_id
        self.table.show_rows(self.desk.read(queries.candidates, key) if key else ())
        self._choose(self.table.current_id)

    def _choose(self, candidate_id: str) -> None:
        """Show the decision about a candidate, or the form to make one."""
        made = self._decision(candidate_id)
        self.card.setEnabled(bool(candidate_id))
        row = next((r for r in self.table.records.rows if r.id == candidate_id), None)
        title = tr("Decision about {name}").format(name=row.called) if row else tr("Decision")
        self.card.tell(title)
        cautions = self.desk.read(queries.cautions, candidate_id) if candidate_id else ()
        self.beware.setText("\n".join(cautions))
        self.beware.setVisible(bool(cautions))
        if made is None:
            self._stack.turn_to(self._form)
            return
        self.outcome.tell(tr(made.outcome.label), _KINDS[made.outcome])
        said = [str(made.reason)]
        if made.deviated:
            said.append(tr("Differs from the rank: {why}").format(why=made.deviation_reason))
        if made.decided_by:
            said.append(tr("Decided by {name}").format(name=made.decided_by))
        self.standing.setText("\n\n".join(said))
        self._stack.turn_to(self._done)
        is_hired = row is None or row.stage is CandidateStage.hired
        may_hire = made.outcome is DecisionOutcome.offer and not is_hired
        self._start.setVisible(may_hire)
        if may_hire and candidate_id != self._proposed:
            self._proposed = candidate_id
            day = self.desk.read(queries.first_day, candidate_id, today())
            self.first_day.editor.show(day)
            self.first_day.tell("")

    def _decision(self, candidate_id: str) -> queries.DecisionRow | None:
        if not candidate_id:
            return None
        found = self.desk.read(queries.decisions, self.requisition_id)
        return next((row for row in found if row.candidate_id == candidate_id), None)

    def _decide(self) -> None:
        given: dict[str, object] = {}
        for name, row in self.fields.items():
            try:
                given[name] = row.editor.read()
            except NotReadable as trouble:
                row.tell(str(trouble))
                return
            row.tell("")
        if given["outcome"] is None:
            self.fields["outcome"].tell(tr("Choose what was decided."))
            return
        done = self.desk.do(
            actions.decide,
            self.table.current_id,
            DecisionOutcome(str(given["outcome"])),
            str(given["reason"] or ""),
            given["decided_on"] or today(),
            decided_by=str(given["decided_by"] or ""),
            deviation_reason=str(given["deviation_reason"] or ""),
        )
        if done:
            for name in ("outcome", "reason", "deviation_reason"):
                self.fields[name].editor.show(None)
            for hint in self.wording:
                hint.judge("")

    def _withdraw(self) -> None:
        if made := self._decision(self.table.current_id):
            self.desk.do(actions.withdraw_decision, made.id, notice=tr("Decision withdrawn"))

    def _hire(self) -> None:
        """Make the candidate a colleague: person, employment and the person's outcomes."""
        try:
            starts = self.first_day.editor.read()
        except NotReadable as trouble:
            self.first_day.tell(str(trouble))
            return
        self.first_day.tell("" if starts else tr("Choose the first day."))
        if not starts:
            return
        if done := self.desk.do(actions.hire, self.table.current_id, starts):
            self.desk.notices.show(self._hired(done), kind="good", undo=True)

    def _hired(self, employment_id: str) -> str:
        """Say what came of a hire."""
        row = self.desk.read(queries.hired, employment_id)
        said = ntr(
            "{name} is {position} from {day} on, with {n} outcome.",
            "{name} is {position} from {day} on, with {n} outcomes.",
            row.outcomes,
        )
        day = said_day(row.starts) if row.starts else ""
        return said.format(name=row.name, position=row.position, day=day, n=row.outcomes)

    def _letter(self) -> None:
        """Show the letter that goes with the decision."""
        if made := self._decision(self.table.current_id):
            is_offer = made.outcome is DecisionOutcome.offer
            self.paper_asked.emit("offer-enclosure" if is_offer else "not-selected", self._key())

    def _key(self) -> str:
        return self.table.current_id
