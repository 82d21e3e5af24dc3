"""The whole engagement out as JSON and back in."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import Refused
from app.host.language import ntr, tr
from app.stages.selection.queries import sealed_sheets
from app.store import schema
from app.store.engagement_file import EngagementFile
from app.verbs.exchange import document_of, fill, read_text, text_of
from app.verbs.opening import new_key
from app.verbs.sealing import sealed_rows


def engagement_text(file: EngagementFile) -> str:
    """Return an open engagement as the text of one JSON document.

    Raises:
        Refused: while sheets are sealed: whoever reads the text would have opened the seal.
    """
    if sheets := file.read(sealed_sheets):
        raise Refused(
            ntr(
                "{n} rating sheet is sealed, and a page of plain text would open the seal.",
                "{n} rating sheets are sealed, and a page of plain text would open the seal.",
                sheets,
            ).format(n=sheets),
            remedy=tr("Reveal the sheets first, or save a copy under a passphrase."),
        )
    sealed = file.read(sealed_rows)
    return text_of(file.read(document_of, version=schema.VERSION, sealed=sealed))


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
