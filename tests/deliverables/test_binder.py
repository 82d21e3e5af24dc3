"""The binder: parts in order, numbers that are true, the same bytes whoever set the pages."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader

from app.deliverables import document as doc
from app.deliverables import parts
from app.deliverables.letterhead import Letterhead
from app.deliverables.parts import Part, binder
from app.host import workers
from tests.deliverables.showcase import LETTERHEAD, ROAD, job_description

COVER = doc.Document(
    "The Finished Binder",
    (doc.Cover("The Finished Binder", "Northmere", ("Owner's edition",), ROAD),),
    reference="NFW-2026-01",
)
JOBS = tuple(
    replace(job_description(), subject=f"Person {n}", confidentiality=doc.Confidentiality.personal)
    for n in range(5)
)
PARTS = (
    Part(1, "Purpose", "Why we are here", (doc.Document("Purpose", (doc.Paragraph("p"),)),)),
    Part(4, "Jobs", "What each job arrives at", JOBS),
)


class Cancelled(Exception):
    """The user gave up."""


@pytest.fixture(autouse=True)
def _nothing_kept():
    parts.forget()
    yield
    parts.forget()


def test_every_part_and_every_document_begins_on_an_odd_page():
    reader = PdfReader(io.BytesIO(binder(COVER, PARTS, LETTERHEAD)))

    numbers = [reader.get_destination_page_number(item) + 1 for item in flat(reader.outline)]
    assert len(numbers) == 1 + 2 + 6
    assert all(number % 2 for number in numbers)


def test_on_one_side_nothing_is_left_blank():
    reader = PdfReader(io.BytesIO(binder(COVER, PARTS, LETTERHEAD, duplex=False)))

    assert all(page.extract_text().strip() for page in reader.pages)


def test_the_contents_lead_to_the_pages_they_name():
    reader = PdfReader(io.BytesIO(binder(COVER, PARTS, LETTERHEAD)))
    text = reader.pages[2].extract_text()
    places = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)}

    led = [places[link.get_object()["/Dest"][0].idnum] for link in reader.pages[2]["/Annots"]]

    assert len(led) == 8
    assert all(str(number) in text for number in led)
    for number, title in zip(led, ("Purpose", "Purpose", "Jobs", "Person 0"), strict=False):
        assert title in reader.pages[number - 1].extract_text()


def test_a_document_is_called_in_the_contents_what_tells_it_apart():
    alike = tuple(replace(JOBS[0], listed=f"Copy of {name}") for name in ("Ada", "Bao"))
    reader = PdfReader(io.BytesIO(binder(COVER, (Part(1, "Copies", "", alike),), LETTERHEAD)))

    marks = [item.title for item in flat(reader.outline)]

    assert marks[-2:] == ["Copy of Ada", "Copy of Bao"]
    assert all(mark in reader.pages[2].extract_text() for mark in marks[-2:])


def test_every_page_with_words_but_the_cover_says_which_of_all_it_is():
    pages = PdfReader(io.BytesIO(binder(COVER, PARTS, LETTERHEAD))).pages

    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert (f"page {number} of {len(pages)}" in text) == (number > 1 and bool(text.strip()))


def test_the_foot_says_the_tab_and_who_may_hold_the_page():
    text = PdfReader(io.BytesIO(binder(COVER, PARTS, LETTERHEAD))).pages[-2].extract_text()

    assert "Tab 4" in text
    assert "Personal" in text


def test_the_credit_stands_on_the_last_page_only():
    pages = PdfReader(io.BytesIO(binder(COVER, PARTS, LETTERHEAD))).pages

    assert [LETTERHEAD.credit_line in page.extract_text() for page in pages].index(True) == (
        len(pages) - 1
    )


def test_workers_bring_the_same_bytes():
    here = binder(COVER, PARTS, LETTERHEAD, workers=1)
    parts.forget()

    assert binder(COVER, PARTS, LETTERHEAD, workers=2) == here


def test_the_binder_is_whole_when_its_workers_fail(monkeypatch):
    here = binder(COVER, PARTS, LETTERHEAD, workers=1)
    parts.forget()
    monkeypatch.setattr(workers, "command", lambda _: [sys.executable, "-c", "raise SystemExit(3)"])

    assert binder(COVER, PARTS, LETTERHEAD, workers=2) == here


def test_a_program_that_is_a_worker_starts_no_other(monkeypatch):
    monkeypatch.setenv(workers.GUARD, "1")
    monkeypatch.setattr(workers, "command", lambda _: pytest.fail("a worker started a worker"))

    assert binder(COVER, PARTS, LETTERHEAD, workers=2)


def test_a_worker_does_nothing_but_its_work():
    asked = subprocess.run(
        [sys.executable, "-m", "app"], env={**os.environ, workers.GUARD: "1"}, check=False
    )
    unguarded = {key: value for key, value in os.environ.items() if key != workers.GUARD}
    called = subprocess.run(
        [sys.executable, "-m", "app", workers.RENDER], env=unguarded, input=b"{}", check=False
    )

    assert (asked.returncode, called.returncode) == (workers.REFUSED, workers.REFUSED)


def test_what_did_not_change_is_not_set_again(monkeypatch):
    binder(COVER, PARTS, LETTERHEAD)
    real, asked = parts.render, []
    monkeypatch.setattr(
        parts, "render", lambda one, *a, **k: asked.append(one) or real(one, *a, **k)
    )
    changed = replace(JOBS[2], subject="Someone else")

    binder(
        COVER, (PARTS[0], replace(PARTS[1], documents=(*JOBS[:2], changed, *JOBS[3:]))), LETTERHEAD
    )

    assert asked == [changed]


def test_another_letterhead_sets_everything_again():
    first = binder(COVER, PARTS, LETTERHEAD)

    assert binder(COVER, PARTS, Letterhead(client_name="Another")) != first


@pytest.mark.parametrize("workers", [1, 2])
def test_a_binder_is_cancelled_between_two_documents(workers):
    told = []

    def stop(done: int, total: int, text: str = "") -> None:
        told.append(done)
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        binder(COVER, PARTS, LETTERHEAD, workers=workers, progress=stop)
    assert told == [0, 1, 2, 3]


def test_progress_ends_at_its_total():
    told = []
    binder(
        COVER, PARTS, LETTERHEAD, progress=lambda done, total, text="": told.append((done, total))
    )

    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_each_face_is_in_the_binder_once():
    with pikepdf.open(io.BytesIO(binder(COVER, PARTS, LETTERHEAD))) as found:
        faces = {
            (str(font.BaseFont), font.FontDescriptor.FontFile2.objgen)
            for page in found.pages[3:]
            for font in page.Resources.get("/Font", {}).values()
        }

    assert len({name.split("+")[1] for name, _ in faces}) == len(faces)


def test_a_binder_without_parts_is_a_cover_and_empty_contents():
    reader = PdfReader(io.BytesIO(binder(COVER, (), LETTERHEAD)))

    assert "Contents" in reader.pages[2].extract_text()


def test_a_binder_is_a_sound_file_that_says_nothing_of_this_computer():
    content = binder(COVER, PARTS, LETTERHEAD)

    with pikepdf.open(io.BytesIO(content)) as found:
        assert not found.check_pdf_syntax()
        assert str(found.docinfo["/Title"]) == "The Finished Binder"
        assert str(found.Root.Lang) == "en-US"
        said = found.docinfo.unparse() + found.Root.unparse()
    assert b"/home" not in said
    assert b"tmp" not in said


def flat(items):
    for item in items:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item
