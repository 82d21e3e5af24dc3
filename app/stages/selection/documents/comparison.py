"""The candidates side by side on one page across."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Block,
    Cell,
    Column,
    Confidentiality,
    Document,
    Paragraph,
    Table,
)
from app.deliverables.redaction import Said
from app.domain.scales import plain, shown
from app.host.language import N_, ntr, tr
from app.stages.selection import queries
from app.stages.selection.documents.passages import missing, standing
from app.stages.selection.documents.shared import (
    page,
    requisition_subjects,
    shortened,
    span_said,
    thin,
)
from app.stages.selection.documents.withheld import in_codes
from app.stages.selection.queries import (
    Comparison,
    ComparisonRow,
    CriterionRow,
    PanelSummary,
    SummaryLine,
)

MOST = 8
"""So many stand side by side on one page; the first in rank."""

_SMALLEST = 0.6
"""Eight candidates on eight criteria still have to stand on one page."""

_ROOM = 3200
"""So many characters of evidence can be read on one page across; all fields share them."""

_LONGEST_NAME = 60
"""So much of a criterion's name stands at the left; the whole of it is on the panel summary."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One criterion of one candidate beside the others'."""

    mean: float | None
    low: float | None
    high: float | None
    below_floor: bool
    evidence: Said | None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Up to eight candidates side by side."""

    reference: str
    comparison: Comparison
    cells: tuple[tuple[Beside, ...], ...]
    thin: str


def comparison_view(session: Session, requisition_id: str) -> ComparisonView:
    """Read the first eight in rank, criterion by criterion."""
    found = queries.comparison(session, requisition_id)
    summaries = [queries.panel_summary(session, row.id) for row in found.rows[:MOST]]
    cells = tuple(_candidate_beside(one) for one in summaries)
    view = ComparisonView(reference(session), found, cells, thin(summaries))
    return in_codes(session, requisition_id, view)


def _candidate_beside(summary: PanelSummary) -> tuple[Beside, ...]:
    return tuple(_beside(line, summary.raters) for line in summary.lines)


def _beside(line: SummaryLine, raters: tuple[str, ...]) -> Beside:
    """Return what stands beside the others: mean, range and the best line of evidence.

    The best is what the rater noted who rated highest; the first of those in the panel's order.
    """
    given = [score for score in line.by_rater if score is not None]
    rated = dict(zip(raters, line.by_rater, strict=True))
    best = max(line.notes, key=lambda note: rated.get(note[0]) or 0, default=None)
    return Beside(
        mean=line.mean,
        low=min(given, default=None),
        high=max(given, default=None),
        below_floor=line.below_floor,
        evidence=best[1] if best else None,
    )


def compose_comparison(view: ComparisonView) -> Document:
    """Compose the candidates side by side."""
    opening = view.comparison.requisition
    blocks = _side_by_side(view) if view.cells else missing(view.comparison)
    made = page(
        view.reference, opening, tr("Candidates side by side"), blocks,
        draft=bool(view.comparison.missing), notice=view.thin,
    )  # fmt: skip
    return replace(made, orientation="landscape", shrinks_to=_SMALLEST)


def _side_by_side(view: ComparisonView) -> list[Block]:
    rows, criteria = view.comparison.rows[:MOST], view.comparison.criteria
    columns = (Column(tr("Criterion"), 5), *(Column(row.name, 4) for row in rows))
    room = _ROOM // (len(rows) * max(len(criteria), 1))
    lines = [_standings(rows)]
    for place, criterion in enumerate(criteria):
        beside = (_cell(cells[place], room) for cells in view.cells)
        lines.append((_label(criterion), *beside))
    note = tr(
        "Each field: the panel's mean (lowest–highest) and the best line of evidence. A cross "
        "marks a mean below its floor. Who shares a band is too close to tell apart by numbers."
    )
    blocks: list[Block] = [Table(columns, tuple(lines), note=note)]
    more = len(view.comparison.rows) - len(rows)
    if more > 0:
        told = ntr("{n} further candidate ranks below.", "{n} further candidates rank below.", more)
        blocks.append(Paragraph(told.format(n=more), "small"))
    return blocks


def _standings(rows: tuple[ComparisonRow, ...]) -> tuple[Cell | str, ...]:
    cells = []
    for row in rows:
        n = ntr("{n} rater", "{n} raters", row.score.raters).format(n=row.score.raters)
        cells.append(Cell(f"{shown(row.score.value)}  ·  {standing(row)}\n{n}", "strong"))
    return (Cell(tr("Score 1–5"), "strong"), *cells)


def _label(criterion: CriterionRow) -> Cell:
    counts = tr("weight {n}").format(n=criterion.weight)
    if criterion.floor:
        counts += ", " + tr("floor {floor}").format(floor=plain(criterion.floor))
    name = shortened(criterion.name, _LONGEST_NAME)
    return Cell(f"{criterion.code}  {name}\n{counts}", "strong")


def _cell(beside: Beside, room: int) -> Cell:
    if beside.mean is None:
        return Cell("–", "soft")
    text = shown(beside.mean)
    if beside.low is not None and beside.high is not None:
        text += f"  ({span_said(beside.low, beside.high)})"
    if beside.evidence:
        text += f"\n{best_line(str(beside.evidence), room)}"
    return Cell(text, mark="cross" if beside.below_floor else "")


def best_line(text: str, room: int) -> str:
    """Return as many whole sentences of a note as fit; of a first one too long its beginning."""
    line = " ".join(text.split())
    if len(line) <= room:
        return line
    kept = ""
    for sentence in line.replace(". ", ".\n").split("\n"):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > room:
            break
        kept = longer
    return kept or shortened(line, room)


COMPARISON = Deliverable(
    key="candidate-comparison",
    title=N_("Candidate comparison"),
    audience=Audience.hiring_panel,
    collect=comparison_view,
    compose=compose_comparison,
    subjects=requisition_subjects,
    description=N_("Up to eight candidates side by side on one page, criterion by criterion."),
    confidentiality=Confidentiality.personal,
)
