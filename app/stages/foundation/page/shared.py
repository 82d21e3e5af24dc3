"""What the sub pages of the foundation share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.host.language import tr
from app.stages.foundation import queries
from app.stages.foundation.rules import Finding, Severity
from app.ui import theme
from app.ui.labels import Kind
from app.ui.layout import Hint, Pill, PlainLabel, Row, Rows

if TYPE_CHECKING:
    from app.ui.desk import Desk


def today() -> date:
    """Return the day on this computer's calendar."""
    return datetime.now().astimezone().date()


def everyone(desk: Desk) -> list[tuple[str, str]]:
    """Return the people as a field that names one of them offers them."""
    return [(row.id, row.name) for row in desk.read(queries.people)]


def fill(place: QWidget, widget: QWidget) -> None:
    """Let a widget fill another."""
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)


class Findings(QWidget):
    """What to look at again, each with what to do about it."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self.findings: tuple[Finding, ...] = ()
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.tell(())

    def tell(self, findings: Sequence[Finding]) -> None:
        """Show findings; where there are none, one sentence stands instead."""
        self.findings = tuple(findings)
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        lines = [finding_line(finding) for finding in self.findings]
        none = Hint(self._nothing)
        none.setWordWrap(True)
        self._shown = Rows(*(lines or [none]))
        self._column.addWidget(self._shown)

    @property
    def text(self) -> str:
        """Everything that is said, for a test or a reader."""
        return "\n".join(f"{f.code} {f.where}: {f.message} {f.what_to_do}" for f in self.findings)


def finding_line(finding: Finding, *beside: QWidget | None) -> QWidget:
    """Return how much a finding weighs, what it says and what to do about it.

    Args:
        finding: the finding.
        beside: what stands beside its weight, as in a `Row`; nothing leaves it alone there.
    """
    kinds: dict[Severity, Kind] = {Severity.blocking: "bad", Severity.warning: "warn"}
    pill = Pill()
    pill.tell(tr(finding.severity.label), kinds.get(finding.severity, "neutral"))
    where = f"{finding.where}: {finding.message}" if finding.where else finding.message
    advice = PlainLabel(finding.what_to_do, role="soft", wrap=True)
    head = Row(pill, *beside) if beside else pill
    line = Rows(head, PlainLabel(where, wrap=True), advice, gap="xs")
    line.setContentsMargins(0, 0, 0, theme.space("s"))
    return line
