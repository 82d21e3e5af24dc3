"""Sheets that come back: read exactly, refused with a reason, stored as one step, never harmful."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, select

from app.domain.edits import revise
from app.domain.errors import Refused
from app.domain.text import TEXT_LIMIT
from app.intake.several import FormRead, read_forms
from app.stages.selection import actions, queries, rules
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    PanelMember,
    PanelRole,
)
from app.store.schema import LEDGER
from tests.stages.selection.returning import (
    Filled,
    Room,
    answers,
    by_pikepdf,
    by_pypdf,
    returned,
    room,
    saved,
)

if TYPE_CHECKING:
    from app.ui.desk import Desk


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Pypdf warns that Helvetica shows no Arabic; the value is kept, which is all we read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("pypdf").setLevel(logging.NOTSET)


@pytest.fixture
def small(sample_desk: Desk) -> Room:
    """Two raters and two candidates, nothing rated yet."""
    return room(sample_desk, raters=2, candidates=2)


def rows_of(session: Session) -> dict[str, list[str]]:
    """Return every row of every table of the program."""
    return {
        table.name: sorted(repr(tuple(row)) for row in session.connection().execute(select(table)))
        for table in SQLModel.metadata.sorted_tables
    }


def judged(room: Room, *files: FormRead) -> tuple[rules.Finding, ...]:
    return room.desk.read(queries.findings, files)


def form(
    room: Room, wanted: dict[int, Filled] | None = None, *, pair: tuple[int, int] = (0, 0),
    **changed: str | None,
) -> FormRead:  # fmt: skip
    """Return a form as the child reads it; `changed` fields are named rate_0, note_1 and so on."""
    candidate, member = (room.candidates[pair[0]], room.members[pair[1]])
    fields: dict[str, str | None] = {
        name: "" for one in room.questions for name in rules.field_names(one)
    }
    fields[rules.MARK] = rules.mark_text(room.desk.read(queries.sheet_mark, candidate, member))
    fields |= room.fields(answers(*pair) if wanted is None else wanted)
    for name, value in changed.items():
        kind, _, place = name.partition("_")
        names = rules.field_names(room.questions[int(place)])
        fields[names[("rate", "why", "note").index(kind)]] = value
    return FormRead(f"{pair[0]}-{pair[1]}.pdf", fields)


# ------------------------------------------------------------------------ read and stored


def test_three_raters_and_four_candidates_come_back_exactly(
    sample_desk: Desk, tmp_path: Path
) -> None:
    made = room(sample_desk)
    before = sample_desk.read(rows_of)
    found = sample_desk.read(queries.findings, read_forms(returned(made, tmp_path)))
    assert [one.verdict for one in found] == ["matched"] * 12
    assert sample_desk.read(rows_of) == before, "reading stores nothing"

    sheets = [one.sheet for one in found if one.sheet]
    assert sample_desk.do(actions.take_sheets, sheets) == 12

    for place, candidate in enumerate(made.candidates):
        sample_desk.do(actions.reveal, candidate)
        for seat, member in enumerate(made.members):
            sheet = sample_desk.read(queries.sheet, candidate, member)
            assert sheet.submitted_at is not None
            stored = {
                n: Filled(line.score, str(line.evidence_note), line.not_asked_reason)
                for n, line in enumerate(sheet.lines)
            }
            assert stored == answers(place, seat)


def test_one_undo_takes_all_of_them_back_to_the_last_row(sample_desk: Desk, tmp_path: Path) -> None:
    made = room(sample_desk)
    before = sample_desk.read(rows_of)
    found = sample_desk.read(queries.findings, read_forms(returned(made, tmp_path)))
    sample_desk.do(actions.take_sheets, [one.sheet for one in found])
    after = sample_desk.read(rows_of)
    assert after != before
    assert sample_desk.file.history.undo_label == "Take in sheets"
    sample_desk.undo()
    assert sample_desk.read(rows_of) == before
    sample_desk.redo()
    assert sample_desk.read(rows_of) == after


def test_what_was_taken_in_is_not_taken_in_again(small: Room) -> None:
    file = form(small)
    (first,) = judged(small, file)
    assert first.sheet is not None
    assert small.desk.do(actions.take_sheets, [first.sheet]) == 1
    stored = small.desk.read(rows_of)
    (second,) = judged(small, file)
    assert (second.verdict, second.sheet) == ("already_in", None)
    assert small.desk.do(actions.take_sheets, [first.sheet]) is None
    assert small.desk.read(rows_of) == stored


def test_the_ledger_names_the_step_and_no_word_of_it(small: Room) -> None:
    (found,) = judged(small, form(small))
    small.desk.do(actions.take_sheets, [found.sheet])
    labels = small.desk.read(
        lambda session: set(session.connection().execute(select(LEDGER.c.label)).scalars())
    )
    assert "Take in sheets" in labels
    assert not any("march" in label.casefold() for label in labels)


def test_one_sheet_that_does_not_fit_any_more_stops_all(small: Room) -> None:
    found = judged(small, form(small), form(small, pair=(1, 1)))
    small.desk.do(actions.rate, small.candidates[1], small.members[1], small.questions[0], 3)
    before = small.desk.read(rows_of)
    assert small.desk.do(actions.take_sheets, [one.sheet for one in found]) is None
    assert small.desk.read(rows_of) == before


def test_nothing_to_take_in_is_a_sentence(session: Session) -> None:
    with pytest.raises(Refused, match="None of these files"):
        actions.take_sheets(session, ())


# --------------------------------------------------------------------- each kind of wrong


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"rate_1": ""}, "2: neither rated nor marked as not asked."),
        ({"rate_1": "Off"}, "2: neither rated nor marked as not asked."),
        ({"rate_1": "6"}, "2: the level is none of the five."),
        ({"rate_1": "0"}, "2: the level is none of the five."),
        ({"rate_1": "٣"}, "2: the level is none of the five."),
        ({"rate_1": "3.0"}, "2: the level is none of the five."),
        ({"rate_1": None}, "2: the level is none of the five."),
        ({"why_1": "No time"}, "2: rated, and said not to have been asked."),
        ({"rate_1": "not_asked"}, "2: marked as not asked, without a reason."),
        ({"rate_1": "", "why_1": "x"}, "2: a reason for not asking, but the ring beside it is"),
        ({"rate_1": "not_asked", "why_1": "x" * 2001}, "2: a text longer than 2,000 characters."),
        ({"note_1": "x" * (TEXT_LIMIT + 1)}, "2: a text longer than 20,000 characters."),
        ({"note_1": None}, "2: a text that cannot be read."),
        ({"note_1": "a\x00b"}, "2: a text with a character that cannot be kept."),
        ({"note_1": "\ud800"}, "2: a text with a character that cannot be kept."),
        (
            {"rate_0": "9", "rate_2": "7"},
            "Q1: the level is none of the five. Q3: the level",
        ),
    ],
)
def test_a_doubt_names_its_place(small: Room, changed: dict[str, str | None], reason: str) -> None:
    (found,) = judged(small, form(small, **changed))
    assert (found.verdict, found.sheet) == ("doubtful", None)
    assert reason in found.reason
    assert found.remedy
    assert found.who.startswith("Amara Okafor – ")


def test_a_text_as_long_as_it_may_be_is_taken_in(small: Room) -> None:
    note = "é" * TEXT_LIMIT
    (found,) = judged(small, form(small, note_1=note))
    small.desk.do(actions.take_sheets, [found.sheet])
    small.desk.do(actions.close_as_absent, small.candidates[0], small.members[1], "Ill")
    small.desk.do(actions.reveal, small.candidates[0])
    lines = small.desk.read(queries.sheet, small.candidates[0], small.members[0]).lines
    assert str(lines[1].evidence_note) == note


def test_a_blank_sheet_says_so_once(small: Room) -> None:
    (found,) = judged(small, form(small, {}))
    assert (found.verdict, found.reason) == ("doubtful", "Nothing is filled in.")


def test_a_strange_field_is_a_doubt(small: Room) -> None:
    file = form(small)
    (found,) = judged(small, replace(file, fields={**file.fields, "rate_x": "5"}))
    assert found.reason == "It has 1 field that our sheet has not."


def test_two_files_of_one_pair_count_once_or_not_at_all(small: Room) -> None:
    same = judged(small, form(small), replace(form(small), name="copy.pdf"))
    assert [one.verdict for one in same] == ["matched", "duplicate"]
    assert same[1].reason == "It says the same as “0-0.pdf”."
    differ = judged(small, form(small), form(small, rate_0="5"), form(small, pair=(1, 0)))
    assert [one.verdict for one in differ] == ["duplicate", "duplicate", "matched"]
    assert {one.sheet for one in differ[:2]} == {None}
    unclear = judged(small, form(small), form(small, rate_0=""))
    assert [one.verdict for one in unclear] == ["duplicate", "duplicate"]


def _new_guide(made: Room) -> None:
    made.desk.do(actions.new_version, made.opening, "One question more")


def _begin(made: Room) -> None:
    made.desk.do(actions.rate, made.candidates[0], made.members[0], made.questions[0], 3)


def _absent(made: Room) -> None:
    made.desk.do(actions.close_as_absent, made.candidates[0], made.members[0], "Ill")


def _withdraw(made: Room) -> None:
    made.desk.do(revise, Candidate, made.candidates[0], "stage", CandidateStage.withdrew, label="x")


def _observe(made: Room) -> None:
    made.desk.do(revise, PanelMember, made.members[0], "role", PanelRole.observer, label="x")


@pytest.mark.parametrize(
    ("before", "verdict", "reason"),
    [
        (_new_guide, "wrong_version", "made for version 1 of the guide; version 2 is in force"),
        (_begin, "doubtful", "begun here, in the window"),
        (_absent, "no_rater", "was marked as not there"),
        (_withdraw, "withdrawn", "screened out or has withdrawn"),
        (_observe, "no_rater", "An observer does not rate"),
        (lambda made: made.desk.do(actions.remove_candidate, made.candidates[0]),
         "withdrawn", "Its candidate was removed"),
        (lambda made: made.desk.do(actions.remove_panel_member, made.members[0]),
         "no_rater", "not on the panel any more"),
    ],
)  # fmt: skip
def test_what_has_changed_since_is_said(
    small: Room, before: Callable[[Room], object], verdict: str, reason: str
) -> None:
    file = form(small)
    before(small)
    stored = small.desk.read(rows_of)
    (found,) = judged(small, file)
    assert (found.verdict, found.sheet) == (verdict, None)
    assert reason in found.reason
    assert found.remedy
    assert small.desk.read(rows_of) == stored


def test_a_sheet_that_comes_late_is_taken_in_and_says_so(small: Room) -> None:
    small.desk.do(actions.reveal, small.candidates[0], reason="One fell ill")
    (found,) = judged(small, form(small))
    assert (found.verdict, "late" in found.reason) == ("matched", True)
    assert small.desk.do(actions.take_sheets, [found.sheet]) == 1


@pytest.mark.parametrize(
    ("mark", "verdict", "reason"),
    [
        (None, "not_ours", "The mark of this sheet is damaged."),
        ("", "not_ours", "The mark of this sheet is damaged."),
        ("BGS1|a|b", "not_ours", "The mark of this sheet is damaged."),
    ],
)
def test_a_mark_that_says_nothing_is_not_ours(
    small: Room, mark: str | None, verdict: str, reason: str
) -> None:
    file = form(small)
    (found,) = judged(small, replace(file, fields={**file.fields, rules.MARK: mark}))
    assert (found.verdict, found.reason) == (verdict, reason)
    (bare,) = judged(small, FormRead("f.pdf", {"name": "Ann"}))
    assert bare.reason == "This form is none of our rating sheets."


def test_a_sheet_of_another_engagement_stays_out(small: Room) -> None:
    mark = small.desk.read(queries.sheet_mark, small.candidates[0], small.members[0])
    file = form(small)
    other = rules.mark_text(replace(mark, engagement="0" * 36))
    (found,) = judged(small, replace(file, fields={**file.fields, rules.MARK: other}))
    assert (found.verdict, found.sheet) == ("other_engagement", None)
    gone = rules.mark_text(replace(mark, guide_id="0" * 36))
    (found,) = judged(small, replace(file, fields={**file.fields, rules.MARK: gone}))
    assert "not in this engagement any more" in found.reason


def test_a_mark_names_nobody_and_comes_back_as_it_was(small: Room) -> None:
    mark = small.desk.read(queries.sheet_mark, small.candidates[0], small.members[0])
    text = rules.mark_text(mark)
    assert rules.read_mark(text) == mark
    assert mark.engagement == small.desk.file.uuid
    assert text.isascii()
    names = [name for _, name in small.desk.read(queries.colleagues)] + ["Amara", "Okafor"]
    assert not [name for name in names if name.split()[0].casefold() in text.casefold()]


plain_marks = st.builds(
    rules.Mark,
    *[st.text("0123456789abcdef-", max_size=36)],
    st.text(max_size=40),
    st.text("0123456789abcdef-", max_size=36),
    st.integers(0, 99_999),
    *[st.text("0123456789abcdef-", max_size=36)] * 3,
)


@given(plain_marks.filter(lambda mark: mark.requisition.isprintable()), st.data())
def test_any_mark_is_read_back_and_any_slip_in_it_is_noticed(
    mark: rules.Mark, data: st.DataObject
) -> None:
    text = rules.mark_text(mark)
    assert rules.read_mark(text) == mark
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="ascii", categories=("L", "N", "P")))
    garbled = text[:place] + other + text[place + 1 :]
    if garbled != text:
        assert rules.read_mark(garbled) is None


@given(st.text())
def test_any_text_is_a_mark_or_none(text: str) -> None:
    found = rules.read_mark(text)
    assert found is None or rules.mark_text(found) == text.strip()


values = st.one_of(st.none(), st.text(max_size=30), st.sampled_from(["1", "5", "Off", "not_asked"]))


@given(st.data())
def test_whatever_stands_in_a_form_is_a_sheet_or_a_sentence(data: st.DataObject) -> None:
    questions = [rules.KnownQuestion(f"q-{n}", str(n)) for n in range(3)]
    names = [name for one in questions for name in rules.field_names(one.id)] + ["odd", rules.MARK]
    fields = data.draw(st.dictionaries(st.sampled_from(names), values))
    found, doubts = rules.read_answers(fields, questions)
    if doubts:
        assert all(doubt.endswith(".") for doubt in doubts)
    else:
        assert all((one.score in range(1, 6)) != bool(one.not_asked_reason) for one in found)


# -------------------------------------------------------------------------------- by file


def test_a_file_that_is_no_sheet_stops_no_other(small: Room, tmp_path: Path) -> None:
    said = small.fields(answers(0, 0))
    paths = [
        saved(tmp_path, "letter.pdf", b"%PDF-1.7\nbroken"),
        saved(tmp_path, "good.pdf", by_pypdf(small.blank(), said)),
        tmp_path / "gone.pdf",
        saved(tmp_path, "empty.pdf", b""),
        tmp_path,
    ]
    found = small.desk.read(queries.findings, read_forms(paths))
    assert [one.verdict for one in found] == [
        "unreadable", "matched", "unreadable", "unreadable", "unreadable",
    ]  # fmt: skip
    assert all(one.reason and one.remedy for one in found if one.sheet is None)


def test_too_many_files_are_refused_before_any_is_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="201 files"):
        read_forms([tmp_path / "x.pdf"] * 201)


def test_both_programs_fill_in_the_same(small: Room, tmp_path: Path) -> None:
    said = small.fields(answers(0, 1))
    content = small.blank(0, 1)
    one = saved(tmp_path, "a.pdf", by_pypdf(content, said))
    two = saved(tmp_path, "b.pdf", by_pikepdf(content, said))
    first, second = read_forms([one, two])
    assert first.fields == second.fields
