"""What the panel said about one candidate, what was agreed, and what else was assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.compare.lines import (
    agreement_in_words,
    criterion_line,
    question_lines,
    short_names,
)
from app.stages.selection.page.computing import agreement_computed, mean_computed
from app.stages.selection.page.shared import WordingHint, fill, free_row, today
from app.stages.selection.queries import Comparison, PanelSummary, SummaryLine
from app.stages.selection.records import AgreedRating, AssessmentKind, ExtraAssessment
from app.ui import dialogs, theme
from app.ui.charts import Matrix
from app.ui.editors import ChoiceEditor, NotReadable
from app.ui.layout import Button, Card, Columns, PlainLabel, Row, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_GIVEN = ("kind", "score", "assessed_by", "note")


class PanelTalkPart(QWidget):
    """One candidate, criterion by criterion: ratings, evidence, agreement, other assessments."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._found: Comparison | None = None
        self._summary: PanelSummary | None = None
        self.candidate = ChoiceEditor(self._candidates)
        self.candidate.field.setAccessibleName(tr("Candidate"))
        self.candidate.box.setMinimumContentsLength(24)
        self.candidate.committed.connect(self._turned)
        self.first = PlainLabel("", role="warn", wrap=True)
        self.said = RecordTable(
            [
                Column("", "code", strong=True),
                Column(tr("Criterion"), "name", 4),
                Column(tr("Mean"), "mean", align="right"),
                Column(tr("Agreement"), "agreement", 3),
                Column(tr("Agreed"), "agreed", align="right"),
            ],
            tr("What the panel said"),
        )
        self.said.setMinimumHeight(theme.scaled(250))
        self.said.chosen.connect(self._choose)
        self.matrix = Matrix(tr("Ratings by panel member"))
        self.notes = PlainLabel("", wrap=True)
        self.agreement = PlainLabel("", role="soft", wrap=True)
        self.how = PlainLabel("", role="soft", wrap=True)
        self.score = free_row(AgreedRating, "score")
        self.reason = free_row(AgreedRating, "reason")
        self.agree = Button(tr("Keep as agreed"), self._agree, icon="check")
        self.questions = RecordTable(
            [
                Column("", "number", strong=True),
                Column(tr("Question"), "text", 9),
                Column(tr("Ratings"), "given", 2),
                Column(tr("Score"), "state", 2),
            ],
            tr("Questions"),
        )
        self.questions.setMinimumHeight(theme.scaled(110))
        self.extras = RecordTable(
            [
                Column("", "code", strong=True),
                Column(tr("Kind"), "kind", 2),
                Column(tr("Rating"), "score", align="right"),
                Column(tr("Rated by"), "assessed_by", 2),
            ],
            tr("Other assessments"),
        )
        self.extras.setMinimumHeight(theme.scaled(110))
        self.given = {name: free_row(ExtraAssessment, name) for name in _GIVEN}
        self._lay_out()

    def tell(self, found: Comparison) -> None:
        """Show the candidate that stands chosen, or the first in rank."""
        self._found = found
        keys = [row.id for row in found.rows]
        standing = self.candidate.read()
        self.candidate.show(standing if standing in keys else (keys[0] if keys else None))
        self._show()

    def _lay_out(self) -> None:
        head = Row(PlainLabel(tr("Candidate"), role="label"), self.candidate.widget, None)
        agreed = Rows(
            PlainLabel(tr("What was heard"), role="label"), self.notes, self.agreement,
            Columns(self.score, self.reason), WordingHint(self.desk, self.reason),
            Row(self.agree, None),
        )  # fmt: skip
        self.panel = Card(tr("What the panel said"), self.said, agreed, share=3)
        numbers = Card(tr("Rating by rating"), self.matrix, share=0)
        how = Card(tr("How was this computed?"), self.how, share=0)
        asked = Card(
            tr("Questions of this criterion"),
            self.questions,
            hint=tr("A question that told nothing may be dropped, for every candidate alike."),
        )
        asked.command(tr("Drop for all…"), self._drop)
        asked.command(tr("Count again"), self._restore)
        others = Card(
            tr("Other assessments"),
            self.extras,
            Columns(self.given["kind"], self.given["score"], self.given["assessed_by"]),
            self.given["note"],
            WordingHint(self.desk, self.given["note"]),
            Row(Button(tr("Add to this criterion"), self._add, icon="plus"), None),
            hint=tr("A work sample, a knowledge check, a reference: blended in the stated share."),
        )
        others.command(tr("Remove"), self._remove, icon="trash-2")
        right = Rows(numbers, how, share=2).stretch()
        body = Rows(head, self.first, Columns(self.panel, right), asked, others)
        fill(self, Scroll(body))

    def _candidates(self) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in self._found.rows] if self._found else []

    def _turned(self, _finished: bool) -> None:
        self.candidate.show(self.candidate.read())
        self._show()

    def _key(self) -> str:
        return str(self.candidate.read() or "")

    def _show(self) -> None:
        """Show what the panel said about the chosen candidate."""
        key = self._key()
        self._summary = self.desk.read(queries.panel_summary, key) if key else None
        lines = self._summary.lines if self._summary else ()
        raters = self._summary.raters if self._summary and lines else ()
        self.said.show_rows([criterion_line(line) for line in lines])
        talks = [line.code for line in lines if line.talk and line.agreed is None]
        said = [tr("Talk about these first: {codes}.").format(codes=", ".join(talks))]
        cautions = queries.cautions_in(self._summary) if self._summary and lines else ()
        self.first.setText("\n".join([*(said if talks else []), *cautions]))
        self.first.setVisible(bool(talks or cautions))
        self.matrix.tell(
            [line.code for line in lines],
            short_names(raters),
            [line.by_rater for line in lines],
        )
        self.extras.show_rows(self.desk.read(queries.assessments, key) if key else ())
        self._choose(self.said.current_id)

    def _line(self) -> SummaryLine | None:
        lines = self._summary.lines if self._summary else ()
        return next((line for line in lines if line.id == self.said.current_id), None)

    def _choose(self, _criterion_id: str) -> None:
        """Show what was heard on a criterion, and what was agreed."""
        line = self._line()
        notes = [f"{name}: {text}" for name, text in line.notes] if line else []
        none = tr("No note on this criterion.") if line else ""
        self.notes.setText("\n".join(notes) or none)
        self.agreement.setText(agreement_in_words(line) if line else "")
        how = (line.code, mean_computed(line), agreement_computed(line)) if line else ()
        self.how.setText("\n".join(how))
        for row in (self.score, self.reason):
            row.tell("")
        self.score.editor.show(line.agreed if line else None)
        self.reason.editor.show(str(line.agreed_reason) if line else "")
        self.agree.setEnabled(line is not None)
        self.questions.show_rows(question_lines(line, self._asked(line)) if line else ())

    def _asked(self, line: SummaryLine) -> list[str]:
        """Return the ids of a criterion's questions."""
        if self._found is None:
            return []
        asked = self.desk.read(queries.questions, self._found.requisition.id)
        return [one.id for one in asked if one.criterion.id == line.id]

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
        self.desk.do(actions.agree_rating, self._key(), self.said.current_id, score, reason)

    def _drop(self) -> None:
        """Let a question count for nobody, with its reason."""
        key = self.questions.current_id
        hint = tr("It is printed on the decision record.")
        if key and (why := dialogs.ask_text(self, tr("Why is it not scored?"), hint=hint)):
            notice = tr("The question counts for nobody now")
            self.desk.do(actions.drop_question, key, why, notice=notice)

    def _restore(self) -> None:
        if key := self.questions.current_id:
            self.desk.do(actions.restore_question, key)

    def _add(self) -> None:
        """Add an assessment to the chosen criterion."""
        given: dict[str, object] = {}
        for name, row in self.given.items():
            try:
                given[name] = row.editor.read()
            except NotReadable as trouble:
                row.tell(str(trouble))
                return
            row.tell("")
        if not isinstance(given["score"], float):
            self.given["score"].tell(tr("Give a rating from 1 to 5, such as 3.5."))
            return
        kind = AssessmentKind(str(given["kind"] or AssessmentKind.work_sample))
        done = self.desk.do(
            actions.add_assessment, self._key(), self.said.current_id, kind, given["score"],
            assessed_by=str(given["assessed_by"] or ""), assessed_on=today(),
            note=str(given["note"] or ""),
        )  # fmt: skip
        if done:
            for row in self.given.values():
                row.editor.show(None)

    def _remove(self) -> None:
        if key := self.extras.current_id:
            self.desk.do(actions.remove_assessment, key, notice=tr("Assessment removed"))
