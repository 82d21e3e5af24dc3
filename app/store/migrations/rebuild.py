"""Rebuilding a table: the way SQLite changes what ALTER TABLE cannot.

Hand-rolled copies of this go wrong by losing rows, indexes or links, so there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.connection import Raw


def rebuild(raw: Raw, table: str, definition: str, columns: Mapping[str, str]) -> None:
    """Make a table anew under its own name and carry its rows over.

    To be called inside a migration: its transaction is open and foreign keys are off, so the
    links of other tables to this one stay as they are.

    Args:
        raw: the connection.
        table: which table.
        definition: the columns and constraints of the new table, as between the parentheses.
        columns: for each column that is filled, the SQL expression over the old row.

    Raises:
        RuntimeError: when a row was lost on the way.
    """
    indexes = raw.execute(
        "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL",
        (table,),
    ).fetchall()
    passing = f"rebuilt_{table}"
    names = ", ".join(f'"{name}"' for name in columns)
    raw.execute(f'CREATE TABLE "{passing}" ({definition})')
    raw.execute(
        f'INSERT INTO "{passing}" ({names}) SELECT {", ".join(columns.values())} FROM "{table}"'
    )
    if _count(raw, passing) != _count(raw, table):
        raise RuntimeError(f"Rebuilding {table} lost rows.")
    raw.execute(f'DROP TABLE "{table}"')
    raw.execute(f'ALTER TABLE "{passing}" RENAME TO "{table}"')
    for (index,) in indexes:
        raw.execute(index)


def _count(raw: Raw, table: str) -> int:
    """Return how many rows a table has."""
    return int(raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
