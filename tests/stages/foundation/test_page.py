"""The Foundation tab as a user meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.engagement import Client
from app.stages.foundation import actions, queries
from app.stages.foundation.page import FoundationPage, JobsPart, ValuesPart
from app.stages.foundation.page.jobs.texts import TextsPart
from app.ui import dialogs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from sqlmodel import Session

    from app.ui.desk import Desk

W = TypeVar("W", bound=QWidget)
KEYS = ("purpose", "values", "competencies", "people", "jobs", "map", "engagement")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> FoundationPage:
    """The page over an empty file, shown."""
    made = FoundationPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def opened(page: FoundationPage, key: str, kind: type[W]) -> W:
    """Begin the engagement where it is not begun, open a sub page and return it."""
    page.desk.do(actions.ensure_client, "Northmere")
    assert page.sections is not None
    page.sections.open(key)
    found = page.sections.page(key)
    assert isinstance(found, kind)
    return found


def _purpose(session: Session) -> str:
    facts = queries.client_facts(session)
    assert facts is not None
    return facts.purpose


def test_opening_an_empty_file_teaches_and_writes_nothing(page: FoundationPage) -> None:
    assert page.is_empty
    assert page.desk.read(queries.client_facts) is None


def test_every_sub_page_opens_and_writes_nothing(page: FoundationPage, desk: Desk) -> None:
    desk.do(actions.ensure_client, "Northmere")
    written = desk.file.history.undo_label
    for key in KEYS:
        opened_part = opened(page, key, QWidget)
        assert opened_part.isVisible()
    assert desk.file.history.undo_label == written


def test_a_value_added_is_shown(page: FoundationPage) -> None:
    part = opened(page, "values", ValuesPart)
    added = page.desk.do(actions.add_value, "Candor")
    assert [row.name for row in part.table.records.rows] == ["Candor"]
    assert part.form.row_id == added


def test_editing_the_purpose_is_one_step_that_can_be_undone(page: FoundationPage) -> None:
    opened(page, "purpose", QWidget)
    editor = page.purpose.editor("purpose").editor
    assert isinstance(editor.field, QPlainTextEdit)
    editor.field.setPlainText("Parts that arrive")
    page.purpose.commit_pending()
    assert page.desk.read(_purpose) == "Parts that arrive"
    page.desk.undo()
    assert page.desk.read(_purpose) == ""


def test_an_empty_name_is_refused_in_place(page: FoundationPage) -> None:
    opened(page, "purpose", QWidget)
    row = page.purpose.editor("name")
    row.editor.field.setProperty("text", "")
    page.purpose.commit_pending()
    assert row.error_text
    facts = page.desk.read(queries.client_facts)
    assert facts is not None
    assert facts.name == "Northmere"
    assert page.purpose.model is Client


def test_adopting_freezes_the_form(qtbot: QtBot, sample_desk: Desk) -> None:
    page = FoundationPage(sample_desk)
    qtbot.addWidget(page)
    page.show()
    assert page.sections is not None
    page.sections.open("jobs")
    part = page.sections.page("jobs")
    assert isinstance(part, JobsPart)
    part.positions.select(part.positions.records.rows[0].id)
    part.sections.open("purpose")
    texts = part.sections.page("purpose")
    assert isinstance(texts, TextsPart)
    purpose = texts.form.editor("purpose").editor.field
    assert isinstance(purpose, QPlainTextEdit)
    assert purpose.isReadOnly()
    assert part.adopt.isHidden()
    part.begin.click()
    assert not purpose.isReadOnly()
    page.desk.undo()
    assert purpose.isReadOnly()


def test_what_was_refused_stands_in_the_question_again(page: FoundationPage) -> None:
    part = opened(page, "values", ValuesPart)
    too_long = "Truth " * 100
    dialogs.answers.script()
    try:
        dialogs.answers.give("ask_text", too_long)
        part._add()
        assert part.table.records.rows == []
        latest = page.desk.notices.latest
        assert latest is not None
        assert latest.kind == "bad"

        dialogs.answers.give("ask_text", "Truth early")
        part._add()
        assert dialogs.answers.asked[-1].words[1] == too_long
        assert [row.name for row in part.table.records.rows] == ["Truth early"]

        dialogs.answers.give("ask_text", None)
        part._add()
        assert len(dialogs.answers.asked[-1].words) == 1
    finally:
        dialogs.answers.release()
