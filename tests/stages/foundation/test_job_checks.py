"""Each check of a job description finds its fault, and leaves a sound one alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.outcomes import JobStatus, MeasureKind, ResultPart
from app.stages.foundation.rules import (
    CompetencyAsk,
    Finding,
    JobFacts,
    MeasureFacts,
    OtherOwner,
    OutcomeFacts,
    Severity,
    blocking,
    job_findings,
)

TODAY = date(2025, 6, 2)
YIELD = MeasureFacts(
    "Own first-pass yield", unit="%", baseline=88, target=96, is_lead=True, id="m1"
)
ON_DAY = MeasureFacts("Own jobs complete on day", unit="%", baseline=70, target=90, id="m2")
MACHINES = MeasureFacts("Machines I run alone", baseline=1, target=3, id="m3")
OUTCOMES = (
    OutcomeFacts("Right first time", 45, (YIELD,), "A", id="a"),
    OutcomeFacts("Ready when promised", 35, (ON_DAY,), "B", id="b"),
    OutcomeFacts("I can do more", 20, (MACHINES,), "C", id="c"),
)
SOUND = JobFacts(
    purpose="So that what we promise can be built.",
    primary_outcome="My parts are right, and ready when promised.",
    freedom="The order of set-ups within the week.",
    outcomes=OUTCOMES,
    holders=("Will Ostrander",),
    id="job",
)


def found(job: JobFacts, code: str, **more) -> list[Finding]:
    return [f for f in job_findings(job, today=TODAY, **more) if f.code == code]


def with_first(**changes) -> JobFacts:
    return replace(SOUND, outcomes=(replace(OUTCOMES[0], **changes), *OUTCOMES[1:]))


def with_measure(**changes) -> JobFacts:
    return with_first(measures=(replace(YIELD, **changes),))


def test_a_sound_job_description_raises_nothing():
    assert job_findings(SOUND, today=TODAY) == ()


def test_every_finding_says_what_is_so_and_what_to_do():
    broken = replace(SOUND, purpose="", freedom="", outcomes=(OutcomeFacts("Handle calls and/or"),))

    findings = job_findings(broken, today=TODAY)

    assert len(findings) > 5
    for finding in findings:
        assert finding.message.endswith((".", "?"))
        assert finding.what_to_do.endswith((".", "?"))
        assert finding.where
        assert "{" not in finding.message + finding.what_to_do + finding.where


@pytest.mark.parametrize("field", ["purpose", "primary_outcome"])
def test_no_adoption_without_purpose_and_primary_outcome(field):
    findings = job_findings(replace(SOUND, **{field: "  "}), today=TODAY)

    assert [f.code for f in blocking(findings)] == ["JD-00"]


@pytest.mark.parametrize(
    "words",
    [
        "Handle incoming parts",
        "Maintaining the saw",
        "To ensure quality",
        "Is responsible for kits",
    ],
)
def test_an_outcome_that_begins_with_a_task_is_told_apart(words):
    (finding,) = found(with_first(statement=words), "JD-01")

    assert finding.where == "Outcome A"
    assert finding.about == "a"
    assert finding.what_to_do == ("This says what to do. What is true when it has been done well?")


def test_a_primary_outcome_can_be_a_task_too():
    (finding,) = found(replace(SOUND, primary_outcome="Operate the mill."), "JD-01")

    assert finding.where == "Primary outcome"


def test_other_verbs_may_be_called_tasks():
    job = with_first(statement="Weld frames")

    assert not found(job, "JD-01")
    assert found(job, "JD-01", verbs=("weld",))


def test_a_handled_complaint_is_no_task():
    assert not found(with_first(statement="Complaints are handled within a day"), "JD-01")


def test_a_destination_needs_a_measure_with_a_target():
    assert [f.about for f in found(with_first(measures=()), "JD-02")] == ["a"]
    assert [f.about for f in found(with_measure(target=None), "JD-02")] == ["m1"]


@pytest.mark.parametrize(
    ("kind", "enough"),
    [
        (MeasureKind.lower_better, {"target": 3.0, "baseline": 9.0}),
        (MeasureKind.range, {"range_hi": 4.0}),
        (MeasureKind.milestone, {"due": date(2025, 9, 1)}),
        (MeasureKind.judgment, {"target": 4.0}),
    ],
)
def test_each_kind_of_measure_has_a_target_of_its_own(kind, enough):
    bare = {"kind": kind, "target": None, "baseline": None}

    assert found(with_measure(**bare), "JD-02")
    assert not found(with_measure(**{**bare, **enough}), "JD-02")
    assert not found(with_measure(**{**bare, **enough}), "JD-03")


def test_a_target_needs_a_starting_point_or_a_day_for_one():
    assert [f.about for f in found(with_measure(baseline=None), "JD-03")] == ["m1"]
    assert not found(with_measure(baseline=0.0), "JD-03")
    assert not found(with_measure(baseline=None, baseline_by=date(2025, 7, 1)), "JD-03")


@pytest.mark.parametrize(
    ("count", "stops"), [(0, True), (2, True), (3, False), (7, False), (8, True)]
)
def test_three_to_seven_destinations_describe_a_job(count, stops):
    job = replace(SOUND, outcomes=tuple(OutcomeFacts(f"End {n}") for n in range(count)))

    assert [f.severity for f in found(job, "JD-04")] == [Severity.blocking] * stops


def test_one_destination_is_spoken_of_in_the_singular():
    (finding,) = found(replace(SOUND, outcomes=OUTCOMES[:1]), "JD-04")

    assert finding.message == "1 outcome is too few to describe the job."


def test_weights_that_do_not_add_to_100_stop_adoption():
    (finding,) = found(with_first(weight=40), "JD-05")

    assert finding.severity is Severity.blocking
    assert finding.message == "The weights add to 95, not to 100."


@pytest.mark.parametrize(
    ("weights", "odd"), [((9, 45, 46), "A"), ((51, 30, 19), "A"), ((10, 50, 40), "")]
)
def test_a_weight_is_between_10_and_50(weights, odd):
    outcomes = tuple(replace(o, weight=w) for o, w in zip(OUTCOMES, weights, strict=True))

    findings = found(replace(SOUND, outcomes=outcomes), "JD-05")

    assert [f.where for f in findings] == ([f"Outcome {odd}"] if odd else [])
    assert all(f.severity is Severity.warning for f in findings)


@pytest.mark.parametrize(
    ("weights", "warns"), [((0, 0), False), ((60, 40), False), ((60, 30), True)]
)
def test_competencies_weigh_nothing_or_100(weights, warns):
    asks = tuple(CompetencyAsk(str(w), f"Competency {w}", weight=w) for w in weights)

    assert bool(found(replace(SOUND, competencies=asks), "JD-05")) is warns


def test_two_destinations_do_not_share_a_measure():
    (finding,) = found(with_measure(name="own jobs  complete on DAY."), "JD-06")

    assert finding.where == "Outcome B"
    assert "Outcome A" in finding.message


def test_two_measures_of_one_destination_may_share_a_name():
    assert not found(with_first(measures=(YIELD, replace(YIELD, id="m9"))), "JD-06")


def test_a_job_that_leads_others_grows_people():
    flat = replace(SOUND, outcomes=(*OUTCOMES[:2], OutcomeFacts("Nobody hurt", 20)))

    assert found(replace(flat, has_reports=True), "JD-07")
    assert not found(flat, "JD-07")
    assert not found(replace(SOUND, has_reports=True), "JD-07")


def test_one_outcome_has_one_owner():
    job = with_measure(name="Plant first-pass yield")
    other = OtherOwner("Quality Leader", "right first time", ("Plant first-pass yield",))

    (finding,) = found(job, "JD-08", others=[other])

    assert finding.message.startswith("Quality Leader has this outcome too")
    assert not found(job, "JD-08", others=[replace(other, measures=("Welds that hold",))])
    assert not found(job, "JD-08", others=[replace(other, statement="Nobody hurt")])


def test_each_has_a_number_of_their_own():
    other = OtherOwner("Welder", "Right first time", ("Own first-pass yield",))

    assert not found(SOUND, "JD-08", others=[other])


def test_two_owners_of_a_company_result_are_too_many_and_none_is_too_few():
    mine = {"company_result_id": "r", "company_result": "Orders on promised day"}
    owning = with_first(**mine, result_part=ResultPart.owns)
    sharing = with_first(**mine)
    theirs = OtherOwner("Quality Leader", "Right first time", (), "r", ResultPart.owns)

    assert found(owning, "JD-08", others=[theirs])
    assert not found(sharing, "JD-08", others=[theirs])
    assert not found(owning, "JD-08", others=[replace(theirs, result_part=ResultPart.shares)])
    (ownerless,) = found(sharing, "JD-08")
    assert ownerless.message == "“Orders on promised day” is shared here, but nobody owns it."


def test_measures_ask_for_freedom():
    assert found(replace(SOUND, freedom="\n"), "JD-09")
    unmeasured = tuple(replace(o, measures=()) for o in OUTCOMES)
    assert not found(replace(SOUND, freedom="", outcomes=unmeasured), "JD-09")


@pytest.mark.parametrize(
    "words",
    [
        "Frames and/or panels fit",
        " ".join(["word"] * 31),
        "Frames fit and the next shift is ready",
        "Kits are complete; the welder has no wait",
    ],
)
def test_a_line_holds_one_destination(words):
    assert [f.about for f in found(with_first(statement=words), "JD-10")] == ["a"]


@pytest.mark.parametrize(
    "words", ["Complete and correct", "Undamaged and on time", " ".join(["word"] * 30)]
)
def test_one_destination_may_have_two_qualities(words):
    assert not found(with_first(statement=words), "JD-10")


@pytest.mark.parametrize("field", ["purpose", "growth", "conditions", "limits"])
def test_pay_is_kept_out_of_every_field(field):
    (finding,) = found(replace(SOUND, **{field: "A good year brings a bonus."}), "JD-11")

    assert finding.message == "“bonus” speaks of pay."
    assert finding.about == "job"


def test_protected_topics_are_found_in_destinations_and_measures():
    (finding,) = found(with_first(statement="A young crew"), "JD-11")
    assert finding.message == "“young” may touch on a topic that the law protects."
    assert finding.about == "a"
    assert [f.about for f in found(with_measure(name="Sick leave days"), "JD-11")] == ["m1"]


def test_a_word_of_the_trade_is_let_pass():
    job = replace(SOUND, purpose="So that medical fixtures hold.")

    assert found(job, "JD-11")
    assert not found(job, "JD-11", allowed=["medical fixtures"])


@pytest.mark.parametrize(
    ("days", "old"),
    [
        ({"adopted_on": date(2024, 6, 1)}, True),
        ({"adopted_on": date(2024, 6, 2)}, False),
        ({"adopted_on": date(2023, 1, 1), "reviewed_on": date(2025, 1, 1)}, False),
    ],
)
def test_an_adopted_version_is_read_together_every_year(days, old):
    assert bool(found(replace(SOUND, status=JobStatus.adopted, **days), "JD-12")) is old
    assert not found(replace(SOUND, status=JobStatus.superseded, **days), "JD-12")


@pytest.mark.parametrize("words", ["Only Will knows the mill.", "As Will Ostrander does it."])
def test_a_job_is_not_written_for_the_one_who_holds_it(words):
    assert len(found(replace(SOUND, conditions=words), "JD-13")) == 1


def test_a_common_word_is_not_taken_for_a_name():
    assert not found(replace(SOUND, conditions="The mill will be moved. Willing hands."), "JD-13")


@pytest.mark.parametrize(("weights", "even"), [((34, 33, 33), True), ((40, 30, 30), False)])
def test_even_weights_get_a_nudge_while_in_draft(weights, even):
    outcomes = tuple(replace(o, weight=w) for o, w in zip(OUTCOMES, weights, strict=True))
    job = replace(SOUND, outcomes=outcomes)

    assert [f.severity for f in found(job, "JD-14")] == [Severity.hint] * even
    assert not found(replace(job, status=JobStatus.adopted), "JD-14")


@pytest.mark.parametrize(("weight", "too_much"), [(34, True), (33, False)])
def test_no_more_than_a_third_rests_on_judgment(weight, too_much):
    judged = replace(YIELD, kind=MeasureKind.judgment)
    outcomes = (
        replace(OUTCOMES[0], weight=weight, measures=(judged,)),
        replace(OUTCOMES[1], weight=100 - weight - 20, measures=(ON_DAY, judged)),
        OUTCOMES[2],
    )

    assert bool(found(replace(SOUND, outcomes=outcomes), "JD-15")) is too_much


def test_one_measure_is_an_early_sign():
    (finding,) = found(with_measure(is_lead=False), "JD-16")

    assert finding.severity is Severity.hint
    assert not found(replace(SOUND, outcomes=()), "JD-16")


@pytest.mark.parametrize(
    ("words", "stops"),
    [
        ("Stock older than a year", False),
        ("Facts no older than a week", False),
        ("Nobody older than 40 years", True),
        ("Older workers", True),
    ],
)
def test_the_age_of_things_is_told_from_the_age_of_people(words, stops):
    assert bool(found(with_measure(name=words), "JD-11")) is stops
