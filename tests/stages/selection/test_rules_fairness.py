"""Adverse impact: the worked cases, an independent count, and no inference from small numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.stages.selection.rules import Group, compare, compared

CASES = {
    "guidelines": ((12, 40), (48, 80), 0.5, 0.003409, 0.002142, -3.098, False, "look_into"),
    "middle": ((3, 12), (9, 18), 0.5, 0.259850, 0.198016, -1.369, False, "watch"),
    "tiny": ((1, 4), (2, 4), 0.5, 1.0, 0.571429, -0.730, True, "too_few"),
    "near equal": ((9, 20), (11, 22), 0.9, 0.767470, 0.652167, -0.324, False, "no_flag"),
    "sample": ((1, 9), (4, 17), 0.4722, 0.627850, 0.465035, -0.764, True, "too_few"),
}
groups = st.integers(1, 12).flatmap(
    lambda n: st.builds(Group, st.just("x"), st.just(n), st.integers(0, n))
)


def group(pair: tuple[int, int]) -> Group:
    return Group("group", pair[1], pair[0])


@pytest.mark.parametrize("name", CASES)
def test_the_worked_cases(name):
    low, high, ratio, fisher, mid, z, reverses, state = CASES[name]

    found = compare(group(low), group(high))

    assert found.ratio == pytest.approx(ratio, abs=5e-5)
    assert found.fisher_p == pytest.approx(fisher, abs=5e-7)
    assert found.mid_p == pytest.approx(mid, abs=5e-7)
    assert found.z == pytest.approx(z, abs=5e-4)
    assert found.state == state
    if name != "near equal":
        assert found.reverses is reverses


def test_moving_one_selection_as_listed():
    guide = compare(group((12, 40)), group((48, 80)))
    tiny = compare(group((1, 4)), group((2, 4)))

    assert (guide.moved_low, guide.moved_high) == pytest.approx((0.325, 0.5875))
    assert (tiny.moved_low, tiny.moved_high) == pytest.approx((0.5, 0.25))


def test_the_shortfall_is_what_the_common_rate_would_have_given():
    assert compare(group((12, 40)), group((48, 80))).shortfall == pytest.approx(8.0)


def test_nobody_selected_says_nothing():
    assert compare(group((0, 10)), group((0, 12))).state == "n/a"


def test_four_applicants_are_too_few_whatever_the_numbers():
    assert compare(group((0, 4)), group((80, 80))).state == "too_few"


def test_each_group_is_compared_with_the_highest_and_tiny_ones_are_not():
    found = compared([Group("A", 100, 60), Group("B", 90, 30), Group("C", 3, 0), Group("D", 0, 0)])

    assert [(one.low.label, one.high.label, one.state) for one in found] == [
        ("B", "A", "look_into"),
        ("C", "A", "not_compared"),
    ]


def test_one_group_alone_is_compared_with_nobody():
    assert compared([Group("A", 100, 60), Group("B", 0, 0)]) == ()


def by_counting(low: Group, high: Group) -> Fraction:
    """Fisher's p by going through every way to choose, without a formula for it."""
    people = range(low.applicants + high.applicants)
    chosen = low.selected + high.selected
    seen: dict[int, int] = {}
    for ways in combinations(people, chosen):
        inside = sum(1 for one in ways if one < low.applicants)
        seen[inside] = seen.get(inside, 0) + 1
    total = sum(seen.values())
    return Fraction(sum(n for n in seen.values() if n <= seen[low.selected]), total)


small = st.integers(1, 6).flatmap(
    lambda n: st.builds(Group, st.just("x"), st.just(n), st.integers(0, n))
)


@given(small, small)
def test_the_exact_probability_is_what_counting_gives(one, other):
    found = compare(one, other)

    if found.fisher_p is not None:
        assert found.fisher_p == pytest.approx(float(by_counting(one, other)), abs=1e-9)
        assert found.mid_p is not None
        assert 0 <= found.mid_p <= found.fisher_p <= 1 + 1e-12


@given(st.lists(groups, min_size=2, max_size=5))
def test_no_ratio_is_above_one_and_no_flag_comes_from_few(found):
    named = [Group(str(n), one.applicants, one.selected) for n, one in enumerate(found)]

    for one in compared(named):
        assert one.ratio is None or one.ratio <= 1 + 1e-9
        if min(one.low.applicants, one.high.applicants) < 5:
            assert one.state in {"too_few", "n/a", "not_compared"}
