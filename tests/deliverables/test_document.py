"""A document as a value: told as an outline, kept as JSON, and nothing else ever comes out."""

from __future__ import annotations

import json

import pytest

from app.deliverables import document as doc
from app.deliverables.snapshot import from_json, to_json
from tests.deliverables.showcase import job_description, showcase


@pytest.mark.parametrize("make", [job_description, showcase])
def test_an_outline_reads_like_the_document(make, golden):
    golden(f"deliverables/{make.__name__}.txt", make().outline())


@pytest.mark.parametrize("make", [job_description, showcase])
def test_a_document_comes_back_from_its_json_as_it_was(make):
    assert from_json(to_json(make())) == make()


@pytest.mark.parametrize(
    "said",
    [
        "[]",
        "{}",
        '{"format": 2, "document": {"is": "Document", "title": "t", "blocks": []}}',
        '{"format": 1, "document": {"is": "Heading", "text": "t"}}',
        '{"format": 1, "document": {"is": "Path", "text": "t"}}',
        '{"format": 1, "document": {"is": "Document", "title": "t", "blocks": [], "more": 1}}',
        '{"format": 1, "document": {"is": "Document", "title": "t", "blocks": [{"x": 1}]}}',
        '{"format": 1, "document": {"is": "Document", "blocks": []}}',
        '{"format": 1, "document": {"is": "os.system", "command": "true"}}',
    ],
)
def test_what_is_no_document_is_refused(said):
    with pytest.raises(ValueError, match=r"hold|document"):
        from_json(said)


def test_a_value_no_document_has_is_never_written():
    with pytest.raises(TypeError):
        to_json(doc.Document("t", (object(),)))  # type: ignore[arg-type] # the point of the test


def test_fields_at_their_default_are_left_out():
    said = json.loads(to_json(doc.Document("t", (doc.Heading("h"),))))

    assert said["document"] == {
        "is": "Document",
        "title": "t",
        "blocks": [{"is": "Heading", "text": "h"}],
    }


def test_every_kind_of_block_is_in_the_showcase():
    def kinds(blocks):
        for block in blocks:
            yield type(block).__name__
            yield from kinds(getattr(block, "blocks", ()))
            yield from kinds((*getattr(block, "left", ()), *getattr(block, "right", ())))

    assert set(kinds(showcase().blocks)) == {kind.__name__ for kind in doc.Block.__args__}


def test_a_lead_wider_than_the_page_stands_alone_and_the_outline_ends():
    lead = "A very long head " * 12
    document = doc.Document(title="t", blocks=(doc.Callout(" and words", lead),))
    assert "and words" in document.outline()
