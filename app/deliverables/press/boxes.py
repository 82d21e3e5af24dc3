"""Boxes: what stands on a page, knows its height, and can be divided between two pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from app.deliverables.press.lines import Line, Type, balanced, lines_of
from app.deliverables.press.pen import Pen


class Box:
    """Something with a height.

    Attributes:
        before: space above it, dropped at the top of a page; the larger of two meeting ones counts.
        after: space below it.
        stays: whether it must stand on the same page as the beginning of what follows.
        breaks: whether what follows begins a new page.
    """

    before: float = 0.0
    after: float = 0.0
    stays: bool = False
    breaks: ClassVar[bool] = False

    def height(self, width: float) -> float:
        """Return how high it is at a width."""
        raise NotImplementedError

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide it so that the first part fits the room; None where it will not be divided.

        Args:
            width: the measure.
            room: the height left on this page.
            whole: the height of an empty page.
        """
        del width, room, whole
        return None

    def grown(self, room: float) -> Box | None:
        """Return it with more room to write, so much higher at most; None where it has none."""
        del room
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it, its upper left corner at the place given."""
        raise NotImplementedError


@dataclass
class Break(Box):
    """The end of a page."""

    breaks = True

    def height(self, width: float) -> float:
        """Take no room."""
        del width
        return 0.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw nothing."""


@dataclass
class Text(Box):
    """Running text in one type.

    `indent` moves it in; `measure` is the longest line that is still easy to read (0: any);
    `even` makes the lines of a title about equally long.
    """

    text: str
    kind: Type
    before: float = 0.0
    after: float = 0.0
    stays: bool = False
    indent: float = 0.0
    measure: float = 0.0
    even: bool = False
    chosen: tuple[Line, ...] | None = None
    bookmark: tuple[str, int] | None = None

    def lines(self, width: float) -> tuple[Line, ...]:
        """Return its lines at a width."""
        if self.chosen is not None:
            return self.chosen
        set_in = balanced if self.even else lines_of
        return set_in(self.text, self.kind, self._measure(width))

    def _measure(self, width: float) -> float:
        room = width - self.indent
        return min(room, self.measure) if self.measure else room

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        return len(self.lines(width)) * self.kind.leading

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide between lines: never one line alone on either page."""
        del whole
        lines = self.lines(width)
        fit = min(int((room + 0.01) / self.kind.leading), len(lines) - 2)
        if fit < 2:
            return None
        head = replace(self, chosen=lines[:fit], after=0.0)
        return head, replace(self, chosen=lines[fit:], before=0.0, bookmark=None)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw its lines."""
        if self.bookmark is not None:
            pen.bookmark(self.bookmark[0], self.bookmark[1], top + 12)
        measure = self._measure(width)
        drop = (self.kind.leading - self.kind.size) / 2 + self.kind.size * 0.79
        baseline = top - drop
        for line in self.lines(width):
            if line.runs:
                pen.line_of_text(x + self.indent, baseline, line, self.kind, measure)
            baseline -= self.kind.leading


@dataclass
class Stack(Box):
    """Boxes one below the other.

    With `together` it is divided only where an empty page could not hold it.
    """

    boxes: tuple[Box, ...]
    together: bool = False
    before: float = 0.0
    after: float = 0.0
    stays: bool = False
    _heights: dict[float, float] = field(default_factory=dict, repr=False, compare=False)

    def height(self, width: float) -> float:
        """Return the height of all with the space between them."""
        if width not in self._heights:
            total, last = 0.0, 0.0
            for number, box in enumerate(self.boxes):
                if number:
                    total += max(last, box.before)
                total += box.height(width)
                last = box.after
            self._heights[width] = total
        return self._heights[width]

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide between boxes or inside one, and never after one that stays with the next."""
        if self.together and self.height(width) <= whole:
            return None
        head, rest = fitting(self.boxes, width, room, whole)
        if not head or not rest:
            return None
        first = replace(self, boxes=head, after=0.0, _heights={})
        return first, replace(self, boxes=rest, before=0.0, _heights={})

    def grown(self, room: float) -> Box | None:
        """Return it with more room in the last of its boxes that has any to give."""
        for place in reversed(range(len(self.boxes))):
            if (box := self.boxes[place].grown(room)) is not None:
                boxes = (*self.boxes[:place], box, *self.boxes[place + 1 :])
                return replace(self, boxes=boxes, _heights={})
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw all from the top down."""
        last = 0.0
        for number, box in enumerate(self.boxes):
            if number:
                top -= max(last, box.before)
            box.draw(pen, x, top, width)
            top -= box.height(width)
            last = box.after


def fitting(
    boxes: tuple[Box, ...], width: float, room: float, whole: float
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Divide boxes into those that fit the room and the rest.

    Returns:
        The boxes of this page and those of the next; nothing fits where the first are none.
    """
    used, last, kept = 0.0, 0.0, 0
    for place, box in enumerate(boxes):
        gap = max(last, box.before) if place else 0.0
        if box.breaks:
            return boxes[:place] or (box,), boxes[place + 1 :]
        high = box.height(width)
        if used + gap + high <= room + 0.01:
            used, last = used + gap + high, box.after
            if not box.stays:
                kept = place + 1
            continue
        parts = box.split(width, room - used - gap, whole)
        if parts is not None:
            return (*boxes[:place], parts[0]), (parts[1], *boxes[place + 1 :])
        if kept == 0 and place > 0 and _all_stay(boxes[:place]) and used > whole / 2:
            return boxes[:place], boxes[place:]
        return boxes[:kept], boxes[kept:]
    return boxes, ()


def _all_stay(boxes: tuple[Box, ...]) -> bool:
    return all(box.stays for box in boxes)


@dataclass
class Fitted(Box):
    """A box set wider than the page and drawn smaller by as much, so that more of it fits."""

    box: Box
    factor: float

    def height(self, width: float) -> float:
        """Return the height it is drawn at."""
        return self.box.height(width / self.factor) * self.factor

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the box within the factor."""
        with pen.shrunk(x, top, self.factor):
            self.box.draw(pen, x, top, width / self.factor)


@dataclass
class Shrunk(Box):
    """A box drawn smaller than it is, because no page could hold it."""

    box: Box
    factor: float

    def height(self, width: float) -> float:
        """Return the height it is drawn at."""
        return self.box.height(width) * self.factor

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the box within the factor."""
        with pen.shrunk(x, top, self.factor):
            self.box.draw(pen, x, top, width)
