"""Scores are means of what was rated, and what was not rated is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.instruments.scoring import mean, weighted

WEIGHTS = {"K1": 30, "K2": 25, "K3": 20, "K4": 15, "K5": 10}
RATED = st.dictionaries(st.text(max_size=3), st.integers(1, 5) | st.none(), max_size=8)


def panel(**criteria: tuple[int, ...]) -> dict[str, float]:
    return {name: sum(scores) / len(scores) for name, scores in criteria.items()}


CANDIDATE_A = panel(K1=(4, 4, 5), K2=(3, 4, 3), K3=(4, 2, 3), K4=(5, 4, 4), K5=(4, 4, 4))
CANDIDATE_B = panel(K1=(3, 3, 3), K2=(5, 4, 5), K3=(4, 4, 4), K4=(3, 4, 3), K5=(5, 4, 4))


def test_the_weighted_interview_score_meets_the_vector_of_candidate_a():
    score = weighted(CANDIDATE_A, WEIGHTS)

    assert score.value == pytest.approx(3.783333, abs=1e-6)
    assert score.percent == pytest.approx(69.583333, abs=1e-6)
    assert score.is_complete


def test_the_weighted_interview_score_meets_the_vector_of_candidate_b():
    score = weighted(CANDIDATE_B, WEIGHTS)

    assert (score.value, score.percent) == (pytest.approx(3.8), pytest.approx(70.0))


def test_a_missing_criterion_is_named_and_takes_its_weight_along():
    score = weighted({**CANDIDATE_A, "K5": None}, WEIGHTS)

    assert score.value == pytest.approx(3.759259, abs=1e-6)
    assert score.percent == pytest.approx(68.981481, abs=1e-6)
    assert score.coverage == pytest.approx(0.9)
    assert score.missing == ("K5",)
    assert not score.is_complete


def test_review_scores_meet_the_vectors():
    outcomes = weighted({"A": 4, "B": 2, "C": 3}, {"A": 40, "B": 35, "C": 25})
    partly = weighted({"A": 4, "B": None, "C": 3}, {"A": 40, "B": 35, "C": 25})

    assert outcomes.value == pytest.approx(3.05)
    assert partly.value == pytest.approx(3.6154, abs=1e-4)
    assert partly.coverage == pytest.approx(0.65)
    assert mean(dict(zip("abcde", (4, 3, 3, 5, 4), strict=True))).value == pytest.approx(3.8)


def test_nothing_rated_gives_no_score_instead_of_a_zero():
    score = mean({"a": None, "b": None})

    assert (score.value, score.percent, score.n, score.of) == (None, None, 0, 2)
    assert score.missing == ("a", "b")
    assert score.reading().state == "n/a"


def test_no_questions_give_no_score():
    assert mean({}).value is None
    assert mean({}).coverage == 0


def test_a_score_on_few_answers_is_thin():
    score = mean({"a": 4, "b": 5})

    assert score.reading(thin_below=3).state == "thin"
    assert score.reading(thin_below=2).state == "ok"


def test_a_criterion_that_nobody_answered_counts_as_missing():
    assert weighted({"K1": 4}, {"K1": 50, "K2": 50}).missing == ("K2",)


@pytest.mark.parametrize("rating", [0, 6, -1, 5.5])
def test_a_rating_off_the_scale_is_refused(rating):
    with pytest.raises(ValueError, match="scale"):
        mean({"a": rating})


def test_an_answer_without_a_weight_is_refused():
    with pytest.raises(ValueError, match="no weight for K9"):
        weighted({"K9": 3}, {"K1": 100})


def test_a_weight_below_zero_is_refused():
    with pytest.raises(ValueError, match="below 0"):
        weighted({"K1": 3}, {"K1": -1})


@given(RATED)
def test_a_mean_stays_within_what_was_rated(answers):
    score = mean(answers)
    rated = [value for value in answers.values() if value is not None]

    assert score.n == len(rated)
    assert score.n + len(score.missing) == score.of
    if rated:
        assert min(rated) - 1e-9 <= score.value <= max(rated) + 1e-9
    else:
        assert score.value is None


@given(RATED, st.data())
def test_a_higher_rating_never_lowers_a_score(answers, data):
    raisable = [name for name, value in answers.items() if value is not None and value < 5]
    if not raisable:
        return
    name = data.draw(st.sampled_from(raisable))

    before, after = mean(answers), mean({**answers, name: answers[name] + 1})

    assert after.value > before.value


@given(RATED, st.integers(1, 9))
def test_only_the_proportions_of_the_weights_count(answers, factor):
    weights = {name: place + 1 for place, name in enumerate(answers)}

    one = weighted(answers, weights)
    other = weighted(answers, {name: weight * factor for name, weight in weights.items()})

    assert one.value == (None if other.value is None else pytest.approx(other.value))
