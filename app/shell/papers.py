"""Print and hand over: every paper of the engagement, seen before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.deliverables.deliverable import Deliverable, Packet, Subject
from app.domain.errors import Refused
from app.host.language import ntr, tr
from app.shell.aside import Aside
from app.ui import dialogs
from app.ui.layout import Button, Card, EmptyState, Hint, Rows, Split, Stack
from app.ui.preview import PreviewPane
from app.ui.tables import Column, RecordTable
from app.verbs import deliver

if TYPE_CHECKING:
    from app.stages.stage import Stage
    from app.ui.desk import Desk

BINDER = "binder:"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in the list."""

    id: str
    title: str
    stage: str


class PapersView(Aside):
    """The papers at the left, about whom below them, and the very file at the right."""

    def __init__(self, desk: Desk, stages: Sequence[Stage]) -> None:
        super().__init__(tr("Print and hand over"))
        self.desk = desk
        self.deliverables: dict[str, Deliverable[Any]] = {
            one.key: one for stage in stages for one in stage.deliverables
        }
        self.packets: dict[str, Packet] = {
            one.key: one for stage in stages for one in stage.packets
        }
        self._lines = [
            PaperLine(key, tr(title), tr(stage.title))
            for stage in stages
            for key, title in (
                *((one.key, one.title) for one in stage.deliverables),
                *((one.key, one.title) for one in stage.packets),
            )
        ] + [
            PaperLine(BINDER + edition, tr(name), tr("Binder"))
            for edition, name in deliver.editions().items()
        ]
        self._subjects: dict[str, Subject] = {}
        self._number = 0
        self.papers = RecordTable(
            [Column(tr("Paper"), "title", 3, strong=True), Column(tr("From"), "stage", 1)],
            tr("Papers"),
        )
        self.subjects = RecordTable([Column(tr("About"), "name")], tr("About whom or what"))
        self.what_for = Hint("")
        self.what_for.setWordWrap(True)
        self.preview = PreviewPane(desk)
        self.nothing = EmptyState(
            tr("Nobody and nothing is there yet that this paper could be about."),
            title=tr("Nothing to print yet"),
        )
        self.save_all = Button(tr("Save all…"), self._save_all, icon="download")
        self._lay_out()
        self.papers.show_rows(self._lines)
        self.papers.chosen.connect(self._choose)
        self.subjects.chosen.connect(self._make)

    def show_paper(self, key: str, subject: str = "") -> None:
        """Show a paper, about one subject where it has some."""
        self.papers.select(key if key in [line.id for line in self._lines] else self._lines[0].id)
        self._choose(self.papers.current_id)
        if subject:
            self.subjects.select(subject)

    def refresh(self) -> None:
        """Make the paper that is shown anew, from what is in the file now."""
        subject = self.subjects.current_id
        self._choose(self.papers.current_id)
        if subject:
            self.subjects.select(subject)

    def _lay_out(self) -> None:
        listed = Card(tr("Papers"), self.papers, self.what_for)
        self.about = Card(tr("About"), self.subjects)
        lists = Rows(listed, self.about, share=2)
        self._stack = Stack(self.nothing, self.preview, share=5)
        self.lay_out(Split(lists, self._stack), self.save_all)

    def _choose(self, key: str) -> None:
        """Show what a paper is for, and about whom it can be made."""
        paper = self.deliverables.get(key) or self.packets.get(key)
        has_subjects = paper is not None and paper.subjects is not None
        found = self.desk.read(paper.subjects) if paper and paper.subjects else ()
        self._subjects = {one.id: one for one in found}
        self.what_for.setText(tr(paper.description) if paper else tr("Everything in one file."))
        self.about.setVisible(has_subjects)
        can_save = key in self.deliverables and (bool(found) or not has_subjects)
        self.save_all.setEnabled(can_save)
        self.subjects.blockSignals(True)  # one paper is made below, not one for each row
        self.subjects.show_rows(found)
        self.subjects.blockSignals(False)
        if has_subjects and not found:
            self._show_nothing()
        else:
            self._make(self.subjects.current_id)

    def _make(self, subject_id: str) -> None:
        """Collect here, render elsewhere, show what came of the latest wish."""
        key = self.papers.current_id
        self._number += 1
        shown = partial(self._show, self._number)
        title = tr("Making the PDF")
        try:
            if key.startswith(BINDER):
                work = self.desk.read(deliver.binder_paper, key.removeprefix(BINDER))
                self.desk.start(deliver.render_binder, work, title=title).then(shown)
                return
            subject = self._subjects.get(subject_id)
            if key in self.packets and subject is not None:
                work = self.desk.read(deliver.packet_paper, self.packets[key], subject)
                self.desk.start(deliver.render_binder, work, title=title).then(shown)
                return
            paper = self.desk.read(deliver.paper, self.deliverables[key], subject)
        except Refused as refused:
            self.desk.notices.show(refused.text, refused.remedy, kind="bad")
            return
        self.desk.start(deliver.render_paper, paper, title=title).then(shown)

    def _show(self, number: int, made: tuple[str, bytes]) -> None:
        """Show a file that was made, unless another one was asked for since."""
        if number == self._number:
            name, pdf = made
            self._stack.turn_to(self.preview)
            self.preview.display(pdf, f"{name}.pdf")

    def _show_nothing(self) -> None:
        self._number += 1
        self.preview.clear()
        self._stack.turn_to(self.nothing)

    def _save_all(self) -> None:
        """Save the chosen paper about everyone into a folder; nothing there is replaced."""
        key = self.papers.current_id
        folder = dialogs.choose_folder(self, tr("Save all papers into"))
        if folder is None or key not in self.deliverables:
            return
        wanted: list[Subject | None] = [*self._subjects.values()] or [None]
        papers = tuple(
            self.desk.read(deliver.paper, self.deliverables[key], subject) for subject in wanted
        )
        job = self.desk.start(deliver.save_papers, papers, folder, title=tr("Saving papers"))
        job.then(self._say_saved)

    def _say_saved(self, written: tuple[object, ...]) -> None:
        said = ntr("{n} paper saved.", "{n} papers saved.", len(written))
        self.desk.notices.show(said.format(n=len(written)), kind="good")
