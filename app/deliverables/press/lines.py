"""Text broken into lines: greedy, ragged right, fast for a text of any length."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from app.deliverables.press.directions import in_order_of_the_eye, runs_right_to_left, turns
from app.deliverables.press.faces import Run, advance, legible, runs

_BREAK_AFTER = frozenset("-–—/\u200b")
_EAST = ("\u2e80", "\u9fff")
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: face, size, leading, color token, letter-space, capitals, alignment."""

    face: str
    size: float
    leading: float
    color: str = "ink"
    spacing: float = 0.0
    capitals: bool = False
    align: str = "left"

    def width(self, text: str) -> float:
        """Return the width of a legible text on one line."""
        return advance(text, self.face) * self.size + self.spacing * len(text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn: its runs from left to right, and where it is flush.

    `opens` says that a line break was typed before it.
    """

    runs: tuple[Run, ...]
    width: float
    from_right: bool = False
    opens: bool = False


@lru_cache(maxsize=8192)
def lines_of(text: str, kind: Type, width: float) -> tuple[Line, ...]:
    """Break a user's text into lines; an empty text has none.

    Args:
        text: any text; its line breaks are kept.
        kind: how it is set.
        width: the measure in points.
    """
    shown = legible(text.upper() if kind.capitals else text).rstrip()
    if not shown:
        return ()
    found: list[Line] = []
    for number, paragraph in enumerate(shown.split("\n")):
        lines = _paragraph(paragraph.rstrip(), kind, max(width, kind.size * 2))
        first = next(lines)
        found.append(replace(first, opens=True) if number else first)
        found += lines
    return tuple(found)


@lru_cache(maxsize=512)
def balanced(text: str, kind: Type, width: float) -> tuple[Line, ...]:
    """Break a title into as few lines as it needs, all about equally long."""
    lines = lines_of(text, kind, width)
    if not 1 < len(lines) < 5:
        return lines
    low, high = width / 2, width
    while high - low > 4:
        middle = (low + high) / 2
        tried = lines_of(text, kind, middle)
        if len(tried) > len(lines) or max(line.width for line in tried) > middle:
            low = middle
        else:
            high, lines = middle, tried
    return lines


def one_line(text: str, kind: Type, width: float) -> Line:
    """Set a text on one line, cut with an ellipsis where it does not fit."""
    shown = " ".join(legible(text[:400].upper() if kind.capitals else text[:400]).split())
    if kind.width(shown) > width:
        while shown and kind.width(shown + "…") > width:
            shown = shown[: min(len(shown) - 1, int(len(shown) * 0.97))].rstrip()
        shown += "…"
    return _line(shown, kind, from_right=runs_right_to_left(shown))


def _paragraph(text: str, kind: Type, width: float) -> Iterator[Line]:
    from_right = turns(text) and runs_right_to_left(text)
    if not text or (len(text) < 400 and kind.width(text) <= width + _TOLERANCE):
        yield _line(text, kind, from_right=from_right)
        return
    for line in _broken(text, kind, width + _TOLERANCE):
        yield _line(line, kind, from_right=from_right)


def _line(text: str, kind: Type, *, from_right: bool) -> Line:
    if turns(text):
        text = in_order_of_the_eye(text, from_right=from_right)
    width = kind.width(text) - (kind.spacing if text else 0)
    return Line(runs(text, kind.face), width, from_right)


def _broken(text: str, kind: Type, width: float) -> Iterator[str]:
    """Yield the lines of a paragraph, each as full as it can be."""
    blank = kind.width(" ")
    begun: list[str] = []
    used = 0.0
    for glued, word in _pieces(text):
        piece, measure = word, _measured(word, kind)
        gap = 0.0 if glued or not begun else blank
        if begun and used + gap + measure > width:
            yield "".join(begun)
            begun, used, gap = [], 0.0, 0.0
        while measure > width:
            fits = _fitting(piece, kind, width)
            yield piece[:fits]
            piece = piece[fits:]
            measure = _measured(piece, kind)
        if not begun and not piece:
            continue
        begun.append(piece if gap == 0.0 else f" {piece}")
        used += gap + measure
    if begun:
        yield "".join(begun)


def _measured(piece: str, kind: Type) -> float:
    """Return a width; what is longer than any line is not measured to its end again and again."""
    return kind.width(piece) if len(piece) < 600 else math.inf


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield what a line may be cut between: words, parts after a hyphen, single signs of the East.

    The flag says that no blank stands before the piece.
    """
    for word in text.split(" "):
        if len(word) < 2 or (word.isalnum() and word.isascii()):
            yield False, word
            continue
        start, glued = 0, False
        for place in range(1, len(word)):
            cut = word[place - 1] in _BREAK_AFTER and word[place] not in _BREAK_AFTER
            if (cut and place > 1) or _EAST[0] <= word[place] <= _EAST[1]:
                yield glued, word[start:place]
                start, glued = place, True
        yield glued, word[start:]


def _fitting(piece: str, kind: Type, width: float) -> int:
    """Return how many signs of an overlong word fit on a line, at least one."""
    low, high = 1, min(len(piece), 1 + int(width / (kind.size * 0.15)))
    while low < high:
        middle = (low + high + 1) // 2
        if kind.width(piece[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
