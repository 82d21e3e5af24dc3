"""Getting back what was: from a damaged file, from an earlier version, into a copy.

Nothing here replaces a file: what is restored lies in a new one.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import FileTrouble
from app.host.language import tr
from app.shell import doors
from app.shell.earlier import EarlierVersions, name_for, said_when
from app.ui import dialogs

if TYPE_CHECKING:
    from app.shell.window import Window
    from app.store.backups import Backup
    from app.ui.desk import Desk

_ENDING = ".bgreat"


def tell(window: Window, path: Path, trouble: FileTrouble) -> None:
    """Say why a file stays shut; where it is damaged, offer its newest backup with its date."""
    backup = _backup_for(window, path) if doors.is_damaged(trouble) else None
    if backup is None:
        dialogs.trouble(window, trouble.text, trouble.remedy)
        return
    step = tr("Restore the version of {when}…").format(when=said_when(backup.at))
    if dialogs.trouble(window, trouble.text, trouble.remedy, steps=(step,)) == step:
        _restore_beside(window, path, backup)


def earlier_versions(window: Window, desk: Desk) -> EarlierVersions:
    """Make the view of the earlier versions of the open engagement."""

    def keep_now() -> None:
        try:
            desk.file.back_up("by-hand")
        except FileTrouble as trouble:
            desk.failures.tell(trouble)
            return
        view.refresh()
        desk.notices.show(tr("This version is kept."), kind="good")

    view = EarlierVersions(desk.file, keep_now)
    if window.workbench is not None:
        view.left.connect(window.workbench.leave_papers)
    view.restore_asked.connect(partial(_restore_version, window, desk))
    view.refresh()
    return view


def save_copy(window: Window, desk: Desk) -> None:
    """Write the open engagement into a new file and go on working there."""
    name = tr("{name} (copy)").format(name=desk.file.path.stem) + _ENDING
    target = _new_file(window, tr("Save a copy"), name, None)
    if target is None:
        return
    key = desk.file.raw_key()
    try:
        desk.file.save_copy(target)
    except FileTrouble as trouble:
        desk.failures.tell(trouble)
        return
    window.enter_by_key(target, key)


def _backup_for(window: Window, path: Path) -> Backup | None:
    """Return the newest backup of a damaged file, known by its bytes or by where it lay."""
    known = [recent.uuid for recent in window.settings.recent if recent.path == str(path)]
    return doors.newest_backup(path, known[0] if known else "")


def _restore_beside(window: Window, path: Path, backup: Backup) -> None:
    """Restore a damaged file's backup into a new file and open that."""
    name = name_for(path.stem, backup.at) + _ENDING
    target = _new_file(window, tr("Restore as a new file"), name, path.parent)
    if target is None:
        return
    try:
        secret = _restored(window, path.stem, backup, target)
    except FileTrouble as trouble:
        dialogs.trouble(window, trouble.text, trouble.remedy)
        return
    if secret is not None:
        window.enter_by_secret(target, secret)


def _restored(window: Window, name: str, backup: Backup, target: Path) -> str | None:
    """Restore a backup, asking for its passphrase until it fits; None when the user gave up.

    Raises:
        FileTrouble: when the backup is not whole or the new file cannot be written.
    """
    if not doors.needs_passphrase(backup.path):
        doors.restore(backup.path, "", target)
        return ""
    is_wrong = False
    while given := dialogs.passphrase(window, name, is_wrong=is_wrong, may_remember=False):
        try:
            doors.restore(backup.path, given.text, target)
            return given.text
        except FileTrouble as trouble:
            if not doors.is_wrong_key(trouble):
                raise
            is_wrong = True
    return None


def _restore_version(window: Window, desk: Desk, backup: Backup) -> None:
    """Restore a version of the open engagement into a new file and open that."""
    name = name_for(desk.file.path.stem, backup.at) + _ENDING
    target = _new_file(window, tr("Restore as a new file"), name, desk.file.path.parent)
    if target is None:
        return
    key = desk.file.raw_key()
    try:
        doors.restore_version(desk.file, backup.path, target)
    except FileTrouble as trouble:
        desk.failures.tell(trouble)
        return
    window.enter_by_key(target, key)


def _new_file(window: Window, title: str, name: str, folder: Path | None) -> Path | None:
    """Ask where a new engagement file is to lie."""
    return dialogs.save_file(window, title, name=name, kinds=dialogs.ENGAGEMENTS, folder=folder)
