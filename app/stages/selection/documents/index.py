"""The index of a selection file: what is kept about an opening, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Block,
    Callout,
    Cell,
    Column,
    Confidentiality,
    Document,
    Facts,
    Heading,
    Table,
)
from app.domain.calendar import said
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.documents.shared import page, requisition_subjects
from app.stages.selection.queries import FileEntry, RequisitionRow


@dataclass(frozen=True, slots=True)
class IndexView:
    """What lies in the file of an opening."""

    reference: str
    opening: RequisitionRow
    entries: tuple[FileEntry, ...]


def index_view(session: Session, requisition_id: str) -> IndexView:
    """Read what is kept about an opening."""
    opening = queries.requisition(session, requisition_id)
    return IndexView(reference(session), opening, queries.file_entries(session, requisition_id))


def compose_index(view: IndexView) -> Document:
    """Compose the index, with the day until which everything is kept."""
    opening = view.opening
    until = said(opening.retention_until) if opening.retention_until else tr("not set yet")
    blocks: list[Block] = [
        Facts(
            (
                (tr("Requisition"), opening.number),
                (tr("Hiring leader"), opening.hiring_leader or "–"),
                (tr("Opened on"), said(opening.opened_on) if opening.opened_on else "–"),
                (tr("Status"), tr(opening.status.label)),
                (tr("Kept until"), until),
                (tr("Legal hold"), tr("yes") if opening.legal_hold else tr("no")),
            )
        ),
        Heading(tr("What is kept"), 2),
        Table(
            (
                Column(tr("Record"), 4),
                Column(tr("About"), 4),
                Column(tr("By"), 4),
                Column(tr("On"), 3),
            ),
            tuple(
                (Cell(tr(one.kind), "strong"), one.about or "–", one.by or "–",
                 said(one.on) if one.on else "–")
                for one in view.entries
            ),
            empty=tr("Nothing is kept yet."),
        ),
    ]  # fmt: skip
    if opening.legal_hold:
        blocks.append(Callout(tr("A legal hold is on: nothing here may be erased."), kind="warn"))
    return page(view.reference, opening, tr("Selection file index"), blocks)


FILE_INDEX = Deliverable(
    key="selection-file-index",
    title=N_("Selection file index"),
    audience=Audience.hiring_panel,
    collect=index_view,
    compose=compose_index,
    subjects=requisition_subjects,
    description=N_("Everything that is kept about an opening, and until when."),
    confidentiality=Confidentiality.personal,
)
