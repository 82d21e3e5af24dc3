"""Tables of frozen values: shown, sorted and filtered here, edited elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from app.domain.calendar import said_short
from app.domain.scales import plain
from app.ui import marks, theme
from app.ui.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_UNKNOWN = 2
_LOOKED_AT = 60  # so many rows tell how wide a column wants to be


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the attribute it shows, its share of the width and its alignment.

    Attributes:
        title: what stands at its head.
        attribute: the attribute of a row that it shows.
        share: how much of the width that is left over it takes.
        align: left, or right for numbers.
        strong: whether the type is strong.
        paint: ``dots`` shows a rating of 1 to 5 as dots with its number.
    """

    title: str
    attribute: str
    share: int = 1
    align: Literal["left", "right"] = "left"
    strong: bool = False
    paint: Literal["", "dots"] = ""

    def key(self, row: object) -> tuple[int, Any]:
        """Return by what a row is sorted: numbers and days by size, the rest as it is read."""
        value = getattr(row, self.attribute)
        if value is None or value == "":
            return (_UNKNOWN, "")
        if isinstance(value, int | float | Decimal):
            return (0, value)
        return (1, value.isoformat() if isinstance(value, date) else self.text(row).casefold())

    @property
    def side(self) -> Qt.AlignmentFlag:
        """On which side of the column its head and its texts stand."""
        right = self.align == "right"
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def text(self, row: object) -> str:
        """Return what stands in a cell."""
        value = getattr(row, self.attribute)
        if value is None:
            return ""
        if isinstance(value, date):
            return said_short(value)
        if hasattr(value, "label"):
            return str(value.label)
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        return plain(value) if isinstance(value, float) else str(value)


class RecordModel(QAbstractTableModel):
    """The rows of a table, in the order and the selection the user asked for."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._all: tuple[Any, ...] = ()
        self._texts: dict[str, str] = {}
        self._keys: dict[int, dict[str, tuple[int, Any]]] = {}
        self.rows: list[Any] = []
        self._wanted = ""
        self._sorted: tuple[int, bool] | None = None

    def show(self, rows: Sequence[Any]) -> None:
        """Show rows; where the same ones are there already only their cells are told anew."""
        self._all = tuple(rows)
        self._keys.clear()
        self._texts = {
            row.id: "\n".join(column.text(row) for column in self.columns).casefold()
            for row in rows
        }
        self._arrange()

    def filter(self, text: str) -> None:
        """Show only rows that hold this text in any column."""
        self._wanted = text.casefold().strip()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange()

    def place_of(self, row_id: str) -> int:
        """Return at which place a row stands, or -1."""
        return next((n for n, row in enumerate(self.rows) if row.id == row_id), -1)

    def _keys_of(self, number: int) -> dict[str, tuple[int, Any]]:
        """Return by what each row is sorted in a column; asked once until other rows are shown."""
        if number not in self._keys:
            key = self.columns[number].key
            self._keys[number] = {row.id: key(row) for row in self._all}
        return self._keys[number]

    def _arrange(self) -> None:
        """Filter and sort, and tell the view no more than it has to know."""
        wanted = self._wanted
        rows = [row for row in self._all if not wanted or wanted in self._texts[row.id]]
        if self._sorted is not None:
            number, backwards = self._sorted
            keys = self._keys_of(number)
            known = [row for row in rows if keys[row.id][0] < _UNKNOWN]
            unknown = [row for row in rows if keys[row.id][0] == _UNKNOWN]
            known.sort(key=lambda row: keys[row.id], reverse=backwards)
            rows = [*known, *unknown]
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return what the view asks for."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self.rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(column.side)
        if role == Qt.ItemDataRole.FontRole and column.strong:
            return QFont(theme.font("body", strong=True))
        return None

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return the head of a column."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.columns[section].side)
        return None


class _Dots(QStyledItemDelegate):
    """Paints a rating as dots behind its number, so that a column of them is seen at a glance."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the number at the left and the dots behind it."""
        super().paint(painter, option, index)
        said = str(index.data() or "")
        if said.replace(".", "", 1).isdigit():
            left = theme.space("s") + theme.scaled(32)
            marks.dots(painter, QRectF(option.rect).adjusted(left, 0, 0, 0), float(said))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for room for the number and five dots."""
        hint = super().sizeHint(option, index)
        return QSize(theme.space("s") + theme.scaled(32 + 5 * 15), hint.height())


class RecordTable(QTableView):
    """A table of records. Selecting one says its id."""

    chosen = Signal(str)

    def __init__(self, columns: Sequence[Column], name: str = "") -> None:
        super().__init__()
        self.records = RecordModel(columns)
        self._telling = False
        self._kept = ""
        self.setModel(self.records)
        self.records.modelAboutToBeReset.connect(self._keep)
        self.records.modelReset.connect(self._bring_back)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(36))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setResizeContentsPrecision(_LOOKED_AT)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for place, column in enumerate(columns):
            if column.paint == "dots":
                self.setItemDelegateForColumn(place, _Dots(self))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(theme.scaled(40))
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; the one selected stays selected while it is there."""
        kept = self.current_id
        self._telling = True
        self.records.show(rows)
        self._telling = False
        self._share_out()
        if kept and self.records.place_of(kept) >= 0:
            self.select(kept)
        elif self.records.rows:
            self.selectRow(0)
        else:
            self.chosen.emit("")

    @property
    def current_id(self) -> str:
        """The id of the row selected, or nothing."""
        place = self.currentIndex().row()
        return str(self.records.rows[place].id) if 0 <= place < len(self.records.rows) else ""

    def select(self, row_id: str) -> None:
        """Select a row by its id."""
        place = self.records.place_of(row_id)
        if place >= 0:
            self.selectRow(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width among the columns."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give every column what its texts need, then share out what is left or what is missing.

        Where there is too little room only texts by whose share it may be taken grow narrower;
        numbers and other narrow columns stay whole.
        """
        columns = self.records.columns
        head = self.horizontalHeader()
        wants = [
            max(self.sizeHintForColumn(place), head.sectionSizeHint(place))
            for place in range(len(columns))
        ]
        shares = [column.share for column in columns]
        whole = [column.align == "right" for column in columns]
        room = self.viewport().width()
        for place, width in enumerate(shared_out(wants, shares, room, whole)):
            self.setColumnWidth(place, width)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say the whole text of a cell that is cut short."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = str(index.data() or "") if index.isValid() else ""
            if text and self.sizeHintForIndex(index).width() > self.columnWidth(index.column()):
                QToolTip.showText(event.globalPos(), plain_tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the row as text that a spreadsheet reads."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.current_id:
            row = self.records.rows[self.currentIndex().row()]
            cells = (" ".join(column.text(row).split()) for column in self.records.columns)
            QGuiApplication.clipboard().setText("\t".join(cells))
            return
        super().keyPressEvent(event)

    def _keep(self) -> None:
        """Remember which row is selected before rows are sorted or filtered."""
        self._kept = self.current_id

    def _bring_back(self) -> None:
        """Select it again; where a filter took it away, the first that is left."""
        if self._telling or not self._kept:
            return
        place = self.records.place_of(self._kept)
        self._telling = place >= 0
        self.selectRow(max(place, 0))
        self._telling = False
        if not self.records.rows:
            self.chosen.emit("")

    def _moved(self) -> None:
        """Say which row is selected now."""
        if not self._telling:
            self.chosen.emit(self.current_id)


def shared_out(
    wants: Sequence[int], shares: Sequence[int], room: int, whole: Sequence[bool]
) -> list[int]:
    """Return the width of each column.

    Args:
        wants: how wide each would have to be to show every text whole; pixels.
        shares: how much of the room that is left each takes.
        room: how wide the table is; pixels.
        whole: which columns are never cut, since half a number is a wrong one.
    """
    left = room - sum(wants)
    if left >= 0:
        widths = [
            want + left * share // sum(shares) for want, share in zip(wants, shares, strict=True)
        ]
    else:
        widths = _narrowed(wants, shares, room, whole)
    widths[-1] += room - sum(widths) if left >= 0 else 0
    return widths


def _narrowed(
    wants: Sequence[int], shares: Sequence[int], room: int, whole: Sequence[bool]
) -> list[int]:
    """Return widths for too little room: what is narrow stays whole, the widest are cut."""
    widths = dict(enumerate(wants))
    open_ = {place for place in widths if not whole[place]}
    rest = max(0, room - sum(wants[place] for place in widths if whole[place]))
    while open_ and (fits := {place for place in open_ if wants[place] <= rest // len(open_)}):
        open_ -= fits
        rest -= sum(wants[place] for place in fits)
    total = sum(shares[place] for place in open_)
    for place in open_:
        widths[place] = min(wants[place], max(rest, 0) * shares[place] // total)
    return [widths[place] for place in range(len(wants))]
