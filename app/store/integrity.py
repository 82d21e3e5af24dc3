"""Is a file whole? Everything that can be asked without changing it."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session, SQLModel

from app.store import schema
from app.store.engagement_file import EngagementFile
from app.store.keys import Key


def findings(path: Path, key: Key) -> tuple[str, ...]:
    """Return what is wrong with a file, in plain words; nothing means that it is whole.

    Raises:
        FileTrouble: when the file cannot be opened at all.
    """
    found: list[str] = []
    file = EngagementFile.open(path, key)
    try:
        fresh = EngagementFile.in_memory()
        try:
            wanted = fresh.read(lambda session: schema.outline(session.connection()))
        finally:
            fresh.close()
        if file.read(lambda session: schema.outline(session.connection())) != wanted:
            found.append("schema: the tables are not those of this version")
        for question in ("integrity_check", "foreign_key_check"):
            rows = file.read(_asked, question)
            found += [f"{question}: {' '.join(map(str, row))}" for row in rows if row[0] != "ok"]
    finally:
        file.close()
    return tuple(found)


def counts(file: EngagementFile) -> dict[str, int]:
    """Return how many rows each table of an open file has."""
    return {name: file.read(_counted, name) for name in sorted(SQLModel.metadata.tables)}


def _asked(session: Session, question: str) -> list[tuple[object, ...]]:
    """Return the answer of one of SQLite's own checks."""
    answer = session.connection().exec_driver_sql(f"PRAGMA {question}")
    return [tuple(row) for row in answer]


def _counted(session: Session, name: str) -> int:
    """Return how many rows a table has."""
    count = session.connection().exec_driver_sql(f'SELECT count(*) FROM "{name}"')
    return int(count.scalar_one())
