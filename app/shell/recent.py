"""The engagements opened lately: one click opens, and what was moved can be found again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.host.language import tr
from app.ui import theme
from app.ui.layout import Button, IconButton, PlainLabel, plain_tip

_PATH = Qt.ItemDataRole.UserRole
_IN_SIGHT = 8
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RecentList(QListWidget):
    """The files, the last one first. Delete takes the chosen one off the list.

    Signals:
        asked: a file is to be opened.
        sought: a file that is not there is to be found.
        removed: a file is to be taken off the list; the file itself stays.
    """

    asked = Signal(str)
    sought = Signal(str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Recent engagements"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(theme.space("xs") // 2)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def show_paths(self, paths: Sequence[str]) -> None:
        """List files; one that is not there is grey and says so."""
        self.clear()
        for text in paths:
            path = Path(text)
            line = _Line(path, is_there=path.is_file())
            line.remove.clicked.connect(partial(self.removed.emit, text))
            if line.locate is not None:
                line.locate.clicked.connect(partial(self.sought.emit, text))
            item = QListWidgetItem()
            item.setData(_PATH, text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.said)
            item.setToolTip(plain_tip(text))
            item.setSizeHint(QSize(0, line.sizeHint().height()))
            self.addItem(item)
            self.setItemWidget(item, line)
        rows = [self.sizeHintForRow(row) for row in range(min(len(paths), _IN_SIGHT))]
        self.setMinimumHeight(sum(rows) + (len(rows) + 1) * 2 * self.spacing())

    def line(self, row: int) -> _Line:
        """Return the line at a place."""
        line = self.itemWidget(self.item(row))
        if not isinstance(line, _Line):
            raise IndexError(row)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen file off the list with Delete."""
        item = self.currentItem()
        if event.key() in _REMOVING and item is not None:
            self.removed.emit(str(item.data(_PATH)))
            return
        super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        """Ask for a file to be opened; where it is not there, that is said with the ways on."""
        self.asked.emit(str(item.data(_PATH)))


class _Line(QWidget):
    """One file: its name, where it lies, and what can be done with the entry."""

    def __init__(self, path: Path, *, is_there: bool) -> None:
        super().__init__()
        where = str(path.parent) if is_there else tr("Not found in {folder}")
        self.name = PlainLabel(path.stem, role="strong" if is_there else "soft", elide=True)
        self.where = PlainLabel(where.format(folder=path.parent), role="hint", elide=True)
        self.said = path.stem if is_there else tr("{name}, not found").format(name=path.stem)
        self.name.setEnabled(is_there)
        self.locate = None if is_there else Button(tr("Locate…"), role="link")
        self.remove: Button | IconButton
        forget = tr("Remove {name} from the list").format(name=path.stem)
        if is_there:
            self.remove = IconButton("x", forget)
        else:
            self.remove = Button(tr("Remove"), role="link")
            self.remove.setAccessibleName(forget)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.where)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.space("xs"), theme.space("xs"), theme.space("xs"))
        row.setSpacing(theme.space("xs"))
        row.addLayout(words, 1)
        if self.locate is not None:
            row.addWidget(self.locate)
        row.addWidget(self.remove)
