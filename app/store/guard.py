"""Nothing unvalidated is stored: each row is judged by its Fields class before it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from app.domain.rows import Row, fields_of, now


def guard_rows(author: str) -> Callable[[Session, Any, Any], None]:
    """Return the listener that marks and judges every row about to be written."""

    def before_flush(session: Session, _context: object, _instances: object) -> None:
        at = now()
        for row in (*session.new, *session.dirty):
            if not isinstance(row, Row) or not session.is_modified(row):
                continue
            fields = fields_of(type(row))
            fields.model_validate({name: getattr(row, name) for name in fields.model_fields})
            row.updated_at = at
            row.updated_by = author

    return before_flush
