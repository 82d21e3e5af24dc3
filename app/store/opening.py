"""Opening a file: every check between a path and a connection that may be worked with.

Each trouble has its own sentence. Nothing here ever makes, empties or replaces a file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData

from app.host.language import tr
from app.store import backups, schema, troubles
from app.store.connection import Mode, Raw, answer_of, connect, hold
from app.store.keys import SALT_BYTES, Key
from app.store.migrations.migrating import migrate, needs_migrating

PAGE = 4096
_PLAIN = b"SQLite format 3\0"
_OTHERS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    _PLAIN,
)
_SHAPELESS = 200  # an encrypted page holds nearly all of the 256 bytes; a text never so many

_held: set[tuple[int, int]] = set()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is keyed, settled, checked, up to date, and ours alone.

    Attributes:
        path: where it lies, with links resolved.
        raw: its connection.
        key: the 96 digits that open it.
        is_read_only: whether nothing may be written.
        place: what the system knows the file by, for `release`.
    """

    path: Path
    raw: Raw
    key: str
    is_read_only: bool
    place: tuple[int, int]


def open_existing(path: Path, key: Key, metadata: MetaData) -> Opened:
    """Open a file that is there, check all of it, and bring it up to date.

    Raises:
        FileTrouble: one kind for each trouble; the file is as it was.
    """
    path = path.resolve()
    place = _sighted(path)
    mode: Mode = "rw" if _may_write(path) else "ro"
    if mode == "ro" and _is_unfinished(path):
        raise troubles.ReadOnly(
            tr("This file was not closed properly and cannot be repaired where it lies."),
            tr("Copy it together with the file whose name ends in -journal to a folder of yours."),
        )
    head = _read_head(path)
    digits = key.for_salt(head[:SALT_BYTES])
    raw = _connected(path, key, digits, mode, head)
    try:
        with troubles.said_plainly():
            hold(raw, mode)
            examine(raw)
            _bring_up_to_date(raw, digits, mode)
            if schema.lacks(raw, metadata):
                raise troubles.Damaged(tr("Parts of this file are missing. It was left as it is."))
    except BaseException:
        raw.close()
        raise
    _held.add(place)
    return Opened(path, raw, digits, mode == "ro", place)


def release(place: tuple[int, int]) -> None:
    """Note that a file is no longer open here."""
    _held.discard(place)


def needs_passphrase(path: Path) -> bool:
    """Say whether a file is kept secret by a passphrase.

    Raises:
        FileTrouble: when the file is not there, open elsewhere, or plainly none of ours.
    """
    path = path.resolve()
    _sighted(path)
    head = _read_head(path)
    key = Key.published()
    try:
        _connected(path, key, key.for_salt(head[:SALT_BYTES]), "ro", head).close()
    except troubles.NeedsKey:
        return True
    return False


def key_of(path: Path, key: Key) -> str:
    """Return the 96 digits by which a key opens a file that lies closed.

    Raises:
        FileTrouble: when the file is not there, open here, or plainly none of ours.
    """
    path = path.resolve()
    _sighted(path)
    return key.for_salt(_read_head(path)[:SALT_BYTES])


def examine(raw: Raw) -> None:
    """Refuse a file that is not ours, newer than this program, planted with code, or not whole.

    Raises:
        FileTrouble: of the kind that fits.
    """
    if answer_of(raw, "PRAGMA application_id") != schema.APPLICATION_ID:
        raise troubles.NotOurs
    needs_migrating(raw)
    if raw.execute("PRAGMA cipher_integrity_check").fetchall():
        raise troubles.Damaged
    if answer_of(raw, "PRAGMA quick_check") != "ok":
        raise troubles.Damaged
    if schema.strangers(raw):
        raise troubles.Planted
    if raw.execute("PRAGMA foreign_key_check").fetchall():
        raise troubles.Damaged


def _bring_up_to_date(raw: Raw, digits: str, mode: Mode) -> None:
    """Run the missing migrations, after a backup that was read."""
    if not needs_migrating(raw):
        return
    if mode == "ro":
        raise troubles.ReadOnly(
            tr("This file was written by an older version and cannot be changed where it lies.")
        )
    backups.keep(
        raw,
        digits,
        uuid=schema.note(raw, "uuid"),
        changes=int(schema.note(raw, "changes") or 0),
        reason="migrate",
    )
    migrate(raw)


def _sighted(path: Path) -> tuple[int, int]:
    """Look at a file from outside; return what the system knows it by.

    A file that is open in this program is not touched at all: closing a second handle on it
    would drop the lock of the first.
    """
    try:
        seen = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise troubles.Missing from None
    except OSError:
        raise troubles.Unreadable from None
    place = (seen.st_dev, seen.st_ino)
    if place in _held:
        raise troubles.OpenElsewhere
    if not path.is_file():
        raise troubles.NotOurs
    if seen.st_nlink > 1:
        raise troubles.TwoNames
    return place


def _may_write(path: Path) -> bool:
    """Say whether the file can be changed and its folder can take the journal."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _is_unfinished(path: Path) -> bool:
    """Say whether a journal lies beside the file that has to be taken back first.

    While a file is held alone its journal stays; a finished one begins with zeros.
    """
    try:
        with path.with_name(path.name + "-journal").open("rb") as journal:
            return bool(journal.read(8).strip(b"\0"))
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _read_head(path: Path) -> bytes:
    """Return the first page, after refusing what cannot be one of ours or is cut off.

    A file that a power cut left with half a page is whole again once its journal is replayed.
    """
    try:
        with path.open("rb") as file:
            head = file.read(PAGE)
            size = file.seek(0, os.SEEK_END)
    except OSError:
        raise troubles.Unreadable from None
    if not head and path.suffix.lower() != ".bgreat":
        raise troubles.NotOurs
    if not head.strip(b"\0"):
        raise troubles.Damaged(tr("This file is empty: what it held is not in it any more."))
    if _is_foreign(head):
        raise troubles.NotOurs
    if size % PAGE and not _is_unfinished(path):
        raise troubles.Damaged(tr("The end of this file is missing. It was left exactly as it is."))
    return head


def _is_foreign(head: bytes) -> bool:
    """Say whether a first page is plainly not ours, which looks like noise all over."""
    if head.startswith(_OTHERS) or (len(head) == PAGE and len(set(head)) < _SHAPELESS):
        return True
    try:
        head[: -3 if len(head) > SALT_BYTES else None].decode()
    except UnicodeDecodeError:
        return False
    return True


def _connected(path: Path, key: Key, digits: str, mode: Mode, head: bytes) -> Raw:
    """Connect, or say why not."""
    try:
        return connect(path, digits, mode)
    except Exception as error:
        trouble = troubles.trouble_of(error, reading=True)
        if isinstance(trouble, troubles.WrongKey | troubles.Damaged):
            _refuse_key(path, key, digits, head)
        if trouble is None:
            raise
        raise trouble from None


def _refuse_key(path: Path, key: Key, digits: str, head: bytes) -> None:
    """Say whether the key is wrong or the file is damaged, where a backup can tell."""
    for backup in backups.list_for_damaged(path):
        if not _opens(backup.path, digits):
            break
        raise troubles.Damaged
    if digits[96 - 2 * SALT_BYTES :] != head[:SALT_BYTES].hex() and not key.is_published:
        raise troubles.WrongKey(tr("This key belongs to another file, or the file is damaged."))
    if key.is_published:
        raise troubles.NeedsKey
    raise troubles.WrongKey


def _opens(path: Path, digits: str) -> bool:
    """Say whether a backup opens under a key."""
    try:
        connect(path, digits, "ro").close()
    except Exception as error:
        if troubles.trouble_of(error) is None:
            raise
        return False
    return True
