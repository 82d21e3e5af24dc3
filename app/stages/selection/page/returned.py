"""Sheets that come back as PDF: what was found in each file, and taking in those that match."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.host.language import ntr, tr
from app.intake.several import FormRead, read_forms
from app.stages.selection import actions, queries, rules
from app.stages.selection.page.shared import fill
from app.ui import theme
from app.ui.layout import Button, Card, Pill, PlainLabel, Rows, Scroll

if TYPE_CHECKING:
    from app.stages.selection.rules import Finding
    from app.ui.desk import Desk
    from app.ui.jobs import Job
    from app.ui.labels import Kind

_KINDS: dict[str, Kind] = {
    "matched": "good",
    "doubtful": "warn",
    "duplicate": "warn",
    "already_in": "neutral",
}
_SHARES = (4, 4, 0, 7)


class FindingList(QWidget):
    """One row for each file: its name, whose sheet it is, the verdict and the reason."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Files"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setVerticalSpacing(theme.space("m"))
        for column, share in enumerate(_SHARES):
            self._grid.setColumnStretch(column, share)
        heads = (tr("File"), tr("Whose sheet"), tr("Verdict"), tr("Why"))
        for column, head in enumerate(heads):
            self._grid.addWidget(PlainLabel(head, role="label"), 0, column)
        for place, one in enumerate(findings, 1):
            self._show(place, one)
        self._grid.setRowStretch(len(findings) + 1, 1)

    def _show(self, place: int, one: Finding) -> None:
        pill = Pill(tr(rules.VERDICTS[one.verdict]), _KINDS.get(one.verdict, "bad"))
        reason = Rows(PlainLabel(one.reason or "–", wrap=True), gap="none")
        if one.remedy:
            reason.add(PlainLabel(one.remedy, role="soft", wrap=True))
        name = PlainLabel(one.name, role="strong", wrap=True)
        cells = (name, PlainLabel(one.who or "–", wrap=True), pill, reason)
        for column, widget in enumerate(cells):
            self._grid.addWidget(widget, place, column, Qt.AlignmentFlag.AlignTop)


class ReturnedPart(QWidget):
    """Reads files, shows what was found, and takes in the sheets that match as one step.

    Signals:
        left: when it is to give way to what was shown before.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.is_open = False
        self.setAccessibleName(tr("Sheets that came back"))
        self.findings: tuple[Finding, ...] = ()
        self._job: Job | None = None
        self.totals = PlainLabel("", role="lead", wrap=True)
        self.take = Button(tr("Take in"), self._take, role="primary", icon="inbox")
        self.back = Button(tr("Back"), self.close_files, icon="arrow-left")
        for button in (self.take, self.back):
            button.for_touch()
        self._list: QWidget = Rows()
        self._place = Rows(self._list, share=1)
        self._card = Card(
            tr("Sheets that came back"),
            self.totals,
            Scroll(self._place),
            hint=tr("Nothing is stored yet. No level and no note is shown: sheets are sealed."),
        )
        self._card.head(self.back)
        self._card.head(self.take)
        fill(self, self._card)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files beside the window and show what is in them."""
        if self._job is not None:
            self._job.cancel()
        self.is_open = True
        self._tell((), tr("Reading…"))
        title = tr("Reading the sheets")
        job = self._job = self.desk.start(read_forms, tuple(paths), title=title)
        job.failed.connect(partial(self._give_up, job))
        job.cancelled.connect(partial(self._give_up, job))
        job.then(self._found)

    def close_files(self) -> None:
        """Let go of everything that was read."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.is_open = False
        self._tell((), "")
        self.left.emit()

    def _found(self, files: tuple[FormRead, ...]) -> None:
        self._job = None
        if self.is_open:
            found = self.desk.read(queries.findings, files)
            self._tell(found, _totals(found))

    def _give_up(self, job: Job, *_: object) -> None:
        """Go back after a reading that was cancelled or failed; a newer one goes on."""
        if self._job is job:
            self._job = None
            self.close_files()

    def _tell(self, found: tuple[Finding, ...], totals: str) -> None:
        self.findings = found
        self.totals.setText(totals)
        self._list.setParent(None)
        self._list.deleteLater()
        self._list = FindingList(found) if found else QWidget()
        self._place.add(self._list)
        n = len(self._sheets())
        self.take.setText(ntr("Take in {n} sheet", "Take in {n} sheets", n).format(n=n))
        self.take.setVisible(n > 0)

    def _sheets(self) -> tuple[rules.Returned, ...]:
        return tuple(one.sheet for one in self.findings if one.sheet is not None)

    def _take(self) -> None:
        """Store the sheets that match, and go back."""
        n = self.desk.do(actions.take_sheets, self._sheets())
        if n is None:
            return
        said = ntr("{n} sheet was taken in.", "{n} sheets were taken in.", n).format(n=n)
        self.close_files()
        self.desk.notices.show(said, kind="good", undo=True)


def _totals(found: Sequence[Finding]) -> str:
    """Say how many files match, and how many do not."""
    n = sum(1 for one in found if one.sheet is not None)
    match = ntr("{n} of {of} files matches.", "{n} of {of} files match.", n)
    said = match.format(n=n, of=len(found))
    if n == len(found):
        return said
    return f"{said} {tr('The others stay out; why stands beside each.')}"
