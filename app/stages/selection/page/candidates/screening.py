"""Screening: does a candidate bring what the first day needs? Nothing else screens out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import WordingHint, free_row
from app.stages.selection.queries import NeedRow
from app.stages.selection.records import Screening
from app.ui import dialogs
from app.ui.buttons import Button
from app.ui.layout import Card, Hint, Pill, PlainLabel, Row, Rows

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.labels import Kind


class NeedLine(Rows):
    """One need of the first day: met, not met, or not looked at yet, and by what it is known."""

    def __init__(self, card: ScreeningCard, need: NeedRow) -> None:
        self.need = need
        self._card = card
        self.state = Pill()
        self.met = Button(tr("Met"), partial(card.answer, need.need, is_met=True))
        self.not_met = Button(tr("Not met"), partial(card.answer, need.need, is_met=False))
        self.note = free_row(Screening, "note")
        self.note.committed.connect(self._noted)
        text = PlainLabel(need.need, role="strong", wrap=True)
        hint = WordingHint(card.desk, self.note)
        answer = Row(self.state, None, self.met, self.not_met)
        super().__init__(text, answer, self.note, hint, gap="xs", share=0)

    def tell(self, need: NeedRow) -> None:
        """Show what is known."""
        self.need = need
        words: dict[bool | None, tuple[str, Kind]] = {
            None: (tr("not looked at yet"), "neutral"),
            True: (tr("met"), "good"),
            False: (tr("not met"), "warn"),
        }
        self.state.tell(*words[need.is_met])
        self.note.setVisible(need.is_met is not None)
        if not self.note.editor.is_dirty:
            self.note.editor.show(str(need.note))

    def _noted(self, _name: str, _finished: bool) -> None:
        self._card.note(self.need, str(self.note.editor.read() or ""))


class ScreeningCard(Card):
    """The needs of the first day for the chosen candidate, and what follows from them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            tr("What the first day needs"),
            hint=tr("From the adopted job description. Nothing else screens out."),
            share=0,
        )
        self.desk = desk
        self.candidate_id = ""
        self.lines: dict[str, NeedLine] = {}
        self._needs = Rows(gap="l", share=0)
        self.none = Hint(
            tr("The job description names no need of the first day. Write them in Foundation.")
        )
        self.why = PlainLabel("", role="soft", wrap=True)
        self.screen_in = Button(tr("Screen in"), self._screen_in, icon="check")
        self.screen_out = Button(tr("Screen out…"), self._screen_out)
        self.all_met = Button(tr("All met"), self._all_met)
        self._place = Rows(self._needs, share=0)
        foot = Row(self.all_met, None, self.screen_out, self.screen_in)
        for widget in (self.none, self._place, self.why, foot):
            self.add(widget)

    def open(self, candidate_id: str) -> None:
        """Show what is known about a candidate."""
        is_other = candidate_id != self.candidate_id
        self.candidate_id = candidate_id
        self.setEnabled(bool(candidate_id))
        needs = self.desk.read(queries.screening, candidate_id) if candidate_id else ()
        if is_other or [need.need for need in needs] != list(self.lines):
            self._make_lines(needs)
        for need in needs:
            self.lines[need.need].tell(need)
        self.none.setVisible(not needs)
        reason = self.desk.read(queries.screen_out_reason, candidate_id) if candidate_id else ""
        self.why.setText(tr("Screened out: {why}").format(why=reason) if reason else "")
        self.why.setVisible(bool(reason))
        left = self.desk.read(queries.not_met, candidate_id) if candidate_id else ()
        self.screen_in.setEnabled(bool(needs) and not left)
        self.screen_out.setEnabled(not needs or any(need.is_met is False for need in needs))
        self.all_met.setVisible(any(need.is_met is None for need in needs))

    def answer(self, need: str, *, is_met: bool) -> None:
        """Keep an answer; pressing the same again takes it back."""
        line = self.lines[need]
        new = None if line.need.is_met is is_met else is_met
        note = str(line.need.note)
        self.desk.do(actions.answer_need, self.candidate_id, need, is_met=new, note=note)

    def note(self, need: NeedRow, text: str) -> None:
        """Keep by what an answer is known; a note typed in one go is one step."""
        if need.is_met is None or text == str(need.note):
            return
        line = self.lines[need.need]
        merge = ("screening", self.candidate_id, need.need)
        done = self.desk.succeeds(
            actions.answer_need, self.candidate_id, need.need,
            is_met=need.is_met, note=text, merge=merge,
        )  # fmt: skip
        line.note.tell("" if done else tr("This was not saved."))
        if done:
            line.note.editor.show(text)

    def _make_lines(self, needs: tuple[NeedRow, ...]) -> None:
        old = self._needs
        self._needs = Rows(gap="l", share=0)
        self.lines = {need.need: NeedLine(self, need) for need in needs}
        for line in self.lines.values():
            self._needs.add(line)
        self._place.add(self._needs)
        old.setParent(None)
        old.deleteLater()

    def _all_met(self) -> None:
        """Answer every need that nobody looked at: the usual case, in one step."""
        self.desk.do(actions.answer_all_met, self.candidate_id)

    def _screen_in(self) -> None:
        self.desk.do(actions.screen_in, self.candidate_id)

    def _screen_out(self) -> None:
        """Screen out with the needs that are not met as the reason, which may be worded anew."""
        missing = [key for key, line in self.lines.items() if line.need.is_met is False]
        if reason := dialogs.ask_text(
            self,
            tr("Which need of the first day is not met?"),
            text="; ".join(missing),
            verb=tr("Screen out"),
        ):
            self.desk.do(actions.screen_out, self.candidate_id, reason)
