"""Agreeing, deciding and hiring, once all sheets are in."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, col, select

from app.domain.calendar import plus_months
from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.ids import PersonId, PositionId
from app.domain.moments import Hired, announce
from app.domain.people import Employment, EndKind, Person, PersonKind, Position
from app.domain.scales import TOLERANCE, shown
from app.host.language import N_, tr
from app.stages.selection import queries, rules
from app.stages.selection.actions.rating import refuse_decided
from app.stages.selection.records import (
    AgreedRating,
    Candidate,
    CandidateStage,
    Decision,
    DecisionOutcome,
    Requisition,
    RequisitionStatus,
)
from app.store.actions import action

AGREED_GAP = 0.5
"""An agreed rating this far from the panel mean needs a reason."""


@action(N_("Agree rating"))
def agree_rating(
    session: Session, candidate_id: str, criterion_id: str, score: float, reason: str = ""
) -> None:
    """Keep what the panel agreed on after talking; the raters' scores stay as they were."""
    summary = queries.panel_summary(session, candidate_id)
    if summary.missing:
        raise Refused(" ".join(summary.missing), remedy=tr("Talk when all sheets are revealed."))
    refuse_decided(session, candidate_id)
    line = next((ln for ln in summary.lines if ln.id == criterion_id), None)
    if line is None:
        raise Refused(tr("This criterion belongs to another requisition."))
    far = line.mean is not None and abs(score - line.mean) >= AGREED_GAP - TOLERANCE
    if far and not reason.strip():
        raise Refused(
            tr("The agreed rating lies half a point or more from the mean of {mean}.").format(
                mean=shown(line.mean)
            ),
            remedy=tr("Say what in the talk moved it."),
        )
    _keep_agreed(session, candidate_id, criterion_id, {"score": score, "reason": reason})


def _keep_agreed(
    session: Session, candidate_id: str, criterion_id: str, given: dict[str, object]
) -> None:
    """Replace the agreed rating as a whole, so that number and reason fit together."""
    found = session.exec(
        select(AgreedRating).where(
            AgreedRating.candidate_id == candidate_id, AgreedRating.criterion_id == criterion_id
        )
    ).first()
    row = made(AgreedRating, given, candidate_id=candidate_id, criterion_id=criterion_id)
    if found is not None:
        found.score, found.reason = row.score, row.reason
        row = found
    session.add(row)
    session.flush()


@action(N_("Decide"))
def decide(
    session: Session,
    candidate_id: str,
    outcome: DecisionOutcome,
    reason: str,
    decided_on: date,
    *,
    decided_by: str = "",
    deviation_reason: str = "",
) -> str:
    """Decide about a candidate. Offering to anybody but the first in rank needs a reason."""
    candidate = the(session, Candidate, candidate_id)
    refuse_decided(session, candidate_id)
    _refuse_undiscussed(session, candidate.requisition_id)
    if not reason.strip():
        raise Refused(
            tr("A decision needs its reason."), remedy=tr("Name the criteria and the evidence.")
        )
    deviated = outcome is DecisionOutcome.offer and _deviates(session, candidate)
    if deviated and not deviation_reason.strip():
        raise Refused(
            tr("Somebody else ranks clearly higher."),
            remedy=tr("Say why the choice differs from the rank."),
        )
    given = {
        "outcome": outcome,
        "reason": reason,
        "decided_on": decided_on,
        "decided_by": decided_by,
        "deviation_reason": deviation_reason if deviated else "",
    }
    row = made(
        Decision,
        given,
        requisition_id=candidate.requisition_id,
        candidate_id=candidate_id,
        deviated=deviated,
    )
    session.add(row)
    _move_on(session, candidate, row)
    session.flush()
    return row.id


def _refuse_undiscussed(session: Session, requisition_id: str) -> None:
    """Refuse a decision before all sheets are in and every split was talked about."""
    missing = queries.comparison(session, requisition_id).missing
    if missing:
        raise Refused(" ".join(missing[:3]), remedy=tr("Decide when the panel is complete."))
    talks = [f"{name} {code}" for name, code in queries.open_talks(session, requisition_id)]
    if talks:
        raise Refused(
            tr("The raters lie far apart: {talks}.").format(talks=", ".join(talks)),
            remedy=tr("Talk it through and keep the agreed rating."),
        )


def _deviates(session: Session, candidate: Candidate) -> bool:
    """Say whether somebody who has no offer stands in a better band."""
    rows = queries.comparison(session, candidate.requisition_id).rows
    own = next((row.band for row in rows if row.id == candidate.id), 0)
    passed = [
        row
        for row in rows
        if row.band and row.id != candidate.id and row.decision is not DecisionOutcome.offer
    ]
    return own == 0 or any(row.band < own for row in passed)


_STAGES = {
    DecisionOutcome.offer: CandidateStage.offered,
    DecisionOutcome.hold: CandidateStage.finalist,
    DecisionOutcome.no: CandidateStage.not_selected,
}


def _move_on(session: Session, candidate: Candidate, decision: Decision) -> None:
    """Let the candidate's stage, the opening's status and the keep-until day follow."""
    candidate.stage = _STAGES[decision.outcome]
    opening = the(session, Requisition, candidate.requisition_id)
    until = plus_months(decision.decided_on, rules.KEEP_MONTHS)
    opening.retention_until = max(until, opening.retention_until or until)
    if decision.outcome is DecisionOutcome.offer:
        opening.status = RequisitionStatus.decided
    session.add_all([candidate, opening])


@action(N_("Withdraw decision"))
def withdraw_decision(session: Session, decision_id: str) -> None:
    """Take a decision back, so that ratings and agreement may change again."""
    row = the(session, Decision, decision_id)
    candidate = the(session, Candidate, row.candidate_id)
    if candidate.stage is CandidateStage.hired:
        raise Refused(tr("This candidate has been hired."))
    candidate.stage = CandidateStage.interview
    session.add(candidate)
    session.delete(row)
    session.flush()
    decided = queries.decisions(session, candidate.requisition_id)
    if not any(d.outcome is DecisionOutcome.offer for d in decided):
        opening = the(session, Requisition, candidate.requisition_id)
        opening.status = RequisitionStatus.interviewing
        session.add(opening)
        session.flush()


@action(N_("Hire"))
def hire(session: Session, candidate_id: str, start_date: date) -> str:
    """Make a candidate with an offer a person in the position; other stages are told."""
    candidate = the(session, Candidate, candidate_id)
    opening = the(session, Requisition, candidate.requisition_id)
    if candidate.stage is not CandidateStage.offered:
        raise Refused(tr("No offer has been decided."), remedy=tr("Record the decision first."))
    _refuse_filled(session, opening)
    _refuse_before_decision(session, candidate_id, start_date)
    _end_present_employment(session, candidate.person_id, start_date)
    person = the(session, Person, candidate.person_id)
    person.kind = PersonKind.employee
    candidate.stage = CandidateStage.hired
    given = {
        "person_id": person.id,
        "position_id": opening.position_id,
        "team_id": the(session, Position, opening.position_id).team_id,
        "manager_id": opening.hiring_leader_id if opening.hiring_leader_id != person.id else None,
        "start_date": start_date,
    }
    employment = made(Employment, given)
    session.add_all([person, candidate, employment])
    session.flush()
    _fill(session, opening)
    announce(session, Hired(PersonId(person.id), PositionId(opening.position_id), start_date))
    return employment.id


def _end_present_employment(session: Session, person_id: str, start_date: date) -> None:
    """Let somebody who works here leave the present position the day before."""
    present = select(Employment).where(
        Employment.person_id == person_id, col(Employment.end_date).is_(None)
    )
    for row in session.exec(present):
        if row.start_date is not None and row.start_date >= start_date:
            raise Refused(
                tr("The present position begins on or after this day."),
                remedy=tr("Choose a later first day."),
            )
        row.end_date = start_date - timedelta(days=1)
        row.end_kind = EndKind.transfer
        session.add(row)


def _refuse_filled(session: Session, opening: Requisition) -> None:
    """Refuse to hire for an opening that looks for nobody any more."""
    if opening.status is RequisitionStatus.canceled:
        raise Refused(tr("This opening was canceled."), remedy=tr("Set its status back first."))
    if len(_hired(session, opening)) >= opening.openings:
        raise Refused(
            tr("As many were hired as were looked for."),
            remedy=tr("Raise the number of openings first."),
        )


def _refuse_before_decision(session: Session, candidate_id: str, start_date: date) -> None:
    made = session.exec(select(Decision).where(Decision.candidate_id == candidate_id)).one()
    if start_date < made.decided_on:
        raise Refused(
            tr("The first day would be before the decision."),
            remedy=tr("Choose a later first day."),
        )


def _fill(session: Session, opening: Requisition) -> None:
    """Mark an opening as filled when as many were hired as were looked for."""
    if len(_hired(session, opening)) >= opening.openings:
        opening.status = RequisitionStatus.filled
        session.add(opening)
        session.flush()


def _hired(session: Session, opening: Requisition) -> list[queries.CandidateRow]:
    found = queries.candidates(session, opening.id)
    return [row for row in found if row.stage is CandidateStage.hired]
