"""The typefaces of paper, and the only way by which a user's text reaches ReportLab.

Every text is escaped: nothing a user typed is ever markup. A character our typeface lacks is set
in a fallback; one that no bundled typeface has is shown by its number, never as an empty box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.host.paths import resource

BODY, ITALIC, STRONG, BOLD = "Body", "Body-Italic", "Body-Strong", "Body-Bold"
_FILES = {
    BODY: "SourceSans3-Regular.ttf",
    ITALIC: "SourceSans3-It.ttf",
    STRONG: "SourceSans3-Semibold.ttf",
    BOLD: "SourceSans3-Bold.ttf",
    "Wide": "DejaVuSans.ttf",
    "Signs": "NotoEmoji-Regular.ttf",
}
_FALLBACKS = ("Wide", "Signs")
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f")
PIECE = 1500
"""ReportLab's time grows with the square of a paragraph; texts are set in pieces of this many."""


@cache
def register() -> None:
    """Make the bundled typefaces known, and forbid ReportLab to fetch anything."""
    rl_config.trustedHosts = []
    rl_config.trustedSchemes = []
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=STRONG, italic=ITALIC, boldItalic=STRONG)


@cache
def _coverage(name: str) -> frozenset[int]:
    """Return the characters a typeface has."""
    register()
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


def markup(text: str, font: str = BODY) -> str:
    """Return a user's text as ReportLab markup that shows it as the characters it is.

    Args:
        text: any text.
        font: the typeface it is set in.
    """
    pieces = []
    for name, run in _runs(text, font):
        shown = escape(run).replace("\n", "<br/>")
        pieces.append(shown if name == font else f'<font name="{name}">{shown}</font>')
    return "".join(pieces)


def plain(text: str, font: str = BODY) -> str:
    """Return a text that a canvas can draw in one typeface; what it lacks is shown by number."""
    known = _coverage(font)
    return "".join(
        sign if ord(sign) in known else f"[U+{ord(sign):04X}]"
        for sign in _clean(text)
        if sign not in _UNSEEN
    )


def in_pieces(text: str) -> Iterator[str]:
    """Yield a long text in pieces that are quickly set, cut at line ends and blanks."""
    for line in text.split("\n"):
        rest = line
        while len(rest) > PIECE:
            cut = rest.rfind(" ", PIECE // 2, PIECE)
            cut = cut if cut > 0 else PIECE
            yield rest[:cut]
            rest = rest[cut:].lstrip(" ")
        yield rest


def _runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Yield the text in runs of one typeface each."""
    current, run = font, ""
    for sign in _clean(text):
        if sign in _UNSEEN:
            continue
        name, shown = _face_for(sign, font)
        if name != current and run:
            yield current, run
            run = ""
        current = name
        run += shown
    if run:
        yield current, run


def _face_for(sign: str, font: str) -> tuple[str, str]:
    """Return the typeface that has a character, or its number in the text's own typeface."""
    code = ord(sign)
    if sign == "\n" or code in _coverage(font):
        return font, sign
    for name in _FALLBACKS:
        if code in _coverage(name):
            return name, sign
    return font, f"[U+{code:04X}]"


def _clean(text: str) -> str:
    """Return a text without what has no shape: controls become blanks, tabs become four."""
    text = unicodedata.normalize("NFC", text).replace("\t", "    ")
    return "".join(
        " " if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs", "Cn") else sign
        for sign in text
    )
