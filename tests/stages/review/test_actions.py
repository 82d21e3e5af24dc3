"""The review as it is lived: evidence, then words, then numbers, then the talk."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.domain.edits import made, revise, the
from app.domain.errors import Refused
from app.domain.evidence import Evidence
from app.domain.outcomes import Aggregate, Measure, MeasureKind, MeasureValue, PersonOutcome
from app.domain.people import Employment, Person, Position
from app.domain.values import Competency, Scope
from app.stages.review import actions, queries
from app.stages.review.records import (
    LineMeasure,
    Review,
    ReviewCycle,
    ReviewLine,
    ReviewStatus,
)
from tests.stages.review.rosa import kept

DAY = date(2025, 12, 9)


def first(session, review_id):
    return queries.review(session, review_id).lines[0]


def test_rosas_review_comes_to_the_numbers_of_the_method(session, rated):
    view = queries.review(session, rated)

    assert view.outcome_score.value == pytest.approx(3.05)
    assert view.competency_score.value == pytest.approx(3.80)
    assert [round(ln.attainment, 4) for ln in view.outcomes] == [1.2, 0.8, 1.0714]
    assert [ln.suggested for ln in view.outcomes] == [4, 2, 3]
    assert view.overall is None


def test_the_overall_number_is_shown_only_where_the_cycle_says_so(session, cycle, rated):
    revise(session, ReviewCycle, cycle, "show_overall", True)

    assert queries.review(session, rated).overall == pytest.approx(3.35)


def test_a_line_left_unrated_is_left_out_and_not_counted_as_zero(session, rated):
    second = queries.review(session, rated).outcomes[1]

    actions.not_rated(session, second.id, "No frames after the order was canceled.")

    found = queries.review(session, rated).outcome_score
    assert found.value == pytest.approx(3.6154, abs=5e-5)
    assert (found.rated_share, found.state) == (0.65, "thin")


def test_a_review_has_a_line_for_each_outcome_and_each_core_competency(session, draft):
    kept(
        session,
        made(Competency, {"name": "Reads drawings", "definition": "x", "scope": Scope.role}),
    )
    view = queries.review(session, draft)

    assert [(ln.code, ln.weight) for ln in view.outcomes] == [("A", 40), ("B", 35), ("C", 25)]
    assert [ln.weight for ln in view.competencies] == [20] * 5
    assert (view.person, view.leader) == ("Rosa Delacueva", "Keisha Bramwell")
    assert view.months_in_role == pytest.approx(82.7)
    assert view.stage_of_role == "whole"
    assert (view.outcomes[0].measures[0].baseline, view.outcomes[0].measures[0].target) == (6, 3)


def test_what_a_person_agreed_for_herself_counts_in_her_review(session, cycle, rosa):
    measure = session.exec(select(Measure).where(Measure.baseline == 6)).one()
    own = {"baseline_override": 8, "target_override": 4, "weight_override": 50}
    kept(session, made(PersonOutcome, own, person_id=rosa.id, outcome_id=measure.outcome_id))

    line = first(session, actions.start_review(session, cycle, rosa.id))

    assert (line.weight, line.measures[0].baseline, line.measures[0].target) == (50, 8, 4)


def test_a_review_needs_a_position_and_an_adopted_job_description(session, cycle, rosa):
    ada = kept(session, made(Person, {"display_name": "Ada"}))
    with pytest.raises(Refused, match="holds no position"):
        actions.start_review(session, cycle, ada.id)

    new = kept(session, made(Position, {"title": "Painter"}))
    kept(session, made(Employment, {"person_id": ada.id, "position_id": new.id}))
    with pytest.raises(Refused, match="no adopted job description"):
        actions.start_review(session, cycle, ada.id)

    actions.start_review(session, cycle, rosa.id)
    with pytest.raises(Refused, match="already"):
        actions.start_review(session, cycle, rosa.id)
    waiting = queries.reviewable(session, cycle)
    assert [(row.name, row.has_job_description) for row in waiting] == [("Ada", False)]


def test_the_suggestion_never_fills_in_the_leaders_rating(session, draft):
    line = first(session, draft)

    actions.enter_actual(session, line.measures[0].id, 2.4, 12)
    actions.suggest(session, draft)

    found = first(session, draft)
    assert (found.suggested, found.leader_rating) == (4, None)


def test_a_result_taken_back_takes_its_suggestion_along(session, draft):
    measure = first(session, draft).measures[0].id
    actions.enter_actual(session, measure, 2.4)
    assert first(session, draft).attainment_state == "thin"

    actions.enter_actual(session, measure, None)

    found = first(session, draft)
    assert (found.attainment, found.suggested, found.attainment_state) == (None, None, "n/a")


def test_a_measure_that_moved_away_is_marked(session, draft):
    actions.enter_actual(session, first(session, draft).measures[0].id, 6.4, 5)

    found = first(session, draft)

    assert (found.attainment, found.moved_away, found.suggested) == (0.0, True, 1)


def test_a_milestone_eighteen_days_late_is_suggested_as_two(session, draft):
    row = the(session, LineMeasure, first(session, draft).measures[0].id)
    with pytest.raises(Refused, match="not a milestone"):
        actions.enter_milestone(session, row.id, DAY)
    row.kind, row.due = MeasureKind.milestone, date(2025, 6, 1)
    session.flush()

    actions.enter_milestone(session, row.id, date(2025, 6, 19))

    found = first(session, draft)
    assert (found.attainment, found.suggested) == (pytest.approx(0.8), 2)


@pytest.mark.parametrize(
    ("aggregate", "reached"),
    [(Aggregate.last, 3.0), (Aggregate.mean, 3.5), (Aggregate.sum, 7.0), (Aggregate.best, 3.0)],
)
def test_readings_of_the_period_become_the_result(session, draft, rosa, aggregate, reached):
    row = the(session, LineMeasure, first(session, draft).measures[0].id)
    row.aggregate = aggregate
    for day, value, person in (
        (date(2025, 3, 31), 4, rosa.id),
        (date(2025, 6, 30), 3, rosa.id),
        (date(2025, 6, 30), 99, None),
        (date(2024, 12, 31), 99, rosa.id),
        (date(2026, 1, 31), 99, rosa.id),
    ):
        given = {"period_end": day, "value": value}
        kept(session, made(MeasureValue, given, measure_id=row.measure_id, person_id=person))

    assert actions.take_readings(session, draft) == 1

    assert (row.actual, row.n_values) == (reached, 2)


def test_the_number_comes_after_the_words(session, draft):
    line = first(session, draft).id

    with pytest.raises(Refused, match="Write what happened first"):
        actions.rate_line(session, line, 3)
    with pytest.raises(ValidationError, match="after the words"):
        revise(session, ReviewLine, line, "leader_rating", 3)
    actions.write_line(session, line, "Repairs fell by half.")
    actions.rate_line(session, line, 3)
    with pytest.raises(Refused, match="without words"):
        actions.write_line(session, line, " ")

    assert first(session, draft).leader_rating == 3


def test_the_file_refuses_a_number_without_words(session, draft):
    the(session, ReviewLine, first(session, draft).id).leader_rating = 3

    with pytest.raises(IntegrityError, match="reviewline_rule"):
        session.flush()


@pytest.mark.parametrize("rating", [0, 6, 2.5, True])
def test_a_rating_outside_one_to_five_is_refused(session, draft, rating):
    line = first(session, draft).id
    actions.write_line(session, line, "Repairs fell by half.")

    with pytest.raises(Refused, match="1 to 5"):
        actions.rate_line(session, line, rating)


def test_a_rating_a_whole_point_from_the_suggestion_needs_a_why(session, draft):
    line = first(session, draft)
    actions.enter_actual(session, line.measures[0].id, 2.4, 12)
    actions.write_line(session, line.id, "Repairs fell by half.")

    with pytest.raises(Refused, match="suggest 4"):
        actions.rate_line(session, line.id, 3)
    actions.rate_line(session, line.id, 3, "Half of the year on easier steel.")

    found = first(session, draft)
    assert (found.leader_rating, str(found.reason)) == (3, "Half of the year on easier steel.")


def test_a_why_is_asked_for_again_when_the_suggestion_moved_after_the_rating(session, rated):
    actions.enter_actual(session, first(session, rated).measures[0].id, 5.9, 12)

    assert queries.gaps(session, rated) == (
        "Welds that hold: no reason why it differs from the suggestion.",
    )


def test_a_form_reaches_every_rule_through_one_door(session, draft):
    line = first(session, draft).id

    with pytest.raises(Refused, match="Write what happened first"):
        actions.revise_line(session, ReviewLine, line, "leader_rating", 3)
    actions.revise_line(session, ReviewLine, line, "leader_text", "Repairs fell by half.")
    actions.revise_line(session, ReviewLine, line, "leader_rating", 3)
    actions.revise_line(session, ReviewLine, line, "not_rated_reason", "Too little seen.")
    actions.revise_line(session, ReviewLine, line, "weight", 30)

    found = first(session, draft)
    assert (found.leader_rating, str(found.not_rated_reason)) == (None, "Too little seen.")
    assert found.weight == 30


def test_less_than_three_months_in_a_job_is_an_early_look(session, draft):
    revise(session, Review, draft, "months_in_role", 2.9)
    line = first(session, draft).id
    actions.write_line(session, line, "Learns quickly.")

    with pytest.raises(Refused, match="three months"):
        actions.rate_line(session, line, 3)
    actions.lock_draft(session, draft)

    view = queries.review(session, draft)
    assert (view.stage_of_role, view.outcome_score.value) == ("early_look", None)


def test_only_evidence_about_this_person_and_this_line_is_cited(session, draft, rosa):
    view = queries.review(session, draft)
    craft, truth = view.competencies[2], view.competencies[0]
    given = {"text": "Reworked a joint nobody would have seen.", "happened_on": DAY}
    fact = kept(
        session, made(Evidence, given, person_id=rosa.id, competency_id=craft.competency_id)
    )
    late = kept(
        session,
        made(
            Evidence,
            {**given, "happened_on": date(2026, 1, 2)},
            person_id=rosa.id,
            competency_id=craft.competency_id,
        ),
    )
    assert [row.id for row in queries.citable(session, craft.id)] == [fact.id]
    assert queries.citable(session, truth.id) == ()

    with pytest.raises(Refused, match="something else"):
        actions.cite_evidence(session, truth.id, fact.id)
    actions.cite_evidence(session, craft.id, fact.id)
    with pytest.raises(Refused, match="already"):
        actions.cite_evidence(session, craft.id, fact.id)

    assert [row.id for row in queries.cited(session, craft.id)] == [fact.id]
    assert queries.citable(session, craft.id) == ()
    actions.uncite_evidence(session, craft.id, fact.id)
    assert queries.cited(session, craft.id) == ()
    assert late.id


def test_a_rating_of_five_needs_enough_evidence_to_be_locked(session, rated):
    craft = queries.review(session, rated).competencies[2]
    actions.uncite_evidence(session, craft.id, craft.evidence[0].id)

    with pytest.raises(Refused, match="Craft Quality: a rating of 5 needs 2"):
        actions.lock_draft(session, rated)
    actions.cite_evidence(session, craft.id, craft.evidence[0].id)
    actions.lock_draft(session, rated)

    assert queries.review(session, rated).status is ReviewStatus.drafted


def test_lines_on_little_evidence_are_noted_but_do_not_stop_the_draft(session, rated):
    assert len(queries.notes(session, rated)) == 7
    assert queries.gaps(session, rated) == ()


def test_an_unfinished_draft_is_not_locked(session, draft):
    with pytest.raises(Refused, match="Welds that hold: not rated yet"):
        actions.lock_draft(session, draft)


def test_the_self_look_and_the_draft_do_not_see_each_other(session, rated):
    line = first(session, rated).id
    actions.enter_self_look(session, line, 5, "I never had fewer repairs.")

    hidden = first(session, rated)
    own = queries.self_look(session, rated)[0]
    actions.lock_draft(session, rated)
    shown = first(session, rated)

    assert (hidden.self_rating, str(hidden.self_text)) == (None, "")
    assert (own.self_rating, own.self_text) == (5, "I never had fewer repairs.")
    assert (shown.self_rating, str(shown.self_text)) == (5, "I never had fewer repairs.")


def test_a_locked_draft_stays_as_it_is(session, rated):
    line = first(session, rated)
    craft = queries.review(session, rated).competencies[2]
    actions.lock_draft(session, rated)

    for change in (
        lambda: actions.rate_line(session, line.id, 3, "x"),
        lambda: actions.write_line(session, line.id, "x"),
        lambda: actions.not_rated(session, line.id, "x"),
        lambda: actions.enter_actual(session, line.measures[0].id, 1.0),
        lambda: actions.enter_self_look(session, line.id, 1),
        lambda: actions.suggest(session, rated),
        lambda: actions.uncite_evidence(session, craft.id, craft.evidence[0].id),
        lambda: actions.remove_review(session, rated),
        lambda: actions.lock_draft(session, rated),
    ):
        with pytest.raises(Refused, match="locked"):
            change()
    actions.reopen_draft(session, rated)
    actions.rate_line(session, line.id, 4)


def test_a_review_is_acknowledged_after_the_draft_and_the_talk(session, cycle, rated):
    with pytest.raises(Refused, match="still open"):
        actions.acknowledge(session, rated, DAY)
    actions.lock_draft(session, rated)
    actions.set_destination(session, rated, "By June I train two welders on aluminum.")
    actions.hold_talk(session, rated, DAY, person_said="I want to teach.")
    with pytest.raises(Refused, match="before the talk"):
        actions.acknowledge(session, rated, date(2025, 12, 8))
    actions.acknowledge(session, rated, date(2025, 12, 10), comment="Fair.")

    row = queries.cycle(session, cycle)
    assert (row.reviews, row.drafted, row.held, row.acknowledged) == (1, 1, 1, 1)
    assert row.with_destination == 1
    with pytest.raises(Refused, match="finished"):
        actions.set_destination(session, rated, "Another.")
    with pytest.raises(Refused, match="finished"):
        actions.reopen_draft(session, rated)
    actions.close_review(session, rated)
    assert queries.review(session, rated).status is ReviewStatus.closed


def test_a_blank_development_page_is_not_closed(session, rated):
    actions.lock_draft(session, rated)
    actions.acknowledge(session, rated, DAY)

    with pytest.raises(Refused, match="blank"):
        actions.close_review(session, rated)
    actions.withdraw_acknowledgement(session, rated)
    actions.set_destination(session, rated, "By June I train two welders.")
    actions.acknowledge(session, rated, DAY)
    actions.close_review(session, rated)


def test_who_declines_may_say_why_and_is_counted(session, cycle, rated):
    actions.lock_draft(session, rated)

    actions.acknowledge(
        session, rated, DAY, declined=True, comment="Half a page.", witness="Tomas Odegaard"
    )

    found = queries.review(session, rated).acknowledgement
    assert found is not None
    assert (found.declined, str(found.person_comment)) == (True, "Half a page.")
    row = queries.reviews(session, cycle)[0]
    assert (row.declined, row.lines_done, row.lines, row.lines_with_evidence) == (True, 8, 8, 1)


def test_a_review_that_is_not_held_says_why(session, draft):
    with pytest.raises(Refused, match="why"):
        actions.not_reviewed(session, draft, " ")
    actions.not_reviewed(session, draft, "On leave for the whole period.")

    assert queries.review(session, draft).status is ReviewStatus.not_reviewed


def test_a_cycle_goes_only_when_it_is_empty(session, cycle, draft):
    with pytest.raises(Refused, match="has reviews"):
        actions.remove_cycle(session, cycle)

    actions.remove_review(session, draft)
    actions.remove_cycle(session, cycle)

    assert queries.cycles(session) == ()
    assert session.exec(select(col(LineMeasure.id))).all() == []


def test_a_period_runs_forward(session):
    with pytest.raises(Refused, match="before it begins"):
        actions.start_cycle(session, "Review", date(2025, 12, 31), date(2025, 1, 1))
