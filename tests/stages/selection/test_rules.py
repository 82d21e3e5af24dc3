"""The worked numbers of the method, and what must hold for any panel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.stages.selection.rules import (
    Criterion,
    Score,
    agreement,
    agreement_over,
    agreement_word,
    band_width,
    level,
    ranked,
    score,
)

CRITERIA = [Criterion(f"K{n}", w) for n, w in enumerate((30, 25, 20, 15, 10), start=1)]
FLOORED = [
    Criterion("K1", 30),
    Criterion("K2", 25),
    Criterion("K3", 20, 3.0),
    Criterion("K4", 15, 3.0),
    Criterion("K5", 10),
]
A = {"K1": (4, 4, 5), "K2": (3, 4, 3), "K3": (4, 2, 3), "K4": (5, 4, 4), "K5": (4, 4, 4)}
B = {"K1": (3, 3, 3), "K2": (5, 4, 5), "K3": (4, 4, 4), "K4": (3, 4, 3), "K5": (5, 4, 4)}
SAMPLE = {
    "Abdi Warfaase": B,
    "Everett Sunde": {
        "K1": (3, 3, 2), "K2": (3, 3, 3), "K3": (2, 2, 2), "K4": (3, 3, 4), "K5": (3, 3, 3)
    },
    "Gordon Ames-Whitley": {
        "K1": (2, 2, 3), "K2": (4, 3, 4), "K3": (1, 2, 2), "K4": (2, 3, 3), "K5": (3, 2, 3)
    },
    "Paula Gretzinger": {
        "K1": (3, 4, 3), "K2": (4, 4, 3), "K3": (3, 3, 3), "K4": (4, 3, 4), "K5": (4, 4, 4)
    },
    "Renata Kolbeck": A,
    "Yusuf Dahir-Lane": {
        "K1": (4, 3, 4), "K2": (3, 3, 3), "K3": (3, 3, 4), "K4": (4, 4, 4), "K5": (3, 4, 3)
    },
}  # fmt: skip


def panel(ratings: dict[str, tuple[int, ...]], criteria: list[Criterion] = CRITERIA) -> Score:
    return score(criteria, {key: [[x] for x in given] for key, given in ratings.items()})


def test_candidate_a_scores_as_the_method_works_it_out():
    found = panel(A)

    assert found.value == pytest.approx(3.783333, abs=1e-6)
    assert found.percent == pytest.approx(69.583333, abs=1e-6)
    assert found.error == pytest.approx(0.181, abs=5e-4)
    assert [c.key for c in found.criteria if c.talk] == ["K3"]


def test_candidate_b_scores_as_the_method_works_it_out():
    found = panel(B)

    assert found.value == pytest.approx(3.8)
    assert found.percent == pytest.approx(70.0)
    assert found.error == pytest.approx(0.103, abs=5e-4)


def test_a_missing_criterion_is_left_out_and_said():
    found = panel({key: given for key, given in A.items() if key != "K5"})

    assert found.value == pytest.approx(3.759259, abs=1e-6)
    assert found.percent == pytest.approx(68.981481, abs=1e-6)
    assert found.coverage == pytest.approx(0.90)


def test_below_80_percent_coverage_no_score_is_given():
    found = panel({key: A[key] for key in ("K1", "K2")})

    assert found.value is None
    assert found.state == "n/a"


def test_a_question_that_was_not_asked_does_not_count():
    found = score([Criterion("K1", 100)], {"K1": [[4, None], [None, 5]]})

    assert found.value == pytest.approx(4.5)


def test_candidates_a_and_b_are_level():
    assert level(panel(A), panel(B))
    assert band_width(panel(A), panel(B)) == 0.25


def test_one_rater_alone_makes_a_thin_score():
    found = score([Criterion("K1", 100)], {"K1": [[4]]})

    assert found.state == "thin"
    assert found.error is None


def test_the_sample_requisition_ranks_as_the_method_shows():
    scores = {name: panel(given, FLOORED) for name, given in SAMPLE.items()}

    placed = ranked(scores)

    assert [(p.key, p.band, p.why_apart) for p in placed] == [
        ("Abdi Warfaase", 1, ""),
        ("Renata Kolbeck", 1, ""),
        ("Paula Gretzinger", 2, ""),
        ("Yusuf Dahir-Lane", 2, ""),
        ("Everett Sunde", 0, "below_floor"),
        ("Gordon Ames-Whitley", 0, "below_floor"),
    ]
    assert [
        (round(scores[p.key].value or 0, 4), round(scores[p.key].error or 0, 3)) for p in placed
    ] == [
        (3.8, 0.103), (3.7833, 0.181), (3.4667, 0.139), (3.45, 0.125), (2.75, 0.112),
        (2.6167, 0.158),
    ]  # fmt: skip


def test_who_was_not_rated_on_everything_is_not_compared():
    placed = ranked({"a": panel(A), "b": panel({k: v for k, v in B.items() if k != "K5"})})

    assert [(p.key, p.why_apart) for p in placed] == [("a", ""), ("b", "not_comparable")]


@pytest.mark.parametrize(
    ("ratings", "r_wg", "deviation"),
    [((4, 4, 5), 0.833333, 0.444444), ((4, 2, 3), 0.5, 0.666667), ((4, 4, 4), 1.0, 0.0)],
)
def test_agreement_is_as_the_method_works_it_out(ratings, r_wg, deviation):
    found = agreement(ratings)

    assert found.r_wg == pytest.approx(r_wg, abs=1e-6)
    assert found.deviation == pytest.approx(deviation, abs=1e-6)
    assert found.state == "thin"


def test_opposite_ratings_agree_by_nothing_and_never_less():
    assert agreement((1, 5)).r_wg == 0.0


def test_agreement_on_seven_points():
    assert agreement((5, 6, 6, 7), points=7).r_wg == pytest.approx(0.833333, abs=1e-6)
    assert agreement((5, 6, 6, 7), points=7).state == "ok"


def test_agreement_over_the_five_criteria_of_a():
    assert agreement_over(list(A.values())) == pytest.approx(0.952381, abs=1e-6)


def test_one_rater_agrees_with_nobody():
    assert agreement((3,)).state == "n/a"
    assert agreement(()).r_wg is None
    assert agreement_over([(3,)]) is None


@pytest.mark.parametrize(
    ("r_wg", "word"),
    [
        (0.30, "lacking"),
        (0.31, "weak"),
        (0.50, "weak"),
        (0.51, "moderate"),
        (0.70, "moderate"),
        (0.71, "strong"),
        (0.90, "strong"),
        (0.91, "very strong"),
    ],
)
def test_agreement_in_words(r_wg, word):
    assert agreement_word(r_wg) == word


RATING = st.integers(1, 5)
PANEL = st.integers(1, 4).flatmap(
    lambda n: st.fixed_dictionaries(
        {c.key: st.tuples(*[RATING] * n) for c in CRITERIA},
    )
)


@given(PANEL)
def test_a_score_lies_between_the_lowest_and_the_highest_rating(ratings):
    found = panel(ratings)

    everything = [x for given in ratings.values() for x in given]
    assert found.value is not None
    assert min(everything) - 1e-9 <= found.value <= max(everything) + 1e-9


@given(PANEL, st.sampled_from([c.key for c in CRITERIA]))
def test_a_higher_rating_never_lowers_the_score(ratings, key):
    raised = {**ratings, key: tuple(min(5, x + 1) for x in ratings[key])}

    assert (panel(raised).value or 0) >= (panel(ratings).value or 0) - 1e-9


@given(st.dictionaries(st.text(min_size=1), PANEL, max_size=8))
def test_every_candidate_is_placed_once_and_bands_go_down(panels):
    scores = {name: panel(given) for name, given in panels.items()}

    placed = ranked(scores)

    assert sorted(p.key for p in placed) == sorted(scores)
    bands = [p.band for p in placed if p.band]
    assert bands == sorted(bands)


@given(st.lists(RATING, min_size=2, max_size=9))
def test_agreement_lies_between_nothing_and_one(ratings):
    found = agreement(ratings)

    assert found.r_wg is not None
    assert 0 <= found.r_wg <= 1
