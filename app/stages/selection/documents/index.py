"""The index of a selection file: what is kept about an opening, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

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
    Table,
    TwoColumns,
)
from app.domain.calendar import said, said_short
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.documents.shared import page, requisition_subjects
from app.stages.selection.queries import FileEntry, RequisitionRow

_SMALLEST = 0.8
"""An index a little longer than a page is set a little smaller."""


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
        TwoColumns(
            (
                Facts(
                    (
                        (tr("Opened on"), said(opening.opened_on) if opening.opened_on else "–"),
                        (tr("Hiring leader"), opening.hiring_leader or "–"),
                    )
                ),
            ),
            (Facts(((tr("Status"), tr(opening.status.label)), (tr("Kept until"), until))),),
        )
    ]
    if opening.legal_hold:
        blocks.append(Callout(tr("A legal hold is on: nothing here may be erased."), kind="warn"))
    columns = (
        Column(tr("No."), 1, "right", numeric=True),
        Column(tr("About"), 4),
        Column(tr("Record"), 3),
        Column(tr("By"), 8),
        Column(tr("On"), 3),
    )
    empty = tr("Nothing is kept yet.")
    blocks.append(Table(columns, tuple(_rows(view.entries)), empty=empty))
    made = page(view.reference, opening, tr("Selection file index"), blocks)
    return replace(made, shrinks_to=_SMALLEST)


def _rows(entries: tuple[FileEntry, ...]) -> Iterator[tuple[Cell | str, ...]]:
    """Yield a line for each sort of record about somebody, numbered throughout."""
    number, before = 1, "–"
    alike = groupby(entries, key=lambda one: (one.about, one.kind, one.on))
    for (about, kind, day), group in alike:
        by = [one.by for one in group]
        last = number + len(by) - 1
        yield (
            str(number) if last == number else f"{number}–{last}",
            Cell("" if about == before else about or tr("The opening"), "strong"),
            tr(kind),
            ", ".join(name for name in by if name) or "–",
            said_short(day) if day else "–",
        )
        number, before = last + 1, about


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
