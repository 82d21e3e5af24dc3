"""What the readings of a measure come to in a period."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.domain.edits import the
from app.domain.outcomes import Aggregate, Measure, MeasureKind, MeasureValue
from app.stages.review.records import LineMeasure, Review, ReviewCycle, ReviewLine


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The value of a measure for a period and how many readings it rests on."""

    value: float | None
    n: int


def period_reading(session: Session, line_measure_id: str) -> PeriodReading:
    """Return what a measure's readings come to in the period under review.

    The person's own readings count; where there are none, those of the whole position.
    """
    row = the(session, LineMeasure, line_measure_id)
    line = the(session, ReviewLine, row.review_line_id)
    review = the(session, Review, line.review_id)
    cycle = the(session, ReviewCycle, review.cycle_id)
    found = session.exec(
        select(MeasureValue)
        .where(
            col(MeasureValue.measure_id).in_(_versions(session, row.measure_id)),
            col(MeasureValue.period_end).between(cycle.period_start, cycle.period_end),
        )
        .order_by(col(MeasureValue.period_end), col(MeasureValue.created_at))
    ).all()
    own = [reading.value for reading in found if reading.person_id == review.person_id]
    shared = [reading.value for reading in found if reading.person_id is None]
    values = own or shared
    return PeriodReading(_aggregated(values, row.aggregate, row.kind), len(values))


def _versions(session: Session, measure_id: str) -> list[str]:
    """Return the ids of a measure through all versions of its job description."""
    measure = the(session, Measure, measure_id)
    if not measure.spine_id:
        return [measure.id]
    return list(session.exec(select(Measure.id).where(Measure.spine_id == measure.spine_id)))


def _aggregated(values: Sequence[float], aggregate: Aggregate, kind: MeasureKind) -> float | None:
    if not values:
        return None
    match aggregate:
        case Aggregate.last:
            return values[-1]
        case Aggregate.mean:
            return statistics.fmean(values)
        case Aggregate.sum:
            return sum(values)
        case Aggregate.best:
            return min(values) if kind is MeasureKind.lower_better else max(values)
