"""The questions of a guide, numbered once for screen, paper and returned sheets."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.stages.selection.queries.openings import CriterionRow, criteria_of
from app.stages.selection.records import (
    GuideQuestion,
    QuestionKind,
    Rating,
    RatingSheet,
    guide_in_force,
)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of a guide; `number` is Q1, Q2 … in the order of the interview."""

    id: str
    number: str
    criterion: CriterionRow
    kind: QuestionKind
    text: str
    probes: tuple[str, ...]
    listen_for: tuple[str, ...]
    minutes: int
    source: str
    dropped_reason: str

    @property
    def counts(self) -> bool:
        """Whether its ratings are part of the score."""
        return not self.dropped_reason


def questions(session: Session, requisition_id: str) -> tuple[QuestionRow, ...]:
    """Return the questions in force of an opening in the order of the interview."""
    return questions_of(session, guide_in_force(session, requisition_id).id)


def questions_of(session: Session, guide_id: str) -> tuple[QuestionRow, ...]:
    """Return the questions of one guide in the order of the interview."""
    judged = {criterion.id: criterion for criterion in criteria_of(session, guide_id)}
    found = session.exec(
        select(GuideQuestion)
        .where(GuideQuestion.guide_id == guide_id)
        .order_by(col(GuideQuestion.sort), col(GuideQuestion.created_at), col(GuideQuestion.id))
    ).all()
    return tuple(
        QuestionRow(
            id=row.id,
            number=f"Q{place}",
            criterion=judged[row.criterion_id],
            kind=row.kind,
            text=row.text,
            probes=_lines(row.probes),
            listen_for=_lines(row.listen_for),
            minutes=row.minutes,
            source=row.source,
            dropped_reason=row.dropped_reason,
        )
        for place, row in enumerate(found, 1)
    )


def is_rated(session: Session, guide_id: str) -> bool:
    """Say whether anybody was rated by a guide."""
    found = (
        select(Rating.id)
        .join(RatingSheet, col(RatingSheet.id) == col(Rating.sheet_id))
        .where(RatingSheet.guide_id == guide_id, col(Rating.score).is_not(None))
    )
    return session.exec(found.limit(1)).first() is not None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
