"""A window over real files, whose questions are answered beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.host.settings import Settings
from app.shell.window import Window
from app.ui import dialogs
from app.ui.asking import NewSecret
from app.ui.jobs import Jobs


@pytest.fixture(autouse=True)
def _answers(scripted: None) -> None:
    """No test of the shell ever waits in front of a dialog."""


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    """The window, shown, with jobs that run at once."""
    made = Window(Settings(author_name="Dana"), Jobs(inline=True))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_engagement()


@pytest.fixture
def begin(window: Window) -> Callable[..., None]:
    """Return how to make a new engagement in the window."""

    def begin(path: Path, phrase: str = "", *, remember: bool = False) -> None:
        dialogs.answers.give("save_file", path)
        dialogs.answers.give("new_passphrase", NewSecret(phrase, remember))
        window.new_engagement()

    return begin


@pytest.fixture
def said(window: Window) -> Callable[[], str]:
    """Return how to read all that the notices say now."""
    return lambda: " | ".join(notice.said for notice in window.notices.current)
