"""A second start of the program hands its file to the window that is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.shell import doorbell
from app.shell.doorbell import Doorbell
from app.shell.window import Window
from app.ui import dialogs
from tests.house.tree import ROOT

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
Begin = Callable[..., None]


@pytest.fixture
def bell(window: Window) -> Iterator[Doorbell]:
    made = Doorbell(window)
    assert made.is_listening
    yield made
    made.close()


def start_again(*arguments: str) -> subprocess.Popen[str]:
    """Start the program once more, as a double click does."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_second_start_opens_its_file_here_and_ends(
    window: Window, bell: Doorbell, begin: Begin, qtbot: QtBot, tmp_path: Path
):
    path = tmp_path / "Zoë’s client #1.bgreat"
    begin(path)
    window.close_engagement()

    with start_again(str(path)) as second:
        qtbot.waitUntil(lambda: window.desk is not None, timeout=30_000)
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)

    assert second.returncode == 0
    assert window.desk is not None
    assert window.desk.file.path == path


def test_a_second_start_without_a_file_only_calls_the_window(
    window: Window, bell: Doorbell, begin: Begin, qtbot: QtBot, tmp_path: Path
):
    begin(tmp_path / "northmere.bgreat")
    desk = window.desk

    with start_again() as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)

    assert second.returncode == 0
    assert window.desk is desk


def test_a_second_start_with_the_file_that_is_open_says_so(
    window: Window, bell: Doorbell, begin: Begin, qtbot: QtBot, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)

    with start_again(str(path)) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
        qtbot.waitUntil(lambda: bool(window.notices.current))

    assert window.notices.current[-1].text == "This engagement is already open here."


def test_nobody_is_rung_where_nobody_is(qapp: QApplication):
    assert not doorbell.hand_over(None)


def test_one_who_says_too_much_is_not_listened_to(window: Window, bell: Doorbell, qtbot: QtBot):
    caller = QLocalSocket()
    caller.connectToServer(doorbell._name())
    assert caller.waitForConnected(1000)

    caller.write(b"x" * 100_000)
    caller.flush()

    gone = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: caller.state() == gone)
    assert window.desk is None


def test_a_file_the_system_hands_over_opens(
    window: Window, bell: Doorbell, begin: Begin, qapp: QApplication, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    window.close_engagement()

    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(path))))

    assert window.desk is not None


def test_a_file_that_is_none_of_ours_is_told(
    window: Window, bell: Doorbell, qapp: QApplication, tmp_path: Path
):
    letter = tmp_path / "letter.bgreat"
    letter.write_text("Dear Greta")

    dialogs.answers.give("trouble", None)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(letter))))

    assert window.desk is None
