"""The one connection to an engagement file: SQLCipher, settled, and every setting read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

MEMORY = Path(":memory:")
"""Stands for an engagement that lies in no file."""

Mode = Literal["rw", "ro", "rwc"]
"""How a file is connected to: only ``rwc`` may make one."""

SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
)
"""Name, wanted, and what SQLite answers when it is so.

DELETE and not WAL, so that a copied file is whole. EXTRA also syncs the folder, so that a power
cut cannot bring a finished journal back. Recursive triggers let the journal see what OR REPLACE
deletes. Secure delete leaves no erased name in the free pages.
"""


class Answer(Protocol):
    """What the driver answers a statement with."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        ...

    def fetchone(self) -> tuple[Any, ...]:
        """Return the next row."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        ...


class Raw(Protocol):
    """The driver's own connection, which ships no types."""

    def execute(self, statement: str, parameters: Sequence[object] = ..., /) -> Answer:
        """Run a statement."""
        ...

    def executemany(self, statement: str, parameters: Iterable[Sequence[object]], /) -> Answer:
        """Run a statement once for each set of parameters."""
        ...

    def backup(self, target: Raw) -> None:
        """Copy the whole file into another connection."""
        ...

    def rollback(self) -> None:
        """Take back the open transaction, where there is one."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def connect(path: Path, key: str, mode: Mode = "rw") -> Raw:
    """Connect to a file under a key of 96 hex digits and prove that it fits.

    Args:
        path: which file; `MEMORY` for none.
        key: 32 bytes of key and 16 of salt.
        mode: a file that is not there is made only under ``rwc``.

    Raises:
        Exception: the driver's, when the key does not fit, or the file is none or not there.
    """
    raw: Raw = sqlcipher.connect(_address(path, mode), uri=True, timeout=0, isolation_level=None)
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{key}'\"")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        raw.close()
        raise
    return raw


def hold(raw: Raw, mode: Mode = "rw") -> None:
    """Take the file for ourselves until it is closed, and settle the connection.

    Raises:
        Exception: the driver's, when somebody else holds the file.
    """
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    if mode != "ro":
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("COMMIT")
    settle(raw)


def settle(raw: Raw) -> None:
    """Set the settings and refuse to go on when one of them did not take.

    Raises:
        RuntimeError: when SQLite answers something else than was set.
    """
    for name, wanted, _ in SETTINGS:
        raw.execute(f"PRAGMA {name} = {wanted}")
    for name, _, answer in SETTINGS:
        found = answer_of(raw, f"PRAGMA {name}")
        if found != answer and (name, found) != ("journal_mode", "memory"):
            raise RuntimeError(f"SQLite did not take {name}: {found!r}")


def answer_of(raw: Raw, question: str) -> Any:  # noqa: ANN401 - SQLite answers with any type
    """Return the one value a question is answered with."""
    return raw.execute(question).fetchone()[0]


def engine_over(raw: Raw) -> Engine:
    """Return the engine that SQLModel works with: this connection and no other.

    Parameters are hidden, so that no text of a client reaches an error message or a log.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: raw,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin explicitly: the driver's own habit begins only at the first change."""
    connection.exec_driver_sql("BEGIN")


def _address(path: Path, mode: Mode) -> str:
    """Return the URI of a file; a name is escaped, so that ``?`` and ``#`` stay a name."""
    if path == MEMORY:
        return "file::memory:"
    posix = path.absolute().as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode={mode}"
