"""From blocks to boxes, and from boxes to pages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.deliverables import document as doc
from app.deliverables.document import Block, Document
from app.deliverables.press.boxes import Box, Break, Fitted, Shrunk, Stack, Text, fitting
from app.deliverables.press.charts import figure
from app.deliverables.press.forms import (
    Hidden,
    blanks,
    bullets,
    ruled,
    scale,
    signature,
    tick_boxes,
)
from app.deliverables.press.panels import Pair, callout, facts, paragraphs, picture, qr_code
from app.deliverables.press.road import RoadLine
from app.deliverables.press.sheet import Sheet
from app.deliverables.press.styles import (
    HEADINGS,
    KIND,
    LEAD,
    MEASURE,
    PARAGRAPHS,
    RUNNING,
    SUBTITLE,
    TITLE,
)
from app.deliverables.press.tables import table

_DEEPEST = 6
"""Blocks nested deeper than this are set one after the other."""

_SMALLEST = 0.6
"""Nothing is set smaller than this to stand on one page: it has to be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the boxes on it, or the cover or divider that has it to itself."""

    boxes: tuple[Box, ...] = ()
    whole: doc.Cover | doc.Divider | None = None


def pages_of(document: Document, sheet: Sheet, more: tuple[Box, ...] = ()) -> list[Page]:
    """Set a document on pages, one at least; further boxes follow its last block."""
    blocks = document.blocks
    pages: list[Page] = []
    begun: list[Block] = []
    head = () if blocks and isinstance(blocks[0], doc.Cover | doc.Divider) else _title(document)
    for block in (*blocks, None):
        if block is not None and not isinstance(block, doc.Cover | doc.Divider):
            begun.append(block)
            continue
        boxes = (*head, *_boxes(begun, sheet.measure, 0), *(more if block is None else ()))
        made = list(_filled(boxes, sheet))
        if len(made) > 1 and document.shrinks_to < 1:
            fitted = _on_one_page(head, begun, sheet, document.shrinks_to)
            made = [fitted] if fitted else made
        pages += made
        head, begun = (), []
        if block is not None:
            pages.append(Page(whole=block))
    return pages or [Page()]


def _on_one_page(
    head: tuple[Box, ...], blocks: Sequence[Block], sheet: Sheet, smallest: float
) -> Page | None:
    """Return blocks on one page, as large as they fit; None where they would be too small."""
    for percent in range(98, math.ceil(max(smallest, _SMALLEST) * 100) - 1, -2):
        factor = percent / 100
        wide = sheet.measure / factor
        stack = Stack((*head, *_boxes(blocks, wide, 0)))
        if stack.height(wide) * factor <= sheet.room + 0.01:
            return Page((Fitted(stack, factor),))
    return None


def _filled(boxes: tuple[Box, ...], sheet: Sheet) -> Iterator[Page]:
    """Fill pages with boxes; what no page can hold is drawn smaller rather than not at all."""
    while boxes:
        while boxes and boxes[0].breaks:
            boxes = boxes[1:]
        fit, rest = fitting(boxes, sheet.measure, sheet.room, sheet.room)
        if not fit and boxes:
            factor = sheet.room / max(boxes[0].height(sheet.measure), sheet.room)
            fit, rest = (Shrunk(boxes[0], factor),), boxes[1:]
        if fit:
            yield Page(_grown(tuple(box for box in fit if not box.breaks), sheet))
        boxes = rest


def _grown(boxes: tuple[Box, ...], sheet: Sheet) -> tuple[Box, ...]:
    """Give what room a page has left to the lines to write on that take it."""
    page = Stack(boxes)
    larger = page.grown(sheet.room - page.height(sheet.measure))
    return larger.boxes if isinstance(larger, Stack) else boxes


def _title(document: Document) -> tuple[Box, ...]:
    """Return the opening of a document: its kind, title, subtitle, subject and date."""
    boxes: list[Box] = []
    if document.kind:
        boxes.append(Text(document.kind, KIND, after=3, stays=True))
    if document.title:
        mark = (document.title, 0)
        boxes.append(Text(document.title, TITLE, after=4, stays=True, even=True, bookmark=mark))
    if document.subtitle:
        boxes.append(Text(document.subtitle, SUBTITLE, after=4, stays=True))
    on = document.on
    day = f"{on:%B} {on.day}, {on.year}" if on else ""
    about = "" if document.subject == document.title else document.subject
    line = "  ·  ".join(part for part in (about, day) if part)
    if line:
        kind = replace(RUNNING, size=9.2, leading=13)
        boxes.append(Text(line, kind, before=2, after=6, stays=True))
    if boxes:
        boxes[-1].after = 16.0
        boxes[-1].stays = False
    return tuple(boxes)


def _boxes(blocks: Sequence[Block], width: float, depth: int) -> tuple[Box, ...]:
    boxes: list[Box] = []
    for place, block in enumerate(blocks):
        made = _block(block, width, depth)
        if _leads_in(blocks, place) and made and made[-1].height(width) < 60:
            made[-1].stays = True
        boxes += made
    return tuple(boxes)


def _leads_in(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether a paragraph between a heading and a figure only says what is coming."""
    if not 0 < place < len(blocks) - 1 or not isinstance(blocks[place], doc.Paragraph):
        return False
    shown = (doc.Table, doc.Figure, doc.Scale, doc.TickBoxes, doc.Ruled)
    return isinstance(blocks[place - 1], doc.Heading) and isinstance(blocks[place + 1], shown)


def _block(block: Block, width: float, depth: int) -> list[Box]:  # noqa: C901, PLR0912 - one case for each
    """Return the boxes of a block at a width."""
    measure = min(MEASURE, width)
    match block:
        case doc.Heading():
            return [_heading(block, measure)]
        case doc.Paragraph():
            return _paragraph(block, measure)
        case doc.Bullets(items) if items:
            return [bullets(items, measure, numbered=block.numbered)]
        case doc.Facts(rows) if rows:
            return [facts(block, width, measure)]
        case doc.Table():
            return [table(block)]
        case doc.Figure():
            return [figure(block)]
        case doc.Ruled():
            return [ruled(block, width)]
        case doc.Blanks(items) if items:
            return [blanks(block)]
        case doc.TickBoxes(items) if items:
            return [tick_boxes(block, measure)]
        case doc.Scale(levels) if levels:
            return [scale(block)]
        case doc.FieldHidden(field) if field:
            return [Hidden(field, block.value)]
        case doc.Callout():
            return [callout(block, measure)]
        case doc.Signature(roles) if roles or block.statement:
            return [signature(block, measure)]
        case doc.RoadMark(states) if states:
            return [RoadLine(states, block.labels)]
        case doc.Picture():
            return [picture(block)]
        case doc.QrCode():
            return [qr_code(block)]
        case doc.PageBreak():
            return [Break()] if depth == 0 else []
        case _:
            return _nested(block, width, depth)


def _nested(block: Block, width: float, depth: int) -> list[Box]:
    """Return the boxes of a block that holds others; a cover that is not alone is a heading."""
    match block:
        case doc.TwoColumns() if depth < _DEEPEST:
            left, right = _column_widths(block, width)
            pair = Pair(
                Stack(_boxes(block.left, left, depth + 1)),
                Stack(_boxes(block.right, right, depth + 1)),
                block.shares,
            )
            return [pair]
        case doc.TwoColumns():
            return list(_boxes((*block.left, *block.right), width, depth))
        case doc.KeepTogether() if depth < _DEEPEST:
            inner = _boxes(block.blocks, width, depth + 1)
            if not inner:
                return []
            return [Stack(inner, together=True, before=inner[0].before, after=inner[-1].after)]
        case doc.KeepTogether():
            return list(_boxes(block.blocks, width, depth))
        case doc.Cover():
            texts = (block.subtitle, *block.lines)
        case doc.Divider():
            texts = (block.sentence,)
        case _:
            return []
    said = [doc.Paragraph(text) for text in texts if text]
    return list(_boxes((doc.Heading(block.title), *said), width, depth))


def _column_widths(block: doc.TwoColumns, width: float) -> tuple[float, float]:
    return Pair(Stack(()), Stack(()), block.shares).widths(width)


def _heading(block: doc.Heading, measure: float) -> Text:
    level = min(max(block.level, 1), len(HEADINGS))
    before, after = ((20.0, 6.0), (15.0, 4.0), (11.0, 2.0))[level - 1]
    mark = (block.text, level) if level < 3 and block.text else None
    return Text(
        block.text, HEADINGS[level - 1], before=before, after=after, stays=True,
        measure=measure, even=True, bookmark=mark,
    )  # fmt: skip


def _paragraph(block: doc.Paragraph, measure: float) -> list[Box]:
    kind = PARAGRAPHS.get(block.style, PARAGRAPHS["body"])
    after = {"lead": 10.0, "label": 3.0, "small": 6.0}.get(block.style, 7.0)
    made = paragraphs(block.text, kind, measure, after)
    for box in made:
        if not isinstance(box, Text):
            continue
        if block.style == "label":
            box.before, box.stays = 9.0, True
        if block.style == "quote":
            box.indent, box.measure = 16.0, measure - 32
        if kind is LEAD:
            box.before = 2.0
    return made
