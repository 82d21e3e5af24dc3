"""What goes out: letters that say nothing but what is so, and what comes with an offer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from app.domain.edits import made, revise, the
from app.domain.engagement import Client
from app.domain.outcomes import JobCompetency, JobDescription, Measure, MeasureKind, Outcome
from app.instruments import wording
from app.stages.selection import actions, documents, queries
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    DecisionOutcome,
    Requisition,
    RequisitionStatus,
)
from tests.stages.selection.five_by_three import CANDIDATES, DAY, RATERS, alone, opened, rated
from tests.stages.selection.on_paper import LETTERS, document, every_paper, outline, pages
from tests.stages.selection.req_1 import kept, position

if TYPE_CHECKING:
    from sqlmodel import Session

SEVERAL = "Several of us rated each answer alone before we talked."
SAME_QUESTIONS = "Everyone was asked the same questions"


@pytest.fixture
def opening(session: Session) -> str:
    kept(session, made(Client, {"name": "Northmere Fixture Works", "phone": "218-555-0142"}))
    return opened(session, position(session).id)


def refused(session: Session, candidate: str) -> str:
    revise(session, Candidate, candidate, "stage", CandidateStage.not_selected)
    return outline(session, documents.NOT_SELECTED, candidate)


def test_nobody_who_was_never_met_is_thanked_for_an_interview(
    session: Session, opening: str
) -> None:
    candidate = actions.add_candidate(session, opening, CANDIDATES[0])
    actions.screen_out(session, candidate, "Has never set up a lathe.")
    text = outline(session, documents.NOT_SELECTED, candidate)
    assert SAME_QUESTIONS not in text
    assert SEVERAL not in text
    assert "looked at by the same needs of the first day" in text
    assert "lathe" not in text, "the reason stays in the file"


def test_who_was_met_hears_how_it_was_done(session: Session, opening: str) -> None:
    text = refused(session, rated(session, opening, 0))
    assert SAME_QUESTIONS in text
    assert SEVERAL in text


def test_one_rater_is_not_called_several(session: Session, opening: str) -> None:
    assert SEVERAL not in refused(session, alone(session, opening))


def test_somebody_else_was_chosen_only_once_that_is_so(session: Session, opening: str) -> None:
    chosen, other = rated(session, opening, 0), rated(session, opening, 1)
    assert "somebody else" not in refused(session, other)
    revise(session, Candidate, chosen, "stage", CandidateStage.offered)
    assert "We have offered the position to somebody else." in refused(session, other)


def test_a_search_that_was_ended_says_so(session: Session, opening: str) -> None:
    candidate = rated(session, opening, 0)
    revise(session, Requisition, opening, "status", RequisitionStatus.canceled)
    assert "ended this search without filling the position" in refused(session, candidate)


def test_who_is_on_hold_is_written_to_once_somebody_else_was_chosen(
    session: Session, opening: str
) -> None:
    first, second = rated(session, opening, 0), rated(session, opening, 1)
    for key in (first, second):
        for line in queries.panel_summary(session, key).lines:
            if line.talk:
                actions.agree_rating(session, key, line.id, line.mean or 3, "Talked through.")
    actions.decide(session, second, DecisionOutcome.hold, "Close.", DAY)
    subjects = documents.NOT_SELECTED.subjects
    assert subjects is not None
    assert second not in [one.id for one in subjects(session)]
    why = {"deviation_reason": "Teaches."}
    actions.decide(session, first, DecisionOutcome.offer, "By the criteria.", DAY, **why)
    assert second in [one.id for one in subjects(session)]
    text = outline(session, documents.NOT_SELECTED, second)
    assert "We would be glad to stay in touch" in text


def test_no_day_of_erasure_is_promised_under_a_legal_hold(session: Session, opening: str) -> None:
    candidate = rated(session, opening, 0)
    revise(session, Requisition, opening, "retention_until", date(2026, 4, 30))
    assert "until April 30, 2026 and erase them then" in refused(session, candidate)
    revise(session, Requisition, opening, "legal_hold_reason", "A charge was filed.")
    revise(session, Requisition, opening, "legal_hold", True)
    assert "erase" not in refused(session, candidate)


def test_an_invitation_says_when_where_with_whom_and_leaves_room_for_what_is_open(
    session: Session, opening: str
) -> None:
    candidate = actions.add_candidate(session, opening, CANDIDATES[0])
    text = outline(session, documents.INVITATION, candidate)
    assert f"Dear {CANDIDATES[0]}," in text
    assert text.count("____________") >= 3, "day, hour and place are to be written in"
    assert ", ".join(RATERS) in text
    assert "218-555-0142" in text
    candidate = rated(session, opening, 1)
    text = outline(session, documents.INVITATION, candidate)
    assert "April 18, 2025" in text
    assert "08:30 (about" in text


def test_an_offer_encloses_the_job_and_the_first_ninety_days(
    session: Session, opening: str
) -> None:
    job = the(session, Requisition, opening).job_description_id
    texts = {
        "purpose": "So that a fixture can be bolted on Monday.",
        "purpose_link": "Our purpose is made here.",
        "primary_outcome": "Every job is ready on its day.",
        "freedom": "Orders the jobs of the week.",
        "limits": "Overtime beyond four hours.",
        "informs": "Assembly, of what will be late.",
        "essential_functions": "Holds the start of shift.",
        "day_one_needs": "Has set up a lathe.",
        "conditions": "Shop floor, first shift.",
        "growth": "Toward operations leader.",
    }
    row = the(session, JobDescription, job)
    for field, text in texts.items():
        setattr(row, field, text)
    first = session.exec(select(Outcome).where(Outcome.job_description_id == job)).first()
    assert first is not None
    kept(session, made(Measure, {"name": "On time", "unit": "%", "baseline": 82.0, "target": 95.0},
                       outcome_id=first.id))  # fmt: skip
    span = {"name": "Stock", "kind": MeasureKind.range, "range_lo": 2.0, "range_hi": 4.0}
    kept(session, made(Measure, span, outcome_id=first.id, sort=1))
    criterion = next(c for c in queries.criteria(session, opening) if c.competency_id)
    kept(session, made(JobCompetency, {"required_level": 3}, job_description_id=job,
                       competency_id=criterion.competency_id))  # fmt: skip
    candidate = rated(session, opening, 0)
    revise(session, Requisition, opening, "target_start", date(2025, 5, 12))
    revise(session, Requisition, opening, "pay_range_lo", 61000.0)

    text = outline(session, documents.OFFER_ENCLOSURE, candidate)
    for said in (*texts.values(), "On time (%)", "82", "95", "2 – 4", criterion.name):
        assert said in text, said
    for said in ("Day 1 | May 12, 2025", "Day 30 | Jun 10, 2025", "Day 90 | Aug 9, 2025"):
        assert said in text.replace("{strong} ", ""), said
    assert "They are not a contract." in text
    assert "61" not in text


def test_no_letter_holds_a_word_it_must_not(session: Session, opening: str) -> None:
    for place in range(2):
        rated(session, opening, place)
    for row in queries.candidates(session, opening):
        revise(session, Candidate, row.id, "stage", CandidateStage.finalist)
    revise(session, Requisition, opening, "status", RequisitionStatus.canceled)
    keys = [row.id for row in queries.candidates(session, opening)]
    revise(session, Candidate, keys[0], "stage", CandidateStage.offered)
    made_of = {paper.key for paper, _ in every_paper(session, LETTERS)}
    assert made_of == {paper.key for paper in LETTERS}
    for paper, one in every_paper(session, LETTERS):
        hits = wording.check(one.outline(), wording.Place.LETTER)
        assert [hit.words for hit in hits] == [], paper.key


def test_a_reference_is_asked_about_the_two_outcomes_of_most_weight(
    session: Session, opening: str
) -> None:
    candidate = actions.add_candidate(session, opening, CANDIDATES[0])
    one = document(session, documents.REFERENCE_GUIDE, candidate)
    text = " ".join(one.outline().split())
    for name in ("Jobs on promised day", "Right first time"):
        assert f"This job has to arrive at: {name}. What is the nearest thing to that you" in text
    assert text.count(f"was {CANDIDATES[0]}'s own part?") == 2
    assert text.count("Rating, 1 to 5 [ ]") == 2
    assert "Do not ask about" in text
    assert "Who speaks ____" in text
    assert len(pages(session, one)) == 2
