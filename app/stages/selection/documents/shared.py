"""What several papers of selection share: their subjects, their head, sentences on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session

from app.deliverables.deliverable import Subject
from app.deliverables.document import Block, Callout, Confidentiality, Document
from app.domain.calendar import said
from app.domain.scales import plain, shown
from app.host.language import tr
from app.instruments import instrument
from app.stages.selection import queries
from app.stages.selection.queries import PanelSummary, RequisitionRow, SheetView

__all__ = [
    "candidate_subjects",
    "do_not_ask",
    "level_said",
    "listed",
    "moment_said",
    "page",
    "requisition_subjects",
    "sheet_page",
    "sheet_subjects",
    "shortened",
    "span_said",
    "thin",
]


def requisition_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the openings a paper can be made of."""
    return tuple(
        Subject(row.id, f"{row.number} {row.position}".strip())
        for row in queries.requisitions(session)
    )


def candidate_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the candidates in play of every opening."""
    return tuple(
        Subject(row.id, f"{row.called} – {opening.number}")
        for opening in queries.requisitions(session)
        for row in queries.candidates(session, opening.id)
        if row.stage not in queries.OUT_OF_PLAY
    )


def sheet_subjects(session: Session) -> tuple[Subject, ...]:
    """Return every pair of candidate and rater a sheet can be made for."""
    found = []
    for opening in queries.requisitions(session):
        raters = [one for one in queries.panel(session, opening.id) if one.rates]
        for candidate in queries.candidates(session, opening.id):
            if candidate.stage not in queries.OUT_OF_PLAY:
                found += [
                    Subject(
                        f"{candidate.id} {one.id}",
                        f"{candidate.called} – {one.name} – {opening.number}",
                    )
                    for one in raters
                ]
    return tuple(found)


def page(
    code: str,
    opening: RequisitionRow,
    kind: str,
    blocks: Iterable[Block],
    *,
    draft: bool = False,
    notice: str = "",
) -> Document:
    """Return a paper about an opening."""
    return Document(
        title=opening.position,
        kind=kind,
        subtitle=opening.primary_outcome,
        subject=opening.number,
        blocks=tuple(blocks),
        reference=code,
        confidentiality=Confidentiality.personal,
        draft=draft,
        listed=kind,
        notice=notice,
    )


def sheet_page(
    code: str, sheet: SheetView, kind: str, blocks: Iterable[Block], *, notice: str = ""
) -> Document:
    """Return a paper about one candidate for one rater."""
    return Document(
        title=sheet.candidate,
        kind=kind,
        subtitle=sheet.position,
        subject=sheet.requisition,
        blocks=tuple(blocks),
        reference=code,
        confidentiality=Confidentiality.personal,
        listed=f"{sheet.candidate} – {sheet.rater}",
        notice=notice,
    )


def thin(summaries: Iterable[PanelSummary]) -> str:
    """Say which scores rest on one rater only; nothing where none does."""
    alone = [one.candidate for one in summaries if one.score and one.score.state == "thin"]
    if not alone:
        return ""
    return tr("Thin: one rater only stands behind the score of {names}.").format(
        names=listed(alone)
    )


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: with *and* before the last."""
    if len(names) < 2:
        return "".join(names)
    return tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def level_said(value: float | None) -> str:
    """Return a level as it is printed: a whole one without decimals, a mean with two at most."""
    return "–" if value is None else plain(float(shown(value)))


def span_said(low: float, high: float) -> str:
    """Return from which to which level ratings go; where all are alike, that one."""
    return level_said(low) if low == high else f"{level_said(low)}–{level_said(high)}"


def moment_said(moment: datetime) -> str:
    """Return a moment by the clock of this computer, such as ``April 17, 2025, 16:30``."""
    here = moment.astimezone()
    return f"{said(here.date())}, {here:%H:%M}"


def do_not_ask() -> Callout:
    """Return the strip of what is not asked, for everybody who sits in an interview."""
    names = ", ".join(topic.name.lower() for topic in instrument.topics())
    return Callout(names[:1].upper() + names[1:] + ".", tr("Do not ask about"), "warn")


def shortened(text: str, room: int) -> str:
    """Return a text that has room for so many characters, cut between words."""
    if len(text) <= room:
        return text
    return text[:room].rsplit(" ", 1)[0].rstrip(",;:") + "…"
