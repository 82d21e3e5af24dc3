"""Is a file whole? Everything that can be asked without changing it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData
from sqlmodel import Session, SQLModel

from app.host.language import ntr, tr
from app.store import schema, troubles
from app.store.connection import Raw, connect
from app.store.keys import Key
from app.store.opening import key_of


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found; empty parts are as they should be.

    Attributes:
        pages: pages whose checksum does not fit; then nothing else could be asked.
        structure: what SQLite says of tables and indexes.
        links: rows that point to a row that is not there, as table and count.
        tables: tables that are not as this version makes them.
        strangers: how many triggers and views somebody planted.
        version: the number of the file's schema.
        fingerprint: the SHA-256 of its shape.
    """

    pages: tuple[str, ...]
    structure: tuple[str, ...]
    links: tuple[tuple[str, int], ...]
    tables: tuple[str, ...]
    strangers: int
    version: int
    fingerprint: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not (self.pages or self.structure or self.links or self.tables or self.strangers)

    def sentences(self) -> tuple[str, ...]:
        """Return what was found as sentences for people; they name tables, never values."""
        said = []
        if self.pages or self.structure:
            count = len(self.pages) + len(self.structure)
            said.append(
                ntr("One part is damaged.", "{n} parts are damaged.", count).format(n=count)
            )
        for table, count in self.links:
            said.append(tr("{n} rows of “{table}” point to nothing.").format(n=count, table=table))
        said += [
            tr("The table “{table}” is not as it should be.").format(table=table)
            for table in self.tables
        ]
        if self.strangers:
            said.append(tr("The file holds instructions that this program never writes."))
        return tuple(said)


def check(path: Path, key: Key, *, metadata: MetaData = SQLModel.metadata) -> Findings:
    """Check a closed file without changing a byte of it.

    Raises:
        FileTrouble: when it cannot be opened at all.
    """
    with troubles.said_plainly(reading=True):
        raw = connect(path, key_of(path, key), "ro")
        try:
            return _findings(raw, metadata)
        finally:
            raw.close()


def examine(session: Session, *, metadata: MetaData = SQLModel.metadata) -> Findings:
    """Check the open file: ``file.read(integrity.examine)``."""
    raw: Raw = session.connection().connection.driver_connection  # type: ignore[assignment]  # ours
    return _findings(raw, metadata)


def counts(session: Session) -> dict[str, int]:
    """Return how many rows each table has."""
    connection = session.connection()
    names = connection.exec_driver_sql(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM main."{name}"').scalar_one())
        for name in sorted(names)
    }


def _findings(raw: Raw, metadata: MetaData) -> Findings:
    """Ask everything; of a file with damaged pages nothing else can be asked."""
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    pages = tuple(str(row[0]) for row in raw.execute("PRAGMA cipher_integrity_check").fetchall())
    if pages:
        return Findings(pages, (), (), (), 0, version, "")
    structure = [str(row[0]) for row in raw.execute("PRAGMA integrity_check").fetchall()]
    links: dict[str, int] = {}
    for table, *_ in raw.execute("PRAGMA foreign_key_check").fetchall():
        links[table] = links.get(table, 0) + 1
    there, wanted = schema.shape(raw), schema.fresh_shape(metadata)
    return Findings(
        pages=(),
        structure=tuple(line for line in structure if line != "ok"),
        links=tuple(sorted(links.items())),
        tables=tuple(sorted(n for n in {*there, *wanted} if there.get(n) != wanted.get(n))),
        strangers=schema.strangers(raw),
        version=version,
        fingerprint=schema.fingerprint(raw),
    )
