"""The interview guide: its questions in their order, its words, its lock and its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.calendar import said
from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.guide.bank import BankPart
from app.stages.selection.page.guide.lines import question_line
from app.stages.selection.page.shared import fill, today
from app.stages.selection.queries import QuestionRow, RequisitionRow
from app.stages.selection.records import (
    BankQuestion,
    Criterion,
    Guide,
    GuideQuestion,
    GuideStatus,
    Rating,
    Requisition,
)
from app.ui import dialogs, theme
from app.ui.forms import Form
from app.ui.layout import Button, Card, Columns, Pill, PlainLabel, Row, Rows, Scroll, Stack
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.labels import Kind

__all__ = ["BankPart", "GuidePart"]


class GuidePart(QWidget):
    """Build the guide, try it, lock it, and begin a new version where it was wrong.

    Attributes:
        print_asked: the guide is wanted on paper.
    """

    print_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.guide_id = ""
        self._rows: tuple[QuestionRow, ...] = ()
        self.status = Pill()
        self.time = Pill()
        self.left = PlainLabel("", role="warn", wrap=True)
        self.lock = Button(tr("Lock the guide"), self._lock, role="primary", icon="lock")
        self.unlock = Button(tr("Unlock"), self._unlock, icon="lock-open")
        self.renew = Button(tr("New version…"), self._renew, icon="copy")
        self.pilot = Button(tr("Note the pilot…"), self._pilot)
        self.printing = Button(tr("Print"), self.print_asked.emit, icon="printer")
        self.table = RecordTable(
            [
                Column("", "number", strong=True),
                Column(tr("For"), "code"),
                Column(tr("Question"), "text", 9),
                Column(tr("Min"), "minutes", align="right"),
            ],
            tr("Questions"),
        )
        self.table.chosen.connect(self._choose)
        self.question = Form(
            desk, GuideQuestion, ["text", ("kind", "minutes"), "probes", "listen_for"]
        )
        self.hits = PlainLabel("", role="warn", wrap=True)
        self.words = Form(desk, Guide, ["opening_words", "closing_words", ("interview_share",)])
        self.versions = PlainLabel("", role="soft", wrap=True)
        self.bank = BankPart(desk)
        self.bank.left.connect(self._leave_bank)
        self._stack = Stack(self._make_body(), self.bank)
        fill(self, self._stack)
        models = (Requisition, Criterion, Guide, GuideQuestion, BankQuestion, Rating)
        desk.watch(self, models, self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the guide in force of an opening."""
        if requisition_id != self.requisition_id:
            self._stack.turn_to(self._body)
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read the guide again."""
        if not self.requisition_id:
            return
        opening = self.desk.read(queries.requisition, self.requisition_id)
        self.guide_id = opening.guide_id
        self._rows = self.desk.read(queries.questions_of, self.guide_id)
        self.table.show_rows([question_line(row) for row in self._rows])
        self._tell_state(opening)
        self.words.open(self.guide_id)
        reason = tr("The guide is locked, so that every candidate is asked and judged alike.")
        for form in (self.question, self.words):
            form.read_only(opening.frozen, reason)
        self._choose(self.table.current_id)
        self._tell_versions()

    def _make_body(self) -> QWidget:
        head = Row(
            self.status, self.time, None, self.pilot, self.printing, self.renew, self.unlock,
            self.lock,
        )  # fmt: skip
        listed = Card(tr("Questions"), self.table, share=1)
        add = listed.command(tr("Add…"), self._add, icon="plus")
        up = listed.command(tr("Up"), self._up, icon="arrow-up")
        down = listed.command(tr("Down"), self._down, icon="arrow-down")
        drop = listed.command(tr("Remove"), self._remove, icon="trash-2")
        self.changing = (add, up, down, drop)
        for keys, slot in (("Alt+Up", self._up), ("Alt+Down", self._down)):
            shortcut = QShortcut(QKeySequence(keys), self.table, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        chosen = Card(tr("The chosen question"), self.hits, self.question, share=0)
        words = Card(tr("How the interview opens and closes"), self.words, share=0)
        self.filling = words.command(tr("Fill in our words"), self._fill)
        older = Card(tr("Versions"), self.versions, share=0)
        self.before = Card(tr("Before it can be locked"), self.left, share=0)
        right = Scroll(Rows(self.before, chosen, words, older).stretch(), share=1)
        self._body = Rows(head, Columns(listed, right))
        return self._body

    def _tell_state(self, opening: RequisitionRow) -> None:
        """Show how far the guide is, how long it takes and what stands before its lock."""
        kinds: dict[GuideStatus, Kind] = {
            GuideStatus.draft: "neutral",
            GuideStatus.piloted: "accent",
            GuideStatus.locked: "good",
        }
        version = tr("Version {n}: {status}").format(
            n=opening.guide_version, status=tr(opening.guide_status.label)
        )
        self.status.tell(version, kinds[opening.guide_status])
        minutes = self.desk.read(queries.minutes_of, self.guide_id)
        over = minutes > queries.LONGEST
        self.time.tell(tr("{n} minutes").format(n=minutes), "warn" if over else "neutral")
        locked = opening.frozen
        rated = self.desk.read(queries.is_rated, self.guide_id)
        findings = () if locked else self.desk.read(actions.lock_findings, self.guide_id)
        self.left.setText("\n".join(findings))
        self.before.setVisible(bool(findings))
        self.lock.setVisible(not locked)
        self.lock.setEnabled(not findings)
        self.unlock.setVisible(locked and not rated)
        self.renew.setVisible(locked)
        self.pilot.setVisible(not locked)
        for command in (*self.changing, self.filling):
            command.setEnabled(not locked)

    def _tell_versions(self) -> None:
        """List the versions with the reasons they were begun for."""
        lines = []
        for guide in self.desk.read(queries.guides, self.requisition_id):
            parts = [tr("Version {n}").format(n=guide.version)]
            if guide.change_reason:
                parts.append(tr("begun because: {why}").format(why=guide.change_reason))
            if guide.piloted_with:
                parts.append(tr("tried with {name}").format(name=guide.piloted_with))
            if guide.pilot_note:
                parts.append(guide.pilot_note)
            if guide.locked_on:
                parts.append(tr("locked on {day}").format(day=said(guide.locked_on)))
            lines.append(" · ".join(parts))
        self.versions.setText("\n".join(lines))

    def _choose(self, question_id: str) -> None:
        """Show a question, and what to look at again in its words."""
        self.question.open(question_id or None)
        row = next((one for one in self._rows if one.id == question_id), None)
        written = "\n".join((row.text, *row.probes)) if row else ""
        hits = self.desk.read(queries.question_hits, written) if written else ()
        lines = []
        for hit in hits:
            head = tr("Must not be asked") if hit.blocks else tr("Look again")
            lines.append(f"{head}: “{hit.words}”. {tr(hit.rule.reason)} {tr(hit.advice)}")
        self.hits.setText("\n".join(dict.fromkeys(lines)))
        theme.set_role(self.hits, "bad" if any(hit.blocks for hit in hits) else "warn")
        self.hits.setVisible(bool(lines))

    def _add(self) -> None:
        """Turn to the bank."""
        self.bank.open(self.guide_id)
        self._stack.turn_to(self.bank)

    def _leave_bank(self) -> None:
        self._stack.turn_to(self._body)
        self.refresh()

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.move_question, key, by)
            self.table.select(key)

    def _remove(self) -> None:
        if key := self.table.current_id:
            self.desk.do(actions.remove_question, key, notice=tr("Question removed"))

    def _fill(self) -> None:
        self.desk.do(actions.fill_words, self.guide_id)

    def _pilot(self) -> None:
        """Keep with whom the guide was tried, and what was changed."""
        who = dialogs.ask_text(self, tr("With whom was the guide tried?"), verb=tr("Go on"))
        if not who:
            return
        hint = tr("Leave a dash where nothing was.")
        note = dialogs.ask_text(self, tr("What was changed after it?"), hint=hint, verb=tr("Keep"))
        self.desk.do(actions.pilot_guide, self.guide_id, who, today(), note or "")

    def _lock(self) -> None:
        self.desk.do(actions.lock_guide, self.guide_id, today())

    def _unlock(self) -> None:
        self.desk.do(actions.unlock_guide, self.guide_id)

    def _renew(self) -> None:
        """Begin a new version; everyone is rated again by it."""
        hint = tr("Criteria and questions are copied and may change. Everyone is rated again.")
        question = tr("Why is a new version begun?")
        if why := dialogs.ask_text(self, question, hint=hint, verb=tr("Begin")):
            self.desk.do(actions.new_version, self.requisition_id, why)
