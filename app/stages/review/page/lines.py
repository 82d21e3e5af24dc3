"""The lines of a review: outcomes with their measures, competencies with their anchors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QWidget

from app.domain.evidence import Evidence
from app.domain.outcomes import MeasureKind
from app.domain.scales import COMPETENCY_LEVELS, JOURNEY_LEVELS
from app.host.language import tr
from app.stages.review import actions, queries
from app.stages.review.page.shared import fill, percent, today, with_unit
from app.stages.review.queries import LineView, MeasureView
from app.stages.review.records import LineEvidence, LineMeasure, Review, ReviewLine
from app.ui import dialogs, theme
from app.ui.charts import Bar, BarsFromTo
from app.ui.editors import NotReadable
from app.ui.entries import DayEditor, NumberEditor
from app.ui.forms import Form, Section
from app.ui.forms import Row as FormField
from app.ui.layout import Button, Card, Columns, Hint, Pill, PlainLabel, Row, Rows, Scroll
from app.ui.rating import dots
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

Kind = Literal["outcomes", "competencies"]
_MODELS = (Review, ReviewLine, LineMeasure, LineEvidence, Evidence)


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of a review in its list."""

    id: str
    name: str
    weight: str
    rating: str


def listed(line: LineView) -> ListedLine:
    """Return a line as it is listed."""
    rating = str(line.leader_rating) if line.leader_rating else "–"
    return ListedLine(
        id=line.id,
        name=f"{line.code} {line.name}".strip(),
        weight=str(line.weight),
        rating=tr("not rated") if line.not_rated_reason else rating,
    )


class MeasureRow(Row):
    """One measure: where it began, where it was to go, and what it reached."""

    def __init__(self, desk: Desk, measure: MeasureView) -> None:
        self.desk, self.measure = desk, measure
        self.is_milestone = measure.kind is MeasureKind.milestone
        self.editor = (
            DayEditor(optional=True)
            if self.is_milestone
            else NumberEditor(whole=False, optional=True)
        )
        self.editor.field.setAccessibleName(tr("{name}, reached").format(name=measure.name))
        self.editor.widget.setMaximumWidth(theme.scaled(180))
        self.editor.show(None)
        self.state = Pill()
        self.error = PlainLabel("", role="error", wrap=True)
        self.error.hide()
        way = tr("from {start} to {goal}").format(
            start=with_unit(measure.baseline, measure), goal=with_unit(measure.target, measure)
        )
        words = Rows(PlainLabel(measure.name, wrap=True), Hint(way), self.error, gap="none")
        words.share = 1
        reached = tr("done on") if self.is_milestone else tr("reached")
        super().__init__(words, PlainLabel(reached, role="soft"), self.editor.widget, self.state)
        self.editor.committed.connect(self._commit)

    def show_measure(self, measure: MeasureView, *, frozen: bool) -> None:
        """Show what is in the file; typing that is under way stays."""
        self.measure = measure
        if not self.editor.is_dirty and not self.error.text():
            self.editor.show(measure.done_on if self.is_milestone else measure.actual)
        self.editor.freeze(frozen=frozen)
        reached = measure.attainment
        said = tr("{share} of the way").format(share=percent(reached.value))
        if reached.moved_away:
            said = tr("moved away")
        elif reached.value is None:
            said = tr("not known")
        self.state.tell(said, "warn" if reached.moved_away else "neutral")

    def _commit(self, _finished: bool) -> None:
        """Write what was reached, or say under it how it is written."""
        try:
            value = self.editor.read()
        except NotReadable as trouble:
            self._tell(str(trouble))
            return
        self._tell("")
        enter = actions.enter_milestone if self.is_milestone else actions.enter_actual
        if self.desk.succeeds(enter, self.measure.id, value):
            self.editor.show(value)

    def _tell(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))


class LinesPart(QWidget):
    """The lines at the left; at the right facts first, then words, then the number."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self.desk, self.kind = desk, kind
        self.review_id = ""
        self._lines: tuple[LineView, ...] = ()
        self._line: LineView | None = None
        self.measures: dict[str, MeasureRow] = {}
        columns = [Column(tr("Outcome"), "name", 5, strong=True)]
        if kind == "competencies":
            columns = [Column(tr("Competency"), "name", 5, strong=True)]
        columns.append(Column(tr("Rated"), "rating", align="right"))
        self.table = RecordTable(columns, tr("Lines of the review"))
        self.form = Form(
            desk,
            ReviewLine,
            [
                "leader_text",
                FormField("leader_rating", editor=dots(words=self._words)),
                "reason",
                "not_rated_reason",
                Section(tr("Who may read it")),
                "visibility",
            ],
            revise=actions.revise_line,
        )
        self.suggestion = PlainLabel("", role="strong", wrap=True)
        self.own = PlainLabel("", role="soft", wrap=True)
        self.chart = BarsFromTo(tr("From where to where"), ())
        self._measures = Rows()
        self._facts = Rows()
        self._lay_out()
        self.table.chosen.connect(self._choose)
        desk.watch(self, _MODELS, self.refresh)

    def open(self, review_id: str) -> None:
        """Show the lines of a review."""
        self.review_id = review_id
        self.refresh()

    def refresh(self) -> None:
        """Read the lines again."""
        self._lines = ()
        self._frozen = True
        if self.review_id:
            view = self.desk.read(queries.review, self.review_id)
            self._lines = view.outcomes if self.kind == "outcomes" else view.competencies
            self._frozen = not view.is_open
        self.table.show_rows([listed(line) for line in self._lines])
        self._choose(self.table.current_id)

    def _lay_out(self) -> None:
        title = tr("Outcomes") if self.kind == "outcomes" else tr("Core competencies")
        lines = Card(title, self.table, share=3)
        self.facts = Card(tr("What is known"), share=0)
        self.note = self.facts.command(tr("Note a fact…"), self._note, icon="plus")
        if self.kind == "outcomes":
            self.facts.add(self._measures)
            self.facts.add(self.chart)
        self.facts.add(self._facts)
        words = Card(tr("What the leader says"), self.suggestion, self.own, self.form, share=0)
        fill(self, Columns(lines, Scroll(Rows(self.facts, words).stretch(), share=5)))

    def _words(self) -> list[tuple[str, str]]:
        """Return what each level means: the anchors of the competency, or the journey's words."""
        if self._line is not None and self._line.anchors:
            labels = [tr(label) for label, _ in COMPETENCY_LEVELS.values()]
            return list(zip(labels, self._line.anchors, strict=False))
        return [(tr(label), "") for label in JOURNEY_LEVELS.values()]

    def _choose(self, line_id: str) -> None:
        """Show a line: its measures and facts, then what the leader says."""
        before = self._line.id if self._line else ""
        self._line = line = next((one for one in self._lines if one.id == line_id), None)
        reason = tr("The draft is locked. Open it again to change it.")
        self.form.open(line_id or None)
        self.form.read_only(self._frozen, reason if line else "")
        self.note.setEnabled(line is not None and not self._frozen)
        if line is None:
            self.facts.tell(tr("What is known"))
            return
        self.facts.tell(line.name, line.meaning)
        self._show_measures(line, is_other=before != line.id)
        self._show_facts(line)
        self.suggestion.setText(self._suggested(line))
        self.suggestion.setVisible(self.kind == "outcomes")
        own = tr("Own rating {n}. {text}").format(n=line.self_rating or "–", text=line.self_text)
        self.own.setText(own)
        self.own.setVisible(line.self_rating is not None or bool(line.self_text))

    def _suggested(self, line: LineView) -> str:
        """Say what the measures suggest and what that rests on."""
        if line.suggested is None:
            return tr("The measures suggest nothing yet: enter what they reached.")
        said = tr("The measures suggest {n}, {words}: {share} of the way.").format(
            n=line.suggested,
            words=tr(JOURNEY_LEVELS[line.suggested]),
            share=percent(line.attainment),
        )
        thin = tr("It rests on fewer than three readings.")
        return f"{said} {thin}" if line.attainment_state == "thin" else said

    def _show_measures(self, line: LineView, *, is_other: bool) -> None:
        keys = [measure.id for measure in line.measures]
        if is_other or keys != list(self.measures):
            self.measures = {m.id: MeasureRow(self.desk, m) for m in line.measures}
            _refill(self._measures, list(self.measures.values()))
        bars = []
        for measure in line.measures:
            self.measures[measure.id].show_measure(measure, frozen=self._frozen)
            start, now = measure.baseline, measure.actual
            if start is not None and now is not None and measure.target is not None:
                bars.append(Bar(measure.name, start, now, measure.target, measure.unit))
        self.chart.tell(bars)
        self.chart.setVisible(bool(bars))

    def _show_facts(self, line: LineView) -> None:
        """List the facts that are cited, and those that could be."""
        rows: list[QWidget] = [self._fact(fact, is_cited=True) for fact in line.evidence]
        if not self._frozen:
            free = self.desk.read(queries.citable, line.id)
            rows += [self._fact(fact, is_cited=False) for fact in free]
        none = Hint(tr("No dated fact yet. A rating of 1 or 5 needs two."))
        _refill(self._facts, rows or [none])

    def _fact(self, fact: queries.EvidenceView, *, is_cited: bool) -> QWidget:
        text = PlainLabel(str(fact.text), wrap=True)
        author = tr(" · {name}").format(name=fact.author) if fact.author else ""
        about = Hint(f"{fact.happened_on:%b} {fact.happened_on.day}{author}")
        words = Rows(text, about, gap="none")
        words.share = 1
        mark = Pill(tr("cited") if is_cited else tr("not cited"), "good" if is_cited else "neutral")
        command = None
        if not self._frozen:
            deed = self._uncite if is_cited else self._cite
            command = Button(
                tr("Take back") if is_cited else tr("Cite"), partial(deed, fact.id), role="link"
            )
        return Row(*(one for one in (words, mark, command) if one is not None))

    def _cite(self, evidence_id: str) -> None:
        self.desk.do(actions.cite_evidence, self.table.current_id, evidence_id)

    def _uncite(self, evidence_id: str) -> None:
        self.desk.do(actions.uncite_evidence, self.table.current_id, evidence_id)

    def _note(self) -> None:
        if text := dialogs.ask_text(self, tr("What was seen or heard, and when?")):
            author = getattr(self.desk.settings, "author_name", "") or ""
            line_id = self.table.current_id
            self.desk.do(actions.note_evidence, line_id, text, today(), author=author)


def _refill(rows: Rows, widgets: list[QWidget]) -> None:
    """Put other widgets in the place of those that stand there."""
    layout = rows.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()
    for widget in widgets:
        rows.add(widget)
