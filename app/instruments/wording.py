"""The wording check: finds words to stop at and says what to write instead. Pure.

Names of values, competencies and outcomes are exempt ("Better every day" is no vague promise),
and so is what an engagement allows ("medical-device"). The writer decides; only a blocking hit
stops a text from being issued.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.instruments.instrument import task_verbs, wording_rules
from app.instruments.seeds import Place, WordingRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Hit", "Place", "blocks", "check", "opening_task_verb"]

_SAME_MARK = str.maketrans({"’": "'", "‘": "'", "\u02bc": "'", "\u00a0": " ", "\u2011": "-"})
_TOPIC_RULE = "do-not-ask-"
_PROTECTED = "protected-topic"
_AGE_OF_THINGS = re.compile(
    r"\b(?:older|younger) than (?:\d+|an?|one|two|three|four|five|six|seven|ten|thirty|sixty"
    r"|ninety)[ -](?:minute|hour|day|week|month|quarter)s?\b",
    re.IGNORECASE,
)
"""“Older than 60 days” speaks of bills and orders; people's ages are told in years."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text where a rule says: stop and look.

    Attributes:
        start: where it begins in the text.
        end: where it ends, one past the last character.
        words: what stands there, as it was written.
        rule: the rule, with its reason, its advice and an example.
        blocks: whether the text may not be issued as it is.
    """

    start: int
    end: int
    words: str
    rule: WordingRule
    blocks: bool

    @property
    def advice(self) -> str:
        """Return what to do about it."""
        return self.rule.advice


def check(
    text: str,
    place: Place,
    *,
    exempt: Iterable[str] = (),
    allowed: Iterable[str] = (),
    rules: Sequence[WordingRule] | None = None,
) -> tuple[Hit, ...]:
    """Return what the rules stop at, in the order of the text.

    Args:
        text: what was written.
        place: where it stands; it decides which rules run.
        exempt: names of values, competencies and outcomes; a hit inside one does not count.
        allowed: words this engagement uses in its trade.
        rules: the rules; those that came with the program where none are given.
    """
    plain = text.translate(_SAME_MARK)
    free = _spans(plain, (*exempt, *allowed))
    free += [found.span() for found in _AGE_OF_THINGS.finditer(plain)]
    hits = [
        Hit(
            found.start(),
            found.end(),
            text[found.start() : found.end()],
            rule,
            place in rule.blocks,
        )
        for rule in (wording_rules() if rules is None else rules)
        if rule.runs_in(place)
        for found in _pattern(rule.words).finditer(plain)
        if not any(start <= found.start() and found.end() <= end for start, end in free)
    ]
    return tuple(sorted(_without_echoes(hits), key=lambda hit: (hit.start, hit.end, hit.rule.key)))


def blocks(hits: Iterable[Hit]) -> bool:
    """Tell whether any of the hits stops the text from being issued."""
    return any(hit.blocks for hit in hits)


def opening_task_verb(statement: str, verbs: Sequence[str] | None = None) -> str:
    """Return the task verb an outcome begins with, or an empty text when it begins with none.

    Inflected beginnings count too: "Handles", "Handling" and "To handle" are all a task.
    """
    opening = statement.translate(_SAME_MARK).strip().casefold().removeprefix("to ")
    for verb in sorted(task_verbs().verbs if verbs is None else verbs, key=len, reverse=True):
        if any(re.match(rf"{form}\b", opening) for form in _forms(verb.casefold())):
            return verb
    return ""


def _forms(verb: str) -> tuple[str, ...]:
    """Return a verb as patterns: plain, with -s, and with -ing."""
    first, _, rest = verb.partition(" ")
    tail = r"\s+" + r"\s+".join(map(re.escape, rest.split())) if rest else ""
    if first == "be":
        return tuple(form + tail for form in ("be", "is", "being"))
    if first == "responsible":
        return (first + tail,)
    stem = first.removesuffix("e") if first.endswith("e") and not first.endswith("ee") else first
    plain, ending = re.escape(first), re.escape(stem)
    return (plain + tail, rf"{plain}(?:s|es){tail}", rf"{ending}ing{tail}")


def _spans(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the exempt names stand in the text."""
    written = tuple(sorted({name for name in names if name.strip()}))
    if not written:
        return []
    return [found.span() for found in _names(written).finditer(text)]


def _without_echoes(hits: list[Hit]) -> list[Hit]:
    """Drop the general warning where an interview topic already names the same words."""
    topics = [hit for hit in hits if hit.rule.key.startswith(_TOPIC_RULE)]
    return [
        hit
        for hit in hits
        if hit.rule.key != _PROTECTED
        or not any(topic.start <= hit.start and hit.end <= topic.end for topic in topics)
    ]


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Make the pattern of a rule: whole words, any case, a star for any ending."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(_whole("|".join(_phrase(word) for word in ordered)), re.IGNORECASE)


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Make the pattern of the exempt names, the longer ones first; a star is only a star here."""
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(
        _whole("|".join(_phrase(name, stars=False) for name in ordered)), re.IGNORECASE
    )


def _whole(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"


def _phrase(words: str, *, stars: bool = True) -> str:
    """Make the pattern of one entry; the blanks in it match any white space."""
    parts: list[str] = []
    for word in words.translate(_SAME_MARK).split():
        prefix = stars and word.endswith("*")
        parts.append(re.escape(word[:-1] if prefix else word) + (r"\w*" if prefix else ""))
    return r"\s+".join(parts)
