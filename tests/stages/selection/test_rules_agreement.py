"""How far raters agree over candidates: the published tables, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.stages.selection import rules

SHROUT_AND_FLEISS = (
    (9, 2, 5, 8),
    (6, 1, 3, 2),
    (8, 4, 6, 8),
    (7, 1, 2, 6),
    (10, 5, 6, 9),
    (6, 2, 4, 7),
)
PRODUCT = (
    (3.8, 3.6, 4.0),
    (3.9, 3.7, 4.1),
    (2.9, 2.6, 3.0),
    (3.2, 3.4, 3.3),
    (2.4, 2.1, 2.6),
    (3.4, 3.0, 3.5),
)
tables = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 5), min_size=k, max_size=k), min_size=5, max_size=9)
)


def test_the_published_table_gives_the_published_coefficients():
    found = rules.reliability(SHROUT_AND_FLEISS)

    assert found.state == "ok"
    squares = (found.bms, found.wms, found.jms, found.ems)
    assert squares == pytest.approx((11.2417, 6.2639, 32.4861, 1.0194), abs=5e-5)
    single = (found.one_1, found.two_1, found.three_1)
    assert single == pytest.approx((0.1657, 0.2898, 0.7148), abs=5e-5)
    mean = (found.one_k, found.two_k, found.three_k)
    assert mean == pytest.approx((0.4428, 0.6201, 0.9093), abs=5e-5)
    assert found.word == "moderate"


def test_our_own_table_gives_the_worked_numbers():
    found = rules.reliability(PRODUCT)

    assert found.two_1 == pytest.approx(0.881727, abs=5e-7)
    assert found.three_1 == pytest.approx(0.953020, abs=5e-7)
    assert found.two_k == pytest.approx(0.957201, abs=5e-7)
    assert found.word == "excellent"


@pytest.mark.parametrize(
    ("table", "state"),
    [
        ((), "n/a"),
        (((3,), (4,), (2,), (5,), (1,)), "n/a"),
        (((3, None), (4, 4), (2, 2), (5, 4), (1, 2)), "n/a"),
        (((3, 3),) * 6, "n/a"),
        (((3, 4), (4, 4), (2, 1), (5, 5)), "too_few"),
    ],
)
def test_no_reliability_is_told_of_too_little(table, state):
    found = rules.reliability(table)

    assert (found.state, found.word, found.two_k) == (state, "", 0.0)


@given(tables)
def test_a_coefficient_lies_between_nothing_and_one(table):
    found = rules.reliability(table)

    for value in (found.one_1, found.two_1, found.three_1, found.one_k, found.two_k, found.three_k):
        assert 0 <= value <= 1 + 1e-9


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_candidates_and_raters_changes_nothing(table, chance):
    columns = list(range(len(table[0])))
    chance.shuffle(columns)
    other = [[row[place] for place in columns] for row in table]
    chance.shuffle(other)

    one, two = rules.reliability(table), rules.reliability(other)

    assert one.two_k == pytest.approx(two.two_k, abs=1e-9)
    assert one.three_1 == pytest.approx(two.three_1, abs=1e-9)


@given(tables, st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_a_strict_rater_leaves_consistency_as_it_is(table, shifts):
    shifted = [[x + shift for x, shift in zip(row, shifts, strict=False)] for row in table]
    one, two = rules.reliability(table), rules.reliability(shifted)
    assume(one.state == two.state == "ok")

    assert two.three_1 == pytest.approx(one.three_1, abs=1e-9)


def test_the_quadratic_kappa_of_two_raters():
    found = rules.weighted_kappa((4, 3, 4, 5, 4, 2, 3, 3), (4, 4, 2, 4, 4, 2, 3, 4))

    assert found == pytest.approx(0.416667, abs=5e-7)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=20))
def test_who_agrees_with_himself_agrees_whole(ratings):
    assume(len(set(ratings)) > 1)

    assert rules.weighted_kappa(ratings, ratings) == 1.0


def test_the_mean_of_r_wg_on_seven_points():
    found = rules.agreement((5, 6, 6, 7), points=7)

    assert found.r_wg == pytest.approx(0.833333, abs=5e-7)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((3,) * 7, False),
        ((3,) * 8, True),
        ((3, 3, 3, 3, 3, 3, 3, 4), True),
        ((3, 4, 3, 4, 3, 4, 3, 4), False),
    ],
)
def test_a_rater_who_gives_everybody_the_same_is_hinted_at(scores, said):
    assert rules.hardly_differs(scores) is said
