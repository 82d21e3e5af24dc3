"""The sample engagement holds together, keeps the method's numbers and its own wording rules."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from app.host.paths import resource
from app.instruments import instrument, sample, wording
from app.instruments.reading import InstrumentTrouble
from app.instruments.scoring import mean, weighted
from app.instruments.seeds import Place
from tests.instruments import northmere_numbers as given

NORTHMERE = sample.load()
REQ_1 = NORTHMERE.opening("REQ-1")
NAMES = (
    *(item.name for item in NORTHMERE.values),
    *(item.name for item in instrument.competencies()),
    *(outcome.statement for job in NORTHMERE.jobs for outcome in job.outcomes),
    *(job.primary_outcome for job in NORTHMERE.jobs),
)


def texts(value: object) -> list[str]:
    """Return every text within a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if dataclasses.is_dataclass(value):
        return [text for f in dataclasses.fields(value) for text in texts(getattr(value, f.name))]
    return []


def hits(value: object, *places: Place, allowed=NORTHMERE.engagement.allowed_words):
    return [
        (text, hit.words)
        for text in texts(value)
        for place in places
        for hit in wording.check(text, place, exempt=NAMES, allowed=allowed)
    ]


# ------------------------------------------------------------------------- people and jobs


def test_the_first_day_finds_the_twenty_four_people_of_the_roster():
    names = [row[0] for row in given.ROSTER]
    found = [
        (job.person, job.position, job.team, job.leader, job.start.isoformat())
        for job in NORTHMERE.at_start()
    ]

    assert found == [
        (name, role, team, names[leader - 1] if leader else "", since)
        for name, role, team, leader, since in given.ROSTER
    ]


def test_the_last_day_finds_twenty_four_people_again():
    open_jobs = [item for item in NORTHMERE.employments if item.end is None]

    assert len(open_jobs) == len({item.person for item in open_jobs}) == 24
    assert {item.person for item in open_jobs} >= {"Yusuf Dahir-Lane", "Sunniva Halgrim"}


def test_nobody_holds_two_jobs_at_a_time():
    for person in {item.person for item in NORTHMERE.employments}:
        spells = sorted(
            (item.start, item.end or date.max)
            for item in NORTHMERE.employments
            if item.person == person
        )
        assert all(one[1] < two[0] for one, two in pairwise(spells))


def test_whoever_is_led_by_the_one_who_leaves_is_handed_over():
    (change,) = NORTHMERE.handovers
    led = {
        item.person
        for item in NORTHMERE.employments
        if item.leader == change.from_leader and (item.end is None or item.end > change.on)
    }

    assert set(change.people) == led


def test_the_eighteen_jobs_carry_the_numbers_of_the_method():
    better = {"up": "higher_better", "down": "lower_better"}
    found = {
        job.title: tuple(
            (o.code, o.measure.kind, o.measure.baseline, o.measure.target, o.weight)
            for o in job.outcomes
        )
        for job in NORTHMERE.jobs
    }

    assert len(found) == 18
    assert found == {
        title: tuple((code, better[way], lo, hi, weight) for code, way, lo, hi, weight in rows)
        for title, rows in given.DESTINATIONS.items()
    }


@pytest.mark.parametrize("job", NORTHMERE.jobs, ids=lambda job: job.title)
def test_a_job_description_passes_the_checks_of_the_method(job):
    assert not wording.opening_task_verb(job.primary_outcome)
    assert 3 <= len(job.outcomes) <= 7
    assert sum(outcome.weight for outcome in job.outcomes) == 100
    assert len({outcome.measure.name for outcome in job.outcomes}) == len(job.outcomes)
    assert sum(outcome.measure.is_lead for outcome in job.outcomes) == 1
    for outcome in job.outcomes:
        assert 10 <= outcome.weight <= 50
        assert not wording.opening_task_verb(outcome.statement)
        assert len(outcome.statement.split()) <= 30
        assert outcome.measure.due <= NORTHMERE.engagement.end_date
        assert outcome.measure.due > job.adopted_on
        assert outcome.measure.source


@pytest.mark.parametrize("job", NORTHMERE.jobs, ids=lambda job: job.title)
def test_a_job_description_is_written_for_the_job_and_not_for_its_holder(job):
    names = {part for person in NORTHMERE.people for part in person.name.split()}
    page = " ".join(
        (
            *(job.purpose, job.purpose_link, job.freedom, job.limits, job.informs, job.growth),
            *(job.essential_functions, job.conditions, job.day_one_needs),
        )
    )

    assert {name for name in names if re.search(rf"\b{name}\b", page)} == set()


@pytest.mark.parametrize("job", NORTHMERE.jobs, ids=lambda job: job.title)
def test_freedom_and_limits_are_said_for_each_job(job):
    assert len(job.freedom.splitlines()) >= 3
    assert len(job.limits.splitlines()) >= 2
    assert len(job.informs.splitlines()) >= 2
    assert all("first" in line or "beside" in line for line in job.limits.splitlines())


def test_no_two_jobs_share_a_sentence_of_freedom_or_purpose():
    links = [job.purpose_link for job in NORTHMERE.jobs]

    assert len(set(links)) == 18
    assert len({job.growth for job in NORTHMERE.jobs}) == 18


def test_every_person_has_read_the_job_description_in_month_three():
    read = NORTHMERE.acknowledgements

    assert [(item.person, item.job) for item in read] == [row[:2] for row in given.ROSTER]
    assert all(date(2025, 3, 10) <= item.discussed_on for item in read)
    assert all(item.acknowledged_on < date(2025, 4, 7) for item in read)
    assert all(item.discussed_on > NORTHMERE.job(item.job).adopted_on for item in read)


def test_old_lines_are_tasks_and_their_new_lines_are_not():
    assert len(NORTHMERE.old_and_new) == 12
    for line in NORTHMERE.old_and_new:
        assert not wording.opening_task_verb(
            NORTHMERE.job(line.job).outcome(line.outcome).statement
        )
    assert sum(bool(wording.opening_task_verb(line.task)) for line in NORTHMERE.old_and_new) >= 5


# ---------------------------------------------------------------------------- company results


def test_the_ten_company_results_carry_the_numbers_of_the_method():
    found = tuple((item.name, item.start, item.middle, item.end) for item in NORTHMERE.results)

    assert found == given.RESULTS


def test_every_result_but_turnover_has_exactly_one_owner():
    owners = Counter(
        outcome.result
        for job in NORTHMERE.jobs
        for outcome in job.outcomes
        if outcome.result and outcome.part == "owns"
    )
    without = [item.name for item in NORTHMERE.results if item.name not in owners]

    assert set(owners.values()) == {1}
    assert without == ["Voluntary turnover, trailing 12 months"]


def test_plant_first_pass_yield_is_shared_and_owned_by_quality():
    parts = {
        job.title: outcome.part
        for job in NORTHMERE.jobs
        for outcome in job.outcomes
        if outcome.measure.name == "Plant first-pass yield"
    }

    assert parts == {"Operations Leader": "shares", "Quality Leader": "owns"}


# --------------------------------------------------------------------------------- values


def test_the_five_values_lead_to_the_five_core_competencies():
    found = [(item.value, item.library) for item in NORTHMERE.competencies if item.scope == "core"]

    assert found == [
        ("Truth early", "tell-the-truth-early"),
        ("Own it", "own-the-outcome"),
        ("Craft", "craft-quality"),
        ("People grow here", "grow-others"),
        ("Better every day", "improve-every-day"),
    ]


def test_every_value_has_its_own_story_and_can_be_seen():
    for value in NORTHMERE.values:
        assert len(value.story.split()) > 30
        assert len(value.seen_when.splitlines()) >= 3
        assert len(value.not_seen_when.splitlines()) >= 2


# ------------------------------------------------------------------------------ selection


def test_the_ratings_are_those_of_the_method():
    found = {
        item.person: tuple(rating.scores for rating in item.ratings) for item in REQ_1.candidates
    }

    assert found == given.RATINGS


def test_the_ratings_give_the_totals_of_the_method():
    weights = {item.code: item.weight for item in REQ_1.criteria}
    for candidate in REQ_1.candidates:
        means = {item.criterion: sum(item.scores) / 3 for item in candidate.ratings}
        total = weighted(means, weights)
        assert total.value == pytest.approx(given.TOTALS[candidate.person], abs=5e-5)


def test_every_rating_has_a_note_of_its_own():
    notes = [
        note
        for candidate in REQ_1.candidates
        for rating in candidate.ratings
        for note in rating.notes
    ]

    assert len(notes) == len(set(notes)) == 90
    assert all(len(note.split()) >= 6 for note in notes)


def test_only_a_split_panel_had_to_talk():
    split = [
        (candidate.person, rating.criterion)
        for candidate in REQ_1.candidates
        for rating in candidate.ratings
        if max(rating.scores) - min(rating.scores) >= 2
    ]

    assert split == [("Renata Kolbeck", "K3")]
    assert [(item.person, item.criterion, item.score) for item in REQ_1.agreed] == [
        ("Renata Kolbeck", "K3", 3.0)
    ]


def test_interviews_lie_in_month_four_between_the_guide_and_the_decision():
    opening = REQ_1
    days = [item.interviewed_on for item in opening.candidates]

    assert all(date(2025, 4, 7) <= day < date(2025, 5, 12) for day in days)
    assert opening.guide_locked_on < min(days)
    assert max(days) < opening.decision.on
    assert all(item.received_on > opening.opened_on for item in opening.candidates)


def test_one_candidate_is_offered_the_job_and_everyone_has_a_reason():
    opening = REQ_1

    assert [item.person for item in opening.candidates if item.decision == "offer"] == [
        opening.decision.person
    ]
    assert len({item.decision_reason for item in opening.candidates}) == 6
    assert opening.retention_until >= opening.decision.on.replace(year=2026)


# ------------------------------------------------------------------------ evidence, reviews


def test_there_are_forty_to_sixty_facts_spread_over_the_year():
    months = {fact.on.month for fact in NORTHMERE.evidence}

    assert 40 <= len(NORTHMERE.evidence) <= 60
    assert months >= set(range(3, 12))
    assert len({fact.text for fact in NORTHMERE.evidence}) == len(NORTHMERE.evidence)


def test_henriks_notebook_shows_the_recency_of_the_story():
    written = [fact.on for fact in NORTHMERE.evidence if fact.author == "Henrik Sandquist"]

    assert len(written) == 14
    assert sum(day > date(2025, 9, 1) for day in written) == 11


def test_every_day_of_work_is_a_weekday():
    days = [fact.on for fact in NORTHMERE.evidence]
    for opening in NORTHMERE.requisitions:
        days += [item.interviewed_on for item in opening.candidates]
        days += [opening.decision.on, opening.opened_on]
    days += [
        day
        for item in NORTHMERE.acknowledgements
        for day in (item.discussed_on, item.acknowledged_on)
    ]
    days += [
        day
        for item in NORTHMERE.reviews
        for day in (item.self_on, item.talk_on, item.acknowledged_on)
    ]

    assert [day for day in days if day.weekday() > 4] == []


REVIEWED = {
    "Rosa Delacueva": (3.05, 3.80, {"A": 2.4, "B": 94, "C": 96}),
    "Abdi Warfaase": (3.05, 4.20, {"A": 96.1, "B": 97.4, "C": 3.9, "D": 4, "E": 97}),
    "Henrik Sandquist": (2.70, 3.00, {"A": 95.6, "B": 97.2, "C": 3, "D": 92}),
}


@pytest.mark.parametrize("review", NORTHMERE.reviews, ids=lambda review: review.person)
def test_a_review_comes_to_the_numbers_of_the_method(review):
    outcomes, competencies, actuals = REVIEWED[review.person]
    job = NORTHMERE.job(review.position)
    by_outcome = {
        line.target.outcome: line.leader_rating for line in review.lines if line.target.outcome
    }
    by_competency = {
        line.target.competency: line.leader_rating
        for line in review.lines
        if line.target.competency and not line.not_rated_reason
    }

    score = weighted(by_outcome, {item.code: item.weight for item in job.outcomes})

    assert score.is_complete
    assert score.value == pytest.approx(outcomes)
    assert mean(by_competency).value == pytest.approx(competencies)
    assert {
        item.outcome: item.actual for item in NORTHMERE.readings if item.person == review.person
    } == actuals


@pytest.mark.parametrize("review", NORTHMERE.reviews, ids=lambda review: review.person)
def test_every_line_of_a_review_is_said_with_facts_or_says_why_not(review):
    job = NORTHMERE.job(review.position)
    targets = [line.target.outcome or line.target.competency for line in review.lines]

    assert targets == [o.code for o in job.outcomes] + [c.library for c in job.competencies]
    for line in review.lines:
        if line.not_rated_reason:
            continue
        assert len(line.leader_text.split()) >= 12
        assert len(line.evidence) >= (2 if line.leader_rating in {1, 5} else 1)
        if line.target.outcome:
            assert re.search(r"\d", line.leader_text) or re.search(
                r"four|three", line.leader_text.lower()
            )


def test_the_one_rating_away_from_its_suggestion_has_its_reason():
    reasons = {
        (review.person, line.target.outcome or line.target.competency)
        for review in NORTHMERE.reviews
        for line in review.lines
        if line.reason
    }

    assert reasons == {("Abdi Warfaase", "D")}


def test_each_reviewed_persons_destination_is_the_one_of_the_method():
    assert [item.destination for item in NORTHMERE.reviews] == [
        "By June I train and sign off two welders on aluminum",
        "By December my leads' meeting runs without Tomas",
        "By March I hand over the daily plan to Lena and Farah",
    ]


def test_each_reviewed_person_answered_every_question_of_the_self_look():
    for review in NORTHMERE.reviews:
        assert len(review.self_look) == len(instrument.review_questions().self_look)


# -------------------------------------------------------------------------------- wording


def test_the_job_descriptions_pass_their_own_wording_check():
    assert hits(NORTHMERE.jobs, Place.JOB_DESCRIPTION, Place.EVIDENCE) == []


def test_the_one_measure_that_needs_the_allowed_word_is_found_without_it():
    found = hits(NORTHMERE.jobs, Place.JOB_DESCRIPTION, allowed=())

    assert found == [("Stock older than a year", "older")]


def test_the_evidence_passes_its_own_wording_check():
    assert hits(NORTHMERE.evidence, Place.EVIDENCE) == []


def test_the_reviews_pass_their_own_wording_check():
    assert hits(NORTHMERE.reviews, Place.REVIEW) == []
    for review in NORTHMERE.reviews:
        assert hits(review.destination, Place.DESTINATION) == []
        assert hits(review.agreed_next, Place.EXPECTATION, Place.DESTINATION) == []


def test_the_selection_passes_its_own_wording_check():
    assert hits(NORTHMERE.requisitions, Place.INTERVIEW_NOTE, Place.LETTER, Place.QUESTION) == []


def test_everything_else_that_is_said_passes_the_strictest_check():
    rest = (NORTHMERE.client, NORTHMERE.values, NORTHMERE.acknowledgements, NORTHMERE.consultant)

    assert hits(rest, Place.REVIEW, Place.REDIRECT) == []


def test_pay_is_named_nowhere_but_in_the_range_of_the_posting():
    pay = re.compile(r"\b(pay|paid|salary|wages?|bonus|per hour)\b", re.IGNORECASE)
    everything = (NORTHMERE.jobs, NORTHMERE.evidence, NORTHMERE.reviews, NORTHMERE.requisitions)

    assert [text for text in texts(everything) if pay.search(text)] == []


# --------------------------------------------------------------------------- damaged files


@pytest.fixture
def damaged(tmp_path):
    """Let a test change one text of the sample's file and read it."""

    def read(old: str, new: str):
        text = resource("samples", "northmere.toml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "northmere.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return sample.read(path)

    return read


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            'leader = "Tomas Odegaard"',
            'leader = "Thomas Odegaard"',
            "“Thomas Odegaard” is not known",
        ),
        ('library = "grow-others"', 'library = "grow-otters"', "“grow-otters” is not known"),
        ("weight = 30", "weight = 31", "the weights add to 101, not 100"),
        ('evidence = ["rosa-03"', 'evidence = ["abdi-03"', "is about somebody or something else"),
        ("scores = [4, 4, 5]", "scores = [4, 4, 6]", "holds 6"),
        ("scores = [4, 4, 5]", "scores = [4, 4]", "holds 2 numbers, not 3"),
        ('key = "rosa-02"', 'key = "rosa-01"', "stands here twice"),
        ('reports_to = "President"', 'reports_to = "Chief"', "“Chief” is not known"),
        ("talk_on = 2025-10-30", "talk_on = 2025-10-01", "its days are out of order"),
        ('result = "Orders on promised day"', 'result = "Orders"', "“Orders” is not known"),
        ('end_kind = "voluntary"', 'end_kind = "quit"', "not one of"),
        ('competency = "craft-quality"', 'competency = "x"\noutcome = "A"', "exactly one of"),
        ("[client]", "[client]\nshoe_size = 9", "“shoe_size” is not known here"),
        ('code = "B"', 'code = "D"', "not lettered"),
        ('author = "Keisha Bramwell"\nvis', 'author = "Rosa Delacueva"\nvis', "are the same"),
    ],
)
def test_a_damaged_sample_is_refused_with_the_place(damaged, old, new, reason):
    with pytest.raises(InstrumentTrouble) as trouble:
        damaged(old, new)

    assert reason in trouble.value.text
    assert trouble.value.text.startswith("northmere.toml, ")
