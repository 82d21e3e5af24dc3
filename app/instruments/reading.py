"""Reading a shipped file with care: every value is checked, every complaint names its place.

A misspelled key is as wrong as a missing one, so each table is read to its end: what nobody
took is refused.
"""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from app.domain.errors import FileTrouble
from app.domain.text import clean_text
from app.host.language import N_, tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNREADABLE = N_("{file} cannot be read: {reason}")
WRONG = N_("{file}, {place}: {reason}")
REMEDY = N_("This file came with the program. Install the program again.")


class InstrumentTrouble(FileTrouble):
    """A file that came with the program is missing, damaged or not what it should be."""


class Entry:
    """One table of a file. Values are taken by name and checked as they are taken."""

    def __init__(self, table: Mapping[str, object], file: str, place: str) -> None:
        self._table = table
        self._taken: set[str] = set()
        self.file = file
        self.place = place

    def wrong(self, reason: str) -> NoReturn:
        """Refuse this table, naming file and place."""
        raise InstrumentTrouble(
            tr(WRONG).format(file=self.file, place=self.place or "top", reason=reason),
            remedy=tr(REMEDY),
        )

    def has(self, name: str) -> bool:
        """Tell whether the table holds a value of that name."""
        return name in self._table

    def is_list(self, name: str) -> bool:
        """Tell whether the value of that name is a list."""
        return isinstance(self._table.get(name), list)

    def text(self, name: str) -> str:
        """Take a text that must be there and must not be empty."""
        value = self._text(name, self._take(name))
        if not value.strip():
            self.wrong(f"“{name}” is empty")
        return value

    def optional_text(self, name: str) -> str:
        """Take a text that may be missing or empty."""
        return self._text(name, self._take(name)) if self.has(name) else ""

    def texts(self, name: str, *, count: int | None = None) -> tuple[str, ...]:
        """Take a list of texts, none of them empty; a count, where given, must be met."""
        values = tuple(self._text(name, item) for item in self._list(name))
        if not all(value.strip() for value in values):
            self.wrong(f"“{name}” holds an empty text")
        if count is not None and len(values) != count:
            self.wrong(f"“{name}” holds {len(values)} texts, not {count}")
        return values

    def whole(self, name: str, *, low: int, high: int) -> int:
        """Take a whole number within limits."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(f"“{name}” is not a whole number")
        if not low <= value <= high:
            self.wrong(f"“{name}” is {value}, outside {low} to {high}")
        return value

    def wholes(self, name: str, *, low: int, high: int, count: int) -> tuple[int, ...]:
        """Take a list of whole numbers within limits."""
        values = self._list(name)
        if len(values) != count:
            self.wrong(f"“{name}” holds {len(values)} numbers, not {count}")
        numbers: list[int] = []
        for value in values:
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                self.wrong(f"“{name}” holds {value!r}, not a whole number from {low} to {high}")
            numbers.append(value)
        return tuple(numbers)

    def number(self, name: str) -> float:
        """Take a number, whole or not."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(f"“{name}” is not a number")
        return float(value)

    def optional_number(self, name: str) -> float | None:
        """Take a number that may be missing: missing means not known."""
        return self.number(name) if self.has(name) else None

    def flag(self, name: str) -> bool:
        """Take a yes or no; missing means no."""
        if not self.has(name):
            return False
        value = self._take(name)
        if not isinstance(value, bool):
            self.wrong(f"“{name}” is neither true nor false")
        return value

    def day(self, name: str) -> date:
        """Take a date without a time of day."""
        value = self._take(name)
        if type(value) is not date:
            self.wrong(f"“{name}” is not a date")
        return value

    def optional_day(self, name: str) -> date | None:
        """Take a date that may be missing."""
        return self.day(name) if self.has(name) else None

    def choice(self, name: str, allowed: frozenset[str]) -> str:
        """Take one of a few words."""
        value = self.text(name)
        if value not in allowed:
            self.wrong(f"“{name}” is “{value}”, not one of {', '.join(sorted(allowed))}")
        return value

    def entry(self, name: str) -> Entry:
        """Take a table within this table."""
        value = self._take(name)
        if not isinstance(value, dict):
            self.wrong(f"“{name}” is not a table")
        return Entry(value, self.file, f"{self.place} {name}".strip())

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Take a list of tables; their places are counted from 1."""
        found: list[Entry] = []
        for number, value in enumerate(self._list(name), start=1):
            if not isinstance(value, dict):
                self.wrong(f"“{name}” {number} is not a table")
            found.append(Entry(value, self.file, f"{self.place} {name} {number}".strip()))
        return tuple(found)

    def names(self) -> tuple[str, ...]:
        """Return the names of the values in the order of the file."""
        return tuple(self._table)

    def finish(self) -> None:
        """Refuse what nobody took: it is misspelled, or it belongs somewhere else."""
        if left := [name for name in self._table if name not in self._taken]:
            self.wrong(f"“{left[0]}” is not known here")

    def _take(self, name: str) -> object:
        if name not in self._table:
            self.wrong(f"“{name}” is missing")
        self._taken.add(name)
        return self._table[name]

    def _list(self, name: str) -> list[object]:
        value = self._take(name)
        if not isinstance(value, list):
            self.wrong(f"“{name}” is not a list")
        return value

    def _text(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            self.wrong(f"“{name}” is not a text")
        try:
            return str(clean_text(value))
        except ValueError as trouble:
            self.wrong(f"“{name}”: {trouble}")


def read_file(path: Path) -> Entry:
    """Read a TOML file and return its outermost table.

    Raises:
        InstrumentTrouble: when the file is missing, is not UTF-8 or is not TOML.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise InstrumentTrouble(
            tr(UNREADABLE).format(file=path.name, reason=trouble), remedy=tr(REMEDY)
        ) from trouble
    return Entry(table, path.name, "")
