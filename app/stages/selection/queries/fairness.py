"""How many applied and how far they came: the funnel of an opening, and the fairness of hiring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.domain.calendar import plus_months
from app.domain.edits import the
from app.domain.people import Employment
from app.host.language import N_
from app.stages.selection import rules
from app.stages.selection.queries.openings import requisition
from app.stages.selection.records import (
    ApplicantCount,
    Candidate,
    CandidateStage,
    Decision,
    DecisionOutcome,
    Dimension,
    Interview,
    InterviewStatus,
    Rating,
    RatingSheet,
    Requisition,
)

STEPS = {
    "received": N_("Applied"),
    "screened_in": N_("Screened in"),
    "interview": N_("Interviewed"),
    "offered": N_("Offered"),
    "hired": N_("Hired"),
}
"""The steps of the funnel with their words."""

_SPAN_MONTHS = 12

_OFFERED = frozenset({CandidateStage.offered, CandidateStage.hired, CandidateStage.declined})


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many of one group applied, were interviewed and were selected, for which hires."""

    id: str
    requisition_id: str | None
    hires: str
    counted_on: date | None
    dimension: Dimension
    group: str
    applicants: int
    interviewed: int
    selected: int


@dataclass(frozen=True, slots=True)
class GroupSum:
    """One group over several hires."""

    label: str
    applicants: int
    interviewed: int
    selected: int


@dataclass(frozen=True, slots=True)
class FairnessPart:
    """One dimension: the sums of its groups, and what comparing them says."""

    dimension: Dimension
    groups: tuple[GroupSum, ...]
    interviews: tuple[rules.Compared, ...]
    selections: tuple[rules.Compared, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """The fairness of hiring over a span, counts only."""

    since: date | None
    until: date | None
    hires: tuple[str, ...]
    parts: tuple[FairnessPart, ...]


def funnel(session: Session, requisition_id: str) -> rules.Funnel:
    """Return how far the candidates of an opening came."""
    found = session.exec(select(Candidate).where(Candidate.requisition_id == requisition_id))
    return rules.funnel([_passage(session, row) for row in found.all()], tuple(STEPS))


def _passage(session: Session, row: Candidate) -> rules.Passage:
    """Return which steps a candidate reached, and on which days as far as they are known.

    Who was interviewed had been screened in, and who was made an offer had been interviewed,
    whatever became of them afterwards. Days: received, interviewed, decided, first day of work.
    """
    met = _interviewed_on(session, row)
    offer = session.exec(
        select(Decision).where(
            Decision.candidate_id == row.id, Decision.outcome == DecisionOutcome.offer
        )
    ).first()
    reached = {"received"}
    if row.stage is CandidateStage.hired:
        reached.add("hired")
    if row.stage in _OFFERED or offer is not None:
        reached.add("offered")
    if met is not None or reached & {"offered", "hired"} or row.stage in _MET:
        reached.add("interview")
    if "interview" in reached or row.stage is CandidateStage.screened_in:
        reached.add("screened_in")
    days = {"received": row.received_on, "interview": met}
    days["offered"] = offer.decided_on if offer else None
    days["hired"] = _first_day(session, row) if "hired" in reached else None
    known = {step: day for step, day in days.items() if day is not None}
    return rules.Passage(frozenset(reached), known)


_MET = frozenset({CandidateStage.interview, CandidateStage.finalist})


def _interviewed_on(session: Session, row: Candidate) -> date | None:
    """Return the first day on which a candidate was rated; None where nobody did."""
    rated = (
        select(RatingSheet)
        .join(Rating, col(Rating.sheet_id) == col(RatingSheet.id))
        .where(RatingSheet.candidate_id == row.id, col(Rating.score).is_not(None))
    )
    held = [sheet.held_on for sheet in session.exec(rated).all()]
    done = select(Interview).where(
        Interview.candidate_id == row.id, Interview.status == InterviewStatus.done
    )
    held += [one.planned_on for one in session.exec(done).all()]
    return min((day for day in held if day is not None), default=None)


def _first_day(session: Session, row: Candidate) -> date | None:
    opening = the(session, Requisition, row.requisition_id)
    found = session.exec(
        select(Employment)
        .where(Employment.person_id == row.person_id, Employment.position_id == opening.position_id)
        .order_by(col(Employment.start_date).desc())
    ).first()
    return found.start_date if found else None


def counts(session: Session) -> tuple[CountRow, ...]:
    """Return all counts of applicants, the latest first; they name no candidate."""
    found = session.exec(
        select(ApplicantCount).order_by(
            col(ApplicantCount.counted_on).desc(),
            col(ApplicantCount.dimension),
            col(ApplicantCount.created_at),
            col(ApplicantCount.id),
        )
    ).all()
    return tuple(
        CountRow(
            id=row.id,
            requisition_id=row.requisition_id,
            hires=_hires(session, row),
            counted_on=row.counted_on,
            dimension=row.dimension,
            group=row.group_label,
            applicants=row.applicants,
            interviewed=row.interviewed,
            selected=row.selected,
        )
        for row in found
    )


def _hires(session: Session, row: ApplicantCount) -> str:
    if row.requisition_id is None:
        return row.occasion
    return requisition(session, row.requisition_id).title


def fairness(session: Session, requisition_id: str | None = None) -> Fairness:
    """Return what the counts of an opening say, or of all hires of the latest twelve months.

    Small openings say little alone; the method asks to cumulate over twelve months before
    anything is judged.
    """
    rows = counts(session)
    if requisition_id is not None:
        rows = tuple(row for row in rows if row.requisition_id == requisition_id)
    else:
        rows = _latest_year(rows)
    days = [row.counted_on for row in rows if row.counted_on]
    return Fairness(
        since=min(days, default=None),
        until=max(days, default=None),
        hires=tuple(dict.fromkeys(row.hires for row in rows)),
        parts=tuple(
            _part(dimension, [row for row in rows if row.dimension is dimension])
            for dimension in Dimension
            if any(row.dimension is dimension for row in rows)
        ),
    )


def _latest_year(rows: tuple[CountRow, ...]) -> tuple[CountRow, ...]:
    days = [row.counted_on for row in rows if row.counted_on]
    if not days:
        return rows
    since = plus_months(max(days), -_SPAN_MONTHS)
    return tuple(row for row in rows if row.counted_on is None or row.counted_on > since)


def _part(dimension: Dimension, rows: Iterable[CountRow]) -> FairnessPart:
    sums: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for row in rows:
        key = row.group.casefold()
        labels.setdefault(key, row.group)
        total = sums.setdefault(key, [0, 0, 0])
        for place, n in enumerate((row.applicants, row.interviewed, row.selected)):
            total[place] += n
    groups = tuple(GroupSum(labels[key], *sums[key]) for key in sorted(sums))
    return FairnessPart(
        dimension,
        groups,
        rules.compared([rules.Group(g.label, g.applicants, g.interviewed) for g in groups]),
        rules.compared([rules.Group(g.label, g.applicants, g.selected) for g in groups]),
    )
