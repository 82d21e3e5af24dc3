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
from app.stages.selection.documents.comparison import COMPARISON
from app.stages.selection.documents.deciding import DECISION_RECORD, DECISION_RECORD_FOR_LEADER
from app.stages.selection.documents.guide import INTERVIEW_GUIDE
from app.stages.selection.documents.handed import HANDED_SHEET
from app.stages.selection.documents.index import FILE_INDEX
from app.stages.selection.documents.shared import requisition_subjects, thin
from app.stages.selection.documents.summary import (
    PANEL_SUMMARY,
    PANEL_SUMMARY_FOR_MANAGER,
    summaries_of,
)
from app.stages.selection.queries import Comparison


def gather_for_panel(session: Session, requisition_id: str) -> tuple[Document, tuple[Part, ...]]:
    """Gather everything on an opening: guides, sheets by name, and what came of them.

    What has nothing to say yet is left out.
    """
    kept = queries.in_hand(session, requisition_id)
    found = queries.comparison(session, requisition_id)
    pairs = _pairs(session, requisition_id)
    guides = [_made(session, INTERVIEW_GUIDE, pair) for pair in pairs]
    sheets = [
        _made(session, HANDED_SHEET, pair) for pair in pairs if _is_told(session, *pair.split())
    ]
    whole = [requisition_id]
    revealed = [row for row in queries.candidates(session, requisition_id) if row.revealed]
    parts = (
        (N_("Index"), N_("What is kept, and until when."), _all(session, FILE_INDEX, whole)),
        (N_("Interview guides"), N_("What everybody is asked, for each who asks."), guides),
        (N_("Rating sheets"), N_("What each rater gave and heard, alone."), sheets),
        (N_("The panel"), N_("What was said side by side and agreed."),
         _all(session, PANEL_SUMMARY, whole if revealed else [])),
        (N_("Comparison"), N_("The candidates side by side, in bands."),
         _all(session, COMPARISON, whole if found.rows else [])),
        (N_("Decision"), N_("What was decided, and why."),
         _all(session, DECISION_RECORD, whole if found.rows else [])),
    )  # fmt: skip
    cover = _cover(session, found, N_("The panel's copy"))
    del kept
    return cover, _numbered(parts)


def gather_for_leader(session: Session, requisition_id: str) -> tuple[Document, tuple[Part, ...]]:
    """Gather what the hiring leader may hold: no rater's name and no single score."""
    whole = [requisition_id]
    parts = (
        (N_("The panel"), N_("What the panel said as a whole."),
         _all(session, PANEL_SUMMARY_FOR_MANAGER, whole)),
        (N_("Decision"), N_("What was decided, and why."),
         _all(session, DECISION_RECORD_FOR_LEADER, whole)),
    )  # fmt: skip
    found = queries.comparison(session, requisition_id)
    return _cover(session, found, N_("The hiring leader's copy")), _numbered(parts)


def _numbered(parts: Iterable[tuple[str, str, list[Document]]]) -> tuple[Part, ...]:
    """Return the parts that hold something, numbered in their order."""
    held = [part for part in parts if part[2]]
    return tuple(
        Part(number, tr(title), tr(sentence), tuple(documents))
        for number, (title, sentence, documents) in enumerate(held, start=1)
    )


def _all(
    session: Session, deliverable: Deliverable[Any], subjects: Iterable[str]
) -> list[Document]:
    return [_made(session, deliverable, subject) for subject in subjects]


def _made(session: Session, deliverable: Deliverable[Any], subject: str) -> Document:
    return prepare(deliverable, session, subject)


def _pairs(session: Session, requisition_id: str) -> list[str]:
    """Return everybody who is met with everybody who rates, by candidate, then by rater."""
    raters = [one.id for one in queries.panel(session, requisition_id) if one.rates]
    return [
        f"{row.id} {rater}"
        for row in queries.candidates(session, requisition_id)
        if row.stage not in queries.OUT_OF_PLAY or row.revealed
        for rater in raters
    ]


def _is_told(session: Session, candidate_id: str, member_id: str) -> bool:
    """Say whether a sheet is in and may be read."""
    found = queries.sheet_of(session, candidate_id, member_id)
    return found is not None and found.is_in and queries.is_revealed(session, candidate_id)


def _cover(session: Session, found: Comparison, copy: str) -> Document:
    opening = found.requisition
    notice = thin(summaries_of(session, found))
    lines = [opening.number, tr(copy)]
    if opening.opened_on:
        lines.append(tr("Opened on {day}").format(day=said(opening.opened_on)))
    if opening.retention_until:
        lines.append(tr("Kept until {day}").format(day=said(opening.retention_until)))
    if notice:
        lines.append(notice)
    block = Cover(opening.position, tr("Selection packet"), tuple(lines))
    return Document(
        tr("Selection packet"),
        (block,),
        subject=opening.number,
        reference=reference(session),
        confidentiality=Confidentiality.personal,
        notice=notice,
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
