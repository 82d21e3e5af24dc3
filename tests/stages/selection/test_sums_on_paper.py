"""Every number on paper can be computed again from what is printed beside it."""

from __future__ import annotations

import re
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from app.stages.selection import actions, documents, queries
from app.stages.selection.records import AssessmentKind, Guide
from tests.stages.selection.five_by_three import (
    BY_HAND,
    CANDIDATES,
    RATERS,
    SCORE_BY_HAND,
    opened,
    rated,
)
from tests.stages.selection.on_paper import outline
from tests.stages.selection.req_1 import position

if TYPE_CHECKING:
    from sqlmodel import Session

SUM = re.compile(r"\{strong\} (?P<name>[^|]+?) \| \((?P<sum>[^)]+)\) / (?P<whole>\d+)")
CENT = 0.01 + 1e-9


@pytest.fixture
def opening(session: Session) -> str:
    found = opened(session, position(session).id)
    for place in range(3):
        rated(session, found, place)
    return found


def test_three_raters_and_six_questions_come_out_as_by_hand(session: Session, opening: str) -> None:
    record = outline(session, documents.DECISION_RECORD, opening)
    score, weighed = printed_sum(record, CANDIDATES[0])
    assert weighed == pytest.approx(SCORE_BY_HAND, abs=CENT)
    assert score == pytest.approx(SCORE_BY_HAND, abs=CENT)
    assert "(30 × 4.00 + 25 × 3.67 + 20 × 4.00 + 15 × 2.67 + 10 × 4.50) / 100" in record


def test_every_printed_sum_adds_up_to_the_printed_score(session: Session, opening: str) -> None:
    record = outline(session, documents.DECISION_RECORD, opening)
    found = {match["name"] for match in SUM.finditer(record)}
    assert found == set(CANDIDATES[:3])
    for name in found:
        score, weighed = printed_sum(record, name)
        assert weighed == pytest.approx(score, abs=CENT), name


def test_the_means_in_the_sum_come_from_the_ratings_beside_them(
    session: Session, opening: str
) -> None:
    summary = outline(session, documents.PANEL_SUMMARY, opening)
    about = summary.split(f" # {CANDIDATES[0]} ")[1].split(" # ")[0]
    asked = {
        match[1]: [None if one == "–" else float(one) for one in match[2].split(" | ")]
        for match in re.finditer(r"(Q\d) \| K\d \| [^|]+ \| ([\d.–]+ \| [\d.–]+ \| [\d.–]+)", about)
    }
    assert list(asked.values()) == [list(scores) for scores in BY_HAND]
    first, last = asked["Q1"], asked["Q6"]
    by_rater = [
        fmean([one for one in pair if one is not None]) for pair in zip(first, last, strict=True)
    ]
    assert by_rater == [3.5, 5, 3.5]
    assert "Jobs on promised day | 3.5 | 5 | 3.5 | {strong} 4.00" in about
    assert "| 4 | – | 5 | {strong} 4.50" in about, "who did not ask is left out, not counted as 0"
    assert "not asked, or absent. It is left out of the mean." in about


def test_a_mean_of_three_questions_is_printed_with_two_decimals(session: Session) -> None:
    opening = opened(session, position(session).id)
    guide = queries.requisition(session, opening).guide_id
    actions.unlock_guide(session, guide)
    first = queries.criteria(session, opening)[0]
    actions.add_question(session, first.id, "Tell us about one more of these.")
    actions.lock_guide(session, guide, queries.requisition(session, opening).opened_on)
    candidate = actions.add_candidate(session, opening, CANDIDATES[1])
    for nth, member in enumerate(queries.panel(session, opening)):
        for number, question in enumerate(queries.questions(session, opening)):
            actions.rate(session, candidate, member.id, question.id, 2 + (nth + number) % 3)
        actions.submit_sheet(session, candidate, member.id)
    actions.reveal(session, candidate)

    for paper in (documents.PANEL_SUMMARY, documents.COMPARISON):
        text = outline(session, paper, opening)
        assert "2.67" in text
        assert not re.search(r"\d\.\d{3}", text), paper.key


def test_a_work_sample_is_weighed_in_where_everybody_can_see_it(
    session: Session, opening: str
) -> None:
    first = queries.criteria(session, opening)[0]
    candidate = next(row.id for row in queries.candidates(session, opening))
    actions.add_assessment(session, candidate, first.id, AssessmentKind.work_sample, 2.5)
    share = session.get(Guide, queries.requisition(session, opening).guide_id).interview_share

    told = f"K1: {share}% × 4.00 (interview) + {100 - share}% × 2.50 (other assessments) = 3.40"
    for paper in (documents.DECISION_RECORD, documents.PANEL_SUMMARY):
        assert told in outline(session, paper, opening)
    score, weighed = printed_sum(
        outline(session, documents.DECISION_RECORD, opening), CANDIDATES[0]
    )
    assert weighed == pytest.approx(score, abs=CENT)
    assert score == pytest.approx(SCORE_BY_HAND - 0.3 * 0.6, abs=CENT)
    for paper in (documents.DECISION_RECORD_FOR_LEADER, documents.PANEL_SUMMARY_FOR_MANAGER):
        text = outline(session, paper, opening)
        assert "2.50" not in text
        assert "(interview)" not in text


def test_the_record_says_why_the_weights_differ(session: Session, opening: str) -> None:
    told = "Why the weights differ: Delivery is what the shop lives by."
    assert told in outline(session, documents.DECISION_RECORD, opening)
    assert told in outline(session, documents.DECISION_RECORD_FOR_LEADER, opening)


def test_a_dropped_question_is_listed_and_the_rest_counts(session: Session, opening: str) -> None:
    before = [row.name for row in queries.comparison(session, opening).rows]
    last = queries.questions(session, opening)[5]
    actions.drop_question(session, last.id, "It was read out twice to Fergus.")

    record = outline(session, documents.DECISION_RECORD, opening)
    assert f"Q6: It was read out twice to Fergus. “{last.text}”" in record
    # K1 is Q1 alone now: 4, 5 and 3
    assert "(30 × 4.00 + 25 × 3.67" in record
    assert sorted(before) == sorted(CANDIDATES[:3])
    for name in CANDIDATES[:3]:
        score, weighed = printed_sum(record, name)
        assert weighed == pytest.approx(score, abs=CENT)
    pair = f"{queries.candidates(session, opening)[0].id} {queries.panel(session, opening)[0].id}"
    sheet = outline(session, documents.HANDED_SHEET, pair)
    assert "Not scored for anybody: It was read out twice to Fergus." in sheet


def test_dropping_a_question_ranks_everybody_anew(session: Session) -> None:
    opening = opened(session, position(session).id)
    asked = queries.questions(session, opening)
    given = {"Amos Ferrie": (2, 5), "Blanche Osei": (4, 1)}
    for name, (first, last) in given.items():
        candidate = actions.add_candidate(session, opening, name)
        for member in queries.panel(session, opening):
            for question in asked:
                score = {"Q1": first, "Q6": last}.get(question.number, 3)
                actions.rate(session, candidate, member.id, question.id, score)
            actions.submit_sheet(session, candidate, member.id)
        actions.reveal(session, candidate)
    assert ranks(outline(session, documents.DECISION_RECORD, opening)) == list(given)

    actions.drop_question(session, asked[5].id, "Half of them had read it before.")

    record = outline(session, documents.DECISION_RECORD, opening)
    assert ranks(record) == list(reversed(given))
    assert "Half of them had read it before." in record


def test_what_was_agreed_stands_beside_ratings_that_stayed(session: Session, opening: str) -> None:
    criterion = queries.criteria(session, opening)[0]
    candidate = queries.candidates(session, opening)[0].id
    actions.agree_rating(session, candidate, criterion.id, 4.5, "We read the anchors again.")

    for paper in (documents.PANEL_SUMMARY, documents.DECISION_RECORD):
        text = outline(session, paper, opening)
        assert re.search(r"4\.00 \| 4\.5 \| We read the anchors again\.", text), paper.key
    summary = outline(session, documents.PANEL_SUMMARY, opening)
    assert "Jobs on promised day | 3.5 | 5 | 3.5 | {strong} 4.00 | 3.5–5" in summary
    assert "(30 × 4.00 +" in outline(session, documents.DECISION_RECORD, opening)


def test_every_score_says_how_many_raters_it_rests_on(session: Session, opening: str) -> None:
    for paper in (documents.PANEL_SUMMARY, documents.DECISION_RECORD):
        text = outline(session, paper, opening)
        assert text.count("(3 raters)") == 2
        assert text.count("(2 raters)") == 1, "one of three did not ask the first about K5"
    assert all(rater in outline(session, documents.PANEL_SUMMARY, opening) for rater in RATERS)


def printed_sum(record: str, name: str) -> tuple[float, float]:
    """Return the printed score of a candidate, and what the printed sum comes to."""
    line = record[record.index("How was this computed?") :]
    found = next(match for match in SUM.finditer(line) if match["name"] == name)
    parts = [part.split(" × ") for part in found["sum"].split(" + ")]
    assert sum(int(weight) for weight, _ in parts) == int(found["whole"])
    added = sum(int(weight) * float(mean) for weight, mean in parts)
    score = re.search(r"\| (\d\.\d\d) ", line[found.end() :])
    assert score
    return float(score[1]), added / int(found["whole"])


def ranks(record: str) -> list[str]:
    """Return the candidates in the printed order of rank."""
    bands = record[record.index("Candidates in bands") : record.index("How was this")]
    return [match[1] for match in re.finditer(r"\{strong\} (\w+ \w+) \| \d", bands)]
