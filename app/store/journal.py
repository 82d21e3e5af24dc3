"""The journal: triggers that record every row change, both directions.

The triggers and the journal are TEMP: they live in the connection and never in the file. They
are made from the table metadata at each opening, so that no table can be forgotten. A value is
recorded as SQLite's own literal (`quote`), which is lossless for numbers, bytes and every text
the fields let in; a row is known by its `id`, never by its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, MetaData, Table

Operation = Literal["insert", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row change: literals of all columns before and after, in the table's order."""

    table: str
    operation: Operation
    row_id: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Journal:
    """Records row changes of one connection and plays them in either direction."""

    def __init__(self, metadata: MetaData) -> None:
        self._columns = {
            table.name: tuple(column.name for column in table.columns)
            for table in metadata.sorted_tables
            if is_journalled(table)
        }

    def install(self, connection: Connection) -> None:
        """Make the journal and its triggers."""
        run = connection.exec_driver_sql
        run(
            "CREATE TEMP TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, tbl TEXT NOT NULL, "
            "op TEXT NOT NULL, id TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL)"
        )
        for table, columns in self._columns.items():
            old, new = _image("old", columns), _image("new", columns)
            for operation, row, before, after in (
                ("insert", "new", "'[]'", new),
                ("update", "new", old, new),
                ("delete", "old", old, "'[]'"),
            ):
                run(
                    f'CREATE TEMP TRIGGER IF NOT EXISTS "journal_{table}_{operation}" '
                    f'AFTER {operation.upper()} ON main."{table}" BEGIN '
                    "INSERT INTO journal(tbl, op, id, before, after) "
                    f"VALUES ('{table}', '{operation}', {row}.\"id\", {before}, {after}); END"
                )

    def drain(self, connection: Connection) -> tuple[Entry, ...]:
        """Take what was recorded since the last time, oldest first."""
        found = connection.exec_driver_sql(
            "SELECT tbl, op, id, before, after FROM temp.journal ORDER BY seq"
        ).all()
        if found:
            connection.exec_driver_sql("DELETE FROM temp.journal")
        return tuple(
            Entry(table, operation, row_id, _read(before), _read(after))
            for table, operation, row_id, before, after in found
        )

    def take_back(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Undo the entries, the newest first."""
        for entry in reversed(entries):
            self._make(connection, entry.table, entry.after, entry.before)

    def play(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Do the entries again, the oldest first."""
        for entry in entries:
            self._make(connection, entry.table, entry.before, entry.after)

    def _make(
        self, connection: Connection, table: str, there: Sequence[str], wanted: Sequence[str]
    ) -> None:
        """Turn the row image that is there into the one wanted; either may be empty."""
        columns = self._columns[table]
        place = columns.index("id")
        if not wanted:
            statement = f'DELETE FROM "{table}" WHERE "id" = {there[place]}'
        elif not there:
            names = ", ".join(f'"{name}"' for name in columns)
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(wanted)})'
        else:
            sets = ", ".join(f'"{n}" = {v}' for n, v in zip(columns, wanted, strict=True))
            statement = f'UPDATE "{table}" SET {sets} WHERE "id" = {there[place]}'
        connection.exec_driver_sql(statement.replace("%", "%%"))

    def images(self, entry: Entry) -> tuple[dict[str, object], dict[str, object]]:
        """Return what an entry says as values: before and after.

        Of an update only the columns that changed are named, without the marks of time.
        """
        columns = self._columns[entry.table]
        before = dict(zip(columns, map(value_of, entry.before), strict=False))
        after = dict(zip(columns, map(value_of, entry.after), strict=False))
        if entry.operation == "update":
            changed = [n for n in columns if before[n] != after[n] and not n.startswith("updated_")]
            return {n: before[n] for n in changed}, {n: after[n] for n in changed}
        return before, after


def is_journalled(table: Table) -> bool:
    """Say whether a table's changes are steps: those with an `id`, unless they say otherwise."""
    return "id" in table.columns and table.info.get("journal", True) is True


def rows_of(entries: Iterable[Entry]) -> Mapping[str, frozenset[str]]:
    """Return which rows of which tables the entries touched."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        found.setdefault(entry.table, set()).add(entry.row_id)
    return {table: frozenset(rows) for table, rows in found.items()}


def value_of(literal: str) -> object:
    """Return the value behind one of SQLite's literals; bytes come back as hex digits."""
    if literal == "NULL":
        return None
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    if literal.startswith("X'"):
        return literal[2:-1]
    return int(literal) if re.fullmatch(r"-?\d+", literal) else float(literal)


def _image(row: str, columns: Iterable[str]) -> str:
    """Return the SQL that writes a row as a JSON list of literals."""
    return "json_array(" + ", ".join(f'quote({row}."{name}")' for name in columns) + ")"


def _read(image: str) -> tuple[str, ...]:
    """Return the literals of a row image."""
    return tuple(json.loads(image))
