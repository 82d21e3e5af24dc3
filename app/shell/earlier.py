"""Earlier versions: the dated backups of the open engagement, each to be had as a new file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.host.language import N_, ntr, tr
from app.store import backups
from app.ui import theme
from app.ui.layout import Button, Card, EmptyState, Heading, Hint, Row, Stack
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.store.backups import Backup
    from app.store.engagement_file import EngagementFile

_REASONS = {
    "open": N_("when it was opened"),
    "close": N_("when it was closed"),
    "migrate": N_("before it was brought up to date"),
    "by-hand": N_("on your wish"),
}
_MEGABYTE = 1_000_000
_KILOBYTE = 1_000


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version as the list shows it."""

    id: str
    when: str
    since: str
    reason: str
    size: str


class EarlierVersions(QWidget):
    """The versions of this engagement that were kept, the newest first.

    Signals:
        left: the user goes back to the tabs.
        restore_asked: the backup to be had as a new file.
    """

    left = Signal()
    restore_asked = Signal(object)

    def __init__(self, file: EngagementFile, keep_now: Callable[[], None]) -> None:
        """Make the view.

        Args:
            file: the open engagement.
            keep_now: makes a backup of it as it is now.
        """
        super().__init__()
        self._file = file
        self._keep = keep_now
        self._found: dict[str, Backup] = {}
        self.setAccessibleName(tr("Earlier versions"))
        self.versions = RecordTable(
            [
                Column(tr("Kept on"), "when", 3, strong=True),
                Column(tr("Since then"), "since", 2),
                Column(tr("Why"), "reason", 3),
                Column(tr("Size"), "size", 1, align="right"),
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
        found = backups.list_for(self._file.uuid)
        self._found = {str(one.path): one for one in found}
        self.versions.show_rows([_version(one, self._file.changes) for one in found])
        self._list.turn_to(self.versions if found else self._none)
        self._chosen(self.versions.current_id)

    def _lay_out(self, keep: Button) -> None:
        back = Button(tr("Back"), self.left.emit, icon="arrow-left")
        head = Row(back, Heading(tr("Earlier versions"), 1), None, keep, self.restore, gap="m")
        told = Hint(
            tr(
                "A restored version becomes a file of its own; the engagement that is open stays "
                "as it is. The versions lie on this computer, under the same protection."
            )
        )
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        margin = theme.space("xl")
        column.setContentsMargins(margin, theme.space("l"), margin, theme.space("l"))
        column.setSpacing(theme.space("l"))
        column.addWidget(head)
        column.addWidget(Card("", told, self._list), 1)
        leave = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self)
        leave.activated.connect(self.left)

    def _chosen(self, key: str) -> None:
        self.restore.setEnabled(bool(key))

    def _ask(self) -> None:
        if backup := self._found.get(self.versions.current_id):
            self.restore_asked.emit(backup)


def said_when(at: datetime) -> str:
    """Return a moment in this computer's time, with the month by its name."""
    here = at.astimezone()
    return f"{here:%B} {here.day}, {here.year}, {here:%H:%M}"


def name_for(stem: str, at: datetime) -> str:
    """Return the file name offered for a version of a moment; it says what it is."""
    return tr("{name} as of {when}").format(name=stem, when=f"{at.astimezone():%Y-%m-%d %H.%M}")


def _version(backup: Backup, changes: int) -> Version:
    """Return what the list says of a backup of a file that has seen so many changes by now."""
    since = max(0, changes - backup.changes)
    said = ntr("{n} change", "{n} changes", since).format(n=since) if since else tr("no change")
    reason = tr(_REASONS.get(backup.reason, backup.reason))
    return Version(str(backup.path), said_when(backup.at), said, reason, _size(backup.size))


def _size(size: int) -> str:
    if size < _MEGABYTE:
        return tr("{n} kB").format(n=round(size / _KILOBYTE))
    return tr("{n} MB").format(n=f"{size / _MEGABYTE:.1f}")
