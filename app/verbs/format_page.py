"""The page that describes the JSON document, made from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, Table
from sqlmodel import SQLModel

from app.domain.rows import bare
from app.store import schema
from app.verbs.exchange import FORMAT, FORMAT_VERSION, fields_by_table, tables

_KINDS: dict[type, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "day",
    datetime: "moment",
    bytes: "bytes",
}

_HEAD = f"""# The JSON document

`json FILE OUT.json` writes a whole engagement as one document; `from-json IN.json OUT.bgreat` makes
an engagement of it, without loss: writing it again gives the same bytes. Nobody needs this program
to read it.

This page is made from the tables themselves; a test keeps it so.

## The whole

| Key | What stands there |
|---|---|
| `format` | `"{FORMAT}"` |
| `format_version` | {FORMAT_VERSION}: the rules of this page |
| `schema` | the number of the file's schema; a document is read by a program of the same schema |
| `tables` | an object with every table by its name; each is a list of rows, each row an object |

## The values

| Kind | How it is written |
|---|---|
| text | a JSON string, the characters as they are |
| whole number, number | a JSON number; no NaN, no infinity |
| true or false | `true` or `false` |
| day | `"2025-03-04"` |
| moment | `"2025-03-04T09:30:00+00:00"`, always with its zone |
| bytes | base64 |
| a word of a list | one of the words named with the key |
| → table | the `id` of a row of that table, which has to be in the document |

A key that may be empty is marked *or null*. Every key of a row is written, and none besides. Rows
stand in the order of their ids. `created_at`, `updated_at` and `updated_by` say when a row was made
and last changed, and by whom.

## What is refused

An unknown table or key, a missing key, a key that stands twice, a value of another kind, a value
the program would not accept in its window, values that do not fit each other, two rows of one id,
and a link to a row that is not there. The sentence names the place, as
`tables.person[3].display_name`, and nothing is written.

## The tables
"""


def page() -> str:
    """Return the page as Markdown."""
    return _HEAD + "".join(f"\n{section}" for section in map(_section, tables()))


def _section(table: Table) -> str:
    """Return what is said of one table."""
    lines = [f"### `{table.name}`", "", _sentence(table), "", "| Key | Kind |", "|---|---|"]
    return "\n".join([*lines, *_rows(table)]) + "\n"


def _sentence(table: Table) -> str:
    """Return what the rows of a table are."""
    if table is schema.LEDGER:
        return "Who changed what, when, from what to what. It only ever grows."
    if table is schema.ATTACHMENT:
        return "Pictures and other bytes, under their SHA-256."
    fields = fields_by_table().get(table.name)
    return ((fields.__doc__ if fields else "") or "").strip().splitlines()[0]


def _rows(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield f"| `{column.name}` | {_kind(table, column)}{' or null' * bool(column.nullable)} |"


def _kind(table: Table, column: Column[Any]) -> str:
    """Return what kind of value a column holds."""
    if column.foreign_keys:
        return f"→ `{next(iter(column.foreign_keys)).column.table.name}`"
    fields = fields_by_table().get(table.name)
    kind = getattr(column.type, "impl", column.type).python_type
    words = _words(fields, column.name) or _members(kind)
    return ", ".join(f"`{word}`" for word in words) if words else _KINDS[kind]


def _words(fields: type[SQLModel] | None, name: str) -> list[str]:
    """Return the words a field takes, where it is a closed choice."""
    info = fields.model_fields.get(name) if fields else None
    return _members(bare(info.annotation)) if info else []


def _members(kind: object) -> list[str]:
    """Return the words of a closed choice; nothing of anything else."""
    is_choice = isinstance(kind, type) and issubclass(kind, Enum)
    return [str(member.value) for member in kind] if is_choice else []  # type: ignore[attr-defined]  # a choice has members
