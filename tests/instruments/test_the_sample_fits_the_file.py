"""What the sample says can be entered: the fields of the domain accept every value of it."""

from __future__ import annotations

import dataclasses

from sqlmodel import SQLModel

from app.domain.engagement import ClientFields, ConsultantFields, EngagementFields
from app.domain.evidence import EvidenceFields
from app.domain.outcomes import (
    CompanyResultFields,
    JobDescriptionFields,
    MeasureFields,
    MeasureValueFields,
    OutcomeFields,
)
from app.domain.people import EmploymentFields, EndKind, PersonFields
from app.domain.values import AnchorFields, CompetencyFields, ValueItemFields
from app.instruments import instrument, sample

NORTHMERE = sample.load()


def entered(fields: type[SQLModel], value: object, **renamed: object) -> SQLModel:
    """Validate a value's fields of the same names, and those that are called otherwise."""
    named = {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
    known = {name: said for name, said in named.items() if name in fields.model_fields}
    return fields.model_validate({**known, **renamed})


def test_the_client_the_consultant_and_the_engagement_can_be_entered():
    client = entered(ClientFields, NORTHMERE.client)

    assert client.model_dump()["purpose"] == NORTHMERE.client.purpose
    assert {f.name for f in dataclasses.fields(NORTHMERE.client)} <= set(ClientFields.model_fields)
    assert entered(ConsultantFields, NORTHMERE.consultant)
    words = "\n".join(NORTHMERE.engagement.allowed_words)
    assert entered(EngagementFields, NORTHMERE.engagement, allowed_words=words)


def test_the_values_and_the_library_can_be_entered():
    for value in NORTHMERE.values:
        assert entered(ValueItemFields, value)
    for competency in instrument.competencies():
        assert entered(CompetencyFields, competency)
        assert all(AnchorFields.model_validate({"text": text}) for text in competency.anchors)


def test_the_jobs_their_outcomes_and_measures_can_be_entered():
    for job in NORTHMERE.jobs:
        assert entered(JobDescriptionFields, job)
        for outcome in job.outcomes:
            assert entered(OutcomeFields, outcome, result_part=outcome.part)
            assert entered(MeasureFields, outcome.measure)


def test_people_and_employments_can_be_entered():
    for person in NORTHMERE.people:
        assert entered(PersonFields, person, display_name=person.name)
    for spell in NORTHMERE.employments:
        fields = {"person_id": "p", "position_id": "q", "start_date": spell.start}
        kind = EndKind(spell.end_kind) if spell.end_kind else None
        assert EmploymentFields.model_validate({**fields, "end_date": spell.end, "end_kind": kind})


def test_the_evidence_the_results_and_the_readings_can_be_entered():
    for fact in NORTHMERE.evidence:
        assert entered(EvidenceFields, fact, happened_on=fact.on)
    for result in NORTHMERE.results:
        assert entered(CompanyResultFields, result, start_value=result.start)
    for reading in NORTHMERE.readings:
        for on, value in reading.values:
            assert MeasureValueFields.model_validate({"period_end": on, "value": value})
