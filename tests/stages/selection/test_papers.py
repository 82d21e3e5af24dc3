"""The papers of selection: what they say, and what they keep back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.deliverables.deliverable import prepare
from app.stages.selection import actions, documents, queries
from tests.stages.selection.on_page import (
    new_opening,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.deliverables.deliverable import Deliverable
    from app.ui.desk import Desk

RENATA = "Renata Kolbeck"
PAPERS = (documents.PANEL_SUMMARY, documents.PANEL_SUMMARY_FOR_MANAGER)
KEYS = ("opening", "candidates", "panel", "rate", "compare", "decide")


def test_the_panel_summary_reads_as_agreed(
    sample_desk: Desk, golden: Callable[[str, str], None]
) -> None:
    opening = sample_desk.read(queries.requisitions)[0].id
    for name, paper in (("panel", PAPERS[0]), ("hiring_leader", PAPERS[1])):
        golden(f"selection/{name}.txt", sample_desk.read(_outline, paper, opening))


def test_the_hiring_leaders_copy_names_no_rater(sample_desk: Desk) -> None:
    opening = sample_desk.read(queries.requisitions)[0]
    raters = [one.name for one in sample_desk.read(queries.panel, opening.id)]
    own = sample_desk.read(_outline, PAPERS[0], opening.id)
    copy = sample_desk.read(_outline, PAPERS[1], opening.id)
    assert all(name in own for name in raters)
    # the hiring leader sat on this panel; as hiring leader he is named once, at the head
    assert opening.hiring_leader in raters
    assert copy.count(opening.hiring_leader) == 1
    others = [name for name in raters if name != opening.hiring_leader]
    assert not [word for name in others for word in name.split() if word in copy]
    view = sample_desk.read(documents.manager_view, opening.id)
    assert not [line for one in view.candidates for line in one.lines if line.by_rater]
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


def _outline(session: Session, deliverable: Deliverable[Any], subject: str) -> str:
    return prepare(deliverable, session, subject).outline()
