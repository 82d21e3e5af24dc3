"""What is done to people, teams, positions, and what is put on record about them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.domain.edits import the
from app.domain.errors import Refused
from app.domain.evidence import Evidence, EvidenceSign, Visibility
from app.domain.people import Employment, EndKind, Person, PersonKind, Position, Team
from app.stages.foundation import actions, queries

DAY = date(2025, 4, 7)


def person(session, key):
    return next(row for row in queries.people(session) if row.id == key)


def test_a_person_shows_position_team_and_leader(session, shop):
    row = person(session, shop.person)

    assert (row.name, row.position, row.team) == ("Renata Kolbeck", "CNC Machinist", "Machining")
    assert (row.leader, row.since) == ("Odell Marchetti", date(2024, 1, 8))
    assert person(session, shop.leader).leader == ""


def test_a_named_leader_goes_before_the_reporting_line(session, shop):
    other = actions.add_person(session, "Greta Halvorsen-Pike")

    actions.set_leader(session, shop.employment, other)
    assert person(session, shop.person).leader == "Greta Halvorsen-Pike"

    actions.set_leader(session, shop.employment, None)
    assert person(session, shop.person).leader == "Odell Marchetti"


def test_nobody_leads_themselves(session, shop):
    with pytest.raises(Refused, match="their own leader"):
        actions.set_leader(session, shop.employment, shop.person)
    with pytest.raises(Refused, match="their own leader"):
        actions.add_employment(session, shop.person, shop.lead, manager_id=shop.person)


def test_people_are_asked_for_by_kind(session, shop):
    actions.add_person(session, "Abdi Warfaase", kind=PersonKind.candidate)

    assert [p.name for p in queries.people(session, PersonKind.candidate)] == ["Abdi Warfaase"]
    assert len(queries.people(session)) == 3


def test_a_person_holds_a_position_once_at_a_time(session, shop):
    with pytest.raises(Refused, match="holds this position already"):
        actions.add_employment(session, shop.person, shop.machinist)

    actions.end_employment(session, shop.employment, DAY, EndKind.transfer)
    assert person(session, shop.person).position == ""
    assert the(session, Employment, shop.employment).end_kind is EndKind.transfer

    actions.add_employment(session, shop.person, shop.machinist, DAY)
    assert person(session, shop.person).since == DAY


def test_an_employment_does_not_end_before_it_began(session, shop):
    with pytest.raises(Refused, match="before it began"):
        actions.end_employment(session, shop.employment, date(2023, 1, 1))


def test_an_employment_by_mistake_is_removed(session, shop):
    actions.remove_employment(session, shop.employment)

    assert session.get(Employment, shop.employment) is None


def test_a_person_on_record_keeps_the_record_and_loses_the_name(session, shop):
    stranger = actions.add_person(session, "Nobody Yet")
    actions.remove_person(session, stranger)
    assert session.get(Person, stranger) is None

    with pytest.raises(Refused, match="Renata Kolbeck is on record"):
        actions.remove_person(session, shop.person)
    the(session, Person, shop.person).email = "renata@example.com"
    actions.anonymize_person(session, shop.person)
    actions.anonymize_person(session, shop.person)
    actions.anonymize_person(session, shop.leader)

    row = the(session, Person, shop.person)
    assert (row.display_name, row.email, row.anonymized) == ("Person #1", "", True)
    assert the(session, Person, shop.leader).display_name == "Person #2"
    assert person(session, shop.person).position == "CNC Machinist"


def test_a_team_counts_its_people_and_may_go(session, shop):
    (team,) = queries.teams(session)
    assert (team.name, team.people) == ("Machining", 2)

    actions.remove_team(session, team.id)
    session.expire_all()

    assert session.get(Team, team.id) is None
    assert the(session, Position, shop.lead).team_id is None


def test_reporting_lines_run_in_no_circle(session, shop):
    top = actions.add_position(session, "President")
    actions.set_reporting_line(session, shop.lead, top)

    with pytest.raises(Refused, match="cannot report to itself"):
        actions.set_reporting_line(session, top, top)
    with pytest.raises(Refused, match="CNC Machinist reports to President"):
        actions.set_reporting_line(session, top, shop.machinist)

    actions.set_reporting_line(session, shop.lead, None)
    actions.set_reporting_line(session, top, shop.machinist)
    assert the(session, Position, top).leads_to_id == shop.machinist


def test_a_position_with_a_history_stays(session, shop):
    unused = actions.add_position(session, "Buyer")

    actions.remove_position(session, unused)

    assert session.get(Position, unused) is None
    for key in (shop.machinist, shop.lead):
        with pytest.raises(Refused, match="has a history"):
            actions.remove_position(session, key)


def test_positions_tell_the_state_of_their_jobs(session, shop):
    lead, machinist = queries.positions(session, today=DAY)

    assert (lead.title, lead.job_id, lead.job_status) == ("Machining Lead", "", None)
    assert (machinist.reports_to, machinist.team) == ("Machining Lead", "Machining")
    assert machinist.holders == ("Renata Kolbeck",)
    assert (machinist.job_version, machinist.job_status, machinist.stops) == (1, "draft", 0)
    assert machinist.warnings > 0


# ------------------------------------------------------------------ on record


def test_evidence_belongs_to_exactly_one_target(session, shop):
    outcome, competency = shop.outcomes[0], shop.competency

    for targets in ({}, {"outcome": outcome, "competency": competency}):
        with pytest.raises(Refused, match="one outcome or to one competency"):
            actions.add_evidence(session, shop.person, DAY, "98 of 100 parts.", **targets)
    assert session.exec(select(Evidence)).all() == []


def test_evidence_is_found_by_person_target_and_day(session, shop):
    actions.add_evidence(
        session,
        shop.person,
        DAY,
        "98 of 100 parts passed.",
        outcome=shop.outcomes[0],
        sign=EvidenceSign.arrived,
        author="Odell",
    )
    actions.add_evidence(
        session,
        shop.person,
        date(2025, 1, 6),
        "Named the late casting on Monday.",
        competency=shop.competency,
        visibility=Visibility.consultant,
    )

    newest, oldest = queries.evidence(session, person_id=shop.person)
    assert (newest.target, newest.sign) == ("Right first time", EvidenceSign.arrived)
    assert (oldest.target, oldest.visibility) == ("Ownership", Visibility.consultant)
    assert queries.evidence(session, outcome_id=shop.outcomes[0]) == (newest,)
    assert queries.evidence(session, competency_id=shop.competency) == (oldest,)
    assert queries.evidence(session, since=date(2025, 2, 1)) == (newest,)
    assert queries.evidence(session, person_id=shop.leader) == ()
    assert queries.evidence(session, outcome_id="gone") == ()


def test_evidence_may_be_taken_back(session, shop):
    key = actions.add_evidence(session, shop.person, DAY, "Seen.", competency=shop.competency)

    actions.remove_evidence(session, key)

    assert queries.evidence(session) == ()


def test_a_measure_has_one_reading_for_a_day_and_a_person(session, shop):
    actions.add_measure_value(session, shop.measure, DAY, 91.5)
    mine = actions.add_measure_value(
        session, shop.measure, date(2025, 3, 31), 90, person=shop.person, note="New tool"
    )

    with pytest.raises(Refused, match="reading for that day"):
        actions.add_measure_value(session, shop.measure, DAY, 92)

    readings = queries.measure_values(session, shop.measure)
    assert [(row.value, row.person) for row in readings] == [(90, "Renata Kolbeck"), (91.5, "")]
    own = queries.measure_values(session, shop.measure, person_id=shop.person)
    whole = queries.measure_values(session, shop.measure, person_id="")
    assert [row.note for row in own] == ["New tool"]
    assert [row.value for row in whole] == [91.5]
    actions.remove_measure_value(session, mine)
    assert len(queries.measure_values(session, shop.measure)) == 1
    assert queries.measure_values(session, "gone") == ()


def test_the_old_and_new_sheet_keeps_its_order(session, shop):
    first = actions.add_task_line(session, shop.machinist, "Deburr parts")
    actions.add_task_line(session, shop.machinist, "Fill in sheets", "The next shift knows")

    rows = queries.task_lines(session, shop.machinist)
    assert [row.task for row in rows] == ["Deburr parts", "Fill in sheets"]
    assert rows[1].outcome == "The next shift knows"
    actions.remove_task_line(session, first)
    assert len(queries.task_lines(session, shop.machinist)) == 1
