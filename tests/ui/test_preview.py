"""The preview: the PDF itself on the screen, in a file and on the printer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.domain.errors import FileTrouble
from app.ui import dialogs, theme
from app.ui.buttons import Button
from app.ui.preview import PreviewPane


def pdf_of(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=612, height=792)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.fixture
def pane(qtbot) -> PreviewPane:
    made = PreviewPane()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


@pytest.fixture(autouse=True)
def _scripted() -> Iterator[None]:
    dialogs.answers.script()
    yield
    dialogs.answers.release()


def test_without_a_document_there_is_nothing_to_save(pane: PreviewPane):
    assert pane.pages == 0
    assert pane.current_page == 0
    assert not any(button.isEnabled() for button in pane.findChildren(Button))


def test_a_document_is_shown_and_turned_page_by_page(pane: PreviewPane, qtbot):
    pane.display(pdf_of(3), "scorecard.pdf")
    assert (pane.pages, pane.current_page) == (3, 1)
    assert pane._place.text() == "Page 1 of 3"

    pane._turn_on()
    qtbot.waitUntil(lambda: pane._place.text() == "Page 2 of 3")

    pane.turn_to(99)
    qtbot.waitUntil(lambda: pane.current_page == 3)

    pane.turn_to(-5)
    qtbot.waitUntil(lambda: pane.current_page == 1)


def test_another_document_takes_the_place_of_the_first(pane: PreviewPane):
    pane.display(pdf_of(3), "a.pdf")
    pane.display(pdf_of(1), "b.pdf")

    assert pane.pages == 1
    assert pane.accessibleName() == "Preview of b.pdf"


def test_what_is_no_pdf_is_refused_and_nothing_is_shown(pane: PreviewPane):
    with pytest.raises(FileTrouble):
        pane.display(b"not a document", "a.pdf")

    assert pane.pages == 0


def test_what_is_saved_is_byte_for_byte_what_was_shown(pane: PreviewPane, tmp_path: Path, qtbot):
    content = pdf_of(2)
    target = tmp_path / "scorecard.pdf"
    pane.display(content, "scorecard.pdf")
    dialogs.answers.give("save_file", target)

    with qtbot.waitSignal(pane.saved) as signal:
        pane.save()

    assert signal.args == [target]
    assert target.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["scorecard.pdf"]
    assert dialogs.answers.asked[-1].words == ("Save as PDF", "scorecard.pdf")


def test_changing_ones_mind_writes_nothing(pane: PreviewPane, tmp_path: Path, qtbot):
    pane.display(pdf_of(1), "scorecard.pdf")
    dialogs.answers.give("save_file", None)

    with qtbot.assertNotEmitted(pane.saved):
        pane.save()


def test_a_place_that_cannot_be_written_is_said_with_a_next_step(pane: PreviewPane, tmp_path: Path):
    pane.display(pdf_of(1), "scorecard.pdf")
    dialogs.answers.give("save_file", tmp_path / "gone" / "scorecard.pdf")

    with pytest.raises(FileTrouble, match=r"scorecard\.pdf could not be written"):
        pane.save()


def test_a_printer_receives_the_same_pages(pane: PreviewPane, tmp_path: Path, qtbot):
    pane.display(pdf_of(3), "scorecard.pdf")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    with qtbot.waitSignal(pane.printed):
        pane.print_on(printer)

    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == 3


def test_a_range_of_pages_is_printed_alone(pane: PreviewPane, tmp_path: Path):
    pane.display(pdf_of(5), "scorecard.pdf")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)

    pane.print_on(printer)

    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == 2


def test_zooming_leaves_the_width_and_comes_back_to_it(pane: PreviewPane):
    pane.display(pdf_of(1), "a.pdf")
    before = pane._shown_factor()

    pane._grow()
    assert pane._view.zoomMode() == QPdfView.ZoomMode.Custom
    assert pane._view.zoomFactor() == pytest.approx(before * 1.2)

    pane.fit_width()
    assert pane._view.zoomMode() == QPdfView.ZoomMode.FitToWidth


def test_the_paper_lies_on_the_color_of_the_theme(pane: PreviewPane, qapp: QApplication):
    theme.apply(qapp, "dark")
    dark = pane._view.palette().color(QPalette.ColorRole.Dark).name().upper()
    theme.apply(qapp, "light")
    light = pane._view.palette().color(QPalette.ColorRole.Dark).name().upper()

    assert dark == theme.look("dark").colors["desk"]
    assert light == theme.look("light").colors["desk"]


def test_every_command_of_the_preview_has_a_name(pane: PreviewPane):
    from PySide6.QtWidgets import QAbstractButton

    buttons = pane.findChildren(QAbstractButton)
    assert len(buttons) >= 7
    assert all(button.text() or button.accessibleName() for button in buttons)
