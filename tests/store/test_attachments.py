"""Attachments: bytes kept once, outside the steps, and swept when nothing names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import attachments
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.store.library import LIBRARY, Shelf


@pytest.fixture
def file():
    with EngagementFile.in_memory(metadata=LIBRARY, author="Dana") as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "northmere.bgreat"


def test_bytes_are_kept_once_and_swept_when_nothing_names_them(path: Path):
    with EngagementFile.create(path, Key.published(), metadata=LIBRARY) as file:
        with file.work("Attach") as session:
            logo = attachments.put(session, b"logo", "image/png")
            assert attachments.put(session, b"logo", "image/png") == logo
            inside = attachments.put(session, b"inside", "image/png")
            orphan = attachments.put(session, b"orphan", "image/png")
            session.add(Shelf(name=logo, note=f'{{"picture": "{inside}"}}'))
        file.undo()
        file.redo()
        found = file.read(attachments.get, orphan)
        assert found == attachments.Attachment("image/png", b"orphan")

    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as again:
        assert again.read(attachments.get, logo) is not None
        assert again.read(attachments.get, inside) is not None
        assert again.read(attachments.get, orphan) is None


def test_an_attachment_survives_the_undoing_of_its_reference(file: EngagementFile):
    with file.work("Attach") as session:
        logo = attachments.put(session, b"logo", "image/png")
        session.add(Shelf(name=logo))
    file.undo()

    assert file.read(attachments.get, logo) is not None
