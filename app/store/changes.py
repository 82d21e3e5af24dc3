"""What a piece of work changed, and the one place where it is announced."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from inspect import ismethod
from types import MappingProxyType
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """Which rows of which tables a piece of work touched; read after it was saved.

    Attributes:
        rows: for each touched table the ids of its touched rows.
    """

    rows: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, touched: Iterable[tuple[str, str]]) -> Changes:
        """Gather changes from pairs of table and row id."""
        rows: dict[str, set[str]] = {}
        for table, row in touched:
            rows.setdefault(table, set()).add(row)
        return cls(MappingProxyType({table: frozenset(ids) for table, ids in rows.items()}))

    @property
    def tables(self) -> frozenset[str]:
        """The names of the touched tables."""
        return frozenset(self.rows)

    def touches(self, models: Iterable[Any]) -> bool:
        """Say whether a row of one of these row classes was touched."""
        return any(model.__tablename__ in self.rows for model in models)


class Announcement(Generic[T]):
    """Tells its listeners something, once, after it has happened.

    A bound method is held weakly: a page that is gone is not kept alive by having listened.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], Callable[[T], object] | None]] = []

    def connect(self, listener: Callable[[T], object]) -> None:
        """Tell this listener from now on."""
        if ismethod(listener):
            self._listeners.append(weakref.WeakMethod(listener))
        else:
            self._listeners.append(lambda: listener)

    def disconnect(self, listener: Callable[[T], object]) -> None:
        """Tell this listener no longer; nothing happens when it never listened."""
        self._listeners = [held for held in self._listeners if held() not in (None, listener)]

    def tell(self, what: T) -> None:
        """Tell every listener; one that fails is reported and does not keep the others waiting.

        What is announced has already been saved, so a failing listener must not look like a
        failure to save: it goes to `sys.excepthook`, where every bug of ours ends.
        """
        self._listeners = [held for held in self._listeners if held() is not None]
        for held in tuple(self._listeners):
            listener = held()
            if listener is None:
                continue
            try:
                listener(what)
            except Exception as error:  # noqa: BLE001 - one listener's fault is not the others'
                sys.excepthook(type(error), error, error.__traceback__)
