"""The troubles a file can be in: one class each, one sentence each, and what to do about it.

The driver's errors become one of these by their SQLite code, never by their wording, and never
carry it: an error message may hold what somebody typed.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from app.domain.errors import FileTrouble
from app.host.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Missing(FileTrouble):
    """There is no file where one was expected."""

    def __init__(self, text: str = "", remedy: str = "") -> None:
        super().__init__(
            text or tr("The file is no longer where it was."),
            remedy
            or tr(
                "It may have been moved or renamed, or its drive is not connected. Find it again."
            ),
        )


class AlreadyThere(FileTrouble):
    """A new file was to take a name that is taken."""

    def __init__(self) -> None:
        super().__init__(
            tr("There is already a file of this name, and it stays as it is."),
            tr("Choose another name."),
        )


class WrongKey(FileTrouble):
    """The key does not open the file."""

    def __init__(self, text: str = "", remedy: str = "") -> None:
        super().__init__(
            text
            or tr("This passphrase does not open the file, or the file is damaged at its start."),
            remedy
            or tr(
                "Check Caps Lock and the keyboard's language, and try again. If you are sure of "
                "the passphrase, restore a backup."
            ),
        )


class NeedsKey(WrongKey):
    """The file is protected, and it was tried as one that is not."""

    def __init__(self) -> None:
        super().__init__(
            tr("This file is protected by a passphrase."),
            tr("Give its passphrase, or the key on its recovery sheet."),
        )


class NotOurs(FileTrouble):
    """The file is something else, whatever its name says."""

    def __init__(self) -> None:
        super().__init__(
            tr("This is not an engagement file of this program."),
            tr("Choose a file whose name ends in .bgreat."),
        )


class Damaged(FileTrouble):
    """The file is ours, but part of it is missing or changed."""

    def __init__(self, text: str = "") -> None:
        super().__init__(
            text or tr("The file is damaged. It was left exactly as it is."),
            tr("Restore the newest backup into a new file, and keep this one until you are sure."),
        )


class TooNew(FileTrouble):
    """A newer version of the program wrote the file."""

    def __init__(self) -> None:
        super().__init__(
            tr("This file was written by a newer version of the program."),
            tr("Install the newest version on this computer, then open the file again."),
        )


class OpenElsewhere(FileTrouble):
    """Another window or another program holds the file."""

    def __init__(self) -> None:
        super().__init__(
            tr("This engagement is already open elsewhere."),
            tr("Close it in the other window, then open it here."),
        )


class NoRoom(FileTrouble):
    """The drive is full, at its quota, or refuses to take more."""

    def __init__(self) -> None:
        super().__init__(
            tr("The drive has no room left, or refuses to write. This change was not kept."),
            tr("Make room on the drive, or save a copy on another one. Nothing saved was lost."),
        )


class ReadOnly(FileTrouble):
    """The file or its folder may be read but not written."""

    def __init__(self, text: str = "", remedy: str = "") -> None:
        super().__init__(
            text or tr("This file can be read but not changed."),
            remedy or tr("Save a copy in a folder of your own and go on working there."),
        )


class Unreadable(FileTrouble):
    """This user or this drive does not let the file be read."""

    def __init__(self) -> None:
        super().__init__(
            tr("The file cannot be read from its place."),
            tr("Check that its drive is connected and that you are allowed to open it."),
        )


class Planted(FileTrouble):
    """Somebody put instructions into the file that would run when it is worked with."""

    def __init__(self) -> None:
        super().__init__(
            tr("This file holds instructions that this program never writes. It was not opened."),
            tr("Ask whoever sent it for another copy, or restore a backup of your own."),
        )


class TwoNames(FileTrouble):
    """The file has a second name (a hard link); a crash could then not be repaired safely."""

    def __init__(self) -> None:
        super().__init__(
            tr("This file has a second name somewhere on the drive, so it cannot be kept safe."),
            tr("Make a copy of it and open the copy."),
        )


# SQLite's own numbers: https://sqlite.org/rescode.html
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_IOERR = 10  # SQLITE_IOERR; the driver does not say of which kind
_TROUBLES: dict[int, Callable[[], FileTrouble]] = {
    13: NoRoom,  # SQLITE_FULL
    10: NoRoom,  # SQLITE_IOERR: a quota or a limit of the system looks like this
    26: WrongKey,  # SQLITE_NOTADB
    11: Damaged,  # SQLITE_CORRUPT
    14: Unreadable,  # SQLITE_CANTOPEN
    8: ReadOnly,  # SQLITE_READONLY
    5: OpenElsewhere,  # SQLITE_BUSY
    6: OpenElsewhere,  # SQLITE_LOCKED
    3: Unreadable,  # SQLITE_PERM
}


def trouble_of(error: BaseException, *, reading: bool = False) -> FileTrouble | None:
    """Return what a driver's error means for the user; None where it is a bug of ours.

    Args:
        error: the driver's, or SQLAlchemy's around it.
        reading: whether nothing was being written, so that no room cannot be the reason.
    """
    code = _code(error)
    if code is None:
        return None
    if reading and code & 0xFF == _IOERR:
        return Unreadable()
    found = _TROUBLES.get(code & 0xFF)
    return found() if found else None


@contextmanager
def said_plainly(*, reading: bool = False) -> Iterator[None]:
    """Turn the driver's errors about the file into troubles; let everything else pass."""
    try:
        yield
    except FileTrouble:
        raise
    except Exception as error:
        trouble = trouble_of(error, reading=reading)
        if trouble is None:
            raise
        raise trouble from None


def _code(error: BaseException) -> int | None:
    """Return SQLite's (extended) code of an error, looking inside SQLAlchemy's wrapping."""
    original = getattr(error, "orig", None)
    code = getattr(original if original is not None else error, "sqlite_errorcode", None)
    if code is None and type(error).__module__.startswith("sqlcipher3"):
        # A failed backup brings no number, only SQLite's own constant sentence for it.
        return {"disk I/O error": 10, "database or disk is full": 13}.get(str(error))
    return code if isinstance(code, int) else None


def refuse_folder(error: OSError) -> NoReturn:
    """Raise the trouble that the system's refusal to write in a folder means."""
    if isinstance(error, FileExistsError):
        raise AlreadyThere from None
    if error.errno in _NO_ROOM:
        raise NoRoom from None
    if isinstance(error, FileNotFoundError):
        raise Missing(
            tr("The folder is no longer where it was."), tr("Choose another folder.")
        ) from None
    raise ReadOnly(
        tr("Nothing can be written in this folder."), tr("Choose another folder.")
    ) from None
