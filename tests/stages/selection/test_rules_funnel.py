"""The funnel: counts, shares of the step before, days, and when nothing is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.stages.selection.rules import Passage, funnel

STEPS = ("applied", "screened", "interviewed", "offered", "hired")
FIRST = date(2025, 3, 19)


def passage(reached: int, *days: int) -> Passage:
    """One who came so many steps far, each so many days after the first."""
    told = {step: FIRST + timedelta(days=n) for step, n in zip(STEPS, days, strict=False)}
    return Passage(frozenset(STEPS[:reached]), told)


def test_six_applicants_and_one_hire():
    found = funnel(
        [passage(5, 0, 3, 29), passage(3, 0, 5, 30), *[passage(3, 0, 4)] * 2, *[passage(1)] * 2],
        STEPS,
    )

    assert [step.count for step in found.steps] == [6, 4, 4, 1, 1]
    assert [step.conversion for step in found.steps[1:]] == pytest.approx([4 / 6, 1.0, 0.25, 1.0])
    assert [(step.days, step.n) for step in found.steps[1:3]] == [(4.0, 4), (25.5, 2)]
    assert (found.ratio, found.state) == (pytest.approx(1 / 6), "ok")


def test_four_applicants_are_too_few_for_a_ratio():
    found = funnel([passage(5)] * 4, STEPS)

    assert (found.ratio, found.state) == (None, "too_few")
    assert funnel([], STEPS).state == "n/a"


@given(st.lists(st.integers(1, 5), max_size=30))
def test_nobody_comes_further_than_the_step_before(reached):
    found = funnel([passage(n) for n in reached], STEPS)

    counts = [step.count for step in found.steps]
    assert counts == sorted(counts, reverse=True)
    assert all(step.conversion is None or 0 <= step.conversion <= 1 for step in found.steps)
