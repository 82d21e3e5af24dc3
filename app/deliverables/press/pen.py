"""The pen: draws on a ReportLab canvas in the tokens of paper, and nothing but drawing."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.deliverables.paper import Paper
from app.deliverables.press import fields
from app.deliverables.press.faces import TEXT, everyday, face, told
from app.deliverables.press.lines import Line, Type, one_line

HAIR = 0.4


class Pen:
    """Draws text, lines and shapes; every color is a token, or two tokens mixed."""

    def __init__(
        self, stream: io.BytesIO, paper: Paper, size: tuple[float, float], *, shared: bool = False
    ) -> None:
        """Begin a PDF.

        Args:
            stream: where it is written to.
            paper: the tokens.
            size: width and height of the first page.
            shared: embed each face with the same everyday characters, so that a binder of many
                documents holds it once. What is bound is filled in by hand and has no fields.
        """
        face(TEXT)
        self.paper = paper
        self._shared = shared
        self._begun: set[str] = set()
        self.canvas: Any = Canvas(
            stream, pagesize=size, initialFontName=TEXT, invariant=1, lang="en-US"
        )
        self._colors: dict[tuple[str, float], Any] = {}
        self._bookmarks = 0
        self._level = -1

    def bookmark(self, text: str, level: int, y: float) -> None:
        """Give the reader a bookmark to this height; levels never skip one."""
        key = f"place-{self._bookmarks}"
        self._bookmarks += 1
        self._level = min(level, self._level + 1)
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=y)
        self.canvas.addOutlineEntry(told(text), key, level=self._level, closed=0)

    def color(self, token: str, share: float = 1.0) -> Any:  # noqa: ANN401 - a ReportLab color
        """Return a token's color; a share below 1 mixes it with the white of the paper."""
        key = (token, share)
        if key not in self._colors:
            found = HexColor(self.paper.color[token])
            parts = (1 - (1 - part) * share for part in (found.red, found.green, found.blue))
            self._colors[key] = type(found)(*parts)
        return self._colors[key]

    def line_of_text(
        self, x: float, baseline: float, line: Line, kind: Type, width: float = 0.0
    ) -> None:
        """Draw one line at a baseline; with a width it is aligned inside it."""
        x += _offset(line, kind, width)
        text = self.canvas.beginText(x, baseline)
        text.setFillColor(self.color(kind.color))
        if kind.spacing:
            text.setCharSpace(kind.spacing)
        for name, run in line.runs:
            if name not in self._begun:
                self._begin(name)
            text.setFont(name, kind.size, kind.leading)
            text.textOut(run)
        if kind.spacing:
            text.setCharSpace(0)
        self.canvas.drawText(text)

    def _begin(self, name: str) -> None:
        """Make a face known to this PDF."""
        self._begun.add(name)
        font = face(name)
        if self._shared:
            font.splitString(everyday(name), self.canvas._doc)  # noqa: SLF001 - no other way in

    def say(  # noqa: PLR0917 - a place, then what stands there
        self, x: float, baseline: float, text: str, kind: Type, width: float, align: str = "left"
    ) -> float:
        """Draw a text on one line, cut where it does not fit; return the width it took."""
        line = one_line(text, kind, width)
        shift = {"left": 0.0, "center": (width - line.width) / 2, "right": width - line.width}
        self.line_of_text(x + shift[align], baseline, line, kind)
        return line.width

    def rule(  # noqa: PLR0917 - a place, then what stands there
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        color: str = "line",
        weight: float = HAIR,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line, a hairline unless it is said otherwise."""
        self.canvas.setStrokeColor(self.color(color))
        self.canvas.setLineWidth(weight)
        self.canvas.setDash(list(dash), 0) if dash else self.canvas.setDash()
        self.canvas.line(x1, y1, x2, y2)

    def block(  # noqa: PLR0917 - a place, then what stands there
        self, x: float, y: float, width: float, height: float, color: str, share: float = 1.0
    ) -> None:
        """Fill a rectangle."""
        self.canvas.setFillColor(self.color(color, share))
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def frame(  # noqa: PLR0917 - a place, then what stands there
        self, x: float, y: float, width: float, height: float, color: str = "line",
        weight: float = HAIR,
    ) -> None:  # fmt: skip
        """Draw the outline of a rectangle."""
        self.canvas.setStrokeColor(self.color(color))
        self.canvas.setLineWidth(weight)
        self.canvas.setDash()
        self.canvas.rect(x, y, width, height, stroke=1, fill=0)

    def ring(
        self, x: float, y: float, radius: float, color: str = "ink", *,
        filled: bool = False, weight: float = 0.8,
    ) -> None:  # fmt: skip
        """Draw a disc, or a ring with the paper inside it."""
        self.canvas.setStrokeColor(self.color(color))
        self.canvas.setLineWidth(weight)
        self.canvas.setDash()
        self.canvas.setFillColor(self.color(color if filled else "paper"))
        self.canvas.circle(x, y, radius, stroke=1, fill=1)

    def path(
        self, points: Sequence[tuple[float, float]], color: str, *,
        weight: float = 0.8, filled: bool = False, closed: bool = False, dash: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """Draw a line through points, or the shape they enclose."""
        made = self.canvas.beginPath()
        made.moveTo(*points[0])
        for point in points[1:]:
            made.lineTo(*point)
        if closed:
            made.close()
        self.canvas.setStrokeColor(self.color(color))
        self.canvas.setFillColor(self.color(color if filled else "paper"))
        self.canvas.setLineWidth(weight)
        self.canvas.setDash(list(dash), 0) if dash else self.canvas.setDash()
        self.canvas.drawPath(made, stroke=1, fill=1 if closed else 0)

    def hatched(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle with slanted lines: the pattern that says *the wrong way*."""
        with self.state():
            clip = self.canvas.beginPath()
            clip.rect(x, y, width, height)
            self.canvas.clipPath(clip, stroke=0, fill=0)
            step, start = 3.0, x - height
            while start < x + width:
                self.rule(start, y, start + height, y + height, color, 0.6)
                start += step
        self.frame(x, y, width, height, color, 0.6)

    def picture(self, image: ImageReader, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture."""
        self.canvas.drawImage(image, x, y, width, height, mask="auto")

    def choice(  # noqa: PLR0917 - a place, then what stands there
        self, x: float, y: float, radius: float, name: str, value: str, about: str
    ) -> None:
        """Place a ring that can be chosen on a computer."""
        if self._shared:
            self.ring(x, y, radius, "soft", weight=0.7)
            return
        colors = (self.color("soft"), self.color("paper"), self.color("accent"))
        place = (x - radius, y - radius, 2 * radius)
        fields.choice(self.canvas, *place, colors, name=name, value=value, about=about)

    def writing(  # noqa: PLR0917 - a place, then what stands there
        self, x: float, y: float, width: float, height: float, name: str, about: str,
        *, longest: int, lines: int,
    ) -> None:  # fmt: skip
        """Place room to write on a computer."""
        if self._shared:
            self.frame(x, y, width, height, "soft")
            return
        fields.writing(
            self.canvas, x, y, width, height, (self.color("soft"), self.color("ink")),
            name=name, about=about, longest=longest, lines=lines,
        )  # fmt: skip

    def hidden(self, name: str, value: str) -> None:
        """Put a text in the PDF that nobody sees."""
        if not self._shared:
            fields.hidden(self.canvas, name, value)

    @contextmanager
    def state(self) -> Iterator[None]:
        """Keep what is changed inside from what follows."""
        self.canvas.saveState()
        try:
            yield
        finally:
            self.canvas.restoreState()

    @contextmanager
    def shrunk(self, x: float, top: float, factor: float) -> Iterator[None]:
        """Draw smaller, the upper left corner kept: for what no page could hold."""
        with self.state():
            self.canvas.translate(x, top)
            self.canvas.scale(factor, factor)
            self.canvas.translate(-x, -top)
            yield


def _offset(line: Line, kind: Type, width: float) -> float:
    """Return how far inside its measure a line begins."""
    if width <= 0:
        return 0.0
    align = kind.align
    if line.from_right and align == "left":
        align = "right"
    room = width - line.width
    return {"left": 0.0, "center": room / 2, "right": room}[align]
