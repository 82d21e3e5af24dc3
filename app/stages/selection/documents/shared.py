"""What several papers of selection share: their subjects, their head, sentences on them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlmodel import Session

from app.deliverables.deliverable import Subject
from app.deliverables.document import Block, Callout, Confidentiality, Document
from app.host.language import tr
from app.instruments import instrument
from app.stages.selection import queries
from app.stages.selection.queries import RequisitionRow

__all__ = [
    "candidate_subjects",
    "do_not_ask",
    "first_sentence",
    "page",
    "requisition_subjects",
    "sheet_subjects",
    "shortened",
    "unnamed",
]

_LONGEST = 110
"""So many characters of evidence stand beside a mean; the whole note is in the panel summary."""


def requisition_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the openings a paper can be made of."""
    return tuple(
        Subject(row.id, f"{row.number} {row.position}".strip())
        for row in queries.requisitions(session)
    )


def candidate_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the candidates in play of every opening."""
    return tuple(
        Subject(row.id, f"{row.called} – {opening.number}")
        for opening in queries.requisitions(session)
        for row in queries.candidates(session, opening.id)
        if row.stage not in queries.OUT_OF_PLAY
    )


def sheet_subjects(session: Session) -> tuple[Subject, ...]:
    """Return every pair of candidate and rater a sheet can be made for."""
    found = []
    for opening in queries.requisitions(session):
        raters = [one for one in queries.panel(session, opening.id) if one.rates]
        for candidate in queries.candidates(session, opening.id):
            if candidate.stage not in queries.OUT_OF_PLAY:
                found += [
                    Subject(f"{candidate.id} {one.id}", f"{candidate.called} – {one.name}")
                    for one in raters
                ]
    return tuple(found)


def page(
    code: str,
    opening: RequisitionRow,
    kind: str,
    blocks: Iterable[Block],
    *,
    draft: bool = False,
    landscape: bool = False,
) -> Document:
    """Return a paper about an opening."""
    return Document(
        title=opening.position,
        kind=kind,
        subtitle=opening.primary_outcome,
        subject=opening.number,
        blocks=tuple(blocks),
        reference=code,
        confidentiality=Confidentiality.personal,
        draft=draft,
        orientation="landscape" if landscape else "portrait",
    )


def do_not_ask() -> Callout:
    """Return the strip of what is not asked, for everybody who sits in an interview."""
    names = ", ".join(topic.name.lower() for topic in instrument.topics())
    return Callout(names[:1].upper() + names[1:] + ".", tr("Do not ask about"), "warn")


def unnamed(text: str, names: Iterable[str], kept: Iterable[str]) -> str:
    """Return a text in which nobody of these is named any more.

    Args:
        text: what somebody wrote.
        names: the people who must not be known from it.
        kept: other people's names; a word of theirs stays, whoever else bears it too.
    """
    stays = {word.casefold() for name in kept for word in name.split()}
    for name in sorted(set(names), key=len, reverse=True):
        words = [word for word in name.split() if len(word) > 1 and word.casefold() not in stays]
        for part in dict.fromkeys([name, *words] if words else []):
            pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
            text = re.sub(pattern, tr("a panel member"), text, flags=re.IGNORECASE)
    return text


def first_sentence(text: str) -> str:
    """Return the beginning of a note that stands for it beside a number."""
    head = text.strip().split("\n", 1)[0]
    for mark in (". ", "; "):
        head = head.split(mark, 1)[0]
    return shortened(head.rstrip("."), _LONGEST)


def shortened(text: str, room: int) -> str:
    """Return a text that has room for so many characters, cut between words."""
    if len(text) <= room:
        return text
    return text[:room].rsplit(" ", 1)[0].rstrip(",;:") + "…"
