"""Where a user can go and where he can write: every tab, every chapter, every field.

Nothing here knows a stage by name, so whatever is built tomorrow is walked through as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.ui import dialogs
from app.ui.buttons import Button
from app.ui.editors import LineEditor
from app.ui.entries import DayEditor, NumberEditor
from app.ui.forms import FormRow
from app.ui.memos import MemoEditor
from app.ui.sections import Sections

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGINNING = ("Add", "New", "Begin", "Open", "Start", "Give", "Change a rating")


def outermost(root: QWidget) -> list[Sections]:
    """Return the sections that can be seen under a widget and stand in no others."""
    seen = [one for one in root.findChildren(Sections) if one.isVisible()]
    inner = {one for one in seen for other in seen if one is not other and other.isAncestorOf(one)}
    return [one for one in seen if one not in inner]


def chapters(root: QWidget, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Open every chapter under a widget, on both levels, and yield where it stands."""
    inner = outermost(root)
    if not inner:
        yield path
    for sections in inner:
        for part in sections._parts:
            sections.open(part.key)
            page = sections.page(part.key)
            assert page is not None, part.key
            yield from chapters(page, (*path, part.key))


def text_rows(root: QWidget) -> list[FormRow]:
    """Return the fields under a widget into which a text can be written now."""
    return [row for row in root.findChildren(FormRow) if takes_text(row)]


def takes_text(row: FormRow) -> bool:
    """Whether a field can be seen, is not frozen, and takes any text."""
    field = row.editor.field
    if not isinstance(field, QLineEdit | QPlainTextEdit) or field.isReadOnly():
        return False
    is_text = isinstance(row.editor, LineEditor | MemoEditor)
    is_other = isinstance(row.editor, NumberEditor | DayEditor)
    return is_text and not is_other and field.isVisible() and field.isEnabled()


def is_at_hand(button: Button) -> bool:
    """Whether a button can be pressed."""
    return button.isVisible() and button.isEnabled()


def lines_of(menu: QMenu) -> list[QAction]:
    """Return what can be taken from a menu and from the menus in it."""
    lines = [line for line in menu.actions() if line.isEnabled() and line.text()]
    inner = [lines_of(below) for line in lines if (below := line.menu()) is not None]
    return [line for line in lines if line.menu() is None] + [one for some in inner for one in some]


def open_everything(page: QWidget) -> None:
    """Begin one more of everything that can be begun, so that nothing is frozen everywhere."""
    begun: list[Button] = []
    for _ in chapters(page):
        for has_menu in (False, True):
            for button in page.findChildren(Button):
                if button in begun or not isValid(button) or not is_at_hand(button):
                    continue
                if button.text().startswith(BEGINNING) and bool(button.menu()) is has_menu:
                    begun.append(button)
                    begin(button)
        choose_first(page)


def begin(button: Button) -> None:
    """Press a button or take the first line of its menu, and answer what it asks."""
    for part in range(3):
        dialogs.answers.give("ask_text", f"One more {part}")
    menu = button.menu()
    if menu is None:
        button.click()
    else:
        menu.aboutToShow.emit()
        if lines := lines_of(menu):
            lines[0].trigger()
    dialogs.answers.script()


def choose_first(page: QWidget) -> None:
    """Choose the first in every box that stands open with nothing chosen."""
    for box in page.findChildren(QComboBox):
        if box.isVisible() and box.isEnabled() and box.currentIndex() < 0 and box.count():
            QTest.keyClick(box, Qt.Key.Key_Down)
