"""Attachments: immutable bytes under their own SHA-256, outside the journal.

Rows refer to them by that name in any text column. A large picture is thus stored once, costs
the undo history nothing, and is swept at close when nothing names it any more.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import Session

from app.domain.errors import Refused
from app.domain.ids import AttachmentId
from app.domain.rows import now
from app.host.language import tr
from app.store.schema import ATTACHMENT, OWN

if TYPE_CHECKING:
    from app.store.connection import Raw

LARGEST = 25 * 1024 * 1024
"""In bytes."""

_ORPHANS = "SELECT sha256 FROM main.attachment"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Bytes with their kind."""

    media_type: str
    content: bytes


def put(session: Session, content: bytes, media_type: str) -> AttachmentId:
    """Keep bytes and return their name; the same bytes are kept once.

    Raises:
        Refused: when there are more than 25 MB of them, or none.
    """
    if not content:
        raise Refused(tr("This file is empty."), tr("Choose another one."))
    if len(content) > LARGEST:
        raise Refused(tr("This file is larger than 25 MB."), tr("Make it smaller and try again."))
    name = hashlib.sha256(content).hexdigest()
    connection = session.connection()
    known = connection.execute(select(ATTACHMENT.c.sha256).where(ATTACHMENT.c.sha256 == name))
    if known.first() is None:
        row = {"sha256": name, "media_type": media_type, "content": content}
        connection.execute(ATTACHMENT.insert(), {**row, "created_at": now().isoformat()})
    return AttachmentId(name)


def get(session: Session, sha256: str) -> Attachment | None:
    """Return what is kept under a name, or None."""
    query = select(ATTACHMENT).where(ATTACHMENT.c.sha256 == sha256)
    row = session.connection().execute(query).first()
    return None if row is None else Attachment(row.media_type, row.content)


def sweep(raw: Raw) -> int:
    """Remove the attachments that no text of any row names; return how many.

    Every column of every table is searched, and inside longer texts too: an issued document may
    name its picture in the middle of its snapshot. What the ledger says of the past keeps
    nothing alive. To be called when no step can be undone any more.
    """
    orphans = {name for (name,) in raw.execute(_ORPHANS).fetchall()}
    for table, column in _text_columns(raw) if orphans else ():
        for name in tuple(orphans):
            found = raw.execute(
                f'SELECT 1 FROM main."{table}" WHERE instr("{column}", ?) LIMIT 1', (name,)
            ).fetchall()
            orphans -= {name} if found else set()
    raw.executemany(
        "DELETE FROM main.attachment WHERE sha256 = ?", [(name,) for name in sorted(orphans)]
    )
    return len(orphans)


def _text_columns(raw: Raw) -> list[tuple[str, str]]:
    """Return the columns of the file's tables, but for the store's own."""
    found = raw.execute(
        "SELECT m.name, c.name FROM main.sqlite_master m, pragma_table_info(m.name, 'main') c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return [(table, column) for table, column in found if table not in OWN.tables]
