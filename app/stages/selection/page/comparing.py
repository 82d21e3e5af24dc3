"""The candidates side by side, what the panel said, and the decision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.scales import shown
from app.host.language import ntr, tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import fill, free_row, today
from app.stages.selection.queries import ComparisonRow, SummaryLine
from app.stages.selection.records import (
    AgreedRating,
    Candidate,
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
from app.ui import theme
from app.ui.charts import Matrix
from app.ui.editors import NotReadable
from app.ui.layout import Button, Card, Columns, PlainLabel, Row, Rows, Scroll, Stack
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_MODELS = (
    *(Candidate, Criterion, GuideQuestion, Interview, PanelMember, RatingSheet, Rating),
    *(AgreedRating, Decision, ExtraAssessment),
)


@dataclass(frozen=True, slots=True)
class RankLine:
    """A candidate as a line of the comparison."""

    id: str
    band: str
    name: str
    score: str
    percent: str
    coverage: str
    floors: str
    talk: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """What the panel said about one criterion, as a line of a table."""

    id: str
    code: str
    name: str
    mean: str
    agreement: str
    agreed: str


def rank_line(row: ComparisonRow, talks: Collection[tuple[str, str]]) -> RankLine:
    """Return a candidate as it is listed; a score stands with the number of its raters.

    Args:
        row: the candidate.
        talks: (candidate, criterion) that were not settled yet.
    """
    apart = {"below_floor": tr("below a floor"), "not_comparable": tr("not comparable")}
    raters = ntr("{n} rater", "{n} raters", row.score.raters).format(n=row.score.raters)
    value = f"{shown(row.score.value)}  ({raters})"
    return RankLine(
        id=row.id,
        band=str(row.band) if row.band else apart.get(row.why_apart, tr("apart")),
        name=row.name,
        score=value if row.score.value is not None else tr("too few to tell"),
        percent=shown(row.score.percent, 0),
        coverage=tr("{n} %").format(n=shown(row.score.coverage * 100, 0)),
        floors=", ".join(row.below_floor) or tr("all met"),
        talk=", ".join(code for name, code in talks if name == row.name) or "–",
    )


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return first names for the heads of narrow columns; with an initial where two are alike."""
    parts = [name.split() or [name] for name in names]
    firsts = [part[0] for part in parts]
    return tuple(
        first if firsts.count(first) == 1 or len(part) == 1 else f"{first} {part[-1][0]}."
        for first, part in zip(firsts, parts, strict=True)
    )


def criterion_line(line: SummaryLine) -> CriterionLine:
    """Return what a panel said about a criterion as it is listed."""
    word = tr(line.agreement.word) if line.agreement.word else tr("one rater only")
    talk = tr("talk first") if line.talk and line.agreed is None else word
    return CriterionLine(
        id=line.id,
        code=line.code,
        name=line.name,
        mean=shown(line.mean),
        agreement=talk,
        agreed=shown(line.agreed, 1),
    )


def how_computed(row: ComparisonRow, weights: dict[str, int]) -> str:
    """Say in words how a candidate's score came about, number by number."""
    if row.score.value is None:
        return tr("Less than 80 percent of the weight was rated: too few to tell.")
    parts = [
        f"{weights[one.key]} × {shown(one.mean)}"
        for one in row.score.criteria
        if one.mean is not None
    ]
    total = sum(weights[one.key] for one in row.score.criteria if one.mean is not None)
    said = tr("Weight × panel mean, added and divided by {total}: ({parts}) / {total} = {value}.")
    error = row.score.error
    width = tr(" The raters' spread makes it uncertain by about {error}; whoever is closer than "
               "that, or than 0.25, shares a band.").format(error=shown(error))  # fmt: skip
    first = said.format(total=total, parts=" + ".join(parts), value=shown(row.score.value))
    return first + (width if error is not None else "")


class ComparePart(QWidget):
    """Candidates in bands; without a number until every sheet is in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self._lines: tuple[SummaryLine, ...] = ()
        self._found: queries.Comparison | None = None
        self.missing = PlainLabel("", wrap=True)
        self.waiting = Card(
            tr("Nothing can be compared yet"),
            self.missing,
            hint=tr("Nobody sees another's ratings before all sheets are in."),
        ).stretch()
        self.ranked = RecordTable(
            [
                Column(tr("Band"), "band", strong=True),
                Column(tr("Candidate"), "name", 3, strong=True),
                Column(tr("Score 1–5"), "score", 2),
                Column(tr("Of 100"), "percent", align="right"),
                Column(tr("Rated"), "coverage", align="right"),
                Column(tr("Below floor"), "floors", 2),
                Column(tr("Talk first"), "talk", 2),
            ],
            tr("Candidates in bands"),
        )
        self.ranked.setMinimumHeight(theme.scaled(262))
        self.said = RecordTable(
            [
                Column("", "code", strong=True),
                Column(tr("Criterion"), "name", 5),
                Column(tr("Mean"), "mean", align="right"),
                Column(tr("Agreement"), "agreement", 2),
                Column(tr("Agreed"), "agreed", align="right"),
            ],
            tr("What the panel said"),
        )
        self.said.setMinimumHeight(theme.scaled(250))
        self.matrix = Matrix(tr("Ratings by panel member"))
        self.how = PlainLabel("", role="soft", wrap=True)
        self.notes = PlainLabel("", wrap=True)
        self.score = free_row(AgreedRating, "score")
        self.reason = free_row(AgreedRating, "reason")
        self.agree = Button(tr("Keep as agreed"), self._agree, icon="check")
        self._stack = Stack(self.waiting, self._make_body())
        fill(self, self._stack)
        self.ranked.chosen.connect(self._choose)
        self.said.chosen.connect(self._choose_criterion)
        desk.watch(self, _MODELS, self.refresh)

    def open(self, requisition_id: str) -> None:
        """Show the comparison of an opening."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Compare again; while a sheet is missing only that is said."""
        if not self.requisition_id:
            return
        self._found = found = self.desk.read(queries.comparison, self.requisition_id)
        if found.missing:
            self.missing.setText("\n".join(found.missing))
            self._clear()
            self._stack.turn_to(self.waiting)
            return
        self._stack.turn_to(self._body)
        talks = self.desk.read(queries.open_talks, self.requisition_id)
        self.ranked.show_rows([rank_line(row, talks) for row in found.rows])
        self._choose(self.ranked.current_id)

    def _make_body(self) -> QWidget:
        agreed = Rows(
            PlainLabel(tr("What was heard"), role="label"), self.notes,
            Columns(self.score, self.reason), Row(self.agree, None),
        )  # fmt: skip
        self.panel = Card(tr("What the panel said"), self.said, agreed, share=3)
        numbers = Card(tr("Rating by rating"), self.matrix, share=0)
        how = Card(tr("How was this computed?"), self.how, share=0)
        bands = Card(
            tr("Candidates in bands"),
            self.ranked,
            hint=tr("Whoever shares a band is too close to tell apart by numbers alone."),
        )
        self._body = Scroll(Rows(bands, Columns(self.panel, Rows(numbers, how, share=2).stretch())))
        return self._body

    def _clear(self) -> None:
        """Let no number of an earlier comparison stay in any widget."""
        self.ranked.show_rows(())
        self.said.show_rows(())
        self.matrix.tell((), (), ())
        self._lines = ()
        for label in (self.how, self.notes):
            label.setText("")

    def _choose(self, candidate_id: str) -> None:
        """Show what the panel said about a candidate."""
        row = next((r for r in self._rows() if r.id == candidate_id), None)
        if row is None or self._found is None:
            self.said.show_rows(())
            return
        summary = self.desk.read(queries.panel_summary, candidate_id)
        self._lines = summary.lines
        self.panel.tell(tr("What the panel said about {name}").format(name=row.name))
        self.said.show_rows([criterion_line(line) for line in summary.lines])
        codes = [line.code for line in summary.lines]
        self.matrix.tell(
            codes, short_names(summary.raters), [line.by_rater for line in summary.lines]
        )
        weights = {criterion.id: criterion.weight for criterion in self._found.criteria}
        self.how.setText(how_computed(row, weights))
        self._choose_criterion(self.said.current_id)

    def _rows(self) -> tuple[ComparisonRow, ...]:
        return self._found.rows if self._found else ()

    def _choose_criterion(self, criterion_id: str) -> None:
        """Show what was heard on a criterion, and what was agreed."""
        line = next((one for one in self._lines if one.id == criterion_id), None)
        notes = [f"{name}: {text}" for name, text in line.notes] if line else []
        self.notes.setText("\n".join(notes) or tr("No note on this criterion."))
        for row in (self.score, self.reason):
            row.tell("")
        self.score.editor.show(line.agreed if line else None)
        self.reason.editor.show(str(line.agreed_reason) if line else "")
        self.agree.setEnabled(line is not None)

    def _agree(self) -> None:
        """Keep what was agreed after talking; individual ratings stay as they are."""
        try:
            score = self.score.editor.read()
        except NotReadable as trouble:
            self.score.tell(str(trouble))
            return
        if not isinstance(score, float):
            self.score.tell(tr("Give the rating that was agreed on, such as 3.5."))
            return
        reason = str(self.reason.editor.read() or "")
        key, criterion = self.ranked.current_id, self.said.current_id
        self.desk.do(actions.agree_rating, key, criterion, score, reason)


class DecidePart(QWidget):
    """What was decided about whom, and why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.requisition_id = ""
        self.table = RecordTable(
            [
                Column(tr("Candidate"), "name", 3, strong=True),
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
        self.standing = PlainLabel("", wrap=True)
        self._form = Rows(*self.fields.values(), Row(self.decide, None)).stretch()
        self._done = Rows(self.standing, Row(self.hire, self.withdraw, None)).stretch()
        self._stack = Stack(self._form, self._done)
        listed = Card(tr("Candidates"), self.table, share=1)
        self.card = Card(tr("Decision"), self._stack)
        fill(self, Columns(listed, Scroll(Rows(self.card), share=1)))
        self.table.chosen.connect(self._choose)
        desk.watch(self, _MODELS, self.refresh)

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
        self.card.tell(tr("Decision about {name}").format(name=row.name) if row else tr("Decision"))
        if made is None:
            self._stack.turn_to(self._form)
            return
        said = [f"{tr(made.outcome.label)}. {made.reason}"]
        if made.deviated:
            said.append(tr("Differs from the rank: {why}").format(why=made.deviation_reason))
        if made.decided_by:
            said.append(tr("Decided by {name}").format(name=made.decided_by))
        self.standing.setText("\n\n".join(said))
        self._stack.turn_to(self._done)
        stage = row.stage.value if row else ""
        self.hire.setVisible(made.outcome is DecisionOutcome.offer and stage != "hired")

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

    def _withdraw(self) -> None:
        if made := self._decision(self.table.current_id):
            self.desk.do(actions.withdraw_decision, made.id, notice=tr("Decision withdrawn"))

    def _hire(self) -> None:
        """Make the candidate a colleague: person, employment and the person's outcomes."""
        done = tr("{name} is hired from today").format(name=self._name())
        self.desk.do(actions.hire, self.table.current_id, today(), notice=done)

    def _name(self) -> str:
        key = self.table.current_id
        return next((row.name for row in self.table.records.rows if row.id == key), "")
