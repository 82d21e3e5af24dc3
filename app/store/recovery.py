"""The key as it stands on the recovery sheet: six lines that say themselves when one is mistyped.

Each line holds 16 of the 96 digits in four groups and a check digit. A single wrong digit in a
line, two neighbors exchanged, or two lines exchanged never go unnoticed, so the one who types
the sheet off is told which line to look at again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.host.language import tr

LINES = 6
GROUPS = 4
_DIGITS = 16
_FIELD = 0b10011  # x^4 + x + 1: the sixteen digits as a field, in which every digit has an inverse
_MISREAD = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})
_NOT_A_DIGIT = re.compile(r"[^0-9a-f]")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the sheet: four groups of four digits, and the digit that checks them."""

    number: int
    groups: tuple[str, ...]
    check: str

    @property
    def text(self) -> str:
        """The line as it is typed."""
        return " ".join((*self.groups, self.check))


class Mistyped(ValueError):
    """What was typed is not what the sheet says.

    Attributes:
        line: which line to look at, counted from 1; 0 where it is no single one.
    """

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.text = text
        self.line = line


def lines_of(digits: str) -> tuple[SheetLine, ...]:
    """Return the lines for a key of 96 digits."""
    if len(digits) != LINES * _DIGITS:
        raise ValueError("A raw key is 96 digits from 0 to f.")
    found = []
    for number in range(1, LINES + 1):
        part = digits[(number - 1) * _DIGITS : number * _DIGITS].upper()
        groups = tuple(part[place : place + 4] for place in range(0, _DIGITS, 4))
        found.append(SheetLine(number, groups, check_digit(number, part)))
    return tuple(found)


def read_back(typed: str) -> str:
    """Return the 96 digits that were typed off a sheet, line by line or all in one.

    Blanks, hyphens and the letter O for a zero do not matter. The 96 digits alone, as the code
    on the sheet holds them, are taken too.

    Raises:
        Mistyped: when a line is not what the sheet says; it names the line.
    """
    rows = [_digits(row) for row in typed.splitlines() if row.strip()]
    if len(rows) == 1:
        if len(rows[0]) == LINES * _DIGITS:
            return rows[0]
        size = _DIGITS + 1
        rows = [rows[0][place : place + size] for place in range(0, len(rows[0]), size)]
    for number, row in enumerate(rows[:LINES], start=1):
        _judge(number, row)
    if len(rows) != LINES:
        raise Mistyped(
            tr("The sheet has {wanted} lines; there are {found} here.").format(
                wanted=LINES, found=len(rows)
            )
        )
    return "".join(row[:_DIGITS] for row in rows)


def check_digit(number: int, digits: str) -> str:
    """Return the check digit of a line: a weighted sum in the field of sixteen elements.

    The digit before the check digit weighs other than one, so that those two are told apart too.
    """
    found, weight = number, 2
    for digit in digits:
        found ^= _times(int(digit, 16), weight)
        weight = _times(weight, 2)
    return f"{found:X}"


def _judge(number: int, row: str) -> None:
    """Refuse a line that is too short, too long, or does not fit its check digit."""
    if strange := _NOT_A_DIGIT.search(row):
        raise Mistyped(
            tr("Line {line}: “{sign}” is not a digit from 0 to 9 or A to F.").format(
                line=number, sign=strange[0]
            ),
            number,
        )
    if len(row) != _DIGITS + 1:
        raise Mistyped(
            tr("Line {line} has {found} digits; it should have {wanted}.").format(
                line=number, found=len(row), wanted=_DIGITS + 1
            ),
            number,
        )
    if check_digit(number, row[:_DIGITS]) != row[_DIGITS].upper():
        raise Mistyped(
            tr("Line {line} holds a wrong digit. Compare it with the sheet.").format(line=number),
            number,
        )


def _digits(row: str) -> str:
    """Return a typed line without what does not matter."""
    return re.sub(r"[\s\-–]", "", row).lower().translate(_MISREAD)


def _times(one: int, other: int) -> int:
    """Multiply in the field of sixteen elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 0b10000:
            one ^= _FIELD
        other >>= 1
    return product
