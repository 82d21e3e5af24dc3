"""The store's own tables, the numbers that mark a file as ours, and the shape of a file.

The tables of the program are not named here: whoever opens a file says which they are.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text, select
from sqlmodel import Session

from app.domain.rows import now
from app.store.connection import MEMORY, Raw, answer_of, connect, engine_over, settle
from app.store.migrations import STEPS

APPLICATION_ID = 0x42474721
"""``BGG!``: says to anyone who has the key that this is an engagement file."""

VERSION = 1 + len(STEPS)
"""The number of the present schema; a file carries its own in ``user_version``."""

OWN = MetaData()
"""The store's own tables: outside the journal, in every file."""

META = Table(
    "meta", OWN, Column("key", Text, primary_key=True), Column("value", Text, nullable=False)
)
LEDGER = Table(
    "ledger",
    OWN,
    Column("seq", Integer, primary_key=True),
    Column("step", Text, nullable=False, index=True),
    Column("way", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    sqlite_autoincrement=True,
)
ATTACHMENT = Table(
    "attachment",
    OWN,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

_TABLES = (
    "SELECT name, sql FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "ORDER BY name"
)
Shape = dict[str, dict[str, Any]]


def make(raw: Raw, metadata: MetaData) -> None:
    """Make every table of a new file and mark it as ours, in one transaction."""
    with engine_over(raw).begin() as connection:
        metadata.create_all(connection)
        OWN.create_all(connection)
        notes = {"uuid": str(uuid4()), "created": now().isoformat(), "changes": "0"}
        rows = [{"key": key, "value": value} for key, value in notes.items()]
        connection.execute(META.insert(), rows)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def note(raw: Raw, key: str) -> str:
    """Return what the file notes about itself under a key; empty where it notes nothing."""
    found = raw.execute("SELECT value FROM main.meta WHERE key = ?", (key,)).fetchall()
    return str(found[0][0]) if found else ""


def set_note(raw: Raw, key: str, value: str) -> None:
    """Note something about the file in the file."""
    raw.execute("INSERT OR REPLACE INTO main.meta (key, value) VALUES (?, ?)", (key, value))


def own_name(session: Session) -> str:
    """Return the file's own name, which survives renaming and moving; empty for none."""
    found = session.connection().execute(select(META.c.value).where(META.c.key == "uuid"))
    return str(found.scalar() or "")


def lacks(raw: Raw, metadata: MetaData) -> list[str]:
    """Return the columns that this version needs and the file has not."""
    found = raw.execute(
        "SELECT m.name, c.name FROM main.sqlite_master m, pragma_table_info(m.name, 'main') c "
        "WHERE m.type = 'table'"
    ).fetchall()
    there = {(table, column) for table, column in found}
    needed = (
        (table.name, column.name)
        for tables in (metadata, OWN)
        for table in tables.sorted_tables
        for column in table.columns
    )
    return [f"{table}.{column}" for table, column in needed if (table, column) not in there]


def shape(raw: Raw) -> Shape:
    """Return what a file's tables are like, whichever way they came to be so.

    A table that was altered is written otherwise than one that was made at once, so the texts are
    taken apart: columns by name, keys, indexes and conditions.
    """
    return {name: _table_shape(raw, name, sql) for name, sql in raw.execute(_TABLES).fetchall()}


def fingerprint(raw: Raw) -> str:
    """Return the SHA-256 of a file's shape."""
    return hashlib.sha256(repr(sorted(shape(raw).items())).encode()).hexdigest()


def fresh_shape(metadata: MetaData) -> Shape:
    """Return what the tables of a new file are like."""
    raw = connect(MEMORY, "00" * 48)
    try:
        settle(raw)
        make(raw, metadata)
        return shape(raw)
    finally:
        raw.close()


def strangers(raw: Raw) -> int:
    """Return how many triggers and views lie in the file; ours has none of either."""
    return int(
        answer_of(raw, "SELECT count(*) FROM main.sqlite_master WHERE type IN ('trigger', 'view')")
    )


def _table_shape(raw: Raw, name: str, sql: str) -> dict[str, Any]:
    """Return what one table is like."""
    columns = raw.execute(
        'SELECT name, upper(type), "notnull", dflt_value, pk FROM pragma_table_info(?)', (name,)
    ).fetchall()
    links = raw.execute(
        'SELECT "from", "table", "to", on_update, on_delete FROM pragma_foreign_key_list(?)',
        (name,),
    ).fetchall()
    return {
        "columns": sorted(map(tuple, columns)),
        "links": sorted(map(tuple, links)),
        "indexes": _indexes(raw, name),
        "conditions": sorted(conditions(sql)),
    }


def _indexes(raw: Raw, table: str) -> list[tuple[Any, ...]]:
    """Return a table's indexes: whether unique, of what origin, over which columns."""
    found = []
    for name, unique, origin, partial in raw.execute(
        'SELECT name, "unique", origin, partial FROM pragma_index_list(?)', (table,)
    ).fetchall():
        columns = raw.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,))
        named = name if origin == "c" else ""
        found.append((named, unique, origin, partial, tuple(row[0] for row in columns.fetchall())))
    return sorted(found)


def conditions(sql: str) -> list[str]:
    """Return the CHECK conditions of a table's text, in plain spacing."""
    found = []
    for start in re.finditer(r"\bCHECK\s*\(", sql, re.IGNORECASE):
        depth, end, quoted = 1, start.end(), ""
        while depth and end < len(sql):
            letter = sql[end]
            if quoted:
                quoted = "" if letter == quoted else quoted
            elif letter in "'\"":
                quoted = letter
            else:
                depth += (letter == "(") - (letter == ")")
            end += 1
        found.append(" ".join(sql[start.end() : end - 1].split()))
    return found
