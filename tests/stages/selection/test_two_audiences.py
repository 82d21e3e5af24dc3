"""The hiring leader's copies: totals and reasons, no rater's name and no single score."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, create_engine

from app.domain.edits import made, revise
from app.domain.people import Person
from app.stages.selection import actions, documents, queries
from app.stages.selection.documents import withheld
from app.stages.selection.records import (
    AssessmentKind,
    DecisionOutcome,
    Requisition,
)
from app.store import schema
from tests.stages.selection.five_by_three import (
    CANDIDATES,
    RATERS,
    alone,
    five_by_three,
    hand_over,
    opened,
)
from tests.stages.selection.on_paper import (
    FOR_LEADER,
    LEADER_PACKET,
    PANEL_PACKET,
    document,
    outline,
    packet,
    packet_pages,
    pages,
    words_of,
)
from tests.stages.selection.req_1 import position

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.desk import Desk

DAY = date(2025, 4, 18)
AGREEMENT = re.compile(r"\b(lacking|weak|moderate|strong|talk first)\b", re.IGNORECASE)
SPREAD = re.compile(r"(?<![\d.])[1-5](?:\.\d+)?–[1-5](?:\.\d+)?(?![\d.])")


@pytest.fixture
def opening(session: Session) -> str:
    """An opening whose every free text names a rater, and one rater leads the hire."""
    found = five_by_three(session, position(session).id)
    first, second, third = RATERS
    leader = queries.panel(session, found)[0].person_id
    revise(session, Requisition, found, "hiring_leader_id", leader)
    row = next(one for one in queries.decisions(session, found) if one.outcome == "offer")
    actions.withdraw_decision(session, row.id)
    criterion = queries.criteria(session, found)[0]
    key = (row.candidate_id, criterion.id)
    actions.add_assessment(
        session, *key, AssessmentKind.reference, 4.5, assessed_by=second, note=f"{third} called."
    )
    actions.agree_rating(
        session, *key, 4.0, f"{first}'s 2 rests on one story, {second}'s 5 on two."
    )
    told = f"{first.upper()} and {second.split()[0]} heard it; Vanterpool's 3 does not bear it out."
    actions.decide(session, row.candidate_id, DecisionOutcome.offer, told, DAY, decided_by=third)
    return found


def test_a_search_of_the_leaders_papers_finds_no_rater(session: Session, opening: str) -> None:
    papers = ["\n".join(pages(session, document(session, one, opening))) for one in FOR_LEADER]
    papers.append("\n".join(packet_pages(session, LEADER_PACKET, opening)))
    for text in papers:
        assert words_of(RATERS, text) == []
        assert words_of(CANDIDATES, text) == words_of(CANDIDATES, " ".join(CANDIDATES))
    own = "\n".join(packet_pages(session, PANEL_PACKET, opening))
    assert words_of(RATERS, own) == words_of(RATERS, " ".join(RATERS)), "the search would find them"


def test_nothing_around_the_leaders_pages_names_a_rater(session: Session, opening: str) -> None:
    bound = packet(session, LEADER_PACKET, opening)
    marks = [one.title for one in bound.outline if not isinstance(one, list)]
    around = " ".join([*map(str, (bound.metadata or {}).values()), *marks])
    assert "Decision" in around
    assert words_of(RATERS, around) == []


def test_the_leaders_papers_hold_no_spread_no_agreement_and_no_note(
    session: Session, opening: str
) -> None:
    for page in packet_pages(session, LEADER_PACKET, opening):
        text = page.replace("SCORE 1–5", "")
        assert not SPREAD.search(text), text
        assert "Took cell" not in text
        assert "rests on one story" not in text
        assert not AGREEMENT.search(text), text
    own = "\n".join(packet_pages(session, PANEL_PACKET, opening))
    assert SPREAD.search(own)
    assert "Took cell" in own
    assert AGREEMENT.search(own)


def test_a_reason_that_names_a_rater_loses_the_name_and_the_level_beside_it(
    session: Session, opening: str
) -> None:
    told = "a panel member and a panel member heard it; a panel member's … does not bear it out."
    for paper in FOR_LEADER:
        assert told in outline(session, paper, opening)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Zebulon Quist's 4 is high.", "a panel member's … is high."),
        ("Quist gave 2, Vanterpool 5.", "a panel member gave …, a panel member …."),
        ("QUIST: 3", "a panel member: …"),
        ("Level: 4.0 against 3.0, 20% of the job.", "Level: 4.0 against 3.0, 20% of the job."),
        ("Quist saw REQ-2 on 4/18: 3.5.", "a panel member saw REQ-2 on 4/18: 3.5."),
        ("Anselm came 3 times. Quist agreed.", "Anselm came 3 times. a panel member agreed."),
        ("Quistly put.", "Quistly put."),
        ("", ""),
    ],
)
def test_what_the_leader_reads_of_a_text(said: str, read: str) -> None:
    assert withheld.Unnamed(RATERS, CANDIDATES)(said) == read


def test_a_leader_who_does_not_rate_is_named_and_a_candidate_of_a_raters_name_too(
    session: Session,
) -> None:
    opening = opened(session, position(session).id)
    leader = made(Person, {"display_name": "Hortensia Quist"})
    session.add(leader)
    session.flush()
    revise(session, Requisition, opening, "hiring_leader_id", leader.id)
    candidate = actions.add_candidate(session, opening, "Zebulon Amadi")
    for member in queries.panel(session, opening):
        hand_over(session, candidate, member.id)
    actions.reveal(session, candidate)
    text = "\n".join(packet_pages(session, LEADER_PACKET, opening))
    assert "Hortensia Quist" in text
    assert "Zebulon Amadi" in text
    assert words_of(["Philippa Marchbanks", "Ottoline Vanterpool"], text) == []


def test_one_raters_score_is_kept_back(session: Session) -> None:
    opening = opened(session, position(session).id)
    alone(session, opening)

    for paper in FOR_LEADER:
        text = outline(session, paper, opening)
        assert "4.00" not in text
        assert "one rater only: not told" in text
        assert "Thin: one rater only" in text
    assert "4.00 (1 rater: thin)" in outline(session, documents.DECISION_RECORD, opening)


def test_the_leader_reads_that_a_seal_was_broken_and_why_but_not_by_whom(session: Session) -> None:
    opening = opened(session, position(session).id)
    members = queries.panel(session, opening)
    candidate = actions.add_candidate(session, opening, CANDIDATES[0])
    for member in members[:2]:
        hand_over(session, candidate, member.id)
    why = "Ottoline was called away, and the decision could not wait."
    actions.reveal(session, candidate, by=RATERS[0], reason=why)
    hand_over(session, candidate, members[2].id, 2)

    own = outline(session, documents.DECISION_RECORD, opening)
    assert f"{CANDIDATES[0]}: opened by {RATERS[0]} before every sheet was in. {why}" in own
    assert f"rated after the reveal by {RATERS[2]}, who could see the others." in own
    copy = outline(session, documents.DECISION_RECORD_FOR_LEADER, opening)
    assert "opened before every sheet was in. a panel member was called away, and the" in copy
    assert "rated after the reveal by a panel member, who could see the others." in copy
    assert words_of(RATERS, copy) == []


levels = st.integers(1, 5)
panels = st.lists(st.tuples(levels, levels, levels), min_size=5, max_size=5)


@settings(max_examples=8)
@given(panels, st.lists(st.permutations([0, 1, 2]), min_size=5, max_size=5))
def test_who_gave_which_score_changes_nothing_on_the_leaders_papers(ratings, orders) -> None:
    swapped = [
        tuple(scores[place] for place in order)
        for scores, order in zip(ratings, orders, strict=True)
    ]
    assert told_to_leader(ratings) == told_to_leader(swapped)


def test_how_far_the_raters_lie_apart_changes_nothing_either() -> None:
    alike = [(3, 3, 3), (4, 4, 4), (3, 3, 3), (2, 2, 2), (3, 3, 3)]
    apart = [(1, 3, 5), (3, 4, 5), (2, 3, 4), (1, 2, 3), (4, 3, 2)]
    assert told_to_leader(alike) == told_to_leader(apart)


def told_to_leader(ratings: list[tuple[int, ...]]) -> str:
    """Return the leader's papers on one candidate with these ratings, three for each criterion."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    schema.OWN.create_all(engine)
    try:
        with Session(engine) as session:
            opening = opened(session, position(session).id)
            candidate = actions.add_candidate(session, opening, CANDIDATES[0])
            for nth, member in enumerate(queries.panel(session, opening)):
                for number, question in enumerate(queries.questions(session, opening)):
                    score = ratings[number % 5][nth]
                    actions.rate(session, candidate, member.id, question.id, score)
                actions.submit_sheet(session, candidate, member.id)
            actions.reveal(session, candidate)
            return "\n".join(document(session, one, opening).outline() for one in FOR_LEADER)
    finally:
        engine.dispose()


def test_the_papers_of_the_sample_read_as_agreed(
    sample_desk: Desk, golden: Callable[[str, str], None], in_utc: None
) -> None:
    names = {
        "comparison": documents.COMPARISON,
        "decision_record": documents.DECISION_RECORD,
        "hiring_leader": documents.PANEL_SUMMARY_FOR_MANAGER,
        "hiring_leader_decision": documents.DECISION_RECORD_FOR_LEADER,
        "panel": documents.PANEL_SUMMARY,
    }
    opening = next(r.id for r in sample_desk.read(queries.requisitions) if r.number == "REQ-1")
    for name, paper in names.items():
        golden(f"selection/{name}.txt", sample_desk.read(document, paper, opening).outline())
