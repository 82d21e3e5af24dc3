"""What takes a page or a line of its own: covers, dividers, bookmarks, signatures."""

from __future__ import annotations

import io

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Paragraph

from app.deliverables import document as doc
from app.deliverables.flowables import road
from app.deliverables.letterhead import Letterhead
from app.deliverables.paper import Paper
from app.deliverables.typeface import BODY, BOLD, ITALIC, STRONG, markup, plain

WORDMARK = "Becoming Great!"


class Mark(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """A bookmark where it stands."""

    def __init__(self, text: str, level: int) -> None:
        super().__init__()
        self.text = text
        self.level = level

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Set the bookmark."""
        height = self.canv.absolutePosition(0, 0)[1]
        key = f"{self.level}-{self.canv.getPageNumber()}-{height:.0f}"
        self.canv.bookmarkHorizontal(key, 0, 20)
        self.canv.addOutlineEntry(plain(self.text)[:120], key, self.level, closed=False)


class SignatureLine(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """One line to sign, with its date."""

    def __init__(self, paper: Paper, role: str, name: str, day: str) -> None:
        super().__init__()
        self.paper, self.role, self.name, self.day = paper, role, name, day

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the room taken."""
        self.width = width
        return width, 22

    def draw(self) -> None:
        """Draw the line and what stands under it."""
        canvas, size = self.canv, self.paper.size["small"]
        canvas.setStrokeColor(HexColor(self.paper.color["soft"]))
        canvas.setLineWidth(self.paper.space["rule"])
        canvas.line(0, 14, self.width * 0.66, 14)
        canvas.line(self.width * 0.72, 14, self.width, 14)
        canvas.setFont(BODY, size)
        canvas.setFillColor(HexColor(self.paper.color["soft"]))
        canvas.drawString(0, 4, plain(f"{self.role}: {self.name}".rstrip(": "))[:90])
        canvas.drawString(self.width * 0.72, 4, plain(f"Date {self.day}".rstrip())[:30])


class Whole(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """A cover or a divider: a page of its own."""

    def __init__(
        self, paper: Paper, letterhead: Letterhead, block: doc.Cover | doc.Divider
    ) -> None:
        super().__init__()
        self.paper = paper
        self.letterhead = letterhead
        self.block = block

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole page."""
        self.width, self.height = width, height - 1
        return self.width, self.height

    def draw(self) -> None:
        """Draw the page."""
        if isinstance(self.block, doc.Cover):
            self._cover(self.block)
        else:
            self._divider(self.block)

    def _cover(self, block: doc.Cover) -> None:
        """Draw the cover: wordmark, title, the road, and who stands behind it."""
        canvas, own = self.canv, self
        ink, soft = HexColor(own.paper.color["ink"]), HexColor(own.paper.color["soft"])
        canvas.setFillColor(HexColor(own.paper.color["accent"]))
        canvas.setFont(BOLD, 17)
        canvas.drawString(0, self.height - 20, WORDMARK)
        self._logo(own.letterhead.client_logo, self.width, self.height - 4)
        y = self.height * 0.62
        y = self._lines(block.title, BOLD, own.paper.size["cover"], y, ink)
        y = self._lines(block.subtitle, BODY, 15, y - 6, soft)
        for line in block.lines:
            y = self._lines(line, BODY, own.paper.size["lead"], y - 4, ink)
        road(canvas, own.paper, (8, self.height * 0.26), self.width - 16, block.road)
        canvas.setFillColor(ink)
        canvas.setFont(STRONG, own.paper.size["lead"])
        canvas.drawString(0, 34, plain(own.letterhead.consultant_name, STRONG))
        canvas.setFont(BODY, own.paper.size["body"])
        canvas.setFillColor(soft)
        canvas.drawString(0, 20, plain(own.letterhead.firm))
        canvas.setFont(ITALIC, own.paper.size["body"])
        canvas.drawString(0, 6, plain(own.letterhead.motto, ITALIC))
        self._logo(own.letterhead.firm_logo, self.width, 46)

    def _divider(self, block: doc.Divider) -> None:
        """Draw a divider: its number large, its title, what it is for."""
        canvas, own = self.canv, self
        accent, ink = HexColor(own.paper.color["accent"]), HexColor(own.paper.color["ink"])
        canvas.setFillColor(accent)
        canvas.setFont(BOLD, 72)
        canvas.drawString(0, self.height * 0.62, plain(block.number, BOLD))
        canvas.setStrokeColor(accent)
        canvas.setLineWidth(2.4)
        canvas.line(0, self.height * 0.62 - 18, 48, self.height * 0.62 - 18)
        y = self._lines(block.title, BOLD, 26, self.height * 0.62 - 56, ink)
        soft = HexColor(own.paper.color["soft"])
        self._lines(block.sentence, BODY, own.paper.size["lead"], y - 4, soft)

    def _lines(self, text: str, font: str, size: float, y: float, color: Color) -> float:
        """Write a text in as many lines as it needs and return where the next one begins."""
        style = ParagraphStyle("w", fontName=font, fontSize=size, leading=size * 1.2)
        style.textColor = color
        if not text:
            return y
        made = Paragraph(markup(text[:400], font), style)
        _, height = made.wrap(self.width * 0.9, self.height)
        made.drawOn(self.canv, 0, y - height + size)
        return float(y - height)

    def _logo(self, content: bytes | None, right: float, top: float) -> None:
        """Draw a logo at the right, no larger than 1.6 by 0.7 inches; a broken one is left out."""
        if not content:
            return
        try:
            picture = ImageReader(io.BytesIO(content))
            wide, high = picture.getSize()
            share = min(115 / wide, 50 / high)
            self.canv.drawImage(
                picture,
                right - wide * share,
                top - high * share,
                wide * share,
                high * share,
                "auto",
            )
        except (OSError, ValueError, ZeroDivisionError):
            return
