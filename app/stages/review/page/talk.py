"""The development page, the talk, the acknowledgement, and the two numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.scales import shown
from app.host.language import ntr, tr
from app.stages.review import actions, queries
from app.stages.review.page.shared import fill, free_row, today
from app.stages.review.queries import ReviewView
from app.stages.review.records import (
    Acknowledgement,
    LineEvidence,
    LineMeasure,
    Review,
    ReviewLine,
    ReviewStatus,
)
from app.stages.review.rules import WeightedScore
from app.ui import dialogs
from app.ui.charts import Profile, Voice
from app.ui.forms import Form
from app.ui.layout import Button, Card, Columns, Pill, PlainLabel, Row, Rows, Scroll

if TYPE_CHECKING:
    from app.ui.desk import Desk

_MODELS = (Review, ReviewLine, LineMeasure, LineEvidence, Acknowledgement)


def score_said(score: WeightedScore) -> str:
    """Return a score with what it rests on, or that there is too little to tell."""
    lines = ntr("{n} line", "{n} lines", score.n).format(n=score.n)
    share = f"{shown(score.rated_share * 100, 0)} %"
    if score.value is None:
        return tr("too few to tell ({share} of the weight rated)").format(share=share)
    said = f"{shown(score.value)} ({lines})"
    return said if score.state == "ok" else tr("{said}, {share} of the weight rated").format(
        said=said, share=share
    )  # fmt: skip


class TalkPart(QWidget):
    """From the locked draft to the acknowledgement."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.review_id = ""
        self.status = Pill()
        self.gaps = PlainLabel("", wrap=True)
        self.notes = PlainLabel("", role="soft", wrap=True)
        self.lock = Button(tr("Lock the draft"), self._lock, icon="lock", role="primary")
        self.reopen = Button(tr("Open the draft again"), self._reopen, icon="lock-open")
        self.talk = Form(desk, Review, ["held_on", "person_said", "leader_promises"])
        self.held = Button(tr("The talk was held"), self._hold, icon="check")
        names = ("acknowledged_on", "method", "person_comment", "declined", "witness")
        self.fields = {name: free_row(Acknowledgement, name) for name in names}
        self.fields["acknowledged_on"].editor.show(today())
        self.fields["method"].editor.show("paper")
        self.given = PlainLabel("", wrap=True)
        self.sign = Button(tr("Keep the acknowledgement"), self._acknowledge, icon="signature")
        self.undo_sign = Button(tr("Take it back"), self._withdraw)
        self.development = Form(desk, Review, ["destination"])
        self.close_it = Button(tr("Close the review"), self._close, icon="check-check")
        self._lay_out()
        desk.watch(self, _MODELS, self.refresh)

    def open(self, review_id: str) -> None:
        """Show a review."""
        self.review_id = review_id
        self.refresh()

    def refresh(self) -> None:
        """Say how far the review has come and what holds it back."""
        for form in (self.talk, self.development):
            form.open(self.review_id or None)
        if not self.review_id:
            return
        view = self.desk.read(queries.review, self.review_id)
        gaps = self.desk.read(queries.gaps, self.review_id) if view.is_open else ()
        notes = self.desk.read(queries.notes, self.review_id) if view.is_open else ()
        self.status.tell(tr(view.status.label), "neutral" if view.is_open else "good")
        self.gaps.setText("\n".join(gaps) or tr("Nothing holds this review back."))
        self.notes.setText("\n".join(notes))
        final = view.acknowledgement is not None or view.status is ReviewStatus.closed
        for form in (self.talk, self.development):
            form.read_only(final, tr("This review was acknowledged and stays as it is."))
        self._allow(view, has_gaps=bool(gaps), final=final)

    def _allow(self, view: ReviewView, *, has_gaps: bool, final: bool) -> None:
        """Offer only what can be done now."""
        self.lock.setVisible(view.is_open)
        self.lock.setEnabled(not has_gaps)
        self.reopen.setVisible(not view.is_open and not final)
        self.held.setEnabled(not view.is_open and not final)
        acknowledged = view.acknowledgement
        for row in self.fields.values():
            row.setVisible(acknowledged is None)
            row.setEnabled(not view.is_open)
        self.sign.setVisible(acknowledged is None)
        self.sign.setEnabled(not view.is_open)
        self.undo_sign.setVisible(
            acknowledged is not None and view.status is not ReviewStatus.closed
        )
        self.given.setVisible(acknowledged is not None)
        if acknowledged is not None:
            said = tr("Declined to acknowledge.") if acknowledged.declined else tr(
                "I have received this and we have talked about it."
            )  # fmt: skip
            comment = f"\n“{acknowledged.person_comment}”" if acknowledged.person_comment else ""
            self.given.setText(f"{said} {acknowledged.acknowledged_on:%B %d, %Y}{comment}")
        self.close_it.setVisible(view.status is ReviewStatus.acknowledged)

    def _lay_out(self) -> None:
        draft = Card(
            tr("The draft"), self.gaps, self.notes, Row(self.lock, self.reopen, None), share=0
        )
        draft.head(self.status)
        talk = Card(
            tr("The talk"),
            self.talk,
            Row(self.held, None),
            hint=tr("The person first; pay is not discussed."),
            share=0,
        )
        way = Card(tr("Development"), self.development, share=0)
        signed = Card(
            tr("Acknowledgement"),
            self.given,
            *self.fields.values(),
            Row(self.sign, self.undo_sign, self.close_it, None),
            hint=tr("Better the next day than at the table."),
            share=0,
        )
        left, right = Rows(draft, talk).stretch(), Rows(way, signed).stretch()
        fill(self, Scroll(Columns(left, right)))

    def _lock(self) -> None:
        self.desk.do(actions.lock_draft, self.review_id)

    def _reopen(self) -> None:
        self.desk.do(actions.reopen_draft, self.review_id)

    def _hold(self) -> None:
        """Keep that the talk was held, on the day that was written or today."""
        self.talk.commit_pending()
        day = self.desk.read(queries.review, self.review_id).held_on
        self.desk.do(actions.hold_talk, self.review_id, day or today())

    def _acknowledge(self) -> None:
        values = {name: row.editor.read() for name, row in self.fields.items()}
        self.desk.do(
            actions.acknowledge,
            self.review_id,
            values["acknowledged_on"],
            method=values["method"],
            comment=str(values["person_comment"] or ""),
            declined=bool(values["declined"]),
            witness=str(values["witness"] or ""),
        )

    def _withdraw(self) -> None:
        if dialogs.confirm_irreversible(
            self,
            tr("Take the acknowledgement back?"),
            tr("The person's comment goes with it. Undo brings it back."),
            tr("Take back"),
        ):
            self.desk.do(actions.withdraw_acknowledgement, self.review_id)

    def _close(self) -> None:
        self.desk.do(actions.close_review, self.review_id)


class WholePart(QWidget):
    """The year on one page: the destination, the two numbers and the profile."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.review_id = ""
        self.about = PlainLabel("", role="lead", wrap=True)
        self.stage = PlainLabel("", role="soft", wrap=True)
        self.outcomes = PlainLabel("", role="heading", wrap=True)
        self.competencies = PlainLabel("", role="heading", wrap=True)
        self.overall = PlainLabel("", wrap=True)
        self.profile = Profile(tr("Core competencies"), (), ())
        numbers = Columns(
            Card(tr("Outcomes"), self.outcomes, hint=tr("Weighted mean; 3 is the target.")),
            Card(tr("Core competencies"), self.competencies, hint=tr("Mean of all rated.")),
        )
        shape = Card(tr("Self and leader"), self.profile, share=0)
        first = Card(tr("Who and what for"), self.about, self.stage, share=0)
        fill(self, Scroll(Rows(first, numbers, self.overall, shape).stretch()))
        desk.watch(self, _MODELS, self.refresh)

    def open(self, review_id: str) -> None:
        """Show a review."""
        self.review_id = review_id
        self.refresh()

    def refresh(self) -> None:
        """Read the review again."""
        if not self.review_id:
            return
        view = self.desk.read(queries.review, self.review_id)
        self.about.setText(f"{view.person}, {view.position}. {view.primary_outcome}")
        stages = {
            "early_look": tr("Less than three months in this job: an early look, no ratings."),
            "part": tr("This covers a part of the period only."),
        }
        self.stage.setText(stages.get(view.stage_of_role, ""))
        self.outcomes.setText(score_said(view.outcome_score))
        self.competencies.setText(score_said(view.competency_score))
        whole = tr("Overall {n}").format(n=shown(view.overall))
        self.overall.setText(whole if view.overall is not None else "")
        names = [line.name for line in view.competencies]
        leader = Voice(tr("Leader"), tuple(line.leader_rating for line in view.competencies))
        own = Voice(tr("Self"), tuple(line.self_rating for line in view.competencies))
        voices = [leader] if all(one is None for one in own.ratings) else [own, leader]
        self.profile.tell(names, voices)
