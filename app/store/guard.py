"""Nothing unvalidated is stored: each row is judged by its Fields class before it is written.

A row class does not validate by itself; SQLModel takes anything. What is written past the
session, in plain SQL, is held by the CHECK constraints of the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, SQLModel

from app.domain.rows import Row, fields_of, now


def guard(session: Session, author: Callable[[], str]) -> None:
    """Make a session judge and sign every row before it is written.

    Raises:
        pydantic.ValidationError: at the flush, when a row does not fit its fields.
    """

    def before_flush(session: Session, _context: object, _instances: object) -> None:
        new = session.new
        for row in (*new, *session.dirty):
            if isinstance(row, Row) and (row in new or session.is_modified(row)):
                _judge(row)
                row.updated_at = now()
                row.updated_by = author()

    event.listen(session, "before_flush", before_flush)


def _judge(row: Row) -> None:
    """Refuse a row that does not fit, and keep its values as the fields clean them."""
    fields = fields_of(type(row))
    given = {name: getattr(row, name) for name in fields.model_fields}
    kept = fields.model_validate(given)
    for name, value in given.items():
        cleaned = getattr(kept, name)
        if _differs(value, cleaned):
            setattr(row, name, cleaned)


def _differs(value: Any, cleaned: Any) -> bool:  # noqa: ANN401 - any field's value
    """Say whether cleaning changed a value; a nested record is left as it was given."""
    return not isinstance(cleaned, SQLModel) and (type(value), value) != (type(cleaned), cleaned)
