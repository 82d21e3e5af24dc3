"""Joining the documents of a binder: contents with links, page numbers, bookmarks, one file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from app.deliverables.document import Document
from app.deliverables.letterhead import Letterhead
from app.host.language import tr

_WORDMARK = "Becoming Great!"
_LARGEST_NUMBER = 8888


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the binder: its divider and documents, each with its pages."""

    number: str
    title: str
    documents: tuple[tuple[Document, bytes], ...]


@dataclass(frozen=True, slots=True)
class _Begun:
    """Where a document of a section begins (from 1)."""

    section: Section
    document: Document
    page: int
    is_divider: bool


def joined(
    cover: tuple[Document, bytes],
    sections: Sequence[Section],
    letterhead: Letterhead,
    *,
    duplex: bool,
) -> bytes:
    """Return cover, contents and sections as one PDF.

    Args:
        cover: the cover and its pages.
        sections: the parts with their pages, set without feet.
        letterhead: the brand and the paper.
        duplex: whether every document begins on a right-hand page.
    """
    body = _Binding(duplex=duplex)
    begun = [
        _Begun(section, document, body.add(document, content, section), place == 0)
        for section in sections
        for place, (document, content) in enumerate(section.documents)
    ]
    front = _Binding(duplex=duplex)
    front.add(cover[0], cover[1], None)
    page = replace(
        cover[0], title=tr("Contents"), kind="", subtitle="", subject="", blocks=(), on=None
    )
    drafted, _ = _contents(page, begun, _LARGEST_NUMBER, letterhead, duplex=duplex)
    before = front.length_with(drafted)
    content, links = _contents(page, begun, before, letterhead, duplex=duplex)
    first = front.add(page, content, None)
    front.append(body)
    _link(front.pdf, links, first)
    _number(front, letterhead, duplex=duplex)
    _bookmark(front.pdf, begun, before, first, letterhead)
    return _saved(front.pdf, cover[0], letterhead)


class _Binding:
    """Pages in the order in which they are bound, with what each belongs to."""

    def __init__(self, *, duplex: bool) -> None:
        self.pdf = Pdf.new()
        self.owners: list[tuple[Document, Section | None, bool]] = []
        self._duplex = duplex
        self._fonts: dict[str, pikepdf.Object] = {}

    def add(self, document: Document, content: bytes, section: Section | None) -> int:
        """Add a document's pages and return the number of the first, from 1."""
        first = len(self.pdf.pages) + 1
        with Pdf.open(io.BytesIO(content)) as source:
            self.pdf.pages.extend(source.pages)
        for page in self.pdf.pages[first - 1 :]:
            self._share_fonts(page)
            self.owners.append((document, section, False))
        if self._duplex and len(self.pdf.pages) % 2:
            box = self.pdf.pages[-1].mediabox
            self.pdf.add_blank_page(page_size=(float(box[2]), float(box[3])))
            self.owners.append((document, section, True))
        return first

    def append(self, other: _Binding) -> None:
        """Add all pages of another binding."""
        place = len(self.pdf.pages)
        self.pdf.pages.extend(other.pdf.pages)
        for page in self.pdf.pages[place:]:
            self._share_fonts(page)
        self.owners += other.owners

    def length_with(self, content: bytes) -> int:
        """Return how many pages there are once these are added."""
        with Pdf.open(io.BytesIO(content)) as source:
            length = len(self.pdf.pages) + len(source.pages)
        return length + length % 2 if self._duplex else length

    def _share_fonts(self, page: pikepdf.Page) -> None:
        """Let equal faces of all documents be one, and give each its own name."""
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font")
        if fonts is None:
            return
        for name in list(fonts.keys()):
            fonts[name] = self._one_of(fonts[name])

    def _one_of(self, font: pikepdf.Object) -> pikepdf.Object:
        descriptor = font.get("/FontDescriptor")
        if descriptor is None or "/FontFile2" not in descriptor:
            return font
        parts = (
            descriptor.FontFile2.read_raw_bytes(),
            font.ToUnicode.read_raw_bytes(),
            str(font.BaseFont).split("+")[-1].encode(),
        )
        key = hashlib.sha256(b"\0".join(parts)).hexdigest()
        if key not in self._fonts:
            tag = "".join(chr(ord("A") + int(digit, 16)) for digit in key[:6])
            named = Name("/" + tag + "+" + str(font.BaseFont).split("+")[-1])
            font.BaseFont = named
            descriptor.FontName = named
            self._fonts[key] = font
        return self._fonts[key]


def _contents(
    page: Document, begun: Sequence[_Begun], before: int, letterhead: Letterhead, *, duplex: bool
) -> tuple[bytes, tuple[tuple[int, tuple[float, float, float, float], int], ...]]:
    """Return the pages of the contents and where its lines lead."""
    from app.deliverables.press.contents import Entry
    from app.deliverables.press.printing import contents

    entries = [
        Entry(one.section.title, one.page + before, one.section.number, is_part=True)
        if one.is_divider
        else Entry(_called(one, letterhead), one.page + before)
        for one in begun
    ]
    content, links = contents(page, entries, letterhead, duplex=duplex)
    return content, tuple((link.on_page, link.box, link.to_page) for link in links)


def _called(one: _Begun, letterhead: Letterhead) -> str:
    """Return what a document is called in the contents: what it is, and about whom.

    Where the whole part is of one kind, such as job descriptions, the name alone says more.
    """
    document = one.document
    if document.listed:
        return document.listed
    if document.subject in ("", document.title, letterhead.client_name):
        return document.title
    kinds = {other.title for other, _ in one.section.documents[1:]}
    if len(one.section.documents) > 2 and len(kinds) == 1:
        return document.subject
    return f"{document.title} – {document.subject}"


def _link(
    pdf: Pdf, links: Sequence[tuple[int, tuple[float, float, float, float], int]], first: int
) -> None:
    """Lay a link over every line of the contents."""
    for on_page, box, to_page in links:
        page = pdf.pages[first + on_page - 2]
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(side, 2) for side in box]),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=String(tr("page {page}").format(page=to_page)),
            Dest=Array([pdf.pages[to_page - 1].obj, Name.Fit]),
        )
        if "/Annots" not in page.obj:
            page.obj.Annots = Array()
        page.obj.Annots.append(pdf.make_indirect(link))


def _number(binding: _Binding, letterhead: Letterhead, *, duplex: bool) -> None:
    """Print the foot of every page but the cover's and the blank ones'."""
    from app.deliverables.press.printing import feet
    from app.deliverables.press.sheet import Foot

    pdf, total = binding.pdf, len(binding.pdf.pages)
    cover = binding.owners[0][0]
    sheets: list[tuple[Document, Foot | None]] = []
    for place, (document, section, is_blank) in enumerate(binding.owners):
        tab = tr("Tab {number}").format(number=section.number) if section else ""
        foot = Foot(
            document.reference or cover.reference, document.version, document.confidentiality,
            place + 1, total, tab,
        )  # fmt: skip
        sheets.append((document, None if is_blank or document is cover else foot))
    with Pdf.open(io.BytesIO(feet(sheets, letterhead, duplex=duplex))) as printed:
        fonts: dict[str, pikepdf.Object] = {}
        for place, (page, drawn) in enumerate(zip(pdf.pages, printed.pages, strict=True)):
            if sheets[place][1] is None and place != total - 1:
                continue
            form = pdf.copy_foreign(drawn.as_form_xobject())
            shared = form.Resources.get("/Font")
            if shared is not None:
                for name in list(shared.keys()):
                    shared[name] = fonts.setdefault(name, shared[name])
            page.add_resource(form, Name.XObject, Name.Foot)
            page.contents_add(b"q /Foot Do Q")


def _bookmark(
    pdf: Pdf, begun: Sequence[_Begun], before: int, contents: int, letterhead: Letterhead
) -> None:
    """Give the binder its bookmarks: a tab for each part, its documents below."""
    from app.deliverables.press.faces import told

    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(tr("Contents"), contents - 1))
        for one in begun:
            place = one.page + before - 1
            if one.is_divider:
                title = f"{one.section.number}  {one.section.title}"
                outline.root.append(OutlineItem(told(title), place))
            else:
                outline.root[-1].children.append(OutlineItem(told(_called(one, letterhead)), place))


def _saved(pdf: Pdf, cover: Document, letterhead: Letterhead) -> bytes:
    """Return the bytes: the same for the same binder, and nothing about the machine."""
    from app.deliverables.press.faces import told

    info = pdf.docinfo
    info["/Title"] = told(cover.title)
    info["/Author"] = told(cover.author or letterhead.consultant_name)
    info["/Subject"] = told(cover.subject or letterhead.client_name)
    info["/Creator"] = info["/Producer"] = _WORDMARK
    root = pdf.Root
    root.Lang = String("en-US")
    root.PageMode = Name.UseOutlines
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stream = io.BytesIO()
    pdf.save(
        stream,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return stream.getvalue()
