"""The one connection to an engagement file: SQLCipher, and every setting read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

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
"""Name, wanted, and what SQLite answers when it is so. DELETE, not WAL: a copied file is whole."""

DatabaseError = sqlcipher.DatabaseError
"""What the driver raises for a file it cannot read or write."""


def connect(path: Path, key: str) -> Any:  # the driver ships no types
    """Connect to a file under a key of 96 hex digits and prove that it fits.

    Raises:
        DatabaseError: when the key does not fit or the file is none.
    """
    connection = sqlcipher.connect(
        str(path), timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def hold(connection: Any) -> None:
    """Set what the file needs, take it for ourselves, and read each setting back.

    Raises:
        DatabaseError: when somebody else holds the file, or it cannot be written.
    """
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    settle(connection)


def settle(connection: Any) -> None:
    """Set the settings and refuse to go on when one of them did not take."""
    for name, wanted, _ in SETTINGS:
        connection.execute(f"PRAGMA {name} = {wanted}")
    for name, _, answer in SETTINGS:
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found not in (answer, "memory"):
            raise RuntimeError(f"SQLite did not take {name}: {found!r}")


def engine_over(connection: Any) -> Engine:
    """Return the engine that SQLModel works with: this connection and no other.

    Parameters are hidden, so that no text of a client reaches an error message or a log.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Any) -> None:
    """Begin explicitly: the driver's own habit begins only at the first change."""
    connection.exec_driver_sql("BEGIN")
