"""Opening an engagement for a verb, and writing files that never replace another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import app.stages  # noqa: F401 - the tables of every stage belong to the file
from app.domain.errors import FileTrouble
from app.host.language import tr
from app.store import integrity
from app.store.engagement_file import EngagementFile, needs_passphrase
from app.store.keys import Key
from app.verbs.passphrases import passphrase_for


@contextmanager
def opened(path: Path) -> Iterator[EngagementFile]:
    """Open an engagement, asking for a passphrase where it has one, and close it again.

    Raises:
        FileTrouble: when it cannot be opened.
    """
    file = EngagementFile.open(path, key_for(path))
    try:
        yield file
    finally:
        file.close()


def key_for(path: Path) -> Key:
    """Return the key of a file: the published one, or that of its passphrase."""
    return Key.passphrase(passphrase_for(path)) if needs_passphrase(path) else Key.published()


def new_key(passphrase: str) -> Key:
    """Return the key for a new file; without a passphrase it is the published one."""
    return Key.passphrase(passphrase) if passphrase else Key.published()


def write_new(path: Path, content: bytes) -> Path:
    """Write a new file. One that lies there is never replaced.

    Raises:
        FileTrouble: when there is a file of this name.
        OSError: when it cannot be written whole; no part of it is left behind.
    """
    try:
        file = path.open("xb")
    except FileExistsError:
        raise FileTrouble(
            tr("There is already a file “{name}”.").format(name=path.name),
            remedy=tr("Choose another name. Nothing was written."),
        ) from None
    try:
        with file:
            file.write(content)
    except BaseException:
        path.unlink()
        raise
    return path


def checked(path: Path) -> tuple[str, ...]:
    """Return what a check of a whole file says.

    Raises:
        FileTrouble: when the file is not whole, with what was found.
    """
    found = integrity.check(path, key_for(path))
    if not found.is_whole:
        raise FileTrouble(
            tr("“{name}” is not whole: {what}").format(
                name=path.name, what=" ".join(found.sentences())
            ),
            remedy=tr("Open the newest backup; this file was not changed."),
        )
    return (tr("“{name}” is whole.").format(name=path.name),)
