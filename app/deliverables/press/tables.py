"""Tables of hairlines: the head repeats, a row's first line is never parted from its second."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.deliverables.document import Cell, Column, Table
from app.deliverables.press.boxes import Box, Stack, Text
from app.deliverables.press.faces import legible
from app.deliverables.press.lines import Line, Type, lines_of
from app.deliverables.press.marks import Mark, mark_of
from app.deliverables.press.pen import Pen
from app.deliverables.press.styles import CAPTION, CELLS, COLUMN_HEAD, GROUP_ROW, SMALL, SOFT_BODY

_GAP = 12.0
_SAMPLE = 60
"""So many rows decide how the width is shared."""
_ABOVE, _BELOW = 4.2, 4.8
_LEAST_LINES = 2
_BREAK = 3.0
"""The space before a line in a cell that was begun by a typed line break."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell as it is set: its lines, its type and the mark before them."""

    lines: tuple[Line, ...]
    kind: Type
    mark: Mark

    @property
    def height(self) -> float:
        breaks = sum(line.opens for line in self.lines[1:])
        rows = max(len(self.lines), 1 if self.mark.kind else 0)
        return rows * self.kind.leading + breaks * _BREAK


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is set; `is_group` spans the width, `goes_on` has no line below it."""

    cells: tuple[_Set, ...]
    is_group: bool = False
    goes_on: bool = False

    @property
    def height(self) -> float:
        high = max((cell.height for cell in self.cells), default=0.0)
        return high + _ABOVE + _BELOW + (5.0 if self.is_group else 0.0)


@dataclass
class Grid(Box):
    """The rows of a table below their head."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    before: float = 4.0
    after: float = 8.0
    made: tuple[float, tuple[float, ...], _Row, tuple[_Row, ...]] | None = None

    def _set(self, width: float) -> tuple[tuple[float, ...], _Row, tuple[_Row, ...]]:
        """Return the column widths, the head and the rows, set once for a width."""
        if self.made is None or self.made[0] != width:
            widths = _widths(self.columns, self.rows, width)
            head = _Row(
                tuple(
                    _Set(
                        lines_of(column.title, _aligned(COLUMN_HEAD, column), room), kind, Mark("")
                    )
                    for column, room in zip(self.columns, widths, strict=True)
                    for kind in (_aligned(COLUMN_HEAD, column),)
                )
            )
            rows = tuple(_row(row, self.columns, widths, width) for row in self.rows)
            self.made = (width, widths, head, rows)
        return self.made[1:]

    def height(self, width: float) -> float:
        """Return the height of the head and all rows."""
        _, head, rows = self._set(width)
        return _head_height(head) + sum(row.height for row in rows)

    def split(self, width: float, room: float, whole: float) -> tuple[Box, Box] | None:
        """Divide between rows; a row higher than a third of a page may be divided inside."""
        widths, head, rows = self._set(width)
        used, fit = _head_height(head), 0
        while fit < len(rows) and used + rows[fit].height <= room + 0.01:
            used += rows[fit].height
            fit += 1
        while fit > 0 and rows[fit - 1].is_group:
            fit -= 1
            used -= rows[fit].height
        if fit == len(rows):
            return None
        row = rows[fit]
        parts = _divided(row, room - used) if row.height > whole / 3 else None
        if parts is not None:
            first, rest = (*rows[:fit], parts[0]), (parts[1], *rows[fit + 1 :])
        else:
            if fit < 2 and len(rows) > 1 and room < whole * 0.9:
                return None
            if len(rows) - fit == 1 and fit >= 3 and rows[fit - 1].height < whole / 3:
                fit -= 1
            if fit == 0:
                return None
            first, rest = rows[:fit], rows[fit:]
        return (
            replace(self, made=(width, widths, head, first), after=0.0),
            replace(self, made=(width, widths, head, rest), before=0.0),
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the head, the rows and the hairlines below them."""
        widths, head, rows = self._set(width)
        if any(cell.lines for cell in head.cells):
            high = _head_height(head)
            _draw_cells(pen, head, widths, x, top - high + _BELOW + _tallest(head), width)
            top -= high
            pen.rule(x, top, x + width, top, "soft", 0.7)
        else:
            pen.rule(x, top, x + width, top)
        for row in rows:
            shift = _ABOVE + (5.0 if row.is_group else 0.0)
            _draw_cells(pen, row, widths, x, top - shift, width)
            top -= row.height
            if not row.goes_on:
                pen.rule(x, top, x + width, top, "soft" if row.is_group else "line")


def table(value: Table) -> Box:
    """Return a table with its caption and note, or its sentence where it has no rows."""
    boxes: list[Box] = []
    if value.caption:
        boxes.append(Text(value.caption, CAPTION, before=6, after=3, stays=True))
    if value.rows and value.columns:
        boxes.append(Grid(value.columns, value.rows))
    else:
        boxes.append(Text(value.empty, SOFT_BODY, before=2, after=8))
    if value.note:
        boxes.append(Text(value.note, SMALL, before=4, after=8))
    return Stack(tuple(boxes), before=4, after=12) if len(boxes) > 1 else boxes[0]


def _aligned(kind: Type, column: Column) -> Type:
    align = "right" if column.numeric and column.align == "left" else column.align
    return kind if align == "left" else replace(kind, align=align)


def _row(
    row: tuple[Cell | str, ...],
    columns: tuple[Column, ...],
    widths: tuple[float, ...],
    width: float,
) -> _Row:
    """Set a row; cells that are missing are empty, cells too many are left to the last column."""
    cells = [_as_cell(cell) for cell in row]
    if cells and cells[0].style == "head" and not any(cell.text for cell in cells[1:]):
        return _Row((_Set(lines_of(cells[0].text, GROUP_ROW, width), GROUP_ROW, Mark("")),), True)
    extra = cells[len(columns) :]
    cells = [*cells, *[Cell("")] * (len(columns) - len(cells))][: len(columns)]
    if extra:
        cells[-1] = Cell(" ".join([cells[-1].text, *(cell.text for cell in extra)]))
    return _Row(
        tuple(
            _cell(cell, column, room)
            for cell, column, room in zip(cells, columns, widths, strict=True)
        )
    )


def _cell(cell: Cell, column: Column, room: float) -> _Set:
    mark = mark_of(cell.mark, cell.style)
    kind = _aligned(CELLS.get(cell.style, CELLS[""]), column)
    return _Set(lines_of(cell.text, kind, max(room - mark.width, room / 3)), kind, mark)


def _head_height(head: _Row) -> float:
    return _tallest(head) + 3.0 + _BELOW if any(cell.lines for cell in head.cells) else 0.0


def _tallest(head: _Row) -> float:
    return max((cell.height for cell in head.cells), default=0.0)


def _draw_cells(  # noqa: PLR0917 - a place, then what stands there
    pen: Pen, row: _Row, widths: tuple[float, ...], x: float, top: float, width: float
) -> None:
    """Draw the cells of a row, the head's from the bottom line up."""
    rooms = (width,) if row.is_group else widths
    for cell, room in zip(row.cells, rooms, strict=False):
        kind = cell.kind
        baseline = top - (kind.leading - kind.size) / 2 - kind.size * 0.79
        start, inside = x, room
        if cell.mark.kind:
            color = kind.color if kind.color in ("good", "warn", "bad") else "ink"
            start, inside = x + cell.mark.width, room - cell.mark.width
            if kind.align == "right" and cell.lines:
                start, inside = x, room
                cell.mark.draw(pen, x, baseline + kind.size * 0.32, color)
            elif kind.align == "center" and not cell.lines:
                shift = (room - cell.mark.width + 5) / 2
                cell.mark.draw(pen, x + shift, baseline + kind.size * 0.32, color)
            else:
                cell.mark.draw(pen, x, baseline + kind.size * 0.32, color)
        for number, line in enumerate(cell.lines):
            baseline -= _BREAK if number and line.opens else 0.0
            if line.runs:
                pen.line_of_text(start, baseline, line, kind, inside)
            baseline -= kind.leading
        x += room + _GAP


def _divided(row: _Row, room: float) -> tuple[_Row, _Row] | None:
    """Divide a row between lines, at least two of the longest cell on either side."""
    inside = room - _ABOVE - _BELOW
    longest = max(len(cell.lines) for cell in row.cells)
    fit = min(longest - _LEAST_LINES, *(_lines_in(cell, inside) for cell in row.cells))
    if fit < _LEAST_LINES:
        return None
    upper = tuple(replace(cell, lines=cell.lines[:fit]) for cell in row.cells)
    lower = tuple(replace(cell, lines=cell.lines[fit:], mark=Mark("")) for cell in row.cells)
    return replace(row, cells=upper, goes_on=True), replace(row, cells=lower)


def _lines_in(cell: _Set, room: float) -> int:
    """Return how many lines of a cell fit a height; a short cell holds back nobody."""
    for number, line in enumerate(cell.lines):
        room -= cell.kind.leading + (_BREAK if number and line.opens else 0.0)
        if room < 0:
            return number
    return 1_000_000


def _widths(
    columns: tuple[Column, ...], rows: tuple[tuple[Cell | str, ...], ...], width: float
) -> tuple[float, ...]:
    """Share the width among the columns, none narrower than its longest word where it can be."""
    room = max(width - _GAP * (len(columns) - 1), width / 2)
    shares = [column.share if column.share > 0 else 1.0 for column in columns]
    total = sum(shares)
    wanted = [room * share / total for share in shares]
    least = [min(_least(column, place, rows), room * 0.6) for place, column in enumerate(columns)]
    if sum(least) >= room:
        return tuple(room * part / sum(least) for part in least)
    short = sum(max(0.0, low - want) for low, want in zip(least, wanted, strict=True))
    spare = sum(max(0.0, want - low) for low, want in zip(least, wanted, strict=True))
    factor = 1 - short / spare if spare else 1.0
    shared = [
        low if want <= low else low + (want - low) * factor
        for low, want in zip(least, wanted, strict=True)
    ]
    return _lent(shared, [_natural(place, rows) for place in range(len(columns))], least)


def _lent(widths: list[float], natural: list[float], least: list[float]) -> tuple[float, ...]:
    """Lend what columns of short texts do not need to those whose texts run over their line."""
    spare = [
        max(0.0, wide - max(full + 4, low))
        for wide, full, low in zip(widths, natural, least, strict=True)
    ]
    need = [max(0.0, full - wide) for wide, full in zip(widths, natural, strict=True)]
    moved = min(sum(spare), sum(need))
    if moved <= 0:
        return tuple(widths)
    return tuple(
        wide - moved * gives / sum(spare) + moved * takes / sum(need)
        for wide, gives, takes in zip(widths, spare, need, strict=True)
    )


def _natural(place: int, rows: tuple[tuple[Cell | str, ...], ...]) -> float:
    """Return the width at which the texts of a column would not run over their line."""
    widest = 0.0
    for row in rows[:_SAMPLE]:
        if place < len(row):
            cell = _as_cell(row[place])
            if cell.style == "head":
                continue
            kind = CELLS.get(cell.style, CELLS[""])
            lines = legible(cell.text[:400]).split("\n")
            text = max((kind.width(line) for line in lines), default=0.0)
            widest = max(widest, text + mark_of(cell.mark, cell.style).width)
    return widest


def _as_cell(said: Cell | str) -> Cell:
    return said if isinstance(said, Cell) else Cell(said)


def _least(column: Column, place: int, rows: tuple[tuple[Cell | str, ...], ...]) -> float:
    """Return the width below which a word of the head, a number or a mark would be cut."""
    words = legible(column.title[:200]).upper().split()
    least = max((COLUMN_HEAD.width(word) for word in words), default=8.0)
    for row in rows[:_SAMPLE]:
        if place >= len(row):
            continue
        cell = _as_cell(row[place])
        if cell.style == "head":
            continue
        kind = CELLS.get(cell.style, CELLS[""])
        text = legible(cell.text[:120])
        parts = [text] if column.numeric and len(text) < 24 else text.split()
        widest = max((kind.width(part) for part in parts), default=0.0)
        least = max(least, widest + mark_of(cell.mark, cell.style).width)
    return least + 0.5
