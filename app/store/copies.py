"""Whole copies of a file, and giving a new file its name without ever replacing another.

A copy is built under a passing name, opened and read, made to outlast a power cut, and only then
gets its name. What goes wrong on the way leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from app.store import troubles
from app.store.connection import Raw, answer_of, connect

_PRIVATE = 0o600
_NUMBERS = ("application_id", "user_version")


def copy_whole(raw: Raw, key: str, target: Path) -> None:
    """Copy an open file, with everything saved so far, to a place where none lies.

    Raises:
        FileTrouble: when the name is taken, there is no room, or the copy cannot be read back.
    """
    with new_file(target) as part, troubles.said_plainly():
        copy = connect(part, key, "rwc")
        try:
            raw.backup(copy)
        finally:
            copy.close()
        if counted(part, key) != _counts(raw):
            raise troubles.Damaged


def copy_under(raw: Raw, digits: str, target: Path) -> None:
    """Write an open file anew under another key: every page, and nothing that was deleted.

    Raises:
        FileTrouble: when the name is taken, there is no room, or the copy cannot be read back.
    """
    with new_file(target) as part, troubles.said_plainly():
        numbers = {name: answer_of(raw, f"PRAGMA main.{name}") for name in _NUMBERS}
        raw.execute(f"ATTACH ? AS anew KEY \"x'{digits}'\"", (str(part),))
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA query_only = OFF")
        try:
            raw.execute("SELECT sqlcipher_export('anew')")
            for name, number in numbers.items():
                raw.execute(f"PRAGMA anew.{name} = {number}")
        finally:
            raw.execute("DETACH anew")
            raw.execute("PRAGMA query_only = ON")
            raw.execute("PRAGMA foreign_keys = ON")
        if counted(part, digits) != _counts(raw):
            raise troubles.Damaged


@contextlib.contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Give a passing name to write under; at the end the file gets its own.

    Raises:
        FileTrouble: when a file of that name lies there, or nothing can be written.
    """
    if target.exists():
        raise troubles.AlreadyThere
    part = target.with_name(f".{uuid4().hex[:8]}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE))
        yield part
        _sync(part)
        _name(part, target)
        _sync(target.parent)
    except OSError as error:
        troubles.refuse_folder(error)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def prove(path: Path, key: str) -> None:
    """Open a copy and read all of it.

    Raises:
        FileTrouble: when it does not open or is not whole.
    """
    counted(path, key)


def counted(path: Path, key: str) -> list[tuple[str, int]]:
    """Open a copy, read all of it, and return how many rows each table has."""
    with troubles.said_plainly():
        copy = connect(path, key, "ro")
        try:
            if answer_of(copy, "PRAGMA quick_check") != "ok":
                raise troubles.Damaged
            return _counts(copy)
        finally:
            copy.close()


def _counts(raw: Raw) -> list[tuple[str, int]]:
    """Return how many rows each table has."""
    names = raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        (name, int(answer_of(raw, f'SELECT count(*) FROM main."{name}"')))
        for (name,) in names.fetchall()
    ]


def _name(part: Path, target: Path) -> None:
    """Give a finished file its name; one that came there meanwhile stays.

    Raises:
        FileExistsError: when the name is taken.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # This drive knows no second names (a stick, a share): claim the name, then fill it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))
        part.replace(target)


def _sync(path: Path) -> None:
    """Make a file, or the names in a folder, outlast a power cut, where the system can."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
