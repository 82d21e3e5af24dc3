"""Papers as a reader has them in the hand: set, and read back from the PDF."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf

from app.deliverables.brand import letterhead
from app.deliverables.deliverable import Deliverable, Packet, prepare
from app.deliverables.parts import binder, forget
from app.deliverables.pdf import render
from app.stages.selection import documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlmodel import Session

    from app.deliverables.document import Document

LETTERS = (documents.INVITATION, documents.OFFER_ENCLOSURE, documents.NOT_SELECTED)
FOR_LEADER = (documents.PANEL_SUMMARY_FOR_MANAGER, documents.DECISION_RECORD_FOR_LEADER)
PANEL_PACKET, LEADER_PACKET = documents.PACKETS


def document(session: Session, paper: Deliverable[Any], subject: str | None) -> Document:
    """Return a paper about a subject."""
    return prepare(paper, session, subject)


def outline(session: Session, paper: Deliverable[Any], subject: str | None) -> str:
    """Return a paper as text, its lines joined."""
    return " ".join(document(session, paper, subject).outline().split())


def every_paper(
    session: Session, papers: Iterable[Deliverable[Any]] = documents.DELIVERABLES
) -> Iterator[tuple[Deliverable[Any], Document]]:
    """Yield every paper about everybody it can be about."""
    for paper in papers:
        subjects = paper.subjects(session) if paper.subjects else (None,)
        for one in subjects:
            yield paper, document(session, paper, one.id if one else None)


def pages(session: Session, made: Document) -> list[str]:
    """Return the text of each page of a paper."""
    return _texts(render(made, letterhead(session)))


def packet(session: Session, one: Packet, opening: str) -> pypdf.PdfReader:
    """Return a packet about an opening, bound."""
    cover, parts = one.gather(session, opening)
    try:
        return pypdf.PdfReader(
            BytesIO(binder(cover, parts, letterhead(session), duplex=False, workers=1))
        )
    finally:
        forget()


def packet_pages(session: Session, one: Packet, opening: str) -> list[str]:
    """Return the text of each page of a packet."""
    return [page.extract_text() for page in packet(session, one, opening).pages]


def words_of(names: Iterable[str], text: str) -> list[str]:
    """Return which words of these names stand in a text, however they are written."""
    words = [word for name in names for word in re.split(r"[\s-]+", name) if len(word) > 1]
    bare = text.casefold()
    return [
        word for word in words if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", bare)
    ]


def _texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
