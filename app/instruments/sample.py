"""The sample engagement: read from its file, and checked that every name leads somewhere.

Nothing here writes a row. The verb that makes the sample file plays these values through the
same actions a consultant uses.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.host.language import tr
from app.host.paths import resource
from app.instruments import instrument
from app.instruments.reading import REMEDY, WRONG, InstrumentTrouble, read_file
from app.instruments.sample_reading import sample_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from app.instruments.sample_values import (
        Sample,
        SampleRequisition,
        SampleReview,
        SampleTarget,
    )

NAME = "northmere"


@cache
def load() -> Sample:
    """Return the sample that ships with the program."""
    return read(resource("samples", f"{NAME}.toml"))


def read(path: Path) -> Sample:
    """Read a sample from a file and check it.

    Raises:
        InstrumentTrouble: when the file is damaged or a name in it leads nowhere.
    """
    sample = sample_of(read_file(path))
    if troubles := list(troubles_of(sample)):
        raise InstrumentTrouble(
            tr(WRONG).format(file=path.name, place=troubles[0][0], reason=troubles[0][1]),
            remedy=tr(REMEDY),
        )
    return sample


def troubles_of(sample: Sample) -> Iterable[tuple[str, str]]:
    """Yield what does not hold together, as place and reason."""
    yield from _people(sample)
    yield from _jobs(sample)
    yield from _selection(sample)
    yield from _evidence(sample)
    for review in sample.reviews:
        yield from _review(sample, review)


def _people(sample: Sample) -> Iterable[tuple[str, str]]:
    people = {item.name for item in sample.people}
    teams = {item.name for item in sample.teams}
    titles = {item.title for item in sample.jobs}
    yield from _twice("person", [item.name for item in sample.people])
    for team in sample.teams:
        yield from _known(f"team {team.name}", people, team.leader)
    for job in sample.employments:
        place = f"employment of {job.person}"
        yield from _known(place, people, job.person, job.leader)
        yield from _known(place, teams, job.team)
        yield from _known(place, titles, job.position)
        if (job.end is None) != (not job.end_kind):
            yield place, "an end and its kind belong together"
    for change in sample.handovers:
        place = f"handover of {change.team}"
        yield from _known(place, people, change.from_leader, change.to_leader, *change.people)
        yield from _known(place, teams, change.team)
    for read in sample.acknowledgements:
        place = f"acknowledgement of {read.person}"
        yield from _known(place, people | {sample.consultant.name}, read.person, read.read_with)
        yield from _known(place, titles, read.job)
        if read.acknowledged_on <= read.discussed_on:
            yield place, "acknowledged before it was slept over"


def _jobs(sample: Sample) -> Iterable[tuple[str, str]]:
    titles = {item.title for item in sample.jobs}
    library = {item.key for item in instrument.competencies()}
    seeds = {item.key for item in instrument.values()}
    adopted = {item.library for item in sample.competencies}
    results = {item.name for item in sample.results}
    for value in sample.values:
        yield from _known(f"value {value.name}", seeds, value.seed)
    for competency in sample.competencies:
        place = f"competency {competency.library}"
        yield from _known(place, library, competency.library)
        yield from _known(place, {item.name for item in sample.values}, competency.value)
    yield from _twice("job", [item.title for item in sample.jobs])
    for job in sample.jobs:
        place = f"job {job.title}"
        yield from _known(place, titles, job.reports_to)
        yield from _known(place, {item.name for item in sample.teams}, job.team)
        yield from _known(place, {item.name for item in sample.people}, job.author)
        yield from _known(place, adopted, *(item.library for item in job.competencies))
        yield from _known(place, results, *(item.result for item in job.outcomes))
        yield from _weighed(place, [item.weight for item in job.outcomes])
        yield from _weighed(place, [item.weight for item in job.competencies])
        if [item.code for item in job.outcomes] != list("ABCDEFG"[: len(job.outcomes)]):
            yield place, "the outcomes are not lettered A, B, C…"
    for line in sample.old_and_new:
        yield from _known(f"old and new: {line.task}", _letters(sample, line.job), line.outcome)


def _selection(sample: Sample) -> Iterable[tuple[str, str]]:
    people = {item.name for item in sample.people}
    yield from _twice("requisition", [item.number for item in sample.requisitions])
    for opening in sample.requisitions:
        yield from _opening(sample, opening, people)
    numbers = {item.number for item in sample.requisitions}
    for count in sample.applicant_counts:
        yield from _known(f"applicant count {count.group}", numbers, count.requisition)
        if bool(count.requisition) == bool(count.occasion):
            yield f"applicant count {count.group}", "names an opening or an occasion, not both"
    adopted = {item.library for item in sample.competencies}
    for question in sample.own_questions:
        yield from _known("own question", adopted, question.competency)


def _opening(
    sample: Sample, opening: SampleRequisition, people: set[str]
) -> Iterable[tuple[str, str]]:
    codes = [item.code for item in opening.criteria]
    questions = {item.key for item in instrument.questions()}
    questions |= {item.key for item in instrument.outcome_stems()}
    yield from _known(opening.number, people, opening.hiring_leader, *opening.panel)
    yield from _known(opening.number, {item.title for item in sample.jobs}, opening.position)
    yield from _weighed(opening.number, [item.weight for item in opening.criteria])
    for criterion in opening.criteria:
        place = f"criterion {criterion.code}"
        yield from _aimed(sample, place, criterion.target, opening.position)
        yield from _known(place, questions, criterion.question)
    for candidate in opening.candidates:
        place = f"candidate {candidate.person}"
        yield from _known(place, people, candidate.person)
        if [item.criterion for item in candidate.ratings] != codes:
            yield place, "the ratings are not one for each criterion in their order"
        yield from _known(place, set(codes), *(item.criterion for item in candidate.assessments))
    names = {item.person for item in opening.candidates}
    yield from _known("decision", names, opening.decision.person)
    for agreed in opening.agreed:
        yield from _known("agreed rating", names, agreed.person)
        yield from _known("agreed rating", set(codes), agreed.criterion)


def _evidence(sample: Sample) -> Iterable[tuple[str, str]]:
    people = {item.name for item in sample.people}
    yield from _twice("evidence", [item.key for item in sample.evidence])
    for fact in sample.evidence:
        place = f"evidence {fact.key}"
        yield from _known(place, people, fact.person, fact.author)
        yield from _aimed(sample, place, fact.target, fact.job)
        if fact.person == fact.author:
            yield place, "the author and the person are the same"
        if not sample.engagement.start_date <= fact.on <= sample.engagement.end_date:
            yield place, "the date lies outside the engagement"
    for reading in sample.readings:
        place = f"reading of {reading.person}"
        yield from _known(place, people, reading.person)
        yield from _known(place, _letters(sample, reading.job), reading.outcome)


def _review(sample: Sample, review: SampleReview) -> Iterable[tuple[str, str]]:
    place = f"review of {review.person}"
    people = {item.name for item in sample.people}
    yield from _known(place, people, review.person, review.leader, review.second_reader)
    yield from _aimed(sample, place, review.first_focus, review.position)
    facts = {item.key: item for item in sample.evidence}
    for line in review.lines:
        yield from _aimed(sample, place, line.target, review.position)
        yield from _known(place, facts.keys(), *line.evidence)
        for key in line.evidence:
            if key in facts and (facts[key].person, facts[key].target) != (
                review.person,
                line.target,
            ):
                yield place, f"“{key}” is about somebody or something else"
    if not review.self_on <= review.draft_locked_on < review.talk_on < review.acknowledged_on:
        yield place, "its days are out of order"


def _aimed(sample: Sample, place: str, target: SampleTarget, job: str) -> Iterable[tuple[str, str]]:
    """Check that a target is an outcome of the job or an adopted competency."""
    if target.outcome:
        yield from _known(place, _letters(sample, job), target.outcome)
    else:
        yield from _known(place, {item.library for item in sample.competencies}, target.competency)


def _letters(sample: Sample, title: str) -> set[str]:
    """Return the letters of a job's outcomes; none when there is no such job."""
    return {outcome.code for job in sample.jobs if job.title == title for outcome in job.outcomes}


def _known(place: str, names: Collection[str], *used: str) -> Iterable[tuple[str, str]]:
    """Yield what is used and not known; an empty name says that there is none."""
    for name in used:
        if name and name not in names:
            yield place, f"“{name}” is not known"


def _twice(kind: str, names: list[str]) -> Iterable[tuple[str, str]]:
    for name in names:
        if names.count(name) > 1:
            yield f"{kind} {name}", "stands here twice"


def _weighed(place: str, weights: list[int]) -> Iterable[tuple[str, str]]:
    if sum(weights) != 100:
        yield place, f"the weights add to {sum(weights)}, not 100"
