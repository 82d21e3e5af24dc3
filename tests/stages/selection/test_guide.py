"""The guide: where its questions come from, its words, its lock and its versions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.instruments import instrument
from app.stages.selection import actions, queries
from app.stages.selection.page import GuidePart, SelectionPage
from app.stages.selection.records import GuideStatus, QuestionKind
from app.store.engagement_file import EngagementFile
from app.ui import dialogs
from tests.stages.selection.on_page import new_opening
from tests.stages.using import opened

if TYPE_CHECKING:
    from app.ui.desk import Desk


@pytest.fixture
def draft(sample_desk: Desk) -> str:
    """A new opening of the machining lead with five criteria and no question."""
    position = {name: key for key, name in sample_desk.read(queries.positions_to_fill)}
    found = sample_desk.do(actions.open_requisition, position["Machining Lead"], date(2025, 9, 1))
    assert found
    targets = sample_desk.read(queries.targets, found)
    for target in targets[:3]:
        sample_desk.do(actions.add_outcome, found, target.id)
    for target in [one for one in targets if one.kind.value == "core_competency"][:2]:
        sample_desk.do(actions.add_competency, found, target.id)
    sample_desk.do(actions.spread_weights, found)
    return found


def k(desk: Desk, opening: str, number: int) -> str:
    return desk.read(queries.criteria, opening)[number - 1].id


def test_the_bank_holds_every_shipped_question_once(sample_desk: Desk, draft: str) -> None:
    found = sample_desk.read(queries.offered, k(sample_desk, draft, 4))
    shipped = [one.id for one in found if one.id.startswith("bank:")]
    assert len(shipped) == len(set(shipped)) == len(instrument.questions()) == 60


def test_a_competency_is_offered_its_own_questions_first(sample_desk: Desk, draft: str) -> None:
    criterion = sample_desk.read(queries.criteria, draft)[3]
    own = sample_desk.do(
        actions.add_own_question, criterion.id, "Tell us about a promise you kept late."
    )
    assert own
    found = sample_desk.read(queries.offered, criterion.id)
    assert found[0].text == "Tell us about a promise you kept late."
    assert found[0].uses == 1
    assert {one.about for one in found[1:4]} == {criterion.name}


def test_an_outcome_makes_its_own_questions(sample_desk: Desk, draft: str) -> None:
    criterion = sample_desk.read(queries.criteria, draft)[0]
    found = sample_desk.read(queries.offered, criterion.id)
    stems = [one for one in found if one.id.startswith("stem:")]
    assert len(stems) == len(instrument.outcome_stems())
    assert criterion.name in stems[0].text
    ninety = next(one for one in stems if one.id == "stem:situation")
    assert "82 %" in ninety.text
    assert "95 %" in ninety.text
    assert not any(mark in one.text for one in stems for mark in "{}")


def test_a_stem_that_needs_a_number_is_left_out_without_one(session, req) -> None:
    found = queries.offered(session, queries.criteria(session, req)[0].id)
    assert "stem:situation" not in [one.id for one in found]
    assert "stem:accomplishment" in [one.id for one in found]


def test_a_question_of_the_bank_comes_as_it_reads(sample_desk: Desk, draft: str) -> None:
    one = next(q for q in sample_desk.read(queries.offered, k(sample_desk, draft, 4)))
    sample_desk.do(actions.take_question, k(sample_desk, draft, 4), one.id)
    row = sample_desk.read(queries.questions, draft)[0]
    assert (row.number, row.text, row.minutes, row.source) == ("Q1", one.text, one.minutes, one.id)
    assert row.criterion.code == "K4"


def test_our_words_leave_a_line_to_write_on_and_no_brace(sample_desk: Desk, draft: str) -> None:
    guide = sample_desk.read(queries.requisition, draft).guide_id
    sample_desk.do(actions.fill_words, guide)
    opening, closing = sample_desk.read(queries.guide_words, guide)
    assert "Northmere" in opening
    assert "exists for one reason: " in opening
    assert "13 minutes" in opening
    assert "____" in closing
    assert "{" not in opening + closing


def test_a_value_by_name_is_no_matter_and_a_prohibited_topic_is(sample_desk: Desk) -> None:
    better = sample_desk.read(queries.question_hits, "How do you live “Better every day” here?")
    asked = sample_desk.read(queries.question_hits, "Do you plan to have kids?")
    assert not [hit for hit in better if hit.blocks]
    assert any(hit.blocks for hit in asked)
    assert asked[0].advice


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 2)), max_size=8))
def test_moving_loses_no_question_and_numbers_run_on(moves) -> None:
    with EngagementFile.in_memory() as file, file.work("Move") as session:
        from tests.stages.selection.req_1 import position

        found = actions.open_requisition(session, position(session).id, date(2025, 3, 20))
        key = actions.add_skill(session, found, "Reads drawings", "Every job has one.")
        for text in "abcdef":
            actions.add_question(session, key, text)
        for place, by in moves:
            actions.move_question(session, queries.questions(session, found)[place].id, by)
        rows = queries.questions(session, found)
        assert sorted(row.text for row in rows) == list("abcdef")
        assert [row.number for row in rows] == [f"Q{n}" for n in range(1, 7)]


# ---------------------------------------------------------------------------- in the window


def part_of(page: SelectionPage, opening: str) -> GuidePart:
    page.table.select(opening)
    return opened(page.sections, "guide", GuidePart)


def test_a_guide_is_built_tried_and_locked(
    page: SelectionPage, sample_desk: Desk, draft: str, scripted: None
) -> None:
    part = part_of(page, draft)
    assert "no question asks about it" in part.left.text()
    assert not part.lock.isEnabled()
    part._add()
    for number in range(1, 6):
        part.bank.criterion.show(k(sample_desk, draft, number))
        part.bank.refresh()
        part.bank._take()
    part._leave_bank()
    assert [row.number for row in part.table.records.rows] == ["Q1", "Q2", "Q3", "Q4", "Q5"]
    for answer in ("Keisha Bramwell", "Q3 was cut in two"):
        dialogs.answers.give("ask_text", answer)
    part.pilot.click()
    assert sample_desk.read(queries.requisition, draft).guide_status is GuideStatus.piloted
    assert part.lock.isEnabled()
    part.lock.click()
    assert sample_desk.read(queries.requisition, draft).frozen
    assert not part.unlock.isHidden()
    assert "tried with Keisha Bramwell" in part.versions.text()
    sample_desk.undo()
    assert not sample_desk.read(queries.requisition, draft).frozen


def test_what_must_not_be_asked_is_said_and_blocks_the_lock(
    page: SelectionPage, sample_desk: Desk, draft: str
) -> None:
    part = part_of(page, draft)
    for number in range(1, 6):
        text = "Are you married?" if number == 2 else "Tell us about a late job."
        sample_desk.do(actions.add_question, k(sample_desk, draft, number), text)
    part.table.select(sample_desk.read(queries.questions, draft)[1].id)
    assert "Must not be asked: “married”" in part.hits.text()
    assert not part.lock.isEnabled()
    with pytest.raises(Refused, match="Q2"):
        sample_desk.read(actions.lock_guide, part.guide_id, date(2025, 9, 3))


def test_own_words_are_judged_as_they_are_typed_and_stay_in_the_bank(
    page: SelectionPage, sample_desk: Desk, draft: str
) -> None:
    part = part_of(page, draft)
    part._add()
    part.bank.text.editor.show("")
    part.bank._own()
    assert "as you will say it" in part.bank.text.error.text()
    part.bank.text.editor.show("How old are your kids?")
    part.bank._judge("text", True)
    assert "kids" in part.bank.hits.text()
    part.bank.text.editor.show("Tell us about a job you gave back.")
    part.bank.kind.editor.show(QuestionKind.behavioral)
    part.bank._own()
    assert sample_desk.read(queries.questions, draft)[0].text.startswith("Tell us about a job")
    own = [one for one in part.bank._offered.values() if "gave back" in one.text]
    assert [one.uses for one in own] == [1]
    part.bank.search.setText("gave back")
    assert part.bank.table.records.rowCount() == 1
    part.bank.table.select(own[0].id)
    part.bank._remove()
    assert not [one for one in part.bank._offered.values() if "gave back" in one.text]
    assert len(sample_desk.read(queries.questions, draft)) == 1, "the guide keeps what it has"


def test_a_new_version_is_begun_with_its_reason(
    page: SelectionPage, sample_desk: Desk, scripted: None
) -> None:
    opening, candidate, members = new_opening(sample_desk)
    asked = sample_desk.read(queries.questions, opening)[0]
    sample_desk.do(actions.rate, candidate, members[0], asked.id, 3)
    part = part_of(page, opening)
    assert part.unlock.isHidden(), "somebody was rated by it"
    dialogs.answers.give("ask_text", "Q2 had two meanings")
    part.renew.click()
    assert sample_desk.read(queries.requisition, opening).guide_version == 2
    assert "Version 2 · begun because: Q2 had two meanings" in part.versions.text()
    assert not part.lock.isHidden()
