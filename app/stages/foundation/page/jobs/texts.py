"""The texts of a job description: what it is for, and what an employer adds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.outcomes import JobDescription
from app.domain.people import Person
from app.host.language import tr
from app.stages.foundation.page.jobs.chapter import FROZEN, Chapter, is_frozen
from app.stages.foundation.page.shared import everyone, fill
from app.ui.forms import Form, Section, Spec
from app.ui.layout import Card, Scroll

if TYPE_CHECKING:
    from app.stages.foundation.page.jobs.checks import Place
    from app.stages.foundation.queries import JobView
    from app.ui.desk import Desk


class TextsPart(Chapter):
    """Fields of one version; an adopted one is shown and not changed."""

    def __init__(self, desk: Desk, fields: Sequence[Spec]) -> None:
        super().__init__(desk)
        self.form = Form(
            desk, JobDescription, fields, options={"author_id": partial(everyone, desk)}
        )
        desk.watch(self, (Person,), self.form.refresh)
        fill(self, Scroll(Card("", self.form)))

    def open(self, view: JobView | None) -> None:
        """Show the texts of a version."""
        self.form.open(view.id if view else None)
        self.form.read_only(is_frozen(view), tr(FROZEN))

    def go_to(self, place: Place) -> None:
        """Put the cursor into a field."""
        self.form.editor(place.field).editor.field.setFocus(Qt.FocusReason.OtherFocusReason)


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
