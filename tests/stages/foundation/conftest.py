"""A plain session over every table the foundation needs, with foreign keys kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine

from app.domain.edits import revise
from app.domain.outcomes import JobDescription
from app.stages.foundation import actions


@pytest.fixture
def session() -> Iterator[Session]:
    """An empty file's worth of tables in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@dataclass(frozen=True)
class Shop:
    """A lead and a machinist, with the machinist's job description ready to adopt."""

    lead: str
    machinist: str
    leader: str
    person: str
    employment: str
    job: str
    outcomes: tuple[str, ...]
    measure: str
    competency: str
    result: str


@pytest.fixture
def shop(session: Session) -> Shop:
    """A small shop, made by the actions themselves."""
    result = actions.add_company_result(session, "Orders on promised day", unit="%")
    team = actions.add_team(session, "Machining")
    lead = actions.add_position(session, "Machining Lead", team_id=team)
    machinist = actions.add_position(session, "CNC Machinist", team_id=team, leads_to_id=lead)
    leader = actions.add_person(session, "Odell Marchetti")
    person = actions.add_person(session, "Renata Kolbeck")
    actions.add_employment(session, leader, lead)
    employment = actions.add_employment(session, person, machinist, date(2024, 1, 8))
    job = actions.start_job(session, machinist, author=leader)
    competency = actions.add_competency(session, "Ownership", "Carries results to the end.")
    outcomes = tuple(
        actions.add_outcome(session, job, words, weight=weight, company_result_id=serves)
        for words, weight, serves in (
            ("Right first time", 45, None),
            ("Ready when promised", 35, result),
            ("I can do more", 20, None),
        )
    )
    measure = actions.add_measure(session, outcomes[0], "Own yield", baseline=88, target=96)
    actions.set_job_competency(session, job, competency, required_level=3)
    for field, words in (("purpose", "To make parts."), ("primary_outcome", "Parts are right.")):
        revise(session, JobDescription, job, field, words)
    return Shop(
        lead, machinist, leader, person, employment, job, outcomes, measure, competency, result
    )
