"""What the words of a job description give away: tasks, two ends in one line, pay, names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.domain.outcomes import JobDescriptionFields
from app.host.language import tr
from app.instruments.instrument import task_verbs
from app.instruments.wording import Place, check, opening_task_verb
from app.stages.foundation.rules.facts import Finding, JobFacts, OutcomeFacts, Severity

MOST_WORDS = 30
"""An outcome longer than this is no longer one outcome."""

TEXTS = (
    *("purpose", "purpose_link", "primary_outcome", "freedom", "limits", "informs"),
    *("essential_functions", "conditions", "day_one_needs", "growth"),
)
"""The longer texts of a job description, in the order of the page."""

SECOND_CLAUSE_VERBS = (
    *("is", "are", "was", "were", "has", "have", "had", "can", "will", "must", "does", "do"),
    *("know", "knows", "get", "gets", "stay", "stays", "meet", "meets", "need", "needs"),
    *("reach", "reaches", "arrive", "arrives", "leave", "leaves", "come", "comes", "go", "goes"),
)
"""A verb of these soon after “and” begins a second sentence inside the first."""

_PAY = "pay"

_A_YEAR_OLD = re.compile(r"\b(?:older|younger) than (?:1|an?|one) year\b(?! of age)", re.IGNORECASE)
"""“Older than a year” speaks of stock and bills: nobody who holds a job is a year old."""

_SECOND = re.compile(
    rf"(?:\band\b|\bthen\b|;)\s+(?:[\w'’-]+\s+){{0,3}}?(?:{'|'.join(SECOND_CLAUSE_VERBS)})\b",
    re.IGNORECASE,
)


def place_of(outcome: OutcomeFacts) -> str:
    """Return how an outcome is spoken of: by its letter, or by its words before it has one."""
    if outcome.code:
        return tr("Outcome {code}").format(code=outcome.code)
    return tr("Outcome “{words}”").format(words=outcome.statement[:40])


def title_of(field: str) -> str:
    """Return what a field of the job description is called on screen."""
    return tr(JobDescriptionFields.model_fields[field].title or field)


def task_findings(job: JobFacts, verbs: Sequence[str] | None = None) -> Iterator[Finding]:
    """JD-01: an outcome that begins with a task verb.

    Args:
        job: the job description.
        verbs: the task verbs; those that came with the program where none are given.
    """
    question = tr(task_verbs().question)
    ends = [(title_of("primary_outcome"), job.primary_outcome, job.id)]
    ends += [(place_of(o), o.statement, o.id) for o in job.outcomes]
    for where, words, about in ends:
        if verb := opening_task_verb(words, verbs):
            yield Finding(
                "JD-01",
                where,
                tr("This begins with “{verb}”, which says what to do.").format(verb=verb),
                question,
                about=about,
            )


def one_end_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-10: more than one outcome in a line."""
    for outcome in job.outcomes:
        if reason := _not_one(outcome.statement):
            yield Finding(
                "JD-10",
                place_of(outcome),
                reason,
                tr("Keep one outcome per line: shorten it, or make two of it."),
                about=outcome.id,
            )


def _not_one(statement: str) -> str:
    """Say why a statement is more than one outcome; empty when it is one."""
    if re.search(r"\band\s*/\s*or\b", statement, re.IGNORECASE):
        return tr("“And/or” leaves open which of the two is meant.")
    count = len(statement.split())
    if count > MOST_WORDS:
        return tr("This has {n} words; nobody keeps that many in mind.").format(n=count)
    if _SECOND.search(statement):
        return tr("This seems to say two things at once.")
    return ""


def wording_findings(job: JobFacts, allowed: Iterable[str] = ()) -> Iterator[Finding]:
    """JD-11: words of pay or of protected topics, in any field.

    Args:
        job: the job description.
        allowed: words of the client's trade that are no matter here, such as “medical-device”.
    """
    free = tuple(allowed)
    for where, words, about in _texts(job):
        things = (found.group() for found in _A_YEAR_OLD.finditer(words))
        for hit in check(words, Place.JOB_DESCRIPTION, allowed=(*free, *things)):
            yield Finding(
                "JD-11",
                where,
                (
                    tr("“{words}” speaks of pay.")
                    if hit.rule.key == _PAY
                    else tr("“{words}” may touch on a topic that the law protects.")
                ).format(words=hit.words),
                tr(hit.advice).rstrip(".") + ".",
                about=about,
            )


def name_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-13: the present holder's name in the text, which describes a person and not a job."""
    for where, words, about in _texts(job):
        for name in _named(words, job.holders):
            yield Finding(
                "JD-13",
                where,
                tr("{name} is named here; the job should outlast the one who holds it.").format(
                    name=name
                ),
                tr("Say it of the position, so that it still fits the next person."),
                about=about,
            )


def _named(words: str, holders: Iterable[str]) -> Iterator[str]:
    """Yield the holders whose full or given name stands in the words as a name is written."""
    for holder in holders:
        given = holder.split()[0] if holder.split() else ""
        for name in (holder, given):
            if len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
                yield name
                break


def _texts(job: JobFacts) -> Iterator[tuple[str, str, str]]:
    """Yield every text of the job with its place and the row it belongs to."""
    for field in TEXTS:
        if words := getattr(job, field):
            yield title_of(field), words, job.id
    for outcome in job.outcomes:
        yield place_of(outcome), outcome.statement, outcome.id
        for measure in outcome.measures:
            yield place_of(outcome), measure.name, measure.id


def missing_findings(job: JobFacts) -> Iterator[Finding]:
    """JD-00: no purpose or no primary outcome: there is no job description yet."""
    if not job.purpose.strip():
        yield Finding(
            "JD-00",
            title_of("purpose"),
            tr("Nothing says yet why this job exists."),
            tr("Write one sentence: why would the company miss this job?"),
            Severity.blocking,
            job.id,
        )
    if not job.primary_outcome.strip():
        yield Finding(
            "JD-00",
            title_of("primary_outcome"),
            tr("The end point of the job is not written yet."),
            tr("Write what is true when this job has succeeded, as if it were reached."),
            Severity.blocking,
            job.id,
        )
