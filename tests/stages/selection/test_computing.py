"""How was this computed? Whoever adds up what is said comes to what is shown."""

from __future__ import annotations

import re

import pytest

from app.stages.selection import queries, rules
from app.stages.selection.page import computing
from app.stages.selection.queries import SummaryLine
from app.stages.selection.records import AssessmentKind
from tests.stages.selection.on_page import agreement, first_opening, talk


def line_of(session, candidate: str, code: str) -> SummaryLine:
    lines = queries.panel_summary(session, candidate).lines
    return next(one for one in lines if one.code == code)


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"\d+(?:\.\d+)?", text)]


def test_the_mean_of_a_criterion_is_added_up_by_rater(session, req, req_1):
    line = line_of(session, req_1["Renata Kolbeck"], "K1")

    said = computing.mean_computed(line)

    assert said == "Mean of the raters: (4.00 + 4.00 + 5.00) / 3 = 4.33."
    *parts, n, mean = numbers(said)
    assert sum(parts) / n == pytest.approx(mean, abs=0.01)


def test_a_blended_criterion_says_its_shares(session, req, req_1):
    from app.stages.selection import actions

    candidate = req_1["Renata Kolbeck"]
    criterion = queries.criteria(session, req)[0].id
    actions.add_assessment(session, candidate, criterion, AssessmentKind.work_sample, 3.0)

    said = computing.mean_computed(line_of(session, candidate, "K1"))

    assert said.endswith("(3.00): 60 % × 4.33 + 40 % × 3.00 = 3.80.")


def test_the_agreement_is_the_worked_example(session, req, req_1):
    said = computing.agreement_computed(line_of(session, req_1["Renata Kolbeck"], "K1"))

    assert said.startswith("r_wg = 1 − variance / 2 = 1 − 0.33 / 2 = 0.83;")


def test_the_reliability_names_its_mean_squares():
    table = [
        (3.8, 3.6, 4.0), (3.9, 3.7, 4.1), (2.9, 2.6, 3.0),
        (3.2, 3.4, 3.3), (2.4, 2.1, 2.6), (3.4, 3.0, 3.5),
    ]  # fmt: skip
    found = rules.reliability(table)

    said = computing.reliability_computed(found)

    bms, jms, ems = numbers(said)[:3]
    assert (bms - ems) / (bms + (jms - ems) / 6) == pytest.approx(0.9572, abs=0.0005)
    assert "= 0.96 (Shrout and Fleiss 1979)." in said
    assert computing.reliability_computed(rules.reliability(table[:4])) == ""


@pytest.mark.parametrize(
    ("low", "high", "tells", "keeps"),
    [
        ((12, 40), (48, 80), "p = 0.0034; mid-p 0.0021; z = -3.10", "moved"),
        ((1, 9), (4, 17), "With one selection moved from one to the other: 0.22 and 0.18.", "p ="),
        ((1, 4), (2, 4), "fewer than 5 applicants", "p ="),
    ],
)
def test_groups_are_compared_in_numbers_only_where_they_are_enough(low, high, tells, keeps):
    said = computing.compared_computed(
        rules.compare(rules.Group("A", low[1], low[0]), rules.Group("B", high[1], high[0]))
    )
    assert tells in said
    assert keeps not in said


def test_the_window_answers_for_every_number(page, sample_desk):
    panel = talk(page)
    panel.candidate.show(next(row.id for row in panel._found.rows if row.name.startswith("Renata")))
    panel._show()
    assert "K1\nMean of the raters: (4.00 + 4.00 + 5.00) / 3 = 4.33." in panel.how.text()
    assert "How was this computed? Mean squares" in agreement(page).how.text()
    found = sample_desk.read(queries.funnel, first_opening(sample_desk).id)
    assert "Here: " in computing.funnel_computed(found)
