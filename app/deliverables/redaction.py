"""What an audience may see: texts are emptied and small groups hidden before composing.

A composer never decides this. It receives a view from which everything that its reader may not
see is already gone, so a forgotten condition in a document cannot leak a text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum, StrEnum
from typing import Any, TypeVar, cast

from app.domain.evidence import Visibility

V = TypeVar("V")

SMALLEST_GROUP = 5
"""Fewer answers than this are not shown as a group."""


class Audience(StrEnum):
    """For whom a document is written."""

    owner = "owner"
    leader = "leader"
    person = "person"
    hiring_panel = "hiring_panel"
    hiring_manager = "hiring_manager"
    consultant = "consultant"


_MAY_SEE: Mapping[Audience, frozenset[Visibility]] = {
    Audience.consultant: frozenset(Visibility),
    Audience.owner: frozenset(Visibility) - {Visibility.consultant},
    Audience.leader: frozenset(Visibility) - {Visibility.consultant},
    Audience.hiring_panel: frozenset(Visibility) - {Visibility.consultant},
    Audience.hiring_manager: frozenset(Visibility) - {Visibility.consultant},
    Audience.person: frozenset({Visibility.person}),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A text about a person together with who may read it."""

    text: str
    visibility: Visibility

    def __str__(self) -> str:
        """Return the text, which redaction has emptied where the reader may not see it."""
        return self.text

    def __bool__(self) -> bool:
        """Tell whether there is anything to print."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Group:
    """A number that rests on `n` people's answers; too few and the number is taken out."""

    value: float | None
    n: int
    suppressed: bool = False


def may_see(audience: Audience, visibility: Visibility) -> bool:
    """Tell whether a text of this visibility may reach this audience."""
    return visibility in _MAY_SEE[audience]


def suppress(group: Group, smallest: int = SMALLEST_GROUP) -> Group:
    """Take the number out of a group too small to hide the people in it."""
    if group.n >= smallest:
        return group
    return Group(value=None, n=0, suppressed=True)


def redact(view: V, audience: Audience) -> V:
    """Return the view with everything emptied that the audience may not see.

    Walks dataclasses, tuples, lists and mappings. A `Said` that may not be seen becomes an empty
    one; a `Group` that is too small loses its number for every audience.

    Raises:
        TypeError: for a kind of value that could hide a text from this walk.
    """

    def seen(value: Any) -> Any:  # noqa: ANN401 - a view holds any value
        match value:
            case Said() if not may_see(audience, value.visibility):
                return replace(value, text="")
            case Group():
                return suppress(value)
        return value

    return cast("V", _rebuilt(view, seen))


def reworded(view: V, change: Callable[[str], str]) -> V:
    """Return the view with every text in it as `change` has it, whoever may read it.

    Raises:
        TypeError: for a kind of value that could hide a text from this walk.
    """

    def told(value: Any) -> Any:  # noqa: ANN401 - a view holds any value
        match value:
            case Said():
                return replace(value, text=change(value.text))
            case str() if not isinstance(value, Enum):
                return change(value)
        return value

    return cast("V", _rebuilt(view, told))


def _rebuilt(value: Any, leaf: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - a view holds any value
    """Walk a view down to its leaves, and build it again of what is made of them."""
    match value:
        case Said() | Group():
            return leaf(value)
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*(_rebuilt(item, leaf) for item in value))
        case tuple() | list() | frozenset() | set():
            return type(value)(_rebuilt(item, leaf) for item in value)
        case Mapping():
            return {key: _rebuilt(item, leaf) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _rebuilt_dataclass(value, leaf)
        case _ if type(value).__module__.startswith("app.") and not isinstance(value, Enum):
            raise TypeError(f"{type(value).__name__} is no frozen view: redaction cannot see it.")
        case _:
            return leaf(value)


def _rebuilt_dataclass(value: Any, leaf: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - any dataclass
    """Rebuild a dataclass only where something in it is no longer the same."""
    old = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    new = {name: _rebuilt(item, leaf) for name, item in old.items()}
    changed = {name: item for name, item in new.items() if item is not old[name]}
    return replace(value, **changed) if changed else value
