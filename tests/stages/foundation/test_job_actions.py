"""The life of a job description, from the first draft to the version after next."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from sqlmodel import select

from app.domain.edits import revise, the
from app.domain.errors import Refused
from app.domain.moments import JobAdopted, take
from app.domain.outcomes import (
    JobDescription,
    JobStatus,
    Measure,
    Outcome,
    PersonOutcome,
    ResultPart,
)
from app.stages.foundation import actions, queries
from app.stages.foundation.records import AckMethod, Acknowledgement

DAY = date(2025, 3, 3)
LATER = date(2025, 9, 1)


def outcomes(session, job):
    return [(o.code, o.statement) for o in queries.job_view(session, job).job.outcomes]


def test_a_job_view_holds_the_whole_version(session, shop):
    view = queries.job_view(session, shop.job)

    assert (view.position, view.team, view.reports_to) == (
        "CNC Machinist",
        "Machining",
        "Machining Lead",
    )
    assert (view.holders, view.author) == (("Renata Kolbeck",), "Odell Marchetti")
    assert view.job.purpose == "To make parts."
    assert [o.weight for o in view.job.outcomes] == [45, 35, 20]
    assert view.job.outcomes[1].company_result == "Orders on promised day"
    (measure,) = view.job.outcomes[0].measures
    assert (measure.name, measure.baseline, measure.target) == ("Own yield", 88, 96)
    assert [(c.name, c.required_level) for c in view.job.competencies] == [("Ownership", 3)]
    assert not view.job.has_reports


def test_a_job_that_is_reported_to_has_reports(session, shop):
    job = actions.start_job(session, shop.lead)

    assert queries.job_view(session, job).job.has_reports


def test_a_position_is_described_once(session, shop):
    with pytest.raises(Refused, match="has a job description already"):
        actions.start_job(session, shop.machinist)


def test_destinations_are_lettered_anew_when_one_moves_or_goes(session, shop):
    actions.move_outcome(session, shop.outcomes[2], -2)
    assert outcomes(session, shop.job) == [
        ("A", "I can do more"),
        ("B", "Right first time"),
        ("C", "Ready when promised"),
    ]

    actions.remove_outcome(session, shop.outcomes[0])
    assert outcomes(session, shop.job) == [("A", "I can do more"), ("B", "Ready when promised")]
    assert session.exec(select(Measure)).all() == []


def test_weights_are_spread_evenly(session, shop):
    actions.spread_weights(session, shop.job)

    assert [o.weight for o in queries.job_view(session, shop.job).job.outcomes] == [34, 33, 33]


def test_a_value_that_does_not_fit_is_not_taken(session, shop):
    with pytest.raises(ValidationError):
        actions.add_outcome(session, shop.job, "On time", weight=101)
    with pytest.raises(ValidationError):
        actions.add_measure(session, shop.outcomes[0], "Yield", tolerance=0)
    assert len(outcomes(session, shop.job)) == 3


def test_what_has_facts_is_not_taken_away(session, shop):
    reading = actions.add_measure_value(session, shop.measure, DAY, 90)
    fact = actions.add_evidence(session, shop.person, DAY, "On time.", outcome=shop.outcomes[1])

    with pytest.raises(Refused, match="has readings"):
        actions.remove_measure(session, shop.measure)
    for outcome in shop.outcomes[:2]:
        with pytest.raises(Refused, match="Facts or plans"):
            actions.remove_outcome(session, outcome)
    with pytest.raises(Refused, match="Facts or plans"):
        actions.discard_draft(session, shop.job)

    actions.remove_measure_value(session, reading)
    actions.remove_evidence(session, fact)
    actions.remove_measure(session, shop.measure)
    assert queries.job_view(session, shop.job).job.outcomes[0].measures == ()


def test_a_draft_is_discarded_with_its_parts(session, shop):
    actions.discard_draft(session, shop.job)

    assert queries.versions(session, shop.machinist) == ()
    assert session.exec(select(Outcome)).all() == []


def test_a_competency_of_the_job_is_set_anew(session, shop):
    actions.set_job_competency(session, shop.job, shop.competency, 5, weight=100)
    (ask,) = queries.job_view(session, shop.job).job.competencies
    assert (ask.required_level, ask.weight) == (5, 100)

    with pytest.raises(ValidationError):
        actions.set_job_competency(session, shop.job, shop.competency, 6)
    actions.remove_job_competency(session, ask.id)
    assert queries.job_view(session, shop.job).job.competencies == ()


# ------------------------------------------------------------------ adoption


def test_adoption_freezes_a_version_and_says_so(session, shop):
    actions.give_for_review(session, shop.job)
    actions.adopt_job(session, shop.job, DAY)

    row = the(session, JobDescription, shop.job)
    assert (row.status, row.adopted_on, row.effective_on) == (JobStatus.adopted, DAY, DAY)
    assert take(session) == (JobAdopted(shop.job),)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda s, shop: revise(s, JobDescription, shop.job, "purpose", ""), "why this job exists"),
        (
            lambda s, shop: revise(s, JobDescription, shop.job, "primary_outcome", ""),
            "end point of the job",
        ),
        (lambda s, shop: revise(s, Outcome, shop.outcomes[0], "weight", 44), "add to 99"),
        (lambda s, shop: actions.remove_outcome(s, shop.outcomes[0]), "2 outcomes are too few"),
        (
            lambda s, shop: [
                actions.add_outcome(s, shop.job, words)
                for words in ("One", "Two", "Three", "Four", "Five")
            ],
            "8 outcomes are too many",
        ),
    ],
)
def test_adoption_is_refused_with_its_reason(session, shop, spoil, reason):
    spoil(session, shop)

    with pytest.raises(Refused, match=reason) as refusal:
        actions.adopt_job(session, shop.job, DAY)

    assert refusal.value.remedy
    assert the(session, JobDescription, shop.job).status is JobStatus.draft
    assert take(session) == ()


def test_warnings_do_not_stop_adoption(session, shop):
    codes = {f.code for f in queries.findings(session, shop.job, today=DAY)}

    assert {"JD-02", "JD-09"} <= codes
    actions.adopt_job(session, shop.job, DAY)


def test_nothing_of_an_adopted_version_changes(session, shop):
    ask = queries.job_view(session, shop.job).job.competencies[0].id
    actions.adopt_job(session, shop.job, DAY)

    for change in (
        lambda: actions.adopt_job(session, shop.job, LATER),
        lambda: actions.give_for_review(session, shop.job),
        lambda: actions.discard_draft(session, shop.job),
        lambda: actions.add_outcome(session, shop.job, "More"),
        lambda: actions.move_outcome(session, shop.outcomes[0], 1),
        lambda: actions.remove_outcome(session, shop.outcomes[0]),
        lambda: actions.spread_weights(session, shop.job),
        lambda: actions.add_measure(session, shop.outcomes[0], "More"),
        lambda: actions.remove_measure(session, shop.measure),
        lambda: actions.set_job_competency(session, shop.job, shop.competency, 4),
        lambda: actions.remove_job_competency(session, ask),
        lambda: revise(session, Outcome, shop.outcomes[0], "weight", 1),
    ):
        with pytest.raises(Refused, match="Version 1 was adopted"):
            change()


# ------------------------------------------------------------------ versions


@pytest.fixture
def second(session, shop):
    """A second version, begun from the adopted first."""
    actions.adopt_job(session, shop.job, DAY)
    actions.read_together(session, shop.job, LATER)
    take(session)
    return actions.begin_new_version(session, shop.machinist)


def test_a_new_version_is_a_copy_with_the_same_spine(session, shop, second):
    older, newer = (queries.job_view(session, key).job for key in (shop.job, second))

    assert queries.difference(session, shop.job, second)[0].field == "In effect from"
    assert len(queries.difference(session, shop.job, second)) == 1
    assert (newer.version, newer.status, newer.reviewed_on) == (2, JobStatus.draft, None)
    assert [o.spine_id for o in newer.outcomes] == [o.spine_id for o in older.outcomes]
    assert not {o.id for o in newer.outcomes} & {o.id for o in older.outcomes}
    assert newer.outcomes[0].measures[0].spine_id == shop.measure
    assert [c.name for c in newer.competencies] == ["Ownership"]


def test_the_difference_shows_what_was_changed(session, shop, second):
    view = queries.job_view(session, second)
    revise(session, Outcome, view.job.outcomes[0].id, "statement", "Right at once")

    changes = queries.difference(session, shop.job, second)

    assert ("Right first time", "Right at once") in [(c.before, c.after) for c in changes]


def test_the_draft_does_not_count_before_it_is_adopted(session, shop, second):
    assert queries.current_job(session, shop.machinist) == shop.job
    assert queries.newest_job(session, shop.machinist) == second

    actions.adopt_job(session, second, LATER)

    assert queries.current_job(session, shop.machinist) == second
    assert [(v.version, v.status) for v in queries.versions(session, shop.machinist)] == [
        (2, JobStatus.adopted),
        (1, JobStatus.superseded),
    ]


def test_a_new_version_needs_an_adopted_one_and_no_other_draft(session, shop):
    with pytest.raises(Refused, match="Version 1 is still under way"):
        actions.begin_new_version(session, shop.machinist)
    with pytest.raises(Refused, match="no version to go on from"):
        actions.begin_new_version(session, shop.lead)


def test_what_a_person_holds_goes_on_with_the_spine(session, shop, second):
    for outcome in shop.outcomes[:2]:
        held = PersonOutcome(person_id=shop.person, outcome_id=outcome, target_override=99)
        session.add(held)
    kept, dropped, *_ = queries.job_view(session, second).job.outcomes
    actions.remove_outcome(session, dropped.id)
    actions.add_outcome(session, second, "Nobody hurt", weight=35)

    actions.adopt_job(session, second, LATER)

    rows = session.exec(select(PersonOutcome).order_by(PersonOutcome.created_at)).all()
    ended = [row for row in rows if row.end_date == LATER]
    (going_on,) = [row for row in rows if row.end_date is None]
    assert {row.outcome_id for row in ended} == set(shop.outcomes[:2])
    assert (going_on.outcome_id, going_on.start_date) == (kept.id, LATER)
    assert going_on.target_override == 99


def test_readings_and_evidence_go_on_under_a_new_version(session, shop, second):
    actions.add_measure_value(session, shop.measure, DAY, 90)
    actions.add_evidence(session, shop.person, DAY, "98 of 100.", outcome=shop.outcomes[0])
    outcome = queries.job_view(session, second).job.outcomes[0]
    actions.add_measure_value(session, outcome.measures[0].id, LATER, 94)

    readings = queries.measure_values(session, outcome.measures[0].id)

    assert [row.value for row in readings] == [90, 94]
    assert len(queries.evidence(session, outcome_id=outcome.id)) == 1


def test_reading_together_makes_an_old_version_young(session, shop):
    actions.adopt_job(session, shop.job, DAY)
    today = date(2026, 3, 4)
    codes = [f.code for f in queries.findings(session, shop.job, today=today)]
    assert "JD-12" in codes

    actions.read_together(session, shop.job, today)

    codes = [f.code for f in queries.findings(session, shop.job, today=today)]
    assert "JD-12" not in codes


# ------------------------------------------------------------------ acknowledgement


def test_a_draft_cannot_be_acknowledged(session, shop):
    with pytest.raises(Refused, match="draft cannot be acknowledged"):
        actions.acknowledge(session, shop.job, shop.person, DAY)


def test_an_acknowledgement_is_kept_once_and_counted(session, shop):
    actions.adopt_job(session, shop.job, DAY)
    (waiting,) = queries.acknowledgements(session, shop.job)
    assert (waiting.person, waiting.discussed_on) == ("Renata Kolbeck", None)

    actions.acknowledge(session, shop.job, shop.person, DAY, comment="Glad of B.")
    assert queries.positions(session, today=DAY)[1].acknowledged == 0
    actions.acknowledge(
        session, shop.job, shop.person, DAY, LATER, method=AckMethod.typed_name, comment="Yes."
    )

    (row,) = queries.acknowledgements(session, shop.job)
    assert (row.acknowledged_on, row.method, row.comment) == (LATER, AckMethod.typed_name, "Yes.")
    assert row.holds_the_position
    assert queries.positions(session, today=DAY)[1].acknowledged == 1
    with pytest.raises(Refused, match="before it was talked over"):
        actions.acknowledge(session, shop.job, shop.person, LATER, DAY)
    assert len(session.exec(select(Acknowledgement)).all()) == 1


# ------------------------------------------------------------------ the outcome map


def test_the_map_joins_results_and_positions(session, shop):
    found = queries.outcome_map(session)

    assert found.positions == ((shop.machinist, "CNC Machinist"),)
    assert found.part(shop.result, shop.machinist).part is ResultPart.shares
    assert found.part(shop.result, shop.lead) is None
    assert [gap.code for gap in found.gaps] == ["OM-01"]

    revise(session, Outcome, shop.outcomes[1], "result_part", ResultPart.owns)
    assert queries.outcome_map(session).gaps == ()


def test_two_owners_are_found_in_the_job_and_on_the_map(session, shop):
    revise(session, Outcome, shop.outcomes[1], "result_part", ResultPart.owns)
    job = actions.start_job(session, shop.lead)
    actions.add_outcome(
        session, job, "On time", company_result_id=shop.result, result_part=ResultPart.owns
    )

    codes = [f.code for f in queries.findings(session, shop.job, today=DAY)]

    assert "JD-08" in codes
    assert [gap.code for gap in queries.outcome_map(session).gaps] == ["OM-02"]
    by_position = queries.findings_by_position(session, today=DAY)
    assert [f.code for f in by_position[shop.machinist]] == codes
