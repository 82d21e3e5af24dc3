"""What ReportLab has no word for: lines to write on, the road, bars from-to-now, a scale."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing as Shapes
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image

from app.deliverables.document import Cell, Column, Table
from app.deliverables.figures import Bar, Matrix, Profile, RoadState, Trend
from app.deliverables.paper import Paper
from app.deliverables.typeface import BODY, STRONG, plain
from app.domain.scales import plain as number

STAGES = 7


class WritingLines(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """Ruled lines for a pen, with what is known already standing on them."""

    def __init__(self, paper: Paper, lines: int, filled: str) -> None:
        super().__init__()
        self.paper = paper
        self.lines = max(1, lines)
        self.filled = filled

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the room taken."""
        self.width = width
        self.texts = simpleSplit(plain(self.filled), BODY, self.paper.size["body"], width - 4)
        self.lines = max(self.lines, len(self.texts))
        return width, self.lines * self.paper.space["writing"]

    def draw(self) -> None:
        """Draw the lines and the text above them."""
        step = self.paper.space["writing"]
        self.canv.setLineWidth(self.paper.space["rule"])
        self.canv.setStrokeColor(HexColor(self.paper.color["soft"]))
        self.canv.setFillColor(HexColor(self.paper.color["ink"]))
        self.canv.setFont(BODY, self.paper.size["body"])
        for place in range(self.lines):
            y = self.height_of(place, step)
            self.canv.line(0, y, self.width, y)
            if place < len(self.texts):
                self.canv.drawString(2, y + 4, self.texts[place])

    def height_of(self, place: int, step: float) -> float:
        """Return how high a line stands above the lower edge."""
        return (self.lines - 1 - place) * step + 2

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Stand on two pages where one has no room."""
        step = self.paper.space["writing"]
        fit = int(height // step)
        if fit < 1 or fit >= self.lines:
            return []
        here = WritingLines(self.paper, fit, "\n".join(self.texts[:fit]))
        there = WritingLines(self.paper, self.lines - fit, "\n".join(self.texts[fit:]))
        return [here, there]


class FromToNow(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """One bar: where it began, where it is now, where it is to go."""

    def __init__(self, paper: Paper, bar: Bar) -> None:
        super().__init__()
        self.paper = paper
        self.bar = bar

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the room taken."""
        self.width = width
        return width, 34

    def draw(self) -> None:
        """Draw the track, the way gone and the mark of the target; each has its number."""
        canvas, paper, bar = self.canv, self.paper, self.bar
        ink, soft = HexColor(paper.color["ink"]), HexColor(paper.color["soft"])
        canvas.setFillColor(ink)
        canvas.setFont(BODY, 9)
        canvas.drawString(0, 23, _fitting(plain(bar.label), 9, self.width * 0.6))
        canvas.setFillColor(soft)
        canvas.setFont(BODY, 8.5)
        canvas.drawRightString(self.width, 23, plain(self._words()))
        canvas.setFillColor(HexColor(paper.color["wash"]))
        canvas.rect(0, 8, self.width, 9, stroke=0, fill=1)
        start, now, target = (self._place(v) for v in (bar.baseline, bar.now, bar.target))
        if now is not None:
            origin = start if start is not None else 0.0
            canvas.setFillColor(HexColor(paper.color["accent"]))
            left, wide = min(origin, now), max(1.0, abs(now - origin))
            canvas.rect(left, 8, wide, 9, stroke=0, fill=1)
        canvas.setStrokeColor(ink)
        for place, weight, reach in ((target, 1.6, 4), (start, 0.8, 2)):
            if place is not None:
                canvas.setLineWidth(weight)
                canvas.line(place, 8 - reach, place, 17 + reach)

    def _words(self) -> str:
        """Return the numbers of the bar in words."""
        bar = self.bar
        given = zip(bar.shown, (bar.baseline, bar.now, bar.target), strict=True)
        start, now, target = (text or number(value) for text, value in given)
        return f"from {start} to {target} · now {now}"

    def _place(self, value: float | None) -> float | None:
        """Return where a value stands on the track, with some air at both ends."""
        if value is None:
            return None
        bar = self.bar
        values = [v for v in (bar.baseline, bar.now, bar.target) if v is not None]
        air = (max(values) - min(values)) * 0.08 or 1.0
        low, high = min(values) - air, max(values) + air
        return (value - low) / (high - low) * self.width


class RoadLine(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """The road, as wide as the text."""

    def __init__(self, paper: Paper, states: Sequence[RoadState]) -> None:
        super().__init__()
        self.paper, self.states = paper, states

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the room taken."""
        self.width = width
        return width, 30

    def draw(self) -> None:
        """Draw it."""
        road(self.canv, self.paper, (8, 15), self.width - 16, self.states)


def road(
    canvas: Canvas,
    paper: Paper,
    place: tuple[float, float],
    width: float,
    states: Sequence[RoadState],
) -> None:
    """Draw the road: one line with seven marks, filled as far as the client has come."""
    x, y = place
    step = width / (STAGES - 1)
    accent, line = HexColor(paper.color["accent"]), HexColor(paper.color["line"])
    ahead: RoadState = "ahead"
    known = [*states, *[ahead] * STAGES][:STAGES]
    canvas.setLineWidth(2)
    for stage, state in enumerate(known):
        if stage:
            canvas.setStrokeColor(line if state == "ahead" else accent)
            canvas.line(x + (stage - 1) * step + 7, y, x + stage * step - 7, y)
    for stage, state in enumerate(known):
        arrived = state == "arrived"
        canvas.setStrokeColor(line if state == "ahead" else accent)
        canvas.setFillColor(accent if arrived else HexColor(paper.color["wash"]))
        canvas.circle(x + stage * step, y, 7, stroke=1, fill=1)
        canvas.setFont(STRONG, 8)
        canvas.setFillColor(HexColor(paper.color["paper" if arrived else "soft"]))
        canvas.drawCentredString(x + stage * step, y - 2.8, str(stage + 1))


def mark_of(cell: Cell) -> str:
    """Return the sign of a cell's mark; its emphasis has one of its own where it has no mark."""
    kind, _, rest = cell.mark.partition(":")
    if kind == "dots":
        filled, _, of = rest.partition("/")
        count = int(of or 5)
        return "●" * int(float(filled)) + "○" * (count - int(float(filled)))
    if kind == "bar":
        return f"{float(rest) * 100:.0f}%"
    signs = {"tick": "✓", "cross": "✗", "box": "☐", "open": "○", "full": "●"}
    styles = {"good": "✓", "warn": "▲", "bad": "✗"}
    return signs.get(kind, cell.mark) or styles.get(cell.style, "")


def table_of(drawing: Profile | Matrix | Trend) -> Table:
    """Return the numbers of a drawing as a table."""
    if isinstance(drawing, Trend):
        points = tuple((Cell(name), Cell(number(value))) for name, value in drawing.points)
        return Table((Column(""), Column(drawing.unit, numeric=True)), points)
    if isinstance(drawing, Profile):
        heads, names = tuple(line.name for line in drawing.lines), drawing.labels
        values = [[line.values[n] for line in drawing.lines] for n in range(len(names))]
        texts = [[number(value) for value in row] for row in values]
    else:
        heads, names = drawing.columns, drawing.rows
        texts = [[number(value) for value in row] for row in drawing.values]
        texts = [list(row) for row in drawing.shown] or texts
    columns = (Column("", 3), *(Column(head, align="center") for head in heads))
    rows = zip(names, texts, strict=True)
    return Table(columns, tuple((Cell(n, "strong"), *map(Cell, row)) for n, row in rows))


def picture(content: bytes, width: float) -> Flowable | None:
    """Return a picture of this width in points; None where the bytes are none."""
    try:
        wide, high = ImageReader(io.BytesIO(content)).getSize()
        height = min(500.0, width * high / wide)
        return Image(io.BytesIO(content), height * wide / high, height, hAlign="LEFT")
    except (OSError, ValueError, ZeroDivisionError):
        return None


def qr(text: str) -> Flowable:
    """Return a QR code, 40 mm wide."""
    size = 113.4
    shapes = Shapes(size, size)
    shapes.add(QrCodeWidget(text, barWidth=size, barHeight=size, barLevel="M"))
    return shapes


def spaced(text: str) -> str:
    """Return a label in capitals."""
    return plain(text).upper()


def draw_spaced(canvas: Canvas, x: float, y: float, text: str, size: float) -> None:
    """Draw a label in letter-spaced capitals."""
    line = canvas.beginText(x, y)
    line.setFont(STRONG, size)
    line.setCharSpace(size * 0.09)
    line.textOut(spaced(text))
    line.setCharSpace(0)
    canvas.drawText(line)


def _fitting(text: str, size: float, width: float) -> str:
    """Return the part of a text that fits on one line."""
    lines: Sequence[Any] = simpleSplit(text, BODY, size, width)
    if len(lines) <= 1:
        return text
    return f"{lines[0]}…"
