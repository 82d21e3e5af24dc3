"""An erasure takes all of those who go and nothing of those who stay."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.edits import revise
from app.domain.errors import Refused
from app.domain.people import Person
from app.stages.selection import actions, queries, rules
from app.stages.selection.records import Candidate, DecisionOutcome, Requisition, RequisitionStatus
from app.store import ledger
from tests.stages.selection.on_page import first_opening, new_opening, revealed_opening

if TYPE_CHECKING:
    from app.ui.desk import Desk

LONG_AGO = date(2023, 1, 2)
TODAY = date(2026, 11, 25)
NAME = "Odalys Brightwater"


def canceled(desk: Desk, *names: str, received_on: date | None = LONG_AGO) -> str:
    """Return an opening that was canceled after these had applied."""
    position = desk.read(queries.positions_to_fill)[0][0]
    opening = desk.do(actions.open_requisition, position, LONG_AGO)
    assert opening
    for name in names:
        assert desk.do(actions.add_candidate, opening, name, received_on=received_on)
    put(desk, Requisition, opening, "status", RequisitionStatus.canceled)
    return opening


def put(desk: Desk, model: type, row: str, field: str, value: object) -> None:
    """Change a field as a form does."""
    assert desk.succeeds(revise, model, row, field, value, label="Edit")


def past(desk: Desk) -> str:
    """Return all that the ledger tells."""
    return "\n".join(
        f"{line.label} {line.before} {line.after}" for line in desk.read(ledger.entries, limit=None)
    )


def note(desk: Desk, text: str) -> tuple[str, str]:
    """Let a rater note something in another opening; return the opening and the candidate."""
    opening, candidate, members = new_opening(desk)
    question = desk.read(queries.sheet, candidate, members[0]).lines[0]
    assert desk.succeeds(actions.note_evidence, candidate, members[0], question.id, text)
    desk.file.history.seal()
    assert desk.succeeds(actions.note_evidence, candidate, members[0], question.id, "Later")
    return opening, candidate


def agreed_opening(desk: Desk) -> tuple[str, str]:
    """Return an opening and its one candidate, revealed and talked over, to be decided upon."""
    opening, candidate = revealed_opening(desk)
    for criterion in desk.read(queries.criteria, opening):
        assert desk.succeeds(actions.agree_rating, candidate, criterion.id, 4.0, "As we said.")
    return opening, candidate


# ----------------------------------------------------------------------- what may not stay


def test_an_earlier_name_leaves_the_past_of_other_records(sample_desk: Desk):
    opening = canceled(sample_desk, NAME)
    other = first_opening(sample_desk).id
    put(sample_desk, Requisition, other, "posting_text", f"As {NAME} said")
    put(sample_desk, Requisition, other, "posting_text", "Nobody said it")
    (row,) = sample_desk.read(queries.candidates, opening)
    put(sample_desk, Person, row.person_id, "display_name", "Odalys Diallo")
    assert NAME in past(sample_desk)

    assert sample_desk.do(actions.erase_records, opening, TODAY)

    assert NAME not in past(sample_desk)
    assert "Diallo" not in past(sample_desk)
    there = sample_desk.read(lambda session: session.get(Requisition, other).posting_text)
    assert there == "Nobody said it"


def test_who_was_removed_before_leaves_the_past_of_other_records(sample_desk: Desk):
    opening = canceled(sample_desk, NAME, "Ben Sundin")
    other = first_opening(sample_desk).id
    put(sample_desk, Requisition, other, "posting_text", f"As {NAME} said")
    put(sample_desk, Requisition, other, "posting_text", "Nobody said it")
    gone = next(one for one in sample_desk.read(queries.candidates, opening) if one.name == NAME)
    assert sample_desk.succeeds(actions.remove_candidate, gone.id)

    assert sample_desk.do(actions.erase_records, opening, TODAY)

    assert NAME not in past(sample_desk)


# -------------------------------------------------------------------- what has to stay


def test_a_short_name_takes_no_other_word_out_of_the_past(sample_desk: Desk):
    opening = canceled(sample_desk, "Ann")
    other = first_opening(sample_desk).id
    label = "Edit annual posting"
    sample_desk.do(revise, Requisition, other, "posting_text", "We planned it", label=label)

    assert sample_desk.do(actions.erase_records, opening, TODAY)

    assert "We planned it" in past(sample_desk)
    assert label in past(sample_desk)


def test_the_past_of_a_colleague_of_the_same_name_stays(sample_desk: Desk):
    colleague, name = sample_desk.read(queries.colleagues)[0]
    put(sample_desk, Person, colleague, "phone", "555 0101")
    opening = canceled(sample_desk, name, NAME)
    gone = next(one for one in sample_desk.read(queries.candidates, opening) if one.name == name)
    assert sample_desk.succeeds(actions.remove_candidate, gone.id)
    before = sample_desk.read(ledger.entries, row=colleague)

    assert sample_desk.do(actions.erase_records, opening, TODAY)

    assert sample_desk.read(ledger.entries, row=colleague) == before


def test_the_past_of_an_opening_under_a_hold_stays_whatever_it_tells(sample_desk: Desk):
    opening = canceled(sample_desk, NAME)
    held, candidate = note(sample_desk, f"Calmer than {NAME}")
    put(sample_desk, Requisition, held, "legal_hold_reason", "A charge was filed.")
    put(sample_desk, Requisition, held, "legal_hold", True)
    rows = sample_desk.read(queries.held_rows)
    assert ("candidate", candidate) in rows
    before = [line for line in sample_desk.read(ledger.entries, limit=None)
              if (line.table, line.row) in rows]  # fmt: skip

    assert sample_desk.do(actions.erase_records, opening, TODAY)

    after = [line for line in sample_desk.read(ledger.entries, limit=None)
             if (line.table, line.row) in rows]  # fmt: skip
    assert after == before
    assert f"Calmer than {NAME}" in past(sample_desk)


def test_without_a_hold_it_leaves_the_past_there_too(sample_desk: Desk):
    opening = canceled(sample_desk, NAME)
    note(sample_desk, f"Calmer than {NAME}")

    assert sample_desk.do(actions.erase_records, opening, TODAY)

    assert NAME not in past(sample_desk)


@given(st.text(alphabet="abcdefgh ", min_size=1), st.text(alphabet="abcdefgh ", min_size=3))
def test_a_text_tells_of_somebody_by_whole_words_only(text: str, name: str):
    words = f" {' '.join(text.split(' '))} "
    tells = rules.tells_of([name])(text.upper())
    assert tells == bool(name.strip() and f" {name.strip()} " in words)


# ------------------------------------------------------------------- not before its time


def test_an_application_without_a_day_is_kept_a_year_from_its_entry(sample_desk: Desk):
    opening = canceled(sample_desk, NAME, received_on=None)
    entered = sample_desk.read(lambda session: _entered(session, opening))

    judged = sample_desk.read(queries.judged_retention, opening, entered)

    assert judged.state == "early"
    assert judged.least is not None
    assert (judged.least - entered).days >= 365


def _entered(session, opening: str) -> date:
    (row,) = queries.candidates(session, opening)
    return session.get(Candidate, row.id).created_at.date()


def test_a_later_reference_keeps_the_records_longer(sample_desk: Desk):
    opening, candidate = agreed_opening(sample_desk)
    criterion = sample_desk.read(queries.criteria, opening)[0].id
    late = date(2031, 5, 6)
    sample_desk.do(actions.add_assessment, candidate, criterion, "reference", 3.0, assessed_on=late)
    assert sample_desk.read(queries.judged_retention, opening, late).last == late


def test_nothing_is_erased_while_one_candidate_waits_whatever_the_status(sample_desk: Desk):
    opening, candidate = agreed_opening(sample_desk)
    far = date(2035, 1, 1)
    day = date(2025, 9, 9)
    decided = sample_desk.do(actions.decide, candidate, DecisionOutcome.hold, "Waits.", day)
    assert decided
    assert sample_desk.read(queries.judged_retention, opening, far).state == "open"
    assert sample_desk.succeeds(actions.withdraw_decision, decided)
    assert sample_desk.do(actions.decide, candidate, DecisionOutcome.offer, "The best.", day)
    assert sample_desk.read(queries.judged_retention, opening, far).state == "free"
    assert sample_desk.do(actions.add_candidate, opening, NAME, received_on=LONG_AGO)
    assert sample_desk.read(queries.requisition, opening).status is RequisitionStatus.decided

    with (
        pytest.raises(Refused, match="Not everybody is decided upon yet"),
        sample_desk.file.erase("Erase") as session,
    ):
        actions.erase_records(session, opening, far)


def test_where_everybody_was_turned_down_no_other_status_is_needed(sample_desk: Desk):
    opening, candidate = agreed_opening(sample_desk)
    no = DecisionOutcome.no
    assert sample_desk.do(actions.decide, candidate, no, "Below the floor.", date(2025, 9, 9))

    assert sample_desk.do(actions.erase_records, opening, date(2035, 1, 1))

    assert sample_desk.read(queries.candidates, opening) == ()


# --------------------------------------------------------------- what is told beforehand


def test_a_sheet_under_a_seal_does_not_tell_whom_it_names(sample_desk: Desk):
    opening = canceled(sample_desk, NAME)
    _, candidate, members = new_opening(sample_desk)
    question = sample_desk.read(queries.sheet, candidate, members[0]).lines[0]
    sample_desk.do(actions.note_evidence, candidate, members[0], question.id, f"Like {NAME}")
    other = first_opening(sample_desk)
    put(sample_desk, Requisition, other.id, "posting_text", f"As {NAME} said")

    found = sample_desk.read(queries.retention_view, opening, TODAY).mentions

    assert [(one.field, one.place) for one in found] == [("Posting", "Requisition REQ-1")]


def test_where_names_are_off_who_stays_is_told_by_code(sample_desk: Desk):
    opening, *_ = new_opening(sample_desk)
    spare = sample_desk.read(queries.colleagues)[-1]
    sample_desk.do(actions.add_known_candidate, opening, spare[0], received_on=LONG_AGO)
    put(sample_desk, Requisition, opening, "names_off", True)

    staying = sample_desk.read(queries.retention_view, opening, TODAY).staying

    assert spare[1] not in staying
    assert staying
    assert all(one.startswith("C") and one[1:].isdecimal() for one in staying)
