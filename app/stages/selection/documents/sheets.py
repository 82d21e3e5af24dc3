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
    FieldHidden,
    Heading,
    KeepTogether,
    Paragraph,
    QrCode,
    Ruled,
    Scale,
    Signature,
    TwoColumns,
)
from app.domain.calendar import said
from app.domain.scales import COMPETENCY_LEVELS
from app.domain.text import TEXT_LIMIT
from app.host.language import N_, tr
from app.stages.selection import queries, rules
from app.stages.selection.documents.shared import sheet_page, sheet_subjects
from app.stages.selection.queries import SheetLine, SheetView
from app.stages.selection.rules import Mark


@dataclass(frozen=True, slots=True)
class BlankSheetView:
    """A sheet to be filled in, with what the guide says around it and its mark."""

    reference: str
    sheet: SheetView
    mark: Mark
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
        mark=queries.sheet_mark(session, candidate, member),
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
    blocks: list[Block] = [
        _marked_head(view),
        Paragraph(
            tr("Rate alone, by what was said and done. Mark one level; note the evidence."),
            style="lead",
        ),
    ]
    for line in sheet.lines:
        parts = (*_question(line), scale_of(line), Ruled(tr("Evidence"), lines=2))
        blocks.append(KeepTogether(parts))
    blocks.append(Signature(((tr("Rater"), sheet.rater, ""),)))
    return sheet_page(view.reference, sheet, tr("Rating sheet"), blocks)


def compose_fillable(view: BlankSheetView) -> Document:
    """Compose a rating sheet to fill in on a computer and to send back."""
    blocks: list[Block] = [
        FieldHidden(rules.MARK, rules.mark_text(view.mark)),
        _marked_head(view),
        Paragraph(
            tr("Rate alone, by what was said and done. Choose one level for each question and "
               "note the evidence, or say why it was not asked. Save it and send it back."),
            style="lead",
        ),
    ]  # fmt: skip
    blocks += [KeepTogether(_to_fill_in(line)) for line in view.sheet.lines]
    return sheet_page(view.reference, view.sheet, tr("Rating sheet"), blocks)


def _marked_head(view: BlankSheetView) -> TwoColumns:
    """Return whose sheet it is, in words and as a code."""
    sheet = view.sheet
    day = sheet.held_on or view.planned_on
    facts = Facts(
        (
            (tr("Rater"), sheet.rater),
            (tr("Interviewed on"), said(day) if day else ""),
            (tr("Guide"), tr("version {n}").format(n=sheet.guide_version)),
        )
    )
    code = QrCode(rules.mark_text(view.mark), said=rules.mark_line(view.mark))
    return TwoColumns((facts,), (code,))


def _question(line: SheetLine) -> tuple[Block, Block]:
    title = f"{line.number}  {line.code}  {line.name}"
    return Heading(title, 2), Paragraph(line.text, "small")


def _to_fill_in(line: SheetLine) -> tuple[Block, ...]:
    """Return a question with a ring for each level, and room for a reason and the evidence."""
    rate, why, note = rules.field_names(line.id)
    about = tr("Question {n}: {words}").format(n=line.number, words=line.text)
    scale = replace(
        scale_of(line), field=rate, skip=(rules.NOT_ASKED, tr("Not asked, because:")), about=about
    )
    reason = tr("Question {n}: why it was not asked").format(n=line.number)
    heard = tr("Question {n}: evidence").format(n=line.number)
    return (
        *_question(line),
        scale,
        Ruled("", 1, field=why, longest=rules.LONGEST_REASON, about=reason),
        Ruled(tr("Evidence"), 4, field=note, longest=TEXT_LIMIT, about=heard),
    )


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

FILLABLE_SHEET = Deliverable(
    key="rating-sheet-fillable",
    title=N_("Rating sheet to fill in on a computer"),
    audience=Audience.hiring_panel,
    collect=sheet_view,
    compose=compose_fillable,
    subjects=sheet_subjects,
    description=N_("To send to one rater and to take in again: one candidate, every question."),
    confidentiality=Confidentiality.personal,
)
