"""The Selection tab as a consultant and a panel meet it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.deliverables.deliverable import prepare
from app.stages.selection import actions, documents, queries
from app.stages.selection.page import (
    ComparePart,
    DecidePart,
    OpeningPart,
    SelectionPage,
    SheetPart,
)
from app.stages.selection.records import CandidateStage, DecisionOutcome
from app.ui import dialogs
from app.ui.rating import RatingDots
from tests.stages.using import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from sqlmodel import Session

    from app.deliverables.deliverable import Deliverable
    from app.ui.desk import Desk

RENATA = "Renata Kolbeck"
PAPERS = (documents.PANEL_SUMMARY, documents.PANEL_SUMMARY_FOR_MANAGER)
KEYS = ("opening", "candidates", "panel", "rate", "compare", "decide")


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk) -> SelectionPage:
    """The page over the sample engagement, shown."""
    made = SelectionPage(sample_desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def everything_said(widget: QWidget) -> str:
    """Return every text a person or a screen reader could find under a widget."""
    said = []
    for one in [widget, *widget.findChildren(QWidget)]:
        said += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, QLabel | QLineEdit):
            said.append(one.text())
        if isinstance(one, QPlainTextEdit):
            said.append(one.toPlainText())
    return "\n".join(said)


def new_opening(desk: Desk) -> tuple[str, str, list[str]]:
    """Open a requisition with criteria, a panel of two and a candidate."""
    position = desk.read(queries.positions_to_fill)[0][0]
    opening = desk.do(actions.open_requisition, position, date(2025, 9, 1))
    assert opening
    for target in desk.read(queries.targets, opening)[:4]:
        is_outcome = target.kind.value == "outcome"
        add = actions.add_outcome if is_outcome else actions.add_competency
        desk.do(add, opening, target.id)
    desk.do(actions.spread_weights, opening)
    for criterion in desk.read(queries.criteria, opening):
        desk.do(actions.set_rationale, criterion.id, "The job is to arrive at it.")
        desk.do(actions.add_question, criterion.id, f"Tell us about: {criterion.name}")
    guide = desk.read(queries.requisition, opening).guide_id
    desk.do(actions.lock_guide, guide, date(2025, 9, 2))
    people = desk.read(queries.colleagues)[:2]
    members = [desk.do(actions.add_panel_member, opening, person) or "" for person, _ in people]
    candidate = desk.do(actions.add_candidate, opening, "Amara Okafor") or ""
    return opening, candidate, members


def sheet_part(page: SelectionPage, member: str) -> SheetPart:
    """Open the sheets and say who rates."""
    part = opened(page.sections, "rate", SheetPart)
    part.rater.show(member)
    part.refresh()
    return part


def test_an_empty_file_teaches_how_selection_begins(qtbot: QtBot, desk: Desk) -> None:
    page = SelectionPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.is_empty
    assert "requisition" in everything_said(page)


def test_looking_at_every_chapter_writes_nothing(page: SelectionPage) -> None:
    before = page.desk.file.history.undo_label
    for key in KEYS:
        opened(page.sections, key, QWidget)
    assert page.desk.file.history.undo_label == before


def test_the_sample_ranks_as_the_method_says(page: SelectionPage) -> None:
    part = opened(page.sections, "compare", ComparePart)
    shown = [(row.band, row.name, row.score[:4]) for row in part.ranked.records.rows]
    assert shown[:4] == [
        ("1", "Abdi Warfaase", "3.80"),
        ("1", "Renata Kolbeck", "3.78"),
        ("2", "Paula Gretzinger", "3.47"),
        ("2", "Yusuf Dahir-Lane", "3.45"),
    ]
    assert {row.name for row in part.ranked.records.rows[4:]} == {
        "Everett Sunde",
        "Gordon Ames-Whitley",
    }
    assert all(row.band == "below a floor" for row in part.ranked.records.rows[4:])
    assert "3.80" in part.how.text()


def test_criteria_are_frozen_once_somebody_was_rated(page: SelectionPage) -> None:
    part = opened(page.sections, "opening", OpeningPart)
    reason = part.form.editor("rationale").editor.field
    assert isinstance(reason, QPlainTextEdit)
    assert reason.isReadOnly()


def test_a_whole_sheet_is_rated_by_keys_alone(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, members[0])
    rows = list(part.rows.values())
    rows[0].rating.dots.setFocus()
    for key, row in zip("4352", rows, strict=True):
        qtbot.waitUntil(row.rating.dots.hasFocus)
        qtbot.keyClick(row.rating.dots, key)
        qtbot.keyClick(row.rating.dots, Qt.Key.Key_Return)
    assert part.submit.hasFocus()
    qtbot.keyClick(part.submit, Qt.Key.Key_Space)

    view = page.desk.read(queries.sheet, candidate, members[0])
    assert view.submitted_at is not None
    assert part.rows == {}
    assert part._sealed.isVisible()
    page.desk.do(actions.close_as_absent, candidate, members[1], "Ill")
    page.desk.do(actions.reveal, candidate)
    view = page.desk.read(queries.sheet, candidate, members[0])
    assert [line.score for line in view.lines] == [4, 3, 5, 2]


def test_n_says_that_a_criterion_was_not_asked(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, members[0])
    first = next(iter(part.rows.values()))
    dialogs.answers.give("ask_text", "The time was over")
    qtbot.keyClick(first.rating.dots, Qt.Key.Key_N)
    line = page.desk.read(queries.sheet, candidate, members[0]).lines[0]
    assert line.not_asked_reason == "The time was over"
    assert "The time was over" in first.skip.text()


def test_evidence_is_kept_as_it_is_typed_and_undone_in_one_step(
    page: SelectionPage, qtbot: QtBot
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, members[0])
    note = next(iter(part.rows.values())).note.editor
    assert isinstance(note.field, QPlainTextEdit)
    note.field.setFocus()
    qtbot.keyClicks(note.field, "Named the ten jobs")
    note.finish()
    assert str(page.desk.read(queries.sheet, candidate, members[0]).lines[0].evidence_note)
    page.desk.undo()
    assert not page.desk.read(queries.sheet, candidate, members[0]).lines[0].evidence_note
    assert note.field.toPlainText() == ""


def test_nobody_sees_a_score_before_all_sheets_are_in(page: SelectionPage) -> None:
    opening, candidate, members = new_opening(page.desk)
    desk = page.desk
    page.table.select(opening)
    for line in desk.read(queries.sheet, candidate, members[0]).lines:
        desk.do(actions.rate, candidate, members[0], line.id, 5)
        desk.do(actions.note_evidence, candidate, members[0], line.id, "zebra crossing")
    desk.do(actions.submit_sheet, candidate, members[0])

    compare = opened(page.sections, "compare", ComparePart)
    decide = opened(page.sections, "decide", DecidePart)
    rate = opened(page.sections, "rate", SheetPart)

    assert "has not handed over" in compare.missing.text()
    assert compare.ranked.records.rows == []
    for member in (None, members[0], members[1]):
        rate.rater.show(member)
        rate.refresh()
        assert all(dots.rating is None for dots in rate.findChildren(RatingDots))
        for part in (compare, decide, rate):
            assert "zebra" not in everything_said(part)
    for one in desk.read(queries.comparison, opening).rows:
        assert one.score.value is None


def test_a_submitted_rating_changes_with_a_reason_only(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    desk = page.desk
    for member in members:
        for line in desk.read(queries.sheet, candidate, member).lines:
            desk.do(actions.rate, candidate, member, line.id, 3)
        desk.do(actions.submit_sheet, candidate, member)
    desk.do(actions.reveal, candidate)
    part = sheet_part(page, members[0])
    first = next(iter(part.rows.values()))
    qtbot.keyClick(first.rating.dots, "5")
    assert desk.read(queries.sheet, candidate, members[0]).lines[0].score == 3

    dialogs.answers.give("ask_text", "Misheard the number")
    part.change.click()
    qtbot.keyClick(first.rating.dots, "4")
    line = desk.read(queries.sheet, candidate, members[0]).lines[0]
    assert (line.score, line.change_reason) == (4, "Misheard the number")


def test_hiring_asks_nothing_and_can_be_undone(page: SelectionPage, scripted: None) -> None:
    part = opened(page.sections, "decide", DecidePart)
    desk = page.desk
    opening = desk.read(queries.requisitions)[0].id
    held = next(row for row in desk.read(queries.decisions, opening) if row.candidate == RENATA)
    desk.do(actions.withdraw_decision, held.id)
    part.table.select(held.candidate_id)
    # REQ-1 is filled: a second offer shows that the question of hiring is one deed with Undo
    desk.do(
        actions.decide, held.candidate_id, DecisionOutcome.offer, "A second lead is needed.",
        date(2025, 5, 2), decided_by="", deviation_reason="",
    )  # fmt: skip
    part.table.select(held.candidate_id)
    assert not part.hire.isHidden()
    part.hire.click()
    assert stage_of(desk, opening, RENATA) is CandidateStage.hired
    desk.undo()
    assert stage_of(desk, opening, RENATA) is CandidateStage.offered


def test_the_panel_summary_reads_as_agreed(
    sample_desk: Desk, golden: Callable[[str, str], None]
) -> None:
    opening = sample_desk.read(queries.requisitions)[0].id
    for name, paper in (("panel", PAPERS[0]), ("hiring_leader", PAPERS[1])):
        golden(f"selection/{name}.txt", sample_desk.read(_outline, paper, opening))


def test_the_hiring_leaders_copy_names_no_rater(sample_desk: Desk) -> None:
    opening = sample_desk.read(queries.requisitions)[0]
    raters = [one.name for one in sample_desk.read(queries.panel, opening.id)]
    own = sample_desk.read(_outline, PAPERS[0], opening.id)
    copy = sample_desk.read(_outline, PAPERS[1], opening.id)
    assert all(name in own for name in raters)
    # the hiring leader sat on this panel; as hiring leader he is named once, at the head
    assert opening.hiring_leader in raters
    assert copy.count(opening.hiring_leader) == 1
    others = [name for name in raters if name != opening.hiring_leader]
    assert not [word for name in others for word in name.split() if word in copy]
    view = sample_desk.read(documents.manager_view, opening.id)
    assert not [line for one in view.candidates for line in one.lines if line.by_rater]
    assert not [c for row in view.comparison.rows for c in row.score.criteria if c.by_rater]


def test_the_hiring_leaders_draft_does_not_say_whose_sheet_is_missing(sample_desk: Desk) -> None:
    opening, candidate, members = new_opening(sample_desk)
    for line in sample_desk.read(queries.sheet, candidate, members[0]).lines:
        sample_desk.do(actions.rate, candidate, members[0], line.id, 3)
    sample_desk.do(actions.submit_sheet, candidate, members[0])
    waiting = sample_desk.read(queries.panel, opening)[1].name
    assert waiting in sample_desk.read(_outline, PAPERS[0], opening)
    assert waiting not in sample_desk.read(_outline, PAPERS[1], opening)


def test_the_hiring_leaders_copy_keeps_back_what_one_rater_alone_said(sample_desk: Desk) -> None:
    opening, candidate, members = new_opening(sample_desk)
    sample_desk.do(actions.remove_panel_member, members[1])
    for line in sample_desk.read(queries.sheet, candidate, members[0]).lines:
        sample_desk.do(actions.rate, candidate, members[0], line.id, 4)
    sample_desk.do(actions.submit_sheet, candidate, members[0])
    sample_desk.do(actions.reveal, candidate)
    assert "4.00" in sample_desk.read(_outline, PAPERS[0], opening)
    assert "4.00" not in sample_desk.read(_outline, PAPERS[1], opening)


def stage_of(desk: Desk, opening: str, name: str) -> CandidateStage:
    """Return how far a candidate has come."""
    return next(row.stage for row in desk.read(queries.candidates, opening) if row.name == name)


def _outline(session: Session, deliverable: Deliverable[Any], subject: str) -> str:
    return prepare(deliverable, session, subject).outline()
