"""Migrations: all of it or none, after a backup; an old file ends up like a new one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData
from sqlmodel import Session, SQLModel

from app.store import backups, connection, opening, schema, troubles
from app.store.connection import Raw
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from app.store.migrations import STEPS
from app.store.migrations.migrating import migrate, needs_migrating
from app.store.migrations.rebuild import rebuild
from app.verbs.whole_engagement import engagement_text
from tests.conftest import GOLDEN
from tests.store.library import LIBRARY, add_shelf

KEY = Key.published()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of schema 1 with a shelf and a book."""
    path = tmp_path / "northmere.bgreat"
    with EngagementFile.create(path, KEY, metadata=LIBRARY) as file:
        shelf = add_shelf(file, "North")
        with file.work("Fill") as session:
            session.connection().exec_driver_sql(
                "INSERT INTO slot (aisle, number, mark, shelf_id) VALUES ('a', 1, 'm', ?)", (shelf,)
            )
    opened = connection.connect(path, opening.key_of(path, KEY))
    opened.execute("PRAGMA user_version = 1")
    opened.close()
    return path


@pytest.fixture
def raw(path: Path):
    opened = connection.connect(path, opening.key_of(path, KEY))
    connection.settle(opened)
    yield opened
    opened.close()


def add_column(raw: Raw) -> None:
    raw.execute("ALTER TABLE shelf ADD COLUMN color VARCHAR NOT NULL DEFAULT ''")


def tighten(raw: Raw) -> None:
    rebuild(
        raw,
        "slot",
        "aisle TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0), mark TEXT UNIQUE, "
        "shelf_id TEXT REFERENCES shelf (id) ON DELETE RESTRICT, PRIMARY KEY (aisle, number)",
        {"aisle": "upper(aisle)", "number": "number", "mark": "mark", "shelf_id": "shelf_id"},
    )


def fail(raw: Raw) -> None:
    raw.execute("DELETE FROM shelf")
    raise KeyError


def orphan(raw: Raw) -> None:
    raw.execute("DELETE FROM shelf")


def version(raw: Raw) -> int:
    return int(connection.answer_of(raw, "PRAGMA user_version"))


def test_steps_run_in_their_order_and_count_up(raw: Raw):
    migrate(raw, (add_column, tighten))

    assert version(raw) == 3
    assert raw.execute("SELECT aisle, number, mark FROM slot").fetchall() == [("A", 1, "m")]
    assert raw.execute("SELECT color FROM shelf").fetchall() == [("",)]
    assert not needs_migrating(raw, (add_column, tighten))
    assert connection.answer_of(raw, "PRAGMA foreign_keys") == 1


@pytest.mark.parametrize(("broken", "told"), [(fail, KeyError), (orphan, troubles.Damaged)])
def test_a_failing_step_takes_all_steps_back(
    raw: Raw, broken: Callable[[Raw], None], told: type[Exception]
):
    before = schema.shape(raw)

    with pytest.raises(told):
        migrate(raw, (add_column, broken))

    assert version(raw) == 1
    assert schema.shape(raw) == before
    assert raw.execute("SELECT name FROM shelf").fetchall() == [("North",)]


def test_a_rebuilt_table_keeps_rows_links_and_indexes(raw: Raw):
    before = schema.shape(raw)
    definition = connection.answer_of(raw, "SELECT sql FROM sqlite_master WHERE name = 'book'")
    columns = [name for name, *_ in before["book"]["columns"]]
    inside = definition[definition.index("(") + 1 : definition.rindex(")")]

    def anew(raw: Raw) -> None:
        rebuild(raw, "book", inside, {name: f'"{name}"' for name in columns})

    migrate(raw, (anew,))

    assert schema.shape(raw) == before


def test_an_old_file_is_backed_up_then_migrated_on_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(opening, "migrate", lambda raw: migrate(raw, (add_column,)))
    monkeypatch.setattr(opening, "needs_migrating", lambda raw: needs_migrating(raw, (add_column,)))
    with EngagementFile.open(path, KEY, metadata=LIBRARY) as file:
        colors = file.read(_colors)
        uuid = file.uuid

    kept = [backup for backup in backups.list_for(uuid) if backup.reason == "migrate"]
    copy = connection.connect(kept[0].path, opening.key_of(kept[0].path, KEY), "ro")
    assert version(copy) == 1
    assert copy.execute("SELECT name FROM shelf").fetchall() == [("North",)]
    copy.close()
    assert colors == [""]


def _colors(session: Session) -> list[str]:
    return list(session.connection().exec_driver_sql("SELECT color FROM shelf").scalars())


def test_no_file_is_migrated_that_could_not_be_backed_up(
    path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(opening, "migrate", lambda raw: migrate(raw, (add_column,)))
    monkeypatch.setattr(opening, "needs_migrating", lambda raw: needs_migrating(raw, (add_column,)))
    before = path.read_bytes()
    shutil.rmtree(home)
    home.write_text("no folder")

    with pytest.raises(troubles.FileTrouble):
        EngagementFile.open(path, KEY, metadata=LIBRARY)

    home.unlink()
    assert path.read_bytes() == before


def test_the_shape_sees_what_a_migration_could_lose():
    wanted = schema.fresh_shape(LIBRARY)
    other = MetaData()
    for table in LIBRARY.sorted_tables:
        table.to_metadata(other)
    shelf = other.tables["shelf"]
    for check in [each for each in shelf.constraints if "count" in str(getattr(each, "name", ""))]:
        shelf.constraints.remove(check)

    assert schema.fresh_shape(LIBRARY) == wanted
    assert schema.fresh_shape(other) != wanted
    assert wanted["book"]["links"]
    assert wanted["book"]["indexes"]
    assert len(wanted["shelf"]["conditions"]) == 4


# --------------------------------------------------------------------------- golden files

VERSIONS = range(1, len(STEPS) + 2)


@pytest.mark.parametrize("number", VERSIONS)
def test_a_file_of_every_version_opens_and_ends_up_like_a_new_one(number: int, tmp_path: Path):
    """A field added without a migration fails here."""
    golden = GOLDEN / "files" / f"v{number}.bgreat"
    if not golden.exists():
        pytest.skip(f"{golden.name} is not kept yet: python -m tests.golden.make_file")
    import app.stages  # noqa: F401 - its tables register themselves

    copy = tmp_path / golden.name
    shutil.copyfile(golden, copy)

    with EngagementFile.open(copy, KEY) as file:
        found = schema.shape(file._raw)
        assert any(file._raw.execute("SELECT count(*) FROM person").fetchone())

    wanted = schema.fresh_shape(SQLModel.metadata)
    assert sorted(found) == sorted(wanted)
    for table, shape in wanted.items():
        assert found[table] == shape, f"{table} is not what a new file has: is a migration missing?"


GONE = frozenset({"criterion.requisition_id", "rating.criterion_id"})
"""Columns, as ``table.column``, that a migration took away on purpose."""


@pytest.mark.parametrize("number", VERSIONS)
def test_a_file_of_every_version_keeps_its_content(number: int, tmp_path: Path):
    """What stood in the file of that version stands in it still, value by value."""
    golden = GOLDEN / "files" / f"v{number}.bgreat"
    if not golden.exists():
        pytest.skip(f"{golden.name} is not kept yet: python -m tests.golden.make_file")
    copy = tmp_path / golden.name
    shutil.copyfile(golden, copy)
    kept = json.loads(golden.with_suffix(".json").read_text("utf-8"))["tables"]

    with EngagementFile.open(copy, KEY) as file:
        found = json.loads(engagement_text(file))["tables"]

    assert len(kept["person"]) > 20
    assert lost(kept, found) == []


def lost(kept: dict[str, list[dict[str, Any]]], found: dict[str, list[dict[str, Any]]]):
    """Return what is no longer as it was, as ``table.column`` of a row."""
    missing = []
    for table, rows in kept.items():
        there = {key(row): row for row in found.get(table, ())}
        for row in rows:
            now = there.get(key(row), {})
            missing += [
                f"{table}.{column} of {key(row)}"
                for column, value in row.items()
                if f"{table}.{column}" not in GONE and now.get(column, ...) != value
            ]
    return missing


def key(row: dict[str, Any]) -> str:
    """Return by what a row is known: most by their id, the store's own by number or digest."""
    return str(next(row[name] for name in ("id", "seq", "sha256") if name in row))


def test_a_value_that_a_migration_loses_is_named():
    row = {"id": "1", "name": "Ada", "note": None}

    assert lost({"person": [row]}, {"person": [dict(row, more=1)]}) == []
    assert lost({"person": [row]}, {"person": [{**row, "name": ""}]}) == ["person.name of 1"]
    assert len(lost({"person": [row]}, {})) == 3
