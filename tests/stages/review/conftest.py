"""An empty file in memory, and Rosa's review in it before and after it is rated."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import create_engine, event
from sqlmodel import Session, SQLModel

import app.domain.engagement
import app.domain.evidence  # noqa: F401 - their tables belong to the file
from app.domain.edits import made
from app.domain.outcomes import JobDescription, JobStatus, Measure, Outcome
from app.domain.people import Employment, Person, Position
from app.domain.values import Competency
from app.stages.review import actions, queries
from tests.stages.review.rosa import COMPETENCIES, WELDER, kept, rate_as_in_the_sample


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=ON"))
    SQLModel.metadata.create_all(engine)
    with Session(engine) as open_session:
        yield open_session
    engine.dispose()


@pytest.fixture
def welder(session):
    """A position of a welder with an adopted job description, and five core competencies."""
    held = kept(session, made(Position, {"title": "Welder"}))
    job = JobDescription(position_id=held.id, status=JobStatus.adopted, adopted_on=date(2025, 3, 1))
    kept(session, job)
    for sort, (text, weight, name, kind, start, end, _, _) in enumerate(WELDER):
        given = {"statement": text, "weight": weight}
        outcome = made(Outcome, given, job_description_id=job.id, code="ABC"[sort], sort=sort)
        kept(session, outcome)
        measure = {"name": name, "kind": kind, "baseline": start, "target": end}
        kept(session, made(Measure, measure, outcome_id=outcome.id))
    for sort, (name, _) in enumerate(COMPETENCIES):
        kept(session, made(Competency, {"name": name, "definition": name + "."}, sort=sort))
    return held


@pytest.fixture
def rosa(session, welder):
    leader = kept(session, made(Person, {"display_name": "Keisha Bramwell"}))
    person = kept(session, made(Person, {"display_name": "Rosa Delacueva"}))
    given = {
        "person_id": person.id,
        "position_id": welder.id,
        "manager_id": leader.id,
        "start_date": date(2019, 2, 11),
    }
    kept(session, made(Employment, given))
    return person


@pytest.fixture
def cycle(session):
    return actions.start_cycle(session, "Review 2025", date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def draft(session, cycle, rosa):
    """Rosa's review as it begins."""
    return actions.start_review(session, cycle, rosa.id)


@pytest.fixture
def rated(session, draft):
    """Rosa's review as the sample has it, not locked yet."""
    rate_as_in_the_sample(session, draft)
    assert all(ln.done for ln in queries.review(session, draft).lines)
    return draft
