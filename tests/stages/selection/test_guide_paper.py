"""The guide in the room: time, words, questions, anchors, and room to write."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.deliverables import document as doc
from app.deliverables.paper import paper
from app.deliverables.press.boxes import Box, Stack
from app.deliverables.press.forms import WRITING, WritingLines
from app.deliverables.press.setting import pages_of
from app.deliverables.press.sheet import sheet_for
from app.domain.edits import made
from app.domain.scales import COMPETENCY_LEVELS
from app.domain.values import Anchor
from app.stages.selection import actions, documents, queries
from tests.stages.selection.five_by_three import CANDIDATES, RATERS, opened, rated
from tests.stages.selection.on_paper import document, outline, pages
from tests.stages.selection.req_1 import kept, person, position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

MILLIMETER = 72 / 25.4


@pytest.fixture
def guide(session: Session) -> doc.Document:
    opening = opened(session, position(session).id)
    for criterion in queries.criteria(session, opening):
        if criterion.competency_id:
            for level in range(1, 6):
                told = {"text": f"{criterion.name} as seen at {level}."}
                key = {"competency_id": criterion.competency_id, "level": level}
                kept(session, made(Anchor, told, **key))
    candidate = rated(session, opening, 0)
    member = queries.panel(session, opening)[1].id
    return document(session, documents.INTERVIEW_GUIDE, f"{candidate} {member}")


def test_it_begins_with_the_words_the_time_and_what_not_to_ask(
    session: Session, guide: doc.Document
) -> None:
    first = " ".join(pages(session, guide)[0].split())
    for said in (CANDIDATES[0], RATERS[1], "April 18, 2025", "08:30 – 09:25", "Opening words"):
        assert said in first, said
    assert "Do not ask about Age, disability and health" in first
    assert "Thank you for coming" in first


def test_the_minutes_follow_one_another_and_add_up(session: Session, guide: doc.Document) -> None:
    rows = re.findall(r"\| (\d\d):(\d\d) \| (.+?) +\| (\d+)", guide.outline())
    assert len(rows) == 1 + 6 + 1
    clock = [int(hour) * 60 + int(minute) for hour, minute, _, _ in rows]
    lengths = [int(minutes) for *_, minutes in rows]
    assert clock[0] == 8 * 60 + 30
    assert [after - before for before, after in pairwise(clock)] == lengths[:-1]
    assert f"{{strong}} Together | {{strong}} {sum(lengths)}" in re.sub(" +", " ", guide.outline())


def test_each_question_has_a_page_of_its_own_full_of_room(
    session: Session, guide: doc.Document
) -> None:
    set_pages = pages_of(guide, sheet_for(paper("letter"), guide, bound=False, duplex=False))
    texts = pages(session, guide)
    assert len(set_pages) == len(texts) == 1 + 6 + 1
    for number, page in enumerate(set_pages[1:7], start=1):
        assert f"Q{number} " in texts[number]
        for said in ("What was said", "MY RATING, 1 TO 5", "NOT ASKED, BECAUSE"):
            assert said.casefold() in texts[number].casefold()
        lines = [box for one in page.boxes for box in written(one)]
        assert sum(len(box.lines) for box in lines) >= 8
        assert WRITING / MILLIMETER >= 8
    sheet = sheet_for(paper("letter"), guide, bound=False, duplex=False)
    for page in set_pages[1:]:
        left = sheet.room - Stack(page.boxes).height(sheet.measure)
        assert left < WRITING, "no page is nearly empty"


def test_every_question_shows_its_five_anchors(session: Session, guide: doc.Document) -> None:
    texts = [" ".join(text.split()) for text in pages(session, guide)[1:7]]
    for number, text in enumerate(texts):
        for level, (label, meaning) in COMPETENCY_LEVELS.items():
            assert label in text
            is_outcome = number in (0, 1, 5)
            assert (meaning if is_outcome else f"as seen at {level}.") in text


def test_it_ends_with_the_closing_words_and_the_raters_hand(
    session: Session, guide: doc.Document
) -> None:
    last = " ".join(pages(session, guide)[-1].split())
    assert "Closing words" in last
    assert "What the candidate asked" in last
    assert "before anybody talks about the candidate" in last
    assert RATERS[1] in last


def test_nothing_that_was_rated_stands_on_a_guide(session: Session, guide: doc.Document) -> None:
    assert "Took cell" not in guide.outline()


def test_a_question_that_counts_for_nobody_is_not_asked_again(session: Session) -> None:
    opening = opened(session, position(session).id)
    candidate = rated(session, opening, 0)
    member = queries.panel(session, opening)[0].id
    actions.drop_question(session, queries.questions(session, opening)[0].id, "It told nothing.")
    text = outline(session, documents.INTERVIEW_GUIDE, f"{candidate} {member}")
    assert re.findall(r"## (Q\d) ", text) == ["Q2", "Q3", "Q4", "Q5", "Q6"]
    assert "{strong} Together | {strong} 43" in text, "its minutes are not planned for either"


def test_a_guide_without_an_hour_and_without_questions_can_be_printed(session: Session) -> None:
    opening = actions.open_requisition(session, position(session).id, None)
    candidate = actions.add_candidate(session, opening, CANDIDATES[0])
    member = actions.add_panel_member(session, opening, person(session, RATERS[0]).id)
    text = outline(session, documents.INTERVIEW_GUIDE, f"{candidate} {member}")
    assert "There are no questions yet." in text
    assert "Time: ____________" in text


def test_anchors_that_are_not_whole_give_way_to_the_words_of_the_scale(session: Session) -> None:
    opening = opened(session, position(session).id)
    criterion = next(c for c in queries.criteria(session, opening) if c.competency_id)
    told = {"text": "Only the highest was written."}
    kept(session, made(Anchor, told, competency_id=criterion.competency_id, level=5))
    candidate = actions.add_candidate(session, opening, CANDIDATES[0])
    member = queries.panel(session, opening)[0].id
    text = outline(session, documents.INTERVIEW_GUIDE, f"{candidate} {member}")
    assert "Only the highest was written." not in text
    assert all(meaning in text for _, meaning in COMPETENCY_LEVELS.values())


def written(box: Box) -> Iterator[WritingLines]:
    """Yield the ruled lines inside a box."""
    if isinstance(box, WritingLines):
        yield box
    for inner in getattr(box, "boxes", ()):
        yield from written(inner)
