"""What the program says in passing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from app.ui.notices import NoticeBars, Notices, _Bar


@pytest.fixture
def notices(qapp: QApplication) -> Notices:
    return Notices()


@pytest.fixture
def bars(notices: Notices, qtbot) -> NoticeBars:
    made = NoticeBars(notices)
    qtbot.addWidget(made)
    return made


def only_bar(bars: NoticeBars) -> _Bar:
    (bar,) = bars._bars.values()
    return bar


def test_there_is_no_bar_while_nothing_is_said(bars: NoticeBars):
    assert bars.isHidden()


def test_a_notice_shows_text_and_remedy_and_says_both(notices: Notices, bars: NoticeBars):
    notices.show("The decision is signed.", "Withdraw the signature first.", kind="bad")

    bar = only_bar(bars)
    shown = {label.text() for label in bar.findChildren(QLabel)}
    assert {"The decision is signed.", "Withdraw the signature first."} <= shown
    assert bar.accessibleName() == "The decision is signed. Withdraw the signature first."
    assert bars.isVisible()


def test_what_a_client_wrote_is_never_markup(notices: Notices, bars: NoticeBars):
    notices.show("<b>Ada</b> & <img src=x>")

    formats = {label.textFormat() for label in only_bar(bars).findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}


def test_undo_is_asked_once_and_the_notice_goes(notices: Notices, bars: NoticeBars, qtbot):
    notices.show("Candidate removed", undo=True)
    button = next(b for b in only_bar(bars).findChildren(QPushButton) if b.text() == "Undo")

    with qtbot.waitSignal(notices.undo_asked):
        button.click()

    assert notices.current == ()
    assert bars.isHidden()


def test_dismissing_takes_the_notice_away_without_undoing(
    notices: Notices, bars: NoticeBars, qtbot
):
    notices.show("Candidate removed", undo=True)

    with qtbot.assertNotEmitted(notices.undo_asked):
        only_bar(bars).findChild(QToolButton).click()

    assert notices.current == ()


def test_a_notice_goes_by_itself(notices: Notices, bars: NoticeBars):
    notices.show("Saved")
    timer = only_bar(bars)._timer
    assert timer.isActive()

    timer.timeout.emit()

    assert notices.current == ()
    assert notices.latest is not None


def test_a_notice_that_has_the_focus_waits(notices: Notices, bars: NoticeBars, qtbot):
    notices.show("Candidate removed", undo=True)
    bar = only_bar(bars)
    bars.activateWindow()
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == "Undo")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)

    bar._timer.timeout.emit()

    assert len(notices.current) == 1
    assert bar._timer.isActive()


def test_a_notice_that_stays_does_not_go_by_itself(notices: Notices, bars: NoticeBars):
    notices.show("Something went wrong", stays=True)

    assert not only_bar(bars)._timer.isActive()


def test_the_same_words_stand_there_once(notices: Notices, bars: NoticeBars):
    notices.show("Saved")
    notices.show("Saved")

    assert len(notices.current) == 1
    assert len(bars._bars) == 1


def test_at_most_three_stand_at_once_and_the_oldest_goes(notices: Notices, bars: NoticeBars):
    for number in range(5):
        notices.show(f"Notice {number}")

    assert [notice.text for notice in notices.current] == ["Notice 2", "Notice 3", "Notice 4"]


def test_what_offers_undo_goes_when_the_file_moved_on(notices: Notices):
    notices.show("Saved")
    notices.show("Candidate removed", undo=True)

    notices.withdraw_undo()

    assert [notice.text for notice in notices.current] == ["Saved"]


def test_a_command_of_a_notice_is_called(notices: Notices, bars: NoticeBars):
    called: list[str] = []
    notices.show("Written", commands=(("Open folder", lambda: called.append("open")),))

    next(b for b in only_bar(bars).findChildren(QPushButton)).click()

    assert called == ["open"]
