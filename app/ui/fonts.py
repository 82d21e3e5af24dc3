"""The bundled type, registered once, so that a measurement means the same on every computer."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from app.host.paths import resource

_FAMILY = "Source Sans 3"


@cache
def register() -> tuple[str, ...]:
    """Register the bundled fonts and return their families; needs a running application."""
    found: set[str] = set()
    for path in sorted(resource("fonts").glob("SourceSans3-*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            found.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(found))


def family() -> str:
    """Return the bundled family, or the computer's own where it is missing."""
    if _FAMILY in register():
        return _FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def tabular(font: QFont) -> QFont:
    """Give a font figures of equal width, so that numbers stand under each other."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
