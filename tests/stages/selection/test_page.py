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
    PanelPart,
    RatePart,
    SelectionPage,
    SheetPart,
)
from app.stages.selection.page.compare import AgreementPart, PanelTalkPart, RankingPart
from app.stages.selection.records import CandidateStage, DecisionOutcome
from app.ui import dialogs
from app.ui.layout import Button
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


def new_opening(desk: Desk, *, questions: int = 4) -> tuple[str, str, list[str]]:
    """Open a requisition with four criteria, a locked guide, a panel of two and a candidate."""
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
    judged = desk.read(queries.criteria, opening)
    for place in range(questions):
        criterion = judged[place % 4]
        desk.do(actions.add_question, criterion.id, f"Tell us about: {criterion.name} ({place})")
    guide = desk.read(queries.requisition, opening).guide_id
    desk.do(actions.lock_guide, guide, date(2025, 9, 2))
    people = desk.read(queries.colleagues)[:2]
    members = [desk.do(actions.add_panel_member, opening, person) or "" for person, _ in people]
    candidate = desk.do(actions.add_candidate, opening, "Amara Okafor") or ""
    return opening, candidate, members


def sheet_part(page: SelectionPage, candidate: str, member: str, pin: str = "") -> SheetPart:
    """Let a rater sit down before the sheet on a candidate."""
    part = opened(page.sections, "rate", RatePart)
    part.table.select(candidate)
    dialogs.answers.give("ask_pin", pin)
    part.begin(member)
    return part.sheet


def ranking(page: SelectionPage) -> RankingPart:
    """Open the candidates in bands."""
    return opened(opened(page.sections, "compare", ComparePart).parts, "ranking", RankingPart)


def talk(page: SelectionPage) -> PanelTalkPart:
    """Open what the panel said about one candidate."""
    return opened(opened(page.sections, "compare", ComparePart).parts, "panel", PanelTalkPart)


def agreement(page: SelectionPage) -> AgreementPart:
    """Open how far the panel agrees."""
    parts = opened(page.sections, "compare", ComparePart).parts
    return opened(parts, "agreement", AgreementPart)


def revealed_opening(desk: Desk) -> tuple[str, str]:
    """Return an opening with eight questions and a candidate whose two sheets are revealed."""
    opening, candidate, members = new_opening(desk, questions=8)
    for place, member in enumerate(members):
        for line in desk.read(queries.sheet, candidate, member).lines:
            desk.do(actions.rate, candidate, member, line.id, 5 - 2 * place)
            desk.do(actions.note_evidence, candidate, member, line.id, f"Said {place}")
        desk.do(actions.submit_sheet, candidate, member)
    desk.do(actions.reveal, candidate)
    return opening, candidate


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


def test_a_whole_sheet_is_rated_by_keys_alone(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk, questions=8)
    page.table.select(opening)
    part = sheet_part(page, candidate, members[0])
    rows = list(part.rows.values())
    assert len(rows) == 8
    for place, (key, row) in enumerate(zip("4352N415", rows, strict=True)):
        qtbot.waitUntil(row.rating.dots.hasFocus)
        if key == "N":
            dialogs.answers.give("ask_text", "The time was over")
        qtbot.keyClick(row.rating.dots, key)
        qtbot.keyClick(row.rating.dots, Qt.Key.Key_Return if place % 2 else Qt.Key.Key_Down)
    assert part.submit.hasFocus()
    qtbot.keyClick(part.submit, Qt.Key.Key_Space)

    assert not part.is_open
    assert part.rows == {}
    page.desk.do(actions.close_as_absent, candidate, members[1], "Ill")
    page.desk.do(actions.reveal, candidate)
    lines = page.desk.read(queries.sheet, candidate, members[0]).lines
    assert [line.score for line in lines] == [4, 3, 5, 2, None, 4, 1, 5]
    assert lines[4].not_asked_reason == "The time was over"


def test_forty_scores_are_entered_without_a_mouse(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, first, members = new_opening(page.desk, questions=8)
    page.table.select(opening)
    others = ("Bo Tran", "Chidi Obi", "Dara Kelly", "Ewa Nowak")
    added = [page.desk.do(actions.add_candidate, opening, name) or "" for name in others]
    candidates = [first, *added]
    scores = [1 + (7 * n) % 5 for n in range(40)]
    given = iter(scores)
    for candidate in candidates:
        part = sheet_part(page, candidate, members[0])
        for row in list(part.rows.values()):
            qtbot.waitUntil(row.rating.dots.hasFocus)
            qtbot.keyClick(row.rating.dots, str(next(given)))
            qtbot.keyClick(row.rating.dots, Qt.Key.Key_Return)
        qtbot.keyClick(part.submit, Qt.Key.Key_Space)
    for candidate in candidates:
        page.desk.do(actions.close_as_absent, candidate, members[1], "Ill")
        page.desk.do(actions.reveal, candidate)
    views = [page.desk.read(queries.sheet, key, members[0]) for key in candidates]
    assert [line.score for view in views for line in view.lines] == scores


def test_arrows_go_back_and_enter_goes_on(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, candidate, members[0])
    first, second, *_ = part.rows.values()
    qtbot.keyClick(first.rating.dots, Qt.Key.Key_Down)
    qtbot.waitUntil(second.rating.dots.hasFocus)
    qtbot.keyClick(second.rating.dots, Qt.Key.Key_Up)
    qtbot.waitUntil(first.rating.dots.hasFocus)
    assert first.rating.dots.rating is second.rating.dots.rating is None


def test_every_target_in_the_room_is_large_enough_for_a_thumb(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    lobby = opened(page.sections, "rate", RatePart)
    lobby.table.select(candidate)
    room: list[QWidget] = [*(row.begin for row in lobby.raters.values()), lobby.break_seal]
    assert all(button.height() >= 44 for button in room)
    part = sheet_part(page, candidate, members[0])
    row = next(iter(part.rows.values()))
    targets = [part.submit, part.leave, *row.findChildren(Button), *row.rating.anchors]
    assert all(one.height() >= 44 for one in targets if one.isVisible())
    assert row.rating.dots.height() >= 44


def test_the_time_of_each_question_is_shown(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, candidate, members[0])
    told = [100.0]
    part.clock = lambda: told[0]
    part._since = 100.0
    first, second, *_ = part.rows.values()
    qtbot.waitUntil(first.rating.dots.hasFocus)
    told[0] = 175.0
    qtbot.keyClick(first.rating.dots, Qt.Key.Key_Return)
    told[0] = 185.0
    part.tick()
    assert first.time.text() == "1:15 of 6 min"
    assert second.time.text() == "0:10 of 6 min"


def test_a_label_in_a_note_is_pointed_at_and_kept(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, candidate, members[0])
    row = next(iter(part.rows.values()))
    assert isinstance(row.note.editor.field, QPlainTextEdit)
    row.note.editor.field.setPlainText("She seemed lazy to me")
    row.note.editor.finish()
    assert "lazy" in row.wording.text()
    assert page.desk.read(queries.sheet, candidate, members[0]).lines[0].evidence_note


def test_evidence_is_kept_as_it_is_typed_and_undone_in_one_step(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, candidate, members[0])
    note = next(iter(part.rows.values())).note.editor
    assert isinstance(note.field, QPlainTextEdit)
    note.field.setFocus()
    qtbot.keyClicks(note.field, "Named the ten jobs")
    note.finish()
    assert str(page.desk.read(queries.sheet, candidate, members[0]).lines[0].evidence_note)
    page.desk.undo()
    assert not page.desk.read(queries.sheet, candidate, members[0]).lines[0].evidence_note
    assert note.field.toPlainText() == ""


def test_a_pin_keeps_a_sheet_from_others(page: SelectionPage, qtbot: QtBot, scripted: None) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    part = sheet_part(page, candidate, members[0], pin="4711")
    first = next(iter(part.rows.values()))
    qtbot.keyClick(first.rating.dots, "5")
    part.leave.click()
    assert not part.is_open
    lobby = opened(page.sections, "rate", RatePart)

    for wrong in ("1111", "2222", "3333"):
        dialogs.answers.give("ask_pin", wrong)
    lobby.begin(members[0])
    assert not part.is_open

    sheet_part(page, candidate, members[0], pin="4711")
    assert next(iter(part.rows.values())).rating.dots.rating == 5
    opened(page.sections, "panel", PanelPart)
    assert not part.is_open, "turning to another chapter closes what a PIN guards"


def test_an_own_sheet_opens_again_by_its_pin_until_the_reveal(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, members = new_opening(page.desk)
    page.table.select(opening)
    desk = page.desk
    desk.do(actions.set_pin, members[0], "4711")
    for member in members:
        for line in desk.read(queries.sheet, candidate, member).lines:
            desk.do(actions.rate, candidate, member, line.id, 3)
        desk.do(actions.submit_sheet, candidate, member)
    lobby = opened(page.sections, "rate", RatePart)
    lobby.table.select(candidate)
    lobby.begin(members[1])
    assert not lobby.sheet.is_open, "without a PIN a sheet handed over stays closed"

    sheet_part(page, candidate, members[0], pin="4711")
    first = next(iter(lobby.sheet.rows.values()))
    assert first.rating.dots.rating == 3
    qtbot.keyClick(first.rating.dots, "4")
    lobby.sheet.submit.click()
    lobby.reveal.click()

    assert desk.read(queries.sheet, candidate, members[0]).lines[0].score == 4
    assert "Revealed on" in lobby.seal.text()


def test_the_seal_breaks_with_a_reason_in_the_window(
    page: SelectionPage, qtbot: QtBot, scripted: None
) -> None:
    opening, candidate, _members = new_opening(page.desk)
    page.table.select(opening)
    lobby = opened(page.sections, "rate", RatePart)
    lobby.table.select(candidate)
    assert lobby.reveal.isHidden()
    dialogs.answers.give("ask_text", "Both others fell ill")
    lobby.break_seal.click()
    held = page.desk.read(queries.interview_of, candidate)
    assert held is not None
    assert held.seal_reason == "Both others fell ill"
    assert "Both others fell ill" in lobby.seal.text()


def test_nobody_sees_a_score_before_the_reveal(page: SelectionPage, scripted: None) -> None:
    opening, candidate, members = new_opening(page.desk)
    desk = page.desk
    page.table.select(opening)
    for line in desk.read(queries.sheet, candidate, members[0]).lines:
        desk.do(actions.rate, candidate, members[0], line.id, 5)
        desk.do(actions.note_evidence, candidate, members[0], line.id, "zebra crossing")
    desk.do(actions.submit_sheet, candidate, members[0])
    assert not desk.file.history.can_undo, "the next person takes nothing back"

    compare = opened(page.sections, "compare", ComparePart)
    decide = opened(page.sections, "decide", DecidePart)
    rate = opened(page.sections, "rate", RatePart)

    assert "has not handed over" in compare.missing.text()
    assert ranking(page).ranked.records.rows == []
    assert talk(page).said.records.rows == []
    for member in members:
        rate.table.select(candidate)
        if member == members[1]:
            dialogs.answers.give("ask_pin", "")
        rate.begin(member)
        assert all(dots.rating is None for dots in rate.findChildren(RatingDots))
        for part in (compare, decide, rate):
            assert "zebra" not in everything_said(part)
    for one in desk.read(queries.comparison, opening).rows:
        assert one.score.value is None


def test_a_revealed_rating_changes_with_a_reason_only(
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
    lobby = opened(page.sections, "rate", RatePart)
    lobby.table.select(candidate)
    lobby.begin(members[0])
    part = lobby.sheet
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
