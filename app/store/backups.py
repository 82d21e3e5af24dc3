"""Dated backups, kept apart from the document and under the file's own name.

A backup is opened with its key and read before older ones are let go.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.domain.rows import now
from app.host import paths
from app.store import connection, troubles

KEEP_NEWEST = 10
KEEP_ALL = timedelta(days=2)
_NAME = re.compile(r"(\d{8}T\d{6}Z)-([a-z-]+)-[0-9a-f]{8}\.bgreat")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where it lies, when and why it was made."""

    path: Path
    made_at: datetime
    reason: str


def make(raw: Any, key: str, uuid: str, reason: str) -> Path:
    """Copy an open file into its backup folder, prove that the copy reads, and thin the rest.

    Args:
        raw: the open connection.
        key: the file's key, 96 hex digits; the backup has the same.
        uuid: the file's own name.
        reason: a word of small letters, such as ``open`` or ``migrate``.
    """
    folder = paths.backups_folder() / uuid
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = now().strftime("%Y%m%dT%H%M%SZ")
    path = folder / f"{stamp}-{reason}-{uuid4().hex[:8]}.bgreat"
    part = path.with_suffix(".part")
    copy = connection.connect(part, key)
    try:
        raw.backup(copy)
    finally:
        copy.close()
    part.chmod(0o600)
    _prove(part, key)
    part.rename(path)
    _thin(folder)
    return path


def list_for(uuid: str) -> tuple[Backup, ...]:
    """Return the backups of a file, newest first."""
    folder = paths.backups_folder() / uuid
    found = []
    for path in folder.glob("*.bgreat") if folder.is_dir() else ():
        if match := _NAME.fullmatch(path.name):
            at = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Backup(path, at, match[2]))
    return tuple(sorted(found, key=lambda backup: backup.path.name, reverse=True))


def restore(backup: Path, target: Path) -> Path:
    """Copy a backup to a new file. A file that lies there is never replaced."""
    if target.exists():
        raise troubles.already_there(target)
    with backup.open("rb") as source, target.open("xb") as copy:
        shutil.copyfileobj(source, copy)
    target.chmod(0o600)
    return target


def _prove(path: Path, key: str) -> None:
    """Open a backup and read all of it."""
    copy = connection.connect(path, key)
    try:
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise troubles.damaged(path)
    finally:
        copy.close()


def _thin(folder: Path) -> None:
    """Keep the newest, all of two days, and the newest of each older week."""
    backups = list_for(folder.name)
    weeks: set[tuple[int, int]] = set()
    for place, backup in enumerate(backups):
        week = backup.made_at.isocalendar()[:2]
        if place < KEEP_NEWEST or now() - backup.made_at < KEEP_ALL or week not in weeks:
            weeks.add(week)
            continue
        backup.path.unlink(missing_ok=True)
