"""What is done to the client, its values, competencies and results."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from pydantic import ValidationError
from sqlmodel import select

from app.domain.edits import revise
from app.domain.engagement import Client, Consultant, Engagement
from app.domain.errors import Refused
from app.domain.outcomes import CompanyResult, Outcome
from app.domain.values import Anchor, Competency, Scope, ValueItem, ValueStatus
from app.instruments.instrument import competencies as library
from app.stages.foundation import actions, queries

DAY = date(2025, 2, 3)


def test_every_verb_has_a_label():
    labels = [getattr(actions, name).label for name in actions.__all__]

    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_a_file_has_one_client_one_engagement_and_one_consultant(session):
    assert queries.client_facts(session) is None

    first = actions.ensure_client(session, "Northmere Fixture Works")
    again = actions.ensure_client(session, "Another")

    assert first == again
    for model in (Client, Engagement, Consultant):
        assert len(session.exec(select(model)).all()) == 1
    view = queries.client_facts(session)
    assert (view.name, view.planned_months) == ("Northmere Fixture Works", 13)


def test_a_client_without_a_name_gets_one_to_change(session):
    actions.ensure_client(session)

    assert queries.client_facts(session).name == "New client"


def test_values_stand_in_the_order_they_are_moved_to(session):
    keys = [actions.add_value(session, name) for name in ("Truth", "Care", "Word")]

    actions.move_value(session, keys[2], -2)
    actions.move_value(session, keys[0], 5)

    assert [value.name for value in queries.values(session)] == ["Word", "Care", "Truth"]


def test_a_value_needs_a_name_of_at_most_80_letters(session):
    with pytest.raises(ValidationError):
        actions.add_value(session, " ")
    with pytest.raises(ValidationError):
        actions.add_value(session, "x" * 81)
    assert queries.values(session) == ()


def test_a_value_is_adopted_once_and_retired_and_adopted_anew(session):
    key = actions.add_value(session, "Truth", meaning="We say what is so.")

    actions.adopt_value(session, key, DAY)
    actions.adopt_value(session, key, date(2025, 9, 9))
    (value,) = queries.values(session)
    assert (value.status, value.adopted_on, value.version) == (ValueStatus.adopted, DAY, 1)

    actions.retire_value(session, key)
    actions.adopt_value(session, key, date(2025, 9, 9))
    (value,) = queries.values(session)
    assert (value.adopted_on, value.version) == (date(2025, 9, 9), 2)


def test_nobody_lives_by_nine_values(session):
    keys = [actions.add_value(session, f"Value {n}") for n in range(9)]
    for key in keys[:8]:
        actions.adopt_value(session, key, DAY)

    with pytest.raises(Refused, match="8 values are adopted already"):
        actions.adopt_value(session, keys[8], DAY)

    actions.retire_value(session, keys[0])
    actions.adopt_value(session, keys[8], DAY)
    assert "VA-01" in [f.code for f in queries.findings_for_values(session)]


def test_a_value_that_goes_leaves_its_competency(session):
    value = actions.add_value(session, "Truth")
    actions.add_competency(session, "Candor", "Says it early.", value_id=value)
    assert queries.competencies(session)[0].value == "Truth"

    actions.remove_value(session, value)
    session.expire_all()

    assert session.get(ValueItem, value) is None
    assert queries.competencies(session)[0].value == ""


def test_a_library_competency_comes_whole_and_only_once(session):
    seed = library()[0]
    value = actions.add_value(session, "Truth")

    key = actions.add_library_competency(session, dataclasses.asdict(seed), value)

    found = queries.competency(session, key)
    assert found.anchors == seed.anchors
    assert (found.name, found.definition, found.family) == (seed.name, seed.definition, seed.family)
    assert found.grow_by_study == seed.grow_by_study
    assert (found.value, found.library_key, found.scope) == ("Truth", seed.key, Scope.core)
    assert queries.findings_for_competencies(session) == ()
    with pytest.raises(Refused, match="is here already"):
        actions.add_library_competency(session, dataclasses.asdict(seed))


def test_core_competencies_stand_before_those_of_a_role(session):
    actions.add_competency(session, "Welding", "Joins steel.", scope=Scope.role)
    actions.add_competency(session, "Candor", "Says it early.")

    assert [c.name for c in queries.competencies(session)] == ["Candor", "Welding"]
    assert [c.name for c in queries.competencies(session, Scope.role)] == ["Welding"]


def test_anchors_are_written_changed_and_taken_away(session):
    key = actions.add_competency(session, "Candor", "Says it early.", ["Hides", "", "Tells"])
    assert queries.competency(session, key).anchors == ("Hides", "", "Tells", "", "")

    actions.revise_anchors(session, key, {1: "Hides facts", 3: "", 5: "Makes it safe"})

    found = queries.competency(session, key)
    assert found.anchors == ("Hides facts", "", "", "", "Makes it safe")
    assert (found.anchor(5), found.version) == ("Makes it safe", 2)


def test_the_same_anchors_make_no_new_version(session):
    key = actions.add_competency(session, "Candor", "Says it early.", ["Hides"])

    actions.revise_anchors(session, key, {1: "Hides", 2: " "})

    assert queries.competency(session, key).version == 1


def test_there_is_no_sixth_anchor(session):
    key = actions.add_competency(session, "Candor", "Says it early.")

    with pytest.raises(Refused, match="levels 1 to 5"):
        actions.revise_anchors(session, key, {6: "Beyond"})


def test_a_competency_goes_with_its_anchors_unless_a_job_names_it(session, shop):
    free = actions.add_competency(session, "Candor", "Says it early.", ["Hides"])

    actions.remove_competency(session, free)

    assert session.get(Competency, free) is None
    assert session.exec(select(Anchor)).all() == []
    with pytest.raises(Refused, match="is named by jobs"):
        actions.remove_competency(session, shop.competency)


def test_a_company_result_goes_and_leaves_its_outcomes(session, shop):
    actions.remove_company_result(session, shop.result)
    session.expire_all()

    assert session.get(CompanyResult, shop.result) is None
    assert session.get(Outcome, shop.outcomes[1]).company_result_id is None


def test_a_result_that_an_adopted_job_serves_stays(session, shop):
    actions.adopt_job(session, shop.job, DAY)

    with pytest.raises(Refused, match="adopted job description serves"):
        actions.remove_company_result(session, shop.result)


def test_the_client_is_edited_field_by_field(session):
    key = actions.ensure_client(session, "Northmere")

    revise(session, Client, key, "purpose", "A company that would be missed.")

    assert queries.client_facts(session).purpose == "A company that would be missed."
