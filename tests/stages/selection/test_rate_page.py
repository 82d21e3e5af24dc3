"""The room: rating alone, by keys, under a seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.stages.selection import actions, queries
from app.stages.selection.page import (
    ComparePart,
    DecidePart,
    PanelPart,
    RatePart,
    SelectionPage,
)
from app.ui import dialogs
from app.ui.layout import Button
from app.ui.rating import RatingDots
from tests.stages.selection.on_page import (
    everything_said,
    new_opening,
    ranking,
    sheet_part,
    talk,
)
from tests.stages.using import opened

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


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
