"""The Selection tab as a consultant and a panel meet it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain import edits
from app.stages.selection import actions, documents, queries
from app.stages.selection.page import (
    DecidePart,
    OpeningPart,
    SelectionPage,
)
from app.stages.selection.page.shared import today
from app.stages.selection.records import CandidateStage, DecisionOutcome, Requisition
from app.ui import dialogs
from tests.stages.selection.on_page import (
    agreement,
    everything_said,
    first_opening,
    ranking,
    revealed_opening,
    talk,
)
from tests.stages.using import every_row, opened

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.desk import Desk

RENATA = "Renata Kolbeck"
PAPERS = (documents.PANEL_SUMMARY, documents.PANEL_SUMMARY_FOR_MANAGER)
KEYS = ("opening", "candidates", "panel", "rate", "compare", "decide")


def test_the_panel_talk_names_what_to_talk_about_first(page: SelectionPage) -> None:
    opening, candidate = revealed_opening(page.desk)
    page.table.select(opening)
    part = talk(page)
    assert part.first.text() == "Talk about these first: K1, K2, K3, K4."
    assert "range 2" in part.agreement.text()
    assert "thin" in part.agreement.text()

    part.score.editor.show(4.0)
    part.agree.click()
    assert part.first.text() == "Talk about these first: K2, K3, K4."
    line = page.desk.read(queries.panel_summary, candidate).lines[0]
    assert (line.agreed, line.by_rater) == (4.0, (5, 3)), "single ratings stay as they are"


def test_a_question_is_dropped_for_all_in_the_window(page: SelectionPage, scripted: None) -> None:
    opening, _candidate = revealed_opening(page.desk)
    page.table.select(opening)
    part = talk(page)
    assert [row.number for row in part.questions.records.rows] == ["Q1", "Q5"]
    dialogs.answers.give("ask_text", "It was explained to one of them")
    part._drop()
    assert part.questions.records.rows[0].state == "not scored"
    assert page.desk.read(queries.dropped, opening)[0].reason == "It was explained to one of them"
    part._restore()
    assert page.desk.read(queries.dropped, opening) == ()


def test_a_work_sample_is_blended_into_its_criterion(page: SelectionPage) -> None:
    opening, candidate = revealed_opening(page.desk)
    page.table.select(opening)
    part = talk(page)
    part._add()
    assert "Write a number" in part.given["score"].error.text()
    part.given["kind"].editor.show("work_sample")
    part.given["score"].editor.show(1.0)
    part.given["note"].editor.show("Set up the lathe in 50 minutes, two dimensions out.")
    part._add()
    assert [row.code for row in part.extras.records.rows] == ["K1"]
    line = page.desk.read(queries.panel_summary, candidate).lines[0]
    assert line.mean == pytest.approx(0.6 * 4 + 0.4 * 1)
    part.extras.select(part.extras.records.rows[0].id)
    part._remove()
    assert page.desk.read(queries.panel_summary, candidate).lines[0].mean == 4


def test_agreement_over_candidates_says_when_they_are_too_few(page: SelectionPage) -> None:
    sample = agreement(page)
    assert "ICC" in sample.reliability.text()
    assert len(sample.raters.records.rows) == 3
    opening, _candidate = revealed_opening(page.desk)
    page.table.select(opening)
    assert "Too few to tell: 1" in sample.reliability.text()
    hints = [row.hint for row in sample.raters.records.rows]
    assert hints == ["hardly tells answers apart"] * 2


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
    part = ranking(page)
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


def test_a_hire_brings_person_post_and_outcomes_and_one_undo_takes_all_back(
    page: SelectionPage, scripted: None
) -> None:
    part = opened(page.sections, "decide", DecidePart)
    desk = page.desk
    opening = first_opening(desk).id
    held = next(row for row in desk.read(queries.decisions, opening) if row.candidate == RENATA)
    desk.do(actions.withdraw_decision, held.id)
    part.table.select(held.candidate_id)
    desk.do(
        actions.decide, held.candidate_id, DecisionOutcome.offer, "A second lead is needed.",
        date(2025, 5, 2), decided_by="", deviation_reason="",
    )  # fmt: skip
    part.table.select(held.candidate_id)
    before = desk.read(every_row)
    part.hire.click()
    assert desk.notices.latest is not None
    assert desk.notices.latest.text == "As many were hired as were looked for."
    assert desk.read(every_row) == before
    desk.do(edits.revise, Requisition, opening, "openings", 2)
    before = desk.read(every_row)

    part.first_day.editor.show(date(2025, 6, 2))
    part.hire.click()

    assert stage_of(desk, opening, RENATA) is CandidateStage.hired
    assert desk.notices.latest.text == (
        "Renata Kolbeck is Machining Lead from June 2, 2025 on, with 5 outcomes."
    )
    assert not part._start.isVisible()
    desk.undo()
    assert desk.read(every_row) == before


def test_the_first_day_is_proposed_asked_for_and_never_before_the_decision(
    page: SelectionPage, scripted: None
) -> None:
    part = opened(page.sections, "decide", DecidePart)
    desk = page.desk
    opening = first_opening(desk).id
    held = next(row for row in desk.read(queries.decisions, opening) if row.candidate == RENATA)
    desk.do(actions.withdraw_decision, held.id)
    desk.do(edits.revise, Requisition, opening, "openings", 2)
    soon = today() + timedelta(days=30)
    desk.do(edits.revise, Requisition, opening, "target_start", soon)
    desk.do(
        actions.decide,
        held.candidate_id,
        DecisionOutcome.offer,
        "A second lead is needed.",
        today(),
    )
    part.table.select(held.candidate_id)
    assert part.first_day.editor.read() == soon

    part.first_day.editor.show(None)
    part.hire.click()
    assert part.first_day.error_text == "Choose the first day."

    part.first_day.editor.show(today() - timedelta(days=1))
    part.hire.click()
    assert desk.notices.latest is not None
    assert desk.notices.latest.text == "The first day would be before the decision."
    assert stage_of(desk, opening, RENATA) is CandidateStage.offered


def test_the_letter_that_goes_with_a_decision_is_one_press_away(
    page: SelectionPage, scripted: None
) -> None:
    part = opened(page.sections, "decide", DecidePart)
    asked: list[tuple[str, str]] = []
    page.paper_asked.connect(lambda key, subject: asked.append((key, subject)))
    rows = page.desk.read(queries.decisions, first_opening(page.desk).id)
    for row in rows:
        part.table.select(row.candidate_id)
        part.letter.click()

    papers = {one.key: one for one in documents.DELIVERABLES}
    assert {key for key, _ in asked} == {"offer-enclosure", "not-selected"}
    for key, subject in asked:
        assert subject in {one.id for one in page.desk.read(papers[key].subjects)}


def test_codes_stand_for_names_where_it_is_decided(page: SelectionPage, scripted: None) -> None:
    desk = page.desk
    opening, candidate = revealed_opening(desk)
    desk.do(edits.revise, Requisition, opening, "names_off", True)
    page.table.select(opening)
    part = opened(page.sections, "decide", DecidePart)
    part.table.select(candidate)

    assert "Amara" not in everything_said(part)
    assert [row.called for row in part.table.records.rows] == ["C1"]


def stage_of(desk: Desk, opening: str, name: str) -> CandidateStage:
    """Return how far a candidate has come."""
    return next(row.stage for row in desk.read(queries.candidates, opening) if row.name == name)


@pytest.mark.parametrize("name", ["reason", "deviation_reason"])
def test_words_that_judge_the_person_are_pointed_at_in_a_reason(
    page: SelectionPage, scripted: None, name: str
) -> None:
    opening, candidate = revealed_opening(page.desk)
    page.table.select(opening)
    part = opened(page.sections, "decide", DecidePart)
    part.table.select(candidate)
    hint = part.wording[("reason", "deviation_reason").index(name)]
    row = part.fields[name]

    assert isinstance(row.editor.field, QPlainTextEdit)
    row.editor.field.setPlainText("She is too old and has children.")
    row.editor.finish()
    assert "“too old”" in hint.text() or "“old”" in hint.text() or "“children”" in hint.text()

    row.editor.field.setPlainText("She cut the late jobs from 29 to 7 in eleven months.")
    row.editor.finish()
    assert hint.text() == ""
