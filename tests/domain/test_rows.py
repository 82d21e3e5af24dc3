"""What the fields refuse the file refuses as well."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

import app.domain.evidence
import app.domain.issue  # noqa: F401 - their tables belong to the file
from app.domain.edits import made, revise, the, validated
from app.domain.engagement import Client, ClientFields, Jurisdiction
from app.domain.errors import Refused
from app.domain.outcomes import JobDescription, JobStatus, Measure, Outcome
from app.domain.people import Employment, Person, Position
from app.domain.rows import fields_of
from app.domain.values import Anchor, Competency


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as open_session:
        yield open_session
    engine.dispose()


def rows() -> list[type[SQLModel]]:
    return [mapper.class_ for mapper in SQLModel._sa_registry.mappers]


def test_every_row_class_is_built_on_fields():
    for row in rows():
        if row.__module__.startswith("app.domain"):
            assert issubclass(row, fields_of(row))


def test_every_field_a_person_fills_in_has_a_title():
    for row in rows():
        if row.__module__.startswith("app.domain"):
            for name, info in fields_of(row).model_fields.items():
                assert info.title, f"{row.__name__}.{name}"


def test_every_constraint_of_a_table_has_a_name_of_its_own():
    for table in SQLModel.metadata.tables.values():
        names = [constraint.name for constraint in table.constraints if constraint.name]

        assert len(names) == len(set(names)), table.name


def test_the_file_refuses_what_slipped_past_the_fields(session: Session):
    session.add(Client(name="", headcount=-1))

    with pytest.raises(IntegrityError, match="CHECK constraint failed"):
        session.flush()


def test_the_file_refuses_a_choice_it_does_not_know(session: Session):
    session.add(made(Client, {"name": "Northmere"}))
    session.flush()

    with pytest.raises(IntegrityError, match="client_jurisdiction"):
        session.connection().exec_driver_sql("UPDATE client SET jurisdiction = 'mars'")


def test_a_competency_has_one_anchor_for_each_level(session: Session):
    competency = made(Competency, {"name": "Craft", "definition": "Builds it right."})
    session.add(competency)
    session.flush()
    for _ in range(2):
        session.add(made(Anchor, {"text": "x"}, competency_id=competency.id, level=3))

    with pytest.raises(IntegrityError, match="UNIQUE"):
        session.flush()


def test_nobody_leads_themselves(session: Session):
    person, position = made(Person, {"display_name": "Ada"}), made(Position, {"title": "Lead"})
    session.add_all([person, position])
    session.flush()
    session.add(Employment(person_id=person.id, position_id=position.id, manager_id=person.id))

    with pytest.raises(IntegrityError, match="employment_rule"):
        session.flush()


def test_revising_validates_and_keeps_the_old_value_when_refused(session: Session):
    client = made(Client, {"name": "Northmere"})
    session.add(client)
    session.flush()

    revise(session, Client, client.id, "headcount", "24")
    with pytest.raises(ValidationError):
        revise(session, Client, client.id, "headcount", -3)

    assert client.headcount == 24


def test_a_choice_is_kept_by_its_value_and_said_by_its_label(session: Session):
    session.add(made(Client, {"name": "Northmere", "jurisdiction": "us_mn"}))
    session.flush()
    session.expire_all()

    client = session.exec(select(Client).where(col(Client.name) == "Northmere")).one()

    assert client.jurisdiction is Jurisdiction.us_mn
    assert client.jurisdiction.label == "United States: Minnesota"


def test_a_moment_comes_back_in_utc(session: Session):
    client = made(Client, {"name": "Northmere"})
    written = client.created_at
    session.add(client)
    session.flush()
    session.expire_all()

    assert the(session, Client, client.id).created_at == written


def test_a_row_that_is_gone_is_said_to_be_gone(session: Session):
    with pytest.raises(Refused, match="no longer"):
        the(session, Client, "nowhere")


def test_an_adopted_job_description_is_frozen_with_all_its_parts(session: Session):
    position = made(Position, {"title": "Welder"})
    session.add(position)
    session.flush()
    job = JobDescription(
        position_id=position.id, status=JobStatus.adopted, adopted_on=date(2025, 3, 1)
    )
    session.add(job)
    session.flush()
    outcome = made(Outcome, {"statement": "Welds that hold"}, job_description_id=job.id)
    session.add(outcome)
    session.flush()
    measure = made(Measure, {"name": "Repairs"}, outcome_id=outcome.id)
    session.add(measure)
    session.flush()

    for model, row, field in (
        (JobDescription, job, "purpose"),
        (Outcome, outcome, "statement"),
        (Measure, measure, "name"),
    ):
        with pytest.raises(Refused, match="adopted"):
            revise(session, model, row.id, field, "other")


def test_a_version_cannot_be_adopted_without_its_day(session: Session):
    position = made(Position, {"title": "Welder"})
    session.add(position)
    session.flush()
    session.add(JobDescription(position_id=position.id, status=JobStatus.adopted))

    with pytest.raises(IntegrityError, match="CHECK"):
        session.flush()


def test_validating_looks_at_the_other_fields_too():
    client = Client(name="Northmere", accent_color="#1F5FBF")

    assert validated(client, "phone", " 555 ") == "555"
    with pytest.raises(ValidationError):
        validated(client, "accent_color", "red")


def test_the_tables_are_named_in_words():
    assert "job_description" in inspect(JobDescription).local_table.name
    assert set(ClientFields.model_fields) <= set(Client.model_fields)
