"""A rating sheet as it was handed over, once the seal over it is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
)
from app.domain.calendar import said
from app.domain.edits import the
from app.domain.scales import COMPETENCY_LEVELS
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.documents.shared import moment_said, sheet_page, sheet_subjects
from app.stages.selection.documents.withheld import in_codes
from app.stages.selection.queries import SheetLine, SheetView
from app.stages.selection.records import Candidate


@dataclass(frozen=True, slots=True)
class HandedView:
    """A revealed sheet as its rater handed it over; without lines while it is sealed.

    Attributes:
        reference: the code of the engagement.
        sheet: what was handed over.
        late: whether its rater could see the others' sheets.
        alone: whether no other sheet on this candidate counts.
    """

    reference: str
    sheet: SheetView
    late: bool
    alone: bool


def handed_view(session: Session, pair: str) -> HandedView:
    """Read a sheet as it was handed over; before the reveal nothing of it."""
    candidate, _, member = pair.partition(" ")
    view = queries.sheet(session, candidate, member)
    held = queries.interview_of(session, candidate)
    opened = held.revealed_at if held else None
    at = view.submitted_at
    if opened is None or at is None:
        view = replace(view, lines=())
    opening = the(session, Candidate, candidate).requisition_id
    sheets = (
        queries.sheet_of(session, candidate, one.id)
        for one in queries.panel(session, opening)
        if one.rates
    )
    counting = sum(1 for one in sheets if one and one.submitted_at and not one.absent_reason)
    late = opened is not None and at is not None and at > opened
    return in_codes(
        session, opening, HandedView(reference(session), view, late, alone=counting == 1)
    )


def compose_handed(view: HandedView) -> Document:
    """Compose a sheet as it was handed over: each question, its rating and its evidence."""
    sheet = view.sheet
    handed = moment_said(sheet.submitted_at) if sheet.submitted_at else ""
    facts = (
        (tr("Rater"), sheet.rater),
        (tr("Interviewed on"), said(sheet.held_on) if sheet.held_on else ""),
        (tr("Handed over"), handed),
        (tr("Guide"), tr("Version {n}").format(n=sheet.guide_version)),
    )
    blocks: list[Block] = [Facts(tuple((label, text) for label, text in facts if text))]
    if view.late:
        told = tr("This sheet was written after the others were revealed.")
        blocks.append(Callout(told, kind="warn"))
    if sheet.absent_reason:
        told = tr("Closed without a rating: {why}").format(why=sheet.absent_reason)
        blocks.append(Callout(told, tr("Absent"), "warn"))
    else:
        blocks.append(_ratings(sheet))
    thin = view.alone and sheet.lines
    notice = tr("Thin: this is the only sheet on this candidate.") if thin else ""
    kind = tr("Rating sheet, handed over")
    return sheet_page(view.reference, sheet, kind, blocks, notice=notice)


def _ratings(sheet: SheetView) -> Table:
    columns = (
        Column("", 1),
        Column(tr("Question"), 5),
        Column(tr("Rating"), 3),
        Column(tr("What was said"), 6),
    )
    empty = tr("This sheet was not handed over.")
    if not sheet.revealed:
        empty = tr("Nothing is shown before the reveal.")
    return Table(columns, tuple(_row(line) for line in sheet.lines), empty=empty)


def _row(line: SheetLine) -> tuple[Cell | str, ...]:
    if line.score:
        label = tr(COMPETENCY_LEVELS[line.score][0])
        rating = Cell(f"{line.score}\n{label}", "strong", f"dots:{line.score}")
    else:
        rating = Cell(tr("not asked: {why}").format(why=line.not_asked_reason or "–"), "soft")
    heard = [str(line.evidence_note)]
    if line.change_reason:
        heard.append(tr("Changed after the reveal: {why}").format(why=line.change_reason))
    if line.dropped_reason:
        heard.append(tr("Not scored for anybody: {why}").format(why=line.dropped_reason))
    question = Cell(f"{line.text}\n{line.code}  {line.name}")
    told = "\n".join(part for part in heard if part)
    return (Cell(line.number, "strong"), question, rating, told or "–")


HANDED_SHEET = Deliverable(
    key="rating-sheet-handed-over",
    title=N_("Rating sheet, handed over"),
    audience=Audience.hiring_panel,
    collect=handed_view,
    compose=compose_handed,
    subjects=sheet_subjects,
    description=N_("What one rater gave and heard; nothing before the reveal."),
    confidentiality=Confidentiality.personal,
)
