"""One rater's sheet on one candidate, made for the room: keys, anchors, evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.rows import fields_of
from app.domain.scales import COMPETENCY_LEVELS
from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import fill, today
from app.stages.selection.queries import SheetLine, SheetView
from app.stages.selection.records import (
    Candidate,
    Guide,
    GuideQuestion,
    Interview,
    PanelMember,
    Rating,
    RatingSheet,
)
from app.ui import dialogs
from app.ui.editors import ChoiceEditor
from app.ui.forms import FormRow, editor_for
from app.ui.layout import (
    Button,
    Card,
    Columns,
    EmptyState,
    Pill,
    PlainLabel,
    Row,
    Rows,
    Scroll,
    Stack,
)
from app.ui.rating import Rating as RatingField

if TYPE_CHECKING:
    from app.ui.desk import Desk

_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetRow(Card):
    """One criterion: five anchors to rate by, what was heard, and why it was not asked."""

    rated = Signal(str)
    noted = Signal(str, bool)
    skipped = Signal(str)
    finished = Signal(str)

    def __init__(self, line: SheetLine) -> None:
        super().__init__(f"{line.number}  {line.text}", hint=f"{line.code}  {line.name}")
        self.line = line
        self.rating = RatingField(self._words, "touch")
        self.rating.dots.name = line.name
        self.rating.dots.installEventFilter(self)
        self.rating.dots.rated.connect(partial(self.rated.emit, line.id))
        info = fields_of(Rating).model_fields["evidence_note"]
        self.note = FormRow("evidence_note", info, editor_for(info))
        self.note.committed.connect(self._pass_on)
        self.weight = Pill(tr("weight {n}").format(n=line.weight))
        self.skip = Pill()
        self.skip.hide()
        self.head(self.skip)
        self.head(self.weight)
        self.command(tr("Not asked…"), partial(self.skipped.emit, line.id))
        self.add(Columns(Rows(self.rating, share=3), Rows(self.note, share=2).stretch()))

    def show_line(self, line: SheetLine, *, frozen: bool) -> None:
        """Show what is in the file; typing that is under way stays."""
        self.line = line
        self.rating.dots.frozen = frozen
        self.rating.dots.tell(line.score)
        self.rating.refresh()
        if not self.note.editor.is_dirty:
            self.note.editor.show(str(line.evidence_note))
        self.note.editor.freeze(frozen=frozen)
        self.skip.tell(tr("not asked: {why}").format(why=line.not_asked_reason), "warn")
        self.skip.setVisible(bool(line.not_asked_reason))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next criterion, N says that this one was not asked."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _NEXT:
                self.finished.emit(self.line.id)
                return True
            if event.key() == Qt.Key.Key_N and not event.modifiers():
                self.skipped.emit(self.line.id)
                return True
        return super().eventFilter(watched, event)

    def _words(self) -> list[tuple[str, str]]:
        """Return what each level means: the competency's anchors, or the scale's own words."""
        if self.line.anchors:
            labels = [tr(label) for label, _ in COMPETENCY_LEVELS.values()]
            return list(zip(labels, self.line.anchors, strict=False))
        return [(tr(label), tr(meaning)) for label, meaning in COMPETENCY_LEVELS.values()]

    def _pass_on(self, _name: str, finished: bool) -> None:
        self.noted.emit(self.line.id, finished)


class SheetPart(QWidget):
    """Choose rater and candidate, then rate every criterion. Nobody else's scores are here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self._why_changed = ""
        self.rows: dict[str, SheetRow] = {}
        self._shown: tuple[str, str, tuple[str, ...]] = ("", "", ())
        self.rater = ChoiceEditor(self._raters)
        self.rater.field.setAccessibleName(tr("Rater"))
        self.candidate = ChoiceEditor(self._candidates)
        self.candidate.field.setAccessibleName(tr("Candidate"))
        for choice in (self.rater, self.candidate):
            choice.box.setMinimumContentsLength(20)
            choice.committed.connect(self._chosen)
        self.progress = Pill()
        self.submit = Button(tr("Submit sheet"), self._submit, role="primary", icon="check")
        self.change = Button(tr("Change a rating…"), self._unlock)
        self.absent = Button(tr("Was not there…"), self._absent)
        self._place = Rows()
        self._scroll = Scroll(self._place)
        self._none = EmptyState(
            tr("A sheet needs a panel, a candidate and criteria. Then each rates alone, by key.")
        )
        self._who = EmptyState(
            tr("Choose who rates. What others rated is not shown here."),
            title=tr("Whose sheet is this?"),
        )
        self._sealed = EmptyState(
            tr("It can be read after the reveal. Choose who rates next."),
            title=tr("Handed over"),
        )
        self._stack = Stack(self._none, self._who, self._sealed, self._scroll)
        head = Row(
            PlainLabel(tr("Rater"), role="label"), self.rater.widget,
            PlainLabel(tr("Candidate"), role="label"), self.candidate.widget,
            None, self.progress, self.absent, self.change, self.submit,
        )  # fmt: skip
        keys = PlainLabel(
            tr("1–5 rate · 0 takes back · Enter goes on · N not asked"), role="hint", wrap=True
        )
        fill(self, Rows(head, keys, self._stack))
        desk.watch(
            self,
            (Candidate, Guide, GuideQuestion, Interview, PanelMember, RatingSheet, Rating),
            self.refresh,
        )

    def open(self, requisition_id: str) -> None:
        """Show the sheets of an opening, once somebody said who rates."""
        if requisition_id != self.requisition_id:
            self._why_changed = ""
            self.requisition_id = requisition_id
            for choice in (self.rater, self.candidate):
                choice.show(None)
        self.refresh()

    def refresh(self) -> None:
        """Read the sheet again. Nobody's sheet opens before somebody said whose it is."""
        raters, candidates = self._raters(), self._candidates()
        rater = self.rater.read()
        self.rater.show(rater if rater in [key for key, _ in raters] else None)
        known = [key for key, _ in candidates]
        standing = self.candidate.read()
        self.candidate.show(standing if standing in known else (known[0] if known else None))
        view = self._view()
        is_shown = view is not None and bool(view.lines)
        for widget in (self.submit, self.change, self.absent, self.progress):
            widget.setVisible(is_shown)
        if view is not None and view.sealed:
            self._close_sheet()
            self._stack.turn_to(self._sealed)
        elif view is not None and view.lines:
            self._stack.turn_to(self._scroll)
            self._tell(view)
        else:
            self._close_sheet()
            ready = bool(raters and candidates) and view is None
            self._stack.turn_to(self._who if ready else self._none)

    def _close_sheet(self) -> None:
        """Let nothing of a sheet stay in any widget."""
        self._shown, self._why_changed, self.rows = ("", "", ()), "", {}
        old = self._scroll.takeWidget()
        self._scroll.setWidget(Rows())
        if old is not None:
            old.setParent(None)
            old.deleteLater()
        for widget in (self.submit, self.change, self.absent, self.progress):
            widget.hide()

    def _view(self) -> SheetView | None:
        rater, candidate = self.rater.read(), self.candidate.read()
        if not self.requisition_id or not rater or not candidate:
            return None
        return self.desk.read(queries.sheet, str(candidate), str(rater))

    def _tell(self, view: SheetView) -> None:
        """Show a sheet; rows are made anew only when it is another one."""
        shown = (view.candidate_id, view.member_id, tuple(line.id for line in view.lines))
        if shown != self._shown:
            self._shown, self._why_changed = shown, ""
            self._make_rows(view)
        is_in = view.submitted_at is not None
        closed = bool(view.absent_reason)
        frozen = (is_in and not self._why_changed) or closed
        for line in view.lines:
            self.rows[line.id].show_line(line, frozen=frozen)
        rated = len(view.lines) - view.open_lines
        said = tr("{n} of {of} rated").format(n=rated, of=len(view.lines))
        if closed:
            said = tr("absent: {why}").format(why=view.absent_reason)
        elif is_in:
            said = tr("submitted")
        self.progress.tell(said, "good" if is_in else "neutral")
        self.submit.setVisible(not is_in and not closed)
        self.absent.setVisible(not is_in)
        self.absent.setText(tr("Open again") if closed else tr("Was not there…"))
        self.change.setVisible(is_in and not self._why_changed)

    def _make_rows(self, view: SheetView) -> None:
        place = Rows()
        self.rows = {}
        for line in view.lines:
            row = SheetRow(line)
            row.rated.connect(self._rate)
            row.noted.connect(self._note)
            row.skipped.connect(self._skip)
            row.finished.connect(self._go_on)
            self.rows[line.id] = row
            place.add(row)
        old = self._scroll.takeWidget()
        self._scroll.setWidget(place)
        if old is not None:
            old.deleteLater()

    def _raters(self) -> list[tuple[str, str]]:
        if not self.requisition_id:
            return []
        members = self.desk.read(queries.panel, self.requisition_id)
        return [(member.id, member.name) for member in members if member.rates]

    def _candidates(self) -> list[tuple[str, str]]:
        if not self.requisition_id:
            return []
        found = self.desk.read(queries.candidates, self.requisition_id)
        return [(row.id, row.called) for row in found if row.stage not in queries.OUT_OF_PLAY]

    def _chosen(self, _finished: bool) -> None:
        for choice in (self.rater, self.candidate):
            choice.show(choice.read())
        self.refresh()

    def _pair(self) -> tuple[str, str]:
        return str(self.candidate.read()), str(self.rater.read())

    def _rate(self, criterion_id: str) -> None:
        score = self.rows[criterion_id].rating.dots.rating
        done = self.desk.succeeds(
            actions.rate, *self._pair(), criterion_id, score, reason=self._why_changed
        )
        if not done:
            self.refresh()

    def _note(self, criterion_id: str, finished: bool) -> None:
        """Write what was heard; a note typed in one go is one step."""
        row = self.rows[criterion_id]
        text = str(row.note.editor.read() or "")
        merge = ("rating", *self._pair(), criterion_id)
        done = self.desk.succeeds(
            actions.note_evidence, *self._pair(), criterion_id, text,
            reason=self._why_changed, merge=merge,
        )  # fmt: skip
        if done:
            row.note.tell("")
            row.note.editor.show(text)
        elif finished:
            row.note.tell(tr("This was not saved."))

    def _skip(self, criterion_id: str) -> None:
        if self.rows[criterion_id].rating.dots.frozen:
            return
        if why := dialogs.ask_text(self, tr("Why was it not asked?")):
            reason = self._why_changed
            self.desk.do(actions.not_asked, *self._pair(), criterion_id, why, reason=reason)

    def _go_on(self, criterion_id: str) -> None:
        """Go to the next criterion, after the last one to the submit button."""
        keys = list(self.rows)
        place = keys.index(criterion_id) + 1
        if place < len(keys):
            dots = self.rows[keys[place]].rating.dots
            dots.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[keys[place]])
        else:
            self.submit.setFocus(Qt.FocusReason.TabFocusReason)

    def _submit(self) -> None:
        self.desk.do(actions.submit_sheet, *self._pair(), today())

    def _unlock(self) -> None:
        """Let a submitted rating be changed, with a reason that is kept beside it."""
        if why := dialogs.ask_text(self, tr("Why is a submitted rating changed?")):
            self._why_changed = why
            self.refresh()

    def _absent(self) -> None:
        view = self._view()
        if view is not None and view.absent_reason:
            self.desk.do(actions.reopen_sheet, *self._pair())
        elif why := dialogs.ask_text(self, tr("Why was this panel member not there?")):
            self.desk.do(actions.close_as_absent, *self._pair(), why)
