"""The whole selection packet: five candidates, three raters, one file with contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.stages.selection import actions, documents, queries
from tests.stages.selection.five_by_three import CANDIDATES, RATERS, five_by_three, opened, rated
from tests.stages.selection.on_paper import (
    LEADER_PACKET,
    PANEL_PACKET,
    every_paper,
    outline,
    packet,
    pages,
)
from tests.stages.selection.req_1 import position

if TYPE_CHECKING:
    import pypdf
    from sqlmodel import Session

PAIRS = [f"{candidate} – {rater}" for candidate in CANDIDATES for rater in RATERS]
PARTS = ["Index", "Interview guides", "Rating sheets", "The panel", "Comparison", "Decision"]


@pytest.fixture
def opening(session: Session) -> str:
    return five_by_three(session, position(session).id)


def test_it_holds_every_guide_every_sheet_and_what_came_of_them(
    session: Session, opening: str
) -> None:
    _cover, parts = PANEL_PACKET.gather(session, opening)

    assert [part.title for part in parts] == PARTS
    assert [part.number for part in parts] == [1, 2, 3, 4, 5, 6]
    assert [one.listed for one in parts[1].documents] == PAIRS
    assert [one.listed for one in parts[2].documents] == PAIRS
    assert all("What was said ____" in one.outline() for one in parts[1].documents)
    notes = [one.outline() for one in parts[2].documents]
    assert all(f"Took cell {n // 3}{n % 3}0 from" in text for n, text in enumerate(notes))


def test_its_contents_and_bookmarks_lead_to_the_page_they_name(
    session: Session, opening: str
) -> None:
    bound = packet(session, PANEL_PACKET, opening)
    texts = [page.extract_text() for page in bound.pages]
    marks = [(one.title, bound.get_destination_page_number(one) + 1) for one in _marks(bound)]
    listed = _contents(texts[1 : marks[1][1] - 1])

    assert [title for title, _ in listed].count(PAIRS[0]) == 2, "a guide and a sheet"
    assert len(listed) == len(PARTS) + 1 + len(PAIRS) * 2 + 3
    for title, number in listed:
        first = title.split(" – ", maxsplit=1)[0]
        assert first.casefold() in texts[number - 1].casefold(), (title, number)
    assert [(re.sub(r"^\d+ ", "", title), number) for title, number in marks[1:]] == listed


def test_every_page_but_the_cover_says_which_of_how_many(session: Session, opening: str) -> None:
    texts = [page.extract_text() for page in packet(session, PANEL_PACKET, opening).pages]

    assert "page " not in texts[0]
    assert len(texts) > 100
    for number, text in enumerate(texts[1:], start=2):
        assert f"page {number} of {len(texts)}" in text


def test_its_parts_begin_as_soon_as_there_is_something_in_them(session: Session) -> None:
    opening = opened(session, position(session).id)
    assert _titles(session, opening) == ["Index"]
    actions.add_candidate(session, opening, "Somebody Else")
    assert _titles(session, opening) == ["Index", "Interview guides"]
    rated(session, opening, 0)
    assert _titles(session, opening) == PARTS[:4], "one is revealed, the other not"
    texts = [page.extract_text() for page in packet(session, PANEL_PACKET, opening).pages]
    assert any("Zebulon Quist has not handed over the sheet on Somebody Else." in t for t in texts)


def test_the_leaders_copy_says_what_came_of_it_and_holds_no_sheet(
    session: Session, opening: str
) -> None:
    _cover, parts = LEADER_PACKET.gather(session, opening)
    assert [part.title for part in parts] == ["The panel", "Decision"]
    assert [len(part.documents) for part in parts] == [1, 1]


def test_questions_have_the_same_number_on_screen_and_on_every_paper(session: Session) -> None:
    opening = opened(session, position(session).id)
    guide = queries.requisition(session, opening).guide_id
    actions.unlock_guide(session, guide)
    moved = queries.questions(session, opening)[5]
    actions.move_question(session, moved.id, -5)
    actions.lock_guide(session, guide, queries.requisition(session, opening).opened_on)
    rated(session, opening, 0)

    on_screen = [(one.number, one.text) for one in queries.questions(session, opening)]
    assert on_screen[0] == ("Q1", moved.text)
    papers = (documents.INTERVIEW_GUIDE, documents.RATING_SHEET, documents.HANDED_SHEET)
    for paper, made in every_paper(session, papers):
        text = " ".join(" ".join(pages(session, made)).split())
        places = [text.index(asked) for _, asked in on_screen]
        assert places == sorted(places), paper.key
        for (number, _), place, following in zip(
            on_screen, places, [*places[1:], len(text)], strict=True
        ):
            # the number stands before its question, and no other number in between
            before = re.findall(r"\bQ\d+", text[:place])
            assert before[-1] == number, paper.key
            assert following > place
    summary = outline(session, documents.PANEL_SUMMARY, opening)
    for number, asked in on_screen:
        assert re.search(rf"{number} \| K\d \| {re.escape(asked)}", summary), number


def _contents(texts: list[str]) -> list[tuple[str, int]]:
    """Return the lines of the contents with the page each of them names."""
    lines = [line.strip() for text in texts for line in text.split("\n")]
    found = [re.fullmatch(r"(?:\d+ *)?(.*?\D) ?(\d+)", line) for line in lines]
    return [
        (match[1].strip(), int(match[2])) for match in found if match and "page " not in match[0]
    ]


def _marks(bound: pypdf.PdfReader) -> list[pypdf.generic.Destination]:
    """Return the bookmarks in reading order."""
    found = []
    for one in bound.outline:
        found += one if isinstance(one, list) else [one]
    return found


def _titles(session: Session, opening: str) -> list[str]:
    return [part.title for part in PANEL_PACKET.gather(session, opening)[1]]
