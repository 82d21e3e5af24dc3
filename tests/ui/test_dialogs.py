"""The modal seam: what it asks, how it is answered, how strong a passphrase is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.ui import asking, dialogs
from app.ui.buttons import Button


@pytest.fixture(autouse=True)
def _scripted(qapp: QApplication) -> Iterator[None]:
    dialogs.answers.script()
    yield
    dialogs.answers.release()


def button(dialog: asking.Asking, text: str) -> QPushButton:
    return next(found for found in dialog.findChildren(Button) if found.text() == text)


def test_a_question_nobody_expected_fails_instead_of_waiting():
    with pytest.raises(AssertionError, match="Nobody answers ask_text: Who applied"):
        dialogs.ask_text(None, "Who applied?")


def test_answers_are_taken_in_order_and_questions_remembered():
    dialogs.answers.give("ask_text", "Ada")
    dialogs.answers.give("ask_text", None)

    assert dialogs.ask_text(None, "Who applied?") == "Ada"
    assert dialogs.ask_text(None, "Who else?") is None
    assert [asked.words for asked in dialogs.answers.asked] == [("Who applied?",), ("Who else?",)]
    assert dialogs.answers.left_over == ()


def test_an_answer_nobody_asked_for_is_left_over():
    dialogs.answers.give("save_file", Path("a.pdf"))

    assert dialogs.answers.left_over == ("save_file",)


def test_files_are_answered_as_paths():
    dialogs.answers.give("open_file", "/tmp/a.bgreat")
    dialogs.answers.give("save_file", None)

    assert dialogs.open_file(None, "Open") == Path("/tmp/a.bgreat")
    assert dialogs.save_file(None, "Save", name="a.pdf") is None


def test_passphrases_are_answered_with_a_text_and_never_shown():
    dialogs.answers.give("passphrase", "a secret")
    dialogs.answers.give("new_passphrase", "")

    secret = dialogs.passphrase(None, "client")
    new = dialogs.new_passphrase(None, "client")

    assert secret is not None
    assert secret.text == "a secret"
    assert "a secret" not in repr(secret)
    assert new is not None
    assert not new.is_protected


def test_the_irreversible_is_answered_yes_or_no():
    dialogs.answers.give("confirm_irreversible", True)
    dialogs.answers.give("confirm_irreversible", False)

    assert dialogs.confirm_irreversible(None, "Erase?", "It is gone.", "Erase")
    assert not dialogs.confirm_irreversible(None, "Erase?", "It is gone.", "Erase")


def test_an_empty_line_cannot_be_accepted(qtbot):
    dialog = asking.Text(None, "Who applied?", text="", hint="", verb="Add")
    qtbot.addWidget(dialog)
    assert not button(dialog, "Add").isEnabled()

    qtbot.keyClicks(dialog.findChild(QLineEdit), "  Ada ")

    assert button(dialog, "Add").isEnabled()
    assert dialog.text() == "Ada"


@pytest.mark.parametrize(
    ("text", "least", "most"), [("", 0, 0), ("password", 0, 0), ("tulip anvil lantern 7", 4, 4)]
)
def test_a_passphrase_is_judged(text: str, least: int, most: int):
    assert least <= asking.strength(text) <= most


def test_the_name_of_the_client_is_no_strong_passphrase():
    assert asking.strength("northmere2026", ["northmere"]) < asking.strength("northmere2026")


@pytest.fixture
def new_passphrase(qtbot) -> asking.NewPassphrase:
    dialog = asking.NewPassphrase(None, "client", words=(), may_remember=True)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_new_passphrase_must_be_strong_and_typed_twice(
    new_passphrase: asking.NewPassphrase, qtbot
):
    first, again = new_passphrase.findChildren(QLineEdit)
    create = button(new_passphrase, "Create")
    assert not create.isEnabled()

    first.setText("tulip anvil lantern 7")
    assert not create.isEnabled()

    again.setText("tulip anvil lantern 7")
    assert create.isEnabled()
    assert new_passphrase.secret().text == "tulip anvil lantern 7"

    for line in (first, again):
        line.setText("password")
    assert not create.isEnabled()


def test_without_a_passphrase_is_a_choice(new_passphrase: asking.NewPassphrase):
    new_passphrase.findChildren(QLineEdit)[0].setText("typed by mistake")

    new_passphrase._without.setChecked(True)

    assert button(new_passphrase, "Create").isEnabled()
    assert new_passphrase.secret() == asking.NewSecret("")


def test_the_gravest_needs_a_word_typed(qtbot):
    dialog = asking.Confirming(None, "Erase Ada?", "All is gone.", "Erase", typed="erase")
    qtbot.addWidget(dialog)
    assert not button(dialog, "Erase").isEnabled()

    dialog.findChild(QLineEdit).setText("ERASE")

    assert button(dialog, "Erase").isEnabled()


def test_the_button_that_destroys_is_not_the_one_enter_presses(qtbot):
    dialog = asking.Confirming(None, "Erase Ada?", "All is gone.", "Erase", typed="")
    qtbot.addWidget(dialog)

    assert not button(dialog, "Erase").isDefault()


@pytest.mark.parametrize("step", ["Try again", "Open a copy"])
def test_a_trouble_returns_the_step_that_was_chosen(qtbot, step: str):
    dialog = asking.Trouble(None, "Open elsewhere.", "Close it.", ("Try again", "Open a copy"))
    qtbot.addWidget(dialog)

    with qtbot.waitSignal(dialog.accepted):
        button(dialog, step).click()

    assert dialog.chosen == step


def test_every_field_of_a_dialog_has_a_name(new_passphrase: asking.NewPassphrase):
    assert all(line.accessibleName() for line in new_passphrase.findChildren(QLineEdit))


def test_looking_at_a_passphrase_shows_it(new_passphrase: asking.NewPassphrase):
    line = new_passphrase.findChildren(QLineEdit)[0]
    (look,) = line.actions()

    look.setChecked(True)
    assert line.echoMode() == QLineEdit.EchoMode.Normal

    look.setChecked(False)
    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_no_step_of_a_trouble_is_cut_off(qapp: QApplication):
    steps = ("Locate…", "Restore the version of November 24, 2026, 11:02…", "Look elsewhere…")
    dialog = asking.Trouble(None, "The file is gone.", "Find it again.", steps)

    dialog.show()

    for found in dialog.findChildren(Button):
        assert found.width() >= found.sizeHint().width(), found.text()
    dialog.close()
