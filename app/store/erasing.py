"""What is left to do once something was erased: no old page, no earlier version of the file.

An erasure is saved like any other work. After that the file is written anew, its new state is
kept as a version, and every version before it goes. The file itself notes at which of its changes
something was erased. So what was interrupted, or lies on another computer, is done whenever the
file is opened there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import Session

from app.domain.errors import FileTrouble
from app.host.language import ntr, tr
from app.store import backups, schema
from app.store.backups import Backup

if TYPE_CHECKING:
    from app.store.connection import Raw

_ERASED = "erased"
_REWRITTEN = "rewritten"


def note(raw: Raw, changes: int) -> None:
    """Note, inside the unit of work, that this change of the file was an erasure."""
    schema.set_note(raw, _ERASED, str(changes))


def noted(raw: Raw) -> int:
    """Return at which change something was erased last; 0 where nothing ever was."""
    return int(schema.note(raw, _ERASED) or 0)


def is_rewritten(raw: Raw) -> bool:
    """Whether the file was written anew after the last erasure."""
    return schema.note(raw, _REWRITTEN) == schema.note(raw, _ERASED)


def rewrite(raw: Raw) -> None:
    """Write every page of the file anew and empty the journal that lies beside it.

    While a file is held alone its journal is not removed after a change, and it holds the pages
    as they were before.
    """
    raw.execute("PRAGMA query_only = OFF")
    try:
        raw.execute("PRAGMA journal_size_limit = 0").fetchone()
        raw.execute("VACUUM")
        schema.set_note(raw, _REWRITTEN, schema.note(raw, _ERASED))
        raw.execute("PRAGMA journal_size_limit = -1").fetchone()
    finally:
        raw.execute("PRAGMA query_only = ON")


def remove_versions(uuid: str, before: int, kept: Path | None = None) -> None:
    """Remove the versions of a file that may hold what was erased, once a newer one is there.

    Args:
        uuid: the file's own name.
        before: the change that was the erasure; versions of an earlier state go.
        kept: the version of the new state; with it every other version goes.
    """
    known = backups.list_for(uuid)
    old = [one for one in known if one.path != kept and (kept is not None or one.changes < before)]
    if len(old) < len(known):
        backups.remove(old)
    backups.remove_unfinished(uuid)


def left_behind(raw: Raw, uuid: str) -> FileTrouble | None:
    """Return the trouble that something erased may still lie on this computer, if it may."""
    if left := _before(backups.list_for(uuid), noted(raw)):
        said = ntr(
            "{n} earlier version could not be removed and still holds what was erased.",
            "{n} earlier versions could not be removed and still hold what was erased.",
            left,
        ).format(n=left)
    elif not is_rewritten(raw):
        said = tr("The file could not be written anew after something was erased.")
    else:
        return None
    remedy = tr("It is tried again whenever this engagement is opened. Make room on the drive.")
    return FileTrouble(said, remedy)


def versions(session: Session) -> tuple[Backup, ...]:
    """Return the versions of the open file that are kept on this computer."""
    return backups.list_for(_noted(session, "uuid"))


def versions_left(session: Session) -> int:
    """Return how many versions of a state before the last erasure still lie here."""
    return _before(versions(session), int(_noted(session, _ERASED) or 0))


def _before(known: tuple[Backup, ...], change: int) -> int:
    """Return how many versions are of a state before a change."""
    return sum(1 for one in known if one.changes < change)


def _noted(session: Session, key: str) -> str:
    """Return what the file notes about itself, inside a question."""
    asked = select(schema.META.c.value).where(schema.META.c.key == key)
    return str(session.connection().execute(asked).scalar() or "")
