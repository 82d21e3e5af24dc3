"""A table of applicants: guessed, judged row by row, brought in at once, taken back at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.stages.selection import actions, queries, rules
from app.stages.selection.page import CandidatesPart, SelectionPage
from app.stages.selection.records import CandidateStage, Source
from app.stages.selection.rules.importing import day_of, source_of
from app.ui import dialogs
from tests.proofs.hostile import TEXTS
from tests.stages.selection.on_page import new_opening
from tests.stages.using import every_row, opened

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOBODY = rules.KnownPeople(frozenset(), {})


# ------------------------------------------------------------------------------ the rules


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (["Name", "E-Mail", "Telefon"], ("name", "email", "phone")),
        (["Vorname", "Nachname", "Quelle", "Eingang"], ("first", "last", "source", "received_on")),
        (["Prénom", "Nom", "Courriel"], ("first", "last", "email")),
        (["Nombre", "Apellidos", "Correo"], ("first", "last", "email")),
        (["Fornavn", "Efternavn", "Kilde"], ("first", "last", "source")),
        (["full  NAME", "Salary", "Age", "e mail"], ("name", "", "", "email")),
        (["Name", "Name"], ("name", "")),
        (["", "x"], ("", "")),
    ],
)
def test_columns_are_guessed_by_their_heads(head, fields):
    assert rules.guessed(head) == fields


@pytest.mark.parametrize(
    ("text", "first", "day"),
    [
        ("2026-11-23", True, date(2026, 11, 23)),
        ("23.11.2026", True, date(2026, 11, 23)),
        ("11/23/2026", False, date(2026, 11, 23)),
        ("4/5/26", True, date(2026, 5, 4)),
        ("4/5/26", False, date(2026, 4, 5)),
        ("Nov 23, 2026", True, date(2026, 11, 23)),
        ("23 November 2026", False, date(2026, 11, 23)),
        ("31/02/2026", True, None),
        ("soon", True, None),
    ],
)
def test_days_are_read_as_people_write_them(text, first, day):
    assert day_of(text, first=first) == day


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.booleans())
def test_a_day_that_was_written_either_way_is_read_back(day, first):
    said = f"{day.day}/{day.month}/{day.year}" if first else f"{day.month}/{day.day}/{day.year}"
    assert day_of(said, first=first) == day


def test_days_that_leave_it_open_are_asked_about_and_others_are_not():
    assert rules.is_ambiguous(["04/05/2026", "", "06/07/2026"])
    assert not rules.is_ambiguous(["04/05/2026", "23/05/2026"])
    assert not rules.is_ambiguous(["05/05/2026", "2026-04-05"])
    assert rules.day_first(["04/05/2026", "23/05/2026"])
    assert not rules.day_first(["04/05/2026", "05/23/2026"])


@pytest.mark.parametrize(
    ("text", "source"),
    [("Referral", Source.referral), ("Anzeige", Source.advert), ("walk in", Source.walk_in),
     ("", Source.other), ("carrier pigeon", None)],
)  # fmt: skip
def test_how_somebody_came_is_known_by_whatever_word(text, source):
    assert source_of(text) is source


def test_each_row_says_what_is_wrong_with_it_and_how_to_mend_it():
    rows = [["", "x"], ["Ada", "no mail"], ["Ada L", "a@example.org"], ["Bo\ud800", ""]]
    found = rules.judged(rows, ("name", "email"), NOBODY, first=True, begins=2)
    assert [row.number for row in found] == [2, 3, 4, 5]
    assert found[0].faults[0].startswith("No name")
    assert found[1].faults == ("“no mail” is no email address.",)
    assert found[2].comes_in
    assert found[3].faults


def test_nobody_comes_in_twice():
    known = rules.KnownPeople(frozenset({"ada l"}), {"bo@example.org": "b"})
    rows = [["ADA  L", ""], ["Bo", "BO@example.org"], ["Cy", ""], ["cy", ""]]
    found = rules.judged(rows, ("name", "email"), known, first=True, begins=1)
    assert [row.twin for row in found] == ["opening", "known", "", "file"]
    assert [row.comes_in for row in found] == [False, True, True, False]


def test_one_person_in_two_rows_comes_in_once_whichever_row_has_the_email():
    known = rules.KnownPeople(frozenset(), {"zed": "z", "zed@example.org": "z"})
    for rows in ([["Zed", "zed@example.org"], ["Zed", ""]], [["Zed", ""], ["Zed", "z@x.org"]]):
        for people in (known, NOBODY):
            found = rules.judged(rows, ("name", "email"), people, first=True, begins=1)
            assert [row.comes_in for row in found] == [True, False], rows
    two = [["Zed", "one@example.org"], ["Zed", "two@example.org"]]
    found = rules.judged(two, ("name", "email"), NOBODY, first=True, begins=1)
    assert [row.comes_in for row in found] == [True, True]


def test_days_with_points_say_nothing_about_days_with_strokes():
    assert rules.is_ambiguous(["23.11.2026", "04/05/2026"])
    assert not rules.is_ambiguous(["04.05.2026"])
    assert day_of("04.05.2026", first=False) == date(2026, 5, 4)


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=3), max_size=6))
def test_any_rows_are_judged(rows):
    found = rules.judged(rows, ("name", "received_on", "source"), NOBODY, first=True, begins=1)
    assert len(found) == len(rows)
    assert all(row.faults or row.twin for row in found if not row.comes_in)


@given(st.text(max_size=300))
def test_a_file_name_is_never_a_path_and_never_empty(name):
    clean = rules.clean_name(name)
    assert clean
    assert clean not in (".", "..")
    assert not set(clean) & set('/\\<>:"|?*\x00\u202e')
    assert len(clean.encode()) <= 120
    assert Path(clean).name == clean


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "CON.txt", "a\u202egpj.exe"]
)
def test_hostile_file_names_are_harmless(name):
    clean = rules.clean_name(name)
    assert ".." not in clean
    assert clean.split(".")[0].casefold() != "con"
    assert "\u202e" not in clean


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 x", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"Plain words", "text/plain"),
        (b"MZ\x90\x00\x03", ""),
        (b"PK\x03\x04....word/document.xml",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04 any archive", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_papers_are_known_by_their_first_bytes(content, kind):
    assert rules.media_type(content) == kind


# ------------------------------------------------------------------------------ the window


@pytest.fixture
def part(page: SelectionPage, scripted: None) -> CandidatesPart:
    """The candidates of a new opening."""
    opening, *_ = new_opening(page.desk)
    page.table.select(opening)
    return opened(page.sections, "candidates", CandidatesPart)


def drop(part: CandidatesPart, *paths: Path) -> None:
    """Let files fall on the chapter."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    part.dropEvent(event)


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "applicants.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_that_is_dropped_is_looked_at_and_comes_in_as_one_step(
    part: CandidatesPart, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, view = part.desk, part.importing
    text = (
        "Name;E-mail;Source;Received\n"
        "Žofie Nováková;zofie@example.org;Referral;23.11.2025\n"
        "=cmd();;online;2025-11-24\n"
        ";lost@example.org;;\n"
        "Amara Okafor;;;\n"
    )
    before = desk.read(every_row)
    drop(part, table(tmp_path, text))
    qtbot.waitUntil(lambda: bool(view.table.records.rows))

    lines = view.table.records.rows
    assert [line.verdict for line in lines] == [
        "comes in",
        "comes in",
        "No name: fill it in, or leave the row out.",
        "stays out: is in this opening already",
    ]
    assert view.counts.text() == "2 come in. 2 rows stay out."
    assert desk.read(every_row) == before
    view.bring.click()

    rows = {row.name: row for row in desk.read(queries.candidates, part.requisition_id)}
    assert set(rows) == {"Amara Okafor", "Žofie Nováková", "=cmd()"}
    assert rows["Žofie Nováková"].source is Source.referral
    assert rows["Žofie Nováková"].received_on == date(2025, 11, 23)
    assert [rows[n].code for n in ("Amara Okafor", "Žofie Nováková", "=cmd()")] == [
        "C1", "C2", "C3",
    ]  # fmt: skip
    desk.undo()
    assert desk.read(every_row) == before


def test_days_that_may_be_read_two_ways_are_asked_about(
    part: CandidatesPart, qtbot: QtBot, tmp_path: Path
) -> None:
    view = part.importing
    drop(part, table(tmp_path, "Name,Received\nAda,04/05/2025\n"))
    qtbot.waitUntil(lambda: bool(view.table.records.rows))
    assert not view.bring.isEnabled()
    assert view.counts.text() == "Say first how the days are written."

    view.order.show("month")
    view.order.committed.emit(True)

    assert view.table.records.rows[0].day == "Apr 5, 2025"
    view.bring.click()
    (ada,) = [r for r in part.desk.read(queries.candidates, part.requisition_id) if r.name == "Ada"]
    assert ada.received_on == date(2025, 4, 5)


def test_each_table_is_asked_about_anew_and_a_late_one_is_left_aside(
    part: CandidatesPart, qtbot: QtBot, tmp_path: Path
) -> None:
    view = part.importing
    drop(part, table(tmp_path, "Name,Received\nAda,04/05/2025\n"))
    qtbot.waitUntil(lambda: bool(view.table.records.rows))
    view.order.show("month")
    view.order.committed.emit(True)
    late = view._number
    drop(part, table(tmp_path, "Name,Received\nBo,06/07/2025\n"))
    qtbot.waitUntil(lambda: [r.name for r in view.table.records.rows] == ["Bo"])
    assert not view.bring.isEnabled()

    view._arrived(late, {"kind": "csv", "encoding": "utf-8", "delimiter": ",", "rows": [["Eve"]]})
    assert [row.name for row in view.table.records.rows] == ["Bo"]


def test_a_bad_file_says_why_in_place_and_nothing_changes(
    part: CandidatesPart, qtbot: QtBot, tmp_path: Path
) -> None:
    before = part.desk.read(every_row)
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 50)
    drop(part, path)
    qtbot.waitUntil(lambda: bool(part.importing.trouble.text()))
    assert "old Excel file" in part.importing.trouble.text()
    assert not part.importing.bring.isEnabled()
    part.importing.back.click()
    assert part.desk.read(every_row) == before


def test_hostile_texts_of_a_table_stay_texts(
    part: CandidatesPart, qtbot: QtBot, tmp_path: Path
) -> None:
    names = [text for text in TEXTS.values() if text.strip() and len(text) < 150]
    rows = "\n".join('"' + name.replace('"', '""') + '"' for name in names)
    drop(part, table(tmp_path, f"Name\n{rows}\n"))
    qtbot.waitUntil(lambda: bool(part.importing.table.records.rows))
    assert len(part.importing._judged) >= len(names) - 2
    if part.importing.bring.isEnabled():
        part.importing.bring.click()
    kept = {row.name for row in part.desk.read(queries.candidates, part.requisition_id)}
    coming = {row.applicant.name for row in part.importing._judged if row.comes_in}
    assert len(kept) == len(coming) + 1


def test_papers_are_dropped_kept_saved_and_taken_back(part: CandidatesPart, tmp_path: Path) -> None:
    desk, path, copy = part.desk, tmp_path / "CV Okafor.pdf", tmp_path / "out.pdf"
    path.write_bytes(b"%PDF-1.7 everything she did")
    part.table.select(part.table.records.rows[0].id)
    before = desk.read(every_row)

    drop(part, path)

    assert part.papers.name.text() == "CV Okafor.pdf"
    dialogs.answers.give("save_file", copy)
    part.papers.save.click()
    assert copy.read_bytes() == path.read_bytes()
    part.papers.drop.click()
    assert part.papers.name.text().startswith("Nothing is attached")
    desk.undo()
    desk.undo()
    assert desk.read(every_row) == before

    (tmp_path / "virus.exe").write_bytes(b"MZ\x90\x00")
    drop(part, tmp_path / "virus.exe")
    assert desk.notices.latest is not None
    assert "no PDF, Word or text" in desk.notices.latest.text
    assert desk.read(every_row) == before


def test_screening_answers_each_need_and_nothing_else_screens_out(part: CandidatesPart) -> None:
    desk, card = part.desk, part.screening
    key = part.table.records.rows[0].id
    part.table.select(key)
    needs = desk.read(queries.day_one_needs, key)
    assert needs
    assert list(card.lines) == list(needs)
    assert not card.screen_in.isEnabled()

    assert not card.screen_out.isEnabled()
    card.all_met.click()
    assert card.screen_in.isEnabled()
    desk.do(actions.answer_need, key, "An older wording", is_met=False)
    assert card.screen_in.isEnabled(), "what nobody asks any more holds nobody up"
    desk.undo()
    card.screen_in.click()
    assert stage_of(part) is CandidateStage.screened_in

    line = card.lines[needs[0]]
    line.not_met.click()
    assert line.state.text() == "not met"
    assert not card.screen_in.isEnabled()
    line.note.editor.field.setPlainText("Has never set up a mill.")
    line.note.editor.finish()
    dialogs.answers.give("ask_text", needs[0])
    card.screen_out.click()
    assert stage_of(part) is CandidateStage.screened_out
    assert card.why.text() == f"Screened out: {needs[0]}"
    found = desk.read(queries.screening, key)[0]
    assert (found.is_met, str(found.note)) == (False, "Has never set up a mill.")


def test_who_withdrew_may_come_back(part: CandidatesPart) -> None:
    part.table.select(part.table.records.rows[0].id)
    part._move("withdrew")
    assert stage_of(part) is CandidateStage.withdrew
    part._move("declined")
    assert part.desk.notices.latest is not None
    assert part.desk.notices.latest.text == "Nothing was offered yet."
    part._move("received")
    assert stage_of(part) is CandidateStage.received
    part.screening.all_met.click()
    part.screening.screen_in.click()
    part._move("received")
    assert stage_of(part) is CandidateStage.screened_in
    part._move("hired")
    assert stage_of(part) is CandidateStage.screened_in


def test_where_names_are_off_the_chapter_shows_codes(part: CandidatesPart) -> None:
    from app.domain.edits import revise
    from app.stages.selection.records import Requisition
    from tests.stages.selection.on_page import everything_said

    part.desk.do(revise, Requisition, part.requisition_id, "names_off", True, label="Edit")
    row = part.table.records.rows[0]
    part.desk.do(actions.attach_papers, row.id, b"%PDF-1.7", "Amara Okafor.pdf")
    part.table.select(row.id)
    assert "Amara" not in everything_said(part)
    assert part.hidden.isVisible()
    dialogs.answers.give("save_file", None)
    part.papers.save.click()
    assert "Amara" not in str(dialogs.answers.asked[-1].words)


def stage_of(part: CandidatesPart) -> CandidateStage:
    key = part.table.current_id
    rows = part.desk.read(queries.candidates, part.requisition_id)
    return next(row.stage for row in rows if row.id == key)


def test_five_hundred_rows_come_in_as_one_step(part: CandidatesPart) -> None:
    rows = [[f"Person {n}", f"p{n}@example.org"] for n in range(500)]
    known = part.desk.read(queries.known, part.requisition_id)
    found = rules.judged(rows, ("name", "email"), known, first=True, begins=2)
    coming = [row.applicant for row in found if row.comes_in]

    assert part.desk.do(actions.import_candidates, part.requisition_id, coming) == 500
    assert part.desk.file.history.undo_label == "Import candidates"
