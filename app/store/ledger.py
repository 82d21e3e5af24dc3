"""The permanent record of changes: who changed what, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import MetaData, select
from sqlmodel import Session, SQLModel

from app.domain.rows import now
from app.store.journal import Entry, Journal


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One row change as it stands in the ledger; `kind` is do, undo or redo."""

    seq: int
    at: datetime
    who: str
    label: str
    kind: str
    table: str
    row_id: str
    before: dict[str, Any]
    after: dict[str, Any]


def write(
    session: Session,
    metadata: MetaData,
    journal: Journal,
    entries: Iterable[Entry],
    *,
    who: str,
    label: str,
    kind: str,
) -> None:
    """Write entries into the ledger, inside the unit of work that made them."""
    at = now().isoformat()
    lines = []
    for entry in entries:
        before, after = journal.images(entry)
        if not before and not after:
            continue
        lines.append(
            {
                "at": at,
                "who": who,
                "label": label,
                "kind": kind,
                "table_name": entry.table,
                "row_id": entry.row_id,
                "before": json.dumps(before, ensure_ascii=False),
                "after": json.dumps(after, ensure_ascii=False),
            }
        )
    if lines:
        session.connection().execute(metadata.tables["ledger"].insert(), lines)


def entries(
    session: Session,
    *,
    table: str = "",
    row_id: str = "",
    limit: int = 500,
) -> tuple[LedgerEntry, ...]:
    """Return the newest lines of the ledger, newest first.

    Args:
        session: reads the file.
        table: only of this table.
        row_id: only of this row.
        limit: how many at most.
    """
    ledger = SQLModel.metadata.tables["ledger"]
    query = select(ledger).order_by(ledger.c.seq.desc()).limit(limit)
    if table:
        query = query.where(ledger.c.table_name == table)
    if row_id:
        query = query.where(ledger.c.row_id == row_id)
    return tuple(
        LedgerEntry(
            row.seq,
            datetime.fromisoformat(row.at),
            row.who,
            row.label,
            row.kind,
            row.table_name,
            row.row_id,
            json.loads(row.before),
            json.loads(row.after),
        )
        for row in session.connection().execute(query)
    )
