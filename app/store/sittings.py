"""Who has a file open: a note in the file, for two computers that share a folder.

The system's lock holds on one computer only. This note lets the program say "open on ANNA-PC
since 13:10" where a copy of the file came over before the other computer closed it.
"""

from __future__ import annotations

import getpass
import json
import platform
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.rows import now
from app.store.schema import note, set_note

if TYPE_CHECKING:
    from app.store.connection import Raw

_NOTE = "last_session"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time a file was open.

    Attributes:
        host: on which computer.
        user: under whose account.
        started: when, in UTC.
        closed: when it was closed; None while open, or when it never was closed properly.
    """

    host: str
    user: str
    started: datetime
    closed: datetime | None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it may still be open, on another computer."""
        return self.closed is None and self.host != platform.node()


def last(raw: Raw) -> Sitting | None:
    """Return who had the file open before; None when nobody had."""
    try:
        told = json.loads(note(raw, _NOTE))
        closed = told["closed"]
        return Sitting(
            host=str(told["host"]),
            user=str(told["user"]),
            started=datetime.fromisoformat(told["started"]),
            closed=datetime.fromisoformat(closed) if closed else None,
        )
    except (ValueError, KeyError, TypeError):
        return None


def begin(raw: Raw) -> None:
    """Note that the file is open here, from now on."""
    _write(raw, Sitting(platform.node(), _user(), now(), None))


def end(raw: Raw) -> None:
    """Note that the file was closed properly."""
    if sitting := last(raw):
        _write(raw, replace(sitting, closed=now()))


def _write(raw: Raw, sitting: Sitting) -> None:
    """Write the note."""
    told = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(sitting).items()
    }
    set_note(raw, _NOTE, json.dumps(told))


def _user() -> str:
    """Return the account's name; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
