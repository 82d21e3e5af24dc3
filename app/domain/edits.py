"""Finding a row and changing one of its fields: the two things every stage does to rows."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from app.domain.errors import Refused
from app.domain.rows import Row, fields_of
from app.host.language import tr

R = TypeVar("R", bound=Row)


def the(session: Session, model: type[R], row_id: str) -> R:
    """Return the row of this id.

    Raises:
        Refused: when it is no longer in the file.
    """
    row = session.get(model, row_id)
    if row is None:
        raise Refused(tr("This record is no longer in the file."), remedy=tr("Choose another."))
    return row


def revise(session: Session, model: type[R], row_id: str, field: str, value: object) -> None:
    """Change one field of a row.

    Args:
        session: the unit of work.
        model: the row class.
        row_id: which row.
        field: a field of the row's Fields class.
        value: the new value, not yet validated.

    Raises:
        Refused: when the row is gone or frozen.
        pydantic.ValidationError: when the value does not fit; nothing is changed.
    """
    row = the(session, model, row_id)
    refuse_frozen(session, row)
    setattr(row, field, validated(row, field, value))
    session.add(row)


def refuse_frozen(session: Session, row: Row) -> None:
    """Raise the row's own refusal when it may not be changed any more."""
    refuse = getattr(row, "refuse_edit", None)
    if refuse is not None:
        refuse(session)


def validated(row: SQLModel, field: str, value: object) -> Any:  # noqa: ANN401 - any field's type
    """Return the value as the row's Fields class accepts it beside the row's other fields."""
    fields = fields_of(type(row))
    current = {name: getattr(row, name) for name in fields.model_fields}
    return getattr(fields.model_validate({**current, field: value}), field)


def made(model: type[R], given: dict[str, Any], **keys: Any) -> R:
    """Make a row from values a user gave, validated, and from keys of ours.

    Raises:
        pydantic.ValidationError: when a value does not fit.
    """
    fields = fields_of(model).model_validate(given)
    return model(**fields.model_dump(), **keys)
