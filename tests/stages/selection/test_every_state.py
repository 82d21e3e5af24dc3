"""Whatever an opening has come to: every paper of it can be made, and says how far to trust it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.deliverables.brand import letterhead
from app.deliverables.pdf import render
from app.domain.edits import revise
from app.stages.selection import actions, documents, queries
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    DecisionOutcome,
    Requisition,
    RequisitionStatus,
)
from tests.stages.selection.five_by_three import CANDIDATES, RATERS, hand_over, opened, rated
from tests.stages.selection.on_paper import (
    FOR_LEADER,
    LEADER_PACKET,
    PANEL_PACKET,
    document,
    every_paper,
    outline,
    packet,
    packet_pages,
    pages,
)
from tests.stages.selection.req_1 import position

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

DAY = date(2025, 4, 18)


def empty(session: Session) -> str:
    return actions.open_requisition(session, position(session).id, DAY)


def draft(session: Session) -> str:
    opening = empty(session)
    actions.add_targets(session, opening)
    for criterion in queries.criteria(session, opening):
        actions.add_question(session, criterion.id, f"Tell us about: {criterion.name}")
    return opening


def locked(session: Session) -> str:
    return opened(session, position(session).id)


def applied(session: Session) -> str:
    opening = locked(session)
    actions.add_candidate(session, opening, CANDIDATES[0])
    return opening


def begun(session: Session) -> str:
    opening = applied(session)
    candidate, member = first(session, opening)
    asked = queries.questions(session, opening)[0].id
    actions.rate(session, candidate, member, asked, 4)
    return opening


def half_in(session: Session) -> str:
    opening = applied(session)
    candidate, member = first(session, opening)
    hand_over(session, candidate, member)
    return opening


def sealed(session: Session) -> str:
    opening = applied(session)
    candidate, _ = first(session, opening)
    for member in queries.panel(session, opening):
        hand_over(session, candidate, member.id)
    return opening


def broken(session: Session) -> str:
    opening = half_in(session)
    candidate, _ = first(session, opening)
    actions.reveal(session, candidate, by=RATERS[0], reason="It could not wait.")
    return opening


def late(session: Session) -> str:
    opening = broken(session)
    candidate, _ = first(session, opening)
    hand_over(session, candidate, queries.panel(session, opening)[1].id)
    return opening


def absent(session: Session) -> str:
    opening = half_in(session)
    candidate, _ = first(session, opening)
    for member in queries.panel(session, opening)[1:]:
        actions.close_as_absent(session, candidate, member.id, "Ill that day.")
    actions.reveal(session, candidate)
    return opening


def nobody_came(session: Session) -> str:
    opening = applied(session)
    candidate, _ = first(session, opening)
    for member in queries.panel(session, opening):
        actions.close_as_absent(session, candidate, member.id, "Snow.")
    actions.reveal(session, candidate)
    return opening


def not_asked(session: Session) -> str:
    opening = applied(session)
    candidate, _ = first(session, opening)
    for member in queries.panel(session, opening):
        for question in queries.questions(session, opening):
            actions.not_asked(session, candidate, member.id, question.id, "The time was over.")
        actions.submit_sheet(session, candidate, member.id)
    actions.reveal(session, candidate)
    return opening


def revealed(session: Session) -> str:
    opening = locked(session)
    rated(session, opening, 0)
    rated(session, opening, 1)
    return opening


def offered(session: Session) -> str:
    opening = revealed(session)
    settle(session, opening)
    rows = queries.comparison(session, opening).rows
    why = "The second in rank teaches, and that is what the shop needs."
    actions.decide(
        session, rows[1].id, DecisionOutcome.offer, "By the criteria.", DAY, deviation_reason=why
    )
    actions.decide(session, rows[0].id, DecisionOutcome.hold, "We stay in touch.", DAY)
    return opening


def hired(session: Session) -> str:
    opening = offered(session)
    chosen = next(d for d in queries.decisions(session, opening) if d.outcome == "offer")
    actions.hire(session, chosen.candidate_id, date(2025, 5, 12))
    return opening


def withdrew(session: Session) -> str:
    opening = revealed(session)
    candidate, _ = first(session, opening)
    revise(session, Candidate, candidate, "stage", CandidateStage.withdrew)
    other = actions.add_candidate(session, opening, CANDIDATES[2])
    actions.screen_out(session, other, "Has never set up a lathe.")
    return opening


def canceled(session: Session) -> str:
    opening = revealed(session)
    revise(session, Requisition, opening, "status", RequisitionStatus.canceled)
    for row in queries.candidates(session, opening):
        revise(session, Candidate, row.id, "stage", CandidateStage.not_selected)
    return opening


def second_guide(session: Session) -> str:
    opening = revealed(session)
    actions.new_version(session, opening, "A question told nothing.")
    return opening


def by_codes(session: Session) -> str:
    opening = revealed(session)
    revise(session, Requisition, opening, "names_off", True)
    return opening


def held(session: Session) -> str:
    opening = offered(session)
    revise(session, Requisition, opening, "legal_hold_reason", "A charge was filed.")
    revise(session, Requisition, opening, "legal_hold", True)
    return opening


STATES = (
    *(empty, draft, locked, applied, begun, half_in, sealed, broken, late, absent, nobody_came),
    *(not_asked, revealed, offered, hired, withdrew, canceled, second_guide, by_codes, held),
)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_paper_can_be_made_and_set(session: Session, state: Callable[..., str]) -> None:
    opening = state(session)
    made = list(every_paper(session))
    for paper, one in made:
        assert one.outline().count("\n") > 5, paper.key
        assert render(one, letterhead(session)).startswith(b"%PDF"), paper.key
    for one in documents.PACKETS:
        assert len(packet(session, one, opening).pages) >= 3


def test_who_has_nothing_to_say_says_so(session: Session) -> None:
    opening = empty(session)
    for paper in (documents.PANEL_SUMMARY, documents.COMPARISON, documents.DECISION_RECORD):
        one = document(session, paper, opening)
        assert one.draft
        assert "There are no criteria yet." in one.outline()
    record = outline(session, documents.DECISION_RECORD, opening)
    assert "Nothing has been decided yet." in record


def test_every_page_says_that_one_rater_stands_alone(session: Session) -> None:
    opening = absent(session)
    thin = f"Thin: one rater only stands behind the score of {CANDIDATES[0]}."
    papers = (documents.PANEL_SUMMARY, documents.COMPARISON, documents.DECISION_RECORD, *FOR_LEADER)
    for paper in papers:
        texts = pages(session, document(session, paper, opening))
        assert all(thin in " ".join(text.split()) for text in texts), paper.key
    for one in (PANEL_PACKET, LEADER_PACKET):
        texts = packet_pages(session, one, opening)
        assert thin in " ".join(texts[0].split()), "on the cover"
        carrying = [text for text in texts if "CANDIDATES IN BANDS" in text.upper()]
        assert carrying
        assert all(thin in " ".join(text.split()) for text in carrying)
    candidate, member = first(session, opening)
    sheet = document(session, documents.HANDED_SHEET, f"{candidate} {member}")
    assert all("Thin: this is the only sheet" in text for text in pages(session, sheet))


def test_a_guide_for_one_rater_says_so_on_every_page(session: Session) -> None:
    opening = applied(session)
    for member in queries.panel(session, opening)[1:]:
        actions.remove_panel_member(session, member.id)
    candidate, member_id = first(session, opening)
    texts = pages(session, document(session, documents.INTERVIEW_GUIDE, f"{candidate} {member_id}"))
    assert len(texts) == 8
    assert all("Thin: one rater only." in text for text in texts)


def test_three_raters_make_nothing_thin(session: Session) -> None:
    opening = revealed(session)
    for paper in (documents.COMPARISON, documents.DECISION_RECORD):
        assert document(session, paper, opening).notice == ""


def test_who_was_absent_or_late_or_first_stands_on_the_papers(session: Session) -> None:
    opening = late(session)
    record = outline(session, documents.DECISION_RECORD, opening)
    name = CANDIDATES[0]
    assert f"{name}: opened by {RATERS[0]} before every sheet was in. It could not wait." in record
    assert f"{name}: rated after the reveal by {RATERS[1]}, who could see the others." in record
    candidate, _ = first(session, opening)
    member = queries.panel(session, opening)[1].id
    sheet = outline(session, documents.HANDED_SHEET, f"{candidate} {member}")
    assert "This sheet was written after the others were revealed." in sheet


def test_a_closed_sheet_says_who_was_absent_and_why(session: Session) -> None:
    opening = absent(session)
    record = outline(session, documents.DECISION_RECORD, opening)
    for name in RATERS[1:]:
        assert f"{CANDIDATES[0]}: without {name}, who was absent. Ill that day." in record
    candidate, _ = first(session, opening)
    member = queries.panel(session, opening)[1].id
    sheet = outline(session, documents.HANDED_SHEET, f"{candidate} {member}")
    assert "Closed without a rating: Ill that day." in sheet
    assert "Nothing is shown before the reveal" not in sheet


def test_who_rated_alone_is_said_with_the_times(session: Session, in_utc: None) -> None:
    opening = revealed(session)
    text = outline(session, documents.PANEL_SUMMARY, opening)
    assert text.count("Every sheet was written alone and was in before the reveal") == 2
    candidate, _ = first(session, opening)
    handed = queries.panel_summary(session, candidate).handed
    assert len(handed) == 3
    for name, at in handed:
        assert f"{name.split()[0]} {at:%H:%M}" in text


def test_a_choice_against_the_rank_gives_its_reason(session: Session) -> None:
    opening = offered(session)
    told = "Differs from the rank: The second in rank teaches, and that is what the shop needs."
    for paper in (documents.DECISION_RECORD, *FOR_LEADER):
        assert told in outline(session, paper, opening)


def test_who_is_not_compared_stands_on_the_record_with_the_reason(session: Session) -> None:
    opening = withdrew(session)
    record = outline(session, documents.DECISION_RECORD, opening)
    assert f"{CANDIDATES[0]} | Withdrew" in record
    assert f"{CANDIDATES[2]} | Screened out | Has never set up a lathe." in record


def test_what_is_sealed_is_said_to_be_and_nothing_else(session: Session) -> None:
    opening = revealed(session)
    actions.add_candidate(session, opening, CANDIDATES[2])
    text = outline(session, documents.PANEL_SUMMARY, opening)
    waiting = f"{RATERS[0]} has not handed over the sheet on {CANDIDATES[2]}."
    assert waiting in text
    assert "Took cell 000" in text, "the first is revealed and may be read"
    copy = outline(session, documents.PANEL_SUMMARY_FOR_MANAGER, opening)
    assert waiting not in copy
    assert "Sheets or criteria are still missing." in copy


def first(session: Session, opening: str) -> tuple[str, str]:
    """Return the first candidate and the first rater."""
    return queries.candidates(session, opening)[0].id, queries.panel(session, opening)[0].id


def settle(session: Session, opening: str) -> None:
    """Agree on whatever the raters lie apart in."""
    for row in queries.comparison(session, opening).rows:
        for line in queries.panel_summary(session, row.id).lines:
            if line.talk:
                actions.agree_rating(session, row.id, line.id, 3, "We read the anchors.")
