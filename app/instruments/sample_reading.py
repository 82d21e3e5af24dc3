"""From the sample's file to values: every table is read to its end, every value is checked.

The plain tables are filled field by field from their types; a field with a default may be
missing. Whether names lead somewhere is judged in `app.instruments.sample`.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from app.instruments import sample_values as shape
from app.instruments.sample_values import Sample, SampleTarget

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.instruments.reading import Entry

T = TypeVar("T")

CHOICES: dict[str, frozenset[str]] = {
    "jurisdiction": frozenset({"us_mn", "us_federal", "us_other", "other"}),
    "end_kind": frozenset({"voluntary", "involuntary", "retirement", "transfer"}),
    "scope": frozenset({"core", "role"}),
    "part": frozenset({"owns", "shares"}),
    "frequency": frozenset({"daily", "weekly", "monthly", "quarterly", "once"}),
    "method": frozenset({"signed_paper", "typed_name"}),
    "acknowledged_by": frozenset({"paper", "typed"}),
    "source": frozenset({"internal", "referral", "advert", "agency", "walk_in", "other"}),
    "stage": frozenset({"hired", "declined", "withdrew", "not_selected"}),
    "sign": frozenset({"arrived", "open", "neutral"}),
    "visibility": frozenset({"consultant", "leader", "person"}),
    "decision": frozenset({"offer", "hold", "no"}),
}
"""The words some fields are limited to."""


def sample_of(top: Entry) -> Sample:
    """Return the sample that a file tells."""
    top.text("sample")
    found = Sample(
        client=_filled(top.entry("client"), shape.SampleClient),
        consultant=_filled(top.entry("consultant"), shape.SampleConsultant),
        engagement=_filled(top.entry("engagement"), shape.SampleEngagement),
        teams=_each(top, "team", shape.SampleTeam),
        people=_each(top, "person", shape.SamplePerson),
        employments=_each(top, "employment", shape.SampleEmployment),
        handovers=_list(top, "handover", _handover),
        values=_each(top, "value", shape.SampleValue),
        competencies=_each(top, "competency", shape.SampleCompetency),
        results=_each(top, "company_result", shape.SampleResult),
        jobs=_list(top, "job", _job),
        old_and_new=_each(top, "old_and_new", shape.SampleOldAndNew),
        acknowledgements=_list(top, "acknowledgement", _acknowledgement),
        requisitions=_list(top, "requisition", _requisition),
        own_questions=_each(top, "own_question", shape.SampleQuestion),
        applicant_counts=_each(top, "applicant_count", shape.SampleApplicantCount),
        evidence=_list(top, "evidence", _evidence),
        readings=_list(top, "reading", _reading),
        cycle=_filled(top.entry("review_cycle"), shape.SampleCycle),
        reviews=_list(top, "review", _review),
    )
    top.finish()
    return found


def _handover(entry: Entry) -> shape.SampleHandover:
    return _filled(
        entry,
        shape.SampleHandover,
        from_leader=entry.text("from"),
        to_leader=entry.text("to"),
    )


def _job(entry: Entry) -> shape.SampleJob:
    return _filled(
        entry,
        shape.SampleJob,
        competencies=_each(entry, "competencies", shape.SampleJobCompetency),
        outcomes=_list(entry, "outcome", _outcome),
    )


def _outcome(entry: Entry) -> shape.SampleOutcome:
    measure = shape.SampleMeasure(
        name=entry.text("measure"),
        kind=entry.choice("kind", frozenset({"higher_better", "lower_better"})),
        unit=entry.text("unit"),
        baseline=entry.number("baseline"),
        target=entry.number("target"),
        due=entry.day("due"),
        source=entry.text("source"),
        frequency=entry.choice("frequency", CHOICES["frequency"]),
        is_lead=entry.flag("is_lead"),
    )
    return _filled(entry, shape.SampleOutcome, measure=measure)


def _acknowledgement(entry: Entry) -> shape.SampleAcknowledgement:
    return _filled(entry, shape.SampleAcknowledgement, read_with=entry.text("with"))


def _requisition(entry: Entry) -> shape.SampleRequisition:
    panel = entry.texts("panel")
    return _filled(
        entry,
        shape.SampleRequisition,
        panel=panel,
        practice_scores=entry.wholes("practice_scores", low=1, high=5, count=len(panel)),
        criteria=_list(entry, "criterion", _criterion),
        candidates=tuple(_candidate(one, len(panel)) for one in entry.entries("candidate")),
        agreed=_each(entry, "agreed", shape.SampleAgreed) if entry.has("agreed") else (),
        decision=_filled(entry.entry("decision"), shape.SampleDecision),
    )


def _criterion(entry: Entry) -> shape.SampleCriterion:
    return _filled(entry, shape.SampleCriterion, target=_target(entry))


def _candidate(entry: Entry, raters: int) -> shape.SampleCandidate:
    ratings = tuple(_rating(one, raters) for one in entry.entries("rating"))
    beside = _each(entry, "assessment", shape.SampleAssessment) if entry.has("assessment") else ()
    return _filled(entry, shape.SampleCandidate, ratings=ratings, assessments=beside)


def _rating(entry: Entry, raters: int) -> shape.SampleRating:
    return _filled(
        entry,
        shape.SampleRating,
        scores=entry.wholes("scores", low=1, high=5, count=raters),
        notes=entry.texts("notes", count=raters),
    )


def _evidence(entry: Entry) -> shape.SampleEvidence:
    target = _target(entry)
    if bool(target.outcome) != entry.has("job"):
        entry.wrong("an outcome is named together with its job")
    return _filled(entry, shape.SampleEvidence, target=target)


def _reading(entry: Entry) -> shape.SampleReading:
    values = tuple(_value(one) for one in entry.entries("values"))
    if not values or [on for on, _ in values] != sorted({on for on, _ in values}):
        entry.wrong("the readings do not run from the oldest to the newest")
    return _filled(entry, shape.SampleReading, values=values)


def _value(entry: Entry) -> tuple[date, float]:
    found = entry.day("on"), entry.number("value")
    entry.finish()
    return found


def _review(entry: Entry) -> shape.SampleReview:
    focus = entry.entry("first_focus")
    first_focus = _target(focus)
    focus.finish()
    return _filled(
        entry,
        shape.SampleReview,
        first_focus=first_focus,
        lines=_list(entry, "line", _line),
    )


def _line(entry: Entry) -> shape.SampleLine:
    target = _target(entry)
    if entry.has("not_rated_reason"):
        return _filled(entry, shape.SampleLine, target=target)
    return _filled(
        entry,
        shape.SampleLine,
        target=target,
        self_rating=entry.whole("self_rating", low=1, high=5),
        self_text=entry.text("self_text"),
        leader_rating=entry.whole("leader_rating", low=1, high=5),
        leader_text=entry.text("leader_text"),
        evidence=entry.texts("evidence"),
    )


def _target(entry: Entry) -> SampleTarget:
    """Take the one outcome or the one competency that something is about."""
    if entry.has("outcome") == entry.has("competency"):
        entry.wrong("exactly one of “outcome” and “competency” is named")
    return SampleTarget(
        outcome=entry.text("outcome") if entry.has("outcome") else "",
        competency=entry.text("competency") if entry.has("competency") else "",
    )


def _each(entry: Entry, name: str, kind: type[T]) -> tuple[T, ...]:
    """Read a list of plain tables."""
    return tuple(_filled(one, kind) for one in entry.entries(name))


def _list(entry: Entry, name: str, parse: Callable[[Entry], T]) -> tuple[T, ...]:
    """Read a list of tables that need a reader of their own."""
    return tuple(parse(one) for one in entry.entries(name))


def _filled(entry: Entry, kind: type[T], **given: object) -> T:
    """Fill a value from a table: what is given already, the rest by the types of the fields."""
    values: dict[str, Any] = dict(given)
    for name, hint, optional in _fields_of(kind):
        if name in values or (optional and not entry.has(name)):
            continue
        values[name] = _taken(entry, name, hint)
    entry.finish()
    return kind(**values)


def _fields_of(kind: type[Any]) -> tuple[tuple[str, object, bool], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (field.name, hints[field.name], field.default is not MISSING) for field in fields(kind)
    )


def _taken(entry: Entry, name: str, hint: object) -> object:
    """Take one value as its type asks for it."""
    if name in CHOICES:
        return entry.choice(name, CHOICES[name])
    if hint is str:
        return _joined(entry, name)
    return _TAKERS[hint](entry, name)


def _joined(entry: Entry, name: str) -> str:
    """Take a text; a list of texts becomes one item on each line."""
    return "\n".join(entry.texts(name)) if entry.is_list(name) else entry.text(name)


_TAKERS: dict[object, Callable[[Entry, str], object]] = {
    bool: lambda entry, name: entry.flag(name),
    int: lambda entry, name: entry.whole(name, low=0, high=1_000_000),
    float: lambda entry, name: entry.number(name),
    float | None: lambda entry, name: entry.number(name),
    date: lambda entry, name: entry.day(name),
    date | None: lambda entry, name: entry.day(name),
    tuple[str, ...]: lambda entry, name: entry.texts(name),
}
