"""What holds for every stage, whatever it is about."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTabBar,
    QWidget,
)
from sqlmodel import Session, SQLModel, select

from app.deliverables.brand import letterhead
from app.deliverables.deliverable import Deliverable, Subject, prepare
from app.deliverables.document import Document
from app.deliverables.pdf import render
from app.host.language import tr
from app.stages import STAGES
from app.stages.selection import queries as selection
from app.stages.selection.actions import erase_records
from app.stages.stage import Stage
from app.ui import icons, theme
from app.ui.forms import Form, FormRow
from app.ui.page import Page
from app.ui.sections import Sections

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.desk import Desk

EVERY_STAGE = pytest.mark.parametrize("stage", STAGES, ids=[stage.key for stage in STAGES])
PAPERS = [(stage, paper) for stage in STAGES for paper in stage.deliverables]
EVERY_PAPER = pytest.mark.parametrize(
    "paper", [p for _, p in PAPERS], ids=[p.key for _, p in PAPERS]
)
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractButton, QSlider)


def rows_of(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, to compare a file with itself."""
    return {
        table.name: sorted(
            (tuple(row) for row in session.connection().execute(select(table))), key=repr
        )
        for table in SQLModel.metadata.sorted_tables
    }


def opened(qtbot: QtBot, stage: Stage, desk: Desk) -> Page:
    """Return the page of a stage, shown."""
    page = stage.page(desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    qtbot.waitExposed(page)
    return page


def turn_everything(page: QWidget) -> Iterator[str]:
    """Open every sub page, on both levels."""
    for sections in page.findChildren(Sections):
        for part in sections._parts:
            sections.open(part.key)
            yield part.key
            for inner in (sections.page(part.key) or page).findChildren(Sections):
                for deeper in inner._parts:
                    inner.open(deeper.key)
                    yield f"{part.key}/{deeper.key}"


def belongs_to_another(widget: QWidget) -> bool:
    """Whether a widget is a part of a list to choose from or of tabs, which have a name."""
    above = widget.parent()
    while above is not None:
        if isinstance(above, QComboBox | QTabBar):
            return True
        above = above.parent()
    return False


def document_of(desk: Desk, paper: Deliverable[Any], subject: Subject | None) -> Document:
    """Return a paper about a subject."""
    return desk.read(_prepared, paper, subject.id if subject else None)


def _prepared(session: Session, paper: Deliverable[Any], subject_id: str | None) -> Document:
    return prepare(paper, session, subject_id)


@EVERY_STAGE
def test_a_stage_says_what_it_is(stage: Stage) -> None:
    assert stage.title
    assert stage.sentence.endswith(".")
    assert stage.icon in icons.names()
    assert all(table.__table__ in SQLModel.metadata.sorted_tables for table in stage.tables)  # type: ignore[attr-defined]  # every row class is a table
    assert all(paper.title and paper.description for paper in stage.deliverables)


def test_keys_numbers_and_tabs_are_given_once() -> None:
    keys = [paper.key for _, paper in PAPERS]
    tabs = [part.tab for stage in STAGES for part in stage.binder]
    numbers = [stage.number for stage in STAGES if stage.number]
    assert len(keys) == len(set(keys))
    assert len(tabs) == len(set(tabs))
    assert numbers == sorted(set(numbers))


@EVERY_STAGE
def test_an_empty_file_is_met_with_a_sentence_and_stays_empty(
    qtbot: QtBot, stage: Stage, desk: Desk
) -> None:
    before = desk.read(rows_of)
    page = opened(qtbot, stage, desk)
    assert page.is_empty
    assert desk.read(rows_of) == before


@EVERY_STAGE
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_looking_at_everything_writes_nothing(
    qtbot: QtBot, qapp: QApplication, stage: Stage, sample_desk: Desk, mode: theme.Mode
) -> None:
    before = sample_desk.read(rows_of)
    theme.apply(qapp, mode, 100)
    page = opened(qtbot, stage, sample_desk)
    assert not page.is_empty
    assert len(list(turn_everything(page))) >= 5
    assert sample_desk.read(rows_of) == before
    assert not sample_desk.file.history.can_undo


@EVERY_STAGE
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, stage: Stage, sample_desk: Desk
) -> None:
    page = opened(qtbot, stage, sample_desk)
    nameless = []
    for _ in turn_everything(page):
        for widget in page.findChildren(QWidget):
            if not isinstance(widget, FIELDS) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            said = widget.accessibleName() or getattr(widget, "text", str)()
            if not said and not widget.isHidden() and not belongs_to_another(widget):
                nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert not nameless


@EVERY_STAGE
def test_every_field_has_a_label_that_leads_to_it(
    qtbot: QtBot, stage: Stage, sample_desk: Desk
) -> None:
    page = opened(qtbot, stage, sample_desk)
    found = 0
    for _ in turn_everything(page):
        for row in page.findChildren(FormRow):
            assert row.label.buddy() is row.editor.field
            assert row.title
            found += 1
    assert found


@EVERY_STAGE
def test_a_form_shows_what_is_in_the_file(qtbot: QtBot, stage: Stage, sample_desk: Desk) -> None:
    page = opened(qtbot, stage, sample_desk)
    for place in turn_everything(page):
        for form in page.findChildren(Form):
            if form.row_id and form.isVisible():
                unsaved = [name for name, row in form._rows.items() if row.editor.is_dirty]
                assert not unsaved, place


@EVERY_STAGE
def test_a_page_that_is_closed_is_gone(stage: Stage, sample_desk: Desk, qtbot: QtBot) -> None:
    page = stage.page(sample_desk)
    page.show()
    list(turn_everything(page))
    gone = ref(page)
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    del page
    gc.collect()
    assert gone() is None


def erase_an_opening(desk: Desk) -> None:
    """Erase the records of one opening of the sample, long after their time is over."""
    opening = desk.read(selection.requisitions)[0].id
    assert desk.do(erase_records, opening, date(2030, 1, 1))


COMES_OF_A_DEED = {"erasure-record": erase_an_opening}
"""Papers of which the sample has none yet, with the deed that makes one."""


@EVERY_PAPER
def test_a_paper_about_everyone_can_be_made(paper: Deliverable[Any], sample_desk: Desk) -> None:
    if deed := COMES_OF_A_DEED.get(paper.key):
        deed(sample_desk)
    subjects = sample_desk.read(paper.subjects) if paper.subjects else (None,)
    assert subjects
    titles = set()
    for subject in subjects:
        document = document_of(sample_desk, paper, subject)
        assert document.outline().strip()
        titles.add((document.title, document.subject))
    pdf = render(document_of(sample_desk, paper, subjects[0]), sample_desk.read(letterhead))
    assert pdf.startswith(b"%PDF")
    assert titles


@EVERY_PAPER
def test_a_paper_of_an_empty_file_is_about_nobody_or_says_so(
    paper: Deliverable[Any], desk: Desk
) -> None:
    if paper.subjects is not None:
        assert desk.read(paper.subjects) == ()
    else:
        assert document_of(desk, paper, None).outline().strip()


@EVERY_PAPER
def test_the_same_file_gives_the_same_bytes(paper: Deliverable[Any], sample_desk: Desk) -> None:
    if deed := COMES_OF_A_DEED.get(paper.key):
        deed(sample_desk)
    subject = sample_desk.read(paper.subjects)[0] if paper.subjects else None
    head = sample_desk.read(letterhead)
    first = render(document_of(sample_desk, paper, subject), head)
    assert render(document_of(sample_desk, paper, subject), head) == first


def test_titles_can_be_translated() -> None:
    assert all(tr(stage.title) for stage in STAGES)
