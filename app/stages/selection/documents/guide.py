"""The interview guide of one panel member: what to say, what to ask, and room to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Blank,
    Blanks,
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Confidentiality,
    Document,
    Facts,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Ruled,
    Signature,
    Table,
    TwoColumns,
)
from app.domain.calendar import said
from app.domain.edits import the
from app.host.language import N_, ntr, tr
from app.stages.selection import queries
from app.stages.selection.documents.shared import do_not_ask, sheet_page, sheet_subjects
from app.stages.selection.documents.sheets import BlankSheetView, scale_of, sheet_view
from app.stages.selection.queries import SheetLine
from app.stages.selection.records import Candidate

_FEWEST_LINES = 8
"""So many lines to write on has every question; a page gives what more it has."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """What one panel member needs in the room.

    Attributes:
        blank: the questions and the words around them.
        opening_minutes: how long the words at the beginning take.
        closing_minutes: how long the candidate's own time at the end is.
        alone: whether nobody else rates.
    """

    blank: BlankSheetView
    opening_minutes: int
    closing_minutes: int
    alone: bool


def guide_view(session: Session, pair: str) -> GuideView:
    """Read one candidate's guide for one rater; no rating is taken along."""
    candidate = the(session, Candidate, pair.partition(" ")[0])
    raters = [one for one in queries.panel(session, candidate.requisition_id) if one.rates]
    return GuideView(
        sheet_view(session, pair),
        queries.OPENING_MINUTES,
        queries.CLOSING_MINUTES,
        alone=len(raters) == 1,
    )


def compose_guide(view: GuideView) -> Document:
    """Compose the guide: how it goes, a page for each question, and the end."""
    blank = view.blank
    starts = _starts(view)
    blocks: list[Block] = [
        _meeting(blank),
        TwoColumns(
            (
                Heading(tr("Opening words"), 2),
                Paragraph(blank.opening_words or tr("Thank, and say how this will go.")),
            ),
            (Heading(tr("How the time goes"), 2), _time(view, starts)),
            (5, 4),
        ),
        Heading(tr("How to rate"), 2),
        Paragraph(
            tr("Ask the same questions in the same order. Write what was said, then mark one "
               "level by the sentence that fits. Rate alone; talk when every sheet is in.")
        ),
        do_not_ask(),
    ]  # fmt: skip
    for line, start in zip(blank.sheet.lines, starts[1:], strict=False):
        blocks += [PageBreak(), *_asked(line, start)]
    if not blank.sheet.lines:
        blocks.append(Callout(tr("There are no questions yet."), kind="warn"))
    blocks += [PageBreak(), *_closing(blank)]
    notice = tr("Thin: one rater only. A second pair of ears would help.") if view.alone else ""
    return sheet_page(blank.reference, blank.sheet, tr("Interview guide"), blocks, notice=notice)


def _starts(view: GuideView) -> list[str]:
    """Return when each part begins by the clock; nothing where the hour is not known."""
    lengths = [view.opening_minutes, *(line.minutes for line in view.blank.sheet.lines)]
    if not view.blank.begins:
        return ["" for _ in (*lengths, "")]
    begins = datetime.strptime(view.blank.begins, "%H:%M")  # noqa: DTZ007 - a clock, no day
    ends = [begins + timedelta(minutes=sum(lengths[:place])) for place in range(len(lengths) + 1)]
    return [f"{moment:%H:%M}" for moment in ends]


def _meeting(view: BlankSheetView) -> Facts:
    time = f"{view.begins} – {view.ends}" if view.begins and view.ends else view.begins
    rows = (
        (tr("Panel member"), view.sheet.rater),
        (tr("Day"), said(view.planned_on) if view.planned_on else "____________"),
        (tr("Time"), time or "____________"),
        (tr("Place"), view.place or "____________"),
        (tr("Guide"), tr("Version {n}").format(n=view.sheet.guide_version)),
    )
    return Facts(rows)


def _time(view: GuideView, starts: list[str]) -> Table:
    """Return what comes when, and how many minutes each part has."""
    lines = view.blank.sheet.lines
    parts = [
        (tr("Opening words"), view.opening_minutes),
        *((f"{line.number}  {line.name}", line.minutes) for line in lines),
        (tr("The candidate's own questions, closing words"), view.closing_minutes),
    ]
    rows: list[tuple[Cell | str, ...]] = [
        (start, what, str(minutes)) for start, (what, minutes) in zip(starts, parts, strict=True)
    ]
    total = sum(minutes for _, minutes in parts)
    rows.append(("", Cell(tr("Together"), "strong"), Cell(str(total), "strong")))
    columns = (
        Column("", 1),
        Column(tr("What comes"), 5),
        Column(tr("Minutes"), 1, "right", numeric=True),
    )
    return Table(columns, tuple(rows))


def _asked(line: SheetLine, start: str) -> list[Block]:
    """Return one question with what helps to ask, to hear and to rate."""
    minutes = ntr("{n} minute", "{n} minutes", line.minutes).format(n=line.minutes)
    when = tr("{minutes}, from {start}").format(minutes=minutes, start=start) if start else minutes
    head: list[Block] = [
        Heading(f"{line.number}  {line.code}  {line.name}", 2),
        Paragraph(when, "label"),
        Paragraph(line.text, "lead"),
    ]
    if line.why:
        head.append(Paragraph(tr("Why it matters: {why}").format(why=line.why), "small"))
    if line.probes:
        head += [Paragraph(tr("If the answer stays general"), "label"), Bullets(line.probes)]
    rate: list[Block] = []
    if line.listen_for:
        signs = " · ".join(line.listen_for)
        rate.append(Paragraph(tr("Listen for (never read aloud): {x}").format(x=signs), "small"))
    rate += [
        scale_of(line),
        Blanks((Blank(tr("My rating, 1 to 5"), 0), Blank(tr("Not asked, because")))),
    ]
    return [
        KeepTogether(tuple(head)),
        Ruled(tr("What was said"), lines=_FEWEST_LINES, grows=True),
        KeepTogether(tuple(rate)),
    ]


def _closing(view: BlankSheetView) -> list[Block]:
    """Return the end: closing words, the candidate's questions, and the rater's hand."""
    words = view.closing_words or tr("Hear the candidate's questions, say what comes next, thank.")
    return [
        Heading(tr("Closing words"), 2),
        Paragraph(words),
        Ruled(tr("What the candidate asked, and what we answered"), lines=6, grows=True),
        Paragraph(
            tr("Hand your sheet in before anybody talks about the candidate. Whoever has heard "
               "another rating can no longer give an own one."), "small",
        ),
        Signature(((tr("Panel member"), view.sheet.rater, ""),)),
    ]  # fmt: skip


INTERVIEW_GUIDE = Deliverable(
    key="interview-guide",
    title=N_("Interview guide"),
    audience=Audience.hiring_panel,
    collect=guide_view,
    compose=compose_guide,
    subjects=sheet_subjects,
    description=N_("One candidate, one panel member: every question with room to write."),
    confidentiality=Confidentiality.personal,
)
