"""Whole pages: the cover and the dividers, which have the page to themselves."""

from __future__ import annotations

from app.deliverables.document import Cover, Divider
from app.deliverables.letterhead import Letterhead
from app.deliverables.press.lines import Type, balanced, lines_of
from app.deliverables.press.panels import readable_image
from app.deliverables.press.pen import Pen
from app.deliverables.press.road import RoadLine
from app.deliverables.press.sheet import WORDMARK, Sheet
from app.deliverables.press.styles import (
    COVER_CLIENT,
    COVER_LINE,
    COVER_SUBTITLE,
    COVER_TITLE,
    DIVIDER_NUMBER,
    DIVIDER_SENTENCE,
    DIVIDER_TITLE,
    RUNNING,
    RUNNING_STRONG,
)

_LOGO = 120.0
_LOGO_HIGH = 54.0
_TAB_PLACES = 16


def draw_cover(pen: Pen, sheet: Sheet, page: int, cover: Cover, letterhead: Letterhead) -> None:
    """Draw a cover: the client above, the title in the middle, the consultant at the foot."""
    x, wide = sheet.left(page), sheet.measure
    top = sheet.height - 84
    client = "" if letterhead.client_name in cover.title else letterhead.client_name
    if _logo(pen, x, top, letterhead.client_logo):
        _set(pen, x, top - _LOGO_HIGH - 12, client, COVER_LINE, wide, 2)
    else:
        _set(pen, x, top, client, COVER_CLIENT, wide, 3)
    y = sheet.height * 0.62
    pen.rule(x, y + 26, x + 46, y + 26, "accent", 2.0)
    y = _set(pen, x, y, cover.title, COVER_TITLE, wide, 5)
    y = _set(pen, x, y - 10, cover.subtitle, COVER_SUBTITLE, wide * 0.92, 4)
    if cover.road:
        RoadLine(cover.road).draw(pen, x, y - 28, wide)
        y -= 62
    for line in cover.lines:
        if y < 170:
            break
        y = _set(pen, x, y - 12, line, COVER_LINE, wide, 2) + 6
    _consultant(pen, x, wide, letterhead)


def _consultant(pen: Pen, x: float, wide: float, letterhead: Letterhead) -> None:
    """Draw who stands behind the work, and the wordmark across from it."""
    base = 74.0
    pen.rule(x, base + 42, x + wide, base + 42)
    left = x
    found = readable_image(letterhead.firm_logo, 80)
    if found is not None:
        image, width, height = found
        factor = min(1.0, 34 / height)
        pen.picture(image, x, base - 2, width * factor, height * factor)
        left += width * factor + 14
    room = wide * 0.62 - (left - x)
    firm = "  ·  ".join(part for part in (letterhead.firm, letterhead.motto) if part)
    pen.say(left, base + 16, letterhead.consultant_name, RUNNING_STRONG, room)
    for place, line in enumerate(lines_of(firm, RUNNING, room)[:2]):
        pen.line_of_text(left, base + 4 - place * RUNNING.leading, line, RUNNING)
    mark = Type(RUNNING_STRONG.face, 13, 16)
    pen.say(x + wide * 0.62, base + 10, WORDMARK, mark, wide * 0.38, "right")


def draw_divider(pen: Pen, sheet: Sheet, page: int, divider: Divider) -> None:
    """Draw a divider: its number, title and sentence, the road, and its tab at the edge."""
    x, wide = sheet.left(page), sheet.measure
    y = sheet.height * 0.74
    y = _set(pen, x - 5, y, divider.number, DIVIDER_NUMBER, wide, 1)
    y = _set(pen, x, y - 18, divider.title, DIVIDER_TITLE, wide, 4)
    y = _set(pen, x, y - 12, divider.sentence, DIVIDER_SENTENCE, wide * 0.86, 8)
    if divider.road:
        RoadLine(divider.road, here=divider.stage).draw(pen, x, y - 34, wide)
    _tab(pen, sheet, page, divider)


def _tab(pen: Pen, sheet: Sheet, page: int, divider: Divider) -> None:
    """Draw a tab at the outer edge, lower for each part, so that the binder shows its parts."""
    digits = "".join(sign for sign in divider.number if sign.isascii() and sign.isdigit())
    place = int(digits[:3]) % _TAB_PLACES if digits else 0
    high = (sheet.height - 120) / _TAB_PLACES
    y = sheet.height - 60 - (place + 1) * high
    at = 0.0 if sheet.is_left_hand(page) else sheet.width - 24
    pen.block(at, y + 2, 24, high - 4, "accent")
    if divider.number:
        kind = Type(RUNNING_STRONG.face, 10, 12, "paper")
        pen.say(at, y + high / 2 - 3.5, divider.number, kind, 24, "center")


def _set(  # noqa: PLR0917 - a place, then what stands there
    pen: Pen, x: float, top: float, text: str, kind: Type, width: float, most: int
) -> float:
    """Set a text of a few lines and return where it ends; more lines are set smaller first."""
    while len(lines_of(text[:600], kind, width)) > most and kind.size > 12:
        kind = Type(kind.face, kind.size * 0.85, kind.leading * 0.85, kind.color)
    lines = balanced(text[:600], kind, width)[:most]
    for place, line in enumerate(lines):
        pen.line_of_text(x, top - kind.size * 0.79 - place * kind.leading, line, kind)
    return top - len(lines) * kind.leading


def _logo(pen: Pen, x: float, top: float, content: bytes | None) -> bool:
    """Draw the client's logo; tell whether there was one."""
    found = readable_image(content, _LOGO)
    if found is None:
        return False
    image, width, height = found
    factor = min(1.0, _LOGO_HIGH / height)
    pen.picture(image, x, top - height * factor, width * factor, height * factor)
    return True
