"""A document printed as an outline: the golden text that a reviewer reads like the document.

Every text and number that reaches the paper reaches the outline, and nothing about its look.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from app.deliverables import figures
from app.deliverables.document import (
    Blanks,
    Block,
    Bullets,
    Callout,
    Cell,
    Cover,
    Divider,
    Document,
    Facts,
    FieldHidden,
    Figure,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Picture,
    QrCode,
    RoadMark,
    Ruled,
    Scale,
    Signature,
    Table,
    TickBoxes,
    TwoColumns,
)

_WIDTH = 98


def outline(document: Document) -> str:
    """Print a document as text, one block after the other, ending in a newline."""
    foot = [
        document.reference,
        f"version {document.version}",
        document.confidentiality.value,
        document.on.isoformat() if document.on else "",
        "landscape" if document.orientation == "landscape" else "",
        "on one page if it can" if document.shrinks_to < 1 else "",
        "DRAFT" if document.draft else "",
    ]
    head = [
        document.kind.upper(),
        document.title,
        document.subtitle,
        f"about {document.subject}" if document.subject else "",
        f"by {document.author}" if document.author else "",
        " · ".join(part for part in foot if part),
        f"keywords: {', '.join(document.keywords)}" if document.keywords else "",
        f"listed as {document.listed}" if document.listed else "",
        f"on every page: {document.notice}" if document.notice else "",
    ]
    lines = [*(line for line in head if line), "=" * 60, *_blocks(document.blocks)]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case for each kind
    match block:
        case Heading():
            yield f"{'#' * block.level} {block.text}"
        case Paragraph():
            yield from _text(block.text, "" if block.style == "body" else f"[{block.style}] ")
        case Bullets():
            for number, item in enumerate(block.items, 1):
                yield from _text(item, f"{number}. " if block.numbered else "- ")
        case Facts():
            for label, text in block.rows:
                yield from _text(text, f"{label}: ")
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case TickBoxes():
            for place, item in enumerate(block.items):
                yield from _text(item, "[x] " if place in block.checked else "[ ] ")
        case TwoColumns():
            yield "|| left"
            yield from _indented(_blocks(block.left))
            yield "|| right"
            yield from _indented(_blocks(block.right))
        case KeepTogether():
            yield from list(_blocks(block.blocks))[1:]
        case PageBreak():
            yield "~~~ new page ~~~"
        case FieldHidden():
            yield f"(hidden field {block.field}: {block.value})"
        case _:
            yield from _form_block(block)


def _form_block(  # noqa: C901 - one case for each kind of block
    block: Ruled
    | Blanks
    | Scale
    | Callout
    | Signature
    | Cover
    | Divider
    | RoadMark
    | Picture
    | QrCode,
) -> Iterator[str]:
    match block:
        case Ruled():
            named = f", field {block.field}" if block.field else ""
            yield f"{block.label} {'_' * 12} ({block.lines} lines{named})"
            if block.filled:
                yield from _text(block.filled, "    ")
        case Blanks():
            yield "   ".join(
                f"{one.label} {'_' * 12 if one.share > 0 else '[  ]'}" for one in block.items
            )
        case Scale():
            yield from _scale(block)
        case Callout():
            yield from _text(
                block.text, f"! {block.kind}: {block.title}{' — ' * bool(block.title)}"
            )
        case Signature():
            yield from _text(block.statement, "") if block.statement else ()
            for role, name, day in block.roles:
                yield f"x {'_' * 12} {role}: {name or '_' * 8}, {day or '_' * 8}"
        case Cover():
            yield f"COVER {block.title}"
            yield from _text(block.subtitle, "") if block.subtitle else ()
            yield from block.lines
            yield from _road(block.road, ()) if block.road else ()
        case Divider():
            yield f"DIVIDER {block.number} {block.title}".rstrip()
            yield from _text(block.sentence, "") if block.sentence else ()
            yield from _road(block.road, (), block.stage) if block.road else ()
        case RoadMark():
            yield from _road(block.states, block.labels)
        case Picture():
            digest = hashlib.sha256(block.png).hexdigest()[:12]
            yield f"(picture {digest}, {block.width_mm:g} mm: {block.alt})"
        case QrCode():
            yield f"(QR code: {block.text})"
            yield from _text(block.said, "") if block.said else ()
            yield from _text(block.caption, "") if block.caption else ()


def _text(text: str, first: str) -> Iterator[str]:
    """Wrap a text, its first line led in, the others indented to match."""
    indent = " " * min(len(first), 4)
    for number, line in enumerate(text.split("\n")):
        lead = first if number == 0 else indent
        if len(lead) >= _WIDTH:  # with no room left beside it nothing would ever be wrapped
            yield lead
            lead = indent
        yield from textwrap.wrap(
            line,
            _WIDTH,
            initial_indent=lead,
            subsequent_indent=indent,
            break_on_hyphens=False,
            drop_whitespace=True,
        ) or [lead]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"    {line}" if line else ""


def _cell(cell: Cell | str) -> str:
    if isinstance(cell, str):
        return cell.replace("\n", " / ")
    marks = "".join(f"{{{part}}}" for part in (cell.style, cell.mark) if part)
    return f"{marks} {cell.text}".strip().replace("\n", " / ")


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"Table: {table.caption}"
    if not table.rows:
        yield f"(no rows) {table.empty}".rstrip()
    else:
        yield from _grid([column.title for column in table.columns], table.rows)
    if table.note:
        yield from _text(table.note, "Note: ")


def _grid(titles: list[str], rows: tuple[tuple[Cell | str, ...], ...]) -> Iterator[str]:
    """Print rows in columns as wide as their texts, the last one ragged."""
    grid = [titles, *([_cell(cell) for cell in row] for row in rows)]
    widths = [max(len(text) for text in column) for column in zip_longest(*grid, fillvalue="")]
    for number, row in enumerate(grid):
        cells = (text.ljust(min(width, 40)) for text, width in zip(row, widths, strict=False))
        yield "| " + " | ".join(cells).rstrip()
        if number == 0:
            yield "|" + "-" * 59


def _figure(figure: Figure) -> Iterator[str]:
    kind = type(figure.drawing).__name__.lower()
    yield from _text(figure.alt, f"[{kind}] ")
    if figure.caption:
        yield f"Figure: {figure.caption}"
    yield from _indented(_drawing(figure.drawing))
    if figure.numbers is not None:
        yield from _table(figure.numbers)


def _drawing(drawing: figures.Drawing) -> Iterator[str]:  # noqa: C901 - one case for each
    match drawing:
        case figures.Bars():
            for bar in drawing.bars:
                numbers = [_number(value) for value in (bar.baseline, bar.now, bar.target)]
                said = [text or number for text, number in zip(bar.shown, numbers, strict=False)]
                yield f"{bar.label}: from {said[0]}, now {said[1]}, target {said[2]}"
        case figures.Profile():
            yield f"scale {drawing.low:g} to {drawing.high:g}: {', '.join(drawing.labels)}"
            for line in drawing.lines:
                yield f"{line.name}: {' '.join(_number(value) for value in line.values)}"
        case figures.Matrix():
            yield f"columns: {', '.join(drawing.columns)}"
            for place, (name, values) in enumerate(zip(drawing.rows, drawing.values, strict=False)):
                said = [_number(value) for value in values]
                if place < len(drawing.shown):
                    said = list(drawing.shown[place])
                yield f"{name}: {' '.join(said)}"
        case figures.Trend():
            for label, value in drawing.points:
                yield f"{label}: {_number(value)}{drawing.unit}"
            if drawing.target is not None:
                yield f"target: {_number(drawing.target)}{drawing.unit}"
        case figures.Road():
            yield from _road(drawing.states, drawing.labels, drawing.here)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _scale(scale: Scale) -> Iterator[str]:
    for number, label, sentence in scale.levels:
        lead = "(o)" if scale.chosen == number else "( )"
        words = " ".join(word for value, word in scale.marked if value == number)
        yield from _text(
            f"{label}. {sentence}".strip(), f"{lead} {number} " + (f"<{words}> " if words else "")
        )
    numbers = {number for number, _, _ in scale.levels}
    between = [(value, word) for value, word in scale.marked if value not in numbers]
    if scale.chosen is not None and scale.chosen not in numbers:
        between.append((scale.chosen, "chosen"))
    for value, word in between:
        yield f"(o) {value:g} <{word}>"
    if scale.skip[1]:
        yield f"( ) {scale.skip[1]}"
    if scale.field:
        yield f"(field {scale.field})"


def _road(
    states: tuple[figures.RoadState, ...], labels: tuple[str, ...], here: int = 0
) -> Iterator[str]:
    signs = {"arrived": "●", "under_way": "◐", "ahead": "○"}
    marks = [
        signs[state] + (f" {labels[place]}" if place < len(labels) else "")
        for place, state in enumerate(states)
    ]
    yield "road: " + " — ".join(marks) + (f"  (stage {here})" if here else "")
