"""Where a user can go and where he can write: every tab, every chapter, every field.

Nothing here knows a stage by name, so whatever is built tomorrow is walked through as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.ui.editors import LineEditor
from app.ui.entries import DayEditor, NumberEditor
from app.ui.forms import FormRow
from app.ui.memos import MemoEditor
from app.ui.sections import Sections

if TYPE_CHECKING:
    from collections.abc import Iterator


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
