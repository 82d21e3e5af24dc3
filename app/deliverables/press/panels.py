"""What stands apart or side by side: facts, callouts, columns, pictures, QR codes."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.utils import ImageReader

from app.deliverables.document import Callout, Facts, Picture, QrCode
from app.deliverables.press.boxes import Box, Stack, Text, fitting
from app.deliverables.press.faces import legible
from app.deliverables.press.lines import Line, lines_of
from app.deliverables.press.pen import Pen
from app.deliverables.press.styles import (
    BODY,
    CALLOUTS,
    CELL_SOFT,
    LABEL,
    SMALL,
    SOFT_BODY,
    STRONG_BODY,
)
from app.host.language import tr

MM = 72 / 25.4
_GUTTER = 22.0
_MOST_PIXELS = 40_000_000
_DOTS_PER_POINT = 300 / 72
_QR = 108.0
_LONGEST_QR = 1200


@dataclass
class Fact(Box):
    """A label beside its text, a hairline below."""

    label: str
    text: Text
    label_width: float
    after: float = 0.0

    def _label(self) -> tuple[Line, ...]:
        return lines_of(self.label, LABEL, self.label_width - 8)

    def height(self, width: float) -> float:
        """Return the height of the taller of the two."""
        text = max(self.text.height(width - self.label_width), BODY.leading)
        return max(text, len(self._label()) * LABEL.leading + 2) + 7

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide a long text between lines; the label stands at its beginning."""
        parts = self.text.split(width - self.label_width, room - 7, whole)
        if parts is None or not (isinstance(parts[0], Text) and isinstance(parts[1], Text)):
            return None
        return replace(self, text=parts[0]), replace(self, text=parts[1], label="")

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the label, the text and the hairline."""
        baseline = top - 3 - 9.9
        for place, line in enumerate(self._label()):
            pen.line_of_text(x, baseline - place * LABEL.leading, line, LABEL)
        self.text.draw(pen, x + self.label_width, top - 3, width - self.label_width)
        bottom = top - self.height(width)
        pen.rule(x, bottom, x + width, bottom)


def facts(value: Facts, width: float, measure: float) -> Box:
    """Return pairs of label and text, the labels in one column."""
    longest = max((LABEL.width(legible(label[:60]).upper()) for label, _ in value.rows), default=0)
    column = min(max(longest + 16, 84.0), width * 0.36)
    rows = (Fact(label, Text(text, BODY, measure=measure), column) for label, text in value.rows)
    return Stack(tuple(rows), before=2, after=12)


@dataclass
class Panel(Box):
    """A passage on a wash with an edge in its color."""

    inner: Stack
    color: str
    before: float = 8.0
    after: float = 12.0

    _SIDE = 12.0
    _TOP = 9.0

    def height(self, width: float) -> float:
        """Return the height of what is inside with the padding."""
        return self.inner.height(width - 2 * self._SIDE) + 2 * self._TOP

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide what is inside; both parts keep the wash."""
        pad = 2 * self._TOP
        parts = self.inner.split(width - 2 * self._SIDE, room - pad, whole - pad)
        if parts is None or not (isinstance(parts[0], Stack) and isinstance(parts[1], Stack)):
            return None
        return replace(self, inner=parts[0], after=0.0), replace(self, inner=parts[1], before=0.0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the wash, the edge and what is inside."""
        high = self.height(width)
        pen.block(x, top - high, width, high, "wash")
        pen.block(x, top - high, 2.2, high, self.color)
        self.inner.draw(pen, x + self._SIDE, top - self._TOP, width - 2 * self._SIDE)


def callout(value: Callout, measure: float) -> Box:
    """Return a callout; a word says its kind where it has no title, so color is not needed."""
    color, words = CALLOUTS[value.kind]
    title = value.title or (tr(words) if words else "")
    boxes: list[Box] = []
    if title:
        boxes.append(Text(title, replace(STRONG_BODY, color=color), after=1, stays=True))
    boxes += paragraphs(value.text, BODY, measure)
    return Panel(Stack(tuple(boxes)), color)


def paragraphs(text: str, kind: Any, measure: float, after: float = 5.0) -> list[Box]:  # noqa: ANN401 - a Type
    """Return a text as paragraphs, divided at its empty lines."""
    parts = [part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return [Text(part.strip("\n"), kind, measure=measure, after=after) for part in parts]


@dataclass
class Pair(Box):
    """Two columns side by side, each going on below on the next page."""

    left: Stack
    right: Stack
    shares: tuple[float, float]
    before: float = 6.0
    after: float = 10.0

    def widths(self, width: float) -> tuple[float, float]:
        """Return the widths of the two columns."""
        first, second = (max(share, 0.0) for share in self.shares)
        share = first / (first + second) if first + second > 0 else 0.5
        left = (width - _GUTTER) * min(max(share, 0.15), 0.85)
        return left, width - _GUTTER - left

    def height(self, width: float) -> float:
        """Return the height of the longer column."""
        left, right = self.widths(width)
        return max(self.left.height(left), self.right.height(right))

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide both columns at the same height."""
        left, right = self.widths(width)
        (left_head, left_rest) = fitting(self.left.boxes, left, room, whole)
        (right_head, right_rest) = fitting(self.right.boxes, right, room, whole)
        stuck = (left_rest and not left_head) or (right_rest and not right_head)
        if stuck or not (left_rest or right_rest):
            return None
        return (
            replace(self, left=Stack(left_head), right=Stack(right_head), after=0.0),
            replace(self, left=Stack(left_rest), right=Stack(right_rest), before=0.0),
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw both columns from the same height."""
        left, right = self.widths(width)
        self.left.draw(pen, x, top, left)
        self.right.draw(pen, x + left + _GUTTER, top, right)


@dataclass
class Photo(Box):
    """A picture in its own proportions."""

    image: ImageReader
    wide: float
    high: float
    before: float = 4.0
    after: float = 8.0

    def _size(self, width: float) -> tuple[float, float]:
        factor = min(1.0, width / self.wide)
        return self.wide * factor, self.high * factor

    def height(self, width: float) -> float:
        """Return its height, shrunk where the measure is narrower."""
        return self._size(width)[1]

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the picture."""
        wide, high = self._size(width)
        pen.picture(self.image, x, top - high, wide, high)


def picture(value: Picture) -> Box:
    """Return a picture, or its description where the picture cannot be read."""
    found = readable_image(value.png, max(min(value.width_mm, 400), 1) * MM)
    if found is None:
        text = tr("Picture: {text}").format(text=value.alt) if value.alt else tr("Picture")
        return Text(text, SOFT_BODY, before=4, after=8)
    return Photo(*found)


def readable_image(content: bytes | None, wide: float) -> tuple[ImageReader, float, float] | None:
    """Return a picture no larger than it prints, or None where it is none or far too large.

    Its own notes (place, camera, names) are left behind.
    """
    if not content:
        return None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "WEBP")) as found:
            if found.width * found.height > _MOST_PIXELS or not found.width or not found.height:
                return None
            image = found.convert("RGBA" if _is_clear(found) else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    high = wide * image.height / image.width
    limit = (int(wide * _DOTS_PER_POINT) + 1, int(high * _DOTS_PER_POINT) + 1)
    if image.width > limit[0] and min(limit) > 0:
        image = image.resize(limit, Image.Resampling.LANCZOS)
    return ImageReader(image), wide, high


def _is_clear(image: Image.Image) -> bool:
    """Tell whether parts of a picture let the paper show."""
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


@dataclass
class Code(Box):
    """A QR code with its caption and its text beside it."""

    rows: tuple[tuple[bool, ...], ...]
    beside: Stack
    before: float = 6.0
    after: float = 12.0

    def height(self, width: float) -> float:
        """Return the height of the code or of the text beside it."""
        return max(_QR, self.beside.height(width - _QR - _GUTTER))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw each row's dark stretches and the text beside them."""
        side = _QR / max(len(self.rows), 1)
        for number, row in enumerate(self.rows):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end]:
                    end += 1
                if end > start:
                    y = top - (number + 1) * side
                    pen.block(x + start * side, y, (end - start) * side, side + 0.05, "ink")
                start = end + 1
        self.beside.draw(pen, x + _QR + _GUTTER, top, width - _QR - _GUTTER)


def qr_code(value: QrCode) -> Box:
    """Return a QR code, or the text alone where no code can hold it."""
    boxes = paragraphs(value.caption, BODY, 0.0)
    shown = value.said or value.text
    boxes.append(Text(shown, CELL_SOFT if len(shown) < 400 else SMALL))
    beside = Stack(tuple(boxes), after=10)
    if not value.text or len(value.text) > _LONGEST_QR:
        return beside
    try:
        widget: Any = QrCodeWidget(value.text, barLevel="M")
        widget.qr.make()
        rows = tuple(tuple(bool(dark) for dark in row) for row in widget.qr.modules)
    except (ValueError, UnicodeError, TypeError):
        return beside
    return Code(rows, beside)
