"""Counting applicants and what their numbers say: in words, on screen and on paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from app.deliverables.deliverable import prepare
from app.domain.errors import Refused
from app.stages.selection import actions, documents, queries
from app.stages.selection.page import NumbersPart, SelectionPage
from app.stages.selection.records import ApplicantCount, Dimension
from tests.stages.selection.on_page import first_opening
from tests.stages.using import opened

if TYPE_CHECKING:
    from app.ui.desk import Desk


def test_the_funnel_of_the_first_opening(sample_desk: Desk) -> None:
    found = sample_desk.read(queries.funnel, first_opening(sample_desk).id)
    assert [(step.key, step.count) for step in found.steps] == [
        ("received", 6),
        ("screened_in", 6),
        ("interview", 6),
        ("offered", 1),
        ("hired", 1),
    ]
    assert documents.ratio_in_words(found) == "Selection ratio: 1 of 6, 17 percent."
    assert found.steps[4].days == 12, "from the offer on April 30 to the first day on May 12"


def test_three_candidates_are_too_few_for_a_ratio(sample_desk: Desk) -> None:
    second = next(r for r in sample_desk.read(queries.requisitions) if r.number == "REQ-2")
    found = sample_desk.read(queries.funnel, second.id)
    assert documents.ratio_in_words(found).startswith("Too few applicants")


def test_the_year_of_the_sample_is_the_case_of_the_method(sample_desk: Desk) -> None:
    found = sample_desk.read(queries.fairness)
    (part,) = found.parts
    (one,) = part.selections
    assert [(g.label, g.applicants, g.selected) for g in part.groups] == [
        ("Men", 17, 4),
        ("Women", 9, 1),
    ]
    assert one.ratio == pytest.approx(0.4722, abs=5e-5)
    assert one.fisher_p == pytest.approx(0.627850, abs=5e-7)
    assert one.mid_p == pytest.approx(0.465035, abs=5e-7)
    assert one.z == pytest.approx(-0.764, abs=5e-4)
    assert one.state == "too_few"
    assert len(found.hires) == 3


def test_the_sheet_gives_no_number_where_they_are_too_few(sample_desk: Desk) -> None:
    text = sample_desk.read(lambda s: prepare(documents.FAIRNESS_SHEET, s).outline())
    assert "too few to tell" in text
    assert "0.628" not in text
    names = [
        row.name for row in sample_desk.read(queries.candidates, first_opening(sample_desk).id)
    ]
    assert not [name for name in names if name in text]


def test_the_four_states_are_told_apart_in_words(session) -> None:
    cases = {
        "look_into": ((40, 12), (80, 48)),
        "watch": ((12, 3), (18, 9)),
        "no_flag": ((20, 9), (22, 11)),
        "too_few": ((4, 1), (4, 2)),
    }
    for state, (low, high) in cases.items():
        for label, (applied, chosen) in (("A", low), ("B", high)):
            actions.add_count(
                session,
                None,
                label,
                occasion=state,
                counted_on=date(2025, 1, 1),
                applicants=applied,
                interviewed=applied,
                selected=chosen,
            )
        (part,) = queries.fairness(session).parts
        (one,) = part.selections
        assert one.state == state
        assert (
            documents.state_in_words(one)
            .lower()
            .startswith(
                {
                    "look_into": "look into it",
                    "too_few": "too few to tell",
                    "no_flag": "no flag",
                }.get(state, state)
            )
        )
        for row in queries.counts(session):
            actions.remove_count(session, row.id)


def test_only_the_latest_twelve_months_are_summed(session) -> None:
    for day, applied in ((date(2024, 1, 1), 7), (date(2025, 3, 1), 3), (date(2025, 9, 1), 2)):
        for label in ("A", "B"):
            actions.add_count(
                session, None, label, occasion="x", counted_on=day, applicants=applied
            )
    (part,) = queries.fairness(session).parts
    assert [group.applicants for group in part.groups] == [5, 5]


def test_counts_that_do_not_fit_are_refused_and_change_together(session) -> None:
    with pytest.raises(ValidationError, match="without an interview"):
        actions.add_count(session, None, "A", occasion="x", applicants=3, selected=1)
    with pytest.raises(Refused, match="which hires"):
        actions.add_count(session, None, "A", applicants=3)
    key = actions.add_count(session, None, "A", occasion="x", applicants=3)
    actions.change_count(session, key, 5, 4, 1)
    row = session.get(ApplicantCount, key)
    assert (row.applicants, row.interviewed, row.selected) == (5, 4, 1)
    with pytest.raises(ValidationError):
        actions.change_count(session, key, 1, 4, 1)


def test_groups_are_counted_in_the_window(page: SelectionPage, sample_desk: Desk) -> None:
    part = opened(page.sections, "numbers", NumbersPart)
    assert "Too few to tell" in part.year.text()
    assert [row.count for row in part.steps.records.rows] == ["6", "6", "6", "1", "1"]
    before = len(part.table.records.rows)
    for name, value in (("group_label", "Under 40"), ("applicants", 4), ("interviewed", 3)):
        part.fields[name].editor.show(value)
    part.fields["dimension"].editor.show(Dimension.age40)
    part.fields["selected"].editor.show(9)
    part._add_here()
    assert len(part.table.records.rows) == before, "nine of three cannot be selected"
    part.fields["selected"].editor.show(1)
    part._add_here()
    assert len(part.table.records.rows) == before + 1
    kept = next(r for r in sample_desk.read(queries.counts) if r.group == "Under 40")
    assert (kept.dimension, kept.applicants, kept.selected) == (Dimension.age40, 4, 1)
    part.table.select(kept.id)
    part._remove()
    assert len(part.table.records.rows) == before


def test_the_sheet_is_for_the_owner_and_counsel_and_means_every_state(session) -> None:
    for label, applied, chosen in (("Younger", 80, 48), ("40 and over", 40, 12)):
        actions.add_count(
            session, None, label, occasion="The year", counted_on=date(2025, 1, 1),
            dimension=Dimension.age40, applicants=applied, interviewed=applied, selected=chosen,
        )  # fmt: skip
    text = " ".join(prepare(documents.FAIRNESS_SHEET, session).outline().split())
    assert "For the owner and counsel" in text
    for word in ("Too few to tell:", "No flag:", "Watch:", "Look into it:"):
        assert f"- {word}" in text
    assert "{warn} look into it | 40 and over 12 of 40, Younger 48 of 80." in text
    assert "40 and over beside Younger | 30%, 60% | 0.50 | 0.003 | 0.002 | -3.10" in text
    assert "- p and mid-p: how often chance alone" in text


def test_no_rate_and_no_number_stands_beside_too_few(session) -> None:
    for label, chosen in (("A", 1), ("B", 2)):
        actions.add_count(
            session, None, label, occasion="Small", counted_on=date(2025, 1, 1),
            applicants=4, interviewed=4, selected=chosen,
        )  # fmt: skip
    text = " ".join(prepare(documents.FAIRNESS_SHEET, session).outline().split())
    assert "too few to tell | A 1 of 4, B 2 of 4." in text
    assert "%" not in text
    assert "Ratio" not in text
    assert "mid-p" not in text
