"""The whole selection packet: one file for the panel's drawer, one for the hiring leader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Deliverable, Packet, Part, prepare
from app.deliverables.document import Confidentiality, Cover, Document
from app.domain.calendar import said
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.documents.deciding import (
    COMPARISON,
    DECISION_RECORD,
    DECISION_RECORD_FOR_LEADER,
)
from app.stages.selection.documents.index import FILE_INDEX
from app.stages.selection.documents.shared import requisition_subjects
from app.stages.selection.documents.sheets import HANDED_SHEET, INTERVIEW_GUIDE
from app.stages.selection.documents.summary import PANEL_SUMMARY, PANEL_SUMMARY_FOR_MANAGER


def gather_for_panel(session: Session, requisition_id: str) -> tuple[Document, tuple[Part, ...]]:
    """Gather everything on an opening, sheets by name included."""
    sheets = _handed(session, requisition_id)
    parts = (
        _part(1, N_("Index"), N_("What is kept, and until when."),
              [_made(session, FILE_INDEX, requisition_id)]),
        _part(2, N_("The guide"), N_("What everybody was asked."), _guide(session, requisition_id)),
        _part(3, N_("Rating sheets"), N_("What each rater gave and heard, alone."), sheets),
        _part(4, N_("The panel"), N_("What was said side by side and agreed."),
              [_made(session, PANEL_SUMMARY, requisition_id)]),
        _part(5, N_("Comparison"), N_("The candidates side by side, in bands."),
              [_made(session, COMPARISON, requisition_id)]),
        _part(6, N_("Decision"), N_("What was decided, and why."),
              [_made(session, DECISION_RECORD, requisition_id)]),
    )  # fmt: skip
    cover = _cover(session, requisition_id, N_("The panel's copy"))
    return cover, tuple(part for part in parts if part.documents)


def gather_for_leader(session: Session, requisition_id: str) -> tuple[Document, tuple[Part, ...]]:
    """Gather what the hiring leader may hold: no rater's name and no single score."""
    parts = (
        _part(1, N_("The panel"), N_("What the panel said as a whole."),
              [_made(session, PANEL_SUMMARY_FOR_MANAGER, requisition_id)]),
        _part(2, N_("Decision"), N_("What was decided, and why."),
              [_made(session, DECISION_RECORD_FOR_LEADER, requisition_id)]),
    )  # fmt: skip
    return _cover(session, requisition_id, N_("The hiring leader's copy")), parts


def _part(number: int, title: str, sentence: str, documents: Iterable[Document]) -> Part:
    return Part(number, tr(title), tr(sentence), tuple(documents))


def _made(session: Session, deliverable: Deliverable[Any], subject: str) -> Document:
    return prepare(deliverable, session, subject)


def _handed(session: Session, requisition_id: str) -> list[Document]:
    """Return the revealed sheets that were handed over, by candidate, then by rater."""
    raters = [one for one in queries.panel(session, requisition_id) if one.rates]
    found = []
    for row in queries.candidates(session, requisition_id):
        if not row.revealed:
            continue
        found += [
            _made(session, HANDED_SHEET, f"{row.id} {rater.id}")
            for rater in raters
            if queries.sheet(session, row.id, rater.id).submitted_at is not None
        ]
    return found


def _guide(session: Session, requisition_id: str) -> list[Document]:
    """Return one guide as it was used; every member's is the same but for the names."""
    raters = [one for one in queries.panel(session, requisition_id) if one.rates]
    candidates = queries.candidates(session, requisition_id)
    if not raters or not candidates:
        return []
    return [_made(session, INTERVIEW_GUIDE, f"{candidates[0].id} {raters[0].id}")]


def _cover(session: Session, requisition_id: str, copy: str) -> Document:
    opening = queries.requisition(session, requisition_id)
    lines = [opening.number, tr(copy)]
    if opening.opened_on:
        lines.append(tr("Opened on {day}").format(day=said(opening.opened_on)))
    if opening.retention_until:
        lines.append(tr("Kept until {day}").format(day=said(opening.retention_until)))
    block = Cover(opening.position, tr("Selection packet"), tuple(lines))
    return Document(
        tr("Selection packet"),
        (block,),
        subject=opening.number,
        reference=reference(session),
        confidentiality=Confidentiality.personal,
    )


PACKETS = (
    Packet(
        key="selection-packet",
        title=N_("Selection packet"),
        gather=gather_for_panel,
        subjects=requisition_subjects,
        description=N_("Everything on an opening in one file with contents, for the drawer."),
    ),
    Packet(
        key="selection-packet-hiring-leader",
        title=N_("Selection packet for the hiring leader"),
        gather=gather_for_leader,
        subjects=requisition_subjects,
        description=N_("In one file, without a rater's name and without a single score."),
    ),
)
