"""What a job description should be looked at again for, and where each of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.outcomes import JobDescriptionFields
from app.host.language import tr
from app.stages.foundation.page.shared import fill, finding_line
from app.stages.foundation.rules import Finding, JobFacts, Severity
from app.ui.layout import Button, Card, EmptyState, PlainLabel, Rows, Scroll, Stack

if TYPE_CHECKING:
    from app.ui.desk import Desk

_PURPOSE = ("purpose", "purpose_link", "primary_outcome", "freedom", "limits", "informs")
_FIELDS = {"JD-02": "target", "JD-03": "baseline", "JD-06": "name"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        chapter: the key of the chapter.
        outcome: which outcome, or empty.
        measure: which measure of it, or empty.
        field: which field, or empty.
    """

    chapter: str
    outcome: str = ""
    measure: str = ""
    field: str = ""


def place_in(job: JobFacts, finding: Finding) -> Place:
    """Return where in a job description the thing stands that a finding speaks of."""
    for outcome in job.outcomes:
        if finding.about == outcome.id:
            return Place("outcomes", outcome.id, field=_field_of_outcome(finding))
        for measure in outcome.measures:
            if finding.about == measure.id:
                field = _FIELDS.get(finding.code, "name")
                return Place("outcomes", outcome.id, measure.id, field)
    for name, info in JobDescriptionFields.model_fields.items():
        if finding.where == tr(info.title or name):
            return Place("purpose" if name in _PURPOSE else "conditions", field=name)
    if finding.where == tr("Competencies"):
        return Place("competencies")
    return Place("outcomes")


def _field_of_outcome(finding: Finding) -> str:
    if finding.code == "JD-05":
        return "weight"
    return "company_result_id" if finding.code == "JD-08" else "statement"


class ChecksPart(QWidget):
    """Every finding with its code, what it says, what to do, and the way there.

    Signals:
        asked: the finding whose place is wanted.
    """

    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.findings: tuple[Finding, ...] = ()
        self._none = EmptyState(
            tr("Outcomes, measures, weights, freedom and wording were looked at."),
            title=tr("Nothing to look into"),
            icon="circle-check",
        )
        self._stack = Stack(self._none)
        self._lines: QWidget | None = None
        fill(self, self._stack)

    def tell(self, findings: Sequence[Finding]) -> None:
        """Show findings, those first that stand in the way of adoption."""
        found = tuple(sorted(findings, key=lambda one: one.severity is not Severity.blocking))
        if found == self.findings:
            return
        self.findings = found
        old, self._lines = self._lines, None
        if found:
            self._lines = Scroll(Rows(*(self._line(one) for one in found), gap="s").stretch())
            self._stack.add(self._lines)
        self._stack.turn_to(self._lines or self._none)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _line(self, finding: Finding) -> QWidget:
        go = Button(tr("Go there"), partial(self.asked.emit, finding), role="link")
        go.setAccessibleName(tr("Go to {where}").format(where=finding.where or finding.code))
        said = finding_line(finding, PlainLabel(finding.code, role="label"), None, go)
        return Card("", said, share=0)
