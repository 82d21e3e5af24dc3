"""The guards of values and competencies (method page 10, C.1.7). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.domain.values import ValueStatus
from app.host.language import tr
from app.stages.foundation.rules.facts import CompetencyFacts, Finding, Severity, ValueFacts

LEAST_VALUES = 4
FEW_ENOUGH_VALUES = 6
MOST_VALUES = 8
LEVELS = 5
LEAST_ANCHOR_WORDS = 3

NOT_AN_ACTION = (
    *("is", "are", "be", "being", "has", "have", "good", "great", "excellent", "very good"),
    *("fair", "poor", "average", "adequate", "acceptable", "outstanding", "exceptional"),
    *("satisfactory", "unsatisfactory", "strong", "weak", "bad", "positive", "negative", "high"),
    *("low", "medium", "always good", "a", "an"),
)
"""An anchor that opens with one of these tells a grade or a trait, not what a person does."""

_GRADE = re.compile(rf"(?:{'|'.join(NOT_AN_ACTION)})\b", re.IGNORECASE)


def values_in_use(values: Sequence[ValueFacts]) -> tuple[ValueFacts, ...]:
    """Return the values that are adopted."""
    return tuple(value for value in values if value.status is ValueStatus.adopted)


def value_findings(values: Sequence[ValueFacts]) -> tuple[Finding, ...]:
    """Return what the values should be looked at again for: their number, and each by itself.

    The number counts adopted values; before any is adopted, a list of forty words is still a
    workshop's raw material and no fault.
    """
    return (*_number_findings(len(values_in_use(values))), *_each_value(values))


def _number_findings(count: int) -> Iterator[Finding]:
    """VA-01: more values than people can live by."""
    if count > FEW_ENOUGH_VALUES:
        yield Finding(
            "VA-01",
            tr("Values"),
            tr("{n} values are more than people can keep in mind.").format(n=count),
            tr("Keep four to six: which of them would you keep if it cost you money?"),
            Severity.blocking if count > MOST_VALUES else Severity.warning,
        )
    elif 0 < count < LEAST_VALUES:
        yield Finding(
            "VA-01",
            tr("Values"),
            tr("{n} adopted so far; most companies keep four to six.").format(n=count),
            tr("Look through the stories once more for what else was lived there."),
            Severity.hint,
        )


def _each_value(values: Sequence[ValueFacts]) -> Iterator[Finding]:
    """VA-02 to VA-04: no story of our own, no meaning, nothing to see."""
    for value in values:
        if value.status is ValueStatus.retired:
            continue
        if not value.story.strip():
            yield Finding(
                "VA-02",
                value.name,
                tr("No story of your own stands behind this value yet."),
                tr("Ask who lived it at some cost, and when. Without one it is a poster."),
                about=value.id,
            )
        if not value.meaning.strip():
            yield Finding(
                "VA-03",
                value.name,
                tr("Without a meaning of its own this is a minimum that every company claims."),
                tr("Write one sentence: what do you mean by it that others do not?"),
                about=value.id,
            )
        if not value.seen_when.strip() or not value.not_seen_when.strip():
            yield Finding(
                "VA-04",
                value.name,
                tr("It is not said yet what people will see, and will not see."),
                tr("Write one behavior on each line, in both boxes."),
                Severity.hint,
                value.id,
            )


def competency_findings(competencies: Sequence[CompetencyFacts]) -> tuple[Finding, ...]:
    """Return what the competencies should be looked at again for."""
    return tuple(
        found
        for competency in competencies
        if competency.status is not ValueStatus.retired
        for found in (
            *_missing_anchors(competency),
            *_alike_anchors(competency),
            *_graded_anchors(competency),
        )
    )


def _missing_anchors(competency: CompetencyFacts) -> Iterator[Finding]:
    """CO-01: levels without an anchor."""
    missing = [n for n, text in enumerate(competency.anchors, start=1) if not text.strip()]
    if missing:
        yield Finding(
            "CO-01",
            competency.name,
            tr("No anchor is written for level {levels}.").format(
                levels=", ".join(map(str, missing))
            ),
            tr("Write what a person on that level does that others can see."),
            about=competency.id,
        )


def _alike_anchors(competency: CompetencyFacts) -> Iterator[Finding]:
    """CO-02: two levels that read the same."""
    plain = [" ".join(text.casefold().split()).strip(" .") for text in competency.anchors]
    for text, times in Counter(filter(None, plain)).items():
        if times > 1:
            levels = [str(n) for n, other in enumerate(plain, start=1) if other == text]
            yield Finding(
                "CO-02",
                competency.name,
                tr("Levels {levels} read the same.").format(levels=", ".join(levels)),
                tr("Write what can be seen on the higher level and not yet on the lower."),
                about=competency.id,
            )


def _graded_anchors(competency: CompetencyFacts) -> Iterator[Finding]:
    """CO-03: an anchor that tells a grade or a trait and no action."""
    for level, text in enumerate(competency.anchors, start=1):
        if text.strip() and not says_an_action(text):
            yield Finding(
                "CO-03",
                tr("{name}, level {level}").format(name=competency.name, level=level),
                tr("This cannot be seen: it tells a grade or a trait, not what somebody does."),
                tr("Begin with what the person does: “Brings”, “Asks”, “Finishes”."),
                about=competency.id,
            )


def says_an_action(anchor: str) -> bool:
    """Say whether an anchor reads like something done: some words, and no grade to open with."""
    words = anchor.split()
    return len(words) >= LEAST_ANCHOR_WORDS and not _GRADE.match(anchor.strip())
