"""The spine across versions and positions: letters, differences, and who owns what. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from app.domain.calendar import said
from app.domain.outcomes import (
    JobCompetencyFields,
    MeasureFields,
    OutcomeFields,
)
from app.domain.rows import Words
from app.domain.scales import plain
from app.host.language import N_, tr
from app.stages.foundation.rules.facts import (
    CompetencyAsk,
    Finding,
    JobFacts,
    MeasureFacts,
    OutcomeFacts,
    ResultFacts,
    Severity,
)
from app.stages.foundation.rules.job_text import TEXTS, place_of, title_of

_ALPHABET = 26
_OUTCOME_FIELDS = ("statement", "weight", "company_result", "result_part")
_TITLES: Mapping[str, str] = {"company_result": N_("Serves the company result")}


class ChangeKind(Words):
    """What became of something between two versions."""

    added = "added", N_("Added")
    removed = "removed", N_("Removed")
    changed = "changed", N_("Changed")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions.

    Attributes:
        kind: added, removed or changed.
        where: the place in words.
        field: what the field is called; empty for a whole outcome, measure or competency.
        before: the older text; empty where it was added.
        after: the newer text; empty where it was removed.
    """

    kind: ChangeKind
    where: str
    field: str
    before: str
    after: str


def letter(place: int) -> str:
    """Return the letter of an outcome by its place: A for 0, Z for 25, AA for 26."""
    rest, here = divmod(place, _ALPHABET)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + here)


def moved(keys: Sequence[str], key: str, places: int) -> tuple[str, ...]:
    """Return the keys with one of them moved down by some places, or up where it is negative."""
    order = list(keys)
    here = order.index(key)
    order.insert(min(max(here + places, 0), len(order) - 1), order.pop(here))
    return tuple(order)


def difference(older: JobFacts, newer: JobFacts) -> tuple[Change, ...]:
    """Return what changed from one version to another, in the order of the page.

    Outcomes and measures are the same when their spine says so, however they are worded.
    """
    return (
        *_text_changes(older, newer),
        *_outcome_changes(older.outcomes, newer.outcomes),
        *_competency_changes(older.competencies, newer.competencies),
    )


def _text_changes(older: JobFacts, newer: JobFacts) -> Iterator[Change]:
    """Yield the changed texts."""
    for field in (*TEXTS, "effective_on"):
        before, after = in_words(getattr(older, field)), in_words(getattr(newer, field))
        if before != after:
            yield Change(ChangeKind.changed, title_of(field), title_of(field), before, after)


def _outcome_changes(
    older: Sequence[OutcomeFacts], newer: Sequence[OutcomeFacts]
) -> Iterator[Change]:
    """Yield the changes of outcomes and, under each, of its measures."""
    before = {outcome.spine_id: outcome for outcome in older}
    after = {outcome.spine_id: outcome for outcome in newer}
    for spine, outcome in after.items():
        where = place_of(outcome)
        if spine not in before:
            yield Change(ChangeKind.added, where, "", "", outcome.statement)
            continue
        past = before[spine]
        yield from _field_changes(where, past, outcome, _OUTCOME_FIELDS, OutcomeFields)
        yield from _measure_changes(where, past.measures, outcome.measures)
    for spine, outcome in before.items():
        if spine not in after:
            yield Change(ChangeKind.removed, place_of(outcome), "", outcome.statement, "")


def _measure_changes(
    where: str, older: Sequence[MeasureFacts], newer: Sequence[MeasureFacts]
) -> Iterator[Change]:
    """Yield the changes of the measures of one outcome."""
    before = {measure.spine_id: measure for measure in older}
    after = {measure.spine_id: measure for measure in newer}
    fields = tuple(MeasureFields.model_fields)
    for spine, measure in after.items():
        place = tr("{where}, {measure}").format(where=where, measure=measure.name)
        if spine in before:
            yield from _field_changes(place, before[spine], measure, fields, MeasureFields)
        else:
            yield Change(ChangeKind.added, where, "", "", measure.name)
    for spine, measure in before.items():
        if spine not in after:
            yield Change(ChangeKind.removed, where, "", measure.name, "")


def _competency_changes(
    older: Sequence[CompetencyAsk], newer: Sequence[CompetencyAsk]
) -> Iterator[Change]:
    """Yield the changes of the competencies a job names."""
    before = {ask.competency_id: ask for ask in older}
    after = {ask.competency_id: ask for ask in newer}
    where = tr("Competencies")
    for key, ask in after.items():
        if key in before:
            fields = tuple(JobCompetencyFields.model_fields)
            yield from _field_changes(ask.name, before[key], ask, fields, JobCompetencyFields)
        else:
            yield Change(ChangeKind.added, where, "", "", ask.name)
    for key, ask in before.items():
        if key not in after:
            yield Change(ChangeKind.removed, where, "", ask.name, "")


def _field_changes(
    where: str, older: object, newer: object, fields: Sequence[str], titles: type[BaseModel]
) -> Iterator[Change]:
    """Yield one change for each field that differs."""
    for field in fields:
        before, after = in_words(getattr(older, field)), in_words(getattr(newer, field))
        if before != after:
            title = _TITLES.get(field) or titles.model_fields[field].title or field
            yield Change(ChangeKind.changed, where, tr(title), before, after)


def in_words(value: object) -> str:
    """Return a field's value as people read it."""
    match value:
        case None:
            return "–"
        case bool():
            return tr("Yes") if value else tr("No")
        case Words():
            return tr(value.label)
        case int() | float():
            return plain(value)
        case date():
            return said(value)
        case _:
            return str(value)


def map_findings(
    results: Sequence[ResultFacts], positions: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Return the gaps of the outcome map (C.1.6, JD-08).

    Args:
        results: the company results with their owners and sharers.
        positions: the names of the positions that have a job description, by their ids.
    """
    serving = {part.position_id for result in results for part in result.parts}
    return (
        *(found for result in results for found in _result_findings(result)),
        *(
            Finding(
                "OM-03",
                name,
                tr("No outcome of this position serves a company result yet."),
                tr("Ask what the company would lose without it, and join the two."),
                Severity.hint,
                key,
            )
            for key, name in positions.items()
            if results and key not in serving
        ),
    )


def _result_findings(result: ResultFacts) -> Iterator[Finding]:
    """OM-01 and OM-02: a company result with no owner, or with several."""
    if not result.owners:
        yield Finding(
            "OM-01",
            result.name,
            tr("Nobody owns this company result."),
            tr("Decide who has their name beside it."),
            about=result.id,
        )
    elif len({owner.position_id for owner in result.owners}) > 1:
        names = ", ".join(dict.fromkeys(owner.position for owner in result.owners))
        yield Finding(
            "OM-02",
            result.name,
            tr("Several positions own this: {names}.").format(names=names),
            tr("Let one own it and the others share it."),
            about=result.id,
        )
