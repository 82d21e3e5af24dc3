"""Texts that mean something to somebody else: to a parser, a shell, a spreadsheet, a typesetter."""

from __future__ import annotations

import unicodedata

TEXTS = {
    "tags": "<b>x</b>",
    "a picture of a secret file": '<img src="/etc/passwd">',
    "a template": "{{7*7}}",
    "a formula": "=1+1",
    "a statement": "'; DROP TABLE person;--",
    "emoji": "Well \U0001f600 done \U0001f44d",
    "from right to left": "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
    "combining marks": "Ame\u0301lie x\u0331\u0302",
    "a long word": "Schwei\u00df" * 12,
    "entities": "&lt;i&gt; &amp; &Ada %s {0} {name}",
    "a cut": "a\0b",
    "a million letters": "x" * 1_000_000,
}
UNKEEPABLE = ("a cut", "a million letters")
"""What no field can keep: refused everywhere."""

TOGETHER = (
    '<b>x</b> <img src="/etc/passwd"> {{7*7}} =1+1 &amp; %s {0} \';-- '
    "\U0001f600 \u05e9\u05dc\u05d5\u05dd Ame\u0301lie x\u0331\u0302"
)
"""All that can be kept in one line, short enough for every field."""


def kept(text: str) -> str:
    """Return how a text stands in the file."""
    return unicodedata.normalize("NFC", text.strip())
