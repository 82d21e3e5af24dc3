"""The wording check stops at what it should, and at nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.instruments.instrument import wording_rules
from app.instruments.seeds import Place, WordingRule
from app.instruments.wording import blocks, check, opening_task_verb

PROSE = st.text(
    alphabet=st.sampled_from("aglwyzAEÉé ’'-.,\n\t*(3") | st.characters(codec="utf-8"),
    max_size=60,
)
WORDS = st.sampled_from([word for rule in wording_rules() for word in rule.words])
SENTENCES = st.lists(PROSE | WORDS, max_size=8).map(" ".join)


def rule(*words: str, blocks: frozenset[Place] = frozenset()) -> WordingRule:
    return WordingRule("trial", "Trial", "why", "what instead", "", "", words, frozenset(), blocks)


def found(text: str, place: Place = Place.REVIEW, **more) -> list[tuple[str, str]]:
    return [(hit.rule.key, hit.words) for hit in check(text, place, **more)]


def test_an_absolute_is_found_whatever_its_case():
    assert found("He ALWAYS calls ahead.") == [("absolute", "ALWAYS")]


def test_a_word_within_a_word_is_no_hit():
    assert found("A weekly average on paperwork; the weakness of the pager.") == []


def test_a_star_finds_every_ending():
    assert found("Two disabilities and a disabled guard.") == [
        ("protected-topic", "disabilities"),
        ("protected-topic", "disabled"),
    ]


def test_a_word_without_a_star_finds_no_ending():
    assert found("She raises the standard around her.") == []
    assert found("A raise was promised.") == [("pay", "raise")]


def test_a_phrase_is_found_across_a_line_break_and_with_a_curly_apostrophe():
    assert found("He doesn’t\n care.") == [("mind-reading", "doesn’t\n care")]


def test_the_span_of_a_hit_points_at_the_words_as_written():
    text = "On March 3 he was “never” there – or so."
    (hit,) = check(text, Place.EVIDENCE)

    assert text[hit.start : hit.end] == hit.words == "never"


def test_a_hit_carries_the_advice_of_its_rule():
    (hit,) = check("Lazy.", Place.EVIDENCE)

    assert hit.advice == "Say what was seen or heard and its effect"
    assert hit.rule.reason


def test_the_name_of_a_value_is_exempt_but_the_same_word_elsewhere_is_not():
    text = "Better every day: we want a better start."

    assert found(text, Place.EXPECTATION, exempt=["Better every day"]) == [("vague", "better")]


def test_a_word_of_the_trade_is_allowed_for_the_engagement():
    text = "Orders for the medical-device line."

    assert found(text) == [("protected-topic", "medical")]
    assert found(text, allowed=["medical-device"]) == []


def test_an_exempt_name_covers_no_word_that_only_overlaps_it():
    text = "The union of our hands is strong."

    assert found(text, exempt=["of our hands"]) == [("protected-topic", "union")]


@pytest.mark.parametrize("place", [Place.REDIRECT, Place.EVIDENCE, Place.REVIEW])
def test_labels_are_looked_for_where_people_are_written_about(place):
    assert found("Careless.", place) == [("label", "Careless")]


@pytest.mark.parametrize("place", [Place.LETTER, Place.COACHING, Place.ELSEWHERE])
def test_labels_are_not_looked_for_elsewhere(place):
    assert found("A careless drop of the gauge.", place) == []


def test_vague_words_are_looked_for_only_in_expectations():
    assert found("Step up.", Place.EXPECTATION) == [("vague", "Step up")]
    assert found("Step up.", Place.REVIEW) == []


def test_a_promise_is_looked_for_in_letters_offers_and_destinations():
    for place in (Place.LETTER, Place.OFFER, Place.DESTINATION):
        assert found("A job for life.", place) == [("promise", "job for life")]
    assert found("A job for life.", Place.REVIEW) == []


def test_a_protected_topic_is_looked_for_everywhere():
    assert all(found("After her surgery", place) for place in Place)


def test_a_protected_topic_blocks_a_redirect_paper_and_warns_elsewhere():
    assert blocks(check("After her surgery", Place.REDIRECT))
    assert not blocks(check("After her surgery", Place.REVIEW))


def test_a_topic_in_a_question_is_named_once_by_the_more_exact_rule():
    assert found("Are you married?", Place.QUESTION) == [("do-not-ask-marital-status", "married")]


def test_the_advice_for_a_topic_is_the_lawful_way():
    (hit,) = check("How old are you?", Place.QUESTION)

    assert hit.advice.startswith("Are you at least 18?")


def test_an_empty_text_has_no_hits():
    assert check("", Place.REDIRECT) == ()


@given(SENTENCES, st.sampled_from(Place))
def test_every_span_lies_in_the_text_and_says_what_stands_there(text, place):
    hits = check(text, place)

    assert all(text[hit.start : hit.end] == hit.words for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


@given(SENTENCES, st.sampled_from(Place), st.lists(PROSE | WORDS, max_size=3))
def test_an_exemption_only_ever_takes_hits_away(text, place, names):
    with_names = set(check(text, place, exempt=names))

    assert with_names <= set(check(text, place))


@given(SENTENCES, st.sampled_from(Place))
def test_a_text_that_is_itself_a_name_has_no_hits(text, place):
    assert check(text, place, exempt=[text]) == () or not text.strip()


@given(st.sampled_from(wording_rules()), st.data())
def test_every_word_of_every_rule_is_found_in_any_case(rule, data):
    word = data.draw(st.sampled_from(rule.words)).removesuffix("*")
    said = data.draw(st.sampled_from([word, word.upper(), word.title()]))

    assert check(f"x {said}, y", Place.ELSEWHERE, rules=[_everywhere(rule)])


@given(PROSE.filter(str.strip))
def test_a_rule_made_of_any_text_never_breaks_the_check(words):
    check(f"before {words} after", Place.REVIEW, rules=[rule(words)])


def _everywhere(one: WordingRule) -> WordingRule:
    return rule(*one.words)


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("Handle customer calls", "handle"),
        ("Handles customer calls", "handle"),
        ("Handling customer calls", "handle"),
        ("To handle customer calls", "handle"),
        ("  Be responsible for the saw", "be responsible for"),
        ("Is responsible for the saw", "be responsible for"),
        ("Responsible for the saw", "responsible for"),
        ("Processes orders", "process"),
        ("Carries on", ""),
        ("Carry out the plan", "carry out"),
        ("Helpful answers", ""),
        ("Managers who lead", ""),
        ("Jobs on promised day", ""),
        ("", ""),
    ],
)
def test_an_outcome_that_begins_with_a_task_verb_is_known(statement, verb):
    assert opening_task_verb(statement) == verb


@pytest.mark.parametrize(
    "text",
    [
        "Nothing we are owed is older than 60 days.",
        "No order is older than three weeks when it ships.",
        "Quotes younger than a month stay open.",
    ],
)
def test_the_age_of_a_thing_is_no_protected_topic(text: str):
    assert check(text, "jd") == ()


@pytest.mark.parametrize(
    "text",
    ["Nobody older than 60 years applies.", "We want no older workers.", "Older than the team."],
)
def test_the_age_of_a_person_still_is(text: str):
    assert [hit.rule.key for hit in check(text, "jd")] == ["protected-topic"]
