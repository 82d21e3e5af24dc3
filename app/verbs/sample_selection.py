"""The sample's opening, entered by the actions of selection."""

from __future__ import annotations

from sqlmodel import Session

from app.domain.edits import revise, the
from app.domain.ids import PersonId
from app.domain.outcomes import Outcome
from app.domain.people import Person
from app.instruments import instrument
from app.instruments.sample_values import Sample, SampleCandidate
from app.stages.selection import actions
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    Criterion,
    DecisionOutcome,
    Interview,
    OpeningReason,
    PanelMember,
    PanelRole,
    QuestionKind,
    Requisition,
    Source,
)
from app.verbs.sample_foundation import Names, revise_all


def choose(session: Session, sample: Sample, names: Names) -> None:
    """Enter the opening from its first day to the one who was hired."""
    requisition = _open(session, sample, names)
    criteria = _add_criteria(session, sample, names, requisition)
    asked = _add_questions(session, sample, criteria)
    panel = _add_panel(session, sample, names, requisition)
    candidates = {
        item.person: _add_candidate(session, item, names, requisition)
        for item in sample.requisition.candidates
    }
    for item in sample.requisition.candidates:
        _rate(
            session,
            item,
            candidates[item.person],
            panel,
            asked,
            by=sample.requisition.hiring_leader,
        )
    for agreed in sample.requisition.agreed:
        actions.agree_rating(
            session,
            candidates[agreed.person],
            criteria[agreed.criterion],
            agreed.score,
            agreed.reason,
        )
    _decide(session, sample, candidates)


def _open(session: Session, sample: Sample, names: Names) -> str:
    """Open the requisition."""
    opening = sample.requisition
    key = actions.open_requisition(
        session,
        names.positions[opening.position],
        opening.opened_on,
        number=opening.number,
        reason=OpeningReason(opening.reason),
    )
    given = {
        "openings": opening.openings,
        "hiring_leader_id": names.people[opening.hiring_leader],
        "target_start": opening.target_start,
        "pay_range_lo": opening.pay_range_low,
        "pay_range_hi": opening.pay_range_high,
        "posting_text": opening.posting,
        "retention_until": opening.retention_until,
    }
    revise_all(session, Requisition, key, given)
    return key


def _add_criteria(
    session: Session, sample: Sample, names: Names, requisition: str
) -> dict[str, str]:
    """Add the criteria and return their ids by code."""
    found = {}
    for criterion in sample.requisition.criteria:
        target = names.target(criterion.target, sample.requisition.position)
        add = actions.add_outcome if criterion.target.outcome else actions.add_competency
        key = found[criterion.code] = add(session, requisition, target)
        actions.set_weight(session, key, criterion.weight)
        actions.set_floor(session, key, criterion.floor)
        actions.set_rationale(session, key, criterion.rationale)
    return found


def _add_questions(session: Session, sample: Sample, criteria: dict[str, str]) -> dict[str, str]:
    """Ask one question for each criterion, lock the guide and return the questions' ids."""
    bank = {question.key: question for question in instrument.questions()}
    stems = {stem.key: stem for stem in instrument.outcome_stems()}
    found = {}
    for criterion in sample.requisition.criteria:
        own = bank.get(criterion.question) or stems[criterion.question]
        kept = the(session, Criterion, criteria[criterion.code])
        outcome = the(session, Outcome, kept.outcome_id) if kept.outcome_id else None
        text = own.text.replace("{outcome}", outcome.statement if outcome else "")
        found[criterion.code] = actions.add_question(
            session,
            kept.id,
            text,
            kind=QuestionKind(own.kind),
            probes="\n".join(getattr(own, "probes", ())),
            listen_for="\n".join(own.listen_for),
            minutes=own.minutes,
            source=f"{'bank' if criterion.question in bank else 'stem'}:{criterion.question}",
        )
    guide = the(session, Criterion, criteria["K1"]).guide_id
    on = sample.requisition.guide_locked_on
    actions.pilot_guide(session, guide, sample.requisition.piloted_with, on)
    actions.lock_guide(session, guide, on)
    return found


def _add_panel(session: Session, sample: Sample, names: Names, requisition: str) -> tuple[str, ...]:
    """Put the panel together; the hiring leader leads the interview."""
    found = []
    for name in sample.requisition.panel:
        leads = name == sample.requisition.hiring_leader
        role = PanelRole.lead if leads else PanelRole.rater
        key = actions.add_panel_member(session, requisition, names.people[name], role=role)
        revise(session, PanelMember, key, "trained_on", sample.requisition.panel_trained_on)
        found.append(key)
    return tuple(found)


def _add_candidate(session: Session, item: SampleCandidate, names: Names, requisition: str) -> str:
    """Add a candidate, who works here or is new, and screen them in."""
    source = Source(item.source)
    if person := names.people.get(item.person):
        key = actions.add_known_candidate(
            session, requisition, person, source=source, received_on=item.received_on
        )
    else:
        key = actions.add_candidate(
            session, requisition, item.person, source=source, received_on=item.received_on
        )
        added = the(session, Person, the(session, Candidate, key).person_id)
        names.people[item.person] = PersonId(added.id)
    revise(session, Candidate, key, "stage", CandidateStage.screened_in)
    return key


def _rate(
    session: Session,
    item: SampleCandidate,
    candidate: str,
    panel: tuple[str, ...],
    asked: dict[str, str],
    *,
    by: str,
) -> None:
    """Enter each rater's notes and ratings, hand the sheets over and reveal them."""
    for place, member in enumerate(panel):
        for rating in item.ratings:
            to = asked[rating.criterion]
            actions.note_evidence(session, candidate, member, to, rating.notes[place])
            actions.rate(session, candidate, member, to, rating.scores[place])
        actions.submit_sheet(session, candidate, member, item.interviewed_on)
    interview = actions.plan_interview(session, candidate)
    given = {"planned_on": item.interviewed_on, "begins": item.start, "ends": item.end}
    revise_all(session, Interview, interview, given)
    actions.reveal(session, candidate, by=by)


def _decide(session: Session, sample: Sample, candidates: dict[str, str]) -> None:
    """Enter the decisions, the chosen candidate's first, and hire that one."""
    opening = sample.requisition
    chosen = opening.decision.person
    for item in sorted(opening.candidates, key=lambda item: item.person != chosen):
        actions.decide(
            session,
            candidates[item.person],
            DecisionOutcome(item.decision),
            item.decision_reason,
            opening.decision.on,
            decided_by=", ".join(opening.decision.decided_by),
        )
    starts = next(
        spell.start
        for spell in sample.employments
        if (spell.person, spell.position) == (chosen, opening.position)
    )
    actions.hire(session, candidates[chosen], starts)
    for item in opening.candidates:
        revise(session, Candidate, candidates[item.person], "stage", CandidateStage(item.stage))
