"""What the instruments are made of: frozen values, as they come from the shipped files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_BRACE = re.compile(r"\{(\w+)\}")


class Place(StrEnum):
    """Where a text stands, which decides the wording rules that run on it."""

    REDIRECT = "redirect"
    EVIDENCE = "evidence"
    REVIEW = "review"
    INTERVIEW_NOTE = "interview-note"
    QUESTION = "question"
    EXPECTATION = "expectation"
    DESTINATION = "destination"
    LETTER = "letter"
    OFFER = "offer"
    JOB_DESCRIPTION = "job-description"
    COACHING = "coaching"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class SeedValue:
    """A value to begin a talk from."""

    key: str
    name: str
    meaning: str
    seen: str
    not_seen: str


@dataclass(frozen=True, slots=True)
class SeedCompetency:
    """A competency of the library; ``anchors`` run from level 1 to level 5."""

    key: str
    name: str
    family: str
    definition: str
    anchors: tuple[str, str, str, str, str]
    grow_by_work: str
    grow_with_people: str
    grow_by_study: str

    def anchor(self, level: int) -> str:
        """Return the anchor of a level, 1 to 5."""
        return self.anchors[level - 1]


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question for an interview, and what to listen for."""

    key: str
    competency: str
    kind: str
    text: str
    probes: tuple[str, ...]
    listen_for: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class OutcomeStem:
    """A stem from which a question about any outcome is made."""

    key: str
    kind: str
    text: str
    listen_for: tuple[str, ...]
    minutes: int

    def fill(self, *, outcome: str, baseline: str = "", target: str = "", short: str = "") -> str:
        """Return the question for one outcome.

        Args:
            outcome: the destination as the job description words it.
            baseline: where its measure stands, with the unit.
            target: where its measure is to arrive, with the unit.
            short: a shorter way to say the outcome; the outcome itself where none is given.
        """
        said = {
            "outcome_short": short or outcome,
            "outcome": outcome,
            "baseline": baseline or "where it is today",
            "target": target or "its target",
        }
        return _BRACE.sub(lambda brace: said.get(brace[1], brace[0]), self.text)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic not to ask a candidate about; ``lawful_way`` is empty where there is none."""

    key: str
    name: str
    do_not_ask: str
    lawful_way: str
    note: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordingRule:
    """Words to stop at, why, and what to write instead.

    Attributes:
        words: whole words or phrases; a star at the end makes a prefix.
        places: where the rule runs; none means everywhere.
        blocks: where a hit stops the text from being issued.
    """

    key: str
    name: str
    reason: str
    advice: str
    before: str
    after: str
    words: tuple[str, ...]
    places: frozenset[Place]
    blocks: frozenset[Place]

    def runs_in(self, place: Place) -> bool:
        """Tell whether the rule looks at texts of that place."""
        return not self.places or place in self.places


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One level of a rating scale; ``phrase`` opens a sentence of the review."""

    level: int
    label: str
    meaning: str
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class SeedScale:
    """A rating scale from 1 to 5 in words."""

    title: str
    note: str
    levels: tuple[ScaleLevel, ...]

    def level(self, number: int) -> ScaleLevel:
        """Return a level by its number, 1 to 5."""
        return self.levels[number - 1]


@dataclass(frozen=True, slots=True)
class Scales:
    """The scale of competencies and the scale of outcomes."""

    competency: SeedScale
    journey: SeedScale


@dataclass(frozen=True, slots=True)
class InterviewWords:
    """What is said to each candidate at the start and at the end; braces wait to be filled."""

    opening: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewQuestions:
    """What a person and a leader think about before any number is written."""

    self_look: tuple[str, ...]
    leader: tuple[str, ...]
    acknowledgement: str


@dataclass(frozen=True, slots=True)
class TaskVerbs:
    """Verbs that make an outcome a task, and the question to put to the writer."""

    verbs: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the method, explained."""

    name: str
    meaning: str
