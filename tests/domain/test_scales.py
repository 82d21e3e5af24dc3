"""Rounding, weights and days as they are said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import (
    engagement_month,
    months_between,
    plus_months,
    said,
    said_short,
)
from app.domain.scales import plain, shown, spread_evenly, weighted_mean


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (2.675, 2, "2.68"),
        (3.785, 2, "3.79"),
        (3.8, 2, "3.80"),
        (69.58333333333334, 2, "69.58"),
        (-0.001, 2, "0.00"),
        (1234.5, 1, "1,234.5"),
        (None, 2, "–"),
    ],
)
def test_numbers_are_shown_half_up(value, places, text):
    assert shown(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (6.5, "6.5"), (1200.0, "1,200"), (0.0, "0"), (None, "–")]
)
def test_numbers_are_said_without_needless_zeros(value, text):
    assert plain(value) == text


@given(st.integers(0, 300), st.integers(1, 1000))
def test_weights_spread_evenly_add_up_and_differ_by_one_at_most(count, total):
    weights = spread_evenly(count, total)

    assert len(weights) == count
    if count:
        assert sum(weights) == total
        assert max(weights) - min(weights) <= 1


def test_seven_outcomes_share_a_hundred():
    assert spread_evenly(7) == (15, 15, 14, 14, 14, 14, 14)


def test_a_mean_of_nothing_is_nothing():
    assert weighted_mean([]) is None
    assert weighted_mean([(3, 0)]) is None
    assert weighted_mean([(4, 40), (2, 35), (3, 25)]) == pytest.approx(3.05)


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_what_is_shown_is_within_half_of_the_last_place(value, places):
    found = Decimal(shown(value, places).replace(",", ""))

    assert abs(found - Decimal(repr(value))) <= Decimal(1).scaleb(-places) / 2


def test_days_are_said_with_their_month():
    assert said(date(2025, 3, 4)) == "March 4, 2025"
    assert said_short(date(2025, 9, 30)) == "Sep 30, 2025"
    assert said(None) == "–"


def test_the_end_of_a_shorter_month():
    assert plus_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert plus_months(date(2025, 11, 15), 13) == date(2026, 12, 15)


def test_months_of_an_engagement():
    start = date(2025, 1, 6)

    assert engagement_month(start, date(2025, 1, 6)) == 1
    assert engagement_month(start, date(2025, 2, 5)) == 1
    assert engagement_month(start, date(2026, 1, 30)) == 13
    assert months_between(date(2025, 5, 12), date(2026, 1, 12)) == 8.0
