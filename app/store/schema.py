"""The store's own tables, the numbers that mark a file as ours, and how a file is made."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, String, Table

from app.store.migrations import STEPS

APPLICATION_ID = 0x42474721
"""``BGG!``: says to anyone who has the key that this is an engagement file."""

SCHEMA = 1 + len(STEPS)
"""The number of the present schema; a file carries its own in ``user_version``."""


def own_tables(metadata: MetaData) -> None:
    """Add the store's own tables to the metadata, once: meta, ledger and attachment."""
    if "meta" in metadata.tables:
        return
    Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String))
    Table(
        "ledger",
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("at", String, nullable=False),
        Column("who", String, nullable=False),
        Column("label", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("table_name", String, nullable=False, index=True),
        Column("row_id", String, nullable=False, index=True),
        Column("before", String, nullable=False),
        Column("after", String, nullable=False),
        info={"journal": False},
    )
    Table(
        "attachment",
        metadata,
        Column("sha256", String(64), primary_key=True),
        Column("media_type", String, nullable=False),
        Column("content", LargeBinary, nullable=False),
        info={"journal": False},
    )


def make(connection: Connection, metadata: MetaData) -> None:
    """Make every table of a new file and mark it as ours."""
    metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    connection.execute(metadata.tables["meta"].insert(), {"key": "uuid", "value": str(uuid4())})


def outline(connection: Connection) -> tuple[str, ...]:
    """Return the statements that make the file's schema, in a fixed order and spacing."""
    rows = connection.exec_driver_sql(
        "SELECT sql FROM main.sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
    )
    return tuple(" ".join(str(row[0]).split()) for row in rows)
