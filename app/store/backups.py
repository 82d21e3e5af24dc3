"""Dated backups: outside the document's folder, one folder for each file's own name.

A backup is a whole copy under the file's own key. It has been opened and read before an older
one is thinned away, and the newest are kept whatever the clock says. A small note beside each
one says which state it holds; no note names a client.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from app.domain.rows import now
from app.host.paths import backups_folder
from app.store import troubles
from app.store.copies import copy_whole, counted, new_file, prove
from app.store.keys import SALT_BYTES, Key

if TYPE_CHECKING:
    from app.store.connection import Raw
    from app.store.engagement_file import EngagementFile

KEPT_ALWAYS = 5
"""So many of the newest stay, whatever the clock says."""

_ALL_FOR = timedelta(days=2)
_RULES: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda at: at.date(), 12),
    (lambda at: at.isocalendar()[:2], 10),
    (lambda at: (at.year, at.month), 12),
)
_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)-([a-z-]+)-[0-9a-f]{8}\.bgreat")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        path: where it lies.
        at: when it was made, by this computer's clock.
        reason: why: open, migrate, close, erase, by-hand.
        changes: how many pieces of work the file had seen; this never goes backwards.
        size: in bytes.
    """

    path: Path
    at: datetime
    reason: str
    changes: int
    size: int


def make(file: EngagementFile, reason: str) -> Backup:
    """Make a dated backup of an open file now."""
    return file.back_up(reason)


def keep(raw: Raw, key: str, *, uuid: str, changes: int, reason: str) -> Backup:
    """Copy an open file into its backup folder, read the copy, then thin the older ones.

    Raises:
        FileTrouble: when no backup could be made; the older ones are all still there.
    """
    try:
        folder = _folder(uuid)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        troubles.refuse_folder(error)
    at = now()
    path = folder / f"{at.strftime(_STAMP)}-{reason}-{uuid4().hex[:8]}.bgreat"
    copy_whole(raw, key, path)
    with suppress(OSError):  # the note only helps; the backup is whole without it
        path.with_suffix(".json").write_text(json.dumps({"changes": changes}), encoding="utf-8")
    _thin(list_for(uuid))
    return Backup(path, at.replace(microsecond=0), reason, changes, path.stat().st_size)


def list_for(uuid: str) -> tuple[Backup, ...]:
    """Return the backups of a file, the newest state first."""
    with suppress(OSError):
        return _in(_folder(uuid))
    return ()


def list_for_damaged(path: Path) -> tuple[Backup, ...]:
    """Return the backups of a file that does not open: those that share its first bytes."""
    salt = first_bytes(path)
    return _newest(
        backup
        for folder in _folders()
        for backup in _in(folder)
        if salt and first_bytes(backup.path) == salt
    )


def remove(unwanted: Iterable[Backup]) -> None:
    """Remove versions. What the system does not let go of stays; whoever asks looks again."""
    for backup in unwanted:
        for path in (backup.path, backup.path.with_suffix(".json")):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def remove_unfinished(uuid: str) -> None:
    """Remove what is left of backups of a file that were interrupted."""
    with suppress(OSError):
        for path in _folder(uuid).glob(".*.part*"):
            path.unlink(missing_ok=True)


def restore(backup: Path, key: Key, target: Path) -> Path:
    """Copy a backup into a new file, after opening and reading it. It replaces nothing.

    Raises:
        FileTrouble: when the key does not fit, the backup is not whole, or the name is taken.
    """
    if not backup.is_file():
        raise troubles.Missing
    prove(backup, key.for_salt(first_bytes(backup)))
    with new_file(target) as part, backup.open("rb") as source, part.open("r+b") as copy:
        shutil.copyfileobj(source, copy)
    return target


def counts(backup: Path, key: Key) -> dict[str, int]:
    """Open a backup, read all of it, and return how many rows each table has.

    Raises:
        FileTrouble: when the key does not fit or the backup is not whole.
    """
    return dict(counted(backup, key.for_salt(first_bytes(backup))))


def first_bytes(path: Path) -> bytes:
    """Return the first bytes of a closed file, which tell it from others; empty if unreadable.

    Never to be asked of a file that is open here: closing it again would drop its lock.
    """
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""


def _folder(uuid: str) -> Path:
    """Return where a file's backups lie; its name is judged, for it comes out of a file."""
    if not re.fullmatch(r"[0-9A-Za-z-]{1,64}", uuid):
        raise troubles.Damaged
    return backups_folder() / uuid


def _folders() -> list[Path]:
    """Return the backup folders of all files."""
    with suppress(OSError):
        return [folder for folder in backups_folder().iterdir() if folder.is_dir()]
    return []


def _in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups that lie in a folder, the newest state first."""
    try:
        found = [_backup(path) for path in folder.iterdir()]
    except OSError:
        return ()
    return _newest(backup for backup in found if backup is not None)


def _newest(found: Iterable[Backup]) -> tuple[Backup, ...]:
    """Order backups by what they hold; the clock only decides between equal ones."""
    return tuple(sorted(found, key=lambda each: (each.changes, each.at), reverse=True))


def _backup(path: Path) -> Backup | None:
    """Return what a file's name and note say of it; None where it is no backup."""
    parts = _NAME.fullmatch(path.name)
    if parts is None:
        return None
    try:
        at = datetime.strptime(parts[1], _STAMP).replace(tzinfo=UTC)
        return Backup(path, at, parts[2], _changes(path), path.stat().st_size)
    except (OSError, ValueError):
        return None


def _changes(path: Path) -> int:
    """Return the state a backup's note tells; 0 where there is no note."""
    try:
        return int(json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["changes"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _thin(backups: tuple[Backup, ...]) -> None:
    """Remove backups that newer ones make superfluous: the older, the fewer."""
    kept = {backup.path for backup in to_keep(backups, now())}
    remove(backup for backup in backups if backup.path not in kept)


def to_keep(backups: tuple[Backup, ...], at: datetime) -> list[Backup]:
    """Return those of the backups, newest first, that stay at this moment."""
    kept = list(backups[:KEPT_ALWAYS])
    kept += [backup for backup in backups if at - backup.at < _ALL_FOR]
    for period, count in _RULES:
        newest: dict[object, Backup] = {}
        for backup in backups:
            newest.setdefault(period(backup.at), backup)
        kept += list(newest.values())[:count]
    return [backup for backup in backups if backup in kept]
