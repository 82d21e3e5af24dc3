"""From a document to pages. Equal documents and letterheads give equal bytes.

User text reaches ReportLab through `typeface.markup` and `typeface.plain` only.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from app.deliverables import document as doc
from app.deliverables.figures import Bars, Road
from app.deliverables.flowables import (
    FromToNow,
    RoadLine,
    WritingLines,
    draw_spaced,
    mark_of,
    picture,
    qr,
    table_of,
)
from app.deliverables.letterhead import Letterhead
from app.deliverables.paper import paper
from app.deliverables.settings import grid, styles
from app.deliverables.typeface import BODY, BOLD, ITALIC, STRONG, in_pieces, markup, plain, register
from app.deliverables.whole_pages import WORDMARK, Mark, SignatureLine, Whole

_LONGEST_HEAD = 120  # a head is repeated on each page and must leave room for its rows
_CLASS_WORDS = {"general": "General", "team": "Team", "personal": "Personal"}


def render(
    document: doc.Document,
    letterhead: Letterhead,
    *,
    bound: bool = False,
    numbered: bool = True,
) -> bytes:
    """Return a document as PDF.

    Args:
        document: what stands on the pages.
        letterhead: the brand beside the wordmark.
        bound: leave the binding edge, mirrored for printing on both sides.
        numbered: print "page x of y"; a binder stamps its own numbers.
    """
    register()
    setter = _Setter(document, letterhead, bound=bound, numbered=numbered)
    return setter.set()


class _Numbered(Canvas):  # type: ignore[misc] # ReportLab ships no types
    """A canvas that knows how many pages there are before it writes the foot of each."""

    foot: Callable[[Canvas, int, int], None]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initialFontName"] = BODY
        super().__init__(*args, **kwargs)
        self._states: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page until the last one is known."""
        self._states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write every page with its foot."""
        for number, state in enumerate(self._states, start=1):
            self.__dict__.update(state)
            self.foot(self, number, len(self._states))
            super().showPage()
        super().save()


class _Setter:
    """Sets one document."""

    def __init__(
        self, document: doc.Document, letterhead: Letterhead, *, bound: bool, numbered: bool
    ) -> None:
        self.document = document
        self.letterhead = letterhead
        self.numbered = numbered
        self.bound = bound
        self.paper = paper(letterhead.paper, letterhead.accent)
        self.styles = styles(self.paper)

    def set(self) -> bytes:
        """Set the document and return its bytes."""
        stream = io.BytesIO()
        template = BaseDocTemplate(
            stream,
            pagesize=(self.paper.width, self.paper.height),
            title=plain(self.document.title),
            author=plain(self.letterhead.consultant_name),
            subject=plain(self.document.subject),
            creator=WORDMARK,
            producer=WORDMARK,
            lang="en-US",
            invariant=1,
        )
        kinds = ["odd", "even", "bare"]
        if self.document.blocks and isinstance(self.document.blocks[0], doc.Cover | doc.Divider):
            kinds.reverse()
        template.addPageTemplates([self._page(kind) for kind in kinds])
        canvas = type("_Canvas", (_Numbered,), {"foot": staticmethod(self._foot)})
        template.build(list(self._story()), canvasmaker=canvas)
        return stream.getvalue()

    # ------------------------------------------------------------------ the page around

    def _page(self, kind: str) -> PageTemplate:
        """Return a page: odd and even have their binding edge inside, bare has no head."""
        left, right = self._edges(is_odd=kind != "even")
        head = self.paper.space["margin"] if kind == "bare" else self.paper.space["head"]
        foot = self.paper.space["foot"]
        frame = Frame(
            left,
            foot,
            self.paper.width - left - right,
            self.paper.height - head - foot,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        after = {"odd": "even", "even": "odd", "bare": "even"}[kind] if self.bound else "odd"
        return PageTemplate(
            id=kind,
            frames=[frame],
            onPage=partial(self._head, kind),
            autoNextPageTemplate=after,
        )

    def _edges(self, *, is_odd: bool) -> tuple[float, float]:
        """Return the left and right margins of a page."""
        margin, binding = self.paper.space["margin"], self.paper.space["binding"]
        if not self.bound:
            return margin, margin
        return (binding, margin) if is_odd else (margin, binding)

    def _head(self, kind: str, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Draw what stands behind and above the text of a page."""
        if self.document.draft:
            self._draft(canvas)
        if kind == "bare":
            return
        left, right = self._edges(is_odd=kind != "even")
        y = self.paper.height - 40
        canvas.setFillColor(HexColor(self.paper.color["soft"]))
        draw_spaced(canvas, left, y, self.letterhead.client_name[:60], self.paper.size["label"])
        canvas.setFont(BODY, self.paper.size["small"])
        words = " · ".join(t for t in (self.document.title, self.document.subject) if t)
        canvas.drawRightString(self.paper.width - right, y, plain(words)[:90])
        canvas.setStrokeColor(HexColor(self.paper.color["line"]))
        canvas.setLineWidth(self.paper.space["rule"])
        canvas.line(left, y - 7, self.paper.width - right, y - 7)

    def _draft(self, canvas: Canvas) -> None:
        """Write DRAFT across a page, behind everything."""
        canvas.saveState()
        canvas.setFillColor(HexColor(self.paper.color["draft"]))
        canvas.setFont(BOLD, 110)
        canvas.translate(self.paper.width / 2, self.paper.height / 2)
        canvas.rotate(48)
        canvas.drawCentredString(0, -35, "DRAFT")
        canvas.restoreState()

    def _foot(self, canvas: Canvas, number: int, total: int) -> None:
        """Draw the running foot: wordmark, what it is, who may hold it, page x of y."""
        left, right = self._edges(is_odd=number % 2 == 1)
        y = 30
        canvas.setFont(BOLD, self.paper.size["small"])
        canvas.setFillColor(HexColor(self.paper.color["accent"]))
        canvas.drawString(left, y, WORDMARK)
        canvas.setFillColor(HexColor(self.paper.color["soft"]))
        canvas.setFont(BODY, self.paper.size["small"])
        canvas.drawCentredString(self.paper.width / 2, y, self._identity())
        if self.numbered:
            canvas.drawRightString(self.paper.width - right, y, f"page {number} of {total}")
        if number == total and self.letterhead.credit_line:
            canvas.setFont(ITALIC, 7)
            canvas.drawString(left, y - 12, plain(self.letterhead.credit_line, ITALIC)[:150])

    def _identity(self) -> str:
        """Return the document's reference, version and class."""
        parts = [
            self.document.reference,
            f"version {self.document.version}",
            _CLASS_WORDS[self.document.confidentiality],
        ]
        return plain("  ·  ".join(part for part in parts if part))

    # ------------------------------------------------------------------ the text

    def _story(self) -> Iterator[Flowable]:
        """Yield everything that stands on the pages."""
        blocks = self.document.blocks
        if blocks and isinstance(blocks[0], doc.Cover | doc.Divider):
            yield Whole(self.paper, self.letterhead, blocks[0])
            blocks = blocks[1:]
            if not blocks:
                return
            yield NextPageTemplate("even" if self.bound else "odd")
            yield PageBreak()
        yield from self._title()
        for block in blocks:
            yield from self._block(block)

    def _title(self) -> Iterator[Flowable]:
        """Yield the title of the document above its first block."""
        yield Mark(self.document.subject or self.document.title, 0)
        yield Paragraph(markup(self.document.title.upper(), STRONG), self.styles["label"])
        if self.document.subject:
            yield Paragraph(markup(self.document.subject, STRONG), self.styles["title"])
        accent = HexColor(self.paper.color["accent"])
        yield HRFlowable(36, 2.4, color=accent, spaceBefore=2, spaceAfter=12, hAlign="LEFT")

    def _block(self, block: doc.Block) -> Iterator[Flowable]:
        """Yield the flowables of one block."""
        setter = _SETTERS[type(block)]
        yield from setter(self, block)

    def heading(self, block: doc.Heading) -> Iterator[Flowable]:
        """Set a heading; it never stands alone at the foot of a page."""
        yield CondPageBreak(72 if block.level == 1 else 54)
        if block.level == 1:
            yield Mark(block.text, 1)
        yield Paragraph(markup(block.text, STRONG), self.styles[f"h{min(block.level, 3)}"])

    def paragraph(self, block: doc.Paragraph) -> Iterator[Flowable]:
        """Set text, a long one in pieces."""
        style = self.styles[block.style]
        font = style.fontName
        text = block.text.upper() if block.style == "label" else block.text
        for piece in in_pieces(text):
            yield Paragraph(markup(piece, font), style) if piece.strip() else Spacer(1, 6)

    def bullets(self, block: doc.Bullets) -> Iterator[Flowable]:
        """Set points."""
        for item in block.items:
            pieces = list(in_pieces(item))
            for place, piece in enumerate(pieces):
                style = self.styles["bullet"]
                bullet = "•" if place == 0 else None
                yield Paragraph(markup(piece), style, bulletText=bullet)

    def facts(self, block: doc.Facts) -> Iterator[Flowable]:
        """Set labels with what they say."""
        rows = [
            (self._cell(label.upper(), "label"), self._cell(text, "body"))
            for label, text in block.rows
        ]
        if rows:
            width = self._width()
            yield grid(rows, [width * 0.26, width * 0.74], self.paper, head=0)
            yield Spacer(1, 8)

    def table(self, block: doc.Table) -> Iterator[Flowable]:
        """Set a table; its head repeats, and no empty grid is printed."""
        if block.caption:
            yield Paragraph(markup(block.caption, STRONG), self.styles["h3"])
        if not block.rows:
            yield Paragraph(markup(block.empty or "–", ITALIC), self.styles["soft"])
            return
        total = sum(column.share for column in block.columns) or 1
        widths = [self._width() * column.share / total for column in block.columns]
        aligns = ["right" if c.numeric and c.align == "left" else c.align for c in block.columns]
        head = [
            self._cell(column.title[:_LONGEST_HEAD].upper(), "label", column.align)
            for column in block.columns
        ]
        rows = [
            tuple(
                self._marked(doc.Cell(cell) if isinstance(cell, str) else cell, align)
                for cell, align in zip(row, aligns, strict=False)
            )
            for row in block.rows
        ]
        yield grid([tuple(head), *rows], widths, self.paper, head=1)
        if block.note:
            yield Paragraph(markup(block.note), self.styles["small"])
        yield Spacer(1, 8)

    def scale(self, block: doc.Scale) -> Iterator[Flowable]:
        """Set the levels of a scale; the chosen one is marked in ink, not by color alone."""
        rows = []
        for level, label, text in block.levels:
            chosen = block.chosen is not None and round(block.chosen) == level
            mark = "■" if chosen else "□"
            words = f"{level}  {label}"
            rows.append(
                (
                    self._cell(mark, "cell"),
                    self._cell(words, "strong" if chosen else "cell"),
                    self._cell(text, "strong" if chosen else "cell"),
                )
            )
        width = self._width()
        yield grid(rows, [18, width * 0.26, width * 0.74 - 18], self.paper, head=0)
        yield Spacer(1, 8)

    def ruled(self, block: doc.Ruled) -> Iterator[Flowable]:
        """Set lines for a pen."""
        yield Paragraph(markup(block.label.upper(), STRONG), self.styles["label"])
        yield WritingLines(self.paper, block.lines, block.filled)
        yield Spacer(1, 10)

    def callout(self, block: doc.Callout) -> Iterator[Flowable]:
        """Set a sentence apart, with a bar at its left."""
        color = {"note": "accent", "warn": "warn", "good": "good"}[block.kind]
        inside: list[Flowable] = []
        if block.title:
            inside.append(Paragraph(markup(block.title, STRONG), self.styles["h3"]))
        inside += self.paragraph(doc.Paragraph(block.text))
        made = Table([[flowable] for flowable in inside], colWidths=[self._width()], splitInRow=1)
        made.setStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), BODY),
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(self.paper.color["wash"])),
                ("LINEBEFORE", (0, 0), (0, -1), 2.4, HexColor(self.paper.color[color])),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
        yield made
        yield Spacer(1, 8)

    def signature(self, block: doc.Signature) -> Iterator[Flowable]:
        """Set lines to sign."""
        inside: list[Flowable] = []
        if block.statement:
            inside.append(Paragraph(markup(block.statement), self.styles["body"]))
        for role, name, day in block.roles:
            inside += [Spacer(1, 22), SignatureLine(self.paper, role, name, day)]
        yield KeepTogether([*inside, Spacer(1, 8)])

    def figure(self, block: doc.Figure) -> Iterator[Flowable]:
        """Set a drawing with its numbers beside it."""
        if block.caption:
            yield Paragraph(markup(block.caption, STRONG), self.styles["h3"])
        drawing = block.drawing
        if isinstance(drawing, Bars):
            for bar in drawing.bars:
                yield FromToNow(self.paper, bar)
            yield Spacer(1, 6)
        elif isinstance(drawing, Road):
            yield RoadLine(self.paper, drawing.states)
        elif block.numbers is None:
            yield from self.table(table_of(drawing))
        if block.numbers is not None:
            yield from self.table(block.numbers)

    def tick_boxes(self, block: doc.TickBoxes) -> Iterator[Flowable]:
        """Set statements with a box each."""
        rows = [
            (self._cell("☑" if place in block.checked else "☐", "cell"), self._cell(item, "body"))
            for place, item in enumerate(block.items)
        ]
        if rows:
            yield grid(rows, [18, self._width() - 18], self.paper, head=0)
            yield Spacer(1, 8)

    def two_columns(self, block: doc.TwoColumns) -> Iterator[Flowable]:
        """Set two columns, one after the other: each may be longer than a page."""
        for inner in (*block.left, *block.right):
            yield from self._block(inner)

    def road_mark(self, block: doc.RoadMark) -> Iterator[Flowable]:
        """Set the road."""
        yield RoadLine(self.paper, block.states)

    def picture(self, block: doc.Picture) -> Iterator[Flowable]:
        """Set a picture, shrunk to the page; a broken one is said by its words."""
        made = picture(block.png, min(block.width_mm * 72 / 25.4, self._width()))
        yield made or Paragraph(markup(block.alt, ITALIC), self.styles["soft"])

    def qr_code(self, block: doc.QrCode) -> Iterator[Flowable]:
        """Set a QR code with its text readable under it."""
        yield qr(block.text)
        yield from self.paragraph(doc.Paragraph(block.caption or block.text, "small"))

    def together(self, block: doc.KeepTogether) -> Iterator[Flowable]:
        """Set blocks on one page where they fit."""
        inside = [flowable for inner in block.blocks for flowable in self._block(inner)]
        yield KeepTogether(inside)

    def page_break(self, _block: doc.PageBreak) -> Iterator[Flowable]:
        """Begin a new page."""
        yield PageBreak()

    def whole(self, block: doc.Cover | doc.Divider) -> Iterator[Flowable]:
        """Set a cover or divider in the middle of a document."""
        yield NextPageTemplate("bare")
        yield PageBreak()
        yield Whole(self.paper, self.letterhead, block)
        yield NextPageTemplate("odd")
        yield PageBreak()

    def _cell(self, text: str, style: str, align: str = "left") -> list[Flowable]:
        """Return what stands in a cell of a table."""
        name = style if style in self.styles else "cell"
        if align != "left":
            name = f"{name}-{align}"
        chosen = self.styles[name]
        return [Paragraph(markup(piece, chosen.fontName), chosen) for piece in in_pieces(text)]

    def _marked(self, cell: doc.Cell, align: str) -> list[Flowable]:
        """Return a cell with its mark before its text; a mark is a sign and never color alone."""
        text = f"{mark_of(cell)} {cell.text}".strip()
        style = {"head": "strong", "good": "strong", "warn": "strong", "bad": "strong"}
        return self._cell(text, style.get(cell.style, cell.style or "cell"), align)

    def _width(self) -> float:
        """Return the width of the text."""
        left, right = self._edges(is_odd=True)
        return self.paper.width - left - right


_SETTERS: dict[type, Callable[[_Setter, Any], Iterator[Flowable]]] = {
    doc.Heading: _Setter.heading,
    doc.Paragraph: _Setter.paragraph,
    doc.Bullets: _Setter.bullets,
    doc.Facts: _Setter.facts,
    doc.Table: _Setter.table,
    doc.Scale: _Setter.scale,
    doc.Ruled: _Setter.ruled,
    doc.Callout: _Setter.callout,
    doc.Signature: _Setter.signature,
    doc.Figure: _Setter.figure,
    doc.TickBoxes: _Setter.tick_boxes,
    doc.TwoColumns: _Setter.two_columns,
    doc.RoadMark: _Setter.road_mark,
    doc.Picture: _Setter.picture,
    doc.QrCode: _Setter.qr_code,
    doc.KeepTogether: _Setter.together,
    doc.PageBreak: _Setter.page_break,
    doc.Cover: _Setter.whole,
    doc.Divider: _Setter.whole,
}


def numbers(total: int, letterhead: Letterhead) -> bytes:
    """Return pages that hold nothing but "page x of y", where the foot of a bound page has it."""
    register()
    tokens = paper(letterhead.paper, letterhead.accent)
    stream = io.BytesIO()
    canvas = Canvas(
        stream, pagesize=(tokens.width, tokens.height), invariant=1, initialFontName=BODY
    )
    for number in range(1, total + 1):
        right = tokens.space["margin" if number % 2 else "binding"]
        canvas.setFont(BODY, tokens.size["small"])
        canvas.setFillColor(HexColor(tokens.color["soft"]))
        canvas.drawRightString(tokens.width - right, 30, f"page {number} of {total}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
