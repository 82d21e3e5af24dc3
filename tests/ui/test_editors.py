"""Lines, ticks, choices and longer texts: each speaks up only when the user did something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.domain.evidence import Visibility
from app.ui.editors import ChoiceEditor, Editor, LineEditor, TickEditor, words_of
from app.ui.memos import MemoEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOSTILE = (
    "<b>x</b>", '<img src="/etc/passwd">', "{{7*7}}", "😀👩\u200d👩\u200d👧",
    "\u05e9\u05dc\u05d5\u05dd", "=1+1", "'; DROP TABLE person;--", "Wort" * 500,
    "a\u00a0b\u2009c", "&amp; &Ada",
)  # fmt: skip


def shown(qtbot: QtBot, editor: Editor) -> None:
    """Show an editor's widget."""
    qtbot.addWidget(editor.widget)
    with qtbot.waitExposed(editor.widget):
        editor.widget.show()


@pytest.fixture
def line(qtbot: QtBot) -> LineEditor:
    made = LineEditor()
    shown(qtbot, made)
    made.show("Ada")
    return made


@pytest.fixture
def memo(qtbot: QtBot) -> MemoEditor:
    made = MemoEditor(limit=100)
    made.widget.resize(400, 100)
    shown(qtbot, made)
    made.show("One line.")
    return made


@pytest.fixture
def choice(qtbot: QtBot) -> ChoiceEditor:
    made = ChoiceEditor(lambda: words_of(Visibility), optional=True)
    shown(qtbot, made)
    made.show(Visibility.leader)
    return made


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_the_characters_it_is(line: LineEditor, memo: MemoEditor, text: str) -> None:
    for editor in (line, memo):
        editor.show(text)
        assert editor.read() == text
        assert not editor.is_dirty


def test_showing_tells_nobody(qtbot: QtBot, line: LineEditor, choice: ChoiceEditor) -> None:
    tick = TickEditor("Yes")
    qtbot.addWidget(tick.widget)
    for editor, value in ((line, "Grace"), (choice, "person"), (tick, True)):
        with qtbot.assertNotEmitted(editor.committed):
            editor.show(value)
        assert not editor.is_dirty


def test_a_line_is_committed_by_enter(qtbot: QtBot, line: LineEditor) -> None:
    qtbot.keyClicks(line.line, "x")
    with qtbot.waitSignal(line.committed) as done:
        qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert done.args == [True]


def test_enter_without_a_change_says_nothing(qtbot: QtBot, line: LineEditor) -> None:
    with qtbot.assertNotEmitted(line.committed):
        qtbot.keyClick(line.line, Qt.Key.Key_Return)


def test_a_menu_that_opens_over_a_field_does_not_end_the_typing(
    qtbot: QtBot, line: LineEditor
) -> None:
    qtbot.keyClicks(line.line, "x")
    away = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    with qtbot.assertNotEmitted(line.committed):
        QApplication.sendEvent(line.line, away)
    away = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(line.committed):
        QApplication.sendEvent(line.line, away)


def test_a_line_break_in_a_pasted_text_becomes_a_blank(line: LineEditor) -> None:
    line.line.setText("Ada\nByron")
    assert line.read() == "Ada Byron"


def test_a_long_text_is_not_cut_by_the_field(line: LineEditor) -> None:
    line.line.setText("x" * 50_000)
    assert len(str(line.read())) == 50_000


def test_a_choice_can_be_left_open_where_the_field_is_optional(choice: ChoiceEditor) -> None:
    choice.show(None)
    assert choice.read() is None
    assert choice.box.currentText() == "none"


def test_what_is_no_longer_in_the_list_is_shown_and_not_replaced(choice: ChoiceEditor) -> None:
    choice.show("gone")
    assert choice.read() == "gone"
    assert choice.box.currentText() == "no longer in the list"


def test_the_choices_are_asked_for_anew_before_choosing(qtbot: QtBot) -> None:
    known = [("a", "Ada")]
    made = ChoiceEditor(lambda: known)
    shown(qtbot, made)
    made.show("a")
    known.append(("g", "Grace"))
    QApplication.sendEvent(made.box, QFocusEvent(QFocusEvent.Type.FocusIn))
    assert [made.box.itemText(n) for n in range(made.box.count())] == ["Ada", "Grace"]
    assert made.read() == "a"


def test_the_wheel_chooses_nothing(choice: ChoiceEditor) -> None:
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPointF(20, 10), QPointF(20, 10), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice.box, wheel)
    assert choice.read() == Visibility.leader


def test_a_tick_is_committed_at_once(qtbot: QtBot) -> None:
    tick = TickEditor("Rated & signed")
    shown(qtbot, tick)
    tick.show(None)
    with qtbot.waitSignal(tick.committed):
        qtbot.keyClick(tick.tick, Qt.Key.Key_Space)
    assert tick.read() is True
    assert tick.tick.text() == "Rated && signed"


def test_a_longer_text_is_kept_after_a_pause_and_again_on_leaving(
    qtbot: QtBot, memo: MemoEditor
) -> None:
    with qtbot.waitSignal(memo.committed, timeout=3000) as pause:
        qtbot.keyClicks(memo.memo, "x")
    assert pause.args == [False]
    with qtbot.waitSignal(memo.committed) as done:
        memo.finish()
    assert done.args == [True]


def test_a_longer_text_grows_with_what_is_written_and_scrolls_in_the_end(
    memo: MemoEditor, qtbot: QtBot
) -> None:
    low = memo.memo.height()
    memo.show("\n".join("line" for _ in range(6)))
    qtbot.waitUntil(lambda: memo.memo.height() > low)
    middle = memo.memo.height()
    memo.show("\n".join("line" for _ in range(200)))
    qtbot.waitUntil(lambda: memo.memo.height() > middle)
    assert memo.memo.height() <= memo.memo.fontMetrics().lineSpacing() * 12 + 20


def test_how_long_a_text_is_comes_into_sight_near_its_limit(memo: MemoEditor) -> None:
    memo.show("x" * 80)
    assert memo.count.isHidden()
    memo.show("x" * 81)
    assert not memo.count.isHidden()
    assert memo.count.text() == "81 of 100"


def test_the_tab_key_leaves_a_longer_text(memo: MemoEditor) -> None:
    assert memo.memo.tabChangesFocus()


def test_a_text_pasted_with_its_look_is_taken_as_plain(memo: MemoEditor) -> None:
    memo.memo.selectAll()
    cursor = QTextCursor(memo.memo.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertHtml("<b>x</b>")
    assert memo.read() == "x"
    memo.show("<b>x</b>")
    assert memo.memo.toPlainText() == "<b>x</b>"


def test_a_frozen_field_can_be_read_and_copied(
    qtbot: QtBot, line: LineEditor, memo: MemoEditor
) -> None:
    for editor, field in ((line, line.line), (memo, memo.memo)):
        before = editor.read()
        editor.freeze(frozen=True)
        qtbot.keyClicks(field, "x")
        assert editor.read() == before
        assert field.isEnabled()
