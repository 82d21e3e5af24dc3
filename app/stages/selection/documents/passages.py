"""Passages that several papers share: criteria, bands, the seal, the sums, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from app.deliverables.document import (
    Block,
    Callout,
    Cell,
    Column,
    Facts,
    Heading,
    KeepTogether,
    Paragraph,
    Signature,
    Table,
)
from app.domain.calendar import said, said_short
from app.domain.scales import plain, shown
from app.host.language import ntr, tr
from app.stages.selection import queries, rules
from app.stages.selection.documents.shared import listed
from app.stages.selection.queries import Comparison, ComparisonRow, PanelSummary, SummaryLine
from app.stages.selection.records import DecisionOutcome


def head(comparison: Comparison) -> Facts:
    """Return the facts of an opening; who rates and who leads only where a copy may tell it."""
    opening = comparison.requisition
    facts = (
        (tr("Opened on"), said(opening.opened_on) if opening.opened_on else ""),
        (tr("Hiring leader"), opening.hiring_leader),
        (tr("Panel"), ", ".join(comparison.raters)),
        (tr("Guide"), tr("Version {n}").format(n=opening.guide_version)),
    )
    return Facts(tuple((label, text) for label, text in facts if text))


def missing(comparison: Comparison) -> list[Block]:
    """Say what has to happen before anything can be compared."""
    if not comparison.missing:
        return []
    told = "\n".join(comparison.missing)
    return [Callout(told, tr("Nothing can be compared yet"), "warn")]


def judged_by(comparison: Comparison, *, reasons: bool = False, weighed: str = "") -> list[Block]:
    """Return the criteria with weight and floor, on the record with why they belong to the job.

    `weighed` is why the weights differ.
    """
    rows = tuple(
        (
            Cell(one.code, "strong"),
            one.name,
            (one.rationale or "–") if reasons else tr(one.kind.label),
            str(one.weight),
            plain(one.floor),
        )
        for one in comparison.criteria
    )
    columns = (
        Column("", 1),
        Column(tr("Criterion"), 5),
        Column(tr("Why it belongs to the job"), 8) if reasons else Column(tr("From"), 3),
        Column(tr("Weight"), 1, "right", numeric=True),
        Column(tr("Floor"), 1, "right", numeric=True),
    )
    note = tr("Weights add to 100. Below a floor nobody is ranked, whatever the rest adds up to.")
    if weighed:
        note = tr("Why the weights differ: {why}").format(why=weighed) + "\n" + note
    table = Table(columns, rows, note=note if rows else "", empty=tr("There are no criteria yet."))
    return [_together(tr("What candidates are judged by"), table)]


def standing(row: ComparisonRow) -> str:
    """Return in which band a candidate stands, or why in none."""
    apart = {"below_floor": tr("below a floor"), "not_comparable": tr("not comparable")}
    return tr("band {n}").format(n=row.band) if row.band else apart.get(row.why_apart, "")


def bands(comparison: Comparison) -> list[Block]:
    """Return the candidates in bands with their scores and what they rest on."""
    if not comparison.rows:
        return []
    rows = tuple(_banded(row, kept_back=not comparison.raters) for row in comparison.rows)
    columns = (
        Column(tr("Standing"), 2),
        Column(tr("Candidate"), 4),
        Column(tr("Score 1–5"), 3),
        Column(tr("Of 100"), 3),
        Column(tr("Below floor"), 2),
        Column(tr("Decision"), 2),
    )
    note = tr(
        "Score: weighted mean of the panel, in brackets how many raters it rests on. Who shares a "
        "band lies closer than 0.25, or closer than the raters' spread can tell apart, and stands "
        "by name."
    )
    return [_together(tr("Candidates in bands"), Table(columns, rows, note=note))]


def _together(title: str, table: Table) -> KeepTogether:
    """Return a table that is read at a glance, on one page where a page can hold it."""
    return KeepTogether((Heading(title, 2), table))


def _banded(row: ComparisonRow, *, kept_back: bool) -> tuple[Cell | str, ...]:
    share = max(0.0, min(1.0, (row.score.percent or 0) / 100))
    told = row.score.value is not None
    return (
        standing(row).capitalize(),
        Cell(row.name, "strong"),
        _score(row.score, kept_back=kept_back),
        Cell(shown(row.score.percent, 0), mark=f"bar:{share:.2f}") if told else "–",
        ", ".join(row.below_floor) or tr("all met"),
        tr(row.decision.label) if row.decision else "–",
    )


def _score(score: rules.Score, *, kept_back: bool) -> Cell:
    """Return a score with how many raters stand behind it."""
    if score.value is None:
        alone = kept_back and score.raters == 1
        return Cell(tr("one rater only: not told") if alone else tr("too little was rated"))
    n = ntr("{n} rater", "{n} raters", score.raters).format(n=score.raters)
    if score.state == "thin":
        return Cell(tr("{score} ({n}: thin)").format(score=shown(score.value), n=n), "warn")
    return Cell(f"{shown(score.value)} ({n})")


def on_trust(summary: PanelSummary) -> list[str]:
    """Say what a reader has to know about how these ratings came about."""
    told: list[str] = []
    if summary.seal_reason and summary.seal_broken_by:
        sentence = tr("opened by {name} before every sheet was in. {why}")
        told.append(sentence.format(name=summary.seal_broken_by, why=summary.seal_reason))
    elif summary.seal_reason:
        sentence = tr("opened before every sheet was in. {why}")
        told.append(sentence.format(why=summary.seal_reason))
    if summary.together:
        told.append(tr("rated together; that the raters agree says nothing."))
    told += [
        tr("with {name}, who has a conflict of interest. {note}").format(name=name, note=note)
        for name, note in summary.conflicts
    ]
    if summary.late:
        told.append(
            tr("rated after the reveal by {names}, who could see the others.").format(
                names=listed(summary.late)
            )
        )
    told += [
        tr("without {name}, who was absent. {why}").format(name=name, why=why)
        for name, why in summary.absent
    ]
    return told


def seals(summaries: Iterable[PanelSummary]) -> list[Block]:
    """Say whose sheets were opened early, rated late or not rated by everybody, and why."""
    told = [f"{one.candidate}: {sentence}" for one in summaries for sentence in on_trust(one)]
    return set_apart(told)


def set_apart(told: Sequence[str]) -> list[Block]:
    """Return what a reader has to know about how ratings came about; nothing where all is well."""
    return [Callout("\n".join(told), tr("How it was rated"), "warn")] if told else []


def talked(
    summaries: Sequence[PanelSummary], *, named: bool = True, reasons: bool = True
) -> list[Block]:
    """Return what was agreed on after talking, beside the panel's mean that stays."""
    rows = tuple(
        (
            *((Cell(one.candidate, "strong"),) if named else ()),
            f"{line.code}  {line.name}",
            shown(line.mean),
            shown(line.agreed, 1),
            *((str(line.agreed_reason) or "–",) if reasons else ()),
        )
        for one in summaries
        for line in one.lines
        if line.agreed is not None
    )
    if not rows:
        return []
    columns = (
        *((Column(tr("Candidate"), 3),) if named else ()),
        Column(tr("Criterion"), 3),
        Column(tr("Mean"), 1, "right", numeric=True),
        Column(tr("Agreed"), 1, "right", numeric=True),
        *((Column(tr("Why"), 6),) if reasons else ()),
    )
    note = tr("The panel's means stay as they were; what was agreed stands beside them.")
    if not reasons:
        note += " " + tr("The reasons speak of single raters and are kept with the panel.")
    return [Heading(tr("Talked through"), 2 if named else 3), Table(columns, rows, note=note)]


def blended(lines: Sequence[SummaryLine]) -> list[str]:
    """Say how other assessments were weighed in, criterion by criterion."""
    told = []
    for line in lines:
        if not line.extras or line.mean is None:
            continue
        beside = shown(fmean(line.extras))
        if line.interview is None:
            alone = tr("{code}: {x} from other assessments alone.")
            told.append(alone.format(code=line.code, x=beside))
            continue
        told.append(
            tr("{code}: {a}% × {x} (interview) + {b}% × {y} (other assessments) = {z}").format(
                code=line.code,
                a=shown(line.share * 100, 0),
                x=shown(line.interview),
                b=shown((1 - line.share) * 100, 0),
                y=beside,
                z=shown(line.mean),
            )
        )
    return told


def sums(comparison: Comparison, summaries: Iterable[PanelSummary]) -> list[Block]:
    """Return how each score was computed, number by number, where any may be told."""
    if all(row.score.value is None for row in comparison.rows):
        return []
    columns = (
        Column(tr("Candidate"), 3),
        Column(tr("Weight × panel mean, added, divided by the weights"), 9),
        Column(tr("Score"), 1, "right", numeric=True),
    )
    note = tr(
        "The panel mean of a criterion is the mean of its raters, a rater's mean that of the "
        "questions asked. What was not asked or not rated is left out, never counted as zero."
    )
    blends = {one.candidate_id: blended(one.lines) for one in summaries}
    rows = tuple(_sum(row, comparison, blends.get(row.id, [])) for row in comparison.rows)
    return [_together(tr("How was this computed?"), Table(columns, rows, note=note))]


def _sum(
    row: ComparisonRow, comparison: Comparison, blends: Sequence[str]
) -> tuple[Cell | str, ...]:
    weights = {criterion.id: criterion.weight for criterion in comparison.criteria}
    rated = [one for one in row.score.criteria if one.mean is not None]
    if row.score.value is None or not rated:
        return (Cell(row.name, "strong"), "–", "–")
    added = " + ".join(f"{weights[one.key]} × {shown(one.mean)}" for one in rated)
    total = sum(weights[one.key] for one in rated)
    lines = [f"({added}) / {total}", *blends]
    return (Cell(row.name, "strong"), "\n".join(lines), shown(row.score.value))


def left_out(rows: Sequence[queries.DroppedRow]) -> list[Block]:
    """Return the questions that count for nobody, with their reasons."""
    if not rows:
        return []
    told = "\n".join(f"{one.number}: {one.reason}\n“{one.text}”" for one in rows)
    return [Callout(told, tr("Not scored for any candidate"))]


def apart(rows: Sequence[queries.OutOfPlay]) -> list[Block]:
    """Return who applied and was not compared, and why."""
    if not rows:
        return []
    columns = (Column(tr("Candidate"), 3), Column(tr("Stage"), 2), Column(tr("Reason"), 8))
    cells = tuple(
        (Cell(one.candidate, "strong"), tr(one.stage.label), str(one.reason) or "–") for one in rows
    )
    return [Heading(tr("Not compared"), 2), Table(columns, cells)]


def decided(decisions: Iterable[queries.DecisionRow]) -> list[Block]:
    """Return the decisions with their reasons, the offers first."""
    order = list(DecisionOutcome)
    rows = tuple(
        (
            Cell(one.candidate, "strong"),
            Cell(tr(one.outcome.label), "strong"),
            _reason(one),
            said_short(one.decided_on),
        )
        for one in sorted(decisions, key=lambda one: order.index(one.outcome))
    )
    if not rows:
        return [Callout(tr("Nothing has been decided yet."), kind="warn")]
    columns = (
        Column(tr("Candidate"), 4),
        Column(tr("Decision"), 2),
        Column(tr("Reason"), 10),
        Column(tr("On"), 2),
    )
    return [Heading(tr("Decision"), 2), Table(columns, rows)]


def _reason(one: queries.DecisionRow) -> str:
    why = str(one.reason)
    if one.deviated and one.deviation_reason:
        why += "\n" + tr("Differs from the rank: {why}").format(why=one.deviation_reason)
    return why


def signed(decisions: Sequence[queries.DecisionRow], leader: str) -> list[Block]:
    """Return a line to sign on for each who decided, or for the leader where none may be named.

    Nobody signs what was not decided.
    """
    if not decisions:
        return []
    written = dict.fromkeys(
        name.strip() for one in decisions for name in one.decided_by.split(",") if name.strip()
    )
    if not written:
        return [Signature(((tr("Hiring leader"), leader, ""),))]
    return [Signature(tuple((tr("Decided by"), name, "") for name in written))]


def small(told: Sequence[str]) -> list[Block]:
    """Return sentences in small print; nothing where there are none."""
    return [Paragraph("\n".join(told), "small")] if told else []
