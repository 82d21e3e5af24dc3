"""Backups: made in time, read before older ones go, found again, restored into a new file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.host.paths import backups_folder
from app.store import backups, troubles
from app.store.backups import Backup
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.store.library import LIBRARY, add_shelf, dump, names

PHRASE = "six words nobody else would say"
KEY = Key.passphrase(PHRASE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "northmere.bgreat"


@pytest.fixture
def uuid(path: Path) -> str:
    """A file with one shelf, and its name."""
    with EngagementFile.create(path, KEY, metadata=LIBRARY) as file:
        add_shelf(file, "North")
        return file.uuid


def reopen(path: Path) -> EngagementFile:
    return EngagementFile.open(path, KEY, metadata=LIBRARY)


def test_a_backup_is_made_on_opening_where_something_changed(path: Path, uuid: str):
    reopen(path).close()
    reopen(path).close()
    held = [(backup.reason, backup.changes) for backup in backups.list_for(uuid)]
    with reopen(path) as file:
        add_shelf(file, "South")
    reopen(path).close()

    assert held == [("open", 1), ("open", 0)]
    assert [backup.changes for backup in backups.list_for(uuid)] == [2, 1, 0]


def test_backups_lie_outside_the_documents_folder_and_name_no_client(path: Path, uuid: str):
    reopen(path).close()

    made = [file for file in backups_folder().rglob("*") if file.is_file()]

    assert made
    assert list(path.parent.iterdir()) == [path]
    for file in made:
        assert "northmere" not in str(file).lower()
        assert b"northmere" not in file.read_bytes().lower()
        assert b"North" not in file.read_bytes()


def test_a_backup_is_restored_into_a_new_file(path: Path, uuid: str, tmp_path: Path):
    with reopen(path) as file:
        before = dump(file)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(troubles.Damaged):
        reopen(path)
    newest = backups.list_for_damaged(path)[0]

    restored = backups.restore(newest.path, KEY, tmp_path / "restored.bgreat")

    assert newest in backups.list_for(uuid)
    with reopen(restored) as again:
        assert dump(again) == before
        assert again.uuid == uuid


def test_a_restore_replaces_nothing_and_needs_the_key(path: Path, uuid: str, tmp_path: Path):
    reopen(path).close()
    newest = backups.list_for(uuid)[0]
    before = path.read_bytes()

    with pytest.raises(troubles.AlreadyThere):
        backups.restore(newest.path, KEY, path)
    with pytest.raises(troubles.WrongKey):
        backups.restore(newest.path, Key.passphrase("another"), tmp_path / "new.bgreat")
    with pytest.raises(troubles.Missing):
        backups.restore(tmp_path / "none.bgreat", KEY, tmp_path / "new.bgreat")

    assert path.read_bytes() == before
    assert not (tmp_path / "new.bgreat").exists()


def test_a_damaged_backup_is_not_restored(path: Path, uuid: str, tmp_path: Path):
    reopen(path).close()
    newest = backups.list_for(uuid)[0]
    content = bytearray(newest.path.read_bytes())
    content[9000] ^= 1
    newest.path.write_bytes(content)

    with pytest.raises(troubles.Damaged):
        backups.restore(newest.path, KEY, tmp_path / "new.bgreat")

    assert not (tmp_path / "new.bgreat").exists()


def test_two_files_of_one_name_never_share_backups(tmp_path: Path):
    uuids = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "client.bgreat"
        with EngagementFile.create(path, KEY, metadata=LIBRARY) as file:
            add_shelf(file, folder)
            uuids.append(file.uuid)
            backups.make(file, "by-hand")

    restored = [
        backups.restore(backups.list_for(uuid)[0].path, KEY, tmp_path / f"{uuid}.bgreat")
        for uuid in uuids
    ]

    found = []
    for path in restored:
        with reopen(path) as file:
            found += file.read(names)
    assert found == ["a", "b"]


def test_older_backups_stay_when_a_new_one_cannot_be_read(
    path: Path, uuid: str, monkeypatch: pytest.MonkeyPatch
):
    reopen(path).close()
    before = backups.list_for(uuid)
    with reopen(path) as file:
        add_shelf(file, "South")
        copy = backups.copy_whole

        def copy_badly(raw, key, target) -> None:
            copy(raw, key, target)
            target.unlink()
            raise troubles.NoRoom

        monkeypatch.setattr(backups, "copy_whole", copy_badly)
        with pytest.raises(troubles.NoRoom):
            file.back_up("by-hand")

    assert backups.list_for(uuid) == before


def made(days: float, changes: int) -> Backup:
    at = datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(days=days)
    return Backup(Path(f"{changes}.bgreat"), at, "open", changes, 1)


def test_old_backups_are_thinned_and_the_newest_stay():
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    hourly = tuple(made(hours / 24, 10_000 - hours) for hours in range(24 * 400))

    kept = backups.to_keep(hourly, now)

    dates = [backup.at.date() for backup in kept]
    assert kept[:48] == list(hourly[:48])
    assert {now.date() - timedelta(days=days) for days in range(12)} <= set(dates)
    assert len({date.isocalendar()[:2] for date in dates}) >= 10
    assert len({(date.year, date.month) for date in dates}) == 12
    assert len(kept) <= 48 + 12 + 10 + 12
    assert backups.to_keep(tuple(kept), now) == kept


def test_a_clock_that_is_wrong_costs_no_new_backup():
    years_ahead = datetime(2040, 1, 1, tzinfo=UTC)
    one_day = tuple(made(0, 100 - number) for number in range(40))

    kept = backups.to_keep(one_day, years_ahead)

    assert kept == list(one_day[: backups.KEPT_ALWAYS])
    assert backups.to_keep(one_day, datetime(1999, 1, 1, tzinfo=UTC)) == list(one_day)


def test_a_files_name_for_itself_never_leads_out_of_the_folder():
    with pytest.raises(troubles.Damaged):
        backups.list_for("../../elsewhere")
