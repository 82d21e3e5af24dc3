"""What is filled in or signed by hand: ruled lines, boxes, scales, signatures."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from app.deliverables.document import Blank, Blanks, Ruled, Scale, Signature, TickBoxes
from app.deliverables.press.boxes import Box, Stack, Text
from app.deliverables.press.faces import STRONG, TEXT
from app.deliverables.press.lines import Line, Type, lines_of
from app.deliverables.press.marks import Mark
from app.deliverables.press.pen import Pen
from app.deliverables.press.styles import BODY, CELL, CELL_STRONG, LABEL, STRONG_BODY
from app.host.language import tr

WRITING = 24.0
"""The height of a line written by hand: 8.5 mm."""

_MOST_LINES = 200
_MOST_BLANKS = 5
"""So many stand side by side."""
_HAND = Type(TEXT, 10.2, WRITING)
_NUMBER = Type(STRONG, 8.4, 10)
_NUMBER_CHOSEN = replace(_NUMBER, color="paper")
_TAG = Type(STRONG, 7.4, 12.2, "accent", align="right")


@dataclass
class WritingLines(Box):
    """Ruled lines, what is already known standing on them; `grows` where more are welcome."""

    lines: tuple[Line, ...]
    after: float = 10.0
    grows: bool = False

    def height(self, width: float) -> float:
        """Return the height of the lines."""
        del width
        return len(self.lines) * WRITING

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide between lines, two at least on either page."""
        del width, whole
        fit = min(int(room / WRITING), len(self.lines) - 2)
        if fit < 2:
            return None
        return (
            WritingLines(self.lines[:fit], 0.0),
            WritingLines(self.lines[fit:], grows=self.grows),
        )

    def grown(self, room: float) -> Box | None:
        """Return it with as many more lines as fit the room."""
        more = int((room + 0.01) / WRITING)
        if not self.grows or more < 1:
            return None
        return replace(self, lines=(*self.lines, *[Line((), 0.0)] * more))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the lines and what stands on them."""
        for line in self.lines:
            top -= WRITING
            pen.rule(x, top, x + width, top, "soft", 0.4)
            if line.runs:
                pen.line_of_text(x, top + 5.5, line, _HAND, width)


def ruled(value: Ruled, width: float) -> Box:
    """Return a label with ruled lines below it, enough for what is already filled in."""
    if value.field:
        return _to_fill_in(value)
    filled = lines_of(value.filled, _HAND, width)
    blank = Line((), 0.0)
    missing = min(max(value.lines, 1), _MOST_LINES) - len(filled)
    lines = WritingLines((*filled, *[blank] * missing), grows=value.grows)
    if not value.label:
        return lines
    return Stack(
        (Text(value.label, STRONG_BODY, after=0, stays=True), lines), before=8, after=12,
        together=len(lines.lines) <= 6,
    )  # fmt: skip


@dataclass
class Room(Box):
    """Room to write on a computer."""

    value: Ruled

    _LINE = 12.6

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        del width
        return min(max(self.value.lines, 1), _MOST_LINES) * self._LINE + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw its edge and place the field."""
        value, high = self.value, self.height(width)
        about = value.about or value.label
        pen.writing(
            x, top - high, width, high, value.field, about,
            longest=value.longest, lines=value.lines,
        )  # fmt: skip


def _to_fill_in(value: Ruled) -> Box:
    label = (Text(value.label, LABEL, after=2, stays=True),) if value.label else ()
    return Stack((*label, Room(value)), before=5, after=6, together=True)


@dataclass
class Hidden(Box):
    """A text in the PDF that takes no room and that nobody sees."""

    name: str
    value: str

    def height(self, width: float) -> float:
        """Take no room."""
        del width
        return 0.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Put it in the PDF."""
        del x, top, width
        pen.hidden(self.name, self.value)


@dataclass
class BlankRow(Box):
    """Lines and boxes side by side: a line has its label below, a box beside it."""

    items: tuple[Blank, ...]
    before: float = 6.0
    after: float = 10.0

    _BOX = 26.0
    _GAP = 16.0

    def _rooms(self, width: float) -> list[tuple[Blank, float]]:
        """Return each with its width; a box is as wide as its label needs, within reason."""
        boxes = {
            place: self._BOX + 8 + min(LABEL.width(one.label.upper()[:60]) + 2, width / 3)
            for place, one in enumerate(self.items)
            if one.share <= 0
        }
        room = max(width - sum(boxes.values()) - self._GAP * (len(self.items) - 1), 0.0)
        total = sum(one.share for one in self.items if one.share > 0)
        return [
            (one, boxes[place] if place in boxes else room * one.share / total)
            for place, one in enumerate(self.items)
        ]

    def height(self, width: float) -> float:
        """Return the height of a box and, where there are lines, of the labels below them."""
        del width
        return self._BOX + (LABEL.leading + 4 if any(one.share > 0 for one in self.items) else 0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the lines, the boxes and their labels."""
        low = top - self._BOX
        for one, room in self._rooms(width):
            if one.share > 0:
                pen.rule(x, low, x + room, low, "soft", 0.5)
                pen.say(x, low - 11, one.label, LABEL, room)
            else:
                pen.say(x, low + 9, one.label, LABEL, room - self._BOX - 8)
                pen.frame(x + room - self._BOX, low, self._BOX, self._BOX, "ink", 0.7)
            x += room + self._GAP


def blanks(value: Blanks) -> Box:
    """Return what is to be filled in side by side; more than a line can hold, one below another."""
    rows = [
        value.items[start : start + _MOST_BLANKS]
        for start in range(0, len(value.items), _MOST_BLANKS)
    ]
    return Stack(tuple(BlankRow(row) for row in rows), together=True, before=6, after=10)


@dataclass
class Item(Box):
    """A text with something small before its first line: a bullet, a number, a box."""

    text: Text
    sign: str = ""
    mark: Mark | None = None
    checked: bool = False
    indent: float = 14.0
    after: float = 3.0

    def height(self, width: float) -> float:
        """Return the height of its text."""
        return max(self.text.height(width - self.indent), self.text.kind.leading)

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide inside the text; the sign stands before its first line only."""
        parts = self.text.split(width - self.indent, room, whole)
        if parts is None or not (isinstance(parts[0], Text) and isinstance(parts[1], Text)):
            return None
        rest = replace(self, text=parts[1], sign="", mark=None, checked=False)
        return replace(self, text=parts[0], after=0.0), rest

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the sign and the text."""
        kind = self.text.kind
        baseline = top - (kind.leading - kind.size) / 2 - kind.size * 0.79
        if self.mark is not None:
            self.mark.draw(pen, x + 0.5, baseline + kind.size * 0.33)
            if self.checked:
                Mark("tick").draw(pen, x + 1.4, baseline + kind.size * 0.40)
        elif self.sign:
            sign = replace(kind, face=STRONG if self.sign[0].isdigit() else kind.face)
            pen.say(x, baseline, self.sign, sign, self.indent)
        self.text.draw(pen, x + self.indent, top, width - self.indent)


def bullets(items: tuple[str, ...], measure: float, *, numbered: bool) -> Box:
    """Return a list of points, each hanging from its sign."""
    indent = 18.0 if numbered else 12.0
    return Stack(
        tuple(
            Item(
                Text(item, BODY, measure=measure - indent),
                sign=f"{number}." if numbered else "•",
                indent=indent,
            )
            for number, item in enumerate(items, 1)
        ),
        before=2,
        after=9,
    )


def tick_boxes(value: TickBoxes, measure: float) -> Box:
    """Return statements with a box each, the ticked ones with a tick in it."""
    return Stack(
        tuple(
            Item(
                Text(item, BODY, measure=measure - 18),
                mark=Mark("box"),
                checked=place in value.checked,
                indent=18,
                after=5,
            )
            for place, item in enumerate(value.items)
        ),
        before=3,
        after=10,
    )


@dataclass
class Level(Box):
    """One level of a scale with its anchor; the chosen one is filled, washed and edged."""

    number: int
    label: str
    sentence: str
    chosen: bool
    tags: tuple[str, ...] = ()
    field: str = ""
    about: str = ""

    _LABEL = 112.0
    _RING = 26.0
    _TAGS = 92.0

    def _sentence(self, width: float) -> tuple[Line, ...]:
        room = width - self._RING - self._LABEL - (self._TAGS if self.tags else 8)
        return lines_of(self.sentence, CELL, room)

    def _label(self) -> tuple[Line, ...]:
        return lines_of(self.label, CELL_STRONG, self._LABEL - 10)

    def height(self, width: float) -> float:
        """Return the height of the taller of its label and sentence."""
        rows = max(len(self._sentence(width)), len(self._label()), len(self.tags), 1)
        return max(rows * CELL.leading, 14) + 8

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the ring with its number, the label, the sentence and who chose it."""
        high = self.height(width)
        if self.chosen:
            pen.block(x, top - high, width, high, "wash")
            pen.block(x, top - high, 2.2, high, "accent")
        self._mark(pen, x, top - 4 - 6.6)
        baseline = top - 4 - 9.4
        columns = (
            (self._label(), CELL_STRONG, x + self._RING + 4),
            (self._sentence(width), CELL, x + self._RING + self._LABEL),
        )
        for lines, kind, left in columns:
            for place, line in enumerate(lines):
                if line.runs:
                    pen.line_of_text(left, baseline - place * CELL.leading, line, kind)
        for place, tag in enumerate(self.tags):
            y = baseline - place * CELL.leading
            pen.say(x + width - self._TAGS, y, f"◀ {tag}", _TAG, self._TAGS - 6, "right")
        pen.rule(x, top - high, x + width, top - high)

    def _mark(self, pen: Pen, x: float, middle: float) -> None:
        """Draw the ring with its number; one to choose on a computer has it beside."""
        if self.field:
            pen.choice(x + 8, middle, 6, self.field, str(self.number), self.about)
            pen.say(x + 16, middle - 3, str(self.number), _NUMBER, 12, "center")
            return
        color = "accent" if self.chosen else "soft"
        pen.ring(x + 14, middle, 7, color, filled=self.chosen, weight=0.7)
        number = _NUMBER_CHOSEN if self.chosen else _NUMBER
        pen.say(x + 7, middle - 3, str(self.number), number, 14, "center")


@dataclass
class Skip(Box):
    """The choice of none of the levels, where a scale is filled in on a computer."""

    field: str
    value: str
    words: str
    about: str

    def height(self, width: float) -> float:
        """Return the height of one line."""
        del width
        return 20.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the ring and what it means."""
        pen.choice(x + 8, top - 10.6, 6, self.field, self.value, self.about)
        pen.say(x + 30, top - 13.4, self.words, CELL_STRONG, width - 34)


@dataclass
class Between(Box):
    """A half point: chosen between the level above and the one below."""

    value: float

    def height(self, width: float) -> float:
        """Return the height of one line."""
        del width
        return 20.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the chosen value where a level has its ring, and words beside it."""
        pen.block(x, top - 20, width, 20, "wash")
        pen.block(x, top - 20, 2.2, 20, "accent")
        pen.block(x + 4, top - 16, 20, 12, "accent")
        pen.say(x + 4, top - 13.2, f"{self.value:g}", _NUMBER_CHOSEN, 20, "center")
        said = tr("between {low} and {high}").format(
            low=math.floor(self.value), high=math.floor(self.value) + 1
        )
        pen.say(x + 30, top - 13.2, said, CELL_STRONG, width - 40)
        pen.rule(x, top - 20, x + width, top - 20)


def scale(value: Scale) -> Box:
    """Return a scale with its anchors; a half point stands between its two levels."""
    rows: list[Box] = []
    for number, label, sentence in value.levels:
        tags = tuple(word for at, word in value.marked if number <= at < number + 1)
        rows.append(
            Level(
                number, label, sentence, chosen=value.chosen == number, tags=tags,
                field=value.field if _is_choice(value) else "", about=value.about,
            )
        )  # fmt: skip
        if value.chosen is not None and number < value.chosen < number + 1:
            rows.append(Between(value.chosen))
    if value.asks and value.chosen is None and not value.marked:
        rows.append(Text(tr("Mark one level."), LABEL, before=5))
    if _is_choice(value) and all(value.skip):
        rows.append(Skip(value.field, *value.skip, value.about))
    return Stack(tuple(rows), together=len(rows) <= 8, before=4, after=12)


def _is_choice(value: Scale) -> bool:
    """Say whether a scale is filled in on a computer: of one ring alone nothing is chosen."""
    return bool(value.field) and len(value.levels) + all(value.skip) > 1


@dataclass
class SignatureLine(Box):
    """A line to sign on with a line for the date beside it."""

    role: str
    name: str
    day: str
    before: float = 6.0
    after: float = 8.0

    _HAND = 30.0
    _GAP = 18.0

    def _words(self, width: float) -> tuple[tuple[Line, ...], tuple[Line, ...], float]:
        """Return role and name as they stand below the line, and where the name begins."""
        wide = (width - self._GAP) * 0.68
        role = lines_of(self.role, LABEL, wide * 0.5)
        left = max((line.width for line in role), default=-10.0) + 10
        return role, lines_of(self.name, CELL, wide - left), left

    def height(self, width: float) -> float:
        """Return the room for a hand and the words below the line."""
        role, name, _ = self._words(width)
        return self._HAND + 8 + max(len(role), len(name), 1) * CELL.leading

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the lines and the words below them."""
        line = top - self._HAND
        wide = (width - self._GAP) * 0.68
        date_x, date_wide = x + wide + self._GAP, width - wide - self._GAP
        pen.rule(x, line, x + wide, line, "soft", 0.5)
        pen.rule(date_x, line, x + width, line, "soft", 0.5)
        role, name, left = self._words(width)
        for place, words in enumerate(role):
            pen.line_of_text(x, line - 12 - place * CELL.leading, words, LABEL)
        for place, words in enumerate(name):
            pen.line_of_text(x + left, line - 12 - place * CELL.leading, words, CELL)
        if self.day:
            pen.say(date_x, line + 5, self.day, CELL, date_wide)
        pen.say(date_x, line - 12, tr("Date"), LABEL, date_wide)


def signature(value: Signature, measure: float) -> Box:
    """Return the statement and a line for each who signs, kept on one page."""
    boxes: list[Box] = []
    if value.statement:
        boxes.append(Text(value.statement, BODY, measure=measure, after=6, stays=True))
    boxes += [SignatureLine(role, name, day) for role, name, day in value.roles]
    return Stack(tuple(boxes), together=True, before=10, after=10)
