"""Positions and their outcome-based job descriptions: the list, and the chosen one in chapters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import JobDescriptionId, PositionId
from app.domain.outcomes import JobCompetency, JobDescription, JobStatus, Measure, Outcome
from app.domain.people import Employment, Position
from app.host.language import ntr, tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.jobs.asks import AsksPart
from app.stages.foundation.page.jobs.chapter import Chapter, is_frozen
from app.stages.foundation.page.jobs.checks import ChecksPart, place_in
from app.stages.foundation.page.jobs.old_new import OldNewPart
from app.stages.foundation.page.jobs.outcomes import OutcomesPart
from app.stages.foundation.page.jobs.texts import ConditionsPart, PurposePart
from app.stages.foundation.page.jobs.versions import VersionsPart
from app.stages.foundation.page.shared import fill, today
from app.ui import dialogs
from app.ui.labels import Kind
from app.ui.layout import (
    Button,
    Card,
    Columns,
    EmptyState,
    Heading,
    Pill,
    PlainLabel,
    Row,
    Rows,
    Stack,
)
from app.ui.sections import Part, Sections
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.stages.foundation.queries import JobView, PositionRow
    from app.stages.foundation.rules import Finding
    from app.ui.desk import Desk

__all__ = ["JobsPart", "OutcomesPart", "VersionsPart"]


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position in the list: what it is called, and how much there is to look into."""

    id: str
    title: str
    open: int | None


class JobsPart(QWidget):
    """Positions at the left; the chosen one's job description in chapters at the right.

    Signals:
        paper_asked: the key of a paper and the id of what it is about.
    """

    paper_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view: JobView | None = None
        self._titles: dict[str, str] = {}
        self.findings: tuple[Finding, ...] = ()
        self.positions = RecordTable(
            [
                Column(tr("Position"), "title", 4),
                Column(tr("Checks"), "open", align="right"),
            ],
            tr("Positions"),
        )
        self.title = Heading("", 2)
        self.state = Pill()
        self.told = PlainLabel("", role="hint", elide=True)
        self.to_do = Button("", self._open_checks, role="link")
        self.print = Button(tr("Print…"), self._print, icon="printer")
        self.begin = Button(tr("Begin"), self._begin, role="primary", icon="file-plus")
        self.adopt = Button(tr("Adopt"), self._adopt, role="primary", icon="check")
        self.discard = Button(tr("Discard draft"), self._discard, icon="trash-2")
        self.read_together = Button(tr("Read together today"), self._read, icon="book-open-check")
        self.sections = Sections(
            "job",
            [
                Part("outcomes", tr("Outcomes"), lambda: self._shown(OutcomesPart(desk))),
                Part("purpose", tr("Purpose"), lambda: self._shown(PurposePart(desk))),
                Part("conditions", tr("Conditions"), lambda: self._shown(ConditionsPart(desk))),
                Part("competencies", tr("Competencies"), lambda: self._shown(AsksPart(desk))),
                Part("checks", tr("Checks"), self._make_checks),
                Part("versions", tr("Versions"), lambda: self._shown(VersionsPart(desk))),
                Part("old-and-new", tr("Old and new"), lambda: self._shown(OldNewPart(desk))),
            ],
            at="top",
            places=desk.places,
            title=tr("Job description"),
        )
        self._lay_out()
        self.positions.chosen.connect(self._open)
        self.sections.opened.connect(self._turned)
        desk.watch(
            self,
            (JobDescription, Outcome, Measure, JobCompetency, Position, Employment),
            self.refresh,
        )

    def refresh(self) -> None:
        """Read the positions and the chosen job description again."""
        rows = self.desk.read(queries.positions, today=today())
        self._titles = {row.id: row.title for row in rows}
        self.positions.show_rows([_line(row) for row in rows])
        self._open(self.positions.current_id)

    def show_finding(self, finding: Finding) -> None:
        """Go to what a finding speaks of."""
        if self.view is None:
            return
        place = place_in(self.view.job, finding)
        self.sections.open(place.chapter)
        page = self.sections.page(place.chapter)
        if isinstance(page, Chapter):
            page.go_to(place)

    def _lay_out(self) -> None:
        """Put the list at the left and the job description at the right."""
        left = Card(tr("Positions"), self.positions, share=16)
        left.command(tr("Add"), self._add_position, icon="plus")
        self.commands = Row(
            self.state, None, self.read_together, self.discard, self.print, self.begin, self.adopt
        )
        top = Row(self.title, self.told, None, self.to_do)
        head = Rows(top, self.commands, gap="xs", share=0)
        self._none = EmptyState(
            tr(
                "An outcome-based job description says what is true when the job is done well. "
                "Begin with the first version."
            ),
            title=tr("No job description yet"),
            icon="target",
        )
        self.body = Stack(self.sections, self._none)
        fill(self, Columns(left, Rows(head, self.body, share=31)))

    # ------------------------------------------------------------------ what is shown

    def _open(self, position_id: str) -> None:
        """Show the newest version of a position's job description."""
        found = self.desk.read(queries.newest_job, position_id) if position_id else None
        self.view = self.desk.read(queries.job_view, found) if found else None
        self.findings = self.desk.read(queries.findings, found, today=today()) if found else ()
        self._tell_head(position_id)
        self.body.turn_to(self.sections if self.view else self._none)
        if self.sections.current:
            self._turned(self.sections.current)

    def _tell_head(self, position_id: str) -> None:
        """Say which position, which version, and what can be done with it."""
        self.title.setText(self._titles.get(position_id, tr("Choose a position")))
        draft = self.view is not None and not is_frozen(self.view)
        self.begin.setVisible(bool(position_id) and not draft)
        self.begin.setText(tr("New version") if self.view else tr("Begin"))
        self.adopt.setVisible(draft)
        self.discard.setVisible(draft)
        self.read_together.setVisible(self.view is not None and not draft)
        self.print.setVisible(self.view is not None)
        self.state.setVisible(self.view is not None)
        count = len(self.findings)
        said = ntr("{n} check to look into", "{n} checks to look into", count).format(n=count)
        self.to_do.setText(said)
        self.to_do.setVisible(bool(count))
        self.sections.note("checks", str(count) if count else "")
        if self.view is not None:
            job = self.view.job
            self.state.tell(
                tr("Version {n}, {status}").format(n=job.version, status=tr(job.status.label)),
                _KINDS.get(job.status, "neutral"),
            )
        holders = ", ".join(self.view.holders) if self.view else ""
        self.told.setText(tr("Held by {names}").format(names=holders) if holders else "")

    def _shown(self, part: QWidget) -> QWidget:
        """Show the chosen version in a chapter that was just made."""
        self._tell(part)
        return part

    def _make_checks(self) -> QWidget:
        part = ChecksPart(self.desk)
        part.asked.connect(self.show_finding)
        return self._shown(part)

    def _turned(self, key: str) -> None:
        """Show the chosen version in the chapter that was turned to."""
        page = self.sections.page(key)
        if page is not None:
            self._tell(page)

    def _tell(self, page: QWidget) -> None:
        if isinstance(page, ChecksPart):
            page.tell(self.findings)
        elif isinstance(page, Chapter):
            page.open(self.view)

    # ------------------------------------------------------------------ what is done

    def _open_checks(self) -> None:
        self.sections.open("checks")

    def _add_position(self) -> None:
        if title := dialogs.ask_text(self, tr("What is the position called?")):
            self.positions.select(self.desk.do(actions.add_position, title) or "")

    def _begin(self) -> None:
        """Begin the first version, or a new one of what was adopted."""
        if position_id := self.positions.current_id:
            begin = actions.begin_new_version if self.view else actions.start_job
            self.desk.do(begin, PositionId(position_id))

    def _adopt(self) -> None:
        if self.view is not None:
            self.desk.do(
                actions.adopt_job,
                JobDescriptionId(self.view.id),
                today(),
                notice=tr("Adopted: this version stays as it is from now on."),
            )

    def _discard(self) -> None:
        if self.view is not None:
            notice = tr("Draft discarded")
            self.desk.do(actions.discard_draft, JobDescriptionId(self.view.id), notice=notice)

    def _read(self) -> None:
        """Note that it was read together today."""
        if self.view is not None:
            self.desk.do(actions.read_together, JobDescriptionId(self.view.id), today())

    def _print(self) -> None:
        if self.view is not None:
            self.paper_asked.emit("job-description", self.view.position_id)


_KINDS: dict[JobStatus, Kind] = {
    JobStatus.draft: "warn",
    JobStatus.review: "accent",
    JobStatus.adopted: "good",
}


def _line(row: PositionRow) -> PositionLine:
    """Return a position as it stands in the list; what is not adopted yet is said."""
    if row.job_status is None:
        return PositionLine(row.id, tr("{title} (none yet)").format(title=row.title), None)
    said = row.title
    if not row.job_status.is_frozen:
        said = tr("{title} (draft)").format(title=row.title)
    return PositionLine(row.id, said, row.stops + row.warnings)
