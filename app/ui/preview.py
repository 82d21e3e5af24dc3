"""Paper on the screen: the PDF itself, so that what is printed is what was seen.

The paper stays white in both themes.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import FileTrouble
from app.host.language import tr
from app.ui import dialogs, theme
from app.ui.buttons import Button, IconButton
from app.ui.labels import PlainLabel, line

if TYPE_CHECKING:
    from app.ui.desk import Desk

_ZOOM_STEP = 1.2
_ZOOMS = (0.25, 4.0)
_PRINT_DPI = 300


class PreviewPane(QWidget):
    """The pages of a PDF with the commands that take it away: save, print.

    Signals:
        saved: the path it was written to.
        printed: after the pages went to the printer.
    """

    saved = Signal(object)
    printed = Signal()

    def __init__(self, desk: Desk | None = None, share: int = 1) -> None:
        """Make an empty pane.

        Args:
            desk: where troubles while saving are said.
            share: how much room it takes beside its neighbors.
        """
        super().__init__()
        self.share = share
        self._desk = desk
        self._bytes = b""
        self._name = "document.pdf"
        self.folder: Path | None = None
        """Where saving is proposed; the home folder where nothing is said."""
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setPageSpacing(theme.space("l"))
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setAccessibleName(tr("Pages"))
        self._place = PlainLabel(role="hint")
        self._bar = self._commands()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(line())
        column.addWidget(self._view, 1)
        self._view.pageNavigator().currentPageChanged.connect(self._tell_place)
        self.clear()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    @property
    def current_page(self) -> int:
        """The page in view; the first is 1, and 0 means there is none."""
        return self._view.pageNavigator().currentPage() + 1 if self.pages else 0

    def display(self, pdf: bytes, name: str) -> None:
        """Show a PDF.

        Args:
            pdf: the file's bytes.
            name: the file name that is offered when it is saved.

        Raises:
            FileTrouble: when the bytes are no readable PDF.
        """
        self._document.close()
        self._buffer.close()
        self._bytes, self._name = pdf, name
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if self._document.status() != QPdfDocument.Status.Ready:
            self.clear()
            raise FileTrouble(tr("This document cannot be shown."), tr("Make it again."))
        self.setAccessibleName(tr("Preview of {name}").format(name=name))
        self._bar.setEnabled(True)
        self.turn_to(1)
        self._tell_place()

    def clear(self) -> None:
        """Show nothing."""
        self._document.close()
        self._buffer.close()
        self._bytes = b""
        self.setAccessibleName(tr("Preview"))
        self._bar.setEnabled(False)
        self._tell_place()

    def turn_to(self, page: int) -> None:
        """Show a page; the first is 1. Beyond either end the nearest is shown."""
        wanted = max(0, min(self.pages - 1, page - 1))
        self._view.pageNavigator().jump(wanted, QPointF(), 0)

    def save(self) -> None:
        """Ask where, then write the file whole or not at all."""
        path = dialogs.save_file(
            self, tr("Save as PDF"), name=self._name, kinds=dialogs.PDF, folder=self.folder
        )
        if path is None:
            return
        try:
            write_whole(path, self._bytes)
        except OSError as error:
            self._say(path, error)
            return
        self.saved.emit(path)
        if self._desk is not None:
            said = tr("Saved as {name}.").format(name=path.name)
            self._desk.notices.show(said, kind="good")

    def print_pages(self) -> None:
        """Ask for the printer, then print the very pages that are shown."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        printer.setFromTo(1, self.pages)
        if dialogs.print_setup(self, printer):
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages on a printer that was already chosen."""
        printer.setFullPage(True)
        printer.setResolution(min(printer.resolution(), _PRINT_DPI))
        first = printer.fromPage() or 1
        last = printer.toPage() or self.pages
        painter = QPainter(printer)
        for number in range(first - 1, min(last, self.pages)):
            if number > first - 1:
                printer.newPage()
            self._paint_page(painter, printer, number)
        painter.end()
        self.printed.emit()

    def _paint_page(self, painter: QPainter, printer: QPrinter, number: int) -> None:
        """Paint one page in its own size, and smaller only where the paper is smaller."""
        points = self._document.pagePointSize(number)
        dots = printer.resolution() / 72
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        fit = min(
            1.0, sheet.width() / (points.width() * dots), sheet.height() / (points.height() * dots)
        )
        size = QSize(round(points.width() * dots * fit), round(points.height() * dots * fit))
        options = QPdfDocumentRenderOptions()
        image = self._document.render(number, size, options)
        left = (sheet.width() - size.width()) / 2
        painter.drawImage(QPointF(left, 0), image)

    def _commands(self) -> QWidget:
        bar = QFrame()
        theme.set_role(bar, "sheet")
        row = QHBoxLayout(bar)
        row.setContentsMargins(
            theme.space("m"), theme.space("s"), theme.space("m"), theme.space("s")
        )
        row.setSpacing(theme.space("xs"))
        row.addWidget(IconButton("chevron-left", tr("Previous page"), self._turn_back))
        row.addWidget(self._place)
        row.addWidget(IconButton("chevron-right", tr("Next page"), self._turn_on))
        row.addSpacing(theme.space("m"))
        row.addWidget(IconButton("zoom-out", tr("Smaller"), self._shrink))
        row.addWidget(IconButton("zoom-in", tr("Larger"), self._grow))
        row.addWidget(IconButton("move-horizontal", tr("As wide as the window"), self.fit_width))
        row.addStretch(1)
        row.addWidget(Button(tr("Print…"), self.print_pages, icon="printer"))
        row.addWidget(Button(tr("Save as…"), self.save, icon="download"))
        return bar

    def fit_width(self) -> None:
        """Make the pages as wide as the window."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _turn_back(self) -> None:
        self.turn_to(self.current_page - 1)

    def _turn_on(self) -> None:
        self.turn_to(self.current_page + 1)

    def _shrink(self) -> None:
        self._zoom(1 / _ZOOM_STEP)

    def _grow(self) -> None:
        self._zoom(_ZOOM_STEP)

    def _zoom(self, by: float) -> None:
        if self._view.zoomMode() != QPdfView.ZoomMode.Custom:
            self._view.setZoomFactor(self._shown_factor())
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        wanted = self._view.zoomFactor() * by
        self._view.setZoomFactor(max(_ZOOMS[0], min(_ZOOMS[1], wanted)))

    def _shown_factor(self) -> float:
        """Return how large the pages stand while they follow the window's width."""
        if not self.pages:
            return 1.0
        margins = self._view.documentMargins()
        room = self._view.viewport().width() - margins.left() - margins.right()
        inch = self._view.logicalDpiX() / 72
        return room / (self._document.pagePointSize(0).width() * inch)

    def _tell_place(self) -> None:
        if not self.pages:
            self._place.setText("")
            return
        self._place.setText(
            tr("Page {page} of {pages}").format(page=self.current_page, pages=self.pages)
        )
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _say(self, path: Path, error: OSError) -> None:
        text = tr("{name} could not be written.").format(name=path.name)
        remedy = tr("Close it in other programs, or choose another place.")
        if self._desk is None:
            raise FileTrouble(text, remedy) from error
        self._desk.failures.tell(FileTrouble(text, remedy))


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target and move into place: a full disk never leaves half a document."""
    number, temporary = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as target:
            target.write(content)
        Path(temporary).replace(path)
    except OSError:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
