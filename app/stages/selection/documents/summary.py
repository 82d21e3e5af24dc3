"""The panel summary in two copies: for the panel itself, and for the hiring leader."""

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
    Heading,
    Paragraph,
    Signature,
    Table,
)
from app.deliverables.redaction import Said
from app.domain.calendar import said
from app.domain.scales import plain, shown
from app.host.language import N_, ntr, tr
from app.stages.selection import queries, rules
from app.stages.selection.documents.shared import page, requisition_subjects, unnamed
from app.stages.selection.queries import Comparison, PanelSummary, SummaryLine

_TALK = N_("talk first")

_ENOUGH_RATERS = 2
"""The mean of one rater is that rater's own score, which the hiring leader's copy keeps back."""


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


@dataclass(frozen=True, slots=True)
class ManagerView:
    """The same for the hiring manager: the panel as a whole, no rater and no single score."""

    reference: str
    comparison: Comparison
    candidates: tuple[PanelSummary, ...]
    decisions: tuple[queries.DecisionRow, ...]


def summary_view(session: Session, requisition_id: str) -> SummaryView:
    """Read what the panel said about every candidate of an opening."""
    found = queries.comparison(session, requisition_id)
    return SummaryView(
        reference=reference(session),
        comparison=found,
        candidates=tuple(queries.panel_summary(session, row.id) for row in found.rows),
        decisions=queries.decisions(session, requisition_id),
        assessments=tuple(queries.assessments(session, row.id) for row in found.rows),
        dropped=queries.dropped(session, requisition_id),
        agreement=queries.panel_agreement(session, requisition_id),
    )


def manager_view(session: Session, requisition_id: str) -> ManagerView:
    """Read the same without anything by which a rater could be told.

    Names, single scores and notes are left out here, so that nothing later can print them.
    """
    view = summary_view(session, requisition_id)
    return ManagerView(
        reference=view.reference,
        comparison=compared_without_raters(view.comparison),
        candidates=tuple(without_raters(one) for one in view.candidates),
        decisions=decisions_without_raters(view.decisions, view.comparison),
    )


def decisions_without_raters(
    found: tuple[queries.DecisionRow, ...], comparison: Comparison
) -> tuple[queries.DecisionRow, ...]:
    """Return decisions whose reasons name no rater; the candidates and the leader stay named."""
    kept = [*(row.name for row in comparison.rows), comparison.requisition.hiring_leader]

    def told(said_so: Said) -> Said:
        return replace(said_so, text=unnamed(said_so.text, comparison.raters, kept))

    return tuple(
        replace(
            one, decided_by="", reason=told(one.reason), deviation_reason=told(one.deviation_reason)
        )
        for one in found
    )


def compared_without_raters(found: Comparison) -> Comparison:
    """Return a comparison that names nobody; it says that sheets are missing, not whose."""
    rows = tuple(replace(row, score=_score_without_raters(row.score)) for row in found.rows)
    missing = (tr("Sheets or criteria are still missing."),) if found.missing else ()
    return replace(found, raters=(), rows=rows, missing=missing)


def _score_without_raters(score: rules.Score) -> rules.Score:
    """Return a score without the ratings it was made of; one rater's score is not told."""
    if score.raters < _ENOUGH_RATERS:
        return replace(score, value=None, percent=None, error=None, criteria=())
    bare = (replace(one, by_rater=(), spread=None, extras=()) for one in score.criteria)
    return replace(score, criteria=tuple(bare))


def without_raters(summary: PanelSummary) -> PanelSummary:
    """Return a summary without anything by which a rater could be told."""
    lines = tuple(
        replace(
            line,
            by_rater=(),
            asked=(),
            notes=(),
            agreed_reason=Said("", line.agreed_reason.visibility),
            mean=line.mean if line.agreement.n >= _ENOUGH_RATERS else None,
        )
        for line in summary.lines
    )
    score = _score_without_raters(summary.score) if summary.score else None
    return replace(
        summary,
        raters=(),
        late=(),
        seal_reason="",
        seal_broken_by="",
        lines=lines,
        score=score,
        missing=(),
    )


def compose_summary(view: SummaryView) -> Document:
    """Compose the panel's own copy: ratings by rater, notes, what was agreed."""
    blocks = [*head(view.comparison), *bands(view.comparison)]
    for one, extras in zip(view.candidates, view.assessments, strict=True):
        blocks += [Heading(one.candidate), *_seal(one), _ratings(one), *_by_question(one)]
        blocks += [*_notes(one), *assessed(extras)]
    blocks += [*left_out(view.dropped), *_order(view.agreement), *decided(view.decisions)]
    kind = tr("Panel summary")
    return page(view.reference, view.comparison.requisition, kind, blocks, draft=_waits(view))


def compose_for_manager(view: ManagerView) -> Document:
    """Compose the hiring manager's copy: the panel's means and what was agreed."""
    blocks = [*head(view.comparison), *bands(view.comparison)]
    for one in view.candidates:
        blocks += [Heading(one.candidate), _ratings(one)]
    blocks += decided(view.decisions)
    kind = tr("Panel summary for the hiring leader")
    return page(view.reference, view.comparison.requisition, kind, blocks, draft=_waits(view))


def _waits(view: SummaryView | ManagerView) -> bool:
    return bool(view.comparison.missing)


def _seal(summary: PanelSummary) -> list[Block]:
    """Say what a reader has to know about how these ratings came about."""
    said_of: list[str] = []
    if summary.seal_reason:
        told = tr("{name} opened the sheets before every one was in: {why}")
        who = summary.seal_broken_by or tr("Somebody")
        said_of.append(told.format(name=who, why=summary.seal_reason))
    if summary.late:
        told = tr("Written after the reveal: {names}.")
        said_of.append(told.format(names=", ".join(summary.late)))
    if summary.score is not None and summary.score.state == "thin":
        said_of.append(tr("Thin: it rests on one rater only."))
    return [Callout("\n".join(said_of), kind="warn")] if said_of else []


def _by_question(summary: PanelSummary) -> list[Block]:
    """Return what each rater gave each question, where a criterion has several."""
    if all(len(line.asked) < 2 for line in summary.lines):
        return []
    raters = tuple(Column(_short(name), 2, "right", numeric=True) for name in summary.raters)
    asked = [one for line in summary.lines for one in line.asked]
    asked.sort(key=lambda one: int(one.number.removeprefix("Q")))
    rows: tuple[tuple[Cell | str, ...], ...] = tuple(
        (
            one.number,
            Cell(one.text, "soft" if one.dropped_reason else ""),
            *(plain(score) for score in one.by_rater),
        )
        for one in asked
    )
    return [Table((Column("", 1), Column(tr("Question"), 9), *raters), rows)]


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
            row.code,
            f"{tr(row.kind.label)}\n{row.assessed_by}".strip(),
            plain(row.score),
            str(row.note) or "–",
        )
        for row in rows
    )
    return [Table(columns, cells)]


def left_out(rows: tuple[queries.DroppedRow, ...]) -> list[Block]:
    """Return the questions that count for nobody, with their reasons."""
    if not rows:
        return []
    told = "\n".join(f"{one.number}: {one.reason}" for one in rows)
    return [Callout(told, tr("Not scored for any candidate"))]


def _order(agreement: queries.PanelAgreement) -> list[Block]:
    """Say how far the raters put the candidates in the same order."""
    found = agreement.reliability
    if found.state != "ok":
        return []
    told = tr(
        "Agreement over the candidates: {word} ({value} for the mean of {k} raters over {n} "
        "candidates, ICC 2,k)."
    ).format(word=tr(found.word), value=shown(found.two_k), k=found.k, n=found.n)
    return [Paragraph(told, "small")]


def head(comparison: Comparison) -> list[Block]:
    """Return the facts of the opening and by what candidates were judged."""
    opening = comparison.requisition
    facts: list[tuple[str, str]] = [
        (tr("Requisition"), opening.number),
        (tr("Hiring leader"), opening.hiring_leader or "–"),
    ]
    if opening.opened_on:
        facts.append((tr("Opened on"), said(opening.opened_on)))
    if comparison.raters:
        facts.append((tr("Panel"), ", ".join(comparison.raters)))
    rows = tuple(
        (one.code, one.name, tr(one.kind.label), str(one.weight), plain(one.floor))
        for one in comparison.criteria
    )
    columns = (
        Column("", 1),
        Column(tr("Criterion"), 6),
        Column(tr("From"), 3),
        Column(tr("Weight"), 1, "right", numeric=True),
        Column(tr("Floor"), 1, "right", numeric=True),
    )
    blocks: list[Block] = [Facts(tuple(facts)), Heading(tr("What candidates are judged by"), 2)]
    blocks.append(Table(columns, rows, empty=tr("There are no criteria yet.")))
    if comparison.missing:
        blocks.append(
            Callout("\n".join(comparison.missing), tr("Nothing can be compared yet"), "warn")
        )
    return blocks


def bands(comparison: Comparison) -> list[Block]:
    """Return the candidates in bands with their scores and what they rest on."""
    if not comparison.rows:
        return []
    apart = {"below_floor": tr("below a floor"), "not_comparable": tr("not comparable")}
    rows = []
    for row in comparison.rows:
        n = ntr("{n} rater", "{n} raters", row.score.raters).format(n=row.score.raters)
        told = row.score.value is not None
        mark = f"bar:{max(0.0, min(1.0, (row.score.percent or 0) / 100)):.2f}" if told else ""
        rows.append(
            (
                str(row.band) if row.band else apart.get(row.why_apart, ""),
                Cell(row.name, "strong"),
                f"{shown(row.score.value)} ({n})" if told else tr("too few to tell"),
                Cell(shown(row.score.percent, 0) if told else "–", mark=mark),
                ", ".join(row.below_floor) or tr("all met"),
                tr(row.decision.label) if row.decision else "–",
            )
        )
    columns = (
        Column(tr("Band"), 2),
        Column(tr("Candidate"), 4),
        Column(tr("Score 1–5"), 3),
        Column(tr("Of 100"), 3),
        Column(tr("Below floor"), 2),
        Column(tr("Decision"), 2),
    )
    note = tr(
        "Score: weighted mean of the panel. Candidates who share a band are too close to tell "
        "apart by numbers alone; whoever lies below a floor stands apart."
    )
    return [Heading(tr("Candidates in bands"), 2), Table(columns, tuple(rows), note=note)]


def _ratings(summary: PanelSummary) -> Table:
    """Return what the panel said about a candidate; single scores only where they are held.

    Agreement in words is left out with them: beside a whole mean it would tell each score.
    """
    raters = tuple(Column(_short(name), 2, "right", numeric=True) for name in summary.raters)
    columns = (
        Column("", 1),
        Column(tr("Criterion"), 6),
        *raters,
        Column(tr("Mean"), 2, "right", numeric=True),
        *((Column(tr("Agreement"), 3),) if raters else ()),
        Column(tr("Agreed"), 2, "right", numeric=True),
    )
    rows = tuple(_rating_row(line, with_raters=bool(raters)) for line in summary.lines)
    empty = tr("Nothing is shown before all sheets are in.")
    return Table(columns, rows, empty=empty)


def _short(name: str) -> str:
    """Return the first name, which is enough at the head of a narrow column."""
    return name.split(maxsplit=1)[0] if name.split() else name


def _rating_row(line: SummaryLine, *, with_raters: bool) -> tuple[Cell | str, ...]:
    word = tr(line.agreement.word) if line.agreement.word else tr("one rater only")
    talk = line.talk and line.agreed is None
    mean = Cell(shown(line.mean), "bad" if line.below_floor else "strong")
    return (
        line.code,
        line.name,
        *(plain(score) for score in line.by_rater),
        mean,
        *((Cell(tr(_TALK), "warn") if talk else word,) if with_raters else ()),
        shown(line.agreed, 1),
    )


def _notes(summary: PanelSummary) -> list[Block]:
    """Return what each rater noted, criterion by criterion, and why a rating was agreed."""
    rows: list[tuple[Cell | str, ...]] = []
    for line in summary.lines:
        notes = [f"{name}: {note}" for name, note in line.notes if note]
        if line.agreed_reason:
            notes.append(tr("Agreed: {reason}").format(reason=line.agreed_reason))
        if notes:
            rows.append((line.code, "\n".join(notes)))
    if not rows:
        return []
    return [Table((Column("", 1), Column(tr("What was heard"), 12)), tuple(rows))]


def decided(decisions: tuple[queries.DecisionRow, ...]) -> list[Block]:
    """Return the decisions with their reasons, and where they are signed."""
    if not decisions:
        return []
    rows = []
    for one in decisions:
        why = str(one.reason)
        if one.deviated and one.deviation_reason:
            why += "\n" + tr("Differs from the rank: {why}").format(why=one.deviation_reason)
        rows.append(
            (Cell(one.candidate, "strong"), tr(one.outcome.label), why, said(one.decided_on))
        )
    columns = (
        Column(tr("Candidate"), 3),
        Column(tr("Decision"), 2),
        Column(tr("Reason"), 6),
        Column(tr("On"), 3),
    )
    names = tuple(dict.fromkeys(one.decided_by for one in decisions if one.decided_by))
    roles = tuple((tr("Decided by"), name, "") for name in names) or ((tr("Decided by"), "", ""),)
    return [Heading(tr("Decision")), Table(columns, tuple(rows)), Signature(roles)]


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
