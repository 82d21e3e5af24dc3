"""The handbook: the page for what is on the screen, and nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl

from app.shell.handbook import Handbook, pages, shortcuts
from app.shell.window import Window
from app.stages import STAGES


def book(window: Window) -> Handbook:
    found = window.findChildren(Handbook)[-1]
    assert found.isVisible()
    return found


def test_every_page_can_be_read(window: Window):
    window.show_handbook()
    for page in pages():
        book(window).open(page.key)
        assert book(window).current == page.key
        text = book(window).reader.toPlainText()
        assert text.startswith(page.title)
        assert "**" not in text
        assert "](" not in text


def test_every_stage_that_is_built_has_a_page():
    assert {stage.key for stage in STAGES} <= {page.key for page in pages()}


def test_f1_opens_the_page_of_the_tab_and_the_heading_of_the_chapter(
    window: Window, sample_path: Path, tmp_path: Path
):
    window.show_handbook()
    assert book(window).current == "start"
    book(window).left.emit()
    assert window.start.isVisible()

    path = tmp_path / "northmere.bgreat"
    path.write_bytes(sample_path.read_bytes())
    window.open_path(path)
    assert window.workbench is not None
    for key in ("selection", "review", "foundation"):
        window.workbench.open(key)
        window.show_handbook()
        assert book(window).current == key
        book(window).left.emit()
        assert window.workbench.isVisible()

    page = window.workbench.tabs.currentWidget().layout().itemAt(0).widget()
    page.sections.open("jobs")
    jobs = page.sections.page("jobs")
    jobs.sections.open("versions")
    assert window.workbench.help_page() == ("jobs", "Versions")
    window.show_handbook()
    cursor = book(window).reader.textCursor()
    assert cursor.block().text() == "Versions"


def test_every_chapter_of_the_window_is_a_heading_of_its_page(window: Window):
    """So that F1 leads to the place, and not only near it."""
    headings = {
        page.key: {line[3:] for line in page.text.splitlines() if line.startswith("## ")}
        for page in pages()
    }
    assert {"Opening", "Candidates", "Panel", "Rate", "Compare", "Decide"} <= headings["selection"]
    assert {"Outcomes", "Competencies", "Talk and development", "The whole", "Cycle"} <= headings[
        "review"
    ]
    assert {
        *("Purpose", "Values", "Competencies", "People", "Job descriptions", "Outcome map"),
        *("On record", "Engagement"),
    } <= headings["foundation"]
    assert {
        *("Outcomes", "Purpose", "Conditions", "Competencies", "Checks", "Versions", "Old and new"),
    } <= headings["jobs"]


def test_words_are_found_and_the_rest_put_away(window: Window):
    window.show_handbook()
    shown = book(window)
    shown.search.setText("recovery sheet")
    found = [shown.list.item(n).text() for n in range(shown.list.count())]
    assert "Protection" in found
    assert len(found) < len(pages())

    shown.search.setText("zebra quark")
    assert shown.list.count() == 0
    assert "No page holds" in shown.reader.toPlainText()
    shown.search.clear()
    assert shown.list.count() == len(pages())


def test_links_lead_to_pages_and_nowhere_else(window: Window):
    window.show_handbook()
    shown = book(window)
    shown._follow(QUrl("jobs.md"))
    assert shown.current == "jobs"
    for elsewhere in ("https://example.com/start.md", "file:///etc/passwd", "nothing.md"):
        shown._follow(QUrl(elsewhere))
        assert shown.current == "jobs"
    assert shown.reader.loadResource(2, QUrl("file:///etc/passwd")) is None


def test_the_list_of_keys_is_the_menus_own(window: Window):
    window.menus._keys()
    listed = dict(shortcuts(window.menuBar()))
    text = book(window).reader.toPlainText()

    assert listed["Undo"] == "Ctrl+Z"
    assert "F1" in listed.values()
    for words in listed:
        assert words in text
    assert len(set(listed.values())) == len(listed)


def test_the_keys_that_the_pages_name_exist(window: Window):
    known = {*dict(shortcuts(window.menuBar())).values(), "Ctrl+Shift+Z", "Ctrl+Y"}
    for page in pages():
        for key in re.findall(r"`(Ctrl\+[^`]+|F\d+)`", page.text):
            assert key in known, f"{page.key} names {key}"
