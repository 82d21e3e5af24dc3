"""The contents of a binder: a line for each part and document, each a link to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.deliverables.press.boxes import Box
from app.deliverables.press.faces import STRONG, TEXT
from app.deliverables.press.lines import Type, lines_of
from app.deliverables.press.pen import Pen

_PART = Type(STRONG, 10.6, 15)
_DOCUMENT = Type(TEXT, 9.8, 14)
_NUMBER = 30.0
_PAGE = 40.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a part with its number, or a document in it without one."""

    title: str
    page: int
    number: str = ""
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Where a line of the contents stands, and which page (from 1) it leads to."""

    on_page: int
    box: tuple[float, float, float, float]
    to_page: int


@dataclass
class ContentsLine(Box):
    """One line of the contents; drawing it notes where it stands."""

    entry: Entry
    places: list[Link]
    before: float = 0.0
    after: float = 0.0
    stays: bool = False

    @property
    def _kind(self) -> Type:
        return _PART if self.entry.is_part else _DOCUMENT

    def height(self, width: float) -> float:
        """Return the height of its title."""
        lines = lines_of(self.entry.title, self._kind, width - _NUMBER - _PAGE - 10)
        return max(len(lines), 1) * self._kind.leading + 3

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw number, title, a line of dots and the page."""
        kind, high = self._kind, self.height(width)
        lines = lines_of(self.entry.title, kind, width - _NUMBER - _PAGE - 10)
        baseline = top - 11.5
        if self.entry.is_part:
            pen.rule(x, top + 3, x + width, top + 3)
            pen.say(x, baseline, self.entry.number, replace(kind, color="accent"), _NUMBER)
        for line in lines:
            pen.line_of_text(x + _NUMBER, baseline, line, kind)
            baseline -= kind.leading
        baseline += kind.leading
        used = lines[-1].width if lines else 0.0
        start, end = x + _NUMBER + used + 6, x + width - _PAGE + 14
        if end > start + 10 and not self.entry.is_part:
            pen.rule(start, baseline + 1, end, baseline + 1, "line", 0.7, (0.7, 3.3))
        number = str(self.entry.page)
        pen.say(x + width - _PAGE, baseline, number, kind, _PAGE, "right")
        box = (x, top - high, x + width, top)
        self.places.append(Link(pen.canvas.getPageNumber(), box, self.entry.page))


def contents_boxes(entries: Sequence[Entry], places: list[Link]) -> tuple[Box, ...]:
    """Return the lines; a part's line stays with its first document."""
    return tuple(
        ContentsLine(
            entry,
            places,
            before=11.0 if entry.is_part else 0.0,
            after=3.0 if entry.is_part else 0.0,
            stays=entry.is_part,
        )
        for entry in entries
    )
