"""The panel's ratings side by side, the candidates in bands, and the decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

from sqlmodel import Session, col, select

from app.deliverables.redaction import Said
from app.domain.edits import the
from app.domain.evidence import Visibility
from app.host.language import tr
from app.stages.selection import rules
from app.stages.selection.queries.openings import (
    CandidateRow,
    CriterionRow,
    PanelRow,
    RequisitionRow,
    called,
    candidates,
    criteria,
    panel,
    requisition,
)
from app.stages.selection.queries.questions import QuestionRow, questions
from app.stages.selection.queries.sheets import interview_of, ratings, sheet_of, waits_for
from app.stages.selection.records import (
    AgreedRating,
    Candidate,
    CandidateStage,
    Decision,
    DecisionOutcome,
    ExtraAssessment,
    Interview,
    Rating,
    RatingSheet,
    Source,
    guide_in_force,
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
class Asked:
    """What each rater gave one question, in the raters' order."""

    number: str
    text: str
    dropped_reason: str
    by_rater: tuple[int | None, ...]
    notes: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """What the panel said about one criterion of one candidate, side by side.

    `by_rater` holds each rater's mean over the questions that count; `interview` is the mean of
    those, `mean` what the criterion counts with once `extras`, the other assessments, are blended
    in by `share`, the interview's.
    """

    id: str
    code: str
    name: str
    weight: int
    floor: float | None
    by_rater: tuple[float | None, ...]
    asked: tuple[Asked, ...]
    mean: float | None
    interview: float | None
    extras: tuple[float, ...]
    share: float
    talk: bool
    below_floor: bool
    agreement: rules.Agreement
    agreed: float | None
    agreed_reason: Said
    notes: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class PanelSummary:
    """One candidate before the whole panel; without lines while a sheet is missing.

    Attributes:
        handed: who handed over and when, in the panel's order.
        absent: who was absent, with the reason.
        conflicts: who on the panel is not free, with what was agreed about it.
        together: whether the raters talked before they rated.
        late: the raters who handed over after the reveal: they had seen the others.
        revealed_at: when the seal was opened; None while it holds.
        seal_reason: why the seal was broken before every sheet was in; empty where it was not.
        seal_broken_by: who broke it.
    """

    candidate_id: str
    requisition: RequisitionRow
    candidate: str
    source: Source
    raters: tuple[str, ...]
    handed: tuple[tuple[str, datetime], ...]
    absent: tuple[tuple[str, str], ...]
    conflicts: tuple[tuple[str, str], ...]
    together: bool
    late: tuple[str, ...]
    revealed_at: datetime | None
    seal_reason: str
    seal_broken_by: str
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
    """All ratings on one candidate, once they may be seen: by question, then by rater."""

    raters: tuple[PanelRow, ...]
    sheets: tuple[RatingSheet | None, ...]
    asked: tuple[QuestionRow, ...]
    ratings: Mapping[str, tuple[Rating | None, ...]]
    extras: Mapping[str, tuple[float, ...]]
    share: float

    def counted(self, criterion_id: str) -> list[list[float | None]]:
        """Return, for each rater, the scores of the criterion's questions that count."""
        keys = [q.id for q in self.asked if q.criterion.id == criterion_id and q.counts]
        return [
            [given.score if (given := self.ratings[key][place]) else None for key in keys]
            for place in range(len(self.raters))
        ]

    def means(self, criterion_id: str) -> tuple[float | None, ...]:
        """Return each rater's mean over the criterion's questions that count."""
        found = [[x for x in scores if x is not None] for scores in self.counted(criterion_id)]
        return tuple(fmean(scores) if scores else None for scores in found)

    def handed(self) -> tuple[tuple[str, datetime], ...]:
        """Return who handed over and when."""
        return tuple(
            (rater.name, found.submitted_at)
            for rater, found in zip(self.raters, self.sheets, strict=True)
            if found and found.submitted_at is not None
        )


def _ballot(session: Session, candidate_id: str, asked: tuple[QuestionRow, ...]) -> _Ballot:
    candidate = the(session, Candidate, candidate_id)
    raters = tuple(m for m in panel(session, candidate.requisition_id) if m.rates)
    sheets = tuple(sheet_of(session, candidate_id, rater.id) for rater in raters)
    given = [ratings(session, found.id) if found and _counts(found) else {} for found in sheets]
    by_question = {q.id: tuple(one.get(q.id) for one in given) for q in asked}
    extras: dict[str, tuple[float, ...]] = {}
    for row in session.exec(
        select(ExtraAssessment)
        .where(ExtraAssessment.candidate_id == candidate_id)
        .order_by(col(ExtraAssessment.created_at), col(ExtraAssessment.id))
    ):
        extras[row.criterion_id] = (*extras.get(row.criterion_id, ()), row.score)
    share = guide_in_force(session, candidate.requisition_id).interview_share / 100
    return _Ballot(raters, sheets, asked, by_question, extras, share)


def _counts(sheet: RatingSheet) -> bool:
    """Say whether a sheet counts: handed over, and not closed as absent."""
    return sheet.submitted_at is not None and not sheet.absent_reason


def _score(ballot: _Ballot, judged: Sequence[CriterionRow]) -> rules.Score:
    return rules.score(
        [rules.Criterion(c.id, c.weight, c.floor) for c in judged],
        {c.id: ballot.counted(c.id) for c in judged},
        ballot.extras,
        ballot.share,
    )


def comparison(session: Session, requisition_id: str) -> Comparison:
    """Return the candidates in bands, or what is still missing to compare them."""
    judged = criteria(session, requisition_id)
    rows = [c for c in candidates(session, requisition_id) if c.stage not in OUT_OF_PLAY]
    missing = _missing(session, judged, rows)
    raters = tuple(m.name for m in panel(session, requisition_id) if m.rates)
    placed = () if missing else _placed(session, requisition_id, judged, rows)
    opening = requisition(session, requisition_id)
    return Comparison(opening, judged, raters, placed, missing)


def _missing(
    session: Session, judged: Sequence[CriterionRow], rows: Sequence[CandidateRow]
) -> tuple[str, ...]:
    if not judged:
        return (tr("There are no criteria yet."),)
    if not rows:
        return (tr("There are no candidates yet."),)
    sentences = [said for row in rows for said in waits_for(session, row.id)]
    return tuple(dict.fromkeys(sentences))


def _placed(
    session: Session,
    requisition_id: str,
    judged: Sequence[CriterionRow],
    rows: Sequence[CandidateRow],
) -> tuple[ComparisonRow, ...]:
    asked = questions(session, requisition_id)
    scores = {row.id: _score(_ballot(session, row.id, asked), judged) for row in rows}
    by_id = {row.id: row for row in rows}
    codes = {criterion.id: criterion.code for criterion in judged}
    return tuple(
        ComparisonRow(
            id=place.key,
            name=by_id[place.key].called,
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
    """Return what the panel said about one candidate, once it may be seen."""
    candidate = the(session, Candidate, candidate_id)
    judged = criteria(session, candidate.requisition_id)
    missing = waits_for(session, candidate_id)
    asked = questions(session, candidate.requisition_id)
    ballot = _ballot(session, candidate_id, asked)
    lines = () if missing else _summary_lines(session, candidate_id, ballot, judged)
    given = [[score for score in ln.by_rater if score is not None] for ln in lines]
    held = interview_of(session, candidate_id)
    return PanelSummary(
        candidate_id=candidate_id,
        requisition=requisition(session, candidate.requisition_id),
        candidate=called(session, candidate),
        source=candidate.source,
        raters=tuple(rater.name for rater in ballot.raters),
        handed=ballot.handed(),
        absent=tuple(
            (rater.name, found.absent_reason)
            for rater, found in zip(ballot.raters, ballot.sheets, strict=True)
            if found and found.absent_reason
        ),
        conflicts=tuple(
            (rater.name, rater.conflict_note)
            for rater in ballot.raters
            if rater.conflict_of_interest
        ),
        together=held is not None and held.rated_together,
        late=_late(ballot, held),
        revealed_at=held.revealed_at if held else None,
        seal_reason=held.seal_reason if held else "",
        seal_broken_by=held.revealed_by if held and held.seal_reason else "",
        lines=lines,
        score=None if missing else _score(ballot, judged),
        agreement_over=rules.agreement_over(given),
        missing=missing,
    )


def _late(ballot: _Ballot, held: Interview | None) -> tuple[str, ...]:
    """Return who handed over after the seal was open."""
    opened = held.revealed_at if held else None
    if opened is None:
        return ()
    return tuple(name for name, at in ballot.handed() if at > opened)


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
    scores = ballot.means(criterion.id)
    why = Said(agreed.reason, agreed.visibility) if agreed else Said("", Visibility.leader)
    asked = tuple(_asked(ballot, q) for q in ballot.asked if q.criterion.id == criterion.id)
    return SummaryLine(
        id=criterion.id,
        code=criterion.code,
        name=criterion.name,
        weight=criterion.weight,
        floor=criterion.floor,
        by_rater=scores,
        asked=asked,
        mean=said.mean,
        interview=said.interview,
        extras=said.extras,
        share=ballot.share,
        talk=said.talk,
        below_floor=said.below_floor,
        agreement=rules.agreement([score for score in scores if score is not None]),
        agreed=agreed.score if agreed else None,
        agreed_reason=why,
        notes=tuple(note for one in asked for note in one.notes),
    )


def _asked(ballot: _Ballot, question: QuestionRow) -> Asked:
    given = ballot.ratings[question.id]
    pairs = zip(ballot.raters, given, strict=True)
    return Asked(
        number=question.number,
        text=question.text,
        dropped_reason=question.dropped_reason,
        by_rater=tuple(rating.score if rating else None for rating in given),
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
    names = {c.id: c.called for c in candidates(session, requisition_id)}
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
