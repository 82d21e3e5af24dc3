"""What the actions of the foundation share: order, and the refusal to take away what is cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, Table, select
from sqlmodel import Session, SQLModel

from app.domain.errors import Refused
from app.domain.rows import Row
from app.stages.foundation.rules import moved

R = TypeVar("R", bound=Row)


def kept(session: Session, row: R) -> R:
    """Write a new row at once, so that what is added next may point at it."""
    session.add(row)
    session.flush()
    return row


def next_sort(rows: Sequence[Row]) -> int:
    """Return the place after the last of the rows."""
    return max((getattr(row, "sort", 0) for row in rows), default=-1) + 1


def move(session: Session, rows: Sequence[R], row_id: str, places: int) -> tuple[R, ...]:
    """Move one row among its like, down by some places or up where it is negative."""
    by_id = {row.id: row for row in rows}
    order = tuple(by_id[key] for key in moved(tuple(by_id), row_id, places))
    for place, row in enumerate(order):
        if getattr(row, "sort", None) != place:
            row.sort = place
            session.add(row)
    session.flush()
    return order


def remove_unless_cited(
    session: Session, row: Row, refusal: Refused, *, parts: Sequence[type[Row]] = ()
) -> None:
    """Delete a row, unless other rows rest on it.

    Args:
        session: the unit of work.
        row: what is to go.
        refusal: raised when something rests on the row or on one of its parts.
        parts: the kinds of rows that are parts of it and go with it.
    """
    session.flush()
    names = frozenset(str(part.__tablename__) for part in parts)
    if _cited(session, SQLModel.metadata.tables[str(row.__tablename__)], row.id, names):
        raise refusal
    session.delete(row)
    session.flush()


def _cited(session: Session, table: Table, key: str, parts: frozenset[str]) -> bool:
    """Say whether a row that is no part, and would not merely forget it, points at this one."""
    for column, rule in _pointers(table):
        if rule == "SET NULL":
            continue
        owner = column.table
        found = session.execute(select(owner.c.id).where(column == key)).scalars().all()
        if owner.name not in parts and found:
            return True
        if any(_cited(session, owner, part, parts) for part in found):
            return True
    return False


def _pointers(table: Table) -> Iterator[tuple[Column[Any], str]]:
    """Yield each column of the file that points at a table, with what becomes of its row."""
    for other in SQLModel.metadata.tables.values():
        for column in other.columns:
            for foreign in column.foreign_keys:
                if foreign.column.table is table:
                    yield column, foreign.ondelete or "RESTRICT"
