"""Pictures that come from outside: judged before they are read, and kept as plain PNG.

A picture file may claim any size and carry where and when it was taken. Only its dots are kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.errors import Refused
from app.host.language import N_, tr
from app.ui import dialogs, theme
from app.ui.buttons import Button
from app.ui.labels import PlainLabel

if TYPE_CHECKING:
    from app.ui.dialogs import Kinds

LARGEST_FILE = 5 * 1024 * 1024
"""In bytes."""
LARGEST_PICTURE = 25_000_000
"""In dots."""
LONGEST_SIDE = 2000
"""In dots; what is larger is made smaller."""

PICTURES: Kinds = ((N_("Picture"), "*.png *.jpg *.jpeg"),)
_FORMATS = (b"png", b"jpeg")
_SHOWN = QSize(220, 72)


def png_of(path: Path) -> bytes:
    """Return a picture file as a PNG of our own: its dots, nothing it carried beside them.

    Raises:
        Refused: when it cannot be read, is no PNG or JPEG, or is too large.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(
                tr("This picture is larger than 5 MB."), remedy=tr("Save it smaller and try again.")
            )
        content = path.read_bytes()
    except OSError:
        raise Refused(
            tr("This picture cannot be read."), remedy=tr("Copy it to this computer first.")
        ) from None
    return _clean(_decoded(content))


def _decoded(content: bytes) -> QImage:
    """Return the dots of a picture whose head was judged before its body is unpacked."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in _FORMATS:
        raise Refused(tr("This is no PNG or JPEG picture."), remedy=tr("Choose another file."))
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > LARGEST_PICTURE:
        raise Refused(
            tr("This picture has more than 25 million dots."),
            remedy=tr("Save it smaller and try again."),
        )
    if max(size.width(), size.height()) > LONGEST_SIDE:
        side = LONGEST_SIDE
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise Refused(tr("This picture is damaged."), remedy=tr("Choose another file."))
    return image


def _clean(image: QImage) -> bytes:
    """Return the dots as PNG, without the texts, colors and places a file may carry."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    for key in plain.textKeys():
        plain.setText(key, "")
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(written, b"png").write(plain)
    return bytes(written.data().data())


class PictureField(QWidget):
    """A picture with the commands that choose and remove it.

    Signals:
        chosen: the PNG of a new picture.
        refused: a `Refused` that says why a file was not taken.
        removed: the picture is to go.
    """

    chosen = Signal(bytes)
    refused = Signal(object)
    removed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = title
        self._picture = QLabel()
        self._picture.setAccessibleName(title)
        self._none = PlainLabel(tr("No picture yet"), role="hint")
        self.choose = Button(tr("Choose…"), self._choose, icon="image")
        self.remove = Button(tr("Remove"), self.removed.emit, role="quiet", icon="trash-2")
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        for widget in (self._picture, self._none, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        column.addWidget(PlainLabel(title, role="label"))
        column.addLayout(row)
        self.show_picture(None)

    def show_picture(self, png: bytes | None) -> None:
        """Show a picture, or that there is none."""
        pixmap = QPixmap()
        has_one = bool(png) and pixmap.loadFromData(png or b"")
        if has_one:
            ratio = Qt.AspectRatioMode.KeepAspectRatio
            pixmap = pixmap.scaled(_SHOWN, ratio, Qt.TransformationMode.SmoothTransformation)
        self._picture.setPixmap(pixmap)
        self._picture.setVisible(has_one)
        self._none.setVisible(not has_one)
        self.remove.setVisible(has_one)

    def _choose(self) -> None:
        path = dialogs.open_file(self, self._title, kinds=PICTURES)
        if path is None:
            return
        try:
            png = png_of(path)
        except Refused as why:
            self.refused.emit(why)
            return
        self.chosen.emit(png)
