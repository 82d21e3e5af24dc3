"""The tabs: each says how far its stage has come, in a mark and in words, as things change."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.binder.assembly import binder_of
from app.deliverables.document import Cover
from app.domain.edits import revise
from app.domain.people import Position
from app.shell.workbench import Workbench
from app.stages import STAGES
from app.stages.foundation import actions
from app.stages.review.records import CycleStatus, ReviewCycle
from app.ui.desk import Desk


def said(bench: Workbench) -> list[str]:
    bar = bench.tabs.tabBar()
    return [bar.accessibleTabName(place) for place in range(bar.count())]


def test_an_empty_engagement_has_nothing_begun(qtbot: QtBot, desk: Desk):
    bench = Workbench(desk, STAGES)
    qtbot.addWidget(bench)
    bench.show()

    assert said(bench) == [
        "Foundation: not begun",
        "1  Selection: not begun",
        "7  Review: not begun",
    ]


def test_a_tab_follows_what_is_done(qtbot: QtBot, desk: Desk):
    bench = Workbench(desk, STAGES)
    qtbot.addWidget(bench)
    bench.show()

    desk.do(actions.ensure_client, "Northmere", label="Begin")
    assert said(bench)[0] == "Foundation: under way"
    desk.undo()
    assert said(bench)[0] == "Foundation: not begun"


def test_the_sample_says_what_is_so(qtbot: QtBot, sample_desk: Desk):
    bench = Workbench(sample_desk, STAGES)
    qtbot.addWidget(bench)
    bench.show()
    foundation = STAGES[0].how_far

    before = said(bench)[0]
    sample_desk.do(actions.add_position, "Night welder")

    assert before == "Foundation: handed over"
    assert said(bench)[0] == "Foundation: under way"
    assert sample_desk.read(foundation) == "under_way"
    sample_desk.undo()


def test_the_road_of_the_binder_is_what_the_tabs_say(sample_desk: Desk):
    cover, _parts = sample_desk.read(binder_of, "owner")
    (block,) = (one for one in cover.blocks if isinstance(one, Cover))

    numbered = {stage.number: stage for stage in STAGES if stage.number}
    assert len(block.road) == 7
    for number, state in enumerate(block.road, start=1):
        stage = numbered.get(number)
        assert state == (sample_desk.read(stage.how_far) if stage else "ahead")


def test_a_closed_cycle_has_arrived(sample_desk: Desk):
    review = STAGES[-1]
    assert sample_desk.read(review.how_far) == "under_way"
    with sample_desk.together():
        for cycle in sample_desk.read(_cycles):
            sample_desk.do(revise, ReviewCycle, cycle, "status", CycleStatus.closed, label="Close")

    assert sample_desk.read(review.how_far) == "arrived"


def _cycles(session):
    from sqlmodel import select

    return [cycle.id for cycle in session.exec(select(ReviewCycle)).all()]


def test_a_planned_position_does_not_wait_for_its_description(desk: Desk):
    desk.do(actions.ensure_client, "Northmere", label="Begin")
    assert desk.read(STAGES[0].how_far) == "under_way"
    key = desk.do(actions.add_position, "Welder")
    assert key is not None
    desk.do(revise, Position, key, "status", "planned", label="Plan")

    assert desk.read(STAGES[0].how_far) == "under_way"
