"""What the ledger holds, in the words of the screen: which field of what went from what to what."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlmodel import Session, SQLModel

from app.domain.calendar import said_short
from app.domain.rows import bare, row_classes
from app.host.language import tr
from app.store import ledger
from app.store.ledger import LedgerEntry
from app.verbs.sealing import sealed_rows

_OWN = {"id", "created_at", "updated_at", "updated_by", "sort"}
_NAMES = ("title", "name", "display_name", "statement", "label", "code", "text")
_SECRET = {"pin"}
_NOTHING = "–"
_WAYS = {"undo": "Took back: {what}", "redo": "Did again: {what}", "erase": "Erased: {what}"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing somebody did, as a line of the history.

    Attributes:
        id: its place in the ledger.
        when: day and time on this computer's clock.
        who: whose name stood in the settings then; empty where none did.
        what: the name of the step.
        entries: the rows it changed.
        is_sealed: whether it touched what nobody may see yet; then nobody's name stands here.
    """

    id: str
    when: str
    who: str
    what: str
    entries: tuple[LedgerEntry, ...]
    is_sealed: bool = False


def happenings(session: Session, limit: int) -> tuple[Happening, ...]:
    """Return what happened, newest first, from at most so many lines of the ledger.

    A step whose lines were cut off by the limit is left out, unless it is the only one.
    """
    found = ledger.entries(session, limit=limit)
    steps = [tuple(lines) for _, lines in groupby(found, key=lambda one: (one.step, one.way))]
    if len(found) == limit and len(steps) > 1:
        steps.pop()
    sealed = sealed_rows(session)
    return tuple(_happening(lines, sealed) for lines in steps)


def told(session: Session, entries: Iterable[LedgerEntry]) -> str:
    """Return every change in words: the record, its fields, before and after.

    Of what is sealed only the kind of change is told. Lines that only differ in what is hidden
    are one line.
    """
    sealed = sealed_rows(session)
    said = (
        _hidden(entry) if (entry.table, entry.row) in sealed else _record(session, entry)
        for entry in entries
    )
    return "\n\n".join(dict.fromkeys(said))


def _hidden(entry: LedgerEntry) -> str:
    """Return what may be said of a change under the seal: that there was one."""
    return f"{_head(entry)}\n   {tr('sealed until the reveal')}"


def _happening(lines: tuple[LedgerEntry, ...], sealed: frozenset[tuple[str, str]]) -> Happening:
    first = lines[0]
    hides = any((one.table, one.row) in sealed for one in lines)
    here = first.at.astimezone()
    what = tr(_WAYS.get(first.way, "{what}")).format(what=first.label)
    when = f"{said_short(here.date())} {here:%H:%M}"
    who = "" if hides else first.who
    return Happening(str(first.seq), when, who, what, lines, hides)


def _record(session: Session, entry: LedgerEntry) -> str:
    """Return what became of one row."""
    model = row_classes().get(entry.table)
    of = _name_in(entry.before) or _name_in(entry.after) or _name_of(session, model, entry.row)
    return "\n".join([_head(entry, of), *_fields(session, model, entry)])


def _head(entry: LedgerEntry, of: str = "") -> str:
    """Return which record was added, changed or removed."""
    kinds = {"insert": tr("added"), "update": tr("changed"), "delete": tr("removed")}
    name = entry.table.replace("_", " ").capitalize()
    return f"{name}{f' “{of}”' if of else ''}, {kinds.get(entry.kind, entry.kind)}"


def _fields(session: Session, model: type[SQLModel] | None, entry: LedgerEntry) -> Iterator[str]:
    """Yield the fields that changed; of a new or removed row those that hold something."""
    for name in {**entry.before, **entry.after}:
        if name in _OWN:
            continue
        before = _said(session, model, name, entry.before.get(name))
        after = _said(session, model, name, entry.after.get(name))
        title = _title(model, name)
        if entry.kind == "update":
            yield f"   {title}: {before} → {after}"
        elif (said := after if entry.kind == "insert" else before) != _NOTHING:
            yield f"   {title}: {said}"


def _title(model: type[SQLModel] | None, name: str) -> str:
    """Return what a field is called on the screen."""
    field = model.model_fields.get(name) if model else None
    plain = name.removesuffix("_id").replace("_", " ").capitalize()
    return tr(field.title) if field is not None and field.title else plain


def _said(session: Session, model: type[SQLModel] | None, name: str, value: object) -> str:
    """Return a value as people read it: the word of a choice, the name of what a link leads to."""
    if value is None or value == "":
        return _NOTHING
    if name in _SECRET:
        return tr("(not shown)")
    column = model.__table__.columns.get(name) if model else None  # type: ignore[attr-defined]  # a row class has a table
    if column is not None and column.foreign_keys:
        target = next(iter(column.foreign_keys)).column.table.name
        return _name_of(session, row_classes().get(target), str(value)) or tr("(removed since)")
    kind = _choice(model, name)
    if kind is not None:
        return _label(kind, value)
    if column is not None and column.type.python_type is bool:
        return tr("yes") if value else tr("no")
    if column is not None and column.type.python_type in (date, datetime):
        return said_short(datetime.fromisoformat(str(value)).date())
    return str(value)


def _choice(model: type[SQLModel] | None, name: str) -> type[enum.Enum] | None:
    """Return the closed choice a field takes its values from."""
    field = model.model_fields.get(name) if model else None
    kind = bare(field.annotation) if field else None
    return kind if isinstance(kind, type) and issubclass(kind, enum.Enum) else None


def _label(kind: type[enum.Enum], value: object) -> str:
    """Return the word of a choice; what an older version wrote stands as it is."""
    try:
        return tr(str(getattr(kind(value), "label", value)))
    except ValueError:
        return str(value)


def _name_in(columns: dict[str, Any]) -> str:
    """Return what a row calls itself."""
    return next((str(columns[name]) for name in _NAMES if columns.get(name)), "")


def _name_of(session: Session, model: type[SQLModel] | None, row_id: str) -> str:
    """Return the name of a row that is still there."""
    row = session.get(model, row_id) if model else None
    return _name_in({name: getattr(row, name, None) for name in _NAMES}) if row else ""
