"""Does the window's side of the program stand? What a packaged program may have left behind.

Asked by the self-check, without a window: each answer is a few words, each fault an exception.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from app.ui import fonts, icons, theme

_MODES: tuple[theme.Mode, ...] = ("dark", "light")


def platform() -> str:
    """Begin an application and return the name of the platform it found."""
    _application()
    return QGuiApplication.platformName()


def typefaces() -> str:
    """Register the bundled type and return its families."""
    _application()
    found = fonts.register()
    if fonts.family() not in found:
        raise RuntimeError("the bundled type cannot be read")
    return ", ".join(found)


def drawings() -> str:
    """Draw every icon and return how many there are."""
    _application()
    names = icons.names()
    blank = [name for name in names if icons.pixmap(name, 16).isNull() or not _has_ink(name)]
    if blank or not names:
        raise RuntimeError(f"not drawn: {', '.join(blank) or 'there are none'}")
    return f"{len(names)} drawn"


def looks() -> str:
    """Put on every look and return their names."""
    for mode in _MODES:
        theme.apply(_application(), mode)
        if not _application().styleSheet():
            raise RuntimeError(f"the {mode} look is empty")
    return ", ".join(_MODES)


def pages_of(pdf: bytes) -> int:
    """Return how many pages the window's own reader finds in a PDF."""
    _application()
    content = QByteArray(pdf)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = document.pageCount()
    document.close()
    if pages < 1:
        raise RuntimeError("the PDF has no page to show")
    return pages


def _has_ink(name: str) -> bool:
    """Whether anything of a drawing can be seen."""
    image = icons.pixmap(name, 16).toImage()
    every = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixelColor(x, y).alpha() for x, y in every)


@cache
def _application() -> QApplication:
    """Return the application; there may be one only."""
    found = QApplication.instance() or QApplication(["self-check"])
    if not isinstance(found, QApplication):
        raise TypeError("The program needs an application with windows.")
    return found
