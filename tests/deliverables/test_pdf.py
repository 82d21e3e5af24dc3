"""Pages: the same for the same values, whole for any text, and never more than the text."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.deliverables import document as doc
from app.deliverables.figures import Bar, Bars, Matrix, Profile, ProfileLine, Trend
from app.deliverables.letterhead import Letterhead
from app.deliverables.paper import contrast_on_white, paper, readable
from app.deliverables.pdf import render

LETTERHEAD = Letterhead(
    client_name="Northmere Fixture Works, Inc.",
    consultant_name="Dana Whitcomb",
    firm="Whitcomb Performance Leadership",
    credit_line="With thanks to the originator of the method.",
)
HOSTILE = [
    "<b>bold",
    '<img src="/etc/passwd">',
    "{{7*7}}",
    "<font color='[[[getattr(pow, Word(\"__globals__\"))]]]'>",
    "&amp; R&D",
    "a\nb",
    "x" * 3000,
    "[link](javascript:alert(1))",
]


def every_block(text: str) -> tuple[doc.Block, ...]:
    cell = (doc.Cell(text), doc.Cell(text, "strong", "▲"))
    return (
        doc.Heading(text),
        doc.Heading(text, 3),
        doc.Paragraph(text, "lead"),
        doc.Paragraph(text, "label"),
        doc.Bullets((text, text)),
        doc.Facts(((text, text),)),
        doc.Table((doc.Column(text), doc.Column(text, 1, "right")), (cell, cell), text, text),
        doc.Table((doc.Column(text),), (), text, "", text),
        doc.Scale(((1, text, text), (2, text, text)), 2),
        doc.Ruled(text, 2, text),
        doc.Callout(text, text, "warn"),
        doc.Signature(((text, text, text),), text),
        doc.Figure(Bars((Bar(text, 6.0, 6.4, 3.5), Bar(text, 1, None, 1))), text),
        doc.Figure(Matrix((text,), (text,), ((3.0,),)), text),
        doc.Figure(Profile((text,), (ProfileLine(text, (2.0,)),)), text),
        doc.Figure(Trend(((text, 1.0),), unit=text), text),
        doc.TickBoxes((text, text), (1,)),
        doc.TwoColumns((doc.Paragraph(text),), (doc.Bullets((text,)),)),
        doc.RoadMark(("arrived", "under_way")),
        doc.Picture(b"no picture", 40, text),
        doc.KeepTogether((doc.Paragraph(text),)),
        doc.PageBreak(),
        doc.Divider("3", text, text),
        doc.Paragraph(text, "small"),
    )


def words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def unbroken(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_the_characters_it_is(text):
    content = render(doc.Document("Title", every_block(text), subject=text[:80]), LETTERHEAD)

    assert unbroken(text) in unbroken(words(content))


def test_equal_documents_give_equal_bytes():
    document = doc.Document("Title", every_block("Same"), on=date(2025, 3, 4))

    assert render(document, LETTERHEAD) == render(document, LETTERHEAD)


def test_every_typeface_is_embedded():
    content = render(doc.Document("Title", every_block("🙂 ≥ שלום")), LETTERHEAD)

    fonts = {
        str(font["/BaseFont"]): "/FontFile2" in font.get("/FontDescriptor", {})
        for page in PdfReader(io.BytesIO(content)).pages
        for font in (ref.get_object() for ref in page["/Resources"]["/Font"].values())
    }
    assert fonts
    assert all(fonts.values()), fonts


def test_a_character_nobody_has_is_shown_by_its_number():
    content = render(doc.Document("Title", (doc.Paragraph("漢"),)), LETTERHEAD)

    assert "[U+6F22]" in words(content)


def test_the_last_foot_knows_its_number_and_who_gets_the_credit():
    blocks = (doc.Paragraph("one"), doc.PageBreak(), doc.Paragraph("two"))
    pages = PdfReader(io.BytesIO(render(doc.Document("Title", blocks), LETTERHEAD))).pages

    assert "page 1 of 2" in pages[0].extract_text()
    assert "page 2 of 2" in pages[1].extract_text()
    assert "With thanks" in pages[1].extract_text()


def test_nothing_of_this_computer_is_in_the_file():
    content = render(doc.Document("Title", every_block("x")), LETTERHEAD)
    about = PdfReader(io.BytesIO(content)).metadata

    assert about.title == "Title"
    assert about.author == "Dana Whitcomb"
    assert b"/home" not in content
    assert b"/work" not in content


def test_a_cell_taller_than_a_page_goes_on():
    table = doc.Table((doc.Column("a"),), ((doc.Cell("word " * 3000),),))

    assert len(PdfReader(io.BytesIO(render(doc.Document("T", (table,)), LETTERHEAD))).pages) > 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_text_can_be_set(text):
    assert render(doc.Document(text, every_block(text), subject=text), LETTERHEAD)


def test_the_outline_holds_every_text():
    outline = doc.Document("Title", every_block("Wendeltreppe")).outline()

    assert outline.count("Wendeltreppe") > 30


@given(st.integers(0, 0xFFFFFF))
def test_any_accent_can_be_read_on_white(number):
    color = readable(f"#{number:06X}")

    assert contrast_on_white([int(color[n : n + 2], 16) for n in (1, 3, 5)]) >= 4.5


def test_an_accent_that_is_no_color_is_left_out():
    assert paper("a4", "red").color["accent"] == paper("a4").color["accent"]


def test_a_notice_stands_on_every_page_below_the_head():
    blocks = (doc.Paragraph("One."), doc.PageBreak(), doc.Paragraph("Two."))
    notice = "Thin: it rests on one rater only."

    content = render(doc.Document("Title", blocks, notice=notice), LETTERHEAD)

    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert len(texts) == 2
    assert all(notice in text for text in texts)


def test_blanks_to_be_filled_by_hand_say_what_belongs_on_them():
    blanks = doc.Blanks((doc.Blank("Level", 0), doc.Blank("Not asked, because", 3)))
    many = doc.Blanks(tuple(doc.Blank(f"Blank {n}") for n in range(12)))

    said = words(render(doc.Document("Title", (blanks, many)), LETTERHEAD)).upper()

    assert "LEVEL" in said
    assert "NOT ASKED, BECAUSE" in said
    assert all(f"BLANK {n}" in said for n in range(12))
