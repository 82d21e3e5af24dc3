"""What nobody caught is said, kept without a client's words, and the program goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.host import crashes
from app.shell import uncaught
from app.shell.window import Window
from app.ui import dialogs
from app.ui.asking import NewSecret

SECRET = "Otis Rowe drinks"


@pytest.fixture(autouse=True)
def _watched(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own hook is in place, and gone after the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    uncaught.watch(window)


def fail() -> None:
    raise ValueError(SECRET)


def raise_in_a_slot(qtbot: QtBot) -> None:
    """Let a timer's slot raise, as a slot of a page might; the hook in place takes it."""
    ours = sys.excepthook
    with capture_exceptions():
        sys.excepthook = ours
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(fail)
        with qtbot.waitSignal(timer.timeout):
            timer.start(0)


def reports(home: Path) -> list[str]:
    return [path.read_text() for path in home.rglob("crash-*.txt")]


@pytest.mark.expect_log("test_uncaught.py")
def test_a_failure_in_an_engagement_is_a_notice_with_a_report(
    window: Window, tmp_path: Path, home: Path, qtbot: QtBot
):
    dialogs.answers.give("save_file", tmp_path / "northmere.bgreat")
    dialogs.answers.give("new_passphrase", NewSecret())
    window.new_engagement()
    assert window.desk is not None

    raise_in_a_slot(qtbot)

    notice = window.desk.notices.latest
    assert notice is not None
    assert notice.kind == "bad"
    (report,) = reports(home)
    assert "ValueError" in report
    assert SECRET not in report


@pytest.mark.expect_log("test_uncaught.py")
def test_a_failure_on_the_start_page_is_a_notice_too(window: Window, home: Path, qtbot: QtBot):
    raise_in_a_slot(qtbot)

    (notice,) = window.notices.current
    assert notice.kind == "bad"
    notice.commands[0][1]()
    assert dialogs.answers.asked[-1].kind == "read_text"
    assert SECRET not in dialogs.answers.asked[-1].words[1]
    (report,) = reports(home)
    assert "fail" in report


def test_an_earlier_end_in_the_middle_is_told_once(window: Window, home: Path):
    folder = crashes.crash_folder()
    (folder / "native-12345.txt").write_text("Fatal Python error: Segmentation fault")

    uncaught.tell_of_last_time(window)

    (notice,) = window.notices.current
    assert "closed unexpectedly last time" in notice.text
    notice.commands[0][1]()
    assert "Segmentation fault" in dialogs.answers.asked[-1].words[1]
    assert not list(folder.glob("native-*.txt"))
    assert len(reports(home)) == 1


def test_a_proper_end_is_not_told(window: Window):
    uncaught.tell_of_last_time(window)

    assert window.notices.current == ()
