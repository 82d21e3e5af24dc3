"""A table out of a CSV or an XLSX file, as rows of texts. Formulas and macros stay unread."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from app.domain.errors import Refused
from app.host.language import tr

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST = 20_000
"""Characters of one cell; the rest is left out."""

_MOST_PARTS = 200
_MOST_UNPACKED = 50 * 1024 * 1024
_MOST_RATIO = 100
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t|"
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read(content: bytes) -> dict[str, Any]:
    """Return the first table of a file.

    Returns:
        ``kind`` (csv or xlsx), ``encoding`` and ``delimiter`` of a CSV, ``sheet`` and ``sheets``
        of a workbook, and ``rows``: lists of texts, all of one length, without empty rows.

    Raises:
        Refused: when it is no table, too large, or made to unpack without end.
    """
    if content.startswith(_ZIP):
        return _workbook(content)
    if content.startswith(_OLD):
        raise Refused(
            tr("This is an old Excel file."), tr("Save it as .xlsx or .csv and choose that.")
        )
    if content.startswith(b"%PDF-") or b"\x00\x00\x00\x00" in content[:200]:
        raise Refused(tr("This is not a table."), tr("Choose a .csv or .xlsx file."))
    return _csv(content)


def _csv(content: bytes) -> dict[str, Any]:
    encoding, text = _decoded(content)
    delimiter = _delimiter(text)
    csv.field_size_limit(max(LONGEST * 50, 1_000_000))
    try:
        found = _evened(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Refused(
            tr("This table cannot be read."), tr("Open it, save it as .csv again, and retry.")
        ) from None
    return {"kind": "csv", "encoding": encoding, "delimiter": delimiter, "rows": found}


def _decoded(content: bytes) -> tuple[str, str]:
    """Return in which writing a text is, and the text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, content.decode(encoding, errors="replace")
    if b"\x00" in content[:200]:  # UTF-16 that does not say so
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
        return encoding, content.decode(encoding, errors="replace")
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Return what parts the cells: what occurs in the first lines, and in each of them alike."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in _DELIMITERS}
    alike = {mark: min(found, default=0) for mark, found in counts.items()}
    best = max(_DELIMITERS, key=lambda mark: (alike[mark], sum(map(bool, counts[mark]))))
    has_it = [line for line in lines if best in line]
    return best if 2 * len(has_it) > len(lines) else ","


def _workbook(content: bytes) -> dict[str, Any]:
    _refuse_bomb(content)
    if b"opendocument.spreadsheet" in content[:200]:
        raise Refused(
            tr("This is an OpenDocument table."), tr("Save it as .xlsx or .csv and choose that.")
        )
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, SyntaxError):
        raise Refused(tr("This is not a workbook."), tr("Choose a .csv or .xlsx file.")) from None
    names = list(book.sheetnames)
    for sheet in book.worksheets:
        found = _evened(_texts(row) for row in sheet.iter_rows(values_only=True))
        if found:
            return {"kind": "xlsx", "sheet": sheet.title, "sheets": names, "rows": found}
    return {"kind": "xlsx", "sheet": "", "sheets": names, "rows": []}


def _refuse_bomb(content: bytes) -> None:
    """Look at the directory of the archive before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Refused(tr("This file is damaged."), tr("Save it again and retry.")) from None
    unpacked = sum(part.file_size for part in parts)
    large = [p for p in parts if p.file_size > _MOST_RATIO * max(p.compress_size, 1)]
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or large:
        raise Refused(
            tr("This workbook unpacks to far more than a table."),
            tr("Save the one sheet that is needed as .csv and choose that."),
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Refused(tr("This workbook holds macros."), tr("Save it as .xlsx without macros."))


def _texts(row: Iterable[Any]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: Any) -> str:  # noqa: ANN401 - whatever stands in a cell
    """Return a cell as people write it: a day as ISO, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        plain = value.hour == value.minute == value.second == 0
        return value.date().isoformat() if plain else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _evened(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    """Return rows of one length, cells cleaned, those without any text left out.

    Raises:
        Refused: when there are more rows or columns than any list of people has.
    """
    found = []
    for row in rows:
        cells = [_clean(cell) for cell in _some(row)]
        if any(cells):
            found.append(cells)
        if len(found) > MOST_ROWS:
            raise Refused(
                tr("This table has more than {n} rows.").format(n=f"{MOST_ROWS:,}"),
                tr("Keep the rows that are needed and choose it again."),
            )
    wide = max((len(row) for row in found), default=0)
    return [[*row, *[""] * (wide - len(row))] for row in found]


def _some(row: Iterable[str]) -> Iterator[str]:
    for place, cell in enumerate(row):
        if place >= MOST_COLUMNS and cell:
            raise Refused(
                tr("This table has more than {n} columns.").format(n=MOST_COLUMNS),
                tr("Keep the columns that are needed and choose it again."),
            )
        if place < MOST_COLUMNS:
            yield cell


def _clean(cell: str) -> str:
    """Return a cell without what no text holds: NULs and halves of characters."""
    whole = cell.encode("utf-8", errors="replace").decode("utf-8")
    return whole.replace("\x00", "").strip()[:LONGEST]
