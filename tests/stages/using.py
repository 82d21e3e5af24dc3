"""How the tests of pages do what a user does: open a chapter, press a button."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget
from sqlmodel import Session, SQLModel

from app.ui.buttons import Button
from app.ui.sections import Sections

W = TypeVar("W", bound=QWidget)


def opened(sections: Sections | None, key: str, kind: type[W]) -> W:
    """Open a chapter and return it."""
    assert sections is not None
    sections.open(key)
    found = sections.page(key)
    assert isinstance(found, kind)
    return found


def press(part: QWidget, words: str) -> None:
    """Press the one button of these words that can be seen."""
    (button,) = (b for b in part.findChildren(Button) if b.text() == words and b.isVisible())
    assert button.isEnabled()
    button.click()


def every_row(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that stands in the file, row by row, to be compared with another moment."""
    connection = session.connection()
    return {
        table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
        for table in SQLModel.metadata.sorted_tables
    }
