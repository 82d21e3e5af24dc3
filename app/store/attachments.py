"""Attachments: logos, résumés, issued pages. Kept once, under the SHA-256 of their bytes.

They stand outside the journal: a row never changes, only references to it come and go, and what
nothing refers to is swept when the file is closed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, String, select
from sqlmodel import Session, SQLModel

from app.domain.errors import Refused
from app.host.language import tr

LARGEST = 25 * 1024 * 1024
"""In bytes."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Bytes with their kind."""

    media_type: str
    content: bytes


def put(session: Session, content: bytes, media_type: str) -> str:
    """Keep bytes and return their SHA-256 in hex.

    Raises:
        Refused: when they are more than 25 MB.
    """
    if len(content) > LARGEST:
        raise Refused(
            tr("This file is larger than 25 MB."), remedy=tr("Make it smaller and try again.")
        )
    table = SQLModel.metadata.tables["attachment"]
    sha256 = hashlib.sha256(content).hexdigest()
    known = session.connection().execute(select(table.c.sha256).where(table.c.sha256 == sha256))
    if known.first() is None:
        session.connection().execute(
            table.insert(), {"sha256": sha256, "media_type": media_type, "content": content}
        )
    return sha256


def get(session: Session, sha256: str) -> Attachment | None:
    """Return what is kept under a SHA-256, or None."""
    if not sha256:
        return None
    table = SQLModel.metadata.tables["attachment"]
    row = session.connection().execute(select(table).where(table.c.sha256 == sha256)).first()
    return None if row is None else Attachment(row.media_type, row.content)


def sweep(connection: Connection, metadata: MetaData) -> int:
    """Remove attachments that no text column of any table names; return how many."""
    table = metadata.tables["attachment"]
    kept = {row.sha256 for row in connection.execute(select(table.c.sha256))}
    if not kept:
        return 0
    for other in metadata.sorted_tables:
        for column in other.columns if other.info.get("journal", True) else ():
            if isinstance(column.type, String) or "logo" in column.name or "sha" in column.name:
                named = connection.execute(select(column).where(column.in_(kept)))
                kept -= {row[0] for row in named}
    if kept:
        connection.execute(table.delete().where(table.c.sha256.in_(kept)))
    return len(kept)
