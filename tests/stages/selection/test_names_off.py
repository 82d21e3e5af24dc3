"""Codes instead of names: on no paper is a candidate named before the panel is finished."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.deliverables.brand import letterhead
from app.deliverables.deliverable import Subject
from app.domain.edits import revise
from app.stages.selection import actions, documents, queries
from app.stages.selection.records import (
    AssessmentKind,
    Candidate,
    CandidateStage,
    DecisionOutcome,
    Requisition,
)
from app.verbs import deliver
from tests.stages.selection.five_by_three import CANDIDATES, RATERS, opened, rated
from tests.stages.selection.on_paper import (
    LETTERS,
    document,
    every_paper,
    outline,
    packet,
    pages,
    words_of,
)
from tests.stages.selection.req_1 import position

if TYPE_CHECKING:
    import pypdf
    from sqlmodel import Session

DAY = date(2025, 4, 18)
PAPERS = [paper for paper in documents.DELIVERABLES if paper not in LETTERS]


@pytest.fixture
def opening(session: Session) -> str:
    """An undecided opening by codes in which everybody writes the candidates' names down."""
    found = opened(session, position(session).id)
    revise(session, Requisition, found, "names_off", True)
    keys = [rated(session, found, place) for place in range(4)]
    last_asked = queries.questions(session, found)[5].id
    actions.drop_question(session, last_asked, f"{CANDIDATES[1]} knew it before.")
    member = queries.panel(session, found)[0].id
    for candidate, name in zip(keys, CANDIDATES, strict=False):
        asked = queries.questions(session, found)[0].id
        told = f"{name} told it well; {name.split()[1]} had the numbers."
        key = (candidate, member, asked)
        actions.note_evidence(session, *key, told, reason=f"{name.split()[0]} said it again.")
        for line in queries.panel_summary(session, candidate).lines:
            if line.talk:
                actions.agree_rating(session, candidate, line.id, line.mean or 3, f"So {name} is.")
    criterion = queries.criteria(session, found)[0].id
    actions.add_assessment(
        session, keys[0], criterion, AssessmentKind.work_sample, 4, note=f"{CANDIDATES[0]} cut it."
    )
    revise(session, Candidate, keys[3], "stage", CandidateStage.screened_out)
    revise(session, Candidate, keys[3], "screen_out_reason", f"{CANDIDATES[3]} cannot begin.")
    last = actions.add_candidate(session, found, CANDIDATES[4])
    actions.close_as_absent(session, last, member, f"{CANDIDATES[4]} is a cousin.")
    actions.reveal(session, last, by=RATERS[1], reason=f"{CANDIDATES[4]} has another offer.")
    return found


def test_no_paper_names_a_candidate(session: Session, opening: str) -> None:
    made = list(every_paper(session, PAPERS))
    unerased = {documents.ERASURE_RECORD.key}  # there is none before anything was erased
    assert {paper.key for paper, _ in made} == {paper.key for paper in PAPERS} - unerased
    for paper, one in made:
        assert words_of(CANDIDATES, one.outline()) == [], paper.key
    for paper in (documents.COMPARISON, documents.DECISION_RECORD, documents.PANEL_SUMMARY):
        text = "\n".join(pages(session, document(session, paper, opening)))
        assert words_of(CANDIDATES, text) == [], paper.key
        assert "C1" in text
    assert "C1 told it well; C1 had the numbers." in outline(
        session, documents.PANEL_SUMMARY, opening
    )


def test_no_packet_names_one_on_its_pages_or_around_them(session: Session, opening: str) -> None:
    for one in documents.PACKETS:
        bound = packet(session, one, opening)
        text = "\n".join(page.extract_text() for page in bound.pages)
        around = " ".join([*map(str, (bound.metadata or {}).values()), *_marks(bound)])
        assert words_of(CANDIDATES, text + around) == [], one.key
        assert "C1" in text
    assert any(
        title == f"C1 – {RATERS[0]}"
        for title in _marks(packet(session, documents.PACKETS[0], opening))
    )


def test_no_file_is_called_by_a_name(session: Session, opening: str) -> None:
    for paper in PAPERS:
        for subject in paper.subjects(session) if paper.subjects else ():
            name = deliver.paper(session, paper, subject).name
            assert words_of(CANDIDATES, name.replace("-", " ").replace("_", " ")) == []
    for one in documents.PACKETS:
        subject = Subject(opening, queries.requisition(session, opening).title)
        assert words_of(CANDIDATES, deliver.packet_paper(session, one, subject).name) == []
    assert letterhead(session).client_name == ""


def test_a_letter_is_addressed_by_name_all_the_same(session: Session, opening: str) -> None:
    subjects = documents.INVITATION.subjects
    assert subjects is not None
    first = subjects(session)[0]
    assert first.name.startswith("C1")
    assert f"Dear {CANDIDATES[0]}," in outline(session, documents.INVITATION, first.id)


def test_names_come_back_once_it_is_decided(session: Session, opening: str) -> None:
    best = queries.comparison(session, opening).rows[0].id
    actions.decide(session, best, DecisionOutcome.offer, "By the criteria.", DAY)
    record = outline(session, documents.DECISION_RECORD, opening)
    assert CANDIDATES[0] in record
    assert "C1" not in record


def _marks(bound: pypdf.PdfReader) -> list[str]:
    found = []
    for one in bound.outline:
        found += [inner.title for inner in one] if isinstance(one, list) else [one.title]
    return found
