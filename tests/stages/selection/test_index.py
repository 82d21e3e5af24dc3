"""The index of a selection file: everything that is kept, numbered, and until when."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from app.domain.edits import revise
from app.stages.selection import actions, documents, queries
from app.stages.selection.records import AssessmentKind, Requisition
from tests.stages.selection.five_by_three import CANDIDATES, RATERS, five_by_three, opened, rated
from tests.stages.selection.on_paper import document, outline, pages
from tests.stages.selection.req_1 import position

if TYPE_CHECKING:
    from sqlmodel import Session


def test_it_lists_every_record_once_and_numbers_them(session: Session) -> None:
    opening = five_by_three(session, position(session).id)
    entries = queries.file_entries(session, opening)
    text = outline(session, documents.FILE_INDEX, opening)
    numbers = re.findall(r"\| (\d+)(?:–(\d+))? \| ", text)
    covered = [n for low, high in numbers for n in range(int(low), int(high or low) + 1)]
    assert covered == list(range(1, len(entries) + 1))
    assert text.count(f"Rating sheet | {', '.join(RATERS)}") == 5
    assert all(text.count(f"{{strong}} {name}") == 1 for name in CANDIDATES)
    assert "Interview guide | Version 1" in text
    assert len(pages(session, document(session, documents.FILE_INDEX, opening))) == 1


def test_it_says_until_when_and_what_holds_it(session: Session) -> None:
    opening = opened(session, position(session).id)
    assert "Kept until: not set yet" in outline(session, documents.FILE_INDEX, opening)
    revise(session, Requisition, opening, "retention_until", date(2026, 4, 30))
    assert "Kept until: April 30, 2026" in outline(session, documents.FILE_INDEX, opening)
    assert "may be erased" not in outline(session, documents.FILE_INDEX, opening)
    revise(session, Requisition, opening, "legal_hold_reason", "A charge was filed.")
    revise(session, Requisition, opening, "legal_hold", True)
    assert "nothing here may be erased" in outline(session, documents.FILE_INDEX, opening)


def test_absent_raters_work_samples_and_versions_are_records_too(session: Session) -> None:
    opening = opened(session, position(session).id)
    candidate = rated(session, opening, 0)
    criterion = queries.criteria(session, opening)[0].id
    actions.add_assessment(
        session, candidate, criterion, AssessmentKind.work_sample, 4, assessed_by=RATERS[2]
    )
    other = actions.add_candidate(session, opening, CANDIDATES[1])
    member = queries.panel(session, opening)[0].id
    actions.close_as_absent(session, other, member, "Ill.")
    actions.new_version(session, opening, "A question told nothing.")
    text = outline(session, documents.FILE_INDEX, opening)
    assert f"Work sample | {RATERS[2]}" in text
    assert f"Closed as absent | {RATERS[0]}" in text
    assert re.search(r"Interview guide \| Version 1 .*Interview guide \| Version 2", text)
    assert "Rating sheet | " in text, "the sheets of the version before are kept"
