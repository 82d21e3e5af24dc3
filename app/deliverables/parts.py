"""The binder from parts: each set on its own, then joined, numbered and bookmarked.

A part that did not change is not set again: it is kept, in memory only, by the hash of what it
is made of. The numbers of the pages are stamped when all counts are known.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pikepdf

from app.deliverables import document as doc
from app.deliverables.letterhead import Letterhead
from app.deliverables.pdf import numbers, render
from app.deliverables.typeface import plain
from app.host.language import tr

Progress = Callable[[int, int, str], None]

_kept: dict[str, bytes] = {}
_MOST_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Part:
    """A tab of the binder.

    Attributes:
        number: the number on its divider.
        title: its name in the contents and the bookmarks.
        sentence: what it is for, on the divider.
        documents: what stands in it.
    """

    number: int
    title: str
    sentence: str
    documents: tuple[doc.Document, ...]


def silent(_done: int, _total: int, _text: str = "") -> None:
    """Report progress to nobody."""


def binder(
    cover: doc.Document,
    parts: Sequence[Part],
    letterhead: Letterhead,
    *,
    progress: Progress = silent,
) -> bytes:
    """Return the whole binder as PDF: cover, contents, a divider and the documents of each part.

    Args:
        cover: the cover page.
        parts: the tabs in their order; each begins on an odd page.
        letterhead: the brand beside the wordmark.
        progress: told of each document; it may raise to cancel.
    """
    total = sum(len(part.documents) + 1 for part in parts) + 2
    done = 0
    joined = pikepdf.new()
    starts: list[tuple[Part, int, list[tuple[doc.Document, int]]]] = []
    _append(joined, _set(cover, letterhead))
    _even_out(joined)
    contents_pages = _contents_length(cover, parts, letterhead)
    first = len(joined.pages) + contents_pages + contents_pages % 2
    body = pikepdf.new()
    for part in parts:
        starts.append((part, first + len(body.pages), []))
        divider = doc.Document(
            part.title,
            (doc.Divider(str(part.number), part.title, part.sentence),),
            reference=cover.reference,
        )
        for document in (divider, *part.documents):
            done += 1
            progress(done, total, document.subject or document.title)
            if document is not divider:
                starts[-1][2].append((document, first + len(body.pages)))
            _append(body, _set(document, letterhead))
            if document is divider:
                _even_out(body)
        _even_out(body)
    _append(joined, _set(_contents(cover, starts), letterhead))
    _even_out(joined)
    joined.pages.extend(body.pages)
    _stamp(joined, letterhead)
    _bookmark(joined, starts)
    return _saved(joined, cover, letterhead)


def _set(document: doc.Document, letterhead: Letterhead) -> bytes:
    """Return a document's pages, from what was kept where nothing changed."""
    key = hashlib.sha256(f"{document!r}{letterhead!r}".encode()).hexdigest()
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = render(document, letterhead, bound=True, numbered=False)
    return _kept[key]


def _append(target: pikepdf.Pdf, content: bytes) -> None:
    """Add the pages of a document."""
    with pikepdf.open(io.BytesIO(content)) as source:
        target.pages.extend(source.pages)


def _even_out(target: pikepdf.Pdf) -> None:
    """Add a blank page where the next one would not lie on the right-hand side."""
    if len(target.pages) % 2:
        size = target.pages[-1].mediabox
        target.add_blank_page(page_size=(float(size[2]), float(size[3])))


def _contents(
    cover: doc.Document,
    starts: Sequence[tuple[Part, int, Sequence[tuple[doc.Document, int]]]],
) -> doc.Document:
    """Return the contents: every part and its documents with the page each begins on."""
    rows = []
    for part, page, documents in starts:
        rows.append(
            (
                doc.Cell(str(part.number), "strong"),
                doc.Cell(part.title, "strong"),
                doc.Cell(str(page + 1), "strong"),
            )
        )
        rows += [
            (doc.Cell(""), doc.Cell(_called(document)), doc.Cell(str(at + 1)))
            for document, at in documents
        ]
    columns = (
        doc.Column(tr("Tab"), 0.5),
        doc.Column(tr("What it is"), 6),
        doc.Column(tr("Page"), 0.7, "right"),
    )
    empty = tr("Nothing has been written yet.")
    table = doc.Table(columns, tuple(rows), empty=empty)
    return doc.Document(tr("Contents"), (table,), reference=cover.reference)


def _contents_length(cover: doc.Document, parts: Sequence[Part], letterhead: Letterhead) -> int:
    """Return how many pages the contents take, whatever the numbers in them."""
    widest = [(part, 8887, [(d, 8887) for d in part.documents]) for part in parts]
    with pikepdf.open(io.BytesIO(_set(_contents(cover, widest), letterhead))) as found:
        return len(found.pages)


def _called(document: doc.Document) -> str:
    """Return what a document is called in the contents."""
    return document.subject or document.title


def _stamp(target: pikepdf.Pdf, letterhead: Letterhead) -> None:
    """Print the number of each page and of all into its foot, the cover left alone."""
    total = len(target.pages)
    with pikepdf.open(io.BytesIO(numbers(total, letterhead))) as stamps:
        for place, page in enumerate(target.pages):
            if place:
                stamp = target.copy_foreign(stamps.pages[place].as_form_xobject())
                page.add_resource(stamp, pikepdf.Name.XObject, pikepdf.Name.PageNumber)
                page.contents_add(b"q /PageNumber Do Q")


def _bookmark(
    target: pikepdf.Pdf,
    starts: Sequence[tuple[Part, int, Sequence[tuple[doc.Document, int]]]],
) -> None:
    """Give the binder its bookmarks: a tab for each part, its documents below."""
    with target.open_outline() as outline:
        for part, page, documents in starts:
            item = pikepdf.OutlineItem(plain(f"{part.number}  {part.title}"), page)
            item.children.extend(
                pikepdf.OutlineItem(plain(_called(document)), at) for document, at in documents
            )
            outline.root.append(item)


def _saved(target: pikepdf.Pdf, cover: doc.Document, letterhead: Letterhead) -> bytes:
    """Return the bytes: the same for the same binder."""
    info = target.docinfo
    info["/Title"] = plain(cover.title)
    info["/Author"] = plain(letterhead.consultant_name)
    info["/Creator"] = info["/Producer"] = "Becoming Great!"
    target.Root.Lang = pikepdf.String("en-US")
    target.Root.PageMode = pikepdf.Name.UseOutlines
    target.remove_unreferenced_resources()
    stream = io.BytesIO()
    target.save(stream, deterministic_id=True)
    return stream.getvalue()
