"""What every row has, and how one declaration of a field guards both the form and the file.

Fields validate, rows store: a `…Fields` class holds what a user may type and is validated by
pydantic; the row class beside it adds keys and lives in the file. The limits of the fields are
turned into CHECK constraints, so that nothing that writes past the fields can break them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, Self, Union, get_args, get_origin

import annotated_types
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from sqlalchemy import CheckConstraint
from sqlmodel import AutoString, Field, SQLModel

from app.domain.ids import new_id


class Words(StrEnum):
    """A closed choice whose every value carries the word a person reads.

    Written as ``internal = "internal", N_("Internal")``. A member's name is its value, which is
    what the file keeps.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member of a stored value and a word for people."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("_", " ").capitalize()
        return member


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def link(
    target: str,
    *,
    title: str = "",
    description: str = "",
    optional: bool = False,
    ondelete: Literal["CASCADE", "SET NULL", "RESTRICT"] = "RESTRICT",
) -> Any:  # noqa: ANN401 - stands where a field of any id type is declared
    """Declare a field that names another row.

    Args:
        target: the table and column pointed at, such as ``person.id``.
        title: what the field is called on screen.
        description: the help under it.
        optional: whether it may name nobody.
        ondelete: what becomes of this row when the other one goes.
    """
    return Field(
        default=None if optional else PydanticUndefined,
        foreign_key=target,
        ondelete=ondelete,
        index=True,
        sa_type=AutoString,
        title=title or None,
        description=description or None,
    )


class Row(SQLModel):
    """The key and the history marks that every row carries.

    The store fills in `updated_at` and `updated_by` whenever a row is written.
    """

    id: str = Field(default_factory=new_id, primary_key=True, max_length=36)
    created_at: datetime = Field(default_factory=now)
    updated_at: datetime = Field(default_factory=now)
    updated_by: str = Field(default="", max_length=200)


def fields_of(model: type[SQLModel]) -> type[SQLModel]:
    """Return the validated Fields class that a row class is built on.

    Raises:
        TypeError: when the row class has none, which is a mistake in the declaration.
    """
    for ancestor in model.__mro__:
        if ancestor.__name__ == f"{model.__name__}Fields" and issubclass(ancestor, SQLModel):
            return ancestor
    raise TypeError(f"{model.__name__} is built on no {model.__name__}Fields.")


def row_classes() -> dict[str, type[SQLModel]]:
    """Return the row class of each table that was declared so far."""
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001 - the one list of row classes
    return {str(mapper.local_table): mapper.class_ for mapper in mappers}


def checks_of(fields: type[SQLModel], *more: str) -> tuple[CheckConstraint, ...]:
    """Turn the limits of a Fields class into CHECK constraints of its table.

    Args:
        fields: the validated class; its `ge/gt/le/lt`, text lengths, ticks and choices count.
        more: further conditions in SQL, for rules that span several columns.
    """
    prefix = fields.__name__.removesuffix("Fields").lower()
    found = [
        CheckConstraint(condition, name=f"{prefix}_{name}_{number}")
        for name, info in fields.model_fields.items()
        for number, condition in enumerate(_conditions(name, info))
    ]
    spanning = [CheckConstraint(text, name=f"{prefix}_rule_{i}") for i, text in enumerate(more)]
    return (*found, *spanning)


def _conditions(name: str, info: FieldInfo) -> Iterator[str]:
    """Yield the SQL conditions of one field; NULL passes, NOT NULL is the column's business."""
    column = f'"{name}"'
    kind = bare(info.annotation)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        yield f"{column} IN ({', '.join(repr(str(member)) for member in kind)})"
    if kind is bool:
        yield f"{column} IN (0, 1)"
    for limit in limits(info):
        if condition := _limit_condition(column, limit, is_text=kind is str):
            yield condition


def _limit_condition(column: str, limit: object, *, is_text: bool) -> str:
    """Return the SQL condition of one limit; empty for a limit the file need not know."""
    match limit:
        case annotated_types.Ge(ge=bound):
            return f"{column} >= {bound}"
        case annotated_types.Gt(gt=bound):
            return f"{column} > {bound}"
        case annotated_types.Le(le=bound):
            return f"{column} <= {bound}"
        case annotated_types.Lt(lt=bound):
            return f"{column} < {bound}"
        case annotated_types.MinLen(min_length=bound) if is_text:
            return f"length({column}) >= {bound}"
        case annotated_types.MaxLen(max_length=bound) if is_text:
            return f"length({column}) <= {bound}"
    return ""


def bare(annotation: Any) -> Any:  # noqa: ANN401 - an annotation is any object at all
    """Return what an annotation means without its `None`: ``date | None`` means a date."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
        return bare(kinds[0]) if len(kinds) == 1 else annotation
    if hasattr(annotation, "__metadata__"):
        return bare(annotation.__origin__)
    return getattr(annotation, "__supertype__", annotation)


def limits(info: FieldInfo) -> Iterator[object]:
    """Yield the limits of a field one by one, wherever its declaration keeps them."""
    for item in _marks(info):
        if isinstance(item, annotated_types.GroupedMetadata):
            yield from item
        else:
            yield item


def _marks(info: FieldInfo) -> Iterator[object]:
    """Yield the metadata of a field and of the annotation inside an optional one."""
    yield from info.metadata
    for part in (info.annotation, *get_args(info.annotation)):
        yield from getattr(part, "__metadata__", ())
