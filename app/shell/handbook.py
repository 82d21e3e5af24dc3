"""The handbook: help that works offline, opened at the page of what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
)

from app.host.language import tr
from app.host.paths import resource
from app.shell.aside import Aside
from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QMenuBar

START = "start"
KEYS = "keys"
_ORDER = (
    *("start", "foundation", "jobs", "selection", "review", "papers", "undo"),
    *("files", "protection", "recovery", "keys", "command-line"),
)
_WIDE = 800
_NARROW = 260
_LINE = 140  # percent of the height of the type


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """A page: its key, its title, and its text as Markdown."""

    key: str
    title: str
    text: str


@cache
def pages() -> tuple[HandbookPage, ...]:
    """Return the pages of the handbook in their order; one not in the order comes last."""
    found = {path.stem: path.read_text("utf-8") for path in resource("handbook").glob("*.md")}
    order = [*(key for key in _ORDER if key in found), *sorted(set(found) - set(_ORDER))]
    return tuple(
        HandbookPage(key, found[key].splitlines()[0].removeprefix("# "), found[key])
        for key in order
    )


def shortcuts(menus: QMenuBar) -> tuple[tuple[str, str], ...]:
    """Return every command that has a key: what it is called, and the key."""
    found: list[tuple[str, str]] = []
    for action in menus.actions():
        menu: Any = action.menu()
        if menu is not None:
            found += _keys_of(menu)
    return tuple(found)


def _keys_of(menu: QMenu) -> list[tuple[str, str]]:
    words = [
        (_plain(action), action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        for action in menu.actions()
        if action.isVisible() and not action.shortcut().isEmpty()
    ]
    return [(said, keys) for said, keys in words if said]


def _plain(action: QAction) -> str:
    """Return what a command is called, without the mark under its letter."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


class _Reader(QTextBrowser):
    """Shows a page. It loads nothing: no picture, no file, no address."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ANN401, ARG002 - Qt's signature
        """Return nothing, whatever is asked for."""
        return None


class Handbook(Aside):
    """Pages at the left, the chosen one at the right, and a field to find a word in all of them."""

    def __init__(self, menus: QMenuBar) -> None:
        super().__init__(tr("Handbook"))
        self._menus = menus
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find in the handbook"))
        self.search.setAccessibleName(tr("Find in the handbook"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages of the handbook"))
        theme.set_role(self.list, "nav")
        self.reader = _Reader()
        self.reader.setOpenLinks(False)
        self.reader.setAccessibleName(tr("Page of the handbook"))
        self._lay_out()
        self._fill("")
        self.search.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._turn)
        self.reader.anchorClicked.connect(self._follow)

    @property
    def current(self) -> str:
        """The key of the page that is shown."""
        item: QListWidgetItem | None = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def open(self, key: str, heading: str = "") -> None:
        """Show a page, at a heading where it has that one; an unknown page shows the first."""
        self.search.clear()
        keys = [page.key for page in pages()]
        self.list.setCurrentRow(keys.index(key) if key in keys else 0)
        self._show(self.current)
        if heading:
            self._scroll_to(heading)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(theme.space("m"))
        names.addWidget(self.search)
        names.addWidget(self.list, 1)
        for widget in (self.search, self.list):
            widget.setFixedWidth(theme.scaled(_NARROW))
        self.reader.setMaximumWidth(theme.scaled(_WIDE))
        self.reader.document().setDocumentMargin(theme.space("xl"))
        body = QHBoxLayout()
        body.setSpacing(theme.space("l"))
        body.addLayout(names)
        body.addWidget(self.reader, 100)
        body.addStretch(1)
        self.lay_out(body)

    def _fill(self, wanted: str) -> None:
        """List the pages that hold every word that was typed."""
        words = wanted.casefold().split()
        kept = self.current
        self.list.blockSignals(True)
        self.list.clear()
        for page in pages():
            if all(word in page.text.casefold() for word in words):
                item = QListWidgetItem(page.title)
                item.setData(Qt.ItemDataRole.UserRole, page.key)
                self.list.addItem(item)
                if page.key == kept:
                    self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._show(self.current)
        if words:
            self.reader.find(words[0])

    def _turn(self, *_: object) -> None:
        self._show(self.current)

    def _follow(self, link: QUrl) -> None:
        """Go to the page a link names; a link to anywhere else does nothing."""
        key = link.path().removesuffix(".md")
        if not link.scheme() and key in [page.key for page in pages()]:
            self.open(key)

    def _show(self, key: str) -> None:
        """Show a page; the page of keys ends with a list that cannot go stale."""
        found = {page.key: page.text for page in pages()}
        text = found.get(key, tr("No page holds these words."))
        if key == KEYS:
            text += "\n\n" + "\n".join(f"- {keys}: {said}" for said, keys in shortcuts(self._menus))
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        document = self.reader.document()
        document.setMarkdown(text, features | QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._space_out()
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)

    def _space_out(self) -> None:
        """Set the lines of the page apart, as a page that is read and not scanned."""
        block = self.reader.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setTopMargin(theme.space("l") if form.headingLevel() else 0)
            form.setBottomMargin(theme.space("s"))
            QTextCursor(block).setBlockFormat(form)
            block = block.next()

    def _scroll_to(self, heading: str) -> None:
        """Bring a heading to the top of the page."""
        block = self.reader.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                cursor = QTextCursor(block)
                self.reader.moveCursor(QTextCursor.MoveOperation.End)
                self.reader.setTextCursor(cursor)
                return
            block = block.next()
