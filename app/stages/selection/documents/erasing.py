"""The record of an erasure: what went, when, and what stays. It names no candidate."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable, Subject
from app.deliverables.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Confidentiality,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signature,
    Table,
)
from app.domain.calendar import said, said_short
from app.host.language import N_, ntr, tr
from app.stages.selection import queries
from app.stages.selection.queries import ErasureRow

_SMALLEST = 0.8
"""The lines to sign on stand below what they are signed for, on the same page."""


@dataclass(frozen=True, slots=True)
class ErasureView:
    """An erasure as it is printed."""

    reference: str
    row: ErasureRow


def erasure_view(session: Session, erasure_id: str) -> ErasureView:
    """Read the record of an erasure."""
    return ErasureView(reference(session), queries.erasure(session, erasure_id))


def compose_erasure(view: ErasureView) -> Document:
    """Compose the record: days, numbers, what stays, and a line to sign on."""
    row = view.row
    blocks: list[Block] = [
        Paragraph(
            tr("The records on the candidates of this opening were erased from the engagement "
               "file. This page holds no name of any of them."),
            "lead",
        ),
        Facts(
            (
                (tr("Requisition"), row.number),
                (tr("Position"), row.position),
                (tr("Last record"), said(row.last_record) if row.last_record else "–"),
                (tr("Kept until"), said(row.kept_until) if row.kept_until else "–"),
                (tr("Erased on"), said(row.erased_on)),
                (tr("Erased by"), row.erased_by or "–"),
                (tr("Why"), row.reason),
            )
        ),
        Heading(tr("What was erased"), 2),
        Table((Column(tr("Record"), 6), _number(tr("Number"))), _rows(row)),
        Heading(tr("What stays"), 2),
        Bullets(_stays(row)),
        *_warnings(row),
        Signature(((tr("Erased by"), row.erased_by, said(row.erased_on)), (tr("Witness"), "", ""))),
    ]  # fmt: skip
    return Document(
        title=tr("Records erased"),
        kind=tr("Erasure record"),
        subtitle=f"{row.number}  {row.position}",
        subject=row.number,
        blocks=tuple(blocks),
        reference=view.reference,
        confidentiality=Confidentiality.general,
        shrinks_to=_SMALLEST,
    )


def _number(title: str) -> Column:
    return Column(title, 2, "right", numeric=True)


def _rows(row: ErasureRow) -> tuple[tuple[Cell | str, ...], ...]:
    counted = (
        (tr("Applications, with screening, interviews and decisions"), row.applications),
        (tr("Rating sheets, with every rating and note"), row.sheets),
        (tr("Attached papers"), row.documents),
        (tr("People who are nowhere else in the file"), row.people),
        (tr("Earlier versions of the file"), row.backups),
    )
    return tuple((what, str(number)) for what, number in counted)


def _stays(row: ErasureRow) -> tuple[str, ...]:
    told = [
        tr("The opening, its criteria, weights and interview guide"),
        tr("The counts of applicants by group, which name nobody"),
        tr("In the history: that something was done, when and by whom, without any content"),
    ]
    if row.stayed:
        told.append(
            ntr(
                "{n} person who was hired, works here or applied elsewhere",
                "{n} people who were hired, work here or applied elsewhere",
                row.stayed,
            ).format(n=row.stayed)
        )
    return tuple(told)


def _warnings(row: ErasureRow) -> list[Block]:
    """Say what an erasure here cannot reach."""
    told = [tr("Copies of the file, exports and prints kept elsewhere are erased by hand.")]
    if row.mentions:
        told.append(
            tr("{n} texts elsewhere in the file still named somebody on that day.").format(
                n=row.mentions
            )
        )
    return [Callout("\n".join(told), tr("Not reached by this"), "warn")]


def erasure_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the erasures, the latest first."""
    return tuple(
        Subject(row.id, f"{row.number} – {said_short(row.erased_on)}")
        for row in queries.erasures(session)
    )


ERASURE_RECORD = Deliverable(
    key="erasure-record",
    title=N_("Erasure record"),
    audience=Audience.hiring_panel,
    collect=erasure_view,
    compose=compose_erasure,
    subjects=erasure_subjects,
    description=N_("What was erased and when, without any name; to be signed and kept."),
    confidentiality=Confidentiality.general,
)
