"""The Review tab as a leader and a consultant meet it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.deliverables.deliverable import prepare
from app.stages.review import actions, documents, queries
from app.stages.review.page import LinesPart, ReviewPage, TalkPart, WholePart
from app.ui.rating import RatingDots

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.desk import Desk

W = TypeVar("W", bound=QWidget)
KEYS = ("outcomes", "competencies", "talk", "whole", "cycle")


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk) -> ReviewPage:
    """The page over the sample engagement, shown."""
    made = ReviewPage(sample_desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def opened(page: ReviewPage, key: str, kind: type[W]) -> W:
    """Open a chapter and return it."""
    assert page.sections is not None
    page.sections.open(key)
    found = page.sections.page(key)
    assert isinstance(found, kind)
    return found


def person(page: ReviewPage, name: str) -> str:
    """Choose a person's review and return its id."""
    row = next(row for row in page.table.records.rows if row.person == name)
    page.table.select(row.id)
    return str(row.id)


def open_draft(page: ReviewPage) -> str:
    """Start a review of somebody who has none, and return its id."""
    free = page.desk.read(queries.reviewable, page.cycle_id)
    chosen = next(one for one in free if one.has_job_description)
    review_id = page.desk.do(actions.start_review, page.cycle_id, chosen.person_id)
    assert review_id
    page.table.select(review_id)
    return review_id


def rated(part: LinesPart) -> RatingDots:
    """Return the dots of the leader's rating."""
    dots = part.form.editor("leader_rating").editor.field
    assert isinstance(dots, RatingDots)
    return dots


def test_an_empty_file_teaches_how_a_review_begins(qtbot: QtBot, desk: Desk) -> None:
    page = ReviewPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.is_empty


def test_looking_at_every_chapter_writes_nothing(page: ReviewPage) -> None:
    before = page.desk.file.history.undo_label
    for key in KEYS:
        opened(page, key, QWidget)
    assert page.desk.file.history.undo_label == before


def test_rosas_numbers_are_those_of_the_method(page: ReviewPage) -> None:
    person(page, "Rosa Delacueva")
    whole = opened(page, "whole", WholePart)
    assert whole.outcomes.text().startswith("3.05 (3 lines)")
    assert whole.competencies.text().startswith("3.80 (5 lines)")
    assert whole.overall.text() == ""


def test_what_was_reached_stands_in_its_field(page: ReviewPage) -> None:
    person(page, "Abdi Warfaase")
    part = opened(page, "outcomes", LinesPart)
    first = next(iter(part.measures.values()))
    assert isinstance(first.editor.field, QLineEdit)
    assert first.editor.field.text() == "96.1"


def test_a_result_gives_a_suggestion_but_no_rating(page: ReviewPage, qtbot: QtBot) -> None:
    review_id = open_draft(page)
    part = opened(page, "outcomes", LinesPart)
    row = next(one for one in part.measures.values() if not one.is_milestone)
    field = row.editor.field
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, str(row.measure.target))
    qtbot.keyClick(field, Qt.Key.Key_Return)

    line = page.desk.read(queries.review, review_id).outcomes[0]
    assert line.suggested is not None
    assert line.leader_rating is None
    assert str(line.suggested) in part.suggestion.text()
    page.desk.undo()
    assert page.desk.read(queries.review, review_id).outcomes[0].suggested is None
    assert field.text() == ""


def test_a_result_that_is_no_number_is_refused_in_place(page: ReviewPage, qtbot: QtBot) -> None:
    review_id = open_draft(page)
    part = opened(page, "outcomes", LinesPart)
    row = next(one for one in part.measures.values() if not one.is_milestone)
    field = row.editor.field
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "about six")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "number" in row.error.text()
    assert field.text() == "about six"
    assert page.desk.read(queries.review, review_id).outcomes[0].measures[0].actual is None


def test_words_come_before_the_number(page: ReviewPage, qtbot: QtBot) -> None:
    review_id = open_draft(page)
    part = opened(page, "competencies", LinesPart)
    qtbot.keyClick(rated(part), "4")
    assert page.desk.read(queries.review, review_id).competencies[0].leader_rating is None
    assert "what happened" in part.form.editor("leader_rating").error_text.lower()

    text = part.form.editor("leader_text").editor
    assert isinstance(text.field, QPlainTextEdit)
    qtbot.keyClicks(text.field, "Told the customer on Monday.")
    text.finish()
    qtbot.keyClick(rated(part), "4")
    line = page.desk.read(queries.review, review_id).competencies[0]
    assert (line.leader_rating, str(line.leader_text)) == (4, "Told the customer on Monday.")


def test_a_fact_is_cited_and_taken_back(page: ReviewPage) -> None:
    open_draft(page)
    part = opened(page, "competencies", LinesPart)
    line_id = part.table.current_id
    noted = page.desk.do(
        actions.note_evidence, line_id, "Stopped the run himself.", date(2025, 10, 2)
    )
    assert [fact.id for fact in page.desk.read(queries.cited, line_id)] == [noted]
    part._uncite(noted or "")
    assert page.desk.read(queries.cited, line_id) == ()
    assert [fact.id for fact in page.desk.read(queries.citable, line_id)] == [noted]


def test_a_draft_with_gaps_cannot_be_locked(page: ReviewPage) -> None:
    open_draft(page)
    talk = opened(page, "talk", TalkPart)
    assert not talk.lock.isEnabled()
    assert "not rated yet" in talk.gaps.text()


def test_an_acknowledged_review_can_be_read_only(page: ReviewPage) -> None:
    person(page, "Rosa Delacueva")
    part = opened(page, "outcomes", LinesPart)
    text = part.form.editor("leader_text").editor.field
    assert isinstance(text, QPlainTextEdit)
    assert text.isReadOnly()
    assert rated(part).frozen


def test_the_review_paper_says_the_scores_with_what_they_rest_on(sample_desk: Desk) -> None:
    rosa = next(
        one
        for one in sample_desk.read(documents.review_subjects)
        if one.name.startswith("Rosa Delacueva")
    )

    text = sample_desk.read(lambda session: prepare(documents.REVIEW, session, rosa.id).outline())

    assert "3.05  (3 lines rated, 100 % of the weight)" in text
    assert "3.80  (5 lines rated, 100 % of the weight)" in text
    assert "Repairs per 100 welds went from 6 per 100 to 2.4 per 100" in text


def test_the_self_look_form_holds_nothing_anybody_wrote(sample_desk: Desk) -> None:
    view_of = documents.collect_self_look
    for subject in sample_desk.read(documents.review_subjects):
        review = sample_desk.read(queries.review, subject.id)
        text = documents.compose_self_look(sample_desk.read(view_of, subject.id)).outline()
        written = [str(line.leader_text) for line in review.lines]
        written += [str(line.self_text) for line in review.lines]
        assert not [one for one in written if one and one in text]
