"""The ledger: every change with who, when and both values; what is erased leaves no value."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.store import ledger
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.store.decrypted import pages
from tests.store.library import LIBRARY, Book, Shelf, add_shelf, dump, names, rename


@pytest.fixture
def file():
    with EngagementFile.in_memory(metadata=LIBRARY, author="Dana") as opened:
        yield opened


def test_every_change_is_kept_with_both_values(file: EngagementFile):
    started = datetime.now(UTC)
    shelf = add_shelf(file, "North", picture=b"\0\xff", width=0.5)
    file.author = "Eve"
    rename(file, shelf, "South")

    last, first = file.read(ledger.entries, table="shelf", row=shelf)

    assert (first.kind, first.who, first.label, first.way) == ("insert", "Dana", "Add shelf", "do")
    assert first.before == {}
    assert first.after["name"] == "North"
    assert first.after["width"] == 0.5
    assert first.after["picture"] == {"hex": "00ff"}
    assert (last.kind, last.who, last.label) == ("update", "Eve", "Rename shelf")
    assert last.before == {"name": "North"}
    assert last.after == {"name": "South"}
    assert started <= first.at <= last.at <= datetime.now(UTC)
    assert last.seq > first.seq


def test_undoing_and_redoing_are_changes_too(file: EngagementFile):
    shelf = add_shelf(file, "North")
    file.undo()
    file.redo()

    found = file.read(ledger.entries, row=shelf)

    assert [(line.way, line.kind) for line in found] == [
        ("redo", "insert"),
        ("undo", "delete"),
        ("do", "insert"),
    ]
    assert len({line.step for line in found}) == 1
    assert found[0].after == found[1].before == found[2].after


def test_what_a_cascade_takes_stands_in_the_ledger(file: EngagementFile):
    shelf = add_shelf(file, "North")
    with file.work("Add") as session:
        session.add(Book(title="B", shelf_id=shelf))
    with file.work("Remove") as session:
        session.delete(session.get_one(Shelf, shelf))

    found = file.read(ledger.entries, table="book")

    assert [(line.kind, line.label) for line in found] == [("delete", "Remove"), ("insert", "Add")]
    assert found[0].before["title"] == "B"


def test_a_row_touched_twice_in_one_step_is_one_line(file: EngagementFile):
    with file.work("Add") as session:
        shelf = Shelf(name="First")
        session.add(shelf)
        session.flush()
        shelf.name = "Last"

    found = file.read(ledger.entries)

    assert [(line.kind, line.after["name"]) for line in found] == [("insert", "Last")]


def test_typing_that_is_one_step_is_one_line(file: EngagementFile):
    shelf = add_shelf(file, "A")
    for text in ("Ad", "Ada", "Ada L"):
        rename(file, shelf, text, merge=("name", shelf))

    found = file.read(ledger.entries, row=shelf)

    assert [(line.before.get("name"), line.after["name"]) for line in found] == [
        ("A", "Ada L"),
        (None, "A"),
    ]


def test_the_ledger_can_be_narrowed(file: EngagementFile):
    shelf = add_shelf(file, "A")
    for name in "BCD":
        rename(file, shelf, name)

    assert len(file.read(ledger.entries, limit=2)) == 2
    assert file.read(ledger.entries, table="book") == ()
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert file.read(ledger.entries, since=soon) == ()
    assert len(file.read(ledger.entries, since=soon - timedelta(hours=1))) == 4


def test_what_is_erased_comes_back_by_no_door(tmp_path: Path):
    path = tmp_path / "northmere.bgreat"
    with EngagementFile.create(path, Key.published(), metadata=LIBRARY, author="Dana") as file:
        shelf = add_shelf(file, "Wilhelmina", note="Quartermaine")
        other = add_shelf(file, "North")
        rename(file, shelf, "Wilhelmina the Second")
        with file.erase("Erase shelf") as session:
            session.delete(session.get_one(Shelf, shelf))

        assert not file.history.can_undo
        assert file.read(names) == ["North"]
        found = file.read(ledger.entries, row=shelf)
        assert [line.way for line in found] == ["erase", "do", "do"]
        assert found[0].who == "Dana"
        assert all(line.before == line.after == {} for line in found)
        assert file.read(ledger.entries, row=other)[0].after["name"] == "North"
        digits = file.raw_key()

    plain = pages(path, digits)
    assert b"Wilhelmina" not in plain
    assert b"Quartermaine" not in plain
    assert b"North" in plain


def test_a_line_of_the_ledger_changes_nothing_in_the_file(file: EngagementFile):
    add_shelf(file, "North")
    before = dump(file)

    file.read(ledger.entries)

    assert dump(file) == before
