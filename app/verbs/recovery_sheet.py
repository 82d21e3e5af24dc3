"""The recovery sheet: the key of a protected file on one page, for a drawer that is locked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlmodel import Session

from app.deliverables.brand import letterhead
from app.deliverables.document import (
    Bullets,
    Callout,
    Cell,
    Column,
    Confidentiality,
    Document,
    Heading,
    Paragraph,
    QrCode,
    Table,
)
from app.host.language import tr
from app.store.recovery import GROUPS, SheetLine, lines_of
from app.verbs.deliver import Paper


def sheet(session: Session, path: Path, digits: str, on: date) -> Paper:
    """Collect the recovery sheet of a file.

    Args:
        session: for whose letterhead it is.
        path: where the file lies; only its name is printed.
        digits: the 96 digits that open it.
        on: the day that is printed.
    """
    name = tr("Recovery sheet {name}").format(name=path.stem)
    return Paper(name, _document(path.name, digits, on), letterhead(session))


def _document(file_name: str, digits: str, on: date) -> Document:
    return Document(
        title=tr("Recovery sheet"),
        subtitle=file_name,
        confidentiality=Confidentiality.personal,
        on=on,
        blocks=(
            Callout(
                tr(
                    "Whoever holds this sheet can open the file. Keep it like the key of a safe: "
                    "on paper, under lock, and never in the folder of the file itself."
                ),
                title=tr("This sheet opens the file without its passphrase"),
                kind="warn",
            ),
            Heading(tr("The key"), 2),
            _lines(lines_of(digits)),
            Heading(tr("How to use it"), 2),
            Bullets(
                (
                    tr("Open the file in Becoming Great!"),
                    tr("Where the passphrase is asked for, choose “Open with recovery sheet…”."),
                    tr(
                        "Type the six lines, each with its check digit. Capitals and blanks do "
                        "not matter. A line that is mistyped is named."
                    ),
                ),
                numbered=True,
            ),
            Paragraph(
                tr(
                    "The sheet belongs to this file and its copies. A copy that was saved under a "
                    "new passphrase has a key of its own and needs a sheet of its own."
                ),
                "small",
            ),
            QrCode(digits.upper(), tr("The same key for a scanner, without the check digits.")),
        ),
    )


def _lines(lines: tuple[SheetLine, ...]) -> Table:
    """Return the six lines as a table whose columns are the groups."""
    return Table(
        (
            Column(tr("Line"), 0.7),
            *(Column("", 1, align="center") for _ in range(GROUPS)),
            Column(tr("Check"), 0.8, align="center"),
        ),
        tuple(
            (
                Cell(str(line.number), "soft"),
                *(Cell(group, "strong") for group in line.groups),
                Cell(line.check, "strong"),
            )
            for line in lines
        ),
    )
