"""Papers for the room: the guide of each panel member, the rating sheet, the sheet handed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Confidentiality,
    Document,
    Facts,
    FieldHidden,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    QrCode,
    Ruled,
    Scale,
    Signature,
    Table,
    TwoColumns,
)
from app.domain.calendar import said
from app.domain.scales import COMPETENCY_LEVELS
from app.domain.text import TEXT_LIMIT
from app.host.language import N_, ntr, tr
from app.stages.selection import queries, rules
from app.stages.selection.documents.shared import do_not_ask, sheet_subjects
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


@dataclass(frozen=True, slots=True)
class HandedView:
    """A revealed sheet as its rater handed it over; without lines while it is sealed."""

    reference: str
    sheet: SheetView
    late: bool


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


def handed_view(session: Session, pair: str) -> HandedView:
    """Read a sheet as it was handed over; before the reveal nothing of it."""
    candidate, _, member = pair.partition(" ")
    view = queries.sheet(session, candidate, member)
    if not view.revealed or view.submitted_at is None:
        view = replace(view, lines=())
    late = view.rater in queries.panel_summary(session, candidate).late
    return HandedView(reference(session), view, late)


def compose_guide(view: BlankSheetView) -> Document:
    """Compose the guide of one panel member for one interview, with room to write."""
    blocks: list[Block] = [_meeting(view)]
    if view.opening_words:
        blocks += [Heading(tr("Opening words"), 2), Paragraph(view.opening_words)]
    blocks += [
        Heading(tr("How to rate"), 2),
        Paragraph(
            tr("Ask the same questions in the same order. Write what was said, then mark one "
               "level by the sentence that fits. Rate alone; talk when every sheet is in.")
        ),
        do_not_ask(),
    ]  # fmt: skip
    for line in view.sheet.lines:
        blocks += [PageBreak(), *_asked(line)]
    blocks += [PageBreak(), Heading(tr("Closing words"), 2)]
    if view.closing_words:
        blocks.append(Paragraph(view.closing_words))
    blocks.append(Ruled(tr("What the candidate asked"), lines=8))
    return _paper(view.reference, view.sheet, tr("Interview guide"), blocks)


def _meeting(view: BlankSheetView) -> Facts:
    time = f"{view.begins} – {view.ends}" if view.begins and view.ends else view.begins
    minutes = ntr("{n} minute", "{n} minutes", view.minutes).format(n=view.minutes)
    return Facts(
        (
            (tr("Candidate"), view.sheet.candidate),
            (tr("Panel member"), view.sheet.rater),
            (tr("Day"), said(view.planned_on) if view.planned_on else ""),
            (tr("Time"), f"{time}  ({minutes})" if time else minutes),
            (tr("Place"), view.place),
            (tr("Guide"), tr("version {n}").format(n=view.sheet.guide_version)),
        )
    )


def _asked(line: SheetLine) -> list[Block]:
    """Return one question with what helps to ask, to hear and to rate."""
    about = tr("{code}  {name}  ·  {n} min").format(code=line.code, name=line.name, n=line.minutes)
    head: list[Block] = [Heading(f"{line.number}  {about}", 2), Paragraph(line.text, "lead")]
    if line.why:
        head.append(Paragraph(tr("Why it matters: {why}").format(why=line.why), "small"))
    if line.probes:
        head.append(Bullets(line.probes))
    head.append(Ruled(tr("What was said"), lines=10))
    rate: list[Block] = [_scale(line)]
    if line.listen_for:
        signs = " · ".join(line.listen_for)
        rate.append(Paragraph(tr("Listen for (never read aloud): {x}").format(x=signs), "small"))
    return [KeepTogether(tuple(head)), KeepTogether(tuple(rate))]


def _scale(line: SheetLine) -> Scale:
    labels = list(COMPETENCY_LEVELS.items())
    levels = tuple(
        (level, tr(label), line.anchors[level - 1] if line.anchors else tr(meaning))
        for level, (label, meaning) in labels
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
        parts = (*_question(line), _scale(line), Ruled(tr("Evidence"), lines=2))
        blocks.append(KeepTogether(parts))
    blocks.append(Signature(((tr("Rater"), sheet.rater, ""),)))
    return _paper(view.reference, sheet, tr("Rating sheet"), blocks)


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
    return _paper(view.reference, view.sheet, tr("Rating sheet"), blocks)


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
        _scale(line), field=rate, skip=(rules.NOT_ASKED, tr("Not asked, because:")), about=about
    )
    reason = tr("Question {n}: why it was not asked").format(n=line.number)
    heard = tr("Question {n}: evidence").format(n=line.number)
    return (
        *_question(line),
        scale,
        Ruled("", 1, field=why, longest=rules.LONGEST_REASON, about=reason),
        Ruled(tr("Evidence"), 4, field=note, longest=TEXT_LIMIT, about=heard),
    )


def compose_handed(view: HandedView) -> Document:
    """Compose a sheet as it was handed over: each question, its rating and its evidence."""
    sheet = view.sheet
    handed = said(sheet.submitted_at.astimezone().date()) if sheet.submitted_at else ""
    blocks: list[Block] = [
        Facts(
            (
                (tr("Rater"), sheet.rater),
                (tr("Interviewed on"), said(sheet.held_on) if sheet.held_on else ""),
                (tr("Handed over"), handed),
                (tr("Guide"), tr("version {n}").format(n=sheet.guide_version)),
            )
        )
    ]
    if view.late:
        blocks.append(
            Callout(tr("This sheet was written after the others were revealed."), kind="warn")
        )
    rows = tuple(_handed_row(line) for line in sheet.lines)
    columns = (
        Column("", 1),
        Column(tr("Question"), 5),
        Column(tr("Rating"), 2),
        Column(tr("What was said"), 6),
    )
    empty = tr("Nothing is shown before the reveal.")
    blocks.append(Table(columns, rows, empty=empty))
    return _paper(view.reference, sheet, tr("Rating sheet, handed over"), blocks)


def _handed_row(line: SheetLine) -> tuple[Cell | str, ...]:
    score = (
        str(line.score)
        if line.score
        else tr("not asked: {why}").format(why=line.not_asked_reason or "–")
    )
    mark = f"dots:{line.score}" if line.score else ""
    heard = str(line.evidence_note)
    if line.change_reason:
        changed = tr("Changed after the reveal: {why}").format(why=line.change_reason)
        heard = f"{heard}\n{changed}".strip()
    if line.dropped_reason:
        told = tr("Not scored for anybody: {why}").format(why=line.dropped_reason)
        heard = f"{heard}\n{told}".strip()
    question = Cell(f"{line.text}\n{line.code}  {line.name}")
    return (Cell(line.number, "strong"), question, Cell(score, "strong", mark), heard or "–")


def _paper(code: str, sheet: SheetView, kind: str, blocks: list[Block]) -> Document:
    return Document(
        title=sheet.candidate,
        kind=kind,
        subtitle=sheet.position,
        subject=sheet.requisition,
        blocks=tuple(blocks),
        reference=code,
        confidentiality=Confidentiality.personal,
    )


INTERVIEW_GUIDE = Deliverable(
    key="interview-guide",
    title=N_("Interview guide"),
    audience=Audience.hiring_panel,
    collect=sheet_view,
    compose=compose_guide,
    subjects=sheet_subjects,
    description=N_("One candidate, one panel member: every question with room to write."),
    confidentiality=Confidentiality.personal,
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
