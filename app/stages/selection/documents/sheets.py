"""The rating sheet for the room, and what a guide takes from it too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Block,
    Confidentiality,
    Document,
    Facts,
    Heading,
    KeepTogether,
    Paragraph,
    Ruled,
    Scale,
    Signature,
)
from app.domain.calendar import said
from app.domain.scales import COMPETENCY_LEVELS
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.documents.shared import sheet_page, sheet_subjects
from app.stages.selection.queries import SheetLine, SheetView


@dataclass(frozen=True, slots=True)
class BlankSheetView:
    """A sheet to be filled in by hand, with what the guide says around it."""

    reference: str
    sheet: SheetView
    opening_words: str
    closing_words: str
    minutes: int
    planned_on: date | None
    begins: str
    ends: str
    place: str


def sheet_view(session: Session, pair: str) -> BlankSheetView:
    """Read the questions of one candidate's sheet for one rater; no rating is taken along."""
    candidate, _, member = pair.partition(" ")
    view = queries.sheet(session, candidate, member)
    bare = tuple(
        replace(
            line,
            score=None,
            not_asked_reason="",
            change_reason="",
            evidence_note=replace(line.evidence_note, text=""),
        )
        for line in view.lines
        if not line.dropped_reason
    )
    opening, closing = queries.guide_words(session, view.guide_id)
    held = queries.interview_of(session, candidate)
    return BlankSheetView(
        reference=reference(session),
        sheet=replace(view, lines=bare),
        opening_words=opening,
        closing_words=closing,
        minutes=queries.minutes_of(session, view.guide_id),
        planned_on=held.planned_on if held else None,
        begins=held.begins if held else "",
        ends=held.ends if held else "",
        place=held.place if held else "",
    )


def scale_of(line: SheetLine) -> Scale:
    """Return the levels of a question's criterion, by its anchors where it has some."""
    labels = list(COMPETENCY_LEVELS.items())
    anchors = line.anchors if len(line.anchors) == len(labels) else ("",) * len(labels)
    levels = tuple(
        (level, tr(label), anchor or tr(meaning))
        for anchor, (level, (label, meaning)) in zip(anchors, labels, strict=True)
    )
    return Scale(levels, None, asks=False)


def compose_sheet(view: BlankSheetView) -> Document:
    """Compose a rating sheet for the room: anchors to mark and room to write by hand."""
    sheet = view.sheet
    day = sheet.held_on or view.planned_on
    blocks: list[Block] = [
        Facts(
            (
                (tr("Rater"), sheet.rater),
                (tr("Interviewed on"), said(day) if day else ""),
                (tr("Guide"), tr("version {n}").format(n=sheet.guide_version)),
            )
        ),
        Paragraph(
            tr("Rate alone, by what was said and done. Mark one level; note the evidence."),
            style="lead",
        ),
    ]
    for line in sheet.lines:
        title = f"{line.number}  {line.code}  {line.name}"
        parts = (
            Heading(title, 2),
            Paragraph(line.text, "small"),
            scale_of(line),
            Ruled(tr("Evidence"), lines=2),
        )
        blocks.append(KeepTogether(parts))
    blocks.append(Signature(((tr("Rater"), sheet.rater, ""),)))
    return sheet_page(view.reference, sheet, tr("Rating sheet"), blocks)


RATING_SHEET = Deliverable(
    key="rating-sheet",
    title=N_("Rating sheet"),
    audience=Audience.hiring_panel,
    collect=sheet_view,
    compose=compose_sheet,
    subjects=sheet_subjects,
    description=N_("One candidate, one rater: anchors to mark and room for evidence."),
    confidentiality=Confidentiality.personal,
)
