"""Text as it enters the file: one line or a longer text, kept as the characters it is.

Text is normalized to NFC. What no sink could keep (a NUL would cut the journal's copy, a lone
surrogate fits no file, a direction override makes a name read as another) is refused with a
sentence instead of being changed behind the writer's back.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

LINE_LIMIT = 200
TEXT_LIMIT = 20_000

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


class Memo:
    """Marks a text of several lines, so that a form gives it a larger editor."""


def clean_text(value: object) -> object:
    """Bring a longer text into the form it is kept in.

    Args:
        value: what was entered; anything but a text is passed on for the field to judge.

    Returns:
        The text in NFC with plain newlines.

    Raises:
        ValueError: with a sentence, when a character cannot be kept.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_unkeepable(text)
    return unicodedata.normalize("NFC", text)


def clean_line(value: object) -> object:
    """Bring a one-line text into the form it is kept in; outer blanks are dropped.

    Raises:
        ValueError: with a sentence, when a character cannot be kept or a line ends inside.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if any(character in _LINE_BREAKS for character in text):
        raise ValueError("This field holds one line. Remove the line breaks.")
    _refuse_unkeepable(text)
    if any(character in _OVERRIDES for character in text):
        raise ValueError("This holds a hidden character that turns the direction of reading.")
    return unicodedata.normalize("NFC", text)


def _color(text: str) -> str:
    """Refuse what is no color."""
    if text and not re.fullmatch("#[0-9A-Fa-f]{6}", text):
        raise ValueError("Write the color as # and six digits or letters a to f: #1F5FBF.")
    return text.upper()


def _clock_time(text: str) -> str:
    """Refuse what is no time of day, and write an hour of one digit with two."""
    if not text:
        return ""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text)
    if found is None:
        raise ValueError("Write the time with hours and minutes, such as 08:30.")
    return f"{int(found[1]):02}:{found[2]}"


def _refuse_unkeepable(text: str) -> None:
    """Raise for characters that the file, the page or the journal could not keep."""
    for character in text:
        if character in "\n\t":
            continue
        category = unicodedata.category(character)
        if category == "Cc" or character in "\ufffe\uffff":
            code = f"U+{ord(character):04X}"
            raise ValueError(f"This holds a control character ({code}) that cannot be kept.")
        if category == "Cs":
            raise ValueError("This holds half of a character that was cut apart. Type it again.")


Line = Annotated[str, BeforeValidator(clean_line), StringConstraints(max_length=LINE_LIMIT)]
"""One line of text, 200 characters at most."""

LongText = Annotated[
    str, BeforeValidator(clean_text), StringConstraints(max_length=TEXT_LIMIT), Memo()
]
"""A text of several lines, 20,000 characters at most."""

Color = Annotated[str, BeforeValidator(clean_line), AfterValidator(_color)]
"""A color as ``#RRGGBB``, or empty."""

ClockTime = Annotated[str, BeforeValidator(clean_line), AfterValidator(_clock_time)]
"""A time of day as ``08:30``, or empty."""
