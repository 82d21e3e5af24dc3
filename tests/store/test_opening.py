"""Opening: each trouble is told apart, and no file is ever made, emptied or replaced by it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import FileTrouble
from app.store import backups, connection, schema, troubles
from app.store.engagement_file import EngagementFile, needs_passphrase
from app.store.keys import Key
from tests.house.tree import ROOT
from tests.store.library import LIBRARY, add_shelf, dump, names

PHRASE = "six words nobody else would say"
NOBODY = 65534
posix = pytest.mark.skipif(os.name == "nt", reason="Windows knows other permissions")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "northmere.bgreat"


def make(path: Path, key: Key, shelves: int = 3) -> bytes:
    """Make a file of a few pages and return its bytes."""
    with EngagementFile.create(path, key, metadata=LIBRARY) as file:
        for number in range(shelves):
            add_shelf(file, f"Shelf {number}", note="x" * 900)
    return path.read_bytes()


def refused(path: Path, key: Key) -> FileTrouble:
    """Open a file that is in trouble; return how it was told, having changed nothing."""
    before = path.read_bytes() if path.is_file() else None
    there = sorted(path.parent.glob("*"))
    with pytest.raises(FileTrouble) as told:
        EngagementFile.open(path, key, metadata=LIBRARY).close()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.glob("*")) == there
    assert told.value.text
    assert told.value.remedy
    return told.value


def through_the_driver(path: Path, key: Key, *statements: str) -> None:
    """Change a closed file as another program could."""
    raw = connection.connect(path, key.for_salt(path.read_bytes()[:16]))
    for statement in statements:
        raw.execute(statement)
    raw.close()


# ------------------------------------------------------------------- names and strangers


def test_a_missing_file_is_told_and_not_made(path: Path):
    assert type(refused(path, Key.published())) is troubles.Missing
    assert type(refused(path / "below", Key.published())) is troubles.Missing


def test_a_file_that_lies_there_is_never_replaced(path: Path):
    path.write_text("my thesis")

    with pytest.raises(troubles.AlreadyThere):
        EngagementFile.create(path, Key.published(), metadata=LIBRARY)

    assert path.read_text() == "my thesis"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_comes_while_another_is_made_stays(path: Path):
    from app.store.copies import new_file

    def make_one_meanwhile() -> None:
        with new_file(path) as part:
            part.write_text("ours")
            path.write_text("theirs")

    with pytest.raises(troubles.AlreadyThere):
        make_one_meanwhile()

    assert path.read_text() == "theirs"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("without_links", [False, True])
def test_a_drive_without_second_names_serves_as_well(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, without_links: bool
):
    def no_links(*_: object) -> None:
        raise PermissionError

    if without_links:
        monkeypatch.setattr(os, "link", no_links)
    make(path, Key.published())

    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(troubles.AlreadyThere):
        make(path, Key.published())


@pytest.mark.parametrize(
    "content",
    [b"hello", b"%PDF-1.7\n" + bytes(range(256)) * 100, b"PK\x03\x04" * 9000, "Žofie\n".encode()],
)
def test_something_else_is_not_ours_whatever_its_name(path: Path, content: bytes):
    path.write_bytes(content)

    assert type(refused(path, Key.published())) is troubles.NotOurs


def test_a_folder_is_not_ours(tmp_path: Path):
    assert type(refused(tmp_path, Key.published())) is troubles.NotOurs


def test_a_plain_database_of_someone_else_is_not_ours(path: Path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()

    assert type(refused(path, Key.published())) is troubles.NotOurs


def test_an_encrypted_database_of_someone_else_is_not_ours(path: Path):
    make(path, Key.passphrase(PHRASE))
    through_the_driver(path, Key.passphrase(PHRASE), "PRAGMA application_id = 7")

    assert type(refused(path, Key.passphrase(PHRASE))) is troubles.NotOurs


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER t AFTER UPDATE ON shelf BEGIN UPDATE shelf SET count = 5; END",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_planted_instructions_keep_a_file_shut(path: Path, planted: str):
    make(path, Key.published())
    through_the_driver(path, Key.published(), planted)

    assert type(refused(path, Key.published())) is troubles.Planted


def test_a_file_with_a_second_name_is_told(path: Path, tmp_path: Path):
    make(path, Key.published())
    os.link(path, tmp_path / "second.bgreat")

    assert type(refused(path, Key.published())) is troubles.TwoNames


def test_a_link_leads_to_the_file(path: Path, tmp_path: Path):
    make(path, Key.published())
    link = tmp_path / "link.bgreat"
    link.symlink_to(path)

    with EngagementFile.open(link, Key.published(), metadata=LIBRARY) as file:
        assert file.path == path


# --------------------------------------------------------------------------------- keys


def test_a_wrong_passphrase_is_told(path: Path):
    make(path, Key.passphrase(PHRASE))

    for key in (Key.passphrase("another"), Key.raw("ab" * 48)):
        assert type(refused(path, key)) is troubles.WrongKey


def test_a_protected_file_asks_for_its_key(path: Path, tmp_path: Path):
    make(path, Key.passphrase(PHRASE))
    other = tmp_path / "open.bgreat"
    make(other, Key.published())

    assert type(refused(path, Key.published())) is troubles.NeedsKey
    assert needs_passphrase(path)
    assert not needs_passphrase(other)


def test_a_backup_tells_a_damaged_file_from_a_wrong_passphrase(path: Path):
    make(path, Key.passphrase(PHRASE))
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)

    assert type(refused(path, Key.passphrase(PHRASE))) is troubles.Damaged
    assert type(refused(path, Key.passphrase("another"))) is troubles.WrongKey


def test_the_recovery_key_opens_a_file_whose_first_bytes_are_lost(path: Path):
    with EngagementFile.create(path, Key.passphrase(PHRASE), metadata=LIBRARY) as file:
        add_shelf(file, "North")
        digits = file.raw_key()
    with path.open("r+b") as damaged:
        damaged.write(os.urandom(16))

    assert type(refused(path, Key.passphrase(PHRASE))) is troubles.WrongKey
    with EngagementFile.open(path, Key.raw(digits), metadata=LIBRARY) as again:
        assert again.read(names) == ["North"]


# ------------------------------------------------------------------------------- damage


@pytest.mark.parametrize("content", [b"", bytes(4096), bytes(40_000)])
def test_a_file_that_was_emptied_is_told(path: Path, content: bytes):
    path.write_bytes(content)

    assert type(refused(path, Key.published())) is troubles.Damaged


def test_one_changed_bit_is_noticed_wherever_it_is(path: Path):
    whole = make(path, Key.published())
    chance = random.Random(7)
    places = [page + 1 + chance.randrange(4095) for page in range(0, len(whole), 4096)]

    for place in places:
        content = bytearray(whole)
        content[place] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        assert isinstance(refused(path, Key.published()), troubles.Damaged | troubles.WrongKey)
    assert len(places) > 10


def test_a_truncated_file_is_told_wherever_it_ends(path: Path):
    whole = make(path, Key.published())
    chance = random.Random(7)
    lengths = [*range(4096, len(whole), 4096), *(chance.randrange(20, len(whole)) for _ in "1234")]

    for length in lengths:
        path.write_bytes(whole[:length])
        assert isinstance(refused(path, Key.published()), troubles.Damaged | troubles.WrongKey)


def test_pages_of_another_state_are_noticed(path: Path):
    """Each page is genuine, so its checksum fits; only together they make no sense."""
    older = make(path, Key.published())
    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as file:
        for number in range(30):
            add_shelf(file, f"Later {number}", note="y" * 900)
    newer = path.read_bytes()
    path.write_bytes(older[:4096] + newer[4096:])

    assert isinstance(refused(path, Key.published()), troubles.Damaged)


def test_a_table_that_is_missing_is_told(path: Path):
    make(path, Key.published())
    through_the_driver(path, Key.published(), "DROP TABLE slot")

    assert type(refused(path, Key.published())) is troubles.Damaged


def test_rows_that_point_to_nothing_are_told(path: Path):
    make(path, Key.published())
    through_the_driver(path, Key.published(), "INSERT INTO slot VALUES ('a', 1, 'm', 'nobody')")

    assert type(refused(path, Key.published())) is troubles.Damaged


# ------------------------------------------------------------------------------ versions


@pytest.mark.parametrize("version", [schema.VERSION + 1, 99])
def test_a_newer_file_is_told(path: Path, version: int):
    make(path, Key.published())
    through_the_driver(path, Key.published(), f"PRAGMA user_version = {version}")

    assert type(refused(path, Key.published())) is troubles.TooNew


# ---------------------------------------------------------------------------- two at once


def test_a_second_opening_here_is_told_and_costs_the_first_nothing(path: Path, tmp_path: Path):
    link = tmp_path / "link.bgreat"
    with EngagementFile.create(path, Key.published(), metadata=LIBRARY) as file:
        link.symlink_to(path)
        for name in (path, link):
            with pytest.raises(troubles.OpenElsewhere):
                EngagementFile.open(name, Key.published(), metadata=LIBRARY)
        with pytest.raises(troubles.OpenElsewhere):
            needs_passphrase(path)
        assert opened_by_another_process(path) == "OpenElsewhere"
        add_shelf(file, "North")
        assert file.read(names) == ["North"]

    assert opened_by_another_process(path) == "opened"


def opened_by_another_process(path: Path) -> str:
    """Open a file in a process of its own and return what was said."""
    script = (
        "import sys; from pathlib import Path\n"
        "from app.domain.errors import FileTrouble\n"
        "from app.store.engagement_file import EngagementFile\n"
        "from app.store.keys import Key\n"
        "from tests.store.library import LIBRARY\n"
        "try:\n"
        "    EngagementFile.open(Path(sys.argv[1]), Key.published(), metadata=LIBRARY).close()\n"
        "    print('opened')\n"
        "except FileTrouble as told: print(type(told).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.strip()


# --------------------------------------------------------------------------- permissions


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a user without rights can reach."""
    folder = Path(tempfile.mkdtemp(prefix="becoming-great-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def without_rights(open_folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Return how to give up root's rights, which no permission stops; they come back at the end."""
    home = open_folder / "home"
    home.mkdir(mode=0o777)
    home.chmod(0o777)
    monkeypatch.setenv("BECOMING_GREAT_HOME", str(home))
    is_root = os.geteuid() == 0
    make(open_folder / "warm.bgreat", Key.published())  # every import is done with rights

    def drop() -> None:
        if is_root:
            shutil.rmtree(home)
            os.setresuid(NOBODY, NOBODY, 0)

    yield drop
    if is_root:
        os.setresuid(0, 0, 0)


@posix
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_what_may_only_be_read_is_read_and_says_so(
    open_folder: Path, without_rights, file_mode: int, folder_mode: int
):
    path = open_folder / "northmere.bgreat"
    before = make(path, Key.published())
    copy = open_folder / "home" / "copy.bgreat"
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    without_rights()

    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as file:
        assert file.is_read_only
        assert file.read(names) == ["Shelf 0", "Shelf 1", "Shelf 2"]
        with pytest.raises(troubles.ReadOnly):
            add_shelf(file, "North")
        if folder_mode == 0o777:
            copy = open_folder / "copy.bgreat"
            file.save_copy(copy)

    assert path.read_bytes() == before
    if folder_mode == 0o777:
        with EngagementFile.open(copy, Key.published(), metadata=LIBRARY) as again:
            add_shelf(again, "North")


@posix
def test_what_may_not_be_read_is_told(open_folder: Path, without_rights):
    path = open_folder / "northmere.bgreat"
    make(path, Key.published())
    path.chmod(0)
    without_rights()

    with pytest.raises(troubles.Unreadable):
        EngagementFile.open(path, Key.published(), metadata=LIBRARY)


@posix
def test_nothing_is_made_in_a_folder_that_takes_nothing(open_folder: Path, without_rights):
    open_folder.chmod(0o555)
    without_rights()

    with pytest.raises(troubles.ReadOnly):
        EngagementFile.create(open_folder / "new.bgreat", Key.published(), metadata=LIBRARY)

    assert not (open_folder / "new.bgreat").exists()


@posix
def test_an_unfinished_change_that_cannot_be_taken_back_is_told(open_folder: Path, without_rights):
    path = open_folder / "northmere.bgreat"
    make(path, Key.published())
    (open_folder / "northmere.bgreat-journal").write_bytes(b"unfinished")
    path.chmod(0o444)
    without_rights()

    with pytest.raises(troubles.ReadOnly, match="not closed properly"):
        EngagementFile.open(path, Key.published(), metadata=LIBRARY)


# ---------------------------------------------------------------------------- no room


def test_a_full_drive_keeps_what_was_saved_and_goes_on_when_there_is_room(path: Path):
    with EngagementFile.create(path, Key.published(), metadata=LIBRARY) as file:
        add_shelf(file, "North")
        before = dump(file)
        file._raw.execute("PRAGMA query_only = OFF")
        file._raw.execute("PRAGMA max_page_count = 1")
        with pytest.raises(troubles.NoRoom):
            add_shelf(file, "Big", note="x" * 100_000)
        assert dump(file) == before
        assert file.history.undo_label == "Add shelf"
        file._raw.execute("PRAGMA max_page_count = 100000")
        add_shelf(file, "Big", note="x" * 100_000)

    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as again:
        assert again.read(names) == ["Big", "North"]


@posix
def test_a_quota_is_told_like_a_full_drive(path: Path, tmp_path: Path):
    """The system's limit arrives as an input/output error, not as a full disk."""
    import resource

    with EngagementFile.create(path, Key.published(), metadata=LIBRARY) as file:
        add_shelf(file, "North")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, hard))
        try:
            with pytest.raises(troubles.NoRoom):
                add_shelf(file, "Big", note="x" * 1_000_000)
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
            with pytest.raises(troubles.NoRoom):
                file.save_copy(tmp_path / "copy.bgreat")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        add_shelf(file, "South")
        assert {each.name for each in tmp_path.iterdir()} <= {path.name, path.name + "-journal"}

    assert list(tmp_path.iterdir()) == [path]
    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as again:
        assert again.read(names) == ["North", "South"]


def test_a_backup_that_cannot_be_made_does_not_keep_the_file_shut(path: Path, home: Path):
    make(path, Key.published())
    shutil.rmtree(home)
    home.write_text("no folder")
    try:
        with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as file:
            assert file.backup_trouble is not None
            assert file.read(names)
    finally:
        home.unlink()
    assert backups.list_for_damaged(path) == ()
