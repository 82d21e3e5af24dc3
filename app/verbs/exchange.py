"""The whole engagement as one JSON document: open data, nothing left behind, nothing guessed.

The document names its format and schema and holds every table of the file, row by row, under
the names of the columns. Days and moments are ISO 8601 (moments in UTC with their zone), bytes
are base64. Rows stand in the order of their keys, so that equal engagements give equal texts.

Reading is strict: an unknown table or key, a missing key, a value of the wrong type, a value a
field refuses and a reference to a row that is not there are each refused with their place.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Column, RowMapping, Table, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from app.domain.errors import FileTrouble
from app.domain.rows import fields_of, row_classes
from app.host.language import tr
from app.store import schema

FORMAT = "becoming-great-engagement"
FORMAT_VERSION = 1

Json = dict[str, Any]
RowValues = dict[str, object]


class BadDocument(FileTrouble):
    """The JSON document does not hold an engagement as we know it."""


def document_of(
    session: Session, *, version: int, sealed: frozenset[tuple[str, str]] = frozenset()
) -> Json:
    """Return the whole engagement as values that JSON can hold.

    Args:
        session: reads the file.
        version: the number of the file's schema.
        sealed: table and id of rows of whose past the document says no value.
    """
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema": version,
        "tables": {
            table.name: [_row_out(row, sealed) for row in _rows(session, table)]
            for table in tables()
        },
    }


def text_of(document: Json) -> str:
    """Return the document as text: indented, keys in their order, characters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_text(text: str) -> Json:
    """Read the text of a document and check that it is one of ours.

    Raises:
        BadDocument: when it is no JSON, not our format or made by a newer version.
    """
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as trouble:
        raise BadDocument(tr("This is not a JSON document.")) from trouble
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadDocument(
            tr("This JSON document does not hold an engagement."),
            remedy=tr("Choose a document that was written by the verb “json”."),
        )
    if document.get("format_version") != FORMAT_VERSION:
        raise BadDocument(
            tr("This JSON document was written by another version of the program."),
            remedy=tr("Open it with the version that wrote it, or a newer one."),
        )
    return document


def fill(session: Session, document: Json, *, version: int) -> int:
    """Write a document's rows into an empty file and return how many there were.

    Args:
        session: a unit of work on a file without rows.
        document: what `read_text` returned.
        version: the number of the file's schema; the document's has to be the same.

    Raises:
        BadDocument: with the place of the first thing that does not fit. Nothing is kept.
    """
    if document.get("schema") != version:
        raise BadDocument(
            tr("The document's schema is {found}; this program reads {ours}.").format(
                found=document.get("schema"), ours=version
            )
        )
    rows = _checked(document)
    _check_references(rows)
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table in tables():
        for n, row in enumerate(rows[table.name]):
            try:
                connection.execute(insert(table), row)
            except IntegrityError as trouble:
                place = f"tables.{table.name}[{n}]"
                raise _misfit(place, tr("its values do not fit each other")) from trouble
    return sum(len(found) for found in rows.values())


def _once(pairs: list[tuple[str, Any]]) -> Json:
    """Refuse an object in which a key stands twice: one of the two would be lost."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def tables() -> list[Table]:
    """Return every table of the file, parents before children; the ledger and attachments last."""
    return [*SQLModel.metadata.sorted_tables, schema.LEDGER, schema.ATTACHMENT]


def _rows(session: Session, table: Table) -> Iterator[RowMapping]:
    """Yield the rows of a table in the order of their keys."""
    for row in session.connection().execute(select(table).order_by(*table.primary_key.columns)):
        yield row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it


def _row_out(row: RowMapping, sealed: frozenset[tuple[str, str]]) -> Json:
    """Return a row as JSON values."""
    found = {str(name): _value_out(value) for name, value in row.items()}
    if (found.get("table_name"), found.get("row_id")) in sealed:
        found |= {"before": "{}", "after": "{}"}
    return found


def _value_out(value: object) -> object:
    """Return one value as JSON can hold it."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value) if isinstance(value, str) else value


def _checked(document: Json) -> dict[str, list[RowValues]]:
    """Return the rows of each table as the file keeps them, every one of them checked."""
    given = document.get("tables")
    if not isinstance(given, dict):
        raise _misfit("tables", tr("the tables are missing"))
    known = {table.name: table for table in tables()}
    for name in given:
        if name not in known:
            raise _misfit(f"tables.{name}", tr("this table is not known"))
    return {name: _checked_rows(table, given.get(name, [])) for name, table in known.items()}


def _checked_rows(table: Table, given: object) -> list[RowValues]:
    """Return the rows of one table, checked."""
    place = f"tables.{table.name}"
    if not isinstance(given, list):
        raise _misfit(place, tr("a list of rows is expected"))
    fields = fields_by_table().get(table.name)
    rows = [_checked_row(table, row, f"{place}[{n}]") for n, row in enumerate(given)]
    if fields is not None:
        for n, row in enumerate(rows):
            _check_fields(fields, row, f"{place}[{n}]")
    return rows


def _checked_row(table: Table, given: object, place: str) -> RowValues:
    """Return one row as the file keeps it; every column named once, none besides."""
    if not isinstance(given, dict):
        raise _misfit(place, tr("a row is expected"))
    for key in given:
        if key not in table.columns:
            raise _misfit(f"{place}.{key}", tr("this key is not known"))
    row: RowValues = {}
    for column in table.columns:
        if column.name not in given:
            raise _misfit(f"{place}.{column.name}", tr("this key is missing"))
        row[column.name] = _value_in(column, given[column.name], f"{place}.{column.name}")
    return row


def _value_in(column: Column[Any], value: object, place: str) -> object:
    """Return one value as its column keeps it."""
    if value is None:
        if not column.nullable:
            raise _misfit(place, tr("a value is needed"))
        return None
    kind = getattr(column.type, "impl", column.type).python_type
    reader = _READERS.get(kind, _READERS[str])
    try:
        return reader(value)
    except (TypeError, ValueError, binascii.Error) as trouble:
        raise _misfit(place, tr("a value of another kind is expected")) from trouble


def _check_fields(fields: type[SQLModel], row: RowValues, place: str) -> None:
    """Refuse a row whose values its Fields class would not accept from a user."""
    try:
        fields.model_validate({name: row[name] for name in fields.model_fields})
    except ValidationError as trouble:
        first = trouble.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _misfit(f"{place}.{where}", first["msg"]) from trouble


def _check_references(rows: Mapping[str, list[RowValues]]) -> None:
    """Refuse a key that stands twice and a reference to a row that is not in the document."""
    keys = {table.name: _keys(table, rows[table.name]) for table in tables()}
    for table in tables():
        for link in table.foreign_keys:
            known = keys[link.column.table.name]
            for n, row in enumerate(rows[table.name]):
                value = row[link.parent.name]
                if value is not None and value not in known:
                    place = f"tables.{table.name}[{n}].{link.parent.name}"
                    raise _misfit(place, tr("it names a row that is not in the document"))


def _keys(table: Table, rows: list[RowValues]) -> set[object]:
    """Return the keys of a table's rows; none may stand twice."""
    columns = [column.name for column in table.primary_key.columns]
    seen: set[object] = set()
    for n, row in enumerate(rows):
        key = row[columns[0]] if len(columns) == 1 else tuple(row[name] for name in columns)
        if key in seen:
            raise _misfit(f"tables.{table.name}[{n}]", tr("a row with this key came before"))
        seen.add(key)
    return seen


def fields_by_table() -> dict[str, type[SQLModel]]:
    """Return the Fields class of each table that has one."""
    found: dict[str, type[SQLModel]] = {}
    for table, kind in row_classes().items():
        try:
            found[table] = fields_of(kind)
        except TypeError:
            continue
    return found


def _misfit(place: str, what: str) -> BadDocument:
    """Say what does not fit, and where."""
    return BadDocument(
        tr("At {place}: {what}.").format(place=place, what=what),
        remedy=tr("Mend the document there. Nothing was written."),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a character, as "\\ud800", has no place in any file
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not math.isfinite(value):
        raise ValueError
    return float(value)


def _tick(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _day(value: object) -> date:
    return date.fromisoformat(_text(value))


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _bytes(value: object) -> bytes:
    return base64.b64decode(_text(value), validate=True)


_READERS: Mapping[type, Callable[[object], object]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _tick,
    date: _day,
    datetime: _moment,
    bytes: _bytes,
}
