"""Erasing: nothing of it comes back, not from a page, a version, another computer or half-way."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session

from app.host.paths import backups_folder
from app.store import attachments, backups, erasing, integrity, ledger, troubles
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.store.decrypted import pages
from tests.store.library import LIBRARY, Book, Shelf, add_shelf, dump, names, rename

NAME = "Wilhelmina"
KEY = Key.passphrase("six words nobody else would say")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with versions, in which a shelf is called by a name that will be erased."""
    path = tmp_path / "northmere.bgreat"
    with EngagementFile.create(path, KEY, metadata=LIBRARY) as file:
        add_shelf(file, "North")
        add_shelf(file, NAME)
    for count in range(2):
        with reopen(path) as file:
            add_shelf(file, f"Shelf {count}")
    with reopen(path):
        return path


def reopen(path: Path) -> EngagementFile:
    return EngagementFile.open(path, KEY, metadata=LIBRARY, author="Dana")


def key_of(file: EngagementFile, name: str) -> str:
    """Return the id of the shelf of a name."""
    return str(file.read(_key, name))


def _key(session: Session, name: str) -> object:
    found = session.connection().exec_driver_sql("SELECT id FROM shelf WHERE name = ?", (name,))
    return found.scalar()


def erase(file: EngagementFile, name: str = NAME) -> None:
    """Erase the shelf of a name."""
    shelf = key_of(file, name)
    with file.erase("Shelf") as session:
        session.delete(session.get_one(Shelf, shelf))


def fail_to_erase(file: EngagementFile, shelf: str) -> None:
    """Begin to erase a shelf and its past, and fail."""
    with file.erase("Shelf") as session:
        session.delete(session.get_one(Shelf, shelf))
        session.flush()
        ledger.forget(session.connection(), [("shelf", shelf)])
        raise ZeroDivisionError


def holding(folder: Path, digits: str) -> list[str]:
    """Return the files of this computer that hold the name on any of their pages."""
    files = [one for one in folder.rglob("*") if one.suffix in (".bgreat", ".part")]
    return [one.name for one in files if NAME.encode() in pages(one, digits)]


def kept(file: EngagementFile) -> list[tuple[str, int]]:
    """Return the versions of a file that are kept, by reason and state."""
    return [(one.reason, one.changes) for one in backups.list_for(file.uuid)]


def test_no_page_and_no_version_holds_what_was_erased(path: Path):
    with reopen(path) as file:
        rename(file, key_of(file, NAME), f"{NAME} the Second")
        file.back_up("by-hand")
        (backups_folder() / file.uuid / ".0a1b2c3d.part").write_bytes(path.read_bytes())
        assert len(holding(backups_folder(), file.raw_key())) >= 4

        erase(file, f"{NAME} the Second")

        assert file.history.steps() == ()
        assert file.erasing_trouble is None
        assert kept(file) == [("erase", file.changes)]
        assert path.with_name(f"{path.name}-journal").stat().st_size == 0
        assert file.read(integrity.examine, metadata=LIBRARY).is_whole
        digits, before = file.raw_key(), dump(file)

    assert holding(path.parent, digits) == holding(backups_folder(), digits) == []
    restored = backups.restore(next(backups_folder().rglob("*.bgreat")), KEY, path.with_name("r"))
    with reopen(restored) as again:
        assert dump(again) == before
        assert "North" in again.read(names)


def test_what_is_done_after_an_erasure_is_recorded_and_undone_as_before(path: Path):
    with reopen(path) as file:
        erase(file)
        before = dump(file)
        shelf = add_shelf(file, "South")
        rename(file, shelf, "West")
        file.undo()
        file.undo()

        assert dump(file) == before
        assert len(file.read(ledger.entries, row=shelf)) == 4


def test_an_erasure_that_fails_changes_nothing(path: Path):
    with reopen(path) as file:
        add_shelf(file, "South")
        before, lines, versions = dump(file), file.read(ledger.entries), kept(file)
        shelf = key_of(file, NAME)

        with pytest.raises(ZeroDivisionError):
            fail_to_erase(file, shelf)

        assert dump(file) == before
        assert file.read(ledger.entries) == lines
        assert kept(file) == versions
        assert file.history.undo_label == "Add shelf"
        file.undo()
        assert "South" not in file.read(names)


def test_an_erasure_of_nothing_leaves_undo_and_versions(path: Path):
    with reopen(path) as file:
        add_shelf(file, "South")
        versions = kept(file)

        with file.erase("Shelf"):
            pass

        assert file.history.can_undo
        assert kept(file) == versions


def test_what_was_attached_goes_at_once(path: Path):
    with reopen(path) as file:
        with file.work("Attach") as session:
            for name in (NAME, "North"):
                picture = attachments.put(session, f"the picture of {name}".encode(), "image/png")
                session.get_one(Shelf, str(_key(session, name))).note = picture

        erase(file)

        digits = file.raw_key()
    plain = pages(path, digits)
    assert b"the picture of North" in plain
    assert f"the picture of {NAME}".encode() not in plain


def test_versions_stay_until_one_of_the_new_state_was_kept_and_go_at_the_next_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    with reopen(path) as file, monkeypatch.context() as full:
        versions = kept(file)

        def no_room(*_: object) -> None:
            raise troubles.NoRoom

        full.setattr(backups, "copy_whole", no_room)
        erase(file)

        assert file.erasing_trouble is not None
        assert kept(file) == versions
        assert file.read(erasing.versions_left) == len(versions)
        digits = file.raw_key()
    assert holding(path.parent, digits) == []
    assert holding(backups_folder(), digits) != []

    with reopen(path) as file:
        assert file.erasing_trouble is None
        assert kept(file) == [("open", file.changes)]
        assert file.read(erasing.versions_left) == 0
    assert holding(backups_folder(), digits) == []


def test_a_version_the_system_does_not_let_go_of_is_told_and_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    with reopen(path) as file, monkeypatch.context() as held:
        held.setattr(backups, "remove", lambda _: None)
        erase(file)

        assert file.erasing_trouble is not None
        assert "4 earlier versions could not be removed" in file.erasing_trouble.text
        assert file.read(erasing.versions_left) == 4

    with reopen(path) as file:
        assert file.erasing_trouble is None
        assert kept(file) == [("erase", file.changes)]


def test_an_erasure_that_was_cut_off_after_it_was_saved_is_finished_at_the_next_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    def cut_off(_raw: object) -> None:
        raise KeyboardInterrupt

    with reopen(path) as file:
        with monkeypatch.context() as power:
            power.setattr(erasing, "rewrite", cut_off)
            with pytest.raises(KeyboardInterrupt):
                erase(file)
        digits = file.raw_key()
    assert holding(backups_folder(), digits) != []

    with reopen(path) as file:
        assert kept(file) == [("open", file.changes)]
        assert NAME not in file.read(names)
    assert holding(path.parent, digits) == holding(backups_folder(), digits) == []


def test_versions_on_another_computer_go_when_the_file_is_opened_there(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    here, there = tmp_path / "here", tmp_path / "there"
    monkeypatch.setenv("BECOMING_GREAT_HOME", str(there))
    with reopen(path) as file:
        digits = file.raw_key()
    monkeypatch.setenv("BECOMING_GREAT_HOME", str(here))
    with reopen(path) as file:
        erase(file)
    assert holding(there, digits) != []

    monkeypatch.setenv("BECOMING_GREAT_HOME", str(there))
    with reopen(path) as file:
        assert kept(file) == [("open", file.changes)]
    assert holding(there, digits) == []


def test_what_other_rows_told_in_the_past_is_taken_out_and_the_rest_stays():
    with EngagementFile.in_memory(metadata=LIBRARY) as file:
        shelf = add_shelf(file, "North", note=f"{NAME} chose it", count=3)
        spared = add_shelf(file, "East", note=f"{NAME} waits")
        with file.work(f"Note what {NAME} said") as session:
            row = session.get_one(Shelf, shelf)
            row.note, row.count = "chosen", 4
            session.add(Book(title="B", shelf_id=shelf))

        with file.erase("Shelf") as session:
            session.add(Shelf(name="the record"))
            ledger.take_out(
                session.connection(), lambda text: NAME in text, spared={("shelf", spared)}
            )

        last, first = file.read(ledger.entries, row=shelf)
        assert (last.before, last.after) == ({"count": 3}, {"count": 4})
        assert (last.label, first.label) == ("…", "Add shelf")
        assert (first.after["name"], first.after["count"]) == ("North", 3)
        assert "note" not in first.after
        assert file.read(ledger.entries, row=spared)[0].after["note"] == f"{NAME} waits"
        assert file.read(ledger.entries, table="book")[0].after["title"] == "B"
