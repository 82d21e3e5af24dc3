"""A walk through the whole window: every tab, every chapter, light and dark, looked at closely.

It runs in a real window of 1280 × 800, as small as a laptop's, over the sample client. Nothing may
be cut off, nothing may be empty, nothing may have to be pushed sideways; and the window's title
names nobody. The pictures are left in ``artifacts/pictures/walk``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from sqlmodel import Session, select

from app.domain.people import Person
from app.host.settings import Settings
from app.shell.window import Window
from app.ui import dialogs, theme
from app.ui.forms import FormRow
from app.ui.jobs import Jobs
from app.ui.labels import EmptyState, PlainLabel
from app.ui.tables import RecordTable
from tests.house.tree import ROOT
from tests.proofs.places import chapters

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PICTURES = ROOT / "artifacts" / "pictures" / "walk"
ROUNDING = 1
"""What a layout may take off a size hint when it divides pixels."""


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, sample_path: Path, tmp_path: Path) -> Iterator[Window]:
    dialogs.answers.script()
    made = Window(Settings(author_name="Dana"), Jobs(inline=True))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.open_path(Path(shutil.copyfile(sample_path, tmp_path / "Engagement 3.bgreat")))
    yield made
    made.close_engagement()
    dialogs.answers.release()
    theme.apply(qapp, "light")


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_chapter_of_every_tab_can_be_seen_whole(
    window: Window, qtbot: QtBot, mode: Literal["light", "dark"]
) -> None:
    window.wear(mode)
    faults: list[str] = []
    visited: list[str] = []
    for name in _places(window, qtbot):
        visited.append(name)
        picture = window.grab()
        _keep(picture, f"{mode}-{name}")
        page = _page(window)
        faults += [f"{name}: {fault}" for fault in _cut_off(page)]
        faults += [f"{name}: {fault}" for fault in _pushed_aside(page)]
        if not _says_something(page) or _is_blank(picture):
            faults.append(f"{name}: there is nothing to see")

    assert faults == []
    assert len(visited) >= 15, visited
    assert window.size().toTuple() == (1280, 800), "a page pressed the window larger"


@pytest.mark.window
def test_the_title_names_nobody(window: Window, qtbot: QtBot) -> None:
    assert window.desk is not None
    names = window.desk.read(_names)
    words = {word for name in names for word in name.split() if len(word) > 3}

    titles = {window.windowTitle() for _ in _places(window, qtbot)}

    assert len(words) > 30
    assert titles == {window.windowTitle()}
    assert not [word for word in words for title in titles if word in title]


class Settled:
    """Whether every widget of a page has found its place: nothing moved between three looks."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._seen: list[list[QRect]] = []

    def __call__(self) -> bool:
        """Look once more."""
        widgets = self._page.findChildren(QWidget)
        self._seen.append([one.geometry() for one in widgets if one.isVisible()])
        return len(self._seen) > 2 and self._seen[-1] == self._seen[-2] == self._seen[-3]


def _places(window: Window, qtbot: QtBot) -> Iterator[str]:
    """Go to every chapter of every tab and say where that is."""
    assert window.workbench is not None
    for number, stage in enumerate(window.workbench.stages, start=1):
        window.turn_to(number)
        page = _page(window)
        qtbot.waitUntil(lambda page=page: bool(page.findChildren(RecordTable)) or _has_text(page))
        for path in chapters(page):
            qtbot.waitUntil(Settled(page))
            yield "-".join((stage.key, *path))


def _page(window: Window) -> QWidget:
    """Return the open tab."""
    assert window.workbench is not None
    found = window.workbench.tabs.currentWidget()
    assert found is not None
    return found


def _names(session: Session) -> tuple[str, ...]:
    return tuple(session.exec(select(Person.display_name)).all())


def _keep(picture: QPixmap, name: str) -> None:
    """Keep a picture for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(PICTURES / f"{name}.png"))


def _cut_off(page: QWidget) -> Iterator[str]:
    """Return what has less room than its words need."""
    for button in page.findChildren(QAbstractButton):
        if isinstance(button, QPushButton | QToolButton) and _is_seen(button):
            has, wants = button.size(), button.sizeHint().boundedTo(button.maximumSize())
            if not _fits(has, wants):
                yield f"the button “{button.text()}” is {has.toTuple()} of {wants.toTuple()}"
    for label in page.findChildren(QLabel):
        if _is_seen(label) and label.text() and not _shortens(label):
            has, wants = label.size(), label.sizeHint()
            if label.wordWrap():
                wants = QSize(has.width(), label.heightForWidth(has.width()))
            if not _fits(has, wants):
                yield f"the text “{label.text()[:40]}” is {has.toTuple()} of {wants.toTuple()}"


def _fits(has: QSize, wants: QSize) -> bool:
    """Whether there is as much room as is wanted."""
    missing = wants - has
    return missing.width() <= ROUNDING and missing.height() <= ROUNDING


def _shortens(label: QLabel) -> bool:
    """Whether a label shortens its text by itself, with the whole of it in its hint."""
    return isinstance(label, PlainLabel) and getattr(label, "_elides", False)


def _pushed_aside(page: QWidget) -> Iterator[str]:
    """Return what has to be pushed sideways to be read."""
    for area in page.findChildren(QScrollArea):
        beyond = area.horizontalScrollBar().maximum()
        if _is_seen(area) and beyond > 0:
            yield f"{type(area.widget()).__name__} is {beyond} pixels too wide"


def _is_seen(widget: QWidget) -> bool:
    """Whether a widget stands on the open page, scrolled to or not."""
    return widget.isVisible() and not widget.size().isEmpty()


def _says_something(page: QWidget) -> bool:
    """Whether there is a list with rows, a field, or a sentence that says why there is none."""
    tables = [one for one in page.findChildren(RecordTable) if one.isVisible()]
    others = [*page.findChildren(FormRow), *page.findChildren(EmptyState)]
    has_rows = any(one.records.rows for one in tables)
    return has_rows or any(one.isVisible() for one in others) or _has_text(page)


def _has_text(page: QWidget) -> bool:
    """Whether there is a sentence besides the head of the page."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible()]
    return sum(len(one.text()) for one in labels) > 200


def _is_blank(picture: QPixmap) -> bool:
    """Whether the middle of a picture is all but one color."""
    ratio = picture.devicePixelRatio()
    middle = QRect(0, 0, int(1280 * ratio), int(800 * ratio)).adjusted(200, 200, -40, -120)
    image = picture.copy(middle).toImage().scaled(64, 40)
    colors = {image.pixel(x, y) for x in range(64) for y in range(40)}
    return len(colors) < 4
