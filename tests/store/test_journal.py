"""The journal: whatever was done, undoing all of it leads back to the start, value by value."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.store.engagement_file import EngagementFile
from app.store.journal import Entry, joined, net
from tests.store.library import LIBRARY, Book, Dump, Shelf, add_shelf, dump, rename

HOSTILE = st.text(
    st.characters(exclude_categories=("Cs",)) | st.sampled_from("\0'\"%:?\\\n\u202e🜁"), max_size=30
)
VALUES = st.one_of(
    HOSTILE,
    st.none(),
    st.binary(max_size=40),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
)
MOMENT = "'2026-01-02 03:04:05.000006'"
COUNT = int(os.environ.get("BECOMING_GREAT_HISTORIES", "25"))


class AnyHistory(RuleBasedStateMachine):
    """Works on a library at random, beside a plain list of the states it has been in."""

    def __init__(self) -> None:
        super().__init__()
        self.file = EngagementFile.in_memory(metadata=LIBRARY, author="Ada")
        self.states: list[Dump] = [dump(self.file)]
        self.at = 0

    def pick(self, table: str, number: int) -> str | None:
        """Return the id of one of the rows."""
        found = self.file.read(_ids, table)
        return found[number % len(found)] if found else None

    def did(self) -> None:
        """Note the state after a piece of work: a step where anything is another one now."""
        now = dump(self.file)
        if now != self.states[self.at]:
            del self.states[self.at + 1 :]
            self.states.append(now)
            self.at += 1

    def run(self, *statements: tuple[str, tuple[Any, ...]]) -> None:
        """Run plain SQL in one piece of work."""
        with suppress(IntegrityError), self.file.work("SQL") as session:
            for statement, values in statements:
                session.connection().exec_driver_sql(statement, values)
        self.did()

    @initialize()
    def furnish(self) -> None:
        for name in ("North", "South"):
            add_shelf(self.file, name)
            self.did()

    @rule(note=HOSTILE, width=st.none() | st.floats(allow_nan=False), picture=st.binary(max_size=9))
    def add_by_hand(self, note, width, picture):
        self.run(
            (
                "INSERT INTO shelf (id, created_at, updated_at, updated_by, name, note, width, "
                f"count, picture) VALUES (?, {MOMENT}, {MOMENT}, '', 'x', ?, ?, 1, ?)",
                (str(uuid4()), note, width, picture),
            )
        )

    @rule(shelf=st.integers(0, 9), books=st.integers(1, 4))
    def add_books(self, shelf, books):
        home = self.pick("shelf", shelf)
        if home is None:
            return
        with self.file.work("Add books") as session:
            before = None
            for place in range(books):
                book = Book(title=f"B{place}", place=place, shelf_id=home, after_id=before)
                session.add(book)
                session.flush()
                before = book.id
        self.did()

    @rule(number=st.integers(0, 9), name=st.text("ab ", min_size=1, max_size=3))
    def rename_one(self, number, name):
        shelf = self.pick("shelf", number)
        if shelf and name.strip():
            rename(self.file, shelf, name)
            self.did()

    @rule(value=VALUES)
    def bulk(self, value):
        self.run(
            ("UPDATE shelf SET note = ?", (_texted(value),)),
            ("UPDATE slot SET mark = ? WHERE mark = 'a'", (value,)),
        )

    @rule(number=st.integers(0, 9))
    def remove_shelf_with_its_books(self, number):
        if shelf := self.pick("shelf", number):
            self.run(("DELETE FROM shelf WHERE id = ?", (shelf,)))

    @rule(number=st.integers(0, 9))
    def remove_book_that_others_follow(self, number):
        if book := self.pick("book", number):
            self.run(("DELETE FROM book WHERE id = ?", (book,)))

    @rule(aisle=HOSTILE, number=st.integers(0, 2), mark=st.sampled_from("abc"))
    def put_in_slot_or_replace(self, aisle, number, mark):
        shelf = self.pick("shelf", number)
        self.run(
            (
                "INSERT OR REPLACE INTO slot (aisle, number, mark, shelf_id) VALUES (?, ?, ?, ?)",
                (aisle, number, mark, shelf),
            )
        )

    @rule()
    def swap_marks_that_must_differ(self):
        self.run(
            ("UPDATE slot SET mark = 'passing' WHERE mark = 'a'", ()),
            ("UPDATE slot SET mark = 'a' WHERE mark = 'b'", ()),
            ("UPDATE slot SET mark = 'b' WHERE mark = 'passing'", ()),
        )

    @rule()
    def come_and_go(self):
        self.run(
            ("INSERT INTO slot (aisle, number, mark) VALUES ('gone', 99, 'z')", ()),
            ("DELETE FROM slot WHERE aisle = 'gone'", ()),
        )

    @rule(number=st.integers(0, 9))
    def replace_a_shelf_under_its_books(self, number):
        if shelf := self.pick("shelf", number):
            self.run(
                ("PRAGMA defer_foreign_keys = ON", ()),
                (
                    "INSERT OR REPLACE INTO shelf (id, created_at, updated_at, updated_by, name, "
                    f"note, count) VALUES (?, {MOMENT}, {MOMENT}, '', 'anew', '', 2)",
                    (shelf,),
                ),
            )

    @rule(number=st.integers(0, 9))
    def change_one_thing_inside_a_savepoint_that_is_taken_back(self, number):
        shelf = self.pick("shelf", number)
        if shelf is None:
            return
        with self.file.work("Half") as session:
            session.get_one(Shelf, shelf).count = 7
            session.flush()
            with suppress(KeyError), session.begin_nested():
                session.connection().exec_driver_sql("DELETE FROM slot")
                session.connection().exec_driver_sql("UPDATE shelf SET note = 'never'")
                raise KeyError
        self.did()

    @rule()
    def break_off_a_piece_of_work(self):
        with suppress(KeyError), self.file.work("Break") as session:
            session.connection().exec_driver_sql("DELETE FROM slot")
            session.add(Shelf(name="never"))
            session.flush()
            raise KeyError

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        self.file.undo()
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self):
        self.file.redo()
        self.at += 1

    @invariant()
    def it_is_in_the_state_it_should_be(self):
        assert dump(self.file) == self.states[self.at]
        assert self.file.history.can_undo == (self.at > 0)
        assert self.file.history.can_redo == (self.at + 1 < len(self.states))

    def teardown(self):
        try:
            while self.file.history.can_redo:
                self.file.redo()
            assert dump(self.file) == self.states[-1]
            steps = len(self.file.history.steps())
            while self.file.history.can_undo:
                self.file.undo()
            assert dump(self.file) == self.states[0]
            for _ in range(steps):
                self.file.redo()
            assert dump(self.file) == self.states[-1]
            assert self.file.read(_broken_links) == []
        finally:
            self.file.close()


def _texted(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def _ids(session: Session, table: str) -> list[str]:
    found = session.connection().exec_driver_sql(f"SELECT id FROM {table} ORDER BY rowid")
    return list(found.scalars())


def _broken_links(session: Session) -> list[Any]:
    return list(session.connection().exec_driver_sql("PRAGMA foreign_key_check").all())


AnyHistory.TestCase.settings = settings(
    max_examples=COUNT,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyHistory = AnyHistory.TestCase


@pytest.fixture
def file():
    with EngagementFile.in_memory(metadata=LIBRARY, author="Ada") as opened:
        yield opened


@pytest.mark.parametrize(
    "value",
    ["a\0b", "'; DROP TABLE shelf; --", "%s %(x)s :x ?", "", 0.1 + 0.2, 5e-324, 1.0, 1, 2**62],
)
def test_a_value_comes_back_as_what_it_was(file: EngagementFile, value):
    with file.work("Add") as session:
        session.connection().exec_driver_sql(
            "INSERT INTO slot (aisle, number, mark) VALUES ('a', 1, ?)", (value,)
        )
    before = dump(file)
    with file.work("Remove") as session:
        session.connection().exec_driver_sql("DELETE FROM slot")

    file.undo()

    assert dump(file) == before


def test_replacing_a_row_by_another_of_the_same_mark_is_undone(file: EngagementFile):
    with file.work("Add") as session:
        session.connection().exec_driver_sql("INSERT INTO slot VALUES ('a', 1, 'm', NULL)")
    before = dump(file)
    with file.work("Replace") as session:
        session.connection().exec_driver_sql(
            "INSERT OR REPLACE INTO slot VALUES ('b', 2, 'm', NULL)"
        )
    assert dump(file) != before

    file.undo()

    assert dump(file) == before


def test_undoing_never_takes_rows_with_it_that_the_step_did_not_touch(file: EngagementFile):
    """A cascade on the way back would; so would SET NULL."""
    shelf = add_shelf(file, "North")
    with file.work("Add") as session:
        session.add(Book(title="B", shelf_id=shelf))
    with file.work("Replace") as session:
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        other = Shelf(name="Other")
        session.add(other)
        session.flush()
        connection.exec_driver_sql("UPDATE book SET shelf_id = ?", (other.id,))
    after = dump(file)

    file.undo()
    assert len(dump(file)["book"]) == 1
    file.redo()

    assert dump(file) == after


def test_a_row_keeps_its_key_for_ever(file: EngagementFile):
    add_shelf(file, "North")
    before = dump(file)

    with pytest.raises(RuntimeError, match="key"), file.work("Rekey") as session:
        session.connection().exec_driver_sql("UPDATE shelf SET id = 'other'")

    assert dump(file) == before


def test_the_journal_leaves_nothing_in_the_file(tmp_path):
    path = tmp_path / "plain.bgreat"
    with EngagementFile.in_memory(metadata=LIBRARY) as file:
        add_shelf(file, "North")
        found = file.read(
            lambda session: (
                session.connection()
                .exec_driver_sql("SELECT type, name FROM main.sqlite_master")
                .all()
            )
        )

    assert not [name for kind, name in found if kind == "trigger" or "journal" in name]
    assert not path.exists()


def test_history_that_does_not_fit_the_file_changes_nothing(file: EngagementFile):
    shelf = add_shelf(file, "North")
    rename(file, shelf, "South")
    tampered = file.history.last()
    assert tampered is not None
    wrong = Entry("shelf", "none", ("none",) * 9, None)
    object.__setattr__(tampered, "entries", (*tampered.entries, wrong, *tampered.entries))
    before = dump(file)

    with pytest.raises((RuntimeError, sqlite3.Error, IntegrityError)):
        file.undo()

    assert dump(file) == before
    assert file.history.can_undo


def test_only_neighbors_are_joined():
    a = Entry("t", "1", (1,), (2,))
    b = Entry("t", "1", (2,), (3,))
    other = Entry("t", "2", (9,), (8,))

    assert joined([a, b]) == [Entry("t", "1", (1,), (3,))]
    assert joined([a, other, b]) == [a, other, b]


def test_what_came_to_nothing_is_no_change():
    come = Entry("t", "1", None, (1,))
    go = Entry("t", "1", (1,), None)

    assert net([come, go]) == []
    assert net([Entry("t", "1", (1,), (1.0,))]) == [Entry("t", "1", (1,), (1.0,))]
