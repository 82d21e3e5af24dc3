"""Rating: by keys, by pointer, with the words in sight, and never by passing by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.domain.scales import COMPETENCY_LEVELS
from app.ui.rating import Dots, dots

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def editor(qtbot: QtBot) -> Dots:
    """An editor of a rating, shown, with nothing rated."""
    made = Dots()
    qtbot.addWidget(made.widget)
    made.widget.resize(600, 300)
    with qtbot.waitExposed(made.widget):
        made.widget.show()
    made.show(None)
    return made


def middle(editor: Dots, level: int) -> QPoint:
    """Return a point inside the dot of a level."""
    for x in range(editor.dots.width()):
        if editor.dots.level_at(QPoint(x, editor.dots.height() // 2)) == level:
            return QPoint(x + 10, editor.dots.height() // 2)
    raise AssertionError(level)


@pytest.mark.parametrize("level", range(1, 6))
def test_a_digit_rates_and_says_it_in_words(qtbot: QtBot, editor: Dots, level: int) -> None:
    with qtbot.waitSignal(editor.committed) as done:
        qtbot.keyClick(editor.dots, str(level))
    label = COMPETENCY_LEVELS[level][0]
    assert done.args == [True]
    assert editor.read() == level
    assert editor.rating.sentence.text() == f"{level} of 5, {label}"
    assert editor.dots.accessibleName() == f"{level} of 5, {label}"


@pytest.mark.parametrize("key", [Key.Key_0, Key.Key_Delete, Key.Key_Backspace])
def test_a_rating_is_taken_away_by_a_key(qtbot: QtBot, editor: Dots, key: Qt.Key) -> None:
    editor.show(4)
    with qtbot.waitSignal(editor.committed):
        qtbot.keyClick(editor.dots, key)
    assert editor.read() is None
    assert editor.rating.sentence.text() == "Not rated"


@pytest.mark.parametrize(
    ("start", "key", "then"),
    [
        (3, Key.Key_Right, 4), (3, Key.Key_Left, 2), (3, Key.Key_Up, 4), (3, Key.Key_Down, 2),
        (5, Key.Key_Right, 5), (1, Key.Key_Left, 1), (None, Key.Key_Right, 1),
    ],
)  # fmt: skip
def test_arrows_change_a_rating_by_one_and_never_beyond_the_scale(
    qtbot: QtBot, editor: Dots, start: int | None, key: Qt.Key, then: int
) -> None:
    editor.show(start)
    qtbot.keyClick(editor.dots, key)
    assert editor.read() == then


@pytest.mark.parametrize("key", [Key.Key_6, Key.Key_9, Key.Key_A, Key.Key_Space])
def test_other_keys_rate_nothing(qtbot: QtBot, editor: Dots, key: Qt.Key) -> None:
    editor.show(2)
    with qtbot.assertNotEmitted(editor.committed):
        qtbot.keyClick(editor.dots, key)
    assert editor.read() == 2


def test_a_digit_with_the_control_key_is_a_command_and_not_a_rating(
    qtbot: QtBot, editor: Dots
) -> None:
    qtbot.keyClick(editor.dots, Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert editor.read() is None


def test_the_pointer_rates_where_it_is_let_go(qtbot: QtBot, editor: Dots) -> None:
    qtbot.mouseClick(editor.dots, Qt.MouseButton.LeftButton, pos=middle(editor, 4))
    assert editor.read() == 4
    qtbot.mouseClick(editor.dots, Qt.MouseButton.RightButton, pos=middle(editor, 2))
    assert editor.read() == 4


def test_pressing_a_sentence_rates(qtbot: QtBot, editor: Dots) -> None:
    with qtbot.waitSignal(editor.committed):
        qtbot.mouseClick(editor.rating.anchors[1], Qt.MouseButton.LeftButton)
    assert editor.read() == 2


def test_the_wheel_rates_nothing(editor: Dots) -> None:
    editor.show(2)
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPointF(20, 20), QPointF(20, 20), QPoint(0, 120), QPoint(0, 120),
        Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.dots, wheel)
    assert editor.read() == 2
    assert not wheel.isAccepted()


def test_a_frozen_rating_can_be_reached_and_not_changed(qtbot: QtBot, editor: Dots) -> None:
    editor.show(3)
    editor.freeze(frozen=True)
    qtbot.keyClick(editor.dots, Key.Key_5)
    qtbot.mouseClick(editor.dots, Qt.MouseButton.LeftButton, pos=middle(editor, 1))
    qtbot.mouseClick(editor.rating.anchors[4], Qt.MouseButton.LeftButton)
    assert editor.read() == 3
    assert editor.dots.isEnabled()


def test_the_same_rating_again_is_no_change(qtbot: QtBot, editor: Dots) -> None:
    editor.show(3)
    with qtbot.assertNotEmitted(editor.committed):
        qtbot.keyClick(editor.dots, "3")


def test_a_target_for_a_finger_is_large_enough(qtbot: QtBot) -> None:
    made = dots(size="touch")(None)
    qtbot.addWidget(made.widget)
    assert isinstance(made, Dots)
    side = made.dots.sizeHint()
    assert side.height() >= 48
    assert side.width() >= 5 * 48


def test_other_words_are_asked_for_whenever_a_rating_is_shown(qtbot: QtBot) -> None:
    words = [("Never", ""), ("Seldom", ""), ("At times", ""), ("Often", ""), ("Always", "")]
    made = dots(words=lambda: words)(None)
    qtbot.addWidget(made.widget)
    assert isinstance(made, Dots)
    made.show(5)
    assert made.rating.sentence.text() == "5 of 5, Always"
    words[4] = ("Each time", "")
    made.show(5)
    assert made.rating.sentence.text() == "5 of 5, Each time"
