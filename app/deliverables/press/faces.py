"""The typefaces: which of them has a character, and how wide a text is in it.

A character that the wanted face lacks is set in a fallback; one that no bundled face has is
shown by its number, ``[U+4E2D]``, never as an empty box and never left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from app.deliverables.press.directions import joined
from app.host.paths import resource

TEXT, ITALIC, STRONG, BOLD, LIGHT = "Text", "Italic", "Strong", "Bold", "Light"
_FILES = {
    TEXT: "SourceSans3-Regular.ttf",
    ITALIC: "SourceSans3-It.ttf",
    STRONG: "SourceSans3-Semibold.ttf",
    BOLD: "SourceSans3-Bold.ttf",
    LIGHT: "SourceSans3-Light.ttf",
    "Wide": "DejaVuSans.ttf",
    "Signs": "NotoEmoji-Regular.ttf",
}
_FALLBACKS = (TEXT, "Wide", "Signs")
_EVERYDAY = "".join(map(chr, range(0xA1, 0x100))) + "“”‘’–—…•≥≤≠→←▲◀▶●○✓✗ŁłŃńŚśŹźŻżĄąĘęĆćŠšŽžČčŘř"
_SILENT = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f")
_LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))


class Run(NamedTuple):
    """A stretch of text in one face."""

    face: str
    text: str


def face(name: str) -> Any:  # noqa: ANN401 - ReportLab ships no types
    """Return a face ReportLab can draw with, reading its file at first use."""
    _forbid_fetching()
    _spell_out()
    return _registered(name)


@cache
def _forbid_fetching() -> None:
    """Forbid ReportLab to open any address, and to blow its streams up to letters."""
    rl_config.trustedHosts = []
    rl_config.trustedSchemes = []
    rl_config.useA85 = 0


@cache
def _spell_out() -> None:
    """Let what is copied from a page be what stands there.

    ReportLab writes a character beyond the first 65,536 by its number, where PDF wants its two
    halves: a reader could neither find nor copy an emoji.
    """
    plain = ttfonts.makeToUnicodeCMap

    def spelled(name: str, subset: Sequence[int]) -> str:
        made = str(plain(name, subset))
        for code in {code for code in subset if code > 0xFFFF}:
            made = made.replace(
                f" <{code:04X}>", f" <{chr(code).encode('utf-16-be').hex().upper()}>"
            )
        return made

    ttfonts.makeToUnicodeCMap = spelled


@cache
def _registered(name: str) -> Any:  # noqa: ANN401 - ReportLab ships no types
    font = TTFont(name, str(resource("fonts", _FILES[name])))
    cut = lru_cache(maxsize=64)(font.face.makeSubset)
    font.face.makeSubset = lambda subset: cut(tuple(subset))
    pdfmetrics.registerFont(font)
    return font


@cache
def everyday(name: str) -> str:
    """Return the characters of a face that most documents of a binder use."""
    return "".join(sign for sign in _EVERYDAY if sign in coverage(name))


@cache
def coverage(name: str) -> frozenset[str]:
    """Return the characters a face has."""
    return frozenset(map(chr, face(name).face.charToGlyph))


def legible(text: str) -> str:
    """Return a text as the characters to be set: composed, joined, the unprintable numbered."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = joined(text.translate(_LINE_ENDS).replace("\t", "    "))
    return text if text.isprintable() else "".join(map(_shown, text))


@lru_cache(maxsize=4096)
def _shown(sign: str) -> str:
    """Return a sign, a blank for a blank of any width, or the number of what has no shape."""
    if sign == "\n" or sign.isprintable():
        return sign
    if sign in _SILENT:
        return ""
    if unicodedata.category(sign) == "Zs":
        return sign if sign in coverage(TEXT) else " "
    return numbered(sign)


def numbered(sign: str) -> str:
    """Return the number of a character as it is printed."""
    return f"[U+{ord(sign):04X}]"


def runs(text: str, wanted: str) -> tuple[Run, ...]:
    """Split a legible text into runs of one face each."""
    if not text:
        return ()
    if coverage(wanted).issuperset(text):
        return (Run(wanted, text),)
    found: list[Run] = []
    current, begun = wanted, ""
    for sign in text:
        name, shown = _face_of(sign, wanted, current)
        if name != current and begun:
            found.append(Run(current, begun))
            begun = ""
        current, begun = name, begun + shown
    if begun:
        found.append(Run(current, begun))
    return tuple(found)


@lru_cache(maxsize=16384)
def _face_of(sign: str, wanted: str, current: str) -> tuple[str, str]:
    """Return the face that has a sign, or the wanted face with the sign's number."""
    if sign in _SILENT:
        return current, ""
    for name in (wanted, *_FALLBACKS):
        if sign in coverage(name):
            return name, sign
    return wanted, numbered(sign)


@lru_cache(maxsize=65536)
def advance(text: str, wanted: str) -> float:
    """Return the width of a legible text at a size of one point."""
    return sum(
        float(face(run.face).stringWidth(run.text, 1000)) / 1000 for run in runs(text, wanted)
    )


def told(text: str, limit: int = 300) -> str:
    """Return a text for a bookmark or the document information: one line, nothing unprintable."""
    line = " ".join(legible(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
