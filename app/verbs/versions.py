"""Earlier versions of a file: what each backup holds, and a new file made from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import FileTrouble
from app.host.language import N_, ntr, tr
from app.store import backups
from app.store.backups import Backup
from app.store.keys import Key

_REASONS = {
    "open": N_("when it was opened"),
    "close": N_("when it was closed"),
    "migrate": N_("before it was brought up to date"),
    "by-hand": N_("on your wish"),
    "erase": N_("after records were erased"),
}
_COUNTED = (
    ("person", N_("1 person"), N_("{n} people")),
    ("position", N_("1 position"), N_("{n} positions")),
    ("candidate", N_("1 candidate"), N_("{n} candidates")),
    ("review", N_("1 review"), N_("{n} reviews")),
)


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of a file.

    Attributes:
        path: where its backup lies.
        at: when it was made, in the time of this computer.
        reason: why, in words.
        holds: what is in it, in words.
        changes: how many pieces of work the file had seen.
    """

    path: Path
    at: datetime
    reason: str
    holds: str
    changes: int


def versions(uuid: str, key: Key) -> tuple[Version, ...]:
    """Return the earlier versions of a file that are whole, the newest first."""
    return tuple(readable(backups.list_for(uuid), key))


def readable(found: Iterable[Backup], key: Key) -> Iterable[Version]:
    """Open one backup after the other; one that does not open or is not whole is left out."""
    for backup in found:
        try:
            counts = backups.counts(backup.path, key)
        except FileTrouble:
            continue
        yield Version(
            backup.path,
            backup.at.astimezone(),
            tr(_REASONS.get(backup.reason, backup.reason)),
            _said(counts),
            backup.changes,
        )


def newest_good(found: Iterable[Backup], key: Key) -> Version:
    """Return the newest of the backups that opens and is whole.

    Raises:
        FileTrouble: why the newest did not open, when none of them did.
    """
    found = tuple(found)
    for version in readable(found, key):
        return version
    backups.counts(found[0].path, key)
    raise FileTrouble(tr("No backup of this file can be read."))


def of_damaged(path: Path, uuid: str) -> tuple[Backup, ...]:
    """Return the backups of a file that does not open.

    Args:
        path: where it lies; its first bytes tell which backups are its own.
        uuid: its own name where that is known, for a file whose first bytes are gone.
    """
    return backups.list_for_damaged(path) or (backups.list_for(uuid) if uuid else ())


def uuid_of(path: Path) -> str:
    """Return the name under which backups of a closed file lie; empty where there are none."""
    found = backups.list_for_damaged(path)
    return found[0].path.parent.name if found else ""


def restore(version: Path, key: Key, target: Path) -> Path:
    """Make a new file from an earlier version.

    Raises:
        FileTrouble: when it is not whole, or there is a file of this name.
    """
    return backups.restore(version, key, target)


def _said(counts: Mapping[str, int]) -> str:
    """Say what a file holds, in the words of those who fill it."""
    said = [
        ntr(one, many, counts[table]).format(n=counts[table])
        for table, one, many in _COUNTED
        if counts.get(table)
    ]
    return " · ".join(said) or tr("Nothing entered yet")
