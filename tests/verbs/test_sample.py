"""The sample file holds what the sample says, and nothing in it went past the actions."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from app.domain.engagement import Client, Engagement
from app.domain.errors import FileTrouble
from app.domain.evidence import Evidence
from app.domain.outcomes import JobDescription, JobStatus, Measure, MeasureValue, Outcome
from app.domain.people import Employment, EndKind, Person, Position, Team
from app.domain.scales import shown
from app.instruments.sample import load
from app.stages.foundation.records import Acknowledgement, TaskLine
from app.stages.review import queries as reviewing
from app.stages.review.records import Review, ReviewCycle, ReviewStatus
from app.stages.selection import queries as selecting
from app.stages.selection.records import CandidateStage, Requisition, RequisitionStatus
from app.store import integrity
from app.store.engagement_file import needs_passphrase
from app.store.keys import Key
from app.verbs.sample import write_sample

NORTHMERE = load()


def rows(file, model):
    return file.read(lambda session: session.exec(select(model)).all())


def test_the_client_and_the_engagement_stand_as_the_sample_says(sample):
    (client,) = rows(sample, Client)
    (engagement,) = rows(sample, Engagement)

    assert client.purpose == NORTHMERE.client.purpose
    assert client.story_of_best == NORTHMERE.client.story_of_best
    assert engagement.reference == "NFW-2025-01"


def test_everyone_is_there_once(sample):
    names = [person.display_name for person in rows(sample, Person)]

    assert sorted(names) == sorted(person.name for person in NORTHMERE.people)


def test_each_position_has_one_adopted_description_with_its_destinations(sample):
    titles = {position.id: position.title for position in rows(sample, Position)}
    found = {titles[job.position_id]: job for job in rows(sample, JobDescription)}
    outcomes = rows(sample, Outcome)

    assert found.keys() == {job.title for job in NORTHMERE.jobs}
    for job in NORTHMERE.jobs:
        row = found[job.title]
        assert (row.status, row.adopted_on) == (JobStatus.adopted, job.adopted_on)
        written = {
            o.code: (o.statement, o.weight) for o in outcomes if o.job_description_id == row.id
        }
        assert written == {o.code: (o.statement, o.weight) for o in job.outcomes}
    assert len(rows(sample, Measure)) == sum(len(job.outcomes) for job in NORTHMERE.jobs)


def test_who_is_employed_at_the_end_is_who_the_sample_says(sample):
    names = {person.id: person.display_name for person in rows(sample, Person)}
    titles = {position.id: position.title for position in rows(sample, Position)}
    found = {
        (names[row.person_id], titles[row.position_id], row.start_date, row.end_date)
        for row in rows(sample, Employment)
    }

    assert found == {(e.person, e.position, e.start, e.end) for e in NORTHMERE.employments}


def test_the_one_who_was_hired_moved_and_leads_the_team(sample):
    names = {person.id: person.display_name for person in rows(sample, Person)}
    spells = [e for e in rows(sample, Employment) if names[e.person_id] == "Abdi Warfaase"]
    machining = next(team for team in rows(sample, Team) if team.name == "Machining")
    led = {
        names[e.person_id] for e in rows(sample, Employment) if e.manager_id == spells[0].person_id
    }

    assert {e.end_kind for e in spells} == {EndKind.transfer, None}
    assert names[machining.leader_id] == "Abdi Warfaase"
    assert led == {*NORTHMERE.handovers[0].people, "Sunniva Halgrim"}


def test_facts_readings_and_acknowledgements_are_all_on_record(sample):
    assert len(rows(sample, Evidence)) == len(NORTHMERE.evidence)
    assert len(rows(sample, MeasureValue)) == sum(len(r.values) for r in NORTHMERE.readings)
    assert len(rows(sample, Acknowledgement)) == len(NORTHMERE.acknowledgements)
    assert len(rows(sample, TaskLine)) == len(NORTHMERE.old_and_new)


def test_the_opening_is_filled_with_the_totals_the_sample_gives(sample):
    opening = next(row for row in rows(sample, Requisition) if row.number == "REQ-1")
    compared = sample.read(selecting.comparison, opening.id)
    stages = {c.name: c.stage for c in sample.read(selecting.candidates, opening.id)}
    totals = {row.name: shown(row.score.value) for row in compared.rows}

    assert opening.status is RequisitionStatus.filled
    assert stages["Abdi Warfaase"] is CandidateStage.hired
    assert totals["Paula Gretzinger"] == "3.47"
    assert totals["Yusuf Dahir-Lane"] == "3.45"
    assert not sample.read(selecting.open_talks, opening.id)


def test_the_second_opening_counts_its_work_samples(sample):
    opening = next(row for row in rows(sample, Requisition) if row.number == "REQ-2")
    compared = sample.read(selecting.comparison, opening.id)

    assert opening.status is RequisitionStatus.filled
    assert [(row.name, row.band) for row in compared.rows] == [
        ("Yusuf Dahir-Lane", 1),
        ("Ingrid Solberg-Marsh", 2),
        ("Teo Marchetti", 0),
    ]
    assert [shown(row.score.value) for row in compared.rows][:1] == ["3.97"]
    assert len(sample.read(selecting.assessments, compared.rows[0].id)) == 2


@pytest.mark.parametrize("told", NORTHMERE.reviews, ids=lambda told: told.person)
def test_each_review_is_acknowledged_with_the_ratings_of_both_looks(sample, told):
    names = {person.id: person.display_name for person in rows(sample, Person)}
    row = next(review for review in rows(sample, Review) if names[review.person_id] == told.person)
    lines = sample.read(reviewing.line_rows, row.id)
    rated = [line for line in told.lines if line.leader_rating is not None]

    assert row.status is ReviewStatus.acknowledged
    assert row.destination == told.destination
    assert [line.leader_rating for line in lines] == [line.leader_rating for line in rated]
    assert [line.self_rating for line in lines] == [line.self_rating for line in rated]


def test_the_cycle_has_the_terms_of_the_sample(sample):
    (cycle,) = rows(sample, ReviewCycle)

    assert (cycle.outcome_share, cycle.extreme_min_evidence) == (60, 2)


def test_the_written_file_is_whole_and_names_the_consultant(tmp_path):
    path = tmp_path / "northmere.bgreat"
    write_sample(path)

    assert integrity.check(path, Key.published()).is_whole


def test_every_change_bears_the_name_of_who_made_it(sample):
    nameless = select(Person).where(col(Person.updated_by) == "")

    assert not sample.read(lambda session: session.exec(nameless).all())


def test_a_passphrase_protects_the_sample(tmp_path):
    path = tmp_path / "northmere.bgreat"
    write_sample(path, "correct horse battery staple")

    assert needs_passphrase(path)


def test_a_file_that_lies_there_is_never_replaced(tmp_path):
    path = tmp_path / "northmere.bgreat"
    path.write_bytes(b"mine")

    with pytest.raises(FileTrouble):
        write_sample(path)
    assert path.read_bytes() == b"mine"
