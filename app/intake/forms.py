"""The fields of a filled PDF form, as texts by their names. Scripts and attachments stay unread."""

from __future__ import annotations

import io
from typing import Any

from app.domain.errors import Refused
from app.host.language import tr

MOST_FIELDS = 2000
LONGEST = 30_000
"""Characters of one field; the rest is left out. No text of ours has room for so many."""


def read(content: bytes) -> dict[str, str | None]:
    """Return each field's value by its name; a button's is the name of its state without the slash.

    What is neither a text nor a state is None: it was filled in, and nobody knows with what.

    Raises:
        Refused: when it is no PDF, is protected, or holds no fields.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if content.lstrip()[:5] != b"%PDF-":
        raise Refused(tr("This is not a PDF."), tr("Choose the sheet that was filled in."))
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused(tr("This PDF is protected."), tr("Ask for a copy without a password."))
        fields = reader.get_fields() or {}
    except PyPdfError:
        raise Refused(tr("This PDF is damaged."), tr("Ask for a new one.")) from None
    if not fields:
        raise Refused(
            tr("This PDF has no fields to read."),
            tr("It may have been printed to a new PDF. Ask for the one that was filled in."),
        )
    if len(fields) > MOST_FIELDS:
        raise Refused(tr("This PDF is none of our sheets."))
    return {str(name)[:LONGEST]: _text(field.value) for name, field in fields.items()}


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever stands in somebody's PDF
    """Return a field's value as text; None for what is no text and no state."""
    from pypdf.generic import NameObject, NullObject

    if value is None or isinstance(value, NullObject):
        return ""
    if isinstance(value, NameObject):
        return str(value).removeprefix("/")[:LONGEST]
    return str(value)[:LONGEST] if isinstance(value, str) else None
