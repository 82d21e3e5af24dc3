"""REQ-1 of the sample client, and the steps that enter it."""

from __future__ import annotations

from datetime import date

from app.domain.edits import made
from app.domain.outcomes import JobDescription, JobStatus, Outcome
from app.domain.people import Person, Position
from app.stages.selection import actions, queries

PANEL = ("Tomas Odegaard", "Marisol Quintanar", "Keisha Bramwell")


WEIGHTS = (30, 25, 20, 15, 10)


REQ_1 = {
    "Renata Kolbeck": ((4, 4, 5), (3, 4, 3), (4, 2, 3), (5, 4, 4), (4, 4, 4)),
    "Abdi Warfaase": ((3, 3, 3), (5, 4, 5), (4, 4, 4), (3, 4, 3), (5, 4, 4)),
    "Everett Sunde": ((3, 3, 2), (3, 3, 3), (2, 2, 2), (3, 3, 4), (3, 3, 3)),
    "Yusuf Dahir-Lane": ((4, 3, 4), (3, 3, 3), (3, 3, 4), (4, 4, 4), (3, 4, 3)),
    "Gordon Ames-Whitley": ((2, 2, 3), (4, 3, 4), (1, 2, 2), (2, 3, 3), (3, 2, 3)),
    "Paula Gretzinger": ((3, 4, 3), (4, 4, 3), (3, 3, 3), (4, 3, 4), (4, 4, 4)),
}


DAY = date(2025, 4, 18)


def kept(session, row):
    session.add(row)
    session.flush()
    return row


def position(session, *, adopted=True):
    """A Machining Lead with two outcomes, as the sample has them."""
    held = kept(session, made(Position, {"title": "Machining Lead"}))
    state = JobStatus.adopted if adopted else JobStatus.draft
    on = date(2025, 3, 1) if adopted else None
    job = kept(session, JobDescription(position_id=held.id, status=state, adopted_on=on))
    for sort, text in enumerate(("Jobs on promised day", "Right first time")):
        fields = {"statement": text, "weight": 50}
        row = made(Outcome, fields, job_description_id=job.id, code="AB"[sort], sort=sort)
        kept(session, row)
    return held


def person(session, name):
    return kept(session, made(Person, {"display_name": name}))


def locked(session, req):
    """One question for each criterion, and the guide locked."""
    for criterion in queries.criteria(session, req):
        actions.add_question(session, criterion.id, f"Tell us about: {criterion.name}")
    actions.lock_guide(session, queries.requisition(session, req).guide_id, DAY)


def rated(session, req, name, ratings, *, submit=PANEL, reveal=True):
    """A candidate rated by the panel; revealed once every sheet is in."""
    if not queries.requisition(session, req).frozen:
        locked(session, req)
    candidate = actions.add_candidate(session, req, name)
    asked = queries.questions(session, req)
    for place, member in enumerate(queries.panel(session, req)):
        for question, scores in zip(asked, ratings, strict=True):
            actions.rate(session, candidate, member.id, question.id, scores[place])
        if member.name in submit:
            actions.submit_sheet(session, candidate, member.id, DAY)
    if reveal and not queries.missing_sheets(session, candidate):
        actions.reveal(session, candidate)
    return candidate


def k(session, req, number):
    return queries.criteria(session, req)[number - 1].id


def q(session, req, number):
    return queries.questions(session, req)[number - 1].id


def member(session, req, number=0):
    return queries.panel(session, req)[number].id
