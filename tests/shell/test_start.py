"""The start page: what was opened lately, what has gone, and a file dropped on the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.host.settings import load_settings
from app.shell.window import Window
from app.stages.foundation import actions, queries
from app.ui import dialogs
from app.ui.asking import Secret

Begin = Callable[..., None]
Said = Callable[[], str]


def close(window: Window) -> None:
    window.close_engagement()
    assert window.start.isVisible()


def row_of(window: Window, name: str) -> int:
    recent = window.start.recent
    return next(row for row in range(recent.count()) if recent.line(row).name.text() == name)


def click(window: Window, qtbot: QtBot, name: str) -> None:
    recent = window.start.recent
    recent.doItemsLayout()  # as when it is painted
    line = recent.line(row_of(window, name))
    qtbot.mouseClick(line.name, Qt.MouseButton.LeftButton)


def test_a_recent_engagement_opens_with_one_click(
    window: Window, begin: Begin, qtbot: QtBot, tmp_path: Path
):
    begin(tmp_path / "northmere.bgreat")
    begin(tmp_path / "southmere.bgreat")
    close(window)
    recent = window.start.recent
    assert [recent.line(row).name.text() for row in range(2)] == ["southmere", "northmere"]
    assert recent.line(0).where.text() == str(tmp_path)

    click(window, qtbot, "northmere")

    assert window.desk is not None
    assert window.desk.file.path.stem == "northmere"


def test_a_recent_engagement_opens_by_key(
    window: Window, begin: Begin, qtbot: QtBot, tmp_path: Path
):
    begin(tmp_path / "northmere.bgreat")
    close(window)
    window.start.recent.setFocus()

    qtbot.keyClick(window.start.recent, Qt.Key.Key_Down)
    qtbot.keyClick(window.start.recent, Qt.Key.Key_Return)

    assert window.desk is not None


def test_what_was_opened_is_listed_even_if_the_program_ends_in_the_middle(
    window: Window, begin: Begin, tmp_path: Path
):
    begin(tmp_path / "northmere.bgreat")

    assert [recent.path for recent in load_settings().recent] == [
        str(tmp_path / "northmere.bgreat")
    ]


def test_one_that_was_moved_is_grey_and_found_again(
    window: Window, begin: Begin, qtbot: QtBot, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    window.close_engagement()
    moved = path.rename(tmp_path / "northmere 2026.bgreat")
    window._show_start()
    line = window.start.recent.line(0)
    assert not line.name.isEnabled()
    assert line.where.text() == f"Not found in {tmp_path}"
    assert line.locate is not None

    dialogs.answers.give("open_file", None)
    line.locate.click()
    assert window.desk is None
    dialogs.answers.give("open_file", moved)
    line.locate.click()

    assert window.desk is not None
    assert [recent.path for recent in window.settings.recent] == [str(moved)]


def test_clicking_on_one_that_was_moved_offers_to_locate_it(
    window: Window, begin: Begin, qtbot: QtBot, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    window.close_engagement()
    moved = path.rename(tmp_path / "elsewhere.bgreat")
    window._show_start()

    dialogs.answers.give("trouble", 0)
    dialogs.answers.give("open_file", moved)
    click(window, qtbot, "northmere")

    words = [one.words for one in dialogs.answers.asked]
    assert ("Where is northmere now?",) in words
    assert window.desk is not None
    assert window.desk.file.path == moved


@pytest.mark.parametrize("phrase", ["", "lantern orchard seven violet"])
def test_one_that_was_lost_is_restored_from_its_backup(
    window: Window, begin: Begin, qtbot: QtBot, tmp_path: Path, phrase: str
):
    path = tmp_path / "northmere.bgreat"
    begin(path, phrase)
    assert window.desk is not None
    window.desk.do(actions.ensure_client, "Northmere")
    window.desk.file.back_up("by-hand")
    window.close_engagement()
    path.unlink()
    window._show_start()

    dialogs.answers.give("trouble", 1)
    if phrase:
        dialogs.answers.give("passphrase", Secret(phrase))
    dialogs.answers.give("save_file", path)
    click(window, qtbot, "northmere")

    assert window.desk is not None
    facts = window.desk.read(queries.client_facts)
    assert facts is not None
    assert facts.name == "Northmere"


def test_one_that_was_lost_with_its_backups_can_only_be_located(
    window: Window, begin: Begin, qtbot: QtBot, home: Path, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    window.close_engagement()
    path.unlink()
    shutil.rmtree(home / "data" / "backups")
    window._show_start()

    dialogs.answers.give("trouble", None)
    click(window, qtbot, "northmere")

    *_, (text, _, *steps) = [one.words for one in dialogs.answers.asked]
    assert text == "The file is no longer where it was."
    assert steps == ["Locate…"]


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("by_key", [True, False])
def test_one_is_taken_off_the_list_and_its_file_stays(
    window: Window, begin: Begin, tmp_path: Path, is_there: bool, by_key: bool
):
    begin(tmp_path / "southmere.bgreat")
    path = tmp_path / "northmere.bgreat"
    begin(path)
    window.close_engagement()
    if not is_there:
        path.unlink()
        window._show_start()
    recent = window.start.recent

    if by_key:
        recent.setCurrentRow(0)
        QTest.keyClick(recent, Qt.Key.Key_Delete)
    else:
        QTest.mouseClick(recent.line(0).remove, Qt.MouseButton.LeftButton)

    assert recent.count() == 1
    assert recent.line(0).name.text() == "southmere"
    assert len(window.settings.recent) == 1
    assert path.is_file() is is_there


# ---------------------------------------------------------------------------- dropping


def drop(window: Window, *urls: QUrl) -> bool:
    """Hold files over the middle of the window and let them go; say whether they were taken."""
    carried = QMimeData()
    carried.setUrls(list(urls))
    place = window.rect().center()
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(place), actions, carried, buttons, keys)
    QApplication.sendEvent(window, entering)
    letting_go = QDropEvent(QPointF(place), actions, carried, buttons, keys)
    QApplication.sendEvent(window, letting_go)
    return entering.isAccepted() and letting_go.isAccepted()


def test_a_file_that_is_dropped_opens(window: Window, begin: Begin, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    close(window)

    assert drop(window, QUrl.fromLocalFile(str(path)))

    qtbot.waitUntil(lambda: window.desk is not None)


def test_something_else_that_is_dropped_is_told_why_not(window: Window, said: Said, tmp_path: Path):
    letter = tmp_path / "cv <b>.odt"
    letter.write_text("Dear Greta")

    drop(window, QUrl.fromLocalFile(str(letter)))
    assert "“cv <b>.odt” is not an engagement file." in said()
    drop(window, QUrl.fromLocalFile(str(tmp_path / "cv <b>.pdf")))
    assert "No engagement is open that could take in a PDF." in said()
    drop(window, QUrl.fromLocalFile(str(tmp_path)))
    assert "is a folder" in said()
    drop(window, QUrl("https://example.org/northmere.bgreat"))
    assert "Only files on this computer" in said()
    both = [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.bgreat", "b.bgreat")]
    drop(window, *both)
    assert "these are 2 files" in said()
    assert window.desk is None


def test_text_that_is_dropped_is_let_be(window: Window):
    carried = QMimeData()
    carried.setText("northmere.bgreat")
    entering = QDragEnterEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    QApplication.sendEvent(window, entering)

    assert not entering.isAccepted()
