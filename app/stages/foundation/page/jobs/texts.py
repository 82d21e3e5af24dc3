"""The texts of a job description: what it is for, and what an employer adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.outcomes import JobDescription, JobStatus
from app.domain.people import Person
from app.host.language import tr
from app.stages.foundation import queries
from app.stages.foundation.page.shared import fill
from app.ui.forms import Form, Section, Spec
from app.ui.layout import Card, Scroll

if TYPE_CHECKING:
    from app.stages.foundation.queries import JobView
    from app.ui.desk import Desk


class TextsPart(QWidget):
    """Fields of one version; an adopted one is shown and not changed."""

    def __init__(self, desk: Desk, fields: Sequence[Spec]) -> None:
        super().__init__()
        self.desk = desk
        self.form = Form(desk, JobDescription, fields, options={"author_id": self._people})
        desk.watch(self, (Person,), self.form.refresh)
        fill(self, Scroll(Card("", self.form)))

    def open(self, view: JobView | None, position_id: str) -> None:  # noqa: ARG002 - as every chapter
        """Show the texts of a version."""
        self.form.open(view.id if view else None)
        frozen = view is not None and view.job.status in (JobStatus.adopted, JobStatus.superseded)
        reason = tr("This version was adopted and stays as it is. Begin a new one to change it.")
        self.form.read_only(frozen, reason)

    def go_to(self, field: str) -> None:
        """Put the cursor into a field."""
        self.form.editor(field).editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _people(self) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in self.desk.read(queries.people)]


class PurposePart(TextsPart):
    """What the job is for, where it ends, and what the person is free to do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            [
                "purpose",
                "purpose_link",
                "primary_outcome",
                Section(tr("Freedom and limits")),
                "freedom",
                ("limits", "informs"),
            ],
        )


class ConditionsPart(TextsPart):
    """What an employer adds, and the days and the author of the version."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            [
                "essential_functions",
                ("conditions", "day_one_needs"),
                "growth",
                Section(tr("This version")),
                ("effective_on", "reviewed_on", "author_id"),
            ],
        )
