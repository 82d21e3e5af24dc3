"""One rater's sheet on one candidate, made for the room: keys, anchors, evidence, the time."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.rows import fields_of
from app.domain.scales import COMPETENCY_LEVELS
from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import WordingHint, fill, today
from app.stages.selection.queries import SheetLine, SheetView
from app.stages.selection.records import Candidate, GuideQuestion, Interview, Rating, RatingSheet
from app.ui import dialogs
from app.ui.forms import FormRow, editor_for
from app.ui.layout import Button, Card, Columns, Pill, PlainLabel, Row, Rows, Scroll
from app.ui.rating import Rating as RatingField

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.desk import Desk

_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SheetRow(Card):
    """One question: five anchors to rate by, what was heard, and why it was not asked."""

    rated = Signal(str)
    noted = Signal(str, bool)
    skipped = Signal(str)
    finished = Signal(str, int)
    entered = Signal(str)

    def __init__(self, desk: Desk, line: SheetLine) -> None:
        super().__init__(f"{line.number}  ·  {line.code}  {line.name}")
        self.line = line
        self.rating = RatingField(self._words, "touch")
        self.rating.dots.name = f"{line.number} {line.name}"
        self.rating.dots.rated.connect(partial(self.rated.emit, line.id))
        info = fields_of(Rating).model_fields["evidence_note"]
        self.note = FormRow("evidence_note", info, editor_for(info))
        self.note.committed.connect(self._pass_on)
        for target in (self.rating.dots, self.note.editor.field):
            target.installEventFilter(self)
        self.time = Pill()
        self.skip = Pill()
        self.skip.hide()
        self.wording = WordingHint(desk, self.note)
        self.head(self.skip)
        self.head(self.time)
        self.command(tr("Not asked…"), partial(self.skipped.emit, line.id)).for_touch()
        heard = Rows(self.note, self.wording, *self._prompts(), share=2)
        self.add(PlainLabel(line.text, role="lead", wrap=True))
        self.add(Columns(Rows(self.rating, share=3), heard.stretch()))

    def show_line(self, line: SheetLine, *, frozen: bool) -> None:
        """Show what is in the file; typing that is under way stays."""
        self.line = line
        self.rating.dots.frozen = frozen
        self.rating.dots.tell(line.score)
        self.rating.refresh()
        if not self.note.editor.is_dirty:
            self.note.editor.show(str(line.evidence_note))
        self.note.editor.freeze(frozen=frozen)
        if line.dropped_reason:
            self.skip.tell(tr("not scored for anybody"), "neutral")
        else:
            said = tr("not asked: {why}").format(why=line.not_asked_reason)
            self.skip.tell(said if line.not_asked_reason else "", "warn")

    def tell_time(self, seconds: int, *, is_current: bool) -> None:
        """Show how long this question has taken of the minutes it may take."""
        spent = f"{seconds // 60}:{seconds % 60:02}"
        said = tr("{spent} of {n} min").format(spent=spent, n=self.line.minutes)
        over = seconds > self.line.minutes * 60
        self.time.tell(said, "warn" if over else "accent" if is_current else "neutral")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows go from question to question, N says that one was not asked."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.line.id)
        if (
            watched is self.rating.dots
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if event.key() in _NEXT:
                self.finished.emit(self.line.id, 1)
                return True
            if event.key() == Qt.Key.Key_Up:
                self.finished.emit(self.line.id, -1)
                return True
            if event.key() == Qt.Key.Key_N and not event.modifiers():
                self.skipped.emit(self.line.id)
                return True
        return super().eventFilter(watched, event)

    def _prompts(self) -> list[QWidget]:
        """Return what helps to ask on and to hear."""
        found: list[QWidget] = []
        for label, said in (
            (tr("Ask on"), self.line.probes),
            (tr("Listen for"), self.line.listen_for),
        ):
            if said:
                found += [
                    PlainLabel(label, role="label"),
                    PlainLabel(" · ".join(said), role="soft", wrap=True),
                ]
        return found

    def _words(self) -> list[tuple[str, str]]:
        """Return what each level means: the competency's anchors, or the scale's own words."""
        if self.line.anchors:
            labels = [tr(label) for label, _ in COMPETENCY_LEVELS.values()]
            return list(zip(labels, self.line.anchors, strict=False))
        return [(tr(label), tr(meaning)) for label, meaning in COMPETENCY_LEVELS.values()]

    def _pass_on(self, _name: str, finished: bool) -> None:
        self.noted.emit(self.line.id, finished)


class SheetPart(QWidget):
    """One rater rates every question on one candidate. Nobody else's scores are here.

    Attributes:
        left: the sheet was closed, handed over or not; nothing of it stays in any widget.
        clock: what tells the time in seconds.
    """

    left = Signal()

    def __init__(self, desk: Desk, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.desk = desk
        self.clock = clock
        self.candidate_id, self.member_id = "", ""
        self._why_changed = ""
        self._questions: tuple[str, ...] = ()
        self._current, self._since = "", 0.0
        self._spent: dict[tuple[str, str], float] = {}
        self.rows: dict[str, SheetRow] = {}
        self.who = PlainLabel("", role="heading", elide=True)
        self.progress = Pill()
        self.submit = Button(tr("Done, hand over"), self._submit, role="primary", icon="check")
        self.change = Button(tr("Change a rating…"), self._unlock)
        self.leave = Button(tr("Leave the sheet"), self.close_sheet)
        for button in (self.submit, self.change, self.leave):
            button.for_touch()
        self._place = Rows()
        self._scroll = Scroll(self._place)
        head = Row(self.who, None, self.progress, self.leave, self.change, self.submit)
        keys = PlainLabel(
            tr("1–5 rate · 0 takes back · N not asked · Enter or ↓ goes on · ↑ goes back"),
            role="hint",
            wrap=True,
        )
        fill(self, Rows(head, keys, self._scroll))
        self._ticking = QTimer(self)
        self._ticking.setInterval(1000)
        self._ticking.timeout.connect(self.tick)
        desk.watch(self, (Candidate, GuideQuestion, Interview, RatingSheet, Rating), self.refresh)

    @property
    def is_open(self) -> bool:
        """Whether somebody's sheet stands here."""
        return bool(self.candidate_id)

    def open(self, candidate_id: str, member_id: str) -> None:
        """Show a sheet; whoever rated before can take nothing back from here on."""
        self.close_sheet()
        self.desk.part()
        self.candidate_id, self.member_id = candidate_id, member_id
        self.refresh()
        if self.rows:
            next(iter(self.rows.values())).rating.dots.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Let nothing of a sheet stay in any widget."""
        if not self.is_open:
            return
        for row in self.rows.values():
            row.note.editor.finish()
        self._enter("")
        self._ticking.stop()
        self.candidate_id, self.member_id, self._why_changed = "", "", ""
        self.rows, self._questions = {}, ()
        self._put(Rows())
        self.who.setText("")
        self.progress.tell("")
        self.desk.part()
        self.left.emit()

    def refresh(self) -> None:
        """Read the sheet again; it closes when it was handed over."""
        view = self._view()
        if view is None:
            return
        if view.sealed or view.absent_reason or not view.lines:
            self.close_sheet()
            return
        asked = tuple(line.id for line in view.lines)
        if asked != self._questions:
            self._questions = asked
            self._make_rows(view)
        is_in = view.submitted_at is not None
        frozen = is_in and not self._why_changed
        for line in view.lines:
            self.rows[line.id].show_line(line, frozen=frozen)
        self.who.setText(
            tr("{rater} on {candidate}").format(rater=view.rater, candidate=view.candidate)
        )
        rated = len(view.lines) - view.open_lines
        said = tr("{n} of {of} rated").format(n=rated, of=len(view.lines))
        self.progress.tell(tr("revealed") if is_in else said, "good" if is_in else "neutral")
        self.submit.setVisible(not is_in)
        self.change.setVisible(is_in and not self._why_changed)
        self._ticking.start() if not is_in else self._ticking.stop()

    def tick(self) -> None:
        """Show the time that has passed on each question."""
        now = self.clock()
        for key, row in self.rows.items():
            spent = self._spent.get((self.candidate_id, key), 0.0)
            current = key == self._current
            row.tell_time(int(spent + (now - self._since if current else 0)), is_current=current)

    def _view(self) -> SheetView | None:
        if not self.is_open:
            return None
        return self.desk.read(queries.sheet, self.candidate_id, self.member_id)

    def _make_rows(self, view: SheetView) -> None:
        place = Rows()
        self.rows = {}
        opening = self.desk.read(queries.guide_words, view.guide_id)
        if opening[0]:
            place.add(Card(tr("Opening words"), PlainLabel(opening[0], wrap=True), share=0))
        for line in view.lines:
            row = SheetRow(self.desk, line)
            row.rated.connect(self._rate)
            row.noted.connect(self._note)
            row.skipped.connect(self._skip)
            row.finished.connect(self._go)
            row.entered.connect(self._enter)
            self.rows[line.id] = row
            place.add(row)
        if opening[1]:
            place.add(Card(tr("Closing words"), PlainLabel(opening[1], wrap=True), share=0))
        self._put(place)
        self.tick()

    def _put(self, place: QWidget) -> None:
        old = self._scroll.takeWidget()
        self._scroll.setWidget(place)
        if old is not None:
            old.setParent(None)
            old.deleteLater()

    def _enter(self, question_id: str) -> None:
        """Let the time run on another question."""
        if question_id == self._current:
            return
        now = self.clock()
        if self._current:
            key = (self.candidate_id, self._current)
            self._spent[key] = self._spent.get(key, 0.0) + now - self._since
        self._current, self._since = question_id, now
        self.tick()

    def _pair(self) -> tuple[str, str]:
        return self.candidate_id, self.member_id

    def _rate(self, question_id: str) -> None:
        score = self.rows[question_id].rating.dots.rating
        done = self.desk.succeeds(
            actions.rate, *self._pair(), question_id, score, reason=self._why_changed
        )
        if not done:
            self.refresh()

    def _note(self, question_id: str, finished: bool) -> None:
        """Write what was heard; a note typed in one go is one step."""
        row = self.rows.get(question_id)
        if row is None:
            return
        text = str(row.note.editor.read() or "")
        merge = ("rating", *self._pair(), question_id)
        done = self.desk.succeeds(
            actions.note_evidence, *self._pair(), question_id, text,
            reason=self._why_changed, merge=merge,
        )  # fmt: skip
        if done:
            row.note.tell("")
            row.note.editor.show(text)
        elif finished:
            row.note.tell(tr("This was not saved."))

    def _skip(self, question_id: str) -> None:
        if self.rows[question_id].rating.dots.frozen:
            return
        if why := dialogs.ask_text(self, tr("Why was it not asked?")):
            reason = self._why_changed
            self.desk.do(actions.not_asked, *self._pair(), question_id, why, reason=reason)
            self.rows[question_id].wording.judge(why)

    def _go(self, question_id: str, by: int) -> None:
        """Go to the next or the last question, after the last one to the button."""
        keys = list(self.rows)
        place = keys.index(question_id) + by
        if place >= len(keys):
            self.submit.setFocus(Qt.FocusReason.TabFocusReason)
            return
        row = self.rows[keys[max(0, place)]]
        row.rating.dots.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, 0)

    def _submit(self) -> None:
        """Hand the sheet over; from here on it is closed to everybody until the reveal."""
        for row in self.rows.values():
            row.note.editor.finish()
        self.desk.do(actions.submit_sheet, *self._pair(), today())

    def _unlock(self) -> None:
        """Let a revealed rating be changed, with a reason that is kept beside it."""
        if why := dialogs.ask_text(self, tr("Why is a revealed rating changed?")):
            self._why_changed = why
            self.refresh()
