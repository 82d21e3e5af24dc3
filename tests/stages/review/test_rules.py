"""The worked numbers of attainment and review scores, and what must hold for any of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.outcomes import MeasureKind
from app.stages.review.rules import (
    NONE_REACHED,
    Aim,
    attainment,
    milestone_attainment,
    overall,
    reason_needed,
    stage_of_role,
    suggested_rating,
    together,
    weighted_score,
)

UP, DOWN = MeasureKind.higher_better, MeasureKind.lower_better


@pytest.mark.parametrize(
    ("aim", "actual", "value", "rating"),
    [
        (Aim(DOWN, 6.0, 3.5), 3.9, 0.84, 2),
        (Aim(UP, 82, 95), 96, 1.0769, 3),
        (Aim(UP, 82, 95), 97, 1.1538, 4),
        (Aim(UP, 0, 4), 4, 1.0, 3),
        (Aim(UP, None, 50), 47, 0.94, 3),
        (Aim(DOWN, None, 5), 6.5, 0.7692, 2),
        (Aim(DOWN, None, 5), 0, 1.5, 5),
        (Aim(DOWN, 6, 3), 2.4, 1.2, 4),
        (Aim(UP, 86, 96), 94, 0.8, 2),
        (Aim(UP, 81, 95), 96, 1.0714, 3),
        (Aim(UP, 62, 95), 92, 0.9091, 3),
    ],
)
def test_attainment_is_as_the_method_works_it_out(aim, actual, value, rating):
    found = attainment(aim, actual, n=12)

    assert found.value == pytest.approx(value, abs=5e-5)
    assert suggested_rating(found) == rating
    assert found.state == "ok"


def test_a_measure_that_moved_away_counts_nothing_and_is_marked():
    found = attainment(Aim(DOWN, 6.0, 3.5), 6.4, n=3)

    assert found.value == 0
    assert found.moved_away
    assert suggested_rating(found) == 1


def test_a_milestone_eighteen_days_late():
    found = milestone_attainment(date(2025, 6, 1), date(2025, 6, 19))

    assert found.value == pytest.approx(0.80)
    assert suggested_rating(found) == 2


def test_a_milestone_in_time_and_one_not_done():
    assert milestone_attainment(date(2025, 6, 1), date(2025, 5, 1)).value == 1
    assert milestone_attainment(date(2025, 6, 1), None, 50).value == pytest.approx(0.45)


def test_a_level_is_kept_or_lost_by_the_tolerance():
    assert attainment(Aim(UP, 95, 95, tolerance=10), 96).value == 1
    assert attainment(Aim(UP, 95, 95, tolerance=10), 90).value == pytest.approx(0.5)
    assert attainment(Aim(DOWN, 2, 2), 3).value == 0


def test_a_range_is_reached_inside_it():
    aim = Aim(MeasureKind.range, low=10, high=20, tolerance=10)

    assert attainment(aim, 15).value == 1
    assert attainment(aim, 25).value == pytest.approx(0.5)
    assert attainment(aim, 5).value == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("aim", "actual"),
    [
        (Aim(MeasureKind.judgment), 3.0),
        (Aim(UP, 1, None), 3.0),
        (Aim(UP, None, 0), 3.0),
        (Aim(UP, 1, 2), None),
        (Aim(MeasureKind.range), 3.0),
    ],
)
def test_what_cannot_be_told_is_not_guessed(aim, actual):
    assert attainment(aim, actual) == NONE_REACHED
    assert suggested_rating(NONE_REACHED) is None


def test_fewer_than_three_readings_are_thin():
    assert attainment(Aim(UP, 82, 95), 96, n=2).state == "thin"


def test_several_measures_of_one_outcome_count_alike():
    parts = [attainment(Aim(UP, 0, 10), 10, 5), attainment(Aim(UP, 0, 10), 5, 5), NONE_REACHED]

    assert together(parts).value == pytest.approx(0.75)
    assert together([NONE_REACHED]) == NONE_REACHED


def test_the_review_of_the_method():
    outcomes = weighted_score([(4, 40), (2, 35), (3, 25)])
    competencies = weighted_score([(r, 1) for r in (4, 3, 3, 5, 4)])

    assert outcomes.value == pytest.approx(3.05)
    assert competencies.value == pytest.approx(3.80)
    assert overall(outcomes, competencies, 60) == pytest.approx(3.35)


def test_a_line_that_was_not_rated_is_left_out_and_said():
    found = weighted_score([(4, 40), (None, 35), (3, 25)])

    assert found.value == pytest.approx(3.6154, abs=5e-5)
    assert found.rated_share == pytest.approx(0.65)
    assert found.state == "thin"


def test_below_60_percent_there_is_no_score():
    found = weighted_score([(4, 40), (None, 60)])

    assert found.value is None
    assert found.state == "too_few"
    assert overall(found, found, 60) is None


def test_a_missing_part_of_the_overall_is_not_a_zero():
    assert overall(weighted_score([(5, 1)]), weighted_score([]), 60) == 5


def test_a_rating_far_from_the_suggestion_needs_a_reason():
    assert reason_needed(4, 3)
    assert not reason_needed(3, 3)
    assert not reason_needed(3, None)


@pytest.mark.parametrize(
    ("months", "stage"), [(2.9, "early_look"), (3, "part"), (6, "whole"), (None, "whole")]
)
def test_months_in_the_role_decide_what_may_be_rated(months, stage):
    assert stage_of_role(months) == stage


FINITE = st.floats(-1e6, 1e6)


@given(FINITE, FINITE, FINITE, st.sampled_from([UP, DOWN]))
def test_attainment_stays_within_its_bounds(baseline, target, actual, kind):
    found = attainment(Aim(kind, baseline, target), actual, 3)

    assert found.value is not None
    assert 0 <= found.value <= 1.5


@given(st.floats(0, 1.5), st.floats(0, 1.5))
def test_more_attainment_never_suggests_less(one, other):
    low, high = sorted((one, other))
    aim = Aim(UP, 0, 1)

    assert (suggested_rating(attainment(aim, low, 3)) or 0) <= (
        suggested_rating(attainment(aim, high, 3)) or 0
    )
