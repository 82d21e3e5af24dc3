"""Forms: what is in the file is shown, what the user finished is kept, what is refused stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from sqlmodel import Session

from app.domain.edits import the
from app.domain.people import Employment, Person, Position
from app.domain.values import ValueItem
from app.ui import dialogs
from app.ui.forms import Form, Section

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.desk import Desk

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


class Surroundings(QWidget):
    """A form with another field beside it to go to."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.elsewhere = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(form)
        column.addWidget(self.elsewhere)


@pytest.fixture(autouse=True)
def _no_question() -> Iterator[None]:
    dialogs.answers.script()
    yield
    dialogs.answers.release()


@pytest.fixture
def ada(desk: Desk) -> str:
    with desk.file.work("Begin") as session:
        session.add(person := Person(display_name="Ada", email="ada@example.com"))
        return person.id


@pytest.fixture
def value(desk: Desk) -> str:
    with desk.file.work("Begin") as session:
        session.add(item := ValueItem(name="Truth early", meaning="Say it today."))
        return item.id


def shown(qtbot: QtBot, form: Form) -> Surroundings:
    around = Surroundings(form)
    qtbot.addWidget(around)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    return around


@pytest.fixture
def person(qtbot: QtBot, desk: Desk, ada: str) -> Iterator[Form]:
    """A form on a person, shown."""
    form = Form(desk, Person, [Section("Who"), ("display_name", "pronunciation"), "email", "kind"])
    around = shown(qtbot, form)
    form.open(ada)
    yield form
    around.close()


@pytest.fixture
def item(qtbot: QtBot, desk: Desk, value: str) -> Iterator[Form]:
    """A form on a value with longer texts, shown."""
    form = Form(desk, ValueItem, ["name", "meaning", "adopted_on"])
    around = shown(qtbot, form)
    form.open(value)
    yield form
    around.close()


def line(form: Form, name: str) -> QLineEdit:
    field = form.editor(name).editor.field
    assert isinstance(field, QLineEdit)
    return field


def stored(form: Form, name: str) -> object:
    def read(session: Session) -> object:
        return getattr(the(session, form.model, form.row_id or ""), name)

    return form.desk.read(read)


def retype(qtbot: QtBot, form: Form, name: str, text: str) -> None:
    """Type another text into a line and leave it by Enter."""
    field = line(form, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_opening_writes_nothing(person: Form, desk: Desk) -> None:
    changes = desk.file.changes

    line(person, "display_name").setFocus()
    line(person, "email").setFocus()
    person.commit_pending()

    assert desk.file.changes == changes
    assert line(person, "display_name").text() == "Ada"


def test_a_form_without_a_row_takes_nothing(qtbot: QtBot, desk: Desk) -> None:
    form = Form(desk, Person, ["display_name"])
    around = shown(qtbot, form)

    assert around.elsewhere.isEnabled()
    assert not form.isEnabled()
    assert line(form, "display_name").text() == ""


def test_renaming_undoing_and_redoing_show_in_the_field(
    qtbot: QtBot, person: Form, desk: Desk
) -> None:
    retype(qtbot, person, "display_name", "Ada Byron")
    assert stored(person, "display_name") == "Ada Byron"
    assert desk.file.history.undo_label == "Edit name"

    desk.undo()
    assert line(person, "display_name").text() == "Ada"
    assert stored(person, "display_name") == "Ada"

    desk.redo()
    assert line(person, "display_name").text() == "Ada Byron"
    assert stored(person, "display_name") == "Ada Byron"


def test_leaving_a_line_keeps_what_was_typed(qtbot: QtBot, person: Form) -> None:
    field = line(person, "email")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, ".org")

    line(person, "display_name").setFocus()

    assert stored(person, "email") == "ada@example.com.org"


def test_an_empty_name_is_refused_in_place_and_the_typing_stays(
    qtbot: QtBot, person: Form, desk: Desk
) -> None:
    changes = desk.file.changes

    retype(qtbot, person, "display_name", "   ")

    row = person.editor("display_name")
    assert row.error_text
    assert row.error.isVisible()
    assert row.editor.field.property("invalid") == "true"
    assert row.error_text in row.editor.field.accessibleDescription()
    assert line(person, "display_name").text() == "   "
    assert stored(person, "display_name") == "Ada"
    assert desk.file.changes == changes


def test_what_was_refused_survives_a_change_beside_it(
    qtbot: QtBot, person: Form, desk: Desk
) -> None:
    retype(qtbot, person, "display_name", "")
    retype(qtbot, person, "email", "new@example.com")

    assert line(person, "display_name").text() == ""
    assert person.editor("display_name").error_text
    retype(qtbot, person, "display_name", "Grace")
    assert not person.editor("display_name").error_text
    assert stored(person, "display_name") == "Grace"
    assert stored(person, "email") == "new@example.com"


def test_typing_a_longer_text_is_one_step(qtbot: QtBot, item: Form, desk: Desk) -> None:
    memo = item.editor("meaning").editor.field
    steps = len(desk.file.history.steps())
    memo.setFocus()
    for words in (" And", " kindly", " too."):
        qtbot.keyClicks(memo, words)
        kept = len(str(stored(item, "meaning"))) + len(words)
        qtbot.waitUntil(lambda kept=kept: len(str(stored(item, "meaning"))) == kept, timeout=4000)

    assert len(desk.file.history.steps()) == steps + 1
    desk.undo()
    assert stored(item, "meaning") == "Say it today."
    assert item.editor("meaning").editor.read() == "Say it today."


def test_coming_back_to_a_text_begins_another_step(qtbot: QtBot, item: Form, desk: Desk) -> None:
    memo = item.editor("meaning").editor.field
    steps = len(desk.file.history.steps())
    for _ in range(2):
        memo.setFocus()
        qtbot.keyClicks(memo, "x")
        line(item, "name").setFocus()

    assert len(desk.file.history.steps()) == steps + 2


def test_a_longer_text_keeps_the_cursor_while_it_is_saved(qtbot: QtBot, item: Form) -> None:
    memo = item.editor("meaning").editor.memo
    memo.setFocus()
    cursor = memo.textCursor()
    cursor.setPosition(3)
    memo.setTextCursor(cursor)

    qtbot.keyClicks(memo, "ab")
    qtbot.waitUntil(lambda: stored(item, "meaning") == "Sayab it today.", timeout=4000)

    assert memo.textCursor().position() == 5


def test_a_record_that_goes_leaves_an_empty_form_until_it_comes_back(
    person: Form, desk: Desk
) -> None:
    line(person, "display_name").setFocus()
    with desk.file.work("Remove") as session:
        session.delete(the(session, Person, person.row_id or ""))
    person.refresh()

    assert not person.isEnabled()
    assert line(person, "display_name").text() == ""
    desk.undo()
    assert person.isEnabled()
    assert line(person, "display_name").text() == "Ada"


def test_typing_that_waits_is_not_written_into_the_next_record(
    qtbot: QtBot, person: Form, desk: Desk
) -> None:
    first = person.row_id
    with desk.file.work("Add") as session:
        session.add(other := Person(display_name="Grace"))
        second = other.id
    field = line(person, "display_name")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, " Byron")

    person.open(second)

    assert field.text() == "Grace"
    assert stored(person, "display_name") == "Grace"
    person.open(first)
    assert stored(person, "display_name") == "Ada Byron"


def test_a_refusal_does_not_follow_to_the_next_record(
    qtbot: QtBot, person: Form, desk: Desk
) -> None:
    retype(qtbot, person, "display_name", "")
    with desk.file.work("Add") as session:
        session.add(other := Person(display_name="Grace"))
        second = other.id

    person.open(second)

    assert not person.editor("display_name").error_text
    assert line(person, "display_name").text() == "Grace"


def test_the_next_refused_field_is_a_key_away(qtbot: QtBot, desk: Desk) -> None:
    with desk.file.work("Begin") as session:
        session.add(who := Person(display_name="Ada"))
        session.add(what := Position(title="Welder"))
        session.flush()
        session.add(post := Employment(person_id=who.id, position_id=what.id))
        made = post.id
    form = Form(desk, Employment, ["start_date", "end_date", "fte", "notes"])
    around = shown(qtbot, form)
    form.open(made)
    retype(qtbot, form, "start_date", "3/4/2025")
    retype(qtbot, form, "fte", "7")
    assert form.editor("start_date").error_text
    assert form.editor("fte").error_text
    form.editor("notes").editor.field.setFocus()

    qtbot.keyClick(form.editor("notes").editor.field, Qt.Key.Key_F8)
    assert line(form, "start_date").hasFocus()
    qtbot.keyClick(line(form, "start_date"), Qt.Key.Key_F8)
    assert line(form, "fte").hasFocus()
    qtbot.keyClick(line(form, "fte"), Qt.Key.Key_F8)
    assert line(form, "start_date").hasFocus()
    assert not around.elsewhere.hasFocus()


def claims_undo(widget: QWidget) -> bool:
    """Whether a field would take Ctrl+Z for itself, as Qt asks before a shortcut is used."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, *UNDO)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.mark.parametrize("name", ["name", "meaning"])
def test_the_key_for_undo_takes_back_typing_first_and_steps_afterwards(
    qtbot: QtBot, item: Form, name: str
) -> None:
    field = item.editor(name).editor.field
    field.setFocus()
    assert not claims_undo(field), "nothing typed: the key belongs to the window"

    qtbot.keyClicks(field, "x")
    assert claims_undo(field), "typing waits: the key belongs to the field"

    qtbot.keyClick(field, *UNDO)
    assert not item.editor(name).editor.is_dirty
    assert not claims_undo(field)


def test_a_frozen_form_can_be_read_and_copied_but_not_changed(qtbot: QtBot, person: Form) -> None:
    person.read_only(True, "Signed on May 4.")
    field = line(person, "display_name")
    field.setFocus()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert stored(person, "display_name") == "Ada"
    assert field.isReadOnly()
    assert field.isEnabled()
    person.read_only(False)
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert stored(person, "display_name") == "Adax"


def test_a_choice_is_kept_at_once_and_not_by_the_wheel(qtbot: QtBot, person: Form) -> None:
    box = person.editor("kind").editor.field
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)

    assert stored(person, "kind") == "candidate"


def test_each_field_says_its_name_its_help_and_leads_from_its_label(item: Form) -> None:
    row = item.editor("meaning")

    assert row.label.buddy() is row.editor.field
    assert row.editor.field.accessibleName() == "What we mean"
    assert row.editor.field.accessibleDescription() == "One sentence in your own words."


def test_a_form_that_is_closed_is_gone(desk: Desk, ada: str, qapp: QApplication) -> None:
    form = Form(desk, Person, ["display_name", "kind", "email"])
    form.open(ada)
    form.show()
    gone = ref(form)
    form.close()
    form.deleteLater()
    QApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)
    del form
    gc.collect()

    assert gone() is None
