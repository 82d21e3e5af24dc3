"""Pictures from outside: judged by what they are, and kept as nothing but their dots."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.domain.errors import Refused
from app.ui import dialogs
from app.ui.pictures import LARGEST_FILE, LONGEST_SIDE, PictureField, png_of


def picture(path: Path, width: int = 40, height: int = 20, **texts: str) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 120, 200))
    for key, text in texts.items():
        image.setText(key, text)
    assert image.save(str(path))
    return path


def claiming(path: Path, width: int, height: int) -> Path:
    """Write a PNG that claims a size and holds almost nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        whole = kind + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_picture_becomes_a_png_of_the_same_size(tmp_path: Path, ending: str):
    png = png_of(picture(tmp_path / f"logo.{ending}"))

    image = QImage.fromData(png)
    assert (image.width(), image.height()) == (40, 20)
    assert png.startswith(b"\x89PNG")


def test_what_a_picture_carries_beside_its_dots_is_dropped(tmp_path: Path):
    path = picture(tmp_path / "logo.png", Author="Otis Rowe", Place="45.98 N 94.36 W")
    assert b"Otis Rowe" in path.read_bytes()

    png = png_of(path)

    assert b"Otis Rowe" not in png
    assert b"45.98" not in png


def test_a_large_picture_is_made_smaller(tmp_path: Path):
    image = QImage.fromData(png_of(picture(tmp_path / "logo.png", 4000, 1000)))

    assert (image.width(), image.height()) == (LONGEST_SIDE, LONGEST_SIDE // 4)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no PNG or JPEG"),
        (b"GIF89a" + b"\0" * 100, "no PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "dots|damaged|no PNG"),
        (b"\0" * (LARGEST_FILE + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(tmp_path: Path, content: bytes, said: str):
    path = tmp_path / "logo.png"
    path.write_bytes(content)

    with pytest.raises(Refused, match=said):
        png_of(path)


def test_a_picture_that_claims_a_monstrous_size_is_never_unpacked(tmp_path: Path):
    with pytest.raises(Refused, match="25 million"):
        png_of(claiming(tmp_path / "bomb.png", 30_000, 30_000))


def test_a_picture_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(Refused, match="cannot be read"):
        png_of(tmp_path / "gone.png")


def test_the_field_shows_chooses_and_removes(qtbot: QtBot, tmp_path: Path):
    field = PictureField("Logo")
    qtbot.addWidget(field)
    field.show()
    assert field.remove.isHidden()

    dialogs.answers.script()
    try:
        dialogs.answers.give("open_file", picture(tmp_path / "logo.png"))
        with qtbot.waitSignal(field.chosen) as chosen:
            field.choose.click()
        field.show_picture(chosen.args[0])
        assert field.remove.isVisible()

        dialogs.answers.give("open_file", tmp_path / "gone.png")
        with qtbot.waitSignal(field.refused):
            field.choose.click()
        dialogs.answers.give("open_file", None)
        with qtbot.assertNotEmitted(field.chosen):
            field.choose.click()
    finally:
        dialogs.answers.release()
