"""The comparison, agreement, decision and hire, once every sheet is in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlmodel import col, select

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.moments import Hired, take
from app.domain.outcomes import PersonOutcome
from app.domain.people import Employment, Person, PersonKind, Position
from app.stages.foundation.stage import STAGE
from app.stages.selection import actions, queries, rules
from app.stages.selection.records import (
    Candidate,
    DecisionOutcome,
    Requisition,
    RequisitionStatus,
)
from tests.stages.selection.req_1 import (
    DAY,
    PANEL,
    REQ_1,
    k,
    kept,
    locked,
    member,
    person,
    q,
    rated,
)


def offer(session, candidate, **more):
    return actions.decide(
        session, candidate, DecisionOutcome.offer, "Clearly higher on growing others.", DAY, **more
    )


def raise_text(call):
    """Let a refusal's remedy be matched."""
    try:
        call()
    except Refused as refusal:
        raise Refused(refusal.remedy) from refusal


def test_req_1_ranks_as_the_method_works_it_out(session, req, req_1):
    found = queries.comparison(session, req)

    assert found.missing == ()
    assert found.raters == PANEL
    assert [
        (row.name, row.band, row.talk, row.below_floor, round(row.score.value, 4))
        for row in found.rows
    ] == [
        ("Abdi Warfaase", 1, (), (), 3.8),
        ("Renata Kolbeck", 1, ("K3",), (), 3.7833),
        ("Paula Gretzinger", 2, (), (), 3.4667),
        ("Yusuf Dahir-Lane", 2, (), (), 3.45),
        ("Everett Sunde", 0, (), ("K3",), 2.75),
        ("Gordon Ames-Whitley", 0, (), ("K3", "K4"), 2.6167),
    ]
    errors = [round(row.score.error, 3) for row in found.rows]
    assert errors == [0.103, 0.181, 0.139, 0.125, 0.112, 0.158]
    assert [round(row.score.percent, 2) for row in found.rows[:2]] == [70.0, 69.58]


def test_the_panel_summary_shows_how_far_the_raters_agree(session, req, req_1):
    found = queries.panel_summary(session, req_1["Renata Kolbeck"])

    third = found.lines[2]
    assert third.by_rater == (4, 2, 3)
    assert (third.mean, third.talk, third.agreement.r_wg) == (3.0, True, 0.5)
    assert found.agreement_over == pytest.approx(0.9524, abs=5e-5)
    assert found.score.value == pytest.approx(3.7833, abs=5e-5)


def test_an_agreed_rating_far_from_the_mean_needs_a_reason(session, req, req_1):
    key = (req_1["Renata Kolbeck"], k(session, req, 3))

    with pytest.raises(Refused, match=r"mean of 3\.00"):
        actions.agree_rating(session, *key, 3.5)
    with pytest.raises(ValidationError):
        actions.agree_rating(session, *key, 3.2)
    actions.agree_rating(session, *key, 3.5, "Her second example was her own.")
    actions.agree_rating(session, *key, 3.0)

    line = queries.panel_summary(session, key[0]).lines[2]
    assert (line.agreed, str(line.agreed_reason), line.mean) == (3.0, "", 3.0)


def test_a_split_is_talked_about_before_anything_is_decided(session, req, req_1):
    with pytest.raises(Refused, match="Renata Kolbeck K3"):
        offer(session, req_1["Abdi Warfaase"])

    actions.agree_rating(session, req_1["Renata Kolbeck"], k(session, req, 3), 3.0)
    offer(session, req_1["Abdi Warfaase"], decided_by="Tomas Odegaard")

    row = queries.requisition(session, req)
    assert row.status is RequisitionStatus.decided
    assert row.retention_until == date(2026, 4, 18)
    decided = queries.decisions(session, req)
    assert [(d.candidate, d.deviated) for d in decided] == [("Abdi Warfaase", False)]


@pytest.mark.parametrize("name", ["Paula Gretzinger", "Everett Sunde"])
def test_passing_over_who_ranks_higher_needs_a_reason(session, req, req_1, name):
    actions.agree_rating(session, req_1["Renata Kolbeck"], k(session, req, 3), 3.0)

    with pytest.raises(Refused, match="ranks clearly higher"):
        offer(session, req_1[name])
    offer(session, req_1[name], deviation_reason="Both others withdrew by phone.")

    assert queries.decisions(session, req)[0].deviated


def test_who_is_level_with_the_best_may_be_chosen(session, req, req_1):
    actions.agree_rating(session, req_1["Renata Kolbeck"], k(session, req, 3), 3.0)

    offer(session, req_1["Renata Kolbeck"])

    assert not queries.decisions(session, req)[0].deviated


def test_what_a_decision_rests_on_stays_until_it_is_withdrawn(session, req, req_1):
    abdi = req_1["Abdi Warfaase"]
    actions.agree_rating(session, req_1["Renata Kolbeck"], k(session, req, 3), 3.0)
    decision = offer(session, abdi)

    with pytest.raises(Refused, match="decision"):
        actions.rate(session, abdi, member(session, req), q(session, req, 1), 5, reason="x")
    with pytest.raises(Refused, match="decision"):
        actions.agree_rating(session, abdi, k(session, req, 1), 3.0)
    with pytest.raises(Refused, match="kept"):
        actions.remove_candidate(session, abdi)
    actions.withdraw_decision(session, decision)
    actions.rate(session, abdi, member(session, req), q(session, req, 1), 5, reason="Misread.")

    assert queries.requisition(session, req).status is RequisitionStatus.interviewing


def test_hiring_fills_the_position_and_tells_the_other_stages(session, req, req_1):
    renata = req_1["Renata Kolbeck"]
    actions.agree_rating(session, renata, k(session, req, 3), 3.0)
    with pytest.raises(Refused, match="No offer"):
        actions.hire(session, renata, date(2025, 5, 12))
    offer(session, renata)

    employment = actions.hire(session, renata, date(2025, 5, 12))

    row = the(session, Employment, employment)
    opening = the(session, Requisition, req)
    assert the(session, Person, row.person_id).kind is PersonKind.employee
    assert opening.status is RequisitionStatus.filled
    assert take(session) == (Hired(row.person_id, opening.position_id, date(2025, 5, 12)),)


def test_hiring_from_inside_ends_the_present_position(session, req):
    abdi = person(session, "Abdi")
    old = kept(session, made(Position, {"title": "CNC Machinist"}))
    before = {"person_id": abdi.id, "position_id": old.id, "start_date": date(2018, 10, 1)}
    held = kept(session, made(Employment, before))
    locked(session, req)
    candidate = actions.add_known_candidate(session, req, abdi.id)
    for rater in queries.panel(session, req):
        for question in queries.questions(session, req):
            actions.rate(session, candidate, rater.id, question.id, 4)
        actions.submit_sheet(session, candidate, rater.id)
    actions.reveal(session, candidate)
    offer(session, candidate)

    with pytest.raises(Refused, match="later first day"):
        raise_text(lambda: actions.hire(session, candidate, date(2018, 9, 1)))
    actions.hire(session, candidate, date(2025, 5, 5))

    assert held.end_date == date(2025, 5, 4)
    assert queries.candidates(session, req)[0].source.label == "Internal"


def test_who_is_screened_out_is_not_waited_for(session, req):
    out = actions.add_candidate(session, req, "Bob")
    rated(session, req, "Ada", REQ_1["Abdi Warfaase"])
    assert len(queries.comparison(session, req).missing) == 3

    with pytest.raises(Refused, match="reason"):
        actions.screen_out(session, out, "")
    actions.screen_out(session, out, "No work permit for the start date.")

    assert [row.name for row in queries.comparison(session, req).rows] == ["Ada"]


def test_a_hire_holds_the_outcomes_of_the_job_and_lets_go_of_the_old(session, req, req_1):
    renata = req_1["Renata Kolbeck"]
    actions.agree_rating(session, renata, k(session, req, 3), 3.0)
    offer(session, renata)
    own = the(session, Candidate, renata).person_id
    job = queries.requisition(session, req).job_description_id
    outcome = queries.job_told(session, job).outcomes
    actions.hire(session, renata, date(2025, 5, 12))
    (moment,) = take(session)
    STAGE.answers[Hired](session, moment)

    first = session.exec(select(PersonOutcome).where(PersonOutcome.person_id == own)).all()
    assert len(first) == len(outcome) == 2
    assert {row.start_date for row in first} == {date(2025, 5, 12)}

    STAGE.answers[Hired](session, Hired(own, moment.position_id, date(2026, 1, 1)))

    assert {row.end_date for row in first} == {date(2025, 12, 31)}
    later = select(PersonOutcome).where(col(PersonOutcome.end_date).is_(None))
    assert {row.start_date for row in session.exec(later)} == {date(2026, 1, 1)}


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.none() | days, days, days)
def test_the_proposed_first_day_is_never_past_and_never_before_the_decision(target, decided, today):
    day = rules.first_day(target, decided, today)
    assert day >= max(today, decided)
    assert day == target or target is None or target < max(today, decided)
