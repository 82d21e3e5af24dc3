"""Figures on paper: every chart has its numbers beside it and can be read in black and white."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from app.deliverables.document import Figure
from app.deliverables.figures import Bar, Bars, Matrix, Profile, ProfileLine, Road, Trend
from app.deliverables.press.boxes import Box, Stack, Text
from app.deliverables.press.lines import lines_of
from app.deliverables.press.pen import Pen
from app.deliverables.press.road import RoadLine
from app.deliverables.press.styles import (
    CAPTION,
    CELL,
    CELL_STRONG,
    COLUMN_HEAD,
    NUMERAL,
    SMALL,
    SOFT_BODY,
)
from app.deliverables.press.tables import table
from app.host.language import tr

_HEAD = replace(COLUMN_HEAD, align="right")
_NUMBER = replace(CELL, align="right")
_NOW = replace(CELL_STRONG, align="right")
_ROW = 20.0
_HEAD_ROW = 16.0


def finite(value: float | None) -> float | None:
    """Return a number that can be drawn, or None."""
    return value if value is not None and math.isfinite(value) else None


def number(value: float | None) -> str:
    """Return a number as it is printed where nobody said how."""
    found = finite(value)
    return "–" if found is None else f"{found:g}"


def figure(value: Figure) -> Box:
    """Return a drawing with its caption, and its numbers below where it brings a table."""
    boxes: list[Box] = []
    if value.caption:
        boxes.append(Text(value.caption, CAPTION, before=6, after=4, stays=True))
    boxes.append(_drawing(value))
    if value.alt and not value.caption:
        boxes.append(Text(value.alt, SMALL, before=4, measure=400))
    if value.numbers is not None:
        boxes.append(table(value.numbers))
    return Stack(tuple(boxes), before=6, after=12)


def _drawing(value: Figure) -> Box:
    match value.drawing:
        case Bars(bars) if bars:
            return Stack((BarsHead(), *(FromToNow(bar) for bar in bars)))
        case Profile() as profile if profile.labels and profile.lines:
            return ProfileChart(profile)
        case Matrix() as matrix if matrix.rows and matrix.columns:
            return Stack(
                (MatrixHead(matrix), *(MatrixRow(matrix, n) for n in range(len(matrix.rows))))
            )
        case Trend() as trend if any(finite(point) is not None for _, point in trend.points):
            return TrendChart(trend)
        case Road() as road:
            return RoadLine(road.states, road.labels, road.here)
    return Text(tr("There are no numbers to draw yet."), SOFT_BODY)


def _bar_columns(width: float) -> tuple[float, float, float]:
    """Return the widths of the label, the track and each of the three numbers."""
    label, numbers = width * 0.31, width * 0.115
    return label, width - label - 3 * numbers - 12, numbers


@dataclass
class BarsHead(Box):
    """The words above the three numbers of the bars."""

    stays = True

    def height(self, width: float) -> float:
        """Return the height of one line."""
        del width
        return _HEAD_ROW

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the words and the line below them."""
        label, track, wide = _bar_columns(width)
        left = x + label + track + 12
        for place, word in enumerate((tr("From"), tr("Now"), tr("Target"))):
            pen.say(left + place * wide, top - 9, word, _HEAD, wide, "right")
        pen.rule(x, top - _HEAD_ROW, x + width, top - _HEAD_ROW, "soft", 0.7)


@dataclass
class FromToNow(Box):
    """One measure: from the baseline, as far as it has come, the target as a mark.

    Filled is the way made. What moved away from the target is hatched, on the other side.
    """

    bar: Bar

    def height(self, width: float) -> float:
        """Return the height of the label, one line at least."""
        lines = lines_of(self.bar.label, CELL, _bar_columns(width)[0] - 10)
        return max(len(lines) * CELL.leading + 8, _ROW)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the label, the track and the numbers."""
        label, track, wide = _bar_columns(width)
        high = self.height(width)
        for place, line in enumerate(lines_of(self.bar.label, CELL, label - 10)):
            pen.line_of_text(x, top - 13.2 - place * CELL.leading, line, CELL)
        self._track(pen, x + label, top - 10, track)
        left = x + label + track + 12
        bar = self.bar
        values = (bar.baseline, bar.now, bar.target)
        for place, (said, value) in enumerate(zip(bar.shown, values, strict=False)):
            kind = _NOW if place == 1 else _NUMBER
            pen.say(left + place * wide, top - 13.2, said or number(value), kind, wide, "right")
        pen.rule(x, top - high, x + width, top - high)

    def _track(self, pen: Pen, x: float, middle: float, width: float) -> None:
        """Draw the way: the baseline a fifth in, the target at three quarters."""
        start, goal = x + width * 0.14, x + width * 0.80
        pen.rule(start, middle, goal, middle, "soft", 0.6)
        reached = _attainment(self.bar)
        if reached is not None:
            end = start + (goal - start) * min(max(reached, -0.18), 1.28)
            if reached >= 0:
                pen.block(start, middle - 3.2, end - start, 6.4, "accent")
            else:
                pen.hatched(end, middle - 3.2, start - end, 6.4, "bad")
        pen.rule(start, middle - 5, start, middle + 5, "ink", 0.8)
        if self.bar.target is not None:
            diamond = (
                (goal, middle + 5),
                (goal + 4, middle),
                (goal, middle - 5),
                (goal - 4, middle),
            )
            done = reached is not None and reached >= 1
            pen.path(diamond, "ink", weight=0.9, filled=done, closed=True)


def _attainment(bar: Bar) -> float | None:
    values = (finite(bar.baseline), finite(bar.now), finite(bar.target))
    return finite(Bar(bar.label, *values).attainment)


_MARKERS = 4


@dataclass
class ProfileChart(Box):
    """Ratings on one scale: a line for each who rated, told apart by marker and dash."""

    profile: Profile
    first: int = 0

    _TOP = 34.0

    def _columns(self, width: float) -> tuple[float, float, float]:
        numbers = min(34.0, width * 0.3 / max(len(self.profile.lines), 1))
        label = width * 0.33
        return label, width - label - numbers * len(self.profile.lines) - 16, numbers

    def _row_height(self, place: int, width: float) -> float:
        lines = lines_of(self.profile.labels[place], CELL, self._columns(width)[0] - 12)
        return max(len(lines) * CELL.leading + 6, _ROW)

    def height(self, width: float) -> float:
        """Return the height of the legend and all rows."""
        places = range(self.first, len(self.profile.labels))
        return self._TOP + sum(self._row_height(place, width) for place in places)

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide between rows, three at least on either page; the legend repeats."""
        del whole
        used, fit = self._TOP, self.first
        last = len(self.profile.labels)
        while fit < last and used + self._row_height(fit, width) <= room:
            used += self._row_height(fit, width)
            fit += 1
        fit = min(fit, last - 3)
        if fit - self.first < 3:
            return None
        cut = replace(
            self.profile,
            labels=self.profile.labels[:fit],
            lines=tuple(replace(line, values=line.values[:fit]) for line in self.profile.lines),
        )
        return replace(self, profile=cut), replace(self, first=fit)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw legend, scale, rows, lines and numbers."""
        label, wide, numbers = self._columns(width)
        left, profile = x + label, self.profile
        self._legend(pen, x, top - 9, width)
        span = (profile.high - profile.low) or 1.0
        inside = wide - 20
        top -= self._TOP
        head, bottom = top, top - (self.height(width) - self._TOP)
        steps = int(span) if 1 <= span <= 10 else 4
        for step in range(steps + 1):
            at = left + 10 + inside * step / steps
            pen.rule(at, top, at, bottom)
            said = number(profile.low + span * step / steps)
            pen.say(at - 15, top + 4, said, replace(COLUMN_HEAD, spacing=0), 30, "center")
        pen.rule(x, top, x + width, top, "soft", 0.7)
        middles = []
        for place in range(self.first, len(profile.labels)):
            high = self._row_height(place, width)
            for row, words in enumerate(lines_of(profile.labels[place], CELL, label - 12)):
                pen.line_of_text(x, top - 13.2 - row * CELL.leading, words, CELL)
            middles.append(top - high / 2)
            self._numbers(pen, place, x + width, top - 13.2, numbers)
            top -= high
            pen.rule(x, top, x + width, top)
        for style, line in enumerate(profile.lines):
            marker(pen, style, x + width - (len(profile.lines) - style - 1) * numbers - 4, head + 7)
            self._line(pen, style, line, middles, left + 10, inside / span)

    def _numbers(self, pen: Pen, place: int, right: float, y: float, wide: float) -> None:
        count = len(self.profile.lines)
        for style, line in enumerate(self.profile.lines):
            value = line.values[place] if place < len(line.values) else None
            at = right - (count - style) * wide
            pen.say(at, y, number(value), _NUMBER, wide, "right")

    def _line(  # noqa: PLR0917 - a place, then what stands there
        self,
        pen: Pen,
        style: int,
        line: ProfileLine,
        middles: list[float],
        left: float,
        unit: float,
    ) -> None:
        """Draw one line through its points, broken at every gap."""
        points: list[tuple[float, float]] = []
        stretch: list[tuple[float, float]] = []
        for place, middle in enumerate(middles, self.first):
            value = finite(line.values[place]) if place < len(line.values) else None
            if value is None:
                self._stroke(pen, style, stretch)
                stretch = []
                continue
            inside = min(max(value, self.profile.low), self.profile.high)
            point = (left + (inside - self.profile.low) * unit, middle)
            points.append(point)
            stretch.append(point)
        self._stroke(pen, style, stretch)
        for point in points:
            marker(pen, style, *point)

    def _stroke(self, pen: Pen, style: int, points: list[tuple[float, float]]) -> None:
        if len(points) > 1:
            dash = ((), (3, 2), (1, 1.6), (5, 1.5, 1, 1.5))[style % 4]
            pen.path(points, _line_color(style), weight=1.1, dash=dash)

    def _legend(self, pen: Pen, x: float, y: float, width: float) -> None:
        room = width / max(len(self.profile.lines), 1)
        for style, line in enumerate(self.profile.lines):
            marker(pen, style, x + 4, y + 2.8)
            x += 12 + pen.say(x + 12, y, line.name, NUMERAL, max(room - 30, 20)) + 16


def _line_color(style: int) -> str:
    return ("accent", "ink", "soft", "warn")[style % 4]


def marker(pen: Pen, style: int, x: float, y: float) -> None:
    """Draw the mark of a line: disc, ring, filled square, hollow triangle."""
    color = _line_color(style)
    match style % _MARKERS:
        case 0:
            pen.ring(x, y, 2.9, color, filled=True)
        case 1:
            pen.ring(x, y, 2.7, color, weight=1.1)
        case 2:
            pen.block(x - 2.6, y - 2.6, 5.2, 5.2, color)
        case _:
            corners = ((x - 3.2, y - 2.6), (x + 3.2, y - 2.6), (x, y + 3.4))
            pen.path(corners, color, closed=True, weight=1)


def _matrix_columns(matrix: Matrix, width: float) -> tuple[float, float]:
    label = min(width * 0.34, max(width - 62 * len(matrix.columns), width * 0.2))
    return label, (width - label) / len(matrix.columns)


@dataclass
class MatrixHead(Box):
    """The column names of a heat table."""

    matrix: Matrix
    stays = True

    def height(self, width: float) -> float:
        """Return the height of the longest name."""
        _, cell = _matrix_columns(self.matrix, width)
        names = (lines_of(name, COLUMN_HEAD, cell - 6) for name in self.matrix.columns)
        return max(len(lines) for lines in names) * COLUMN_HEAD.leading + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the names, standing on the line below them."""
        label, cell = _matrix_columns(self.matrix, width)
        bottom = top - self.height(width)
        kind = replace(COLUMN_HEAD, align="center")
        for place, name in enumerate(self.matrix.columns):
            lines = lines_of(name, COLUMN_HEAD, cell - 6)
            for row, line in enumerate(lines):
                y = bottom + 5 + (len(lines) - 1 - row) * COLUMN_HEAD.leading
                pen.line_of_text(x + label + place * cell, y, line, kind, cell)


@dataclass
class MatrixRow(Box):
    """One row of a heat table: each cell shaded by its number, the number in it."""

    matrix: Matrix
    place: int

    def height(self, width: float) -> float:
        """Return the height of the row's name, one line at least."""
        label, _ = _matrix_columns(self.matrix, width)
        lines = lines_of(self.matrix.rows[self.place], CELL, label - 10)
        return max(len(lines) * CELL.leading + 7, _ROW)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the name and the cells."""
        label, cell = _matrix_columns(self.matrix, width)
        high = self.height(width)
        for row, line in enumerate(lines_of(self.matrix.rows[self.place], CELL, label - 10)):
            pen.line_of_text(x, top - 13.2 - row * CELL.leading, line, CELL)
        values = self.matrix.values[self.place] if self.place < len(self.matrix.values) else ()
        shown = self.matrix.shown[self.place] if self.place < len(self.matrix.shown) else ()
        for column in range(len(self.matrix.columns)):
            value = finite(values[column]) if column < len(values) else None
            said = shown[column] if column < len(shown) else number(value)
            left = x + label + column * cell
            share = self._share(value)
            if value is not None:
                pen.block(
                    left + 1, top - high + 1, cell - 2, high - 2, "accent", 0.05 + 0.40 * share
                )
            else:
                pen.frame(left + 1, top - high + 1, cell - 2, high - 2)
            pen.say(left, top - high / 2 - 3.2, said, CELL_STRONG, cell, "center")

    def _share(self, value: float | None) -> float:
        span = self.matrix.high - self.matrix.low
        if value is None or span == 0:
            return 0.0
        return min(max((value - self.matrix.low) / span, 0.0), 1.0)


@dataclass
class TrendChart(Box):
    """One number over time with each value at its point, the target a dashed line."""

    trend: Trend

    _HIGH = 104.0
    _FOOT = 16.0
    _HEAD = 14.0

    def height(self, width: float) -> float:
        """Return its height."""
        del width
        return self._HIGH

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the points, the line between them, the labels and the target."""
        target = finite(self.trend.target)
        right = 64.0 if target is not None else 14.0
        base = top - self._HIGH + self._FOOT
        step = (width - right - 40) / max(len(self.trend.points) - 1, 1)
        pen.rule(x, base, x + width, base, "soft", 0.6)
        if target is not None:
            y = base + self._lift(target)
            pen.rule(x, y, x + width - right + 6, y, "soft", 0.7, (3, 2))
            said = tr("target {value}").format(value=f"{number(target)}{self.trend.unit}")
            pen.say(x + width - right + 10, y - 2.6, said, SMALL, right - 10)
        stretch: list[tuple[float, float]] = []
        for place, (_, said_value) in enumerate((*self.trend.points, ("", None))):
            value = finite(said_value)
            if value is not None:
                stretch.append((x + 20 + place * step, base + self._lift(value)))
                continue
            if len(stretch) > 1:
                pen.path(stretch, "accent", weight=1.3)
            stretch = []
        self._points(pen, x + 20, base, step)

    def _lift(self, value: float) -> float:
        """Return how far above the base a value stands."""
        known = [finite(point) for _, point in self.trend.points]
        ends = [point for point in (*known, finite(self.trend.target)) if point is not None]
        low, high = min(ends), max(ends)
        return 8 + (value - low) / ((high - low) or 1.0) * (
            self._HIGH - self._FOOT - self._HEAD - 8
        )

    def _points(self, pen: Pen, x: float, base: float, step: float) -> None:
        """Draw every point, and so many labels and numbers as can stand side by side."""
        every = max(1, math.ceil(30 / max(step, 1.0)))
        last = len(self.trend.points) - 1
        small = replace(SMALL, size=7.4)
        for place, (label, said_value) in enumerate(self.trend.points):
            at, value = x + place * step, finite(said_value)
            is_told = place == last or (place % every == 0 and last - place >= every)
            if is_told:
                pen.say(at - 30, base - 11, label, small, 60, "center")
            if value is None:
                continue
            y = base + self._lift(value)
            pen.ring(at, y, 2.4, "accent", filled=True)
            if is_told:
                said = f"{number(value)}{self.trend.unit}"
                pen.say(at - 30, y + 5.5, said, NUMERAL, 60, "center")
