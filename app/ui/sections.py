"""The second level of navigation: named sub pages, each built when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence


@dataclass(frozen=True, slots=True)
class Part:
    """A sub page that can be opened.

    Attributes:
        key: how it is remembered.
        title: what it is called.
        make: makes the sub page when it is first opened.
        icon: a drawing beside the title; only in a list at the left.
    """

    key: str
    title: str
    make: Callable[[], QWidget]
    icon: str = ""


class _Place(QStackedWidget):
    """Where the open sub page stands: as small as that one may be, whatever the others need."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the open one needs."""
        current = self.currentWidget()
        return QSize(0, 0) if current is None else _needed(current)

    def sizeHint(self) -> QSize:
        """Ask for what the open one would like."""
        current = self.currentWidget()
        return QSize(0, 0) if current is None else current.sizeHint()


def _needed(widget: QWidget) -> QSize:
    return widget.minimumSizeHint().expandedTo(widget.minimumSize())


class Sections(QWidget):
    """Named sub pages with a list at the left or a segmented row on top.

    The open one is remembered under the name of the sections in `places` (the desk's), which is
    a matter of this computer and never of the engagement file.
    """

    opened = Signal(str)

    def __init__(
        self,
        name: str,
        parts: Sequence[Part],
        *,
        at: Literal["left", "top"] = "top",
        places: MutableMapping[str, str] | None = None,
        title: str = "",
        share: int = 1,
    ) -> None:
        super().__init__()
        self.share = share
        self._name = name
        self._parts = tuple(parts)
        self._places: MutableMapping[str, str] = {} if places is None else places
        self._made: dict[str, QWidget] = {}
        self._stack = _Place()
        self._tabs: QTabBar | None = None
        self._list: QListWidget | None = None
        if at == "left":
            self._lay_left(title)
        else:
            self._lay_top(title)

    @property
    def current(self) -> str:
        """The key of the open sub page; empty before the first was opened."""
        index = self._index()
        widget = self._stack.currentWidget()
        return self._parts[index].key if widget is not None and index >= 0 else ""

    @property
    def name(self) -> str:
        """Under which name the open sub page is remembered."""
        return self._name

    @property
    def current_title(self) -> str:
        """What the open sub page is called; empty before the first was opened."""
        return self._parts[self._index()].title if self.current else ""

    def open(self, key: str) -> None:
        """Open a sub page; an unknown key opens the first."""
        keys = [part.key for part in self._parts]
        index = keys.index(key) if key in keys else 0
        if self._index() == index:
            self._turn(index)
        elif self._tabs is not None:
            self._tabs.setCurrentIndex(index)
        elif self._list is not None:
            self._list.setCurrentRow(index)

    def page(self, key: str) -> QWidget | None:
        """Return a sub page that was already built."""
        return self._made.get(key)

    def note(self, key: str, text: str) -> None:
        """Put a word or a number after a title, such as how many are open."""
        for index, part in enumerate(self._parts):
            if part.key == key:
                said = f"{part.title}  {text}" if text else part.title
                if self._tabs is not None:
                    self._tabs.setTabText(index, said.replace("&", "&&"))
                elif self._list is not None:
                    self._list.item(index).setText(said)

    def showEvent(self, event: QShowEvent) -> None:
        """Open what was open last time."""
        super().showEvent(event)
        if not self.current:
            self.open(self._places.get(self._name, ""))

    def changeEvent(self, event: QEvent) -> None:
        """Let the list grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        if self._list is not None:
            self._list.setFixedWidth(theme.scaled(208))
            self._list.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))

    def _index(self) -> int:
        if self._tabs is not None:
            return self._tabs.currentIndex()
        return -1 if self._list is None else self._list.currentRow()

    def _lay_top(self, title: str) -> None:
        self._tabs = tabs = QTabBar()
        theme.set_role(tabs, "segments")
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(True)
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        tabs.setAccessibleName(title or self._name)
        for part in self._parts:
            tabs.addTab(part.title.replace("&", "&&"))
        tabs.currentChanged.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        column.addWidget(tabs)
        column.addWidget(self._stack, 1)

    def _lay_left(self, title: str) -> None:
        self._list = names = QListWidget()
        theme.set_role(names, "nav")
        names.setFrameShape(QFrame.Shape.NoFrame)
        names.ensurePolished()
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setAccessibleName(title or self._name)
        names.viewport().setAutoFillBackground(False)
        for part in self._parts:
            item = QListWidgetItem(part.title)
            if part.icon:
                item.setIcon(icons.icon(part.icon))
            names.addItem(item)
        self._fit()
        names.currentRowChanged.connect(self._turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("l"))
        row.addWidget(names)
        row.addWidget(self._stack, 1)

    def _turn(self, index: int) -> None:
        if index < 0:
            return
        part = self._parts[index]
        if part.key not in self._made:
            self._made[part.key] = part.make()
            self._stack.addWidget(self._made[part.key])
        self._stack.setCurrentWidget(self._made[part.key])
        self._places[self._name] = part.key
        self.opened.emit(part.key)
