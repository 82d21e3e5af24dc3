"""How the panel agrees over all candidates, and the assessments beside the interview."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.deliverables.redaction import Said
from app.stages.selection import rules
from app.stages.selection.queries.comparing import Comparison, comparison, panel_summary
from app.stages.selection.queries.openings import criteria_of
from app.stages.selection.queries.questions import questions
from app.stages.selection.records import (
    AssessmentKind,
    Candidate,
    ExtraAssessment,
    guide_in_force,
)


@dataclass(frozen=True, slots=True)
class RaterHabit:
    """How one rater used the scale over all candidates.

    Attributes:
        name: who.
        n: how many ratings.
        mean: their mean; None without any.
        spread: their sample standard deviation; None below two.
        hardly_differs: whether they hardly tell one answer from another.
    """

    name: str
    n: int
    mean: float | None
    spread: float | None
    hardly_differs: bool


@dataclass(frozen=True, slots=True)
class PanelAgreement:
    """How the panel agrees over the candidates that may be compared."""

    reliability: rules.Reliability
    raters: tuple[RaterHabit, ...]


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment beside the interview."""

    id: str
    criterion_id: str
    code: str
    kind: AssessmentKind
    score: float
    assessed_by: str
    assessed_on: date | None
    note: Said


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """A question that counts for nobody, and why."""

    number: str
    text: str
    reason: str


def panel_agreement(session: Session, requisition_id: str) -> PanelAgreement:
    """Return the reliability over candidates and each rater's use of the scale.

    Nothing is told while a sheet is missing.
    """
    found = comparison(session, requisition_id)
    scores: dict[str, list[int]] = {name: [] for name in found.raters}
    table = [_row(session, key.id, found, scores) for key in found.rows]
    habits = tuple(_habit(name, given) for name, given in scores.items())
    return PanelAgreement(rules.reliability(table), habits)


def _row(
    session: Session, candidate_id: str, found: Comparison, scores: dict[str, list[int]]
) -> list[float | None]:
    """Return each rater's weighted score of a candidate, and collect the single ratings."""
    lines = panel_summary(session, candidate_id).lines
    for line in lines:
        for asked in line.asked:
            for name, score in zip(found.raters, asked.by_rater, strict=True):
                if score is not None:
                    scores[name].append(score)
    return [
        rules.score(
            [rules.Criterion(line.id, line.weight) for line in lines],
            {line.id: [[line.by_rater[place]]] for line in lines},
        ).value
        for place in range(len(found.raters))
    ]


def _habit(name: str, given: list[int]) -> RaterHabit:
    return RaterHabit(
        name,
        len(given),
        statistics.fmean(given) if given else None,
        statistics.stdev(given) if len(given) > 1 else None,
        rules.hardly_differs(given),
    )


def assessments(session: Session, candidate_id: str) -> tuple[AssessmentRow, ...]:
    """Return what was assessed beside the interview by the guide in force, by criterion."""
    candidate = session.get(Candidate, candidate_id)
    if candidate is None:
        return ()
    guide = guide_in_force(session, candidate.requisition_id)
    codes = {criterion.id: criterion.code for criterion in criteria_of(session, guide.id)}
    found = session.exec(
        select(ExtraAssessment)
        .where(ExtraAssessment.candidate_id == candidate_id)
        .order_by(col(ExtraAssessment.created_at), col(ExtraAssessment.id))
    ).all()
    rows = [
        AssessmentRow(
            id=row.id,
            criterion_id=row.criterion_id,
            code=codes[row.criterion_id],
            kind=row.kind,
            score=row.score,
            assessed_by=row.assessed_by,
            assessed_on=row.assessed_on,
            note=Said(row.note, row.visibility),
        )
        for row in found
        if row.criterion_id in codes
    ]
    return tuple(sorted(rows, key=lambda row: (len(row.code), row.code)))


def dropped(session: Session, requisition_id: str) -> tuple[DroppedRow, ...]:
    """Return the questions that count for nobody, with their reasons."""
    return tuple(
        DroppedRow(one.number, one.text, one.dropped_reason)
        for one in questions(session, requisition_id)
        if not one.counts
    )
