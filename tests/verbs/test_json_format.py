"""The JSON document: the sample goes out and comes back to the byte, and every slip is refused."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import app.stages  # noqa: F401 - the tables of every stage belong to the file
from app.store.engagement_file import EngagementFile
from app.verbs import command_line
from app.verbs.exchange import BadDocument, document_of, fill, read_text, tables, text_of
from app.verbs.format_page import page
from tests.house.tree import ROOT

TABLES = [table.name for table in tables()]


@pytest.fixture(scope="module")
def document(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The sample as a document, read once; a test that spoils it puts it back."""
    out = tmp_path_factory.mktemp("json") / "sample.json"
    copy = out.with_suffix(".bgreat")
    copy.write_bytes(sample_path.read_bytes())
    assert command_line.run(["json", str(copy), str(out)]) == 0
    return read_text(out.read_text(encoding="utf-8"))


def refused(document: dict[str, Any], table: str, rows: list[Any]) -> str:
    """Return the sentence with which a document of these rows alone is refused."""
    alone = {**document, "tables": {table: rows}}
    with pytest.raises(BadDocument) as refusal:
        _empty().read(fill, alone, version=document["schema"])
    return refusal.value.text


@cache
def _empty() -> EngagementFile:
    """An empty file that serves every refusal: a document is judged whole before it is written."""
    return EngagementFile.in_memory()


def test_the_sample_comes_back_to_the_byte(document: dict[str, Any], tmp_path: Path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_text(text_of(document), encoding="utf-8")

    assert command_line.run(["from-json", str(first), str(tmp_path / "again.bgreat")]) == 0
    assert command_line.run(["check", str(tmp_path / "again.bgreat")]) == 0
    assert command_line.run(["json", str(tmp_path / "again.bgreat"), str(second)]) == 0

    assert second.read_bytes() == first.read_bytes()


def test_the_sample_fills_nearly_every_table(document: dict[str, Any]):
    """So that what is tested below is tested for the rows people have."""
    empty = {name for name in TABLES if not document["tables"][name]}

    assert len(empty) <= 4, empty


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_needed_and_none_besides(document: dict[str, Any], table: str):
    row = next(iter(document["tables"][table]), None)
    if row is None:
        pytest.skip("the sample has no row of this table")
    for key in row:
        rest = {name: value for name, value in row.items() if name != key}
        assert f"At tables.{table}[0].{key}:" in refused(document, table, [rest])
    assert f"At tables.{table}[0].shoe:" in refused(document, table, [{**row, "shoe": 1}])
    assert f"At tables.{table}[0]:" in refused(document, table, ["a row"])
    assert f"At tables.{table}:" in refused(document, table, {"0": row})  # type: ignore[arg-type]  # that is the slip


@pytest.mark.parametrize("table", TABLES)
def test_every_value_of_another_kind_is_refused_with_its_place(
    document: dict[str, Any], table: str
):
    row = next(iter(document["tables"][table]), None)
    if row is None:
        pytest.skip("the sample has no row of this table")
    for key in row:
        for wrong in ([], {}, "\ud800"):
            text = refused(document, table, [{**row, key: wrong}])
            assert f"At tables.{table}[0].{key}:" in text


@pytest.mark.parametrize("table", [t.name for t in tables() if t.foreign_keys])
def test_every_link_leads_to_a_row(document: dict[str, Any], table: str):
    (found,) = (each for each in tables() if each.name == table)
    rows = document["tables"][table]
    for link in found.foreign_keys:
        name = link.parent.name
        linked = next((row for row in rows if row[name] is not None), None)
        if linked is None:
            continue
        text = refused(document, table, [{**linked, name: "nobody"}])
        assert f"At tables.{table}[0]." in text
        assert "not in the document" in text


@pytest.mark.parametrize("table", [t.name for t in tables() if not t.foreign_keys])
def test_no_row_comes_twice(document: dict[str, Any], table: str):
    rows = document["tables"][table]
    if not rows:
        pytest.skip("the sample has no row of this table")
    assert f"At tables.{table}[1]:" in refused(document, table, [rows[0], rows[0]])


def test_values_that_do_not_fit_each_other_are_refused(document: dict[str, Any]):
    """What only the table itself can judge: a criterion is of one kind."""
    spoiled = json.loads(text_of(document))
    criterion = spoiled["tables"]["criterion"][0]
    criterion["label"] = "two things at once" if not criterion["label"] else ""

    with EngagementFile.in_memory() as file, file.work("Read") as session:
        with pytest.raises(BadDocument, match=r"criterion\[0\].*do not fit each other"):
            fill(session, spoiled, version=document["schema"])
        session.rollback()


def test_what_is_refused_leaves_no_file(document: dict[str, Any], tmp_path: Path, capsys):
    spoiled = {**document, "tables": {**document["tables"], "client": [{"name": "?"}]}}
    source, target = tmp_path / "in.json", tmp_path / "out.bgreat"
    source.write_text(text_of(spoiled), encoding="utf-8")

    assert command_line.run(["from-json", str(source), str(target)]) == 1
    assert "At tables.client[0]" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.json"]


def test_the_page_describes_the_format_as_it_is(request: pytest.FixtureRequest):
    path = ROOT / "docs" / "json-format.md"
    if request.config.getoption("--accept"):
        path.write_text(page(), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == page()


def test_an_empty_engagement_is_a_document_too(engagement: EngagementFile):
    document = engagement.read(lambda session: document_of(session, version=1))

    assert set(document["tables"]) == set(TABLES)
