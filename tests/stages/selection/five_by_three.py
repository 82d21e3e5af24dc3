"""An opening with five candidates, three raters and six questions, entered step by step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.edits import made, revise
from app.domain.people import Person
from app.domain.values import Competency
from app.stages.selection import actions, queries
from app.stages.selection.records import DecisionOutcome, Guide, Interview

if TYPE_CHECKING:
    from sqlmodel import Session

RATERS = ("Zebulon Quist", "Philippa Marchbanks", "Ottoline Vanterpool")
CANDIDATES = (
    "Anselm Birdwhistle",
    "Clementine Oduya",
    "Fergus Halloran",
    "Ingeborg Tamm",
    "Wilfred Nakamura",
)
WEIGHTS = (30, 25, 20, 15, 10)
DAY = date(2025, 4, 18)

NOT_ASKED = None

BY_HAND = ((4, 5, 3), (3, 4, 4), (5, 4, 3), (2, 3, 3), (4, NOT_ASKED, 5), (3, NOT_ASKED, 4))
"""What the raters gave the first candidate on Q1 to Q6. Q1 and Q6 belong to the first criterion.

By hand: K1 = (3.5 + 5 + 3.5) / 3 = 4, K2 = 11/3, K3 = 4, K4 = 8/3, K5 = 4.5, and
(30 * 4 + 25 * 11/3 + 20 * 4 + 15 * 8/3 + 10 * 4.5) / 100 = 3.7667.
"""
SCORE_BY_HAND = 3.7667


def opened(session: Session, position_id: str) -> str:
    """Open it: five criteria, six questions, a locked guide, three raters."""
    opening = actions.open_requisition(session, position_id, date(2025, 3, 20))
    for target in queries.targets(session, opening)[:2]:
        actions.add_outcome(session, opening, target.id)
    for name in ("Grow Others", "Tell the Truth Early", "Own the Outcome"):
        competency = made(Competency, {"name": f"{name} here", "definition": f"{name}."})
        session.add(competency)
        session.flush()
        actions.add_competency(session, opening, competency.id)
    criteria = queries.criteria(session, opening)
    for criterion, weight in zip(criteria, WEIGHTS, strict=True):
        actions.set_weight(session, criterion.id, weight)
        actions.set_rationale(session, criterion.id, f"The job cannot do without {criterion.name}.")
    for place, criterion in enumerate((*criteria, criteria[0]), start=1):
        actions.add_question(session, criterion.id, f"Tell us about number {place} of these.")
    guide = queries.requisition(session, opening).guide_id
    revise(session, Guide, guide, "weights_reason", "Delivery is what the shop lives by.")
    actions.fill_words(session, guide)
    actions.lock_guide(session, guide, DAY)
    for name in RATERS:
        person = made(Person, {"display_name": name})
        session.add(person)
        session.flush()
        actions.add_panel_member(session, opening, person.id)
    return opening


def five_by_three(session: Session, position_id: str) -> str:
    """Open it, let all three rate all five, reveal, talk and decide; return the opening."""
    opening = opened(session, position_id)
    candidates = [rated(session, opening, place) for place in range(len(CANDIDATES))]
    for candidate in candidates:
        for line in queries.panel_summary(session, candidate).lines:
            if line.talk:
                agreed = round(2 * (line.mean or 1)) / 2
                actions.agree_rating(session, candidate, line.id, agreed, "We read the anchors.")
    best = queries.comparison(session, opening).rows[0].id
    for candidate in sorted(candidates, key=lambda key: key != best):
        outcome = DecisionOutcome.offer if candidate == best else DecisionOutcome.no
        actions.decide(session, candidate, outcome, "By the criteria.", DAY, decided_by="The panel")
    return opening


def rated(session: Session, opening: str, place: int) -> str:
    """Add a candidate, let all three rate alone, and reveal."""
    candidate = actions.add_candidate(session, opening, CANDIDATES[place])
    interview = actions.plan_interview(session, candidate)
    for field, value in (("planned_on", DAY), ("begins", "08:30"), ("ends", "09:25")):
        revise(session, Interview, interview, field, value)
    for nth, member in enumerate(queries.panel(session, opening)):
        for number, question in enumerate(queries.questions(session, opening)):
            key = (candidate, member.id, question.id)
            score = given(place, nth, number)
            if score is NOT_ASKED:
                actions.not_asked(session, *key, "The time was over.")
            else:
                actions.rate(session, *key, score)
            note = f"Took cell {place}{nth}{number} from 71 to 93 on time. Named who helped."
            actions.note_evidence(session, *key, note)
        actions.submit_sheet(session, candidate, member.id, DAY)
    actions.reveal(session, candidate)
    return candidate


def hand_over(session: Session, candidate: str, member: str, score: int = 4) -> None:
    """Give every question the same, and hand the sheet over."""
    for line in queries.sheet(session, candidate, member).lines:
        actions.rate(session, candidate, member, line.id, score)
    actions.submit_sheet(session, candidate, member, DAY)


def alone(session: Session, opening: str) -> str:
    """Leave one rater on the panel, who hands over a sheet on the first candidate; reveal it."""
    first, *others = queries.panel(session, opening)
    for member in others:
        actions.remove_panel_member(session, member.id)
    candidate = actions.add_candidate(session, opening, CANDIDATES[0])
    hand_over(session, candidate, first.id)
    actions.reveal(session, candidate)
    return candidate


def given(place: int, nth: int, number: int) -> int | None:
    """Return what a rater gave: the first candidate's by hand, the others' by a rule."""
    return BY_HAND[number][nth] if place == 0 else 2 + (place + nth * number) % 3
