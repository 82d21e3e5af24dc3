"""The room: who rates whom now, and the seal over what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain.calendar import said
from app.host.language import ntr, tr
from app.stages.selection import actions, queries
from app.stages.selection.page.returned import ReturnedPart
from app.stages.selection.page.shared import fill
from app.stages.selection.page.sheet import SheetPart
from app.stages.selection.queries import CandidateRow, PanelRow, SheetState
from app.stages.selection.records import (
    Candidate,
    Guide,
    Interview,
    PanelMember,
    PanelRole,
    Rating,
    RatingSheet,
    Requisition,
)
from app.ui import dialogs, theme
from app.ui.forms import Form
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
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.ui.desk import Desk
    from app.ui.labels import Kind

_TRIES = 3


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A candidate in the list of whom to meet."""

    id: str
    name: str
    sheets: str


class RaterRow(Row):
    """One panel member: a button to begin, and how far the sheet is. Never what is in it."""

    def __init__(self, part: RatePart, member: PanelRow) -> None:
        self.member = member
        self.begin = Button(member.name, partial(part.begin, member.id), icon="clipboard-pen")
        self.begin.for_touch()
        self.begin.setMinimumWidth(theme.scaled(220))
        self.state = Pill()
        self.beware = Pill(tr("conflict of interest"), "warn")
        self.beware.setVisible(member.conflict_of_interest)
        self.absent = Button("", partial(part.mark_absent, member.id), role="quiet")
        self.absent.for_touch()
        super().__init__(self.begin, self.state, self.beware, None, self.absent)

    def tell(self, state: SheetState, *, revealed: bool) -> None:
        """Show how far the sheet is."""
        kinds: dict[str, Kind] = {"over": "good", "absent": "warn", "begun": "accent"}
        self.state.tell(_state_in_words(state), kinds.get(state.how, "neutral"))
        self.absent.setText(
            tr("Was here after all") if state.how == "absent" else tr("Was not there…")
        )
        self.absent.setVisible(state.how != "over")
        self.begin.setEnabled(state.how != "absent")
        tip = tr("Read the sheet") if revealed else tr("Begin or go on, alone")
        self.begin.setToolTip(tip)


def _state_in_words(state: SheetState) -> str:
    if state.how == "over":
        return tr("handed over, {time}").format(time=_moment(state.at)) if state.at else ""
    if state.how == "absent":
        return tr("was not there")
    if state.how == "begun":
        return tr("{n} of {of} rated").format(n=state.done, of=state.of)
    return tr("not begun")


class RatePart(QWidget):
    """Choose the candidate, then who rates; each rates alone and hands over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.raters: dict[str, RaterRow] = {}
        self._candidates: tuple[CandidateRow, ...] = ()
        self.table = RecordTable(
            [Column(tr("Candidate"), "name", 3, strong=True), Column(tr("Sheets"), "sheets", 2)],
            tr("Whom to meet"),
        )
        self.table.chosen.connect(self._choose)
        self.sheet = SheetPart(desk)
        self.sheet.left.connect(self._back)
        self.returned = ReturnedPart(desk)
        self.returned.left.connect(self._back)
        self._who = Rows(gap="s")
        self.seal = PlainLabel("", wrap=True)
        self.reveal = Button(tr("Reveal the sheets"), self._reveal, role="primary", icon="eye")
        self.break_seal = Button(tr("Break the seal…"), self._break_seal, icon="lock-open")
        for button in (self.reveal, self.break_seal):
            button.for_touch()
        self.plan = Button(tr("Plan the interview"), self._plan, icon="calendar")
        self.interview = Form(
            desk,
            Interview,
            [("planned_on", "begins", "ends"), ("place", "status"), "rated_together"],
        )
        self._none = EmptyState(
            tr("Rating needs criteria, a locked guide, a panel and a candidate."),
            title=tr("Nobody can be rated yet"),
        )
        self._stack = Stack(self._none, self._make_lobby(), self.sheet, self.returned)
        fill(self, self._stack)
        models = (Candidate, Guide, Interview, PanelMember, Rating, RatingSheet, Requisition)
        desk.watch(self, models, self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show whom to meet for an opening."""
        if requisition_id != self.requisition_id:
            self.sheet.close_sheet()
            self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read the states again; no score is read here."""
        if self.returned.is_open:
            self._stack.turn_to(self.returned)
            return
        if not self.requisition_id:
            return
        opening = self.desk.read(queries.requisition, self.requisition_id)
        found = self.desk.read(queries.candidates, self.requisition_id)
        self._candidates = tuple(row for row in found if row.stage not in queries.OUT_OF_PLAY)
        panel = [m for m in self.desk.read(queries.panel, self.requisition_id) if m.rates]
        if not (opening.frozen and self._candidates and panel):
            self.sheet.close_sheet()
            self._stack.turn_to(self._none)
            return
        self._stack.turn_to(self.sheet if self.sheet.is_open else self._lobby)
        self._seat(panel)
        self.table.show_rows([_line(row) for row in self._candidates])
        self._choose(self.table.current_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Close a sheet that a PIN guards when another chapter is turned to."""
        super().hideEvent(event)
        if not event.spontaneous() and self.sheet.is_open and self._guarded():
            self.sheet.close_sheet()

    def begin(self, member_id: str) -> None:
        """Let a rater sit down: the PIN first, then the own sheet and nothing else."""
        candidate_id = self.table.current_id
        member = self.raters[member_id].member
        if not candidate_id:
            return
        sealed = self.desk.read(queries.is_sealed, candidate_id, member_id)
        if sealed and not member.has_pin:
            self._say_closed(member)
            return
        revealed = self.desk.read(queries.is_revealed, candidate_id)
        if not revealed and not self._knows_pin(member):
            return
        if sealed:
            self.desk.do(actions.reopen_sheet, candidate_id, member_id)
        self._stack.turn_to(self.sheet)
        self.sheet.open(candidate_id, member_id)

    def mark_absent(self, member_id: str) -> None:
        """Close the sheet of somebody who was not there, or open it again."""
        candidate_id = self.table.current_id
        state = self.desk.read(queries.sheet_state, candidate_id, member_id)
        if state.how == "absent":
            self.desk.do(actions.reopen_sheet, candidate_id, member_id)
        elif why := dialogs.ask_text(self, tr("Why was this panel member not there?")):
            self.desk.do(actions.close_as_absent, candidate_id, member_id, why)

    def read_sheets(self, paths: Sequence[Path]) -> None:
        """Show what stands in sheets that came back, in the place of this chapter."""
        self.sheet.close_sheet()
        self._stack.turn_to(self.returned)
        self.returned.read(paths)

    def _choose_sheets(self) -> None:
        """Ask for the sheets that came back."""
        if paths := dialogs.open_files(self, tr("Take in sheets"), kinds=dialogs.PDF):
            self.read_sheets(paths)

    def _make_lobby(self) -> QWidget:
        listed = Card(tr("Whom to meet"), self.table, share=2)
        hint = tr("Each rates alone and hands over. Nobody sees another's sheet before the reveal.")
        who = Card(tr("Who rates now?"), self._who, hint=hint, share=0)
        self.take = who.command(tr("Take in sheets…"), self._choose_sheets, icon="inbox")
        seal = Card(tr("The seal"), self.seal, Row(self.reveal, self.break_seal, None), share=0)
        meet = Card(tr("The interview"), Row(self.plan, None), self.interview, share=0)
        self._lobby = Columns(listed, Scroll(Rows(who, seal, meet).stretch(), share=3))
        return self._lobby

    def _seat(self, panel: list[PanelRow]) -> None:
        """Make a row for each rater, anew only when the panel is another one."""
        if [row.member for row in self.raters.values()] == panel:
            return
        for row in self.raters.values():
            row.setParent(None)
            row.deleteLater()
        self.raters = {member.id: RaterRow(self, member) for member in panel}
        for row in self.raters.values():
            self._who.add(row)

    def _choose(self, candidate_id: str) -> None:
        """Show how far the sheets on a candidate are, and the seal."""
        row = next((one for one in self._candidates if one.id == candidate_id), None)
        if row is None:
            return
        for member_id, place in self.raters.items():
            state = self.desk.read(queries.sheet_state, candidate_id, member_id)
            place.tell(state, revealed=row.revealed)
        held = self.desk.read(queries.interview_of, candidate_id)
        self.interview.open(held.id if held else None)
        self.interview.setVisible(held is not None)
        self.plan.setVisible(held is None)
        all_in = row.sheets_in >= row.sheets_due
        self.reveal.setVisible(not row.revealed and all_in)
        self.break_seal.setVisible(not row.revealed and not all_in)
        self.seal.setText(_seal_in_words(row, held))

    def _knows_pin(self, member: PanelRow) -> bool:
        """Ask for the own PIN; who has none yet may choose one now."""
        if not member.has_pin:
            pin = dialogs.ask_pin(self, member.name, is_new=True)
            if pin:
                self.desk.do(actions.set_pin, member.id, pin)
            return pin is not None
        for attempt in range(_TRIES):
            pin = dialogs.ask_pin(self, member.name, is_wrong=attempt > 0)
            if pin is None:
                return False
            if self.desk.read(queries.opens_with, member.id, pin):
                return True
        self.desk.notices.show(
            tr("This is not the PIN of {name}.").format(name=member.name),
            tr("Whoever leads the panel can set a new one in Panel; the ledger keeps that."),
            kind="bad",
        )
        return False

    def _say_closed(self, member: PanelRow) -> None:
        """Say why a sheet that was handed over without a PIN stays closed."""
        self.desk.notices.show(
            tr("{name} has handed over and has no PIN.").format(name=member.name),
            tr("Anybody could open it, so it stays closed until the reveal."),
        )

    def _guarded(self) -> bool:
        row = self.raters.get(self.sheet.member_id)
        return row is not None and row.member.has_pin

    def _back(self) -> None:
        """Return to whom to meet."""
        self.refresh()

    def _lead(self) -> str:
        panel = self.desk.read(queries.panel, self.requisition_id)
        return next((m.name for m in panel if m.role is PanelRole.lead), self.desk.file.author)

    def _reveal(self) -> None:
        self.desk.do(actions.reveal, self.table.current_id, by=self._lead())

    def _break_seal(self) -> None:
        """Open the sheets before all are in; the reason is printed on the decision record."""
        question = tr("Why is the seal broken before every sheet is in?")
        hint = tr("It is printed on the decision record. Later sheets are marked.")
        if why := dialogs.ask_text(self, question, hint=hint, verb=tr("Break the seal")):
            self.desk.do(actions.reveal, self.table.current_id, by=self._lead(), reason=why)

    def _plan(self) -> None:
        self.desk.do(actions.plan_interview, self.table.current_id)


def _moment(at: datetime) -> str:
    """Return day and time as this computer's clock tells them."""
    there = at.astimezone()
    return f"{said(there.date())}, {there:%H:%M}"


def _line(row: CandidateRow) -> MeetingLine:
    sheets = (
        tr("revealed")
        if row.revealed
        else tr("{n} of {of} in").format(n=row.sheets_in, of=row.sheets_due)
    )
    return MeetingLine(row.id, row.called, sheets)


def _seal_in_words(row: CandidateRow, held: Interview | None) -> str:
    """Say whether the sheets are open, and since when and by whom."""
    if not row.revealed or held is None or held.revealed_at is None:
        left = row.sheets_due - row.sheets_in
        if not left:
            return tr("Every sheet is in. A rater may still open the own one until the reveal.")
        return ntr("{n} sheet is missing.", "{n} sheets are missing.", left).format(n=left)
    when = said(held.revealed_at.astimezone().date())
    told = tr("Revealed on {day}").format(day=when)
    if held.revealed_by:
        told += tr(" by {name}").format(name=held.revealed_by)
    if held.seal_reason:
        told += "\n" + tr("Before every sheet was in: {why}").format(why=held.seal_reason)
    return told
