"""The whole engagement out as JSON and back in."""

from __future__ import annotations

from pathlib import Path

import app.stages  # noqa: F401 - the tables of every stage belong to the file
from app.store import schema
from app.store.engagement_file import EngagementFile
from app.verbs.exchange import document_of, fill, read_text, text_of
from app.verbs.opening import new_key


def engagement_text(file: EngagementFile) -> str:
    """Return an open engagement as the text of one JSON document."""
    return text_of(file.read(document_of, version=schema.VERSION))


def engagement_from_text(text: str, path: Path, *, passphrase: str) -> int:
    """Make a new engagement file from such a text and return how many rows it holds.

    Raises:
        FileTrouble: when the text does not fit; no file is left behind then.
    """
    document = read_text(text)
    file = EngagementFile.create(path, new_key(passphrase))
    try:
        with file.pour() as session:
            count = fill(session, document, version=schema.VERSION)
    except BaseException:
        file.close()
        path.unlink()
        raise
    file.close()
    return count
