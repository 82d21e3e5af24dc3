"""The checks of a job description, JD-00 to JD-16 (method page 10, C.1.5 and C.1.7). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.domain.calendar import plus_months, said
from app.domain.outcomes import JobStatus, MeasureKind, ResultPart
from app.domain.scales import TOLERANCE
from app.host.language import ntr, tr
from app.stages.foundation.rules import job_text
from app.stages.foundation.rules.facts import (
    Finding,
    JobFacts,
    MeasureFacts,
    OtherOwner,
    OutcomeFacts,
    Severity,
)
from app.stages.foundation.rules.job_text import place_of, title_of

LEAST_OUTCOMES = 3
MOST_OUTCOMES = 7
LEAST_WEIGHT = 10
MOST_WEIGHT = 50
WHOLE = 100
MOST_JUDGED = 1 / 3
"""The share of the weight that may rest on judgment alone."""
REVIEW_MONTHS = 12

PEOPLE_GROW = (
    *("grow", "develop", "learn", "teach", "train", "coach", "certif", "skill", "successor"),
    *("promot", "mentor", "able to", "can do more", "leads who", "leaders who", "people lead"),
    *("destination reached", "at level"),
)
"""Beginnings of words that tell of people growing."""

_EACH_ALONE = re.compile(r"\b(?:own|my|i)\b")
"""“Own first-pass yield” is another number for each who has it, and needs no owner."""

_GROWTH = re.compile(rf"\b(?:{'|'.join(PEOPLE_GROW)})", re.IGNORECASE)


def job_findings(
    job: JobFacts,
    *,
    today: date,
    others: Sequence[OtherOwner] = (),
    verbs: Sequence[str] | None = None,
    allowed: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Return all that a job description should be looked at again for, in the order of codes.

    Args:
        job: the job description, whole.
        today: the day it is read on.
        others: the outcomes of other positions.
        verbs: the task verbs; those that came with the program where none are given.
        allowed: words of the client's trade that the wording check lets pass.
    """
    return (
        *job_text.missing_findings(job),
        *job_text.task_findings(job, verbs),
        *measure_findings(job),
        *start_findings(job),
        *count_findings(job),
        *weight_findings(job),
        *twin_findings(job),
        *growth_findings(job),
        *owner_findings(job, others),
        *freedom_findings(job),
        *job_text.one_end_findings(job),
        *job_text.wording_findings(job, allowed),
        *age_findings(job, today),
        *job_text.name_findings(job),
        *even_findings(job),
        *judgment_findings(job),
        *lead_findings(job),
    )


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those findings that stand in the way of adoption."""
    return tuple(found for found in findings if found.severity is Severity.blocking)


def measure_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-02: an outcome without a measure, or a measure without a target."""
    advice = tr("Write how a stranger would know that you have arrived.")
    for outcome in job.outcomes:
        if not outcome.measures:
            message = tr("Nothing tells yet when this has been reached.")
            yield Finding("JD-02", place_of(outcome), message, advice, about=outcome.id)
        for measure in outcome.measures:
            if not measure.has_target:
                message = tr("“{measure}” has no target yet.").format(measure=measure.name)
                yield Finding("JD-02", place_of(outcome), message, advice, about=measure.id)


def start_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-03: a target with no starting point."""
    for outcome, measure in _measures(job):
        if measure.has_target and not measure.has_start:
            yield Finding(
                "JD-03",
                place_of(outcome),
                tr("“{measure}” has a target but no starting point.").format(measure=measure.name),
                tr("Where are we now? Write the number, or the day it will first be measured."),
                about=measure.id,
            )


def count_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-04: fewer than three or more than seven outcomes."""
    count = len(job.outcomes)
    where = tr("Outcomes")
    if count < LEAST_OUTCOMES:
        message = ntr(
            "{n} outcome is too few to describe the job.",
            "{n} outcomes are too few to describe the job.",
            count,
        )
        advice = tr("Write three to seven: what else is true when this job goes well?")
    elif count > MOST_OUTCOMES:
        message = tr("{n} outcomes are too many to keep in mind.")
        advice = tr("Keep three to seven: join those that belong together.")
    else:
        return
    yield Finding("JD-04", where, message.format(n=count), advice, Severity.blocking, job.id)


def weight_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-05: weights that do not add to 100, or one that is very light or very heavy."""
    if not job.outcomes:
        return
    total = sum(outcome.weight for outcome in job.outcomes)
    if total != WHOLE:
        message = tr("The weights add to {total}, not to 100.").format(total=total)
        advice = tr("Change them until they add to 100, or spread them evenly.")
        yield Finding("JD-05", tr("Weights"), message, advice, Severity.blocking, job.id)
    for outcome in job.outcomes:
        if not LEAST_WEIGHT <= outcome.weight <= MOST_WEIGHT:
            yield _odd_weight(outcome)
    asked = sum(ask.weight for ask in job.competencies)
    if asked not in (0, WHOLE):
        message = tr("The weights of the competencies add to {total}, not to 100.")
        advice = tr("Let them add to 100, or leave them all at 0.")
        yield Finding("JD-05", tr("Competencies"), message.format(total=asked), advice)


def _odd_weight(outcome: OutcomeFacts) -> Finding:
    """Return what to say of a weight below 10 or above 50."""
    if outcome.weight < LEAST_WEIGHT:
        message = tr("A weight of {weight} is so light that nobody will steer by it.")
        advice = tr("Give it at least 10, or leave this outcome out.")
    else:
        message = tr("A weight of {weight} leaves the other outcomes in its shadow.")
        advice = tr("Keep it at 50 or less, or part this outcome in two.")
    return Finding(
        "JD-05",
        place_of(outcome),
        message.format(weight=outcome.weight),
        advice,
        about=outcome.id,
    )


def twin_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-06: two outcomes that share a measure."""
    seen: dict[str, OutcomeFacts] = {}
    for outcome, measure in _measures(job):
        first = seen.setdefault(_same(measure.name), outcome)
        if first is not outcome:
            yield Finding(
                "JD-06",
                place_of(outcome),
                tr("“{measure}” already measures {other}.").format(
                    measure=measure.name, other=place_of(first)
                ),
                tr("Join the two outcomes, or give each a measure of its own."),
                about=measure.id,
            )


def growth_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-07: a job that leads others, with no outcome about people growing."""
    if not job.has_reports or not job.outcomes:
        return
    words = [outcome.statement for outcome in job.outcomes]
    words += [measure.name for _, measure in _measures(job)]
    if not any(_GROWTH.search(text) for text in words):
        yield Finding(
            "JD-07",
            tr("Outcomes"),
            tr("This job leads others, and no outcome speaks of people growing."),
            tr("Developing people is a leadership outcome: add one."),
            about=job.id,
        )


def owner_findings(job: JobFacts, others: Sequence[OtherOwner]) -> Iterator[Finding]:
    """JD-08: one outcome owned by two positions, or a company result with no owner."""
    for outcome in job.outcomes:
        for other in others:
            if _owned_twice(outcome, other):
                yield Finding(
                    "JD-08",
                    place_of(outcome),
                    tr("{position} has this outcome too, and it is not marked as shared.").format(
                        position=other.position
                    ),
                    tr("Whose name stands beside this? Let one own it and the other share it."),
                    about=outcome.id,
                )
        if _ownerless(outcome, job, others):
            yield Finding(
                "JD-08",
                place_of(outcome),
                tr("“{result}” is shared here, but nobody owns it.").format(
                    result=outcome.company_result
                ),
                tr("Decide who has their name beside this company result."),
                about=outcome.id,
            )


def _owned_twice(outcome: OutcomeFacts, other: OtherOwner) -> bool:
    """Say whether two positions own the same thing without having said that they share it."""
    result = outcome.company_result_id
    if result is not None and result == other.company_result_id:
        return outcome.result_part is other.result_part is ResultPart.owns
    same_words = _same(outcome.statement) == _same(other.statement)
    mine = {_same(measure.name) for measure in outcome.measures}
    theirs = {_same(name) for name in other.measures}
    common = {name for name in mine & theirs if not _EACH_ALONE.search(name)}
    return same_words and (bool(common) or mine == theirs == set())


def _ownerless(outcome: OutcomeFacts, job: JobFacts, others: Sequence[OtherOwner]) -> bool:
    """Say whether the company result that an outcome serves has no owner anywhere."""
    result = outcome.company_result_id
    if result is None:
        return False
    parts = [(o.company_result_id, o.result_part) for o in job.outcomes]
    parts += [(o.company_result_id, o.result_part) for o in others]
    return (result, ResultPart.owns) not in parts


def freedom_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-09: measures, but no word about what the person decides alone."""
    if not job.freedom.strip() and any(outcome.measures for outcome in job.outcomes):
        yield Finding(
            "JD-09",
            title_of("freedom"),
            tr("There are numbers to reach, and nothing says what this person decides alone."),
            tr("Can this person move these numbers? Write what they are free to decide."),
            about=job.id,
        )


def age_findings(job: JobFacts, today: date) -> Iterator[Finding]:
    """JD-12: an adopted version that was last read together more than 12 months ago."""
    days = [day for day in (job.adopted_on, job.effective_on, job.reviewed_on) if day]
    if job.status is not JobStatus.adopted or not days:
        return
    if today > plus_months(max(days), REVIEW_MONTHS):
        yield Finding(
            "JD-12",
            title_of("reviewed_on"),
            tr("Nobody has read this together since {day}.").format(day=said(max(days))),
            tr("Read it together again, and note the day or begin a new version."),
            about=job.id,
        )


def even_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-14: weights that are all alike say that nothing matters more than anything else."""
    weights = [outcome.weight for outcome in job.outcomes]
    if job.status is not JobStatus.draft or len(weights) < LEAST_OUTCOMES:
        return
    if sum(weights) == WHOLE and max(weights) - min(weights) <= 1:
        yield Finding(
            "JD-14",
            tr("Weights"),
            tr("All outcomes weigh the same."),
            tr("Ask which one you would save if you could save only one, and give it more."),
            Severity.hint,
            job.id,
        )


def judgment_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-15: too much of the weight rests on what only the leader can judge."""
    total = sum(outcome.weight for outcome in job.outcomes)
    judged = sum(outcome.weight for outcome in job.outcomes if _only_judged(outcome))
    if total and judged / total > MOST_JUDGED + TOLERANCE:
        yield Finding(
            "JD-15",
            tr("Measures"),
            tr("{judged} of {total} points rest on judgment alone.").format(
                judged=judged, total=total
            ),
            tr("Find a number or a date that the person can see without asking the leader."),
            about=job.id,
        )


def _only_judged(outcome: OutcomeFacts) -> bool:
    """Say whether all measures of an outcome are judgments."""
    kinds = {measure.kind for measure in outcome.measures}
    return kinds == {MeasureKind.judgment}


def lead_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-16: no measure that moves early enough to act on."""
    measures = [measure for _, measure in _measures(job)]
    if measures and not any(measure.is_lead for measure in measures):
        yield Finding(
            "JD-16",
            tr("Measures"),
            tr("All measures tell what has already happened."),
            tr("Mark or add one early sign that this person can influence every week."),
            Severity.hint,
            job.id,
        )


def _measures(job: JobFacts) -> Iterator[tuple[OutcomeFacts, MeasureFacts]]:
    """Yield each measure with its outcome, in the order of the page."""
    for outcome in job.outcomes:
        for measure in outcome.measures:
            yield outcome, measure


def _same(words: str) -> str:
    """Return words as they compare: no case, no outer marks, one blank between."""
    return " ".join(words.casefold().split()).strip(" .!")
