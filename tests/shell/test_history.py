"""The history: back to any step of this sitting, and in words all that was ever done."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import select

from app.domain.edits import revise
from app.domain.people import Position
from app.shell import chronicle
from app.shell.history import EverPart, HistoryPanel, SittingPart
from app.stages.foundation import actions
from app.ui.desk import Desk


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication, desk: Desk) -> HistoryPanel:
    made = HistoryPanel(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def titles(desk: Desk) -> list[str]:
    return sorted(desk.read(lambda session: session.exec(select(Position.title)).all()))


def sitting(panel: HistoryPanel) -> SittingPart:
    panel.sections.open("sitting")
    part = panel.sections.page("sitting")
    assert isinstance(part, SittingPart)
    return part


def ever(panel: HistoryPanel) -> EverPart:
    panel.sections.open("ever")
    part = panel.sections.page("ever")
    assert isinstance(part, EverPart)
    return part


def test_a_sitting_begins_as_it_was_opened(panel: HistoryPanel):
    part = sitting(panel)

    assert [row.what for row in part.steps.records.rows] == ["As it was opened"]
    assert not part.go.isEnabled()


def test_the_engagement_goes_to_any_step_and_back(panel: HistoryPanel, desk: Desk):
    part = sitting(panel)
    for title in ("Welder", "Buyer", "Planner"):
        desk.do(actions.add_position, title)
    rows = part.steps.records.rows
    assert len(rows) == 4
    assert part.steps.current_id == rows[0].id

    part.steps.select(rows[2].id)
    part.go.click()
    assert titles(desk) == ["Welder"]
    assert [row.what.endswith("(taken back)") for row in part.steps.records.rows] == [
        True,
        True,
        False,
        False,
    ]

    part.steps.select(part.steps.records.rows[-1].id)
    part.go.click()
    assert titles(desk) == []

    part.steps.select(part.steps.records.rows[0].id)
    part.go.click()
    assert titles(desk) == ["Buyer", "Planner", "Welder"]


def test_going_far_refreshes_once(panel: HistoryPanel, desk: Desk, qtbot: QtBot):
    from app.ui.labels import PlainLabel

    part = sitting(panel)
    label = PlainLabel("")
    qtbot.addWidget(label)
    label.show()
    times: list[int] = []
    desk.watch(label, (Position,), lambda: times.append(1))
    for number in range(6):
        desk.do(actions.add_position, f"Welder {number}")
    times.clear()

    part.steps.select(part.steps.records.rows[-1].id)
    part.go.click()

    assert titles(desk) == []
    assert len(times) == 1


def test_everything_ever_done_is_told_in_the_words_of_the_screen(panel: HistoryPanel, desk: Desk):
    key = desk.do(actions.add_position, "Welder")
    desk.do(revise, Position, key, "title", "<b>Night</b> welder", label="Edit title")
    desk.undo()
    part = ever(panel)

    rows = part.happenings.records.rows
    assert [row.what for row in rows] == ["Took back: Edit title", "Edit title", "Add position"]
    part.happenings.select(rows[1].id)
    told = part.told.toPlainText()
    assert "Position “Welder”, changed" in told
    assert "Welder → <b>Night</b> welder" in told
    assert "A Consultant" in told

    part.happenings.select(rows[2].id)
    assert "Position “Welder”, added" in part.told.toPlainText()
    assert "Status: Active" in part.told.toPlainText()


def test_a_link_is_told_by_the_name_it_leads_to(desk: Desk):
    welder = desk.do(actions.add_position, "Welder")
    lead = desk.do(actions.add_position, "Lead welder")
    desk.do(revise, Position, welder, "leads_to_id", lead, label="Edit")

    newest = desk.read(chronicle.happenings, 10)[0]
    assert "– → Lead welder" in desk.read(chronicle.told, newest.entries)


def test_the_history_can_be_searched_and_read_further_back(panel: HistoryPanel, desk: Desk):
    part = ever(panel)
    part.limit = 4
    for title in ("Welder", "Buyer", "Planner", "Driver", "Nurse", "Cook"):
        desk.do(actions.add_position, title)
    part.refresh()
    few = len(part.happenings.records.rows)
    assert 0 < few <= 4

    part.more.click()
    assert len(part.happenings.records.rows) > few

    part.search.setText("no such step")
    assert part.happenings.records.rows == []
    assert part.told.toPlainText() == ""


def test_the_sample_can_be_told_whole(sample_desk: Desk):
    found = sample_desk.read(chronicle.happenings, 100_000)

    assert found
    for one in found[:40]:
        assert sample_desk.read(chronicle.told, one.entries)
