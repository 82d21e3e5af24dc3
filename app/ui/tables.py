"""Tables of frozen values: shown, sorted and filtered here, edited elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.calendar import said_short
from app.domain.scales import plain
from app.ui import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the attribute it shows, its share of the width and its alignment."""

    title: str
    attribute: str
    share: int = 1
    align: str = "left"
    strong: bool = False

    def text(self, row: object) -> str:
        """Return what stands in a cell."""
        value = getattr(row, self.attribute)
        if value is None:
            return ""
        if hasattr(value, "year"):
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
        self.rows: list[Any] = []
        self._wanted = ""
        self._sorted: tuple[int, bool] | None = None

    def show(self, rows: Sequence[Any]) -> None:
        """Show rows; where the same ones are there already only their cells are told anew."""
        self._all = tuple(rows)
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

    def _arrange(self) -> None:
        """Filter and sort, and tell the view no more than it has to know."""
        wanted = self._wanted
        rows = [row for row in self._all if not wanted or wanted in self._texts[row.id]]
        if self._sorted is not None:
            column, backwards = self.columns[self._sorted[0]], self._sorted[1]
            rows.sort(key=lambda row: column.text(row).casefold(), reverse=backwards)
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
            side = (
                Qt.AlignmentFlag.AlignRight
                if column.align == "right"
                else (Qt.AlignmentFlag.AlignLeft)
            )
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and column.strong:
            return QFont(theme.font("body", strong=True))
        return None

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return the head of a column."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


class RecordTable(QTableView):
    """A table of records. Selecting one says its id."""

    chosen = Signal(str)

    def __init__(self, columns: Sequence[Column], name: str = "") -> None:
        super().__init__()
        self.records = RecordModel(columns)
        self._telling = False
        self.setModel(self.records)
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
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(theme.scaled(40))
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; the one selected stays selected while it is there."""
        kept = self.current_id
        self._telling = True
        self.records.show(rows)
        self._telling = False
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
        columns = self.records.columns
        total = sum(column.share for column in columns)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, self.viewport().width() * column.share // total)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the row as text that a spreadsheet reads."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.current_id:
            row = self.records.rows[self.currentIndex().row()]
            cells = (column.text(row).replace("\t", " ") for column in self.records.columns)
            QGuiApplication.clipboard().setText("\t".join(cells))
            return
        super().keyPressEvent(event)

    def _moved(self) -> None:
        """Say which row is selected now."""
        if not self._telling:
            self.chosen.emit(self.current_id)
