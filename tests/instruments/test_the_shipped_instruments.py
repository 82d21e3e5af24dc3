"""What ships with the program is whole, distinct and fit to be used as it is."""

from __future__ import annotations

import re

import pytest

from app.domain.scales import COMPETENCY_LEVELS, JOURNEY_LEVELS
from app.instruments import instrument, wording
from app.instruments.seeds import Place

SEED_TEXTS = [
    text
    for item in instrument.competencies()
    for text in (
        item.name,
        item.definition,
        *item.anchors,
        item.grow_by_work,
        item.grow_with_people,
        item.grow_by_study,
    )
] + [text for item in instrument.values() for text in (item.name, item.meaning)]


def test_there_are_twenty_four_values_each_with_a_name_of_its_own():
    names = {item.name for item in instrument.values()}

    assert len(instrument.values()) == 24
    assert len(names) == 24
    assert {"Truth early", "Own it", "Craft", "People grow here", "Better every day"} <= names


def test_there_are_twenty_competencies_with_five_distinct_anchors_each():
    library = instrument.competencies()

    assert len(library) == 20
    assert [len(set(item.anchors)) for item in library] == [5] * 20
    assert len({anchor for item in library for anchor in item.anchors}) == 100


def test_the_families_of_the_library_are_the_eight_of_the_method():
    assert {item.family for item in instrument.competencies()} == {
        "Results",
        "Character",
        "Service",
        "Growth",
        "Safety",
        "Craft",
        "Thinking",
        "Leadership",
    }


def test_an_anchor_is_found_by_its_level():
    grow = instrument.competency("grow-others")

    assert grow.anchor(1) == "Keeps knowledge or work to self; corrects in public"
    assert grow.anchor(5) == "Produces leaders who grow leaders"


def test_there_are_sixty_questions_two_to_tell_and_one_situation_for_each_competency():
    for competency in instrument.competencies():
        kinds = [item.kind for item in instrument.questions_for(competency.key)]
        assert kinds == ["behavioral", "behavioral", "situational"]

    assert len({item.text for item in instrument.questions()}) == 60


def test_every_question_has_probes_something_to_listen_for_and_a_time():
    for question in instrument.questions():
        assert len(question.probes) >= 3
        assert len(question.listen_for) >= 2
        assert 1 <= question.minutes <= 10


def test_no_shipped_question_touches_a_topic_not_to_ask_about():
    texts = [item.text for item in instrument.questions()]
    texts += [probe for item in instrument.questions() for probe in item.probes]
    texts += [stem.text for stem in instrument.outcome_stems()]
    texts += [*instrument.interview_words().opening, *instrument.interview_words().closing]

    assert [text for text in texts if wording.check(text, Place.QUESTION)] == []


def test_every_lawful_way_passes_the_check_that_sends_a_writer_to_it():
    remark = re.compile(r" \(.*?\)")
    lawful = [remark.sub("", item.lawful_way) for item in instrument.topics() if item.lawful_way]

    assert len(instrument.topics()) == 16
    assert len(lawful) == 12
    assert [text for text in lawful if wording.check(text, Place.QUESTION)] == []


@pytest.mark.parametrize("topic", instrument.topics(), ids=lambda topic: topic.key)
def test_every_topic_not_to_ask_about_is_found_by_each_of_its_words(topic):
    for words in topic.words:
        question = f"Tell us about {words.removesuffix('*')} please."
        hits = wording.check(question, Place.QUESTION)
        assert wording.blocks(hits), words
        assert f"do-not-ask-{topic.key}" in {hit.rule.key for hit in hits}


@pytest.mark.parametrize(
    "question",
    [
        "How old are you?",
        "When do you plan to retire?",
        "Do you have children, or plans for them?",
        "Which church do you go to?",
        "Where were you born?",
        "Have you ever been arrested?",
        "What is your current salary?",
        "Do you own your home?",
        "Have you taken sick days this year?",
        "Are you in a union?",
    ],
)
def test_a_question_that_must_not_be_asked_is_stopped(question):
    assert wording.blocks(wording.check(question, Place.QUESTION))


def test_a_stem_is_filled_with_the_outcome_and_its_numbers():
    stem = {item.key: item for item in instrument.outcome_stems()}["situation"]

    question = stem.fill(outcome="Jobs on promised day", baseline="82 %", target="95 %")

    assert "Jobs on promised day stands at 82 % and needs to reach 95 %" in question


def test_a_stem_never_fills_what_the_client_wrote_in_braces():
    stem = {item.key: item for item in instrument.outcome_stems()}["situation"]

    question = stem.fill(outcome="The {target} is kept", baseline="1", target="9")

    assert "The {target} is kept stands at 1 and needs to reach 9" in question


def test_every_stem_leaves_no_brace_behind():
    for stem in instrument.outcome_stems():
        assert not re.search(r"[{}]", stem.fill(outcome="Right first time"))

    assert len(instrument.outcome_stems()) == 5


def test_the_nine_wording_rules_carry_every_word_of_the_method():
    rules = {rule.key: rule for rule in instrument.wording_rules() if "do-not-ask" not in rule.key}

    assert {key: len(rule.words) for key, rule in rules.items()} == {
        "absolute": 6,
        "label": 11,
        "mind-reading": 6,
        "protected-topic": 27,
        "stereotype": 10,
        "legal-conclusion": 7,
        "vague": 8,
        "promise": 5,
        "pay": 3,
    }


def test_each_rules_own_example_shows_the_hit_and_the_way_out():
    for rule in instrument.wording_rules():
        if rule.key.startswith("do-not-ask"):
            continue
        place = next(iter(rule.places), Place.ELSEWHERE)
        assert wording.check(rule.before, place, rules=[rule]), rule.key
        assert not wording.check(rule.after, place), rule.key


def test_the_scales_say_the_same_words_as_the_domain():
    scales = instrument.scales()

    assert {
        item.level: (item.label, item.meaning) for item in scales.competency.levels
    } == COMPETENCY_LEVELS
    assert {item.level: item.label for item in scales.journey.levels} == JOURNEY_LEVELS
    assert all(item.phrase for item in scales.journey.levels)


def test_the_interview_opens_with_thanks_and_purpose_and_closes_with_the_next_step():
    words = instrument.interview_words()

    assert words.opening[0].startswith("Thank you")
    assert any("{purpose}" in text for text in words.opening)
    assert any("{outcome}" in text for text in words.closing)
    assert any("{date}" in text for text in words.closing)


def test_the_review_opens_with_six_questions_to_the_person_and_three_to_the_leader():
    questions = instrument.review_questions()

    assert len(questions.self_look) == 6
    assert len(questions.leader) == 3
    assert questions.acknowledgement == "I have received this and we have talked about it"


def test_the_glossary_is_in_alphabetical_order_without_a_word_twice():
    names = [term.name for term in instrument.glossary()]

    assert len(names) == 25
    assert names == sorted(set(names), key=str.casefold)


def test_an_instrument_is_read_once():
    assert instrument.values() is instrument.values()


def test_the_shipped_seed_texts_pass_the_check_of_job_descriptions():
    names = [item.name for item in (*instrument.values(), *instrument.competencies())]

    found = [
        (text, hit.words)
        for text in SEED_TEXTS
        for hit in wording.check(text, Place.JOB_DESCRIPTION, exempt=names)
    ]

    assert found == []
