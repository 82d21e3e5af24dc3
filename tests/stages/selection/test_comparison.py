"""The candidates side by side: mean, range and the best line of evidence, on one page across."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.deliverables.letterhead import Letterhead
from app.deliverables.paper import paper
from app.deliverables.pdf import render
from app.deliverables.press.boxes import Fitted
from app.deliverables.press.setting import pages_of
from app.deliverables.press.sheet import sheet_for
from app.domain.edits import made
from app.domain.outcomes import Outcome
from app.stages.selection import actions, documents, queries
from app.stages.selection.documents.comparison import best_line
from tests.stages.selection.five_by_three import DAY
from tests.stages.selection.on_paper import document, pages
from tests.stages.selection.req_1 import kept, person, position

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.deliverables.document import Cell, Document

NAMES = (
    "Bartholomew Featherstonehaugh-Cholmondeley",
    "Wilhelmina von Donnersmarck-Hohenlohe",
    "Chukwuemeka Oluwaseun Ademola-Okonkwo",
    "Maria del Carmen Fernández y Rodríguez",
    "Anastasia Konstantinopolskaya-Volkova",
    "Thiruvenkatanathan Subramaniapillai",
    "Llewellyn ap Gruffydd-Penhallurick",
    "Guðrún Sigurbjörnsdóttir-Blöndal",
    "Maximilian Unterberger-Oberlechner",
    "Ngozi Ekwueme-Nwachukwu",
)
NOTE = (
    "Took a cell of fourteen from 71 to 93 percent on time in eleven months and held it there "
    "since, by one card for each job and a look at it with the crew at seven and at one. "
)


def side_by_side(session: Session, candidates: int, criteria: int) -> tuple[str, Document]:
    """Compare so many candidates by so many criteria, every text as long as they come."""
    held = position(session)
    job = queries.adopted_job(session, held.id)
    assert job is not None
    for place in range(criteria - 2):
        fields = {"statement": f"Outcome {place}: every job is ready on its promised day, right "
                               "first time, and nobody has to ask for it twice"}  # fmt: skip
        kept(session, made(Outcome, fields, job_description_id=job.id, code="C", sort=9 + place))
    opening = actions.open_requisition(session, held.id, DAY)
    for target in queries.targets(session, opening)[:criteria]:
        actions.add_outcome(session, opening, target.id)
    actions.spread_weights(session, opening)
    for row in queries.criteria(session, opening):
        actions.set_floor(session, row.id, 3.5)
        actions.set_rationale(session, row.id, "It is the job.")
        actions.add_question(session, row.id, f"Tell us about {row.code}.")
    actions.lock_guide(session, queries.requisition(session, opening).guide_id, DAY)
    for name in ("Zebulon Quist", "Philippa Marchbanks"):
        actions.add_panel_member(session, opening, person(session, name).id)
    for place in range(candidates):
        candidate = actions.add_candidate(session, opening, NAMES[place])
        for nth, member in enumerate(queries.panel(session, opening)):
            for question in queries.questions(session, opening):
                key = (candidate, member.id, question.id)
                actions.rate(session, *key, 5 - (place + nth) % 3)
                actions.note_evidence(session, *key, NOTE * 3)
            actions.submit_sheet(session, candidate, member.id)
        actions.reveal(session, candidate)
    return opening, document(session, documents.COMPARISON, opening)


@pytest.mark.parametrize(("candidates", "criteria"), [(2, 5), (5, 5), (8, 5), (8, 8)])
def test_up_to_eight_stand_on_one_page_across(
    session: Session, candidates: int, criteria: int
) -> None:
    _, one = side_by_side(session, candidates, criteria)
    for size in ("letter", "a4"):
        with pikepdf.open(BytesIO(render(one, Letterhead(paper=size)))) as found:
            assert len(found.pages) == 1, size
            box = found.pages[0].mediabox
            assert box[2] > box[3]
        assert scale(one, size) >= 0.6
    (text,) = pages(session, one)
    said = " ".join(text.replace("-\n", "-").split()).upper()
    for name in NAMES[:candidates]:
        assert all(word.upper() in said for word in name.split()), name
    assert said.count("TOOK A CELL OF") == candidates * criteria
    assert said.count("(2 RATERS)") + said.count("2 RATERS") >= candidates


def test_more_than_eight_are_said_to_rank_below(session: Session) -> None:
    _, one = side_by_side(session, 10, 3)
    assert "2 further candidates rank below." in one.outline()
    assert len(one.blocks[0].columns) == 9


def test_mean_range_and_evidence_stand_in_each_field(session: Session) -> None:
    _, one = side_by_side(session, 2, 3)
    fields = [text_of(cell) for row in one.blocks[0].rows[1:] for cell in row[1:]]
    assert len(fields) == 6
    assert all(field.startswith(("4.50  (4–5)\nTook", "3.50  (3–4)\nTook")) for field in fields)


def test_the_best_line_is_the_highest_raters(session: Session) -> None:
    opening, _ = side_by_side(session, 1, 3)
    candidate = queries.candidates(session, opening)[0].id
    low, high = queries.panel(session, opening)[1].id, queries.panel(session, opening)[0].id
    asked = queries.questions(session, opening)[0].id
    for member, note in ((low, "What the lower one heard."), (high, "What the higher one heard.")):
        actions.note_evidence(session, candidate, member, asked, note, reason="To tell apart.")
    text = document(session, documents.COMPARISON, opening).outline()
    assert "What the higher one heard." in text
    assert "What the lower one heard." not in text


@pytest.mark.parametrize(
    ("note", "room", "line"),
    [
        ("Short.", 40, "Short."),
        ("One thing. Another thing that is long.", 20, "One thing."),
        ("One. Two. Three is a long one.", 12, "One. Two."),
        ("A first sentence without an end in sight", 16, "A first…"),
        ("Line\nbreak", 40, "Line break"),
        ("", 40, ""),
    ],
)
def test_a_line_holds_whole_sentences_where_they_fit(note: str, room: int, line: str) -> None:
    assert best_line(note, room) == line


def scale(one: Document, size: str) -> float:
    """Return how large the page is set, of its full size."""
    boxes = pages_of(one, sheet_for(paper(size), one, bound=False, duplex=False))[0].boxes
    return boxes[0].factor if isinstance(boxes[0], Fitted) else 1.0


def text_of(cell: Cell | str) -> str:
    return cell if isinstance(cell, str) else cell.text
