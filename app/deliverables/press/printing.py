"""A whole document printed: its pages, what stands around them, and the PDF's own information."""

from __future__ import annotations

import io
from collections.abc import Sequence

from app.deliverables.document import Cover, Divider, Document
from app.deliverables.letterhead import Letterhead
from app.deliverables.paper import paper
from app.deliverables.press.contents import Entry, Link, contents_boxes
from app.deliverables.press.covers import draw_cover, draw_divider
from app.deliverables.press.faces import told
from app.deliverables.press.pen import Pen
from app.deliverables.press.setting import Page, pages_of
from app.deliverables.press.sheet import (
    WORDMARK,
    Foot,
    Sheet,
    credit,
    notice,
    running_foot,
    running_head,
    sheet_for,
    watermark,
)


def printed(
    document: Document, letterhead: Letterhead, *, bound: bool, duplex: bool, numbered: bool
) -> bytes:
    """Return a document as PDF; without numbers the foot is left to the binder."""
    tokens = paper(letterhead.paper, letterhead.accent)
    sheet = sheet_for(tokens, document, bound=bound, duplex=duplex)
    stream = io.BytesIO()
    pen = Pen(stream, tokens, (sheet.width, sheet.height), shared=not numbered)
    _inform(pen, document, letterhead)
    pages = pages_of(document, sheet)
    for number, page in enumerate(pages, 1):
        if document.draft:
            watermark(pen, sheet)
        _draw(pen, sheet, number, page, document, letterhead)
        if numbered:
            foot = Foot(
                document.reference, document.version, document.confidentiality, number, len(pages)
            )
            if not isinstance(page.whole, Cover):
                running_foot(pen, sheet, number, foot)
            if number == len(pages):
                credit(pen, sheet, number, letterhead)
        pen.canvas.showPage()
    pen.canvas.save()
    return stream.getvalue()


def feet(
    sheets: Sequence[tuple[Document, Foot | None]], letterhead: Letterhead, *, duplex: bool
) -> bytes:
    """Return a page for each page of a binder that holds nothing but its foot.

    Args:
        sheets: for each page the document it belongs to and its foot; None for a page without.
        letterhead: the paper and the credit line, which stands on the last page.
        duplex: whether the binding edge changes sides.
    """
    tokens = paper(letterhead.paper, letterhead.accent)
    stream = io.BytesIO()
    pen = Pen(stream, tokens, (tokens.width, tokens.height))
    for number, (document, foot) in enumerate(sheets, 1):
        sheet = sheet_for(tokens, document, bound=True, duplex=duplex)
        pen.canvas.setPageSize((sheet.width, sheet.height))
        if foot is not None:
            running_foot(pen, sheet, number, foot)
        if number == len(sheets):
            credit(pen, sheet, number, letterhead)
        pen.canvas.showPage()
    pen.canvas.save()
    return stream.getvalue()


def contents(
    document: Document, entries: Sequence[Entry], letterhead: Letterhead, *, duplex: bool
) -> tuple[bytes, tuple[Link, ...]]:
    """Return the contents of a binder and where its lines lead.

    Args:
        document: its title and what else opens a document; blocks are set before the lines.
        entries: the lines.
        letterhead: the brand and the paper.
        duplex: whether the binding edge changes sides.
    """
    tokens = paper(letterhead.paper, letterhead.accent)
    sheet = sheet_for(tokens, document, bound=True, duplex=duplex)
    stream = io.BytesIO()
    pen = Pen(stream, tokens, (sheet.width, sheet.height), shared=True)
    places: list[Link] = []
    for number, page in enumerate(pages_of(document, sheet, contents_boxes(entries, places)), 1):
        if document.draft:
            watermark(pen, sheet)
        _draw(pen, sheet, number, page, document, letterhead)
        pen.canvas.showPage()
    pen.canvas.save()
    return stream.getvalue(), tuple(places)


def _draw(  # noqa: PLR0917 - a place, then what stands there
    pen: Pen, sheet: Sheet, number: int, page: Page, document: Document, letterhead: Letterhead
) -> None:
    """Draw one page without its foot."""
    match page.whole:
        case Cover() as cover:
            pen.bookmark(cover.title, 0, sheet.height)
            draw_cover(pen, sheet, number, cover, letterhead)
        case Divider() as divider:
            title = f"{divider.number}  {divider.title}".strip()
            pen.bookmark(title, 0, sheet.height)
            draw_divider(pen, sheet, number, divider)
        case None:
            name = document.title
            if number == 1:
                name = letterhead.firm or letterhead.consultant_name or name
            running_head(pen, sheet, number, letterhead, name)
            if document.notice:
                notice(pen, sheet, number, document.notice)
            y, last = sheet.top, 0.0
            for place, box in enumerate(page.boxes):
                y -= max(last, box.before) if place else 0.0
                box.draw(pen, sheet.left(number), y, sheet.measure)
                y -= box.height(sheet.measure)
                last = box.after


def _inform(pen: Pen, document: Document, letterhead: Letterhead) -> None:
    """Write the document information: what it is and who made it, nothing about the machine."""
    canvas = pen.canvas
    canvas.setTitle(told(document.title))
    canvas.setAuthor(told(document.author or letterhead.consultant_name))
    canvas.setSubject(told(" – ".join(part for part in (document.kind, document.subject) if part)))
    canvas.setKeywords(told(", ".join(document.keywords), 1000))
    canvas.setCreator(WORDMARK)
    canvas.setProducer(WORDMARK)
    canvas.setViewerPreference("DisplayDocTitle", "true")
