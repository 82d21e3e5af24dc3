"""Keeping what has to be kept, and erasing it when its time is over: nothing of it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlmodel import select

from app.deliverables.deliverable import prepare
from app.domain.calendar import plus_months
from app.domain.edits import revise
from app.domain.errors import Refused
from app.domain.people import Person
from app.host.paths import backups_folder
from app.stages.selection import actions, documents, queries, rules
from app.stages.selection.page import RecordsPart, SelectionPage
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    DecisionOutcome,
    Requisition,
    RequisitionStatus,
)
from app.store import attachments
from app.store.engagement_file import EngagementFile
from app.store.integrity import counts
from app.store.keys import Key
from app.ui import dialogs
from tests.stages.selection import on_paper
from tests.stages.selection.on_page import first_opening, new_opening
from tests.stages.using import every_row, opened
from tests.store.decrypted import pages

if TYPE_CHECKING:
    from app.ui.desk import Desk

LONG_AGO = date(2023, 3, 1)
TODAY = date(2026, 11, 25)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


# ------------------------------------------------------------------------------ the rule


@given(st.lists(st.none() | days, max_size=5), st.none() | days, days)
def test_records_stay_for_a_year_after_the_last_and_as_long_as_agreed(records, until, today):
    judged = rules.retention(records, until, today, is_held=False, is_ended=True)

    known = [day for day in records if day is not None]
    if judged.state == "free":
        assert all(today > plus_months(day, 12) for day in known)
        assert until is None or today > until
    else:
        assert judged.state == "early"
        assert judged.free_from is not None
        assert today <= judged.free_from
    assert judged.least == (plus_months(max(known), 12) if known else None)


@given(st.lists(days, min_size=1, max_size=4), st.none() | days, days)
def test_a_hold_or_an_open_decision_keeps_everything(records, until, today):
    for is_held, is_ended, state in ((True, True, "held"), (False, False, "open")):
        judged = rules.retention(records, until, today, is_held=is_held, is_ended=is_ended)
        assert judged.state == state


def test_a_year_after_a_leap_day_ends_in_february():
    judged = rules.retention([date(2024, 2, 29)], None, TODAY, is_held=False, is_ended=True)
    assert judged.least == date(2025, 2, 28)


def test_a_hold_needs_its_reason(sample_desk: Desk):
    opening = first_opening(sample_desk).id
    with pytest.raises(ValidationError, match="needs its reason"):
        sample_desk.file.read(lambda session: _hold(session, opening))


def _hold(session, opening):
    from app.domain.edits import validated

    return validated(session.get(Requisition, opening), "legal_hold", True)


# --------------------------------------------------------------------------- on a real file


class Marks:
    """Texts found nowhere else, planted wherever something is written about a candidate."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __call__(self, kind: str) -> str:
        """Return a new mark."""
        made = f"{kind} Qwyx{len(self.all):02}ßé"
        self.all.append(made)
        return made


@pytest.fixture(params=["", "six words nobody else would say"], ids=["open", "passphrase"])
def path(request, sample_path: Path, tmp_path: Path) -> Path:
    """The sample client as a file of its own, under a key."""
    target = tmp_path / "kept.bgreat"
    with EngagementFile.open(sample_path, Key.published()) as file:
        file.save_copy(target, key_of(request.param))
    return target


def key_of(secret: str) -> Key:
    return Key.passphrase(secret) if secret else Key.published()


@pytest.fixture
def reopen(path: Path, request, make_desk) -> Iterator[Callable[[], Desk]]:
    """Open the file, as often as wanted; each opening keeps a version."""
    files: list[EngagementFile] = []

    def opened_again() -> Desk:
        for one in files:
            one.close()
        file = EngagementFile.open(
            path, key_of(request.node.callspec.params["path"]), author="Dana"
        )
        files.append(file)
        return make_desk(file)

    yield opened_again
    for one in files:
        one.close()


def plant(desk: Desk, mark: Marks) -> str:
    """Let a whole opening come and go as users do it, with a mark in every text."""
    opening, amara, members = new_opening(desk, questions=6)
    gone = desk.do(actions.add_candidate, opening, mark("Removed"), received_on=LONG_AGO) or ""
    desk.do(actions.remove_candidate, gone)
    other = desk.do(actions.add_candidate, opening, mark("Name"), received_on=LONG_AGO) or ""
    person = next(c.person_id for c in desk.read(queries.candidates, opening) if c.id == other)
    for field in ("display_name", "pronunciation", "email", "phone"):
        desk.do(revise, Person, person, field, mark(field), label="Edit")
    desk.do(revise, Person, person, "display_name", mark("Renamed"), label="Edit")
    desk.undo()
    desk.redo()
    desk.do(attach, other, mark)
    desk.do(revise, Candidate, other, "screen_out_reason", mark("screening"), label="Edit")
    desk.do(revise, Candidate, amara, "received_on", LONG_AGO, label="Edit")
    for candidate in (amara, other):
        for member in members:
            for line in desk.read(queries.sheet, candidate, member).lines:
                desk.do(actions.rate, candidate, member, line.id, 3)
                desk.do(actions.note_evidence, candidate, member, line.id, mark("note"))
        first = desk.read(queries.sheet, candidate, members[0]).lines[0]
        desk.do(actions.not_asked, candidate, members[0], first.id, mark("not asked"))
        for member in members:
            desk.do(actions.submit_sheet, candidate, member, LONG_AGO)
        desk.do(actions.reveal, candidate)
        desk.do(actions.rate, candidate, members[0], first.id, 3, reason=mark("changed"))
        criterion = desk.read(queries.criteria, opening)[0].id
        desk.do(actions.agree_rating, candidate, criterion, 4.0, mark("agreed"))
        desk.do(actions.add_assessment, candidate, criterion, "reference", 3.0, note=mark("ref"))
    for candidate, outcome in ((amara, DecisionOutcome.no), (other, DecisionOutcome.no)):
        desk.do(actions.decide, candidate, outcome, mark("reason"), LONG_AGO)
    desk.do(revise, Requisition, opening, "status", RequisitionStatus.canceled, label="Edit")
    desk.do(revise, Requisition, opening, "retention_until", date(2024, 6, 1), label="Edit")
    return opening


def attach(session, candidate_id: str, mark: Marks) -> None:
    """Attach papers to a candidate as the page does."""
    row = session.get(Candidate, candidate_id)
    row.cv = attachments.put(session, mark("CV").encode() * 200, "text/plain")
    row.cv_name, row.cv_type = mark("cv") + ".txt", "text/plain"
    session.add(row)


def found_in(content: bytes, marks: list[str]) -> set[str]:
    """Return which marks stand in bytes, in whatever writing."""
    lower = content.lower()
    return {
        one
        for one in marks
        for text in (one, one.lower(), one.upper())
        for code in ("utf-8", "utf-16-le", "utf-16-be")
        if text.encode(code) in content or text.lower().encode(code) in lower
    }


def everywhere(desk: Desk, path: Path, home: Path, marks: list[str]) -> set[str]:
    """Search the file, every version of it, and whatever else the program keeps."""
    digits = desk.file.raw_key()
    versions = list(backups_folder().rglob("*.bgreat"))
    assert versions
    found = found_in(pages(path, digits), marks)
    for version in versions:
        found |= found_in(pages(version, digits), marks)
    for other in [*home.rglob("*"), *path.parent.glob("*")]:
        if other.is_file():
            found |= found_in(other.read_bytes(), marks)
    return found


def test_no_byte_of_what_was_erased_is_left(reopen, path: Path, home: Path):
    desk, mark = reopen(), Marks()
    opening = plant(desk, mark)
    desk = reopen()  # a version with everything in it
    assert len(mark.all) >= 40
    assert everywhere(desk, path, home, mark.all) >= set(mark.all) - {mark.all[2]}
    before = {table: len(rows) for table, rows in desk.read(every_row).items()}
    kept = desk.read(lambda session: _others(session, opening))

    erased = desk.do(actions.erase_records, opening, TODAY, by="Dana")

    assert erased, desk.notices.latest
    assert everywhere(desk, path, home, mark.all) == set()
    assert not desk.file.history.can_undo
    assert desk.read(lambda session: _others(session, opening)) == kept
    after = {table: len(rows) for table, rows in desk.read(every_row).items()}
    assert before["candidate"] - after["candidate"] == 2
    assert before["person"] - after["person"] == 2
    assert after["erasure"] == before["erasure"] + 1
    assert desk.read(counts)["applicant_count"] == before["applicant_count"]
    desk = reopen()
    assert everywhere(desk, path, home, mark.all) == set()


def _others(session, opening: str):
    """Return the rows of every other opening and of everybody who stays."""
    rows = session.exec(select(Candidate).where(Candidate.requisition_id != opening)).all()
    names = {row.person_id for row in rows}
    people = session.exec(select(Person)).all()
    return (
        sorted((row.id, row.person_id, str(row.stage)) for row in rows),
        sorted(one.display_name for one in people if one.id in names or one.kind != "candidate"),
    )


def test_an_erasure_that_fails_changes_nothing(sample_desk: Desk, monkeypatch):
    opening = plant(sample_desk, Marks())
    before = sample_desk.read(every_row)
    monkeypatch.setattr(queries, "mentions", _fails)

    with pytest.raises(OSError, match="full"), sample_desk.file.erase("Erase") as session:
        actions.erase_records(session, opening, TODAY)

    assert sample_desk.read(every_row) == before


def _fails(*_given: object) -> None:
    raise OSError("full")


# ------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("legal_hold", True, "A legal hold is on"),
        ("retention_until", date(2030, 1, 1), "kept until January 1, 2030"),
    ],
)
def test_what_has_to_be_kept_is_not_erased(sample_desk: Desk, field, value, sentence):
    opening = plant(sample_desk, Marks())
    if field == "legal_hold":
        reason = "A charge was filed."
        sample_desk.do(revise, Requisition, opening, "legal_hold_reason", reason, label="Edit")
    sample_desk.do(revise, Requisition, opening, field, value, label="Edit")
    before = sample_desk.read(every_row)

    with pytest.raises(Refused, match=sentence), sample_desk.file.erase("Erase") as session:
        actions.erase_records(session, opening, TODAY)

    assert sample_desk.read(every_row) == before


def test_who_was_hired_stays_and_only_the_selection_records_go(sample_desk: Desk):
    row = first_opening(sample_desk)
    hired = next(
        one for one in sample_desk.read(queries.candidates, row.id)
        if one.stage is CandidateStage.hired
    )  # fmt: skip
    free = plus_months(date(2026, 4, 30), 12) + timedelta(days=1)

    assert sample_desk.do(actions.erase_records, row.id, free)

    assert sample_desk.read(queries.candidates, row.id) == ()
    kept = sample_desk.read(lambda session: session.get(Person, hired.person_id).display_name)
    assert kept == hired.name
    (made,) = sample_desk.read(queries.erasures)
    assert made.applications == 6
    assert made.stayed >= 2  # the one who was hired, and Yusuf, who applied for REQ-2 too


def test_the_record_names_nobody(sample_desk: Desk):
    row = first_opening(sample_desk)
    names = {one.name for one in sample_desk.read(queries.candidates, row.id)}
    key = sample_desk.do(actions.erase_records, row.id, date(2027, 6, 1), by="Dana Whitlock")

    paper = sample_desk.read(lambda session: prepare(documents.ERASURE_RECORD, session, key))

    told = paper.outline()
    assert "REQ-1" in told
    assert "18" in told  # the sheets of six candidates by three raters
    words = {word for name in names for word in name.split()}
    assert not [word for word in words if word in told]


def test_the_record_is_signed_on_the_page_it_stands_on(sample_desk: Desk):
    row = first_opening(sample_desk)
    key = sample_desk.do(actions.erase_records, row.id, date(2027, 6, 1), by="Dana Whitlock")

    paper = sample_desk.read(lambda session: prepare(documents.ERASURE_RECORD, session, key))
    (text,) = sample_desk.read(on_paper.pages, paper)

    assert "WITNESS" in text.upper()


# ------------------------------------------------------------------------------ the window


def test_the_chapter_says_what_would_go_and_erases_after_a_word(
    page: SelectionPage, scripted: None
) -> None:
    desk, mark = page.desk, Marks()
    opening = plant(desk, mark)
    page.refresh()
    page.table.select(opening)
    part = opened(page.sections, "records", RecordsPart)
    asked: list[tuple[str, str]] = []
    page.paper_asked.connect(lambda key, subject: asked.append((key, subject)))
    assert part.state.text() == "may be erased"
    assert "2 applications, 4 rating sheets and 1 attached paper go" in part.going.text()

    dialogs.answers.give("confirm_irreversible", False)
    part.erase.click()
    assert desk.read(queries.candidates, opening)

    dialogs.answers.give("confirm_irreversible", True)
    part.erase.click()

    assert desk.read(queries.candidates, opening) == ()
    assert not part.erase.isEnabled()
    part._print_record()
    assert asked[-1] == ("erasure-record", desk.read(queries.erasures)[0].id)


def test_a_name_that_stands_elsewhere_is_pointed_at(page: SelectionPage, scripted: None) -> None:
    desk = page.desk
    opening = plant(desk, Marks())
    name = next(one.name for one in desk.read(queries.candidates, opening))
    desk.do(
        revise, Requisition, first_opening(desk).id, "posting_text", f"As {name} said", label="Edit"
    )
    page.table.select(opening)
    part = opened(page.sections, "records", RecordsPart)

    assert f"{name}: Posting" in part.mentions.text()


def test_before_the_day_the_chapter_says_until_when(page: SelectionPage) -> None:
    desk = page.desk
    opening, *_ = new_opening(desk)
    page.table.select(opening)
    part = opened(page.sections, "records", RecordsPart)

    assert part.state.text() == "kept"
    assert part.why.text().startswith("Not everybody is decided upon yet.")
    assert not part.erase.isEnabled()
