"""Texts that run from right to left: letters joined, each line put in the order of the eye.

What is done: Arabic letters take their joined shapes, and within a line the runs of Hebrew and
Arabic are turned while numbers and Latin words keep their order. What is not: nested directions
beyond that, and the marks of vowels are set beside, not over, their letters.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_RIGHT = frozenset({"R", "AL"})
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_SHAPES = ("<isolated>", "<final>", "<initial>", "<medial>")
_LAM, _TATWEEL = "\u0644", "\u0640"


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Return for each Arabic letter (or lam with alef) its shapes by place in the word."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFE80, 0xFEFD)):
        shape, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        key = "".join(chr(int(letter, 16)) for letter in letters)
        if shape in _SHAPES and (len(key) == 1 or key[0] == _LAM):
            found.setdefault(key, {}).setdefault(shape, chr(code))
    return found


def joined(text: str) -> str:
    """Return a text with its Arabic letters in their joined shapes; other texts as they are."""
    if not any("\u0600" <= sign <= "\u06ff" for sign in text):
        return text
    shapes, made, place = _shapes(), [], 0
    before = False
    while place < len(text):
        key = text[place : place + 2]
        if key not in shapes or len(key) < 2:
            key = text[place]
        place += len(key)
        after = _joins_before(text, place)
        own = shapes.get(key)
        if own is None:
            made.append(key)
            before = key == _TATWEEL or (before and unicodedata.combining(key) > 0)
            continue
        leads = after and "<initial>" in own
        wanted = {
            (True, True): "<medial>",
            (True, False): "<final>",
            (False, True): "<initial>",
            (False, False): "<isolated>",
        }[before, leads]
        made.append(own.get(wanted, own.get("<isolated>", key)))
        before = leads
    return "".join(made)


def _joins_before(text: str, place: int) -> bool:
    """Tell whether the next letter can be joined to the one before it."""
    while place < len(text) and unicodedata.combining(text[place]):
        place += 1
    if place >= len(text):
        return False
    return text[place] == _TATWEEL or "<final>" in _shapes().get(text[place], {})


def turns(text: str) -> bool:
    """Tell whether anything in a text runs from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(sign) in _RIGHT for sign in text)


def runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text says that the whole runs from right to left."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in _RIGHT or kind == "L":
            return kind != "L"
    return False


def in_order_of_the_eye(line: str, *, from_right: bool) -> str:
    """Return one line with its signs in the order in which they stand on paper."""
    levels = _levels(line, from_right=from_right)
    signs = [
        sign.translate(_MIRRORED) if level % 2 else sign
        for sign, level in zip(line, levels, strict=True)
    ]
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(signs):
            end = start
            while end < len(signs) and levels[end] >= level:
                end += 1
            signs[start:end] = signs[start:end][::-1]
            levels[start:end] = levels[start:end][::-1]
            start = end + 1
    return "".join(signs)


def _levels(line: str, *, from_right: bool) -> list[int]:
    """Return how deep each sign is nested: even runs to the right, odd to the left."""
    ground = 1 if from_right else 0
    kinds = [unicodedata.bidirectional(sign) for sign in line]
    levels: list[int | None] = []
    right = from_right
    for kind in kinds:
        if kind in _RIGHT:
            right = True
            levels.append(1)
        elif kind == "L":
            right = False
            levels.append(2 if from_right else 0)
        elif kind in ("EN", "AN"):
            levels.append(2 if right or from_right else 0)
        elif kind == "NSM" and levels:
            levels.append(levels[-1])
        else:
            levels.append(None)
    return _neutrals_settled(levels, ground)


def _neutrals_settled(levels: list[int | None], ground: int) -> list[int]:
    """Give blanks and marks between two signs their level where both agree, else the ground's."""
    settled: list[int] = []
    for place, level in enumerate(levels):
        if level is not None:
            settled.append(level)
            continue
        last = settled[-1] if settled else ground
        following = next((found for found in levels[place:] if found is not None), ground)
        agree = last % 2 == following % 2
        settled.append(min(last, following) if agree else ground)
    return settled
