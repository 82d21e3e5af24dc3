"""The instruments: values, competencies, questions, scales and rules, read from shipped files.

Each is read once, when it is first asked for, checked, and kept as frozen values. What an
engagement makes of them (its own values, its own wording of a question) lives in its file.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from app.host.paths import resource
from app.instruments.reading import Entry, read_file
from app.instruments.seeds import (
    BankQuestion,
    InterviewWords,
    OutcomeStem,
    Place,
    ReviewQuestions,
    ScaleLevel,
    Scales,
    SeedCompetency,
    SeedScale,
    SeedValue,
    TaskVerbs,
    Term,
    Topic,
    WordingRule,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


@cache
def values() -> tuple[SeedValue, ...]:
    """Return the values to begin a talk from."""
    return _distinct(_listed("values", "value", _value), lambda item: item.key, "values")


@cache
def competencies() -> tuple[SeedCompetency, ...]:
    """Return the competency library in its order."""
    found = _listed("competencies", "competency", _competency)
    return _distinct(found, lambda item: item.key, "competencies")


@cache
def questions() -> tuple[BankQuestion, ...]:
    """Return the question bank; each question belongs to one competency of the library."""
    top = _opened("interview-questions")
    known = {item.key for item in competencies()}
    kinds = top.entry("kind")
    details = {name: _question_kind(kinds.entry(name)) for name in kinds.names()}
    found = tuple(_question(entry, known, details) for entry in top.entries("question"))
    top.finish()
    return _distinct(found, lambda item: item.key, "interview-questions")


def questions_for(competency: str) -> tuple[BankQuestion, ...]:
    """Return the questions of one competency, by its library key."""
    return tuple(item for item in questions() if item.competency == competency)


@cache
def outcome_stems() -> tuple[OutcomeStem, ...]:
    """Return the stems from which questions about an outcome are made."""
    return _listed("outcome-questions", "stem", _stem)


@cache
def topics() -> tuple[Topic, ...]:
    """Return the topics not to ask about, with the lawful way where there is one."""
    return _distinct(_listed("do-not-ask", "topic", _topic), lambda item: item.key, "do-not-ask")


@cache
def wording_rules() -> tuple[WordingRule, ...]:
    """Return the wording rules, then one for each topic not to ask about in an interview."""
    written = _distinct(_listed("wording", "rule", _rule), lambda item: item.key, "wording")
    return (*written, *(_topic_rule(topic) for topic in topics()))


@cache
def scales() -> Scales:
    """Return the words of the two rating scales."""
    top = _opened("scales")
    found = Scales(_scale(top.entry("competency")), _scale(top.entry("journey"), phrases=True))
    top.finish()
    return found


@cache
def interview_words() -> InterviewWords:
    """Return the words an interview opens and closes with."""
    top = _opened("interview-words")
    found = InterviewWords(
        tuple(_spoken(entry) for entry in top.entries("opening")),
        tuple(_spoken(entry) for entry in top.entries("closing")),
    )
    top.finish()
    return found


@cache
def review_questions() -> ReviewQuestions:
    """Return the questions of the self-look and of the leader's preparation."""
    top = _opened("review-questions")
    found = ReviewQuestions(
        top.texts("self_look"), top.texts("leader"), top.text("acknowledgement")
    )
    top.finish()
    return found


@cache
def task_verbs() -> TaskVerbs:
    """Return the verbs with which no outcome should begin."""
    top = _opened("task-verbs")
    found = TaskVerbs(top.texts("verbs"), top.text("question"))
    top.finish()
    return found


@cache
def glossary() -> tuple[Term, ...]:
    """Return the words of the method, in alphabetical order."""
    found = _listed("glossary", "term", _term)
    return tuple(sorted(found, key=lambda term: term.name.casefold()))


def competency(key: str) -> SeedCompetency:
    """Return a competency of the library by its key.

    Raises:
        KeyError: when the library has none of that key.
    """
    return {item.key: item for item in competencies()}[key]


def _opened(key: str) -> Entry:
    """Open an instrument's file and check that it says which instrument it is."""
    top = read_file(resource("instruments", f"{key}.toml"))
    top.choice("instrument", frozenset({key}))
    return top


def _listed(key: str, name: str, parse: Callable[[Entry], T]) -> tuple[T, ...]:
    """Read an instrument that is one list of tables."""
    top = _opened(key)
    found = tuple(parse(entry) for entry in top.entries(name))
    top.finish()
    return found


def _distinct(items: Sequence[T], name_of: Callable[[T], str], key: str) -> tuple[T, ...]:
    """Refuse a key that stands twice in one file."""
    seen: set[str] = set()
    for number, item in enumerate(items, start=1):
        if (name := name_of(item)) in seen:
            Entry({}, f"{key}.toml", f"entry {number}").wrong(f"“{name}” stands here twice")
        seen.add(name)
    return tuple(items)


def _value(entry: Entry) -> SeedValue:
    found = SeedValue(
        key=entry.text("key"),
        name=entry.text("name"),
        meaning=entry.text("meaning"),
        seen=entry.text("seen"),
        not_seen=entry.text("not_seen"),
    )
    entry.finish()
    return found


def _competency(entry: Entry) -> SeedCompetency:
    one, two, three, four, five = entry.texts("anchors", count=5)
    if len({one, two, three, four, five}) != 5:
        entry.wrong("two anchors say the same")
    found = SeedCompetency(
        key=entry.text("key"),
        name=entry.text("name"),
        family=entry.text("family"),
        definition=entry.text("definition"),
        anchors=(one, two, three, four, five),
        grow_by_work=entry.text("grow_by_work"),
        grow_with_people=entry.text("grow_with_people"),
        grow_by_study=entry.text("grow_by_study"),
    )
    entry.finish()
    return found


def _question_kind(entry: Entry) -> tuple[int, tuple[str, ...]]:
    entry.text("title")
    found = entry.whole("minutes", low=1, high=60), entry.texts("probes")
    entry.finish()
    return found


def _question(
    entry: Entry, known: set[str], kinds: dict[str, tuple[int, tuple[str, ...]]]
) -> BankQuestion:
    kind = entry.choice("kind", frozenset(kinds))
    minutes, probes = kinds[kind]
    found = BankQuestion(
        key=entry.text("key"),
        competency=entry.choice("competency", frozenset(known)),
        kind=kind,
        text=entry.text("text"),
        probes=probes,
        listen_for=_parts(entry.text("listen_for")),
        minutes=minutes,
    )
    entry.finish()
    return found


def _stem(entry: Entry) -> OutcomeStem:
    found = OutcomeStem(
        key=entry.text("key"),
        kind=entry.choice("kind", frozenset({"outcome_accomplishment", "outcome_situation"})),
        text=entry.text("text"),
        listen_for=_parts(entry.text("listen_for")),
        minutes=entry.whole("minutes", low=1, high=60),
    )
    entry.finish()
    return found


def _topic(entry: Entry) -> Topic:
    found = Topic(
        key=entry.text("key"),
        name=entry.text("name"),
        do_not_ask=entry.text("do_not_ask"),
        lawful_way=entry.optional_text("lawful_way"),
        note=entry.text("note"),
        words=entry.texts("words"),
    )
    entry.finish()
    return found


def _topic_rule(topic: Topic) -> WordingRule:
    """Make the rule that finds a topic in a question, which it blocks, or in a note."""
    return WordingRule(
        key=f"do-not-ask-{topic.key}",
        name=topic.name,
        reason=topic.note,
        advice=topic.lawful_way or "There is no lawful way to ask this. Leave it out.",
        before="",
        after=topic.lawful_way,
        words=topic.words,
        places=frozenset({Place.QUESTION, Place.INTERVIEW_NOTE}),
        blocks=frozenset({Place.QUESTION}),
    )


def _rule(entry: Entry) -> WordingRule:
    found = WordingRule(
        key=entry.text("key"),
        name=entry.text("name"),
        reason=entry.text("reason"),
        advice=entry.text("advice"),
        before=entry.text("before"),
        after=entry.text("after"),
        words=entry.texts("words"),
        places=_places(entry, "places"),
        blocks=_places(entry, "blocks"),
    )
    entry.finish()
    return found


def _places(entry: Entry, name: str) -> frozenset[Place]:
    known = {place.value for place in Place}
    found = entry.texts(name)
    for place in found:
        if place not in known:
            entry.wrong(f"“{name}” holds “{place}”, which is no place of a text")
    return frozenset(Place(place) for place in found)


def _scale(entry: Entry, *, phrases: bool = False) -> SeedScale:
    levels = tuple(_level(level, phrases=phrases) for level in entry.entries("level"))
    if [item.level for item in levels] != [1, 2, 3, 4, 5]:
        entry.wrong("the levels do not run from 1 to 5")
    found = SeedScale(entry.text("title"), entry.text("note"), levels)
    entry.finish()
    return found


def _level(entry: Entry, *, phrases: bool) -> ScaleLevel:
    found = ScaleLevel(
        level=entry.whole("level", low=1, high=5),
        label=entry.text("label"),
        meaning=entry.text("meaning"),
        phrase=entry.text("phrase") if phrases else "",
    )
    entry.finish()
    return found


def _spoken(entry: Entry) -> str:
    entry.text("key")
    found = entry.text("text")
    entry.finish()
    return found


def _term(entry: Entry) -> Term:
    found = Term(entry.text("name"), entry.text("meaning"))
    entry.finish()
    return found


def _parts(text: str) -> tuple[str, ...]:
    """Part a line at its semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
