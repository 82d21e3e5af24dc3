"""Integrity: what is wrong with a file is found, named and said, without changing a byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import connection, integrity, opening, schema, troubles
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.store.library import LIBRARY, add_shelf

KEY = Key.published()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "northmere.bgreat"
    with EngagementFile.create(path, KEY, metadata=LIBRARY) as file:
        for number in range(20):
            add_shelf(file, f"Shelf {number}", note="x" * 900)
    return path


def change(path: Path, statement: str) -> None:
    raw = connection.connect(path, opening.key_of(path, KEY))
    raw.execute(statement)
    raw.close()


def test_a_whole_file_has_no_findings(path: Path):
    before = path.read_bytes()

    found = integrity.check(path, KEY, metadata=LIBRARY)

    assert found.is_whole
    assert found.sentences() == ()
    assert found.version == schema.VERSION
    assert path.read_bytes() == before


def test_the_open_file_can_be_asked_too(path: Path):
    with EngagementFile.open(path, KEY, metadata=LIBRARY) as file:
        assert file.read(integrity.examine, metadata=LIBRARY).is_whole
        assert file.read(integrity.counts)["shelf"] == 20
        with pytest.raises(troubles.OpenElsewhere):
            integrity.check(path, KEY, metadata=LIBRARY)


def test_a_changed_byte_is_found(path: Path):
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(content)

    found = integrity.check(path, KEY, metadata=LIBRARY)

    assert found.pages
    assert found.sentences()


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("INSERT INTO slot VALUES ('a', 1, 'm', 'nobody')", "links"),
        ("ALTER TABLE shelf ADD COLUMN more TEXT", "tables"),
        ("CREATE TABLE more (x)", "tables"),
        ("DROP INDEX ix_book_shelf_id", "tables"),
        ("CREATE VIEW v AS SELECT 1", "strangers"),
    ],
)
def test_what_does_not_belong_is_named(path: Path, statement: str, part: str):
    change(path, statement)

    found = integrity.check(path, KEY, metadata=LIBRARY)

    assert getattr(found, part)
    assert not found.is_whole
    assert len(found.sentences()) == 1
