"""Other assessments beside the interview, in the stated share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.stages.selection import rules
from app.stages.selection.rules import Criterion

ONE = [Criterion("K1", 60, floor=3.0), Criterion("K2", 40)]
RATED = {"K1": [[4], [4], [5]], "K2": [[3], [3], [3]]}


def test_a_work_sample_takes_forty_of_a_hundred():
    found = rules.score(ONE, RATED, {"K1": [2.0]})

    first = found.criteria[0]
    assert first.interview == pytest.approx(13 / 3)
    assert first.mean == pytest.approx(0.6 * 13 / 3 + 0.4 * 2)
    assert found.value == pytest.approx((60 * 3.4 + 40 * 3) / 100)


def test_several_assessments_share_their_part():
    found = rules.score(ONE, RATED, {"K1": [2.0, 4.0]}, 0.5)

    assert found.criteria[0].mean == pytest.approx(0.5 * 13 / 3 + 0.5 * 3)


def test_an_assessment_alone_counts_whole_and_can_fall_below_a_floor():
    found = rules.score(ONE, {"K2": RATED["K2"]}, {"K1": [2.5]})

    assert (found.coverage, found.criteria[0].mean) == (1.0, 2.5)
    assert found.criteria[0].below_floor
    assert found.raters == 3


def test_the_interview_is_as_uncertain_as_its_share():
    alone = rules.score(ONE, RATED)
    beside = rules.score(ONE, RATED, {"K1": [4.0]})

    assert alone.error is not None
    assert beside.error == pytest.approx(0.6 * alone.error)


def test_a_question_left_out_leaves_the_mean_of_the_others():
    both = rules.score(ONE, {**RATED, "K1": [[2, 5], [2, 5], [2, 5]]})
    one = rules.score(ONE, {**RATED, "K1": [[2], [2], [2]]})

    assert (both.criteria[0].mean, one.criteria[0].mean) == (3.5, 2.0)


@given(st.floats(0, 1), st.lists(st.floats(1, 5), min_size=1, max_size=4))
def test_a_blend_lies_between_its_parts(share, extras):
    found = rules.score(ONE, RATED, {"K1": extras}, share).criteria[0]

    parts = (13 / 3, sum(extras) / len(extras))
    assert found.mean is not None
    assert min(parts) - 1e-9 <= found.mean <= max(parts) + 1e-9
