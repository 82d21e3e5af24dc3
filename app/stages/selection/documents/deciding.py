"""The candidates side by side on one page, and the record of the decision in two copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

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
    Heading,
    Paragraph,
    Table,
)
from app.deliverables.redaction import Said
from app.domain.calendar import said
from app.domain.scales import plain, shown
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.documents.shared import (
    first_sentence,
    page,
    requisition_subjects,
    shortened,
    unnamed,
)
from app.stages.selection.documents.summary import (
    bands,
    compared_without_raters,
    decided,
    decisions_without_raters,
    head,
    left_out,
    without_raters,
)
from app.stages.selection.queries import Comparison, ComparisonRow, PanelSummary, SummaryLine

MOST = 8
"""So many stand side by side on one page; the first in rank."""


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


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the guide and why it was begun."""

    number: int
    locked_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What was decided and everything it rests on.

    `names_raters` says whether this copy may tell who rated and who broke a seal.
    """

    reference: str
    comparison: Comparison
    candidates: tuple[PanelSummary, ...]
    decisions: tuple[queries.DecisionRow, ...]
    dropped: tuple[queries.DroppedRow, ...]
    versions: tuple[Version, ...]
    names_raters: bool


def comparison_view(session: Session, requisition_id: str) -> ComparisonView:
    """Read the first eight in rank, criterion by criterion."""
    found = queries.comparison(session, requisition_id)
    cells = tuple(
        _candidate_beside(queries.panel_summary(session, row.id)) for row in found.rows[:MOST]
    )
    return ComparisonView(reference(session), found, cells)


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
        evidence=replace(best[1], text=first_sentence(best[1].text)) if best else None,
    )


def decision_view(session: Session, requisition_id: str) -> DecisionView:
    """Read what was decided and what it rests on."""
    found = queries.comparison(session, requisition_id)
    return DecisionView(
        reference=reference(session),
        comparison=found,
        candidates=tuple(queries.panel_summary(session, row.id) for row in found.rows),
        decisions=queries.decisions(session, requisition_id),
        dropped=queries.dropped(session, requisition_id),
        versions=tuple(
            Version(guide.version, guide.locked_on, guide.change_reason)
            for guide in queries.guides(session, requisition_id)
        ),
        names_raters=True,
    )


def leader_decision_view(session: Session, requisition_id: str) -> DecisionView:
    """Read the same without anything by which a rater could be told."""
    view = decision_view(session, requisition_id)
    return replace(
        view,
        comparison=compared_without_raters(view.comparison),
        candidates=tuple(without_raters(one) for one in view.candidates),
        decisions=decisions_without_raters(view.decisions, view.comparison),
        dropped=tuple(_unnamed(one, view.comparison) for one in view.dropped),
        names_raters=False,
    )


def _unnamed(row: queries.DroppedRow, comparison: Comparison) -> queries.DroppedRow:
    kept = [one.name for one in comparison.rows]
    return replace(row, reason=unnamed(row.reason, comparison.raters, kept))


def compose_comparison(view: ComparisonView) -> Document:
    """Compose the candidates side by side on one page across."""
    opening = view.comparison.requisition
    kind = tr("Candidates side by side")
    if not view.cells:
        missing = "\n".join(view.comparison.missing)
        waiting = Callout(missing, tr("Nothing can be compared yet"), "warn")
        return page(view.reference, opening, kind, [waiting], draft=True, landscape=True)
    rows = view.comparison.rows[:MOST]
    columns = (
        Column(tr("Criterion, weight"), 5),
        *(Column(row.name, 4) for row in rows),
    )
    lines = [_standing(rows)]
    room = _room(len(rows), len(view.comparison.criteria))
    for place, criterion in enumerate(view.comparison.criteria):
        counts = str(criterion.weight)
        if criterion.floor:
            counts = tr("{n}, floor {floor}").format(n=counts, floor=plain(criterion.floor))
        label = Cell(f"{criterion.code}  {criterion.name}  ·  {counts}", "strong")
        lines.append((label, *(_cell(cells[place], room) for cells in view.cells)))
    note = tr(
        "Mean (lowest–highest) and a line of evidence; a cross marks a mean below its floor. "
        "One band is too close to tell apart."
    )
    blocks: list[Block] = [Table(columns, tuple(lines), note=note)]
    if len(view.comparison.rows) > MOST:
        more = len(view.comparison.rows) - MOST
        blocks.append(Paragraph(tr("{n} further candidates ranked below.").format(n=more), "small"))
    return page(view.reference, opening, kind, blocks, landscape=True)


def _standing(rows: tuple[ComparisonRow, ...]) -> tuple[Cell | str, ...]:
    apart = {"below_floor": tr("below a floor"), "not_comparable": tr("not comparable")}
    cells = []
    for row in rows:
        band = tr("band {n}").format(n=row.band) if row.band else apart.get(row.why_apart, "")
        cells.append(Cell(f"{shown(row.score.value)}  ·  {band}", "strong"))
    return (Cell(tr("Score 1–5, band"), "strong"), *cells)


def _room(candidates: int, criteria: int) -> int:
    """Return how many characters of evidence a field has, so that all stand on one page.

    A page across holds about 18 lines under its head, and about 120 characters in a line.
    """
    lines = max(1, 18 // max(criteria, 1) - 1)
    return lines * (120 // (candidates + 1))


def _cell(beside: Beside, room: int) -> Cell:
    if beside.mean is None:
        return Cell("–", "soft")
    text = f"{shown(beside.mean)}  ({plain(beside.low)}–{plain(beside.high)})"
    if beside.evidence:
        text += f"\n{shortened(str(beside.evidence), room)}"
    return Cell(text, mark="cross" if beside.below_floor else "")


def compose_decision(view: DecisionView) -> Document:
    """Compose the record of the decision."""
    opening = view.comparison.requisition
    blocks: list[Block] = [*head(view.comparison), *bands(view.comparison)]
    blocks += _seals(view)
    blocks += left_out(view.dropped)
    blocks += _agreed(view)
    blocks += [*_sums(view), *_versions(view.versions)]
    if view.decisions:
        blocks += decided(view.decisions)
    else:
        blocks.append(Callout(tr("Nothing has been decided yet."), kind="warn"))
    kind = tr("Decision record")
    if not view.names_raters:
        kind = tr("Decision record for the hiring leader")
    draft = bool(view.comparison.missing) or not view.decisions
    return page(view.reference, opening, kind, blocks, draft=draft)


def _seals(view: DecisionView) -> list[Block]:
    """Say whose sheets were opened before every one was in, and why."""
    told = [
        tr("{candidate}: opened by {name} before every sheet was in. {why}").format(
            candidate=one.candidate, name=one.seal_broken_by or "–", why=one.seal_reason
        )
        for one in view.candidates
        if one.seal_reason
    ]
    told += [
        tr("{candidate}: rated after the reveal by {names}.").format(
            candidate=one.candidate, names=", ".join(one.late)
        )
        for one in view.candidates
        if one.late
    ]
    return [Callout("\n".join(told), tr("The seal"), "warn")] if told else []


def _agreed(view: DecisionView) -> list[Block]:
    """Return what was agreed on after talking, beside the panel's mean that stays."""
    rows = tuple(
        (
            Cell(one.candidate, "strong"),
            f"{line.code}  {line.name}",
            shown(line.mean),
            shown(line.agreed, 1),
            str(line.agreed_reason) or "–",
        )
        for one in view.candidates
        for line in one.lines
        if line.agreed is not None
    )
    if not rows:
        return []
    columns = (
        Column(tr("Candidate"), 3),
        Column(tr("Criterion"), 3),
        Column(tr("Mean"), 1, "right", numeric=True),
        Column(tr("Agreed"), 1, "right", numeric=True),
        Column(tr("Why"), 5),
    )
    return [Heading(tr("Talked through"), 2), Table(columns, rows)]


def _sums(view: DecisionView) -> list[Block]:
    """Return how each score was computed, number by number."""
    weights = {criterion.id: criterion.weight for criterion in view.comparison.criteria}
    rows = []
    for row in view.comparison.rows:
        parts = [
            f"{weights[one.key]} × {shown(one.mean)}"
            for one in row.score.criteria
            if one.mean is not None
        ]
        total = sum(weights[one.key] for one in row.score.criteria if one.mean is not None)
        if row.score.value is None or not parts:
            rows.append((Cell(row.name, "strong"), tr("too few to tell"), "–"))
            continue
        rows.append(
            (
                Cell(row.name, "strong"),
                f"({' + '.join(parts)}) / {total}",
                shown(row.score.value),
            )
        )
    if not rows:
        return []
    columns = (
        Column(tr("Candidate"), 3),
        Column(tr("Weight × panel mean, added, divided by the weights"), 9),
        Column(tr("Score"), 1, "right", numeric=True),
    )
    return [Heading(tr("How was this computed?"), 2), Table(columns, tuple(rows))]


def _versions(versions: tuple[Version, ...]) -> list[Block]:
    """Return the versions of the guide where there was more than one."""
    if len(versions) < 2:
        return []
    rows = tuple(
        (
            tr("Version {n}").format(n=one.number),
            said(one.locked_on) if one.locked_on else tr("not locked"),
            one.reason or "–",
        )
        for one in versions
    )
    columns = (Column(tr("Guide"), 2), Column(tr("Locked on"), 2), Column(tr("Begun because"), 7))
    return [Heading(tr("Versions of the guide"), 2), Table(columns, rows)]


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

DECISION_RECORD = Deliverable(
    key="decision-record",
    title=N_("Decision record"),
    audience=Audience.hiring_panel,
    collect=decision_view,
    compose=compose_decision,
    subjects=requisition_subjects,
    description=N_("What was decided, why, and every number it rests on."),
    confidentiality=Confidentiality.personal,
)

DECISION_RECORD_FOR_LEADER = Deliverable(
    key="decision-record-hiring-leader",
    title=N_("Decision record for the hiring leader"),
    audience=Audience.hiring_manager,
    collect=leader_decision_view,
    compose=compose_decision,
    subjects=requisition_subjects,
    description=N_("The same record without a rater's name and without a single score."),
    confidentiality=Confidentiality.personal,
)
