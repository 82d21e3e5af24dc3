"""The ledger: the permanent record of who changed what, when, from what to what.

It is written by the same drain as the undo steps, inside the same transaction, so that no change
can miss it. Undoing and redoing are changes like any other. Typing that is one step is one line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Row, Select, bindparam, select
from sqlmodel import Session

from app.domain.rows import now
from app.store.journal import Entry, Image, Journal, Kind, net, same
from app.store.schema import LEDGER

if TYPE_CHECKING:
    from sqlalchemy import Connection

Way = Literal["do", "undo", "redo", "erase"]
"""How a change came about."""

_HIDDEN = "…"  # stands where the name of a step told of somebody who was erased
_STAMPS = ("updated_at", "updated_by")  # said by `at` and `who` of the line itself


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One changed row of one step.

    Attributes:
        seq: the place in the ledger; time may go backwards, this does not.
        step: the name of the step, shared by all its rows and by its undoing.
        way: whether it was done, undone, redone or erased.
        at: when, in UTC.
        who: the author.
        label: what the user did.
        table: which table.
        row: which row.
        kind: what happened to the row.
        before: the columns before; of an update only those that changed.
        after: the columns after, likewise.
    """

    seq: int
    step: str
    way: Way
    at: datetime
    who: str
    label: str
    table: str
    row: str
    kind: Kind
    before: dict[str, Any]
    after: dict[str, Any]


def entries(
    session: Session,
    *,
    table: str | None = None,
    row: str | None = None,
    kind: Kind | None = None,
    since: datetime | None = None,
    limit: int | None = 500,
) -> tuple[LedgerEntry, ...]:
    """Return the newest lines of the ledger, newest first.

    Args:
        session: reads the file.
        table: only of this table.
        row: only of this row.
        kind: only what was added, changed or removed.
        since: only from this moment on.
        limit: how many at most; None for all.
    """
    query = select(LEDGER).order_by(LEDGER.c.seq.desc()).limit(limit)
    query = _where(query, {"table_name": table, "row_id": row, "kind": kind})
    if since is not None:
        query = query.where(LEDGER.c.at >= since.isoformat())
    return tuple(_line(found) for found in session.connection().execute(query))


def write(
    connection: Connection,
    journal: Journal,
    changed: Iterable[Entry],
    *,
    step: str,
    way: Way,
    who: str,
    label: str,
) -> None:
    """Write what became of each row, inside the unit of work that changed it."""
    at = now().isoformat()
    lines = [
        {
            "step": step,
            "way": way,
            "at": at,
            "who": who,
            "label": label,
            "table_name": entry.table,
            "row_id": entry.row,
            "kind": entry.kind,
            "before": "{}" if way == "erase" else _json(before),
            "after": "{}" if way == "erase" else _json(after),
        }
        for entry in net(changed)
        for before, after in [_columns(journal, entry)]
    ]
    if lines:
        connection.execute(LEDGER.insert(), lines)


def replace(connection: Connection, step: str) -> None:
    """Take out the lines of a step that goes on: they are written anew with what came to it."""
    connection.execute(LEDGER.delete().where(LEDGER.c.step == step, LEDGER.c.way == "do"))


def forget(connection: Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Empty what the ledger says of these rows; that something happened, and when, remains.

    Args:
        connection: the unit of work.
        rows: pairs of table and row id.
    """
    for table, row in set(rows):
        connection.execute(
            LEDGER.update()
            .where(LEDGER.c.table_name == table, LEDGER.c.row_id == row)
            .values(before="{}", after="{}")
        )


def take_out(
    connection: Connection,
    tells: Callable[[str], bool],
    spared: Collection[tuple[str, str]] = (),
) -> None:
    """Take every value out of the past that tells of somebody who is erased.

    The lines stay, with their other values: that something else was changed is still known.

    Args:
        connection: the unit of work.
        tells: whether a text tells of them.
        spared: table and row of what has to be kept as it is, whatever it tells.
    """
    changed = []
    for line in connection.execute(select(LEDGER)).all():
        before, after = json.loads(line.before), json.loads(line.after)
        told = {
            name
            for side in (before, after)
            for name, value in side.items()
            if isinstance(value, str) and tells(value)
        }
        names_them = tells(line.label)
        if (told or names_them) and (line.table_name, line.row_id) not in spared:
            changed.append(
                {
                    "at_seq": line.seq,
                    "label": _HIDDEN if names_them else line.label,
                    "before": _json({n: v for n, v in before.items() if n not in told}),
                    "after": _json({n: v for n, v in after.items() if n not in told}),
                }
            )
    if changed:
        update = LEDGER.update().where(LEDGER.c.seq == bindparam("at_seq"))
        connection.execute(update, changed)


def _where(query: Select[Any], wanted: dict[str, str | None]) -> Select[Any]:
    """Narrow a query to the values that are wanted."""
    for column, value in wanted.items():
        if value is not None:
            query = query.where(LEDGER.c[column] == value)
    return query


def _columns(journal: Journal, entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the columns of a change before and after; of an update those that changed."""
    names = journal.columns(entry.table)
    before, after = _named(names, entry.before), _named(names, entry.after)
    if entry.kind == "update":
        changed = [
            name for name in names if name not in _STAMPS and not same(before[name], after[name])
        ]
        return {name: before[name] for name in changed}, {name: after[name] for name in changed}
    return before, after


def _named(names: tuple[str, ...], image: Image | None) -> dict[str, Any]:
    """Return a row image as columns and values."""
    return dict(zip(names, image, strict=True)) if image is not None else {}


def _json(columns: dict[str, Any]) -> str:
    """Write columns as JSON; bytes as their hex digits."""
    return json.dumps(columns, ensure_ascii=False, default=lambda value: {"hex": value.hex()})


def _line(found: Row[Any]) -> LedgerEntry:
    """Return a row of the ledger as a value."""
    return LedgerEntry(
        seq=found.seq,
        step=found.step,
        way=found.way,
        at=datetime.fromisoformat(found.at),
        who=found.who,
        label=found.label,
        table=found.table_name,
        row=found.row_id,
        kind=found.kind,
        before=json.loads(found.before),
        after=json.loads(found.after),
    )
