"""Earlier versions: the dated backups of the open engagement, each to be had as a new file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.host.language import ntr, tr
from app.shell.aside import Aside
from app.shell.moments import said_when
from app.store.keys import Key
from app.ui.layout import Button, Card, EmptyState, Hint, Stack
from app.ui.tables import Column, RecordTable
from app.verbs.versions import Version, versions

if TYPE_CHECKING:
    from app.store.engagement_file import EngagementFile


@dataclass(frozen=True, slots=True)
class Line:
    """An earlier version as the list shows it."""

    id: str
    when: str
    since: str
    reason: str
    holds: str


class EarlierVersions(Aside):
    """The versions of this engagement that were kept, the newest first.

    Signals:
        restore_asked: the version to be had as a new file.
    """

    restore_asked = Signal(object)

    def __init__(self, file: EngagementFile, keep_now: Callable[[], None]) -> None:
        """Make the view.

        Args:
            file: the open engagement.
            keep_now: makes a backup of it as it is now.
        """
        super().__init__(tr("Earlier versions"))
        self._file = file
        self._keep = keep_now
        self._found: dict[str, Version] = {}
        self.versions = RecordTable(
            [
                Column(tr("Kept on"), "when", 3, strong=True),
                Column(tr("Since then"), "since", 2),
                Column(tr("Why"), "reason", 3),
                Column(tr("Holds"), "holds", 4),
            ],
            tr("Earlier versions"),
        )
        self.restore = Button(
            tr("Restore as a new file…"), self._ask, role="primary", icon="history"
        )
        self._none = EmptyState(
            tr("A version is kept each time this engagement is opened with changes in it."),
            title=tr("No earlier version yet"),
        )
        self._list = Stack(self.versions, self._none)
        self._lay_out(Button(tr("Keep a version now"), self._keep, icon="save"))
        self.versions.chosen.connect(self._chosen)

    def refresh(self) -> None:
        """List the versions there are now."""
        found = versions(self._file.uuid, Key.raw(self._file.raw_key()))
        self._found = {str(one.path): one for one in found}
        self.versions.show_rows([_line(one, self._file.changes) for one in found])
        self._list.turn_to(self.versions if found else self._none)
        self._chosen(self.versions.current_id)

    def _lay_out(self, keep: Button) -> None:
        told = Hint(
            tr(
                "A restored version becomes a file of its own; the engagement that is open stays "
                "as it is. The versions lie on this computer, under the same protection."
            )
        )
        told.setWordWrap(True)
        self.lay_out(Card("", told, self._list), keep, self.restore)

    def _chosen(self, key: str) -> None:
        self.restore.setEnabled(bool(key))

    def _ask(self) -> None:
        if version := self._found.get(self.versions.current_id):
            self.restore_asked.emit(version)


def _line(version: Version, changes: int) -> Line:
    """Return what the list says of a version of a file that has seen so many changes by now."""
    since = max(0, changes - version.changes)
    said = ntr("{n} change", "{n} changes", since).format(n=since) if since else tr("no change")
    return Line(str(version.path), said_when(version.at), said, version.reason, version.holds)
