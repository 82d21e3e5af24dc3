"""What the chapters of a job description share: one version, frozen once it was adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.host.language import N_

if TYPE_CHECKING:
    from app.stages.foundation.page.jobs.checks import Place
    from app.stages.foundation.queries import JobView
    from app.ui.desk import Desk

FROZEN = N_("This version was adopted and stays as it is. Begin a new one to change it.")
"""Why the fields of an adopted version cannot be changed."""


class Chapter(QWidget):
    """A chapter of a job description."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def open(self, view: JobView | None) -> None:
        """Show the chapter of a version; None where the position has none yet."""
        raise NotImplementedError

    def go_to(self, place: Place) -> None:
        """Put the cursor where a finding leads; a chapter that none leads to stays as it is."""


def is_frozen(view: JobView | None) -> bool:
    """Whether a version was adopted, so that it is shown and not changed."""
    return view is not None and view.job.status.is_frozen
