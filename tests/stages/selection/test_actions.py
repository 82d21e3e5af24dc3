"""Selection as it is lived: criteria that freeze and sheets that stay hidden."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.domain.edits import made, revise, the
from app.domain.errors import Refused
from app.domain.outcomes import JobDescription, Outcome
from app.domain.people import Person, Position
from app.domain.values import Anchor
from app.stages.selection import actions, queries, rules
from app.stages.selection.records import (
    CandidateStage,
    Criterion,
    Guide,
    PanelMember,
    PanelRole,
    Rating,
    RatingSheet,
    Requisition,
    RequisitionStatus,
)
from tests.stages.selection.req_1 import (
    DAY,
    PANEL,
    REQ_1,
    k,
    kept,
    locked,
    member,
    person,
    position,
    q,
    rated,
)


def test_a_requisition_needs_an_adopted_job_description(session):
    held = position(session, adopted=False)

    with pytest.raises(Refused, match="no adopted job description"):
        actions.open_requisition(session, held.id, DAY)


def test_requisitions_number_themselves(session, req):
    held = session.exec(select(Position)).one()

    again = actions.open_requisition(session, held.id, DAY)

    assert [row.number for row in queries.requisitions(session)] == ["REQ-2", "REQ-1"]
    assert queries.requisition(session, again).position == "Machining Lead"
    assert queries.positions_to_fill(session) == ((held.id, "Machining Lead"),)


def test_criteria_come_from_this_job_and_only_once(session, req):
    other = position(session)
    job = session.exec(select(JobDescription).where(JobDescription.position_id == other.id)).one()
    strange = session.exec(select(Outcome).where(Outcome.job_description_id == job.id)).first()
    taken = queries.criteria(session, req)[0]

    with pytest.raises(Refused, match="another job"):
        actions.add_outcome(session, req, strange.id)
    with pytest.raises(Refused, match="already"):
        actions.add_outcome(session, req, taken.outcome_id)
    assert queries.targets(session, req) == ()


@pytest.mark.parametrize("label", ["Culture fit", "Team fit", "Cultural match", "Fit"])
def test_fit_by_feeling_is_no_criterion(session, req, label):
    with pytest.raises(Refused, match="Fit by feeling"):
        actions.add_skill(session, req, label, "We like it.")


def test_a_skill_says_why_it_belongs_to_the_job(session, req):
    with pytest.raises(Refused, match="why it belongs"):
        actions.add_skill(session, req, "Reads drawings of fixtures that fit", " ")

    actions.add_skill(session, req, "Reads drawings of fixtures that fit", "Every job has one.")

    assert queries.criteria(session, req)[-1].code == "K6"


def test_the_file_refuses_a_criterion_with_two_targets(session, req):
    row = the(session, Criterion, k(session, req, 1))
    row.label = "Something else"

    with pytest.raises(IntegrityError, match="criterion_rule"):
        session.flush()


def test_weights_spread_evenly_to_a_hundred(session, req):
    actions.add_skill(session, req, "Fixturing", "Every job has one.")

    actions.spread_weights(session, req)

    assert [row.weight for row in queries.criteria(session, req)] == [17, 17, 17, 17, 16, 16]


def test_a_guide_is_not_locked_before_the_weights_add_up(session, req):
    actions.set_weight(session, k(session, req, 1), 29)

    with pytest.raises(Refused, match="99, not to 100"):
        locked(session, req)


def test_a_guide_is_not_locked_by_a_criterion_without_a_reason(session, req):
    actions.set_rationale(session, k(session, req, 2), "")

    with pytest.raises(Refused, match="K2"):
        locked(session, req)


def test_weights_that_differ_need_a_reason_and_even_ones_none(session, req):
    guide = queries.requisition(session, req).guide_id
    revise(session, Guide, guide, "weights_reason", " ")
    with pytest.raises(Refused, match="The weights differ"):
        locked(session, req)

    actions.spread_weights(session, req)
    actions.lock_guide(session, guide, DAY)

    assert queries.requisition(session, req).frozen
    assert rules.weights_differ([34, 33, 33]) is False
    assert rules.weights_differ([35, 33, 32]) is True


def test_a_guide_asks_about_every_criterion(session, req):
    actions.add_question(session, k(session, req, 1), "Tell us about a late job.")

    with pytest.raises(Refused, match="K2, K3, K4, K5: no question"):
        actions.lock_guide(session, queries.requisition(session, req).guide_id, DAY)


def test_a_guide_that_asks_what_must_not_be_asked_is_not_locked(session, req):
    actions.add_question(session, k(session, req, 1), "Are you married, and do you have kids?")

    with pytest.raises(Refused, match="Q1: “married” must not be asked"):
        locked(session, req)


def test_nobody_is_rated_before_the_guide_is_locked(session, req):
    asked = actions.add_question(session, k(session, req, 1), "Tell us about a late job.")
    candidate = actions.add_candidate(session, req, "Ada")

    with pytest.raises(Refused, match="not locked"):
        actions.rate(session, candidate, member(session, req), asked, 4)


def test_a_locked_guide_opens_again_until_somebody_is_rated(session, req):
    locked(session, req)
    guide = queries.requisition(session, req).guide_id
    candidate = actions.add_candidate(session, req, "Ada")

    actions.unlock_guide(session, guide)
    assert not queries.requisition(session, req).frozen
    actions.lock_guide(session, guide, DAY)
    actions.rate(session, candidate, member(session, req), q(session, req, 1), 4)

    with pytest.raises(Refused, match="rated by this guide"):
        actions.unlock_guide(session, guide)


def test_a_new_version_is_rated_anew_and_leaves_the_old_sheets(session, req):
    rated(session, req, "Ada", REQ_1["Abdi Warfaase"])
    old = queries.requisition(session, req).guide_id
    with pytest.raises(Refused, match="needs a reason"):
        actions.new_version(session, req, " ")

    new = actions.new_version(session, req, "K5 was asked in two ways.")

    row = queries.requisition(session, req)
    assert (row.guide_id, row.guide_version, row.frozen) == (new, 2, False)
    assert [c.weight for c in queries.criteria(session, req)] == [30, 25, 20, 15, 10]
    assert [one.text for one in queries.questions(session, req)] == [
        one.text for one in queries.questions_of(session, old)
    ]
    assert len(queries.comparison(session, req).missing) == 3
    sheets = session.exec(select(RatingSheet).where(RatingSheet.guide_id == old)).all()
    assert len(sheets) == 3


def test_questions_move_and_their_numbers_follow(session, req):
    for text in ("One?", "Two?", "Three?"):
        actions.add_question(session, k(session, req, 1), text)

    actions.move_question(session, q(session, req, 3), -1)
    actions.move_question(session, q(session, req, 1), -1)

    asked = queries.questions(session, req)
    assert [(one.number, one.text) for one in asked] == [
        ("Q1", "One?"),
        ("Q2", "Three?"),
        ("Q3", "Two?"),
    ]


def test_a_dropped_question_counts_for_nobody(session, req):
    first = k(session, req, 1)
    for criterion in queries.criteria(session, req):
        actions.add_question(session, criterion.id, f"About {criterion.name}?")
    second = actions.add_question(session, first, "And another?")
    actions.lock_guide(session, queries.requisition(session, req).guide_id, DAY)
    candidate = rated(session, req, "Ada", ((2, 2, 2), *[(4, 4, 4)] * 4, (5, 5, 5)))
    before = queries.panel_summary(session, candidate).lines[0]

    with pytest.raises(Refused, match="needs a reason"):
        actions.drop_question(session, second, "")
    actions.drop_question(session, second, "It was explained to one of them.")

    after = queries.panel_summary(session, candidate).lines[0]
    assert (before.mean, after.mean) == (3.5, 2.0)
    assert after.asked[1].by_rater == (5, 5, 5), "the ratings stay"
    with pytest.raises(Refused, match="only question"):
        actions.drop_question(session, q(session, req, 1), "x")
    actions.restore_question(session, second)
    assert queries.panel_summary(session, candidate).lines[0].mean == 3.5


def test_a_locked_guide_freezes_the_criteria(session, req):
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")
    first = k(session, req, 1)
    actions.rate(session, candidate, member(session, req), q(session, req, 1), 4)

    for change in (
        lambda: actions.set_weight(session, first, 10),
        lambda: actions.set_floor(session, first, 2.0),
        lambda: actions.set_rationale(session, first, "x"),
        lambda: actions.remove_criterion(session, first),
        lambda: actions.spread_weights(session, req),
        lambda: actions.add_skill(session, req, "Welding", "x"),
        lambda: actions.add_question(session, first, "Another?"),
        lambda: actions.remove_question(session, q(session, req, 1)),
        lambda: actions.move_question(session, q(session, req, 1), 1),
        lambda: actions.remove_requisition(session, req),
    ):
        with pytest.raises(Refused):
            change()
    assert queries.requisition(session, req).status is RequisitionStatus.interviewing
    assert queries.candidates(session, req)[0].stage is CandidateStage.interview


@pytest.mark.parametrize("score", [0, 6, -1, 3.5, True])
def test_a_rating_outside_one_to_five_is_refused(session, req, score):
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")

    with pytest.raises(Refused, match="1 to 5"):
        actions.rate(session, candidate, member(session, req), q(session, req, 1), score)

    assert session.exec(select(Rating)).all() == []


def test_an_observer_does_not_rate(session, req):
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")
    watching = actions.add_panel_member(
        session, req, person(session, "Greta").id, role=PanelRole.observer
    )

    with pytest.raises(Refused, match="observer"):
        actions.rate(session, candidate, watching, q(session, req, 1), 3)


def test_a_sheet_shows_one_rater_only(session, req):
    scores = tuple((1 + n % 5, 5, 5) for n in range(5))
    candidate = rated(session, req, "Ada", scores, submit=())

    view = queries.sheet(session, candidate, member(session, req, 0))

    assert [ln.score for ln in view.lines] == [1, 2, 3, 4, 5]
    assert view.rater == PANEL[0]
    assert view.submitted_at is None


def test_a_sheet_handed_over_is_bare_until_the_reveal(session, req):
    candidate = rated(session, req, "Ada", REQ_1["Abdi Warfaase"], submit=PANEL, reveal=False)
    key = (candidate, member(session, req))

    hidden = queries.sheet(session, *key)
    sealed = queries.sealed_rows(session)
    actions.reveal(session, candidate)
    shown = queries.sheet(session, *key)

    assert hidden.sealed
    assert {ln.score for ln in hidden.lines} == {None}
    assert [table for table, _ in sealed].count("rating") == 15
    assert [table for table, _ in sealed].count("rating_sheet") == len(PANEL)
    assert [ln.score for ln in shown.lines] == [3, 5, 4, 3, 5]
    assert queries.sealed_rows(session) == frozenset()


def test_a_rater_opens_the_own_sheet_again_until_the_reveal(session, req):
    candidate = rated(session, req, "Ada", REQ_1["Abdi Warfaase"], reveal=False)
    key = (candidate, member(session, req))
    with pytest.raises(Refused, match="handed over"):
        actions.rate(session, *key, q(session, req, 1), 5)

    actions.reopen_sheet(session, *key)
    actions.rate(session, *key, q(session, req, 1), 5)
    actions.submit_sheet(session, *key)
    actions.reveal(session, candidate)

    assert queries.sheet(session, *key).lines[0].score == 5
    with pytest.raises(Refused, match="revealed"):
        actions.reopen_sheet(session, *key)


def test_the_seal_breaks_early_only_with_a_reason(session, req):
    candidate = rated(session, req, "Ada", REQ_1["Abdi Warfaase"], submit=PANEL[:2])
    with pytest.raises(Refused, match="Keisha Bramwell has not"):
        actions.reveal(session, candidate)

    actions.reveal(session, candidate, by="Tomas Odegaard", reason="Keisha is ill this week.")
    early = queries.panel_summary(session, candidate)
    actions.submit_sheet(session, candidate, member(session, req, 2))
    late = queries.panel_summary(session, candidate)

    assert (early.seal_broken_by, early.seal_reason) == (
        "Tomas Odegaard",
        "Keisha is ill this week.",
    )
    assert early.lines[0].by_rater == (3, 3, None), "what is not handed over does not count"
    assert early.late == ()
    assert late.late == ("Keisha Bramwell",)


def test_a_pin_opens_the_own_sheets_only(session, req):
    keisha = member(session, req, 2)
    with pytest.raises(Refused, match="four to eight digits"):
        actions.set_pin(session, keisha, "12a4")
    actions.set_pin(session, keisha, "4711")

    assert queries.opens_with(session, keisha, "4711")
    assert not queries.opens_with(session, keisha, "4712")
    assert queries.opens_with(session, member(session, req, 0), ""), "who set none needs none"
    assert "4711" not in the(session, PanelMember, keisha).pin


def test_where_names_are_off_codes_stand_for_them(session, req):
    for name in ("Zoe", "Ada"):
        actions.add_candidate(session, req, name)
    revise(session, Requisition, req, "names_off", value=True)

    rows = queries.candidates(session, req)

    assert [(row.called, row.name) for row in rows] == [("C1", "Zoe"), ("C2", "Ada")]
    revise(session, Requisition, req, "status", RequisitionStatus.decided)
    assert [row.called for row in queries.candidates(session, req)] == ["Ada", "Zoe"]


def test_a_sheet_shows_the_anchors_of_a_competency(session, req):
    row = queries.criteria(session, req)[2]
    for level in range(1, 6):
        text = {"text": f"Level {level}"}
        kept(session, made(Anchor, text, competency_id=row.competency_id, level=level))
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")

    lines = queries.sheet(session, candidate, member(session, req)).lines

    assert lines[2].anchors == ("Level 1", "Level 2", "Level 3", "Level 4", "Level 5")
    assert lines[0].anchors == ()
    assert session.exec(select(RatingSheet)).all() == [], "looking writes nothing"


def test_nothing_is_compared_before_every_sheet_is_in(session, req):
    candidate = rated(session, req, "Ada", REQ_1["Abdi Warfaase"], submit=PANEL[:2])

    found = queries.comparison(session, req)
    summary = queries.panel_summary(session, candidate)

    assert found.rows == summary.lines == ()
    assert summary.score is None
    assert summary.agreement_over is None
    assert found.missing == ("Keisha Bramwell has not handed over the sheet on Ada.",)
    with pytest.raises(Refused, match="Keisha"):
        actions.agree_rating(session, candidate, k(session, req, 1), 3.0)


def test_an_absent_rater_is_not_waited_for(session, req):
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")
    judged = queries.questions(session, req)
    for rater in queries.panel(session, req)[:2]:
        for criterion in judged:
            actions.rate(session, candidate, rater.id, criterion.id, 4)
        actions.submit_sheet(session, candidate, rater.id)
    actions.rate(session, candidate, member(session, req, 2), judged[0].id, 1)
    actions.close_as_absent(session, candidate, member(session, req, 2), "Ill that day.")
    actions.reveal(session, candidate)

    row = queries.comparison(session, req).rows[0]

    assert row.score.value == pytest.approx(4.0)
    assert row.score.raters == 2
    with pytest.raises(Refused, match="absent"):
        actions.rate(session, candidate, member(session, req, 2), judged[0].id, 5)
    actions.reopen_sheet(session, candidate, member(session, req, 2))
    actions.rate(session, candidate, member(session, req, 2), judged[0].id, 5)
    assert queries.comparison(session, req).rows[0].score.raters == 2, "not handed over yet"


def test_a_sheet_is_handed_in_whole(session, req):
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")
    rater = member(session, req)
    for number in range(1, 5):
        actions.rate(session, candidate, rater, q(session, req, number), 3)

    with pytest.raises(Refused, match="Q5"):
        actions.submit_sheet(session, candidate, rater)
    actions.not_asked(session, candidate, rater, q(session, req, 5), "Ran out of time.")
    actions.submit_sheet(session, candidate, rater)
    with pytest.raises(Refused, match="was handed over"):
        actions.submit_sheet(session, candidate, rater)


def test_who_was_not_asked_everything_is_not_comparable(session, req):
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")
    for rater in queries.panel(session, req):
        for number in range(1, 5):
            actions.rate(session, candidate, rater.id, q(session, req, number), 4)
        actions.not_asked(session, candidate, rater.id, q(session, req, 5), "Ran out of time.")
        actions.submit_sheet(session, candidate, rater.id)
    actions.reveal(session, candidate)

    row = queries.comparison(session, req).rows[0]

    assert (row.band, row.why_apart, row.score.coverage) == (0, "not_comparable", 0.9)


def test_a_revealed_rating_changes_only_with_a_reason(session, req):
    candidate = rated(session, req, "Ada", REQ_1["Abdi Warfaase"])
    key = (candidate, member(session, req), q(session, req, 1))

    with pytest.raises(Refused, match="was revealed"):
        actions.rate(session, *key, 4)
    assert queries.sheet(session, *key[:2]).lines[0].score == 3

    actions.rate(session, *key, 4, reason="Misread the key.")

    line = queries.sheet(session, *key[:2]).lines[0]
    assert (line.score, line.change_reason) == (4, "Misread the key.")


def test_removing_a_candidate_removes_who_is_known_for_nothing_else(session, req):
    stranger = actions.add_candidate(session, req, "Ada")
    insider = actions.add_known_candidate(session, req, person(session, "Abdi").id)

    actions.remove_candidate(session, stranger)
    actions.remove_candidate(session, insider)

    names = session.exec(select(Person.display_name).order_by(col(Person.display_name))).all()
    assert "Ada" not in names
    assert "Abdi" in names


def test_nobody_judges_and_applies_at_once(session, req):
    judge = queries.panel(session, req)[0].person_id
    candidate = actions.add_candidate(session, req, "Ada")
    applicant = queries.candidates(session, req)[0].person_id

    with pytest.raises(Refused, match="on the panel"):
        actions.add_known_candidate(session, req, judge)
    with pytest.raises(Refused, match="candidate already"):
        actions.add_panel_member(session, req, applicant)
    assert candidate


def test_a_panel_member_who_rated_stays_on_the_panel(session, req):
    locked(session, req)
    candidate = actions.add_candidate(session, req, "Ada")
    actions.rate(session, candidate, member(session, req), q(session, req, 1), 4)

    with pytest.raises(Refused, match="has rated"):
        actions.remove_panel_member(session, member(session, req, 0))
    actions.remove_panel_member(session, member(session, req, 2))

    assert [row.name for row in queries.panel(session, req)] == list(PANEL[:2])


def test_pay_ranges_run_upward(session, req):
    revise(session, Requisition, req, "pay_range_lo", 30)
    with pytest.raises(ValidationError, match="smaller number"):
        revise(session, Requisition, req, "pay_range_hi", 20)

    session.get(Requisition, req).pay_range_hi = 20
    with pytest.raises(IntegrityError, match="requisition_rule"):
        session.flush()
