"""The panel's ratings side by side, the candidates in bands, and the decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from app.deliverables.redaction import Said
from app.domain.edits import the
from app.domain.evidence import Visibility
from app.domain.people import Person
from app.host.language import tr
from app.stages.selection import rules
from app.stages.selection.queries.openings import (
    CandidateRow,
    CriterionRow,
    PanelRow,
    RequisitionRow,
    candidates,
    criteria,
    panel,
    requisition,
)
from app.stages.selection.queries.sheets import missing_sheets, ratings, sheet_of
from app.stages.selection.records import (
    AgreedRating,
    Candidate,
    CandidateStage,
    Decision,
    DecisionOutcome,
    Rating,
    Source,
)

OUT_OF_PLAY = frozenset({CandidateStage.screened_out, CandidateStage.withdrew})
"""Nobody waits for sheets on these, and they are not compared."""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A candidate in the comparison, with the panel mean of each criterion."""

    id: str
    name: str
    source: Source
    stage: CandidateStage
    band: int
    why_apart: str
    score: rules.Score
    talk: tuple[str, ...]
    below_floor: tuple[str, ...]
    decision: DecisionOutcome | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The candidates in bands; without rows while anything is missing."""

    requisition: RequisitionRow
    criteria: tuple[CriterionRow, ...]
    raters: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """What the panel said about one criterion of one candidate, side by side."""

    id: str
    code: str
    name: str
    weight: int
    floor: float | None
    by_rater: tuple[int | None, ...]
    mean: float | None
    talk: bool
    below_floor: bool
    agreement: rules.Agreement
    agreed: float | None
    agreed_reason: Said
    notes: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class PanelSummary:
    """One candidate before the whole panel; without lines while a sheet is missing."""

    candidate_id: str
    requisition: RequisitionRow
    candidate: str
    source: Source
    raters: tuple[str, ...]
    lines: tuple[SummaryLine, ...]
    score: rules.Score | None
    agreement_over: float | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with its reasons."""

    id: str
    candidate_id: str
    candidate: str
    outcome: DecisionOutcome
    reason: Said
    decided_by: str
    decided_on: date
    deviated: bool
    deviation_reason: Said


@dataclass(frozen=True, slots=True)
class _Ballot:
    """All ratings on one candidate, once they may be seen: by criterion, then by rater."""

    raters: tuple[PanelRow, ...]
    ratings: Mapping[str, tuple[Rating | None, ...]]

    def scores(self, criterion_id: str) -> tuple[int | None, ...]:
        """Return the raters' scores on a criterion, in their order."""
        return tuple(r.score if r else None for r in self.ratings[criterion_id])


def _ballot(session: Session, candidate_id: str, criterion_ids: Sequence[str]) -> _Ballot:
    candidate = the(session, Candidate, candidate_id)
    raters = tuple(m for m in panel(session, candidate.requisition_id) if m.rates)
    sheets = [sheet_of(session, candidate_id, rater.id) for rater in raters]
    given = [
        ratings(session, found.id) if found and not found.absent_reason else {} for found in sheets
    ]
    return _Ballot(raters, {key: tuple(one.get(key) for one in given) for key in criterion_ids})


def _score(ballot: _Ballot, judged: Sequence[CriterionRow]) -> rules.Score:
    return rules.score(
        [rules.Criterion(c.id, c.weight, c.floor) for c in judged],
        {c.id: [[score] for score in ballot.scores(c.id)] for c in judged},
    )


def comparison(session: Session, requisition_id: str) -> Comparison:
    """Return the candidates in bands, or what is still missing to compare them."""
    judged = criteria(session, requisition_id)
    rows = [c for c in candidates(session, requisition_id) if c.stage not in OUT_OF_PLAY]
    missing = _missing(session, judged, rows)
    raters = tuple(m.name for m in panel(session, requisition_id) if m.rates)
    placed = () if missing else _placed(session, judged, rows)
    opening = requisition(session, requisition_id)
    return Comparison(opening, judged, raters, placed, missing)


def _missing(
    session: Session, judged: Sequence[CriterionRow], rows: Sequence[CandidateRow]
) -> tuple[str, ...]:
    if not judged:
        return (tr("There are no criteria yet."),)
    if not rows:
        return (tr("There are no candidates yet."),)
    sentences = [said for row in rows for said in missing_sheets(session, row.id)]
    return tuple(dict.fromkeys(sentences))


def _placed(
    session: Session, judged: Sequence[CriterionRow], rows: Sequence[CandidateRow]
) -> tuple[ComparisonRow, ...]:
    keys = [criterion.id for criterion in judged]
    scores = {row.id: _score(_ballot(session, row.id, keys), judged) for row in rows}
    by_id = {row.id: row for row in rows}
    codes = {criterion.id: criterion.code for criterion in judged}
    return tuple(
        ComparisonRow(
            id=place.key,
            name=by_id[place.key].name,
            source=by_id[place.key].source,
            stage=by_id[place.key].stage,
            band=place.band,
            why_apart=place.why_apart,
            score=scores[place.key],
            talk=tuple(codes[c.key] for c in scores[place.key].criteria if c.talk),
            below_floor=tuple(codes[c.key] for c in scores[place.key].criteria if c.below_floor),
            decision=by_id[place.key].decision,
        )
        for place in rules.ranked(scores)
    )


def panel_summary(session: Session, candidate_id: str) -> PanelSummary:
    """Return what the panel said about one candidate, once all sheets on it are in."""
    candidate = the(session, Candidate, candidate_id)
    judged = criteria(session, candidate.requisition_id)
    missing = missing_sheets(session, candidate_id)
    ballot = _ballot(session, candidate_id, [criterion.id for criterion in judged])
    lines = () if missing else _summary_lines(session, candidate_id, ballot, judged)
    given = [[score for score in ln.by_rater if score is not None] for ln in lines]
    return PanelSummary(
        candidate_id=candidate_id,
        requisition=requisition(session, candidate.requisition_id),
        candidate=the(session, Person, candidate.person_id).display_name,
        source=candidate.source,
        raters=tuple(rater.name for rater in ballot.raters),
        lines=lines,
        score=None if missing else _score(ballot, judged),
        agreement_over=rules.agreement_over(given),
        missing=missing,
    )


def _summary_lines(
    session: Session, candidate_id: str, ballot: _Ballot, judged: Sequence[CriterionRow]
) -> tuple[SummaryLine, ...]:
    agreed: dict[str, AgreedRating] = {
        row.criterion_id: row
        for row in session.exec(
            select(AgreedRating).where(AgreedRating.candidate_id == candidate_id)
        )
    }
    said = {part.key: part for part in _score(ballot, judged).criteria}
    return tuple(_summary_line(ballot, c, said[c.id], agreed.get(c.id)) for c in judged)


def _summary_line(
    ballot: _Ballot,
    criterion: CriterionRow,
    said: rules.CriterionScore,
    agreed: AgreedRating | None,
) -> SummaryLine:
    scores = ballot.scores(criterion.id)
    pairs = zip(ballot.raters, ballot.ratings[criterion.id], strict=True)
    why = Said(agreed.reason, agreed.visibility) if agreed else Said("", Visibility.leader)
    return SummaryLine(
        id=criterion.id,
        code=criterion.code,
        name=criterion.name,
        weight=criterion.weight,
        floor=criterion.floor,
        by_rater=scores,
        mean=said.mean,
        talk=said.talk,
        below_floor=said.below_floor,
        agreement=rules.agreement([score for score in scores if score is not None]),
        agreed=agreed.score if agreed else None,
        agreed_reason=why,
        notes=tuple(
            (rater.name, Said(rating.evidence_note, rating.visibility))
            for rater, rating in pairs
            if rating and rating.evidence_note
        ),
    )


def open_talks(session: Session, requisition_id: str) -> tuple[tuple[str, str], ...]:
    """Return (candidate, criterion code) where raters lie apart and nothing is agreed yet."""
    found: list[tuple[str, str]] = []
    for row in comparison(session, requisition_id).rows:
        if row.talk:
            lines = panel_summary(session, row.id).lines
            found += [(row.name, ln.code) for ln in lines if ln.talk and ln.agreed is None]
    return tuple(found)


def decisions(session: Session, requisition_id: str) -> tuple[DecisionRow, ...]:
    """Return the decisions on an opening, the earliest first, those of one day by name."""
    names = {c.id: c.name for c in candidates(session, requisition_id)}
    found = sorted(
        session.exec(select(Decision).where(Decision.requisition_id == requisition_id)),
        key=lambda row: (row.decided_on, names[row.candidate_id], row.id),
    )
    return tuple(
        DecisionRow(
            id=row.id,
            candidate_id=row.candidate_id,
            candidate=names[row.candidate_id],
            outcome=row.outcome,
            reason=Said(row.reason, row.visibility),
            decided_by=row.decided_by,
            decided_on=row.decided_on,
            deviated=row.deviated,
            deviation_reason=Said(row.deviation_reason, row.visibility),
        )
        for row in found
    )
