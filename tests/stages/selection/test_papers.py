"""The papers of selection: what they say, and what they keep back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from app.deliverables.deliverable import prepare
from app.instruments import wording
from app.stages.selection import actions, documents, queries
from app.stages.selection.records import DecisionOutcome
from app.verbs import deliver
from tests.stages.selection.on_page import first_opening, new_opening, revealed_opening

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.deliverables.deliverable import Deliverable
    from app.ui.desk import Desk

PAPERS = (documents.PANEL_SUMMARY, documents.PANEL_SUMMARY_FOR_MANAGER)
ZEBRA = "zebra crossing the yard"
LETTERS = ("invitation", "offer-enclosure", "not-selected")
FOR_LEADER = (documents.PANEL_SUMMARY_FOR_MANAGER, documents.DECISION_RECORD_FOR_LEADER)


def test_the_hiring_leaders_copy_names_no_rater(sample_desk: Desk) -> None:
    opening = first_opening(sample_desk)
    raters = [one.name for one in sample_desk.read(queries.panel, opening.id)]
    own = sample_desk.read(_outline, PAPERS[0], opening.id)
    copy = sample_desk.read(_outline, PAPERS[1], opening.id)
    assert all(name in own for name in raters)
    assert opening.hiring_leader in raters, "he sat on this panel, so he is not named either"
    assert not [word for name in raters for word in name.split() if word in copy]
    view = sample_desk.read(documents.manager_view, opening.id)
    assert not [line for one in view.candidates for line in one.lines if line.by_rater]
    blends = [(line.interview, line.extras) for one in view.candidates for line in one.lines]
    assert set(blends) == {(None, ())}
    assert not [c for row in view.comparison.rows for c in row.score.criteria if c.by_rater]


def test_the_hiring_leaders_draft_does_not_say_whose_sheet_is_missing(sample_desk: Desk) -> None:
    opening, candidate, members = new_opening(sample_desk)
    for line in sample_desk.read(queries.sheet, candidate, members[0]).lines:
        sample_desk.do(actions.rate, candidate, members[0], line.id, 3)
    sample_desk.do(actions.submit_sheet, candidate, members[0])
    waiting = sample_desk.read(queries.panel, opening)[1].name
    assert waiting in sample_desk.read(_outline, PAPERS[0], opening)
    assert waiting not in sample_desk.read(_outline, PAPERS[1], opening)


def test_the_hiring_leaders_copy_keeps_back_what_one_rater_alone_said(sample_desk: Desk) -> None:
    opening, candidate, members = new_opening(sample_desk)
    sample_desk.do(actions.remove_panel_member, members[1])
    for line in sample_desk.read(queries.sheet, candidate, members[0]).lines:
        sample_desk.do(actions.rate, candidate, members[0], line.id, 4)
    sample_desk.do(actions.submit_sheet, candidate, members[0])
    sample_desk.do(actions.reveal, candidate)
    assert "4.00" in sample_desk.read(_outline, PAPERS[0], opening)
    assert "4.00" not in sample_desk.read(_outline, PAPERS[1], opening)


def test_a_rater_named_in_a_reason_is_not_named_to_the_hiring_leader(sample_desk: Desk) -> None:
    opening, candidate = revealed_opening(sample_desk)
    raters = [one.name for one in sample_desk.read(queries.panel, opening)]
    for line in sample_desk.read(queries.panel_summary, candidate).lines:
        sample_desk.do(actions.agree_rating, candidate, line.id, 4.0)
    reason = f"{raters[0]} and {raters[1].split()[0].upper()} both heard Amara Okafor say it."
    decision = (candidate, DecisionOutcome.offer, reason, date(2025, 9, 9))
    sample_desk.do(actions.decide, *decision, decided_by=raters[0])
    for paper in FOR_LEADER:
        copy = sample_desk.read(_outline, paper, opening)
        assert "a panel member and a panel member both heard Amara Okafor" in copy
        assert not [word for name in raters for word in name.split() if word in copy]


def test_every_paper_can_be_made_of_the_sample(sample_desk: Desk) -> None:
    for paper in documents.DELIVERABLES:
        keys = about(sample_desk, paper)
        assert keys or paper is documents.ERASURE_RECORD, paper.key
        for key in keys[:3]:
            assert len(sample_desk.read(_outline, paper, key)) > 200, (paper.key, key)


def test_no_paper_shows_what_is_sealed(sample_desk: Desk) -> None:
    opening, candidate, members = new_opening(sample_desk)
    for line in sample_desk.read(queries.sheet, candidate, members[0]).lines:
        sample_desk.do(actions.rate, candidate, members[0], line.id, 5)
        sample_desk.do(actions.note_evidence, candidate, members[0], line.id, ZEBRA)
    asked = sample_desk.read(queries.sheet, candidate, members[1]).lines[0].id
    sample_desk.do(actions.note_evidence, candidate, members[1], asked, ZEBRA)
    for handed in (False, True):
        if handed:
            sample_desk.do(actions.submit_sheet, candidate, members[0])
        for paper in documents.DELIVERABLES:
            for key in about(sample_desk, paper):
                assert ZEBRA not in sample_desk.read(_outline, paper, key), paper.key
        for packet in documents.PACKETS:
            _cover, parts = sample_desk.read(packet.gather, opening)
            assert ZEBRA not in "".join(d.outline() for part in parts for d in part.documents)
    sample_desk.do(actions.close_as_absent, candidate, members[1], "Ill")
    sample_desk.do(actions.reveal, candidate)
    key = f"{candidate} {members[0]}"
    assert ZEBRA in sample_desk.read(_outline, documents.HANDED_SHEET, key)


def test_a_letter_promises_nothing_and_asks_nothing_it_must_not(sample_desk: Desk) -> None:
    for paper in documents.DELIVERABLES:
        if paper.key not in LETTERS:
            continue
        assert paper.subjects is not None
        for one in sample_desk.read(paper.subjects):
            text = sample_desk.read(_outline, paper, one.id)
            hits = wording.check(text, wording.Place.LETTER)
            assert [hit.words for hit in hits] == [], (paper.key, one.name)
            assert "Dear " in text


def test_the_decision_record_lists_what_it_rests_on(sample_desk: Desk, scripted: None) -> None:
    opening, candidate, members = new_opening(sample_desk, questions=8)
    for line in sample_desk.read(queries.sheet, candidate, members[0]).lines:
        sample_desk.do(actions.rate, candidate, members[0], line.id, 4)
    sample_desk.do(actions.submit_sheet, candidate, members[0])
    sample_desk.do(actions.reveal, candidate, by="Tomas", reason="The other one fell ill.")
    last = sample_desk.read(queries.questions, opening)[7]
    sample_desk.do(actions.drop_question, last.id, "It was read out twice.")
    text = " ".join(sample_desk.read(_outline, documents.DECISION_RECORD, opening).split())
    assert "opened by Tomas before every sheet was in. The other one fell ill." in text
    assert "Q8: It was read out twice." in text
    assert "(25 × 4.00 + 25 × 4.00 + 25 × 4.00 + 25 × 4.00) / 100" in text
    assert "Nothing has been decided yet." in text


def test_a_packet_holds_the_sheets_of_all_and_the_leaders_none(sample_desk: Desk) -> None:
    opening = first_opening(sample_desk)
    raters = [one.name for one in sample_desk.read(queries.panel, opening.id) if one.rates]
    panel, leader = documents.PACKETS
    _cover, parts = sample_desk.read(panel.gather, opening.id)
    assert [part.number for part in parts] == [1, 2, 3, 4, 5, 6]
    assert len(parts[2].documents) == 18
    _cover, parts = sample_desk.read(leader.gather, opening.id)
    text = "".join(one.outline() for part in parts for one in part.documents)
    assert not [word for name in raters for word in name.split() if word in text]
    subject = next(s for s in sample_desk.read(panel.subjects) if s.id == opening.id)
    work = sample_desk.read(deliver.packet_paper, panel, subject)
    name, made = deliver.render_binder(work)
    assert name.startswith("NFW-2025-01_Selection-packet_REQ-1")
    with pikepdf.open(BytesIO(made)) as bound:
        titles = [str(item.title) for item in bound.open_outline().root]
        assert any("Rating sheets" in title for title in titles)


def about(desk: Desk, paper: Deliverable[Any]) -> list[str | None]:
    """Return about what a paper can be made; None for one about the whole engagement."""
    return [one.id for one in desk.read(paper.subjects)] if paper.subjects else [None]


def _paper(session: Session, deliverable: Deliverable[Any], subject: str) -> deliver.Paper:
    assert deliverable.subjects is not None
    one = next(s for s in deliverable.subjects(session) if s.id == subject)
    return deliver.paper(session, deliverable, one)


def _outline(session: Session, deliverable: Deliverable[Any], subject: str | None) -> str:
    return prepare(deliverable, session, subject).outline()
