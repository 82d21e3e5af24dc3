"""The engagement file: one door for reading and changing, saved and announced in one order."""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.store import ledger, troubles
from app.store.actions import action
from app.store.changes import Announcement, Changes
from app.store.engagement_file import EngagementFile
from app.store.history import LIMIT
from app.store.keys import Key
from tests.store.library import LIBRARY, SLOT, Book, Shelf, add_shelf, dump, names, rename

PHRASE = "six words nobody else would say"


@pytest.fixture
def file():
    with EngagementFile.in_memory(metadata=LIBRARY, author="Dana") as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "northmere.bgreat"


# ------------------------------------------------------------------------------ keeping


def test_what_was_written_is_there_after_reopening(path: Path):
    with EngagementFile.create(path, Key.passphrase(PHRASE), metadata=LIBRARY) as file:
        add_shelf(file, "Žofie & <b>", width=0.1, picture=b"\0\xff")
        before, uuid = dump(file), file.uuid

    with EngagementFile.open(path, Key.passphrase(PHRASE), metadata=LIBRARY) as again:
        assert dump(again) == before
        assert again.uuid == uuid
        assert again.is_protected


def test_a_file_without_a_passphrase_says_so_and_is_encrypted_all_the_same(path: Path):
    with EngagementFile.create(path, Key.published(), metadata=LIBRARY) as file:
        add_shelf(file, "Wilhelmina Quartermaine")
        assert not file.is_protected

    assert b"Wilhelmina" not in path.read_bytes()
    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as again:
        assert not again.is_protected


def test_the_recovery_key_opens_the_file_as_it_is_printed(path: Path):
    with EngagementFile.create(path, Key.passphrase(PHRASE), metadata=LIBRARY) as file:
        add_shelf(file, "North")
        digits = file.raw_key().upper()
    printed = "-".join(digits[n : n + 4] for n in range(0, 96, 4))

    with EngagementFile.open(path, Key.raw(printed), metadata=LIBRARY) as again:
        assert again.read(names) == ["North"]
        assert again.is_protected
        assert again.raw_key() == digits.lower()


def test_a_passphrase_is_the_same_however_its_accents_are_typed(path: Path):
    EngagementFile.create(path, Key.passphrase("nai\u0308ve au lait"), metadata=LIBRARY).close()

    EngagementFile.open(path, Key.passphrase("na\u00efve au lait"), metadata=LIBRARY).close()


def test_the_key_is_what_sqlcipher_itself_makes_of_a_passphrase(path: Path):
    """The file opens without this program, in any tool that speaks SQLCipher 4."""
    from sqlcipher3 import dbapi2

    EngagementFile.create(path, Key.passphrase("it's"), metadata=LIBRARY).close()
    other = dbapi2.connect(str(path))
    other.execute("PRAGMA key = 'it''s'")

    assert other.execute("SELECT count(*) FROM shelf").fetchone() == (0,)
    other.close()


@pytest.mark.parametrize("text", ["", "1234", "g" * 96, "0" * 95])
def test_a_text_that_is_no_recovery_key_is_refused(text: str):
    with pytest.raises(ValueError, match="96"):
        Key.raw(text)


def test_a_key_never_shows_itself():
    for key in (Key.passphrase(PHRASE), Key.raw("ab" * 48)):
        assert PHRASE not in repr(key)
        assert "abab" not in repr(key)


@pytest.mark.parametrize("name", ["50% off?.bgreat", "a#b.bgreat", "Žofie ☕ 'n' \"co\".bgreat"])
def test_a_name_is_a_name_whatever_stands_in_it(tmp_path: Path, name: str):
    with EngagementFile.create(tmp_path / name, Key.published(), metadata=LIBRARY) as file:
        add_shelf(file, "North")

    with EngagementFile.open(tmp_path / name, Key.published(), metadata=LIBRARY) as again:
        assert again.read(names) == ["North"]
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_copy_holds_everything_and_replaces_nothing(path: Path, tmp_path: Path):
    copy = tmp_path / "copy.bgreat"
    with EngagementFile.create(path, Key.passphrase(PHRASE), metadata=LIBRARY) as file:
        add_shelf(file, "North")
        file.save_copy(copy)
        before = dump(file)

    with EngagementFile.open(copy, Key.passphrase(PHRASE), metadata=LIBRARY) as again:
        assert dump(again) == before


def test_a_copy_under_another_key_opens_with_that_one_only(path: Path, tmp_path: Path):
    copy = tmp_path / "copy 'x'.bgreat"
    with EngagementFile.create(path, Key.passphrase(PHRASE), metadata=LIBRARY) as file:
        shelf = add_shelf(file, "North")
        with file.work("Fill") as session:
            session.add(Book(title="B", shelf_id=shelf))
        file.save_copy(copy, Key.passphrase("another"))
        file.save_copy(tmp_path / "plain.bgreat", Key.published())
        add_shelf(file, "South")
        before, sheet = dump(file), file.raw_key()
        file.undo()

    for key in (Key.passphrase(PHRASE), Key.raw(sheet)):
        with pytest.raises(troubles.WrongKey):
            EngagementFile.open(copy, key, metadata=LIBRARY)
    with EngagementFile.open(copy, Key.passphrase("another"), metadata=LIBRARY) as again:
        assert again.read(names) == ["North"]
        assert dump(again)["book"] == before["book"]
        assert again.uuid == file.uuid
        assert len(again.read(ledger.entries)) == 2
        add_shelf(again, "East")
    with EngagementFile.open(tmp_path / "plain.bgreat", Key.published(), metadata=LIBRARY) as plain:
        assert not plain.is_protected
    with pytest.raises(troubles.AlreadyThere):
        EngagementFile.create(copy, Key.published(), metadata=LIBRARY)


def test_who_had_it_open_before_is_known(path: Path):
    with EngagementFile.create(path, Key.published(), metadata=LIBRARY) as file:
        assert file.last_sitting is None

    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as again:
        assert again.last_sitting is not None
        assert again.last_sitting.closed is not None
        assert not again.last_sitting.is_elsewhere


# ------------------------------------------------------------------------ one door


def test_work_may_not_nest_nor_begin_while_reading(file: EngagementFile):
    with file.work("Outer"), pytest.raises(RuntimeError), file.work("Inner"):
        pass

    with file.work("Outer"), pytest.raises(RuntimeError):
        file.undo()

    def meddle(_session: Session) -> None:
        with file.work("In a reading"):
            pass

    with pytest.raises(RuntimeError):
        file.read(meddle)
    assert not file.is_working
    add_shelf(file, "still works")


def test_reading_inside_work_uses_its_session_and_sees_what_was_done_so_far(file: EngagementFile):
    with file.work("Add") as session:
        session.add(Shelf(name="North"))
        assert file.read(names) == []  # plain SQL sees it once the session has written it
        session.flush()
        assert file.read(names) == ["North"]
        assert file.read(lambda inner: inner) is session

    assert file.read(names) == ["North"]


def test_reading_inside_reading_is_one_reading(file: EngagementFile):
    assert file.read(lambda outer: file.read(lambda inner: inner is outer))


def test_a_question_cannot_change_the_file(file: EngagementFile):
    shelf = add_shelf(file, "North")

    def by_object(session: Session) -> None:
        session.get_one(Shelf, shelf).name = "South"

    def by_sql(session: Session) -> None:
        session.connection().exec_driver_sql("DELETE FROM shelf")

    with pytest.raises(RuntimeError):
        file.read(by_object)
    with pytest.raises(RuntimeError):
        file.read(by_sql)
    assert file.read(names) == ["North"]


def test_what_a_question_gives_stays_readable(file: EngagementFile):
    add_shelf(file, "North")

    shelf = file.read(lambda session: session.exec(select(Shelf)).one())

    assert shelf.name == "North"


def test_a_failed_unit_of_work_leaves_nothing(file: EngagementFile):
    heard: list[Changes] = []
    file.changed.connect(heard.append)

    def break_off() -> None:
        with file.work("Break") as session:
            session.add(Shelf(name="North"))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        break_off()

    assert file.read(names) == []
    assert not file.history.can_undo
    assert heard == []
    assert file.read(ledger.entries) == ()


def test_work_that_changes_nothing_is_no_step(file: EngagementFile):
    heard: list[Changes] = []
    file.changed.connect(heard.append)
    shelf = add_shelf(file, "North")

    with file.work("Nothing") as session:
        session.get_one(Shelf, shelf).name = "North"

    assert len(heard) == 1
    assert file.history.undo_label == "Add shelf"


def test_a_closed_file_answers_nothing(file: EngagementFile):
    file.close()
    file.close()

    with pytest.raises(RuntimeError), file.work("Late"):
        pass


# ---------------------------------------------------------------- fields judge, rows store


def test_a_row_that_was_never_validated_is_not_stored(file: EngagementFile):
    with pytest.raises(ValidationError), file.work("Smuggle") as session:
        session.add(Shelf(name="", count=-1))

    assert file.read(names) == []


def test_a_changed_row_is_judged_as_well(file: EngagementFile):
    shelf = add_shelf(file, "North")

    with pytest.raises(ValidationError), file.work("Smuggle") as session:
        session.get_one(Shelf, shelf).count = 5000

    assert file.read(lambda session: session.get_one(Shelf, shelf).count) == 0


def test_what_goes_past_the_fields_is_stopped_by_the_table(file: EngagementFile):
    shelf = add_shelf(file, "North")

    with pytest.raises(IntegrityError), file.work("Smuggle") as session:
        session.connection().exec_driver_sql("UPDATE shelf SET count = 5000")

    assert file.read(lambda session: session.get_one(Shelf, shelf).count) == 0


def test_an_error_of_the_file_never_quotes_what_was_written(file: EngagementFile):
    slots = [{"aisle": aisle, "number": 1, "mark": "Wilhelmina"} for aisle in "ab"]

    with pytest.raises(IntegrityError) as refused, file.work("Twice") as session:
        session.connection().execute(SLOT.insert(), slots)

    assert "Wilhelmina" not in str(refused.value)


def test_a_text_is_kept_as_its_field_cleans_it(file: EngagementFile):
    shelf = add_shelf(file, "  Nai\u0308ve ")

    assert file.read(lambda session: session.get_one(Shelf, shelf).name) == "Na\u00efve"


def test_each_row_knows_who_wrote_it_last_and_when(file: EngagementFile):
    shelf = add_shelf(file, "North")
    first = file.read(lambda session: session.get_one(Shelf, shelf))
    file.author = "Eve"
    rename(file, shelf, "South")

    last = file.read(lambda session: session.get_one(Shelf, shelf))

    assert (first.updated_by, last.updated_by) == ("Dana", "Eve")
    assert last.updated_at > first.updated_at
    assert last.created_at == first.created_at


# ------------------------------------------------------------------------------- history


def test_every_step_can_be_undone_and_redone_across_tables(file: EngagementFile):
    shelf = add_shelf(file, "North")
    with file.work("Fill") as session:
        session.get_one(Shelf, shelf).name = "South"
        session.add(Book(title="B", shelf_id=shelf))
    full = dump(file)

    file.undo()
    assert file.read(names) == ["North"]
    assert file.history.redo_label == "Fill"
    file.undo()
    assert file.read(names) == []
    file.redo()
    file.redo()

    assert dump(file) == full
    assert not file.history.can_redo


def test_undo_with_nothing_to_undo_does_nothing(file: EngagementFile):
    file.undo()
    file.redo()

    assert file.history.steps() == ()


def test_keystrokes_with_one_merge_key_are_one_step_until_sealed(file: EngagementFile):
    shelf = add_shelf(file, "A")
    for text in ("Ad", "Ada"):
        rename(file, shelf, text, merge=("shelf", shelf, "name"))
    file.history.seal()
    rename(file, shelf, "Ada L.", merge=("shelf", shelf, "name"))

    file.undo()
    assert file.read(names) == ["Ada"]
    file.undo()
    assert file.read(names) == ["A"]


def test_a_step_that_was_undone_takes_no_more_typing(file: EngagementFile):
    shelf = add_shelf(file, "A")
    rename(file, shelf, "Ad", merge=("name",))
    file.undo()
    file.redo()

    rename(file, shelf, "Ada", merge=("name",))
    file.undo()

    assert file.read(names) == ["Ad"]


def test_a_new_step_ends_what_could_be_redone(file: EngagementFile):
    shelf = add_shelf(file, "A")
    rename(file, shelf, "B")
    file.undo()
    rename(file, shelf, "C")

    assert not file.history.can_redo
    assert [(step.label, step.is_done) for step in file.history.steps()] == [
        ("Add shelf", True),
        ("Rename shelf", True),
    ]


def test_the_oldest_steps_are_forgotten(file: EngagementFile):
    shelf = add_shelf(file, "0")
    for number in range(1, LIMIT + 5):
        rename(file, shelf, str(number))

    steps = 0
    while file.history.can_undo:
        file.undo()
        steps += 1

    assert steps == LIMIT
    assert file.read(names) == ["4"]


def test_labels_are_announced_when_they_change(file: EngagementFile):
    seen: list[str | None] = []
    file.history.changed.connect(lambda _: seen.append(file.history.undo_label))

    add_shelf(file, "North")
    file.undo()

    assert seen == ["Add shelf", None]


# --------------------------------------------------------------------------- announcing


def test_changes_are_announced_once_after_the_commit(file: EngagementFile):
    heard: list[tuple[Changes, list[str]]] = []
    file.changed.connect(lambda changes: heard.append((changes, file.read(names))))

    shelf = add_shelf(file, "North")
    file.undo()

    assert [found for _, found in heard] == [["North"], []]
    assert [dict(changes.rows) for changes, _ in heard] == [{"shelf": frozenset({shelf})}] * 2
    assert heard[0][0].touches([Shelf])
    assert not heard[0][0].touches([Book])


def test_nobody_may_change_the_file_while_a_change_is_announced(
    file: EngagementFile, monkeypatch: pytest.MonkeyPatch
):
    errors: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: errors.append(kind))
    file.changed.connect(lambda _: add_shelf(file, "echo"))
    others: list[Changes] = []
    file.changed.connect(others.append)

    add_shelf(file, "North")

    assert errors == [RuntimeError]
    assert len(others) == 1
    assert file.read(names) == ["North"]


def test_listening_keeps_no_page_alive():
    class Page:
        def hear(self, what: str) -> None:
            heard.append(what)

    heard: list[str] = []
    told: Announcement[str] = Announcement()
    page, other = Page(), Page()
    told.connect(page.hear)
    told.connect(other.hear)
    gone = weakref.ref(page)
    del page
    gc.collect()

    told.tell("once")
    told.disconnect(other.hear)
    told.tell("never")

    assert gone() is None
    assert heard == ["once"]


# ------------------------------------------------------------------------------- actions


@action("Add shelf")
def add(session: Session, name: str, *, count: int = 0) -> Shelf:
    """Add a shelf."""
    shelf = Shelf(name=name, count=count)
    session.add(shelf)
    return shelf


def test_an_action_carries_the_words_behind_undo(file: EngagementFile):
    with file.work(add.label) as session:
        shelf = add(session, "North", count=3)

    assert file.history.undo_label == "Add shelf"
    assert shelf.count == 3
    assert add.__name__ == "add"
    assert add.__doc__ == "Add a shelf."


# --------------------------------------------------------------------------- attachments


def test_rows_are_found_by_orm_queries_too(file: EngagementFile):
    for name in ("South", "North"):
        add_shelf(file, name)

    found = file.read(lambda session: session.exec(select(Shelf).order_by(col(Shelf.name))).all())

    assert [shelf.name for shelf in found] == ["North", "South"]
