"""The panel summary in two copies: for the panel itself, and for the hiring leader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    Heading,
    KeepTogether,
    Paragraph,
    Table,
)
from app.domain.calendar import said
from app.domain.scales import shown
from app.host.language import N_, ntr, tr
from app.stages.selection import queries
from app.stages.selection.documents.passages import (
    bands,
    blended,
    decided,
    head,
    judged_by,
    left_out,
    missing,
    on_trust,
    seals,
    set_apart,
    small,
    standing,
    talked,
)
from app.stages.selection.documents.shared import (
    level_said,
    moment_said,
    page,
    requisition_subjects,
    span_said,
    thin,
)
from app.stages.selection.documents.withheld import (
    compared_without_raters,
    decisions_without_raters,
    in_codes,
    unnamed,
    without_raters,
)
from app.stages.selection.queries import Comparison, PanelSummary, SummaryLine

_SMALLEST = 0.8
"""The leader's copy of a few candidates stands on one page."""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What a panel summary says: every candidate of an opening, and the decisions."""

    reference: str
    comparison: Comparison
    candidates: tuple[PanelSummary, ...]
    decisions: tuple[queries.DecisionRow, ...]
    assessments: tuple[tuple[queries.AssessmentRow, ...], ...]
    dropped: tuple[queries.DroppedRow, ...]
    agreement: queries.PanelAgreement
    thin: str


@dataclass(frozen=True, slots=True)
class ManagerView:
    """The same for the hiring leader: the panel as a whole, no rater and no single score."""

    reference: str
    comparison: Comparison
    candidates: tuple[PanelSummary, ...]
    decisions: tuple[queries.DecisionRow, ...]
    thin: str


def summary_view(session: Session, requisition_id: str) -> SummaryView:
    """Read what the panel said about every candidate of an opening."""
    found = queries.comparison(session, requisition_id)
    summaries = summaries_of(session, found)
    view = SummaryView(
        reference=reference(session),
        comparison=found,
        candidates=summaries,
        decisions=queries.decisions(session, requisition_id),
        assessments=tuple(queries.assessments(session, one.candidate_id) for one in summaries),
        dropped=queries.dropped(session, requisition_id),
        agreement=queries.panel_agreement(session, requisition_id),
        thin=thin(summaries),
    )
    return in_codes(session, requisition_id, view)


def summaries_of(session: Session, found: Comparison) -> tuple[PanelSummary, ...]:
    """Read the panel's summary of every candidate in play, by rank once they can be ranked.

    Whose sheets are revealed is told; of the others nothing.
    """
    ranked = [row.id for row in found.rows] or [
        row.id
        for row in queries.candidates(session, found.requisition.id)
        if row.stage not in queries.OUT_OF_PLAY
    ]
    return tuple(queries.panel_summary(session, key) for key in ranked)


def manager_view(session: Session, requisition_id: str) -> ManagerView:
    """Read the same without anything by which a rater could be told.

    Names, single scores and notes are left out here, so that nothing later can print them.
    """
    view = summary_view(session, requisition_id)
    told = unnamed(view.comparison, view.candidates)
    return ManagerView(
        reference=view.reference,
        comparison=compared_without_raters(view.comparison),
        candidates=tuple(without_raters(one, told) for one in view.candidates),
        decisions=decisions_without_raters(view.decisions, told),
        thin=view.thin,
    )


def compose_summary(view: SummaryView) -> Document:
    """Compose the panel's own copy: ratings by rater, notes, what was agreed."""
    comparison = view.comparison
    blocks: list[Block] = [head(comparison), *missing(comparison), *bands(comparison)]
    blocks += [*_order(view), *judged_by(comparison), *left_out(view.dropped)]
    for one, extras in zip(view.candidates, view.assessments, strict=True):
        blocks += _about(one, extras, view)
    return page(
        view.reference, comparison.requisition, tr("Panel summary"), blocks,
        draft=bool(comparison.missing), notice=view.thin,
    )  # fmt: skip


def _about(
    one: PanelSummary, extras: tuple[queries.AssessmentRow, ...], view: SummaryView
) -> list[Block]:
    """Return everything the panel said about one candidate, its numbers on one page."""
    top: list[Block] = [Heading(one.candidate), *_how_rated(one)]
    if one.missing:
        return [KeepTogether(tuple(top))]
    placed = next((row for row in view.comparison.rows if row.id == one.candidate_id), None)
    if placed and one.score and one.score.value is not None:
        said_so = tr("{score} of 5, {standing}.").format(
            score=shown(one.score.value), standing=standing(placed)
        )
        top.append(Paragraph(said_so, "lead"))
    top += [_ratings(one), *small(blended(one.lines))]
    below = [*_by_question(one), *talked([one], named=False), *_notes(one), *assessed(extras)]
    return [KeepTogether(tuple(top)), *below]


def _how_rated(one: PanelSummary) -> list[Block]:
    """Say whether each rated alone, and when the sheets were handed over."""
    if one.missing:
        return [Callout("\n".join(one.missing), tr("Sealed"))]
    blocks = set_apart([said_so[:1].upper() + said_so[1:] for said_so in on_trust(one)])
    lines = _handed_over(one)
    if one.revealed_at is not None:
        day = moment_said(one.revealed_at)
        alone = tr("Every sheet was written alone and was in before the reveal, {day}.")
        early = tr("Revealed {day}.")
        not_alone = one.seal_reason or one.late or one.together
        lines.append((early if not_alone else alone).format(day=day))
    return [*blocks, *small(lines)]


def _handed_over(one: PanelSummary) -> list[str]:
    """Say when each sheet was handed over, those of one day together."""
    short = dict(zip(one.raters, short_names(one.raters), strict=True))
    told = []
    for day, group in groupby(one.handed, key=lambda pair: pair[1].astimezone().date()):
        times = ", ".join(f"{short[name]} {at.astimezone():%H:%M}" for name, at in group)
        told.append(tr("Handed over {day}: {times}.").format(day=said(day), times=times))
    return told


def compose_for_manager(view: ManagerView) -> Document:
    """Compose the hiring leader's copy: the panel's means and what was agreed."""
    comparison = view.comparison
    blocks: list[Block] = [head(comparison), *missing(comparison), *bands(comparison)]
    if view.decisions:
        blocks += decided(view.decisions)
    blocks += [*seals(view.candidates), *_matrix(view), *talked(view.candidates, reasons=False)]
    blocks += judged_by(comparison)
    made = page(
        view.reference, comparison.requisition, tr("Panel summary for the hiring leader"), blocks,
        draft=bool(comparison.missing), notice=view.thin,
    )  # fmt: skip
    return replace(made, shrinks_to=_SMALLEST)


def _ratings(summary: PanelSummary) -> Table:
    """Return what the panel said about a candidate, rater by rater."""
    blends = any(line.extras for line in summary.lines)
    raters = (Column(name, 2, "right", numeric=True) for name in short_names(summary.raters))
    columns = (
        Column("", 1),
        Column(tr("Criterion"), 6),
        *raters,
        *((Column(tr("Interview"), 2, "right", numeric=True),) if blends else ()),
        Column(tr("Mean"), 2, "right", numeric=True),
        Column(tr("Range"), 2),
        Column(tr("Agreement"), 3),
        Column(tr("Agreed"), 2, "right", numeric=True),
    )
    rows = tuple(_rating_row(line, blends=blends) for line in summary.lines)
    gaps = any(score is None for line in summary.lines for score in line.by_rater)
    note = tr("A dash: not asked, or absent. It is left out of the mean.") if gaps else ""
    return Table(columns, rows, note=note, empty=tr("There are no criteria yet."))


def _rating_row(line: SummaryLine, *, blends: bool) -> tuple[Cell | str, ...]:
    word = tr(line.agreement.word) if line.agreement.word else tr("one rater only")
    given = [score for score in line.by_rater if score is not None]
    span = span_said(min(given), max(given)) if given else "–"
    open_talk = line.talk and line.agreed is None
    return (
        Cell(line.code, "strong"),
        line.name,
        *(level_said(score) for score in line.by_rater),
        *((shown(line.interview),) if blends else ()),
        Cell(shown(line.mean), "bad" if line.below_floor else "strong"),
        Cell(span, "warn" if line.talk else ""),
        tr("{word}; talk first").format(word=word) if open_talk else word,
        shown(line.agreed, 1),
    )


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return first names, which are enough at the head of a narrow column; whole where two meet."""
    firsts = [name.split(maxsplit=1)[0] if name.split() else name for name in names]
    count = Counter(firsts)
    return tuple(
        first if count[first] == 1 else name for first, name in zip(firsts, names, strict=True)
    )


def _by_question(summary: PanelSummary) -> list[Block]:
    """Return what each rater gave each question, where a criterion has several."""
    if all(len(line.asked) < 2 for line in summary.lines):
        return []
    raters = (Column(name, 2, "right", numeric=True) for name in short_names(summary.raters))
    asked = [(one, line) for line in summary.lines for one in line.asked]
    asked.sort(key=lambda pair: int(pair[0].number.removeprefix("Q")))
    rows: tuple[tuple[Cell | str, ...], ...] = tuple(
        (
            Cell(one.number, "strong"),
            line.code,
            Cell(one.text, "soft" if one.dropped_reason else ""),
            *(level_said(score) for score in one.by_rater),
        )
        for one, line in asked
    )
    columns = (Column("", 1), Column("", 1), Column(tr("Question"), 9), *raters)
    return [Heading(tr("Question by question"), 3), Table(columns, rows)]


def _notes(summary: PanelSummary) -> list[Block]:
    """Return what each rater noted, criterion by criterion."""
    short = dict(zip(summary.raters, short_names(summary.raters), strict=True))
    rows = tuple(
        (
            Cell(line.code, "strong"),
            "\n".join(f"{short[name]}: {note}" for name, note in line.notes if note),
        )
        for line in summary.lines
        if any(note for _, note in line.notes)
    )
    heard = tr("What was heard from {candidate}").format(candidate=summary.candidate)
    return [Table((Column("", 1), Column(heard, 12)), rows)] if rows else []


def assessed(rows: tuple[queries.AssessmentRow, ...]) -> list[Block]:
    """Return what was assessed beside the interview."""
    if not rows:
        return []
    columns = (
        Column("", 1),
        Column(tr("Other assessment"), 3),
        Column(tr("Rating"), 1, "right", numeric=True),
        Column(tr("What was seen or said"), 7),
    )
    cells = tuple(
        (
            Cell(row.code, "strong"),
            f"{tr(row.kind.label)}\n{row.assessed_by}".strip(),
            level_said(row.score),
            str(row.note) or "–",
        )
        for row in rows
    )
    return [Table(columns, cells)]


def _matrix(view: ManagerView) -> list[Block]:
    """Return the panel's means of all candidates in one table, without a single rating."""
    rated = [one for one in view.candidates if not one.missing]
    if not rated or not view.comparison.criteria:
        return []
    columns = (
        Column(tr("Candidate"), 4),
        *(Column(one.code, 1.4, "right", numeric=True) for one in view.comparison.criteria),
    )
    rows = tuple(
        (
            Cell(one.candidate, "strong"),
            *(Cell(shown(line.mean), "bad" if line.below_floor else "") for line in one.lines),
        )
        for one in rated
    )
    raters = {one.score.raters for one in rated if one.score}
    low, high = min(raters, default=0), max(raters, default=0)
    behind = str(low) if low == high else tr("{low} to {high}").format(low=low, high=high)
    note = ntr(
        "Means of {n} rater; a cross marks a mean below its floor.",
        "Means of {n} raters; a cross marks a mean below its floor.",
        high,
    ).format(n=behind)
    note += " " + tr("They hold work samples and references, where there were any.")
    return [Heading(tr("What the panel said"), 2), Table(columns, rows, note=note)]


def _order(view: SummaryView) -> list[Block]:
    """Say how far the raters put the candidates in the same order, and how far to trust that."""
    told = []
    found = view.agreement.reliability
    if found.state == "ok":
        over = tr(
            "Agreement over the candidates: {word} ({value} for the mean of {k} raters over {n} "
            "candidates, ICC 2,k)."
        )
        told.append(
            over.format(word=tr(found.word), value=shown(found.two_k), k=found.k, n=found.n)
        )
    if any(line.agreement.state == "thin" for one in view.candidates for line in one.lines):
        told.append(
            tr("Agreement in a word rests on fewer than four raters: thin, a help to talk and no "
               "verdict.")
        )  # fmt: skip
    return small(told)


PANEL_SUMMARY = Deliverable(
    key="panel-summary",
    title=N_("Panel summary"),
    audience=Audience.hiring_panel,
    collect=summary_view,
    compose=compose_summary,
    subjects=requisition_subjects,
    description=N_("What the whole panel said, with names, notes and what was agreed."),
    confidentiality=Confidentiality.personal,
)

PANEL_SUMMARY_FOR_MANAGER = Deliverable(
    key="panel-summary-hiring-leader",
    title=N_("Panel summary for the hiring leader"),
    audience=Audience.hiring_manager,
    collect=manager_view,
    compose=compose_for_manager,
    subjects=requisition_subjects,
    description=N_("The panel as a whole: no rater's name and no single score."),
    confidentiality=Confidentiality.personal,
)
