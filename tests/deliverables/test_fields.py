"""What is filled in on a computer: fields that are empty, named, told aloud, and never bound."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from app.deliverables.deliverable import Part
from app.deliverables.document import Cover, Document, FieldHidden, Ruled, Scale
from app.deliverables.letterhead import Letterhead
from app.deliverables.parts import binder
from app.deliverables.pdf import render

LEVELS = tuple((n, f"Level {n}", "A sentence.") for n in range(1, 6))
FORM = Document(
    "A form",
    (
        FieldHidden("mark", "what it is"),
        Scale(LEVELS, asks=False, field="rate_1", skip=("not_asked", "Not asked"), about="Zażółć"),
        Ruled("", 1, field="why_1", about="Why"),
        Ruled("Evidence", 4, field="note_1", longest=20_000),
    ),
)


def fields(content: bytes):
    return PdfReader(io.BytesIO(content)).get_fields() or {}


def test_a_form_has_its_fields_empty_and_named_aloud():
    found = fields(render(FORM, Letterhead()))
    assert {name: one.value or "" for name, one in found.items()} == {
        "mark": "what it is", "rate_1": "", "why_1": "", "note_1": "",
    }  # fmt: skip
    spoken = {name: one.get("/TU") for name, one in found.items()}
    assert spoken == {"mark": None, "rate_1": "Zażółć", "why_1": "Why", "note_1": "Evidence"}
    assert set(found["rate_1"]["/_States_"]) == {
        "/1", "/2", "/3", "/4", "/5", "/not_asked", "/Off",
    }  # fmt: skip


def test_equal_forms_give_equal_bytes():
    assert render(FORM, Letterhead()) == render(FORM, Letterhead())


def test_every_ring_is_drawn_in_the_middle_of_its_place():
    reader = PdfReader(io.BytesIO(render(FORM, Letterhead())))
    rings = [
        one.get_object()
        for page in reader.pages
        for one in page["/Annots"]
        if "/Parent" in one.get_object()
    ]
    assert len(rings) == 6
    for ring in rings:
        left, low, right, high = (float(side) for side in ring["/Rect"])
        drawn = ring["/AP"]["/N"]["/Off"].get_data().decode().split()
        start = drawn.index("m")
        assert right - left == pytest.approx(high - low)
        assert float(drawn[start - 1]) == pytest.approx((high - low) / 2)


def test_what_is_bound_has_no_fields():
    cover = Document("Cover", (Cover("Cover"),))
    bound = binder(cover, (Part(1, "A part", "", (FORM,)),), Letterhead(), duplex=False)
    assert fields(bound) == {}
    assert "/AcroForm" not in PdfReader(io.BytesIO(bound)).trailer["/Root"]
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(bound)).pages)
    assert "Level 5" in text
    assert "what it is" not in text
