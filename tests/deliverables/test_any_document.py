"""Whatever a document holds: it is set, it is sound, it is the same again, and it can be kept."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import HealthCheck, given, settings

from app.deliverables import parts
from app.deliverables.letterhead import Letterhead
from app.deliverables.parts import Part, binder
from app.deliverables.pdf import render
from app.deliverables.snapshot import from_json, to_json
from tests.deliverables.any_document import documents, texts
from tests.deliverables.showcase import LETTERHEAD

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@settings(max_examples=120, deadline=None, suppress_health_check=SLOW)
@given(documents)
def test_any_document_becomes_a_sound_pdf(document):
    content = render(document, LETTERHEAD)

    with pikepdf.open(io.BytesIO(content)) as found:
        assert not found.check_pdf_syntax()
        assert len(found.pages) >= 1
        for page in found.pages:
            for font in page.Resources.get("/Font", {}).values():
                assert "/FontFile2" in font.FontDescriptor


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(documents)
def test_any_document_is_set_the_same_again_bound_and_kept(document):
    kept = from_json(to_json(document))

    assert render(kept, LETTERHEAD, bound=True) == render(document, LETTERHEAD, bound=True)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(documents)
def test_any_document_can_be_told_as_an_outline(document):
    assert document.outline().endswith("\n")


@settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
@given(documents, texts, texts)
def test_any_documents_can_be_bound(document, client, credit):
    letterhead = Letterhead(client, b"no logo", client, client, b"", credit, client, credit)
    try:
        content = binder(document, (Part(1, client, credit, (document, document)),), letterhead)
    finally:
        parts.forget()

    with pikepdf.open(io.BytesIO(content)) as found:
        assert not found.check_pdf_syntax()
