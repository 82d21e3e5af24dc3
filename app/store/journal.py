"""The journal: triggers that record every row change, both directions, inside the transaction.

The triggers and the journal are TEMP: they live in the connection and never in the file. They
are made from the table metadata at each opening, so that no table can be forgotten and no
migration needs a thought. A row image holds SQLite's own values, not their texts, so that bytes,
floats and every text come back as they were. A row is known by its primary key, never by its
place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, MetaData, Table

Kind = Literal["insert", "update", "delete"]
Image = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row change: the whole row before and after, in the table's order of columns.

    Attributes:
        table: which table.
        row: the row's key as a text.
        before: None where the row was not there.
        after: None where the row is gone.
    """

    table: str
    row: str
    before: Image | None
    after: Image | None

    @property
    def kind(self) -> Kind:
        """What happened to the row."""
        if self.before is None:
            return "insert"
        return "delete" if self.after is None else "update"


class Journal:
    """Records the row changes of one connection and replays them in either direction."""

    def __init__(self, metadata: MetaData) -> None:
        self._columns = {
            table.name: tuple(column.name for column in table.columns)
            for table in metadata.sorted_tables
        }
        self._keys = {table.name: _key_places(table) for table in metadata.sorted_tables}
        self._width = max((len(columns) for columns in self._columns.values()), default=0)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the recorded tables."""
        return tuple(self._columns)

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns, in the order of its row images."""
        return self._columns[table]

    def install(self, connection: Connection) -> None:
        """Make the journal and its triggers."""
        places = ", ".join([*self._places("old"), *self._places("new")])
        connection.exec_driver_sql(
            f"CREATE TEMP TABLE journal (seq INTEGER PRIMARY KEY, tbl, had, has, {places})"
        )
        for table in self._columns:
            for kind in ("insert", "update", "delete"):
                connection.exec_driver_sql(self._trigger(table, kind))

    def drain(self, connection: Connection) -> list[Entry]:
        """Take what was recorded since the last time, oldest first."""
        found = connection.exec_driver_sql("SELECT * FROM temp.journal ORDER BY seq").all()
        if found:
            connection.exec_driver_sql("DELETE FROM temp.journal")
        return joined(self._entry(row) for row in found)

    def take_back(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Undo the entries, the newest first."""
        for entry in reversed(entries):
            self._turn(connection, entry.table, there=entry.after, wanted=entry.before)

    def play(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Do the entries again, the oldest first."""
        for entry in entries:
            self._turn(connection, entry.table, there=entry.before, wanted=entry.after)

    def _trigger(self, table: str, kind: Kind) -> str:
        """Return the statement that makes the trigger for one kind of change of one table."""
        columns = self._columns[table]
        images = {"old": kind != "insert", "new": kind != "delete"}
        names, values = (
            ["tbl", "had", "has"],
            [_text(table), *(str(int(n)) for n in images.values())],
        )
        for image, is_there in images.items():
            if is_there:
                names += self._places(image)[: len(columns)]
                values += [f"{image}.{_name(column)}" for column in columns]
        return (
            f"CREATE TEMP TRIGGER {_name(f'journal_{table}_{kind}')} "
            f"AFTER {kind.upper()} ON main.{_name(table)} BEGIN "
            f"INSERT INTO journal ({', '.join(names)}) VALUES ({', '.join(values)}); END"
        )

    def _places(self, image: str) -> list[str]:
        """Return the journal's columns for an image; they have no type, so values stay as is."""
        return [f"{image}{number}" for number in range(self._width)]

    def _entry(self, found: Sequence[Any]) -> Entry:
        """Make an entry of a row of the journal."""
        _, table, had, has, *values = found
        width = len(self._columns[table])
        before = tuple(values[:width]) if had else None
        after = tuple(values[self._width : self._width + width]) if has else None
        keys = {"|".join(map(str, self._key(table, image))) for image in (before, after) if image}
        if len(keys) != 1:
            raise RuntimeError(f"A row of {table} changed its key. A row keeps its key for ever.")
        return Entry(table, keys.pop(), before, after)

    def _key(self, table: str, image: Image) -> list[Any]:
        """Return the key of a row image."""
        return [image[place] for place in self._keys[table]]

    def _turn(
        self, connection: Connection, table: str, *, there: Image | None, wanted: Image | None
    ) -> None:
        """Turn the row image that is there into the one wanted."""
        columns = [_name(column) for column in self._columns[table]]
        where = " AND ".join(f"{columns[place]} IS ?" for place in self._keys[table])
        values: list[Any] = list(wanted or ())
        if there is None:
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {_name(table)} ({', '.join(columns)}) VALUES ({marks})"
        elif wanted is None:
            statement = f"DELETE FROM {_name(table)} WHERE {where}"
        else:
            sets = ", ".join(f"{column} = ?" for column in columns)
            statement = f"UPDATE {_name(table)} SET {sets} WHERE {where}"
        if there is not None:
            values += self._key(table, there)
        changed = connection.exec_driver_sql(statement, tuple(values)).rowcount
        if changed != 1:
            raise RuntimeError(f"The history does not fit the file: {table}, {changed} rows.")


def joined(entries: Iterable[Entry]) -> list[Entry]:
    """Join changes of one row that follow each other directly, so that typing takes no room.

    Only neighbors are joined: between them nothing else happened, so the states in between,
    which a UNIQUE may have needed, are kept.
    """
    kept: list[Entry] = []
    for entry in entries:
        last = kept[-1] if kept else None
        if last and last.kind == entry.kind == "update" and _is_one_row(last, entry):
            kept[-1] = Entry(entry.table, entry.row, last.before, entry.after)
        else:
            kept.append(entry)
    return kept


def net(entries: Iterable[Entry]) -> list[Entry]:
    """Return what became of each row in the end; what came to nothing is left out."""
    rows: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = rows.get((entry.table, entry.row), entry)
        rows[entry.table, entry.row] = Entry(entry.table, entry.row, first.before, entry.after)
    return [entry for entry in rows.values() if not same(entry.before, entry.after)]


def same(one: object, other: object) -> bool:
    """Say whether two values or images are the same to SQLite, where 1 and 1.0 are two."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def _is_one_row(one: Entry, other: Entry) -> bool:
    """Say whether two changes are of the same row."""
    return (one.table, one.row) == (other.table, other.row)


def _key_places(table: Table) -> tuple[int, ...]:
    """Return where in a row image the primary key stands.

    Raises:
        TypeError: when the table has none; its rows could not be found again.
    """
    names = [column.name for column in table.columns]
    places = tuple(names.index(column.name) for column in table.primary_key.columns)
    if not places:
        raise TypeError(f"The table {table.name} has no primary key.")
    return places


def _name(name: str) -> str:
    """Write a name of ours for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    """Write a text of ours for SQL."""
    return "'" + text.replace("'", "''") + "'"
