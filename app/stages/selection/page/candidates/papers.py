"""What a candidate sent in: attached, saved as a copy, replaced, removed. Never opened here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.host.language import N_, tr
from app.stages.selection import actions, queries
from app.store.attachments import LARGEST
from app.ui import dialogs
from app.ui.buttons import Button
from app.ui.layout import Card, PlainLabel, Row
from app.ui.preview import write_whole

if TYPE_CHECKING:
    from app.ui.desk import Desk

_KINDS = ((N_("Papers"), "*.pdf *.docx *.odt *.txt *.png *.jpg *.jpeg"),)


class PapersCard(Card):
    """The papers of the chosen candidate: one file, kept inside the engagement."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            tr("Papers"),
            hint=tr("A résumé or application: PDF, Word, text or picture, up to 25 MB."),
            share=0,
        )
        self.desk = desk
        self.candidate_id = ""
        self._called = ""
        self.name = PlainLabel("", wrap=True)
        self.give = Button(tr("Attach…"), self._choose, icon="paperclip")
        self.save = Button(tr("Save a copy…"), self._save, icon="download")
        self.drop = Button(tr("Remove"), self._remove, role="quiet", icon="trash-2")
        self.add(self.name)
        self.add(Row(self.give, self.save, self.drop, None))

    def open(self, candidate_id: str, name: str) -> None:
        """Show what a candidate sent in, under a name that may be seen here."""
        self.candidate_id, self._called = candidate_id, name
        self.setEnabled(bool(candidate_id))
        self.name.setText(name or tr("Nothing is attached. Drop a file here."))
        self.give.setText(tr("Replace…") if name else tr("Attach…"))
        self.save.setVisible(bool(name))
        self.drop.setVisible(bool(name))

    def attach(self, path: Path) -> None:
        """Keep a file of this computer, or say why not."""
        if not self.candidate_id:
            self._say(tr("Choose a candidate first."))
            return
        try:
            if path.stat().st_size > LARGEST:
                self._say(tr("This file is larger than 25 MB."), tr("Make it smaller."))
                return
            content = path.read_bytes()
        except OSError:
            self._say(tr("This file cannot be read."), tr("Is it open elsewhere, or gone?"))
            return
        self.desk.do(actions.attach_papers, self.candidate_id, content, path.name)

    def _choose(self) -> None:
        path = dialogs.open_file(self, tr("Attach papers"), kinds=_KINDS)
        if path is not None:
            self.attach(path)

    def _save(self) -> None:
        """Write a copy where the user says; nothing is opened."""
        _, content = self.desk.read(queries.papers, self.candidate_id)
        name = self._called
        ending = Path(name).suffix
        kinds = ((N_("Papers"), f"*{ending}"),)
        path = dialogs.save_file(self, tr("Save a copy"), name=name, kinds=kinds)
        if path is None:
            return
        try:
            write_whole(path, content)
        except OSError:
            self._say(tr("The copy could not be written."), tr("Choose another folder."))
            return
        self.desk.notices.show(tr("Saved as {name}.").format(name=path.name), kind="good")

    def _remove(self) -> None:
        notice = tr("Papers removed")
        self.desk.do(actions.remove_papers, self.candidate_id, notice=notice)

    def _say(self, text: str, remedy: str = "") -> None:
        self.desk.notices.show(text, remedy, kind="bad")
