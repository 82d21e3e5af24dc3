"""Charts painted from plain values: bars from then to now, profiles, a matrix, a trend, the road.

Each chart says its numbers in words to a screen reader, and none carries meaning by color alone:
what was is hollow, what is now is full, a goal is a tick, a second voice is a diamond.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.host.language import tr
from app.ui import theme
from app.ui.painting import (
    CENTER,
    RIGHT,
    Chart,
    Scale,
    blend,
    diamond,
    disc,
    short,
    write,
)
from app.ui.roads import Road, Trend

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Bar", "BarsFromTo", "Chart", "Matrix", "Profile", "Road", "Trend", "Voice"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure on its way.

    Attributes:
        label: what is measured.
        start: where it began; None when nobody measured then.
        now: where it is; None when nobody has measured yet.
        goal: where it is to go.
        unit: stands after each number.
    """

    label: str
    start: float | None
    now: float | None
    goal: float | None = None
    unit: str = ""

    @property
    def said(self) -> str:
        """The bar in words."""
        parts = [
            tr("{label}: from {start} to {now}").format(
                label=self.label, start=self.number(self.start), now=self.number(self.now)
            )
        ]
        if self.goal is not None:
            parts.append(tr("goal {goal}").format(goal=self.number(self.goal)))
        return ", ".join(parts)

    def number(self, value: float | None) -> str:
        """A value with its unit; a dash for none."""
        return "–" if value is None else f"{short(value)}{' ' + self.unit if self.unit else ''}"


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's or group's line through a profile; None where nothing was rated."""

    name: str
    ratings: tuple[float | None, ...]


class BarsFromTo(Chart):
    """For each measure a track from where it began to where it is, and a tick at its goal.

    Each measure has a scale of its own, since their units differ; a better value lies further
    right, also where less is better.
    """

    _ROW = 44

    def __init__(self, title: str, bars: Sequence[Bar] = ()) -> None:
        super().__init__(title)
        self._bars: tuple[Bar, ...] = ()
        self.tell(bars)

    def tell(self, bars: Sequence[Bar]) -> None:
        """Show these measures."""
        self._bars = tuple(bars)
        self.tell_words()

    def words(self) -> str:
        """Every bar in words."""
        return ". ".join(bar.said for bar in self._bars)

    def wanted_height(self) -> int:
        """A row for each measure."""
        return theme.scaled(self._ROW) * max(1, len(self._bars))

    def draw(self, painter: QPainter) -> None:
        """Paint label and numbers above, the track below."""
        high = theme.scaled(self._ROW)
        for number, bar in enumerate(self._bars):
            box = QRectF(0, number * high, self.width(), high)
            self._draw_words(painter, box, bar)
            self._draw_track(painter, box, bar)

    def _draw_words(self, painter: QPainter, box: QRectF, bar: Bar) -> None:
        words = QRectF(box.x(), box.y(), box.width(), box.height() * 0.56)
        numbers = f"{bar.number(bar.start)}  →  {bar.number(bar.now)}"
        face = theme.font("body", strong=True, figures=True)
        wide = QFontMetricsF(face).horizontalAdvance(numbers) + 2
        right = QRectF(words.right() - wide, words.y(), wide, words.height())
        write(painter, right, numbers, RIGHT, strong=True, figures=True)
        words.setRight(right.left() - theme.space("m"))
        write(painter, words, bar.label)

    def _draw_track(self, painter: QPainter, box: QRectF, bar: Bar) -> None:
        y = box.y() + box.height() * 0.74
        track = QRectF(box.x() + 6, y - 3, box.width() - 12, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(track, 3, 3)
        known = [value for value in (bar.start, bar.now, bar.goal) if value is not None]
        if not known:
            return
        place = Scale.around(known, falling=_falls(bar), left=track.left(), right=track.right())
        if bar.start is not None and bar.now is not None:
            painter.setBrush(theme.color("figure-now"))
            ends = sorted((place.at(bar.start), place.at(bar.now)))
            painter.drawRect(QRectF(ends[0], y - 3, ends[1] - ends[0], 6))
        if bar.goal is not None:
            x = place.at(bar.goal)
            painter.setPen(QPen(theme.color("figure-goal"), 2))
            painter.drawLine(QPointF(x, y - 8), QPointF(x, y + 8))
        if bar.start is not None:
            disc(painter, QPointF(place.at(bar.start), y), "figure-then", hollow=True)
        if bar.now is not None:
            disc(painter, QPointF(place.at(bar.now), y), "figure-now")


def _falls(bar: Bar) -> bool:
    """Whether less is better, judged by where the goal lies."""
    origin = bar.start if bar.start is not None else bar.now
    return bar.goal is not None and origin is not None and bar.goal < origin


class Profile(Chart):
    """Lines down a scale of 1 to 5: one row for each competency, one line for each voice."""

    _ROW = 34

    def __init__(
        self, title: str, rows: Sequence[str] = (), voices: Sequence[Voice] = (), levels: int = 5
    ) -> None:
        super().__init__(title)
        self._levels = levels
        self._rows: tuple[str, ...] = ()
        self._voices: tuple[Voice, ...] = ()
        self.tell(rows, voices)

    def tell(self, rows: Sequence[str], voices: Sequence[Voice]) -> None:
        """Show up to two voices; more would not be told apart.

        Raises:
            ValueError: when a voice has not one rating, or None, for each row.
        """
        for voice in voices:
            if len(voice.ratings) != len(rows):
                raise ValueError(f"{len(voice.ratings)} ratings for {len(rows)} rows")
        self._rows, self._voices = tuple(rows), tuple(voices[:2])
        self.tell_words()

    def words(self) -> str:
        """Every rating in words."""
        return ". ".join(
            f"{row}: "
            + ", ".join(
                f"{voice.name} {'–' if voice.ratings[i] is None else short(voice.ratings[i] or 0)}"
                for voice in self._voices
            )
            for i, row in enumerate(self._rows)
        )

    def wanted_height(self) -> int:
        """A row for each competency, and one for the scale and the names."""
        return theme.scaled(self._ROW) * (len(self._rows) + 1)

    def draw(self, painter: QPainter) -> None:
        """Paint the scale on top, then the rows, then the lines over them."""
        high = theme.scaled(self._ROW)
        wide = self._column_width()
        numbers = wide * len(self._voices)
        left = self.width() * 0.42
        right = max(left + 40.0, self.width() - numbers - theme.space("l"))
        scale = Scale(1, self._levels, left + 8, right - 8)
        self._draw_grid(painter, scale, high)
        for number, row in enumerate(self._rows):
            box = QRectF(0, (number + 1) * high, left - theme.space("m"), high)
            write(painter, box, row)
        for number, voice in enumerate(self._voices):
            column = QRectF(self.width() - numbers + number * wide, 0, wide, high)
            self._draw_voice(painter, voice, number, scale, column)

    def _column_width(self) -> int:
        """Wide enough for the longest name, within reason."""
        face = QFontMetricsF(theme.font("small", strong=True))
        names = [face.horizontalAdvance(voice.name) for voice in self._voices]
        longest = theme.space("l") + max(names, default=0)
        return int(min(theme.scaled(104), max(theme.scaled(36), longest)))

    def _draw_grid(self, painter: QPainter, scale: Scale, high: int) -> None:
        bottom = high * (len(self._rows) + 1)
        for level in range(1, self._levels + 1):
            x = scale.at(level)
            painter.setPen(QPen(theme.color("figure-grid"), 1))
            painter.drawLine(QPointF(x, high), QPointF(x, bottom))
            box = QRectF(x - 20, 0, 40, high)
            write(painter, box, str(level), CENTER, tint="ink-soft", step="small", figures=True)
        painter.setPen(QPen(theme.color("figure-grid"), 1))
        for number in range(1, len(self._rows) + 2):
            painter.drawLine(QPointF(0, number * high), QPointF(self.width(), number * high))

    def _draw_voice(
        self, painter: QPainter, voice: Voice, number: int, scale: Scale, column: QRectF
    ) -> None:
        high = column.height()
        tint = ("figure-now", "figure-other")[number]
        points = [
            None if rating is None else QPointF(scale.at(rating), (row + 1.5) * high)
            for row, rating in enumerate(voice.ratings)
        ]
        style = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)[number]
        for before, after in pairwise(points):
            if before is not None and after is not None:
                painter.setPen(QPen(theme.color(tint), 2, style))
                painter.drawLine(before, after)
        write(painter, column, voice.name, RIGHT, tint=tint, step="small", strong=True)
        for row, point in enumerate(points):
            rating = voice.ratings[row]
            if point is not None:
                _point(painter, point, number)
            text = "–" if rating is None else short(rating)
            box = column.translated(0, (row + 1) * high)
            write(painter, box, text, RIGHT, tint="ink", strong=number == 0, figures=True)


def _point(painter: QPainter, at: QPointF, number: int) -> None:
    if number == 0:
        disc(painter, at, "figure-now")
    else:
        diamond(painter, at, "figure-other")


class Matrix(Chart):
    """A table of numbers whose tint follows the number; the number itself always stands there."""

    _ROW = 36

    def __init__(
        self,
        title: str,
        rows: Sequence[str] = (),
        columns: Sequence[str] = (),
        values: Sequence[Sequence[float | None]] = (),
        *,
        low: float = 1,
        high: float = 5,
    ) -> None:
        super().__init__(title)
        self._low, self._high = low, high
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._values: tuple[tuple[float | None, ...], ...] = ()
        self.tell(rows, columns, values)

    def tell(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        values: Sequence[Sequence[float | None]],
    ) -> None:
        """Show these numbers, row by row; None is a dash.

        Raises:
            ValueError: when the numbers do not fill the table.
        """
        if len(values) != len(rows) or any(len(line) != len(columns) for line in values):
            raise ValueError("A matrix needs one number or None for each row and column")
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._values = tuple(tuple(line) for line in values)
        self.tell_words()

    def words(self) -> str:
        """Every number in words."""
        return ". ".join(
            f"{row}: "
            + ", ".join(
                f"{column} {'–' if value is None else short(value)}"
                for column, value in zip(self._columns, line, strict=True)
            )
            for row, line in zip(self._rows, self._values, strict=True)
        )

    def wanted_height(self) -> int:
        """A row for each line and one for the heads."""
        return theme.scaled(self._ROW) * (len(self._rows) + 1)

    def draw(self, painter: QPainter) -> None:
        """Paint heads, names and cells."""
        high = theme.scaled(self._ROW)
        left = self.width() * 0.34
        wide = (self.width() - left) / max(1, len(self._columns))
        for c, name in enumerate(self._columns):
            head = QRectF(left + c * wide, 0, wide, high)
            write(painter, head, name, CENTER, tint="ink-soft", step="small", strong=True)
        for r, (name, line) in enumerate(zip(self._rows, self._values, strict=True)):
            y = (r + 1) * high
            write(painter, QRectF(0, y, left - theme.space("m"), high), name)
            for c, value in enumerate(line):
                cell = QRectF(left + c * wide, y, wide, high).adjusted(1, 1, -1, -1)
                self._draw_cell(painter, cell, value)

    def _draw_cell(self, painter: QPainter, cell: QRectF, value: float | None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tint(value))
        painter.drawRoundedRect(cell, 4, 4)
        text = "–" if value is None else short(value)
        tint = "ink-soft" if value is None else "ink"
        write(painter, cell, text, CENTER, tint=tint, strong=value is not None, figures=True)

    def _tint(self, value: float | None) -> QColor:
        """Between the ground and a quarter of the accent, so that ink stays legible on all."""
        if value is None:
            return theme.color("hover")
        part = max(0.0, min(1.0, (value - self._low) / (self._high - self._low)))
        return blend(theme.color("sunken"), theme.color("accent"), 0.32 * part)
