"""The rules of a well-set page, checked on the boxes before anything is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.deliverables import document as doc
from app.deliverables.paper import paper
from app.deliverables.press.boxes import Box, Fitted, Shrunk, Stack, Text
from app.deliverables.press.forms import WRITING, WritingLines
from app.deliverables.press.lines import lines_of
from app.deliverables.press.setting import Page, pages_of
from app.deliverables.press.sheet import Sheet, sheet_for
from app.deliverables.press.styles import BODY, CELL, HEADINGS, MEASURE
from app.deliverables.press.tables import Grid

MM = 72 / 25.4
LONG = "A sentence of some length that fills a line or so. " * 4


def sheet(*, bound: bool = False, duplex: bool = True, kind: str = "letter") -> Sheet:
    return sheet_for(paper(kind), doc.Document("", ()), bound=bound, duplex=duplex)


def pages(*blocks: doc.Block) -> list[Page]:
    return pages_of(doc.Document("", blocks), sheet())


def all_boxes(page: Page) -> list[Box]:
    def inside(box: Box) -> list[Box]:
        if isinstance(box, Stack):
            return [found for one in box.boxes for found in inside(one)]
        return [box]

    return [found for box in page.boxes for found in inside(box)]


@pytest.mark.parametrize("before", range(0, 60, 3))
def test_a_heading_never_stands_at_the_foot_of_a_page(before):
    lines = tuple(doc.Paragraph("x") for _ in range(before))

    for page in pages(*lines, doc.Heading("Head"), doc.Heading("Sub", 2), doc.Paragraph(LONG)):
        last = page.boxes[-1]
        assert not (isinstance(last, Text) and last.kind in HEADINGS)


@pytest.mark.parametrize("before", range(20, 50))
def test_no_line_of_a_paragraph_stands_alone(before):
    lines = tuple(doc.Paragraph("x") for _ in range(before))
    width = sheet().measure

    counts = [
        len(box.lines(width))
        for page in pages(*lines, doc.Paragraph(LONG * 2))
        for box in page.boxes
        if isinstance(box, Text) and box.text != "x"
    ]
    assert min(counts) >= 2
    assert sum(counts) == len(lines_of(LONG * 2, BODY, MEASURE))


def a_table(rows: int, cell: str = "cell") -> doc.Table:
    return doc.Table((doc.Column("Head"), doc.Column("Two")), (("a", cell),) * rows)


@pytest.mark.parametrize("before", range(0, 50, 2))
def test_a_table_never_leaves_a_single_row_behind(before):
    lines = tuple(doc.Paragraph("x") for _ in range(before))

    rows = [
        len(box.made[3])
        for page in pages(*lines, a_table(9))
        for box in all_boxes(page)
        if isinstance(box, Grid) and box.made is not None
    ]
    assert sum(rows) == 9
    assert all(count >= 2 for count in rows)


def test_a_long_table_repeats_its_head_on_every_page():
    found = pages(a_table(120))

    assert len(found) > 2
    for page in found:
        grid = page.boxes[-1]
        assert isinstance(grid, Grid)
        assert grid.made is not None
        assert any(cell.lines for cell in grid.made[2].cells)


def test_a_row_taller_than_a_page_goes_on_with_every_line():
    grids = [
        box
        for page in pages(a_table(1, "word " * 4000))
        for box in all_boxes(page)
        if isinstance(box, Grid)
    ]
    lines = [len(grid.made[3][0].cells[1].lines) for grid in grids if grid.made]

    assert len(grids) > 2
    assert min(lines) >= 2
    assert sum(lines) == len(lines_of("word " * 4000, CELL, grids[0].made[1][1]))


def test_a_table_without_rows_prints_its_sentence():
    (page,) = pages(doc.Table((doc.Column("Head"),), (), empty="Nothing yet."))

    assert [box.text for box in page.boxes if isinstance(box, Text)] == ["Nothing yet."]


def test_what_is_kept_together_moves_to_the_next_page_whole():
    lines = tuple(doc.Paragraph("x") for _ in range(25))
    kept = doc.KeepTogether(tuple(doc.Paragraph("kept") for _ in range(8)))

    found = [
        sum(isinstance(box, Text) and box.text == "kept" for box in all_boxes(page))
        for page in pages(*lines, kept)
    ]
    assert sorted(found) == [0, 8]


def test_what_no_page_can_hold_together_is_divided():
    kept = doc.KeepTogether(tuple(doc.Paragraph("kept") for _ in range(200)))

    assert len(pages(kept)) > 2


def test_what_cannot_be_divided_is_drawn_smaller():
    road = doc.RoadMark(("ahead",) * 7, ("word " * 400,))
    (page,) = pages(road)

    (box,) = page.boxes
    assert isinstance(box, Shrunk)
    assert box.height(sheet().measure) <= sheet().room + 0.1


def test_nothing_is_lower_than_the_foot():
    blocks = (
        doc.Paragraph(LONG * 9),
        a_table(60),
        doc.Ruled("label", 30),
        doc.Bullets((LONG,) * 30),
    )

    for page in pages(*blocks):
        stack = Stack(page.boxes)
        assert stack.height(sheet().measure) <= sheet().room + 0.1


def test_a_line_to_write_on_is_at_least_8_mm_high():
    found = [
        box for page in pages(doc.Ruled("label", 5)) for box in all_boxes(page)
        if isinstance(box, WritingLines)
    ]  # fmt: skip

    assert len(found[0].lines) == 5
    assert WRITING >= 8 * MM


@pytest.mark.parametrize("kind", ["letter", "a4"])
def test_a_bound_page_has_its_edge_of_an_inch_and_a_quarter_inside(kind):
    found = sheet(bound=True, kind=kind)

    assert found.left(1) == 90
    assert found.width - found.left(2) - found.measure == pytest.approx(90)


def test_on_one_side_the_edge_stays_where_it_is():
    found = sheet(bound=True, duplex=False)

    assert found.left(1) == found.left(2) == 90


def test_binding_moves_the_text_and_never_sets_it_anew():
    bound, free = sheet(bound=True), sheet()

    assert bound.measure == free.measure
    assert free.left(1) == free.left(2) == pytest.approx((free.width - free.measure) / 2)


def test_a_page_break_at_the_end_leaves_no_empty_page():
    assert len(pages(doc.Paragraph("x"), doc.PageBreak())) == 1
    assert len(pages(doc.PageBreak(), doc.PageBreak(), doc.Paragraph("x"))) == 1
    assert len(pages(doc.Paragraph("x"), doc.PageBreak(), doc.Paragraph("y"))) == 2


def test_a_cover_and_a_divider_have_their_page_to_themselves():
    found = pages(doc.Cover("c"), doc.Paragraph("x"), doc.Divider("1", "d"), doc.Paragraph("y"))

    assert [page.whole is not None for page in found] == [True, False, True, False]


def test_a_landscape_page_is_wider_than_high():
    wide = sheet_for(
        paper(), doc.Document("", (), orientation="landscape"), bound=False, duplex=True
    )

    assert wide.width > wide.height
    assert wide == replace(wide, width=792.0, height=612.0)


def test_blocks_nested_without_end_are_set_one_after_the_other():
    block: doc.Block = doc.Paragraph("deep")
    for _ in range(60):
        block = doc.TwoColumns((block,), ())

    assert pages(block)


@pytest.mark.parametrize("before", range(0, 40, 3))
def test_lines_that_grow_fill_their_page_and_no_more(before):
    lines = tuple(doc.Paragraph("x") for _ in range(before))
    asked = doc.Ruled("What was said", 4, grows=True)

    made = pages(*lines, asked, doc.Paragraph("Below"), doc.PageBreak(), doc.Paragraph("Next"))

    assert len(made) == len(pages(*lines, replace(asked, grows=False), doc.Paragraph("Below"))) + 1
    written = next(
        page for page in made if any(isinstance(b, WritingLines) for b in all_boxes(page))
    )
    left = sheet().room - Stack(written.boxes).height(sheet().measure)
    assert 0 <= left + 0.01 < WRITING


@pytest.mark.parametrize("rows", [3, 20, 35, 45])
def test_what_has_to_stand_on_one_page_is_set_as_large_as_it_fits(rows):
    document = doc.Document("Side by side", (a_table(rows),), shrinks_to=0.6)

    made = pages_of(document, sheet())

    assert len(made) == 1
    assert Stack(made[0].boxes).height(sheet().measure) <= sheet().room + 0.01
    assert isinstance(made[0].boxes[0], Fitted) == (
        len(pages_of(replace(document, shrinks_to=1.0), sheet())) > 1
    )


def test_what_would_be_too_small_to_read_on_one_page_takes_several():
    document = doc.Document("Side by side", (a_table(400),), shrinks_to=0.6)

    assert len(pages_of(document, sheet())) > 1
