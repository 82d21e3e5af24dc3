"""The sample's openings, entered by the actions of selection."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlmodel import Session, col, select

from app.domain.edits import made, revise, the
from app.domain.ids import EmploymentId, PersonId
from app.domain.outcomes import Outcome
from app.domain.people import Person
from app.instruments import instrument
from app.instruments.sample_values import Sample, SampleCandidate, SampleRequisition
from app.stages.selection import actions, queries
from app.stages.selection.records import (
    ApplicantCount,
    AssessmentKind,
    BankQuestion,
    Candidate,
    CandidateStage,
    Criterion,
    DecisionOutcome,
    Guide,
    GuideQuestion,
    Interview,
    OpeningReason,
    PanelMember,
    PanelRole,
    Practice,
    QuestionKind,
    RatingSheet,
    Requisition,
    Screening,
    Source,
)
from app.verbs.sample_foundation import Names, revise_all

_EVENING = time(16, 30, tzinfo=UTC)
"""When the sheets of a day were handed over and revealed."""


def choose(session: Session, sample: Sample, opening: SampleRequisition, names: Names) -> None:
    """Enter an opening from its first day to the one who was hired."""
    requisition = _open(session, opening, names)
    criteria = _add_criteria(session, opening, names, requisition)
    asked = _add_questions(session, opening, criteria)
    panel = _add_panel(session, opening, names, requisition)
    _calibrate(session, opening, requisition, asked, panel)
    candidates = {
        item.person: _add_candidate(session, item, names, requisition)
        for item in opening.candidates
    }
    _screen(session, opening, candidates)
    for item in opening.candidates:
        _rate(session, item, candidates[item.person], panel, asked, opening=opening)
        _assess(session, item, candidates[item.person], criteria)
    for agreed in opening.agreed:
        key = (candidates[agreed.person], criteria[agreed.criterion])
        actions.agree_rating(session, *key, agreed.score, agreed.reason)
    _decide(session, sample, opening, names, candidates)


def count(session: Session, sample: Sample, names: Names) -> None:
    """Enter the counts of applicants, and the client's own questions."""
    found = {row.number: row.id for row in queries.requisitions(session)}
    for one in sample.applicant_counts:
        given = {
            "occasion": one.occasion,
            "counted_on": one.on,
            "dimension": one.dimension,
            "group_label": one.group,
            "applicants": one.applicants,
            "interviewed": one.interviewed,
            "selected": one.selected,
        }
        session.add(made(ApplicantCount, given, requisition_id=found.get(one.requisition)))
    for question in sample.own_questions:
        key = names.competencies[question.competency]
        session.add(made(BankQuestion, {"text": question.text, "competency_id": key}))
    session.flush()


def _open(session: Session, opening: SampleRequisition, names: Names) -> str:
    """Open the requisition."""
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
    session: Session, opening: SampleRequisition, names: Names, requisition: str
) -> dict[str, str]:
    """Add the criteria and return their ids by code."""
    found = {}
    for criterion in opening.criteria:
        target = names.target(criterion.target, opening.position)
        add = actions.add_outcome if criterion.target.outcome else actions.add_competency
        key = found[criterion.code] = add(session, requisition, target)
        actions.set_weight(session, key, criterion.weight)
        actions.set_floor(session, key, criterion.floor)
        actions.set_rationale(session, key, criterion.rationale)
    return found


def _add_questions(
    session: Session, opening: SampleRequisition, criteria: dict[str, str]
) -> dict[str, str]:
    """Ask one question for each criterion, lock the guide and return the questions' ids."""
    bank = {question.key: question for question in instrument.questions()}
    stems = {stem.key: stem for stem in instrument.outcome_stems()}
    found = {}
    for criterion in opening.criteria:
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
    on = opening.guide_locked_on
    actions.fill_words(session, guide)
    revise(session, Guide, guide, "weights_reason", opening.weights_reason)
    actions.pilot_guide(session, guide, opening.piloted_with, on, opening.pilot_note)
    actions.lock_guide(session, guide, on)
    return found


def _add_panel(
    session: Session, opening: SampleRequisition, names: Names, requisition: str
) -> tuple[str, ...]:
    """Put the panel together; the hiring leader leads the interview."""
    found = []
    for name in opening.panel:
        leads = name == opening.hiring_leader
        role = PanelRole.lead if leads else PanelRole.rater
        key = actions.add_panel_member(session, requisition, names.people[name], role=role)
        revise(session, PanelMember, key, "trained_on", opening.panel_trained_on)
        found.append(key)
    return tuple(found)


def _calibrate(
    session: Session,
    opening: SampleRequisition,
    requisition: str,
    asked: dict[str, str],
    panel: tuple[str, ...],
) -> None:
    """Let the panel rate a practice answer, each a number at once."""
    question = the(session, GuideQuestion, asked[opening.practice_criterion])
    held = actions.begin_practice(session, requisition, question.text)
    revise(session, Practice, held, "answer", opening.practice_answer)
    for member, score in zip(panel, opening.practice_scores, strict=True):
        actions.rate_practice(session, held, member, score)


def _add_candidate(session: Session, item: SampleCandidate, names: Names, requisition: str) -> str:
    """Add a candidate, who is known or new."""
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
    return key


def _screen(session: Session, opening: SampleRequisition, candidates: dict[str, str]) -> None:
    """Enter that each brings what the first day needs, and by what that is known."""
    for item in opening.candidates:
        key = candidates[item.person]
        for place, need in enumerate(queries.day_one_needs(session, key)):
            given = {"is_met": True, "note": item.screening if place == 0 else ""}
            session.add(made(Screening, given, candidate_id=key, need=need))
        revise(session, Candidate, key, "stage", CandidateStage.screened_in)
    session.flush()


def _rate(
    session: Session,
    item: SampleCandidate,
    candidate: str,
    panel: tuple[str, ...],
    asked: dict[str, str],
    *,
    opening: SampleRequisition,
) -> None:
    """Enter each rater's notes and ratings, hand the sheets over and reveal them."""
    for place, member in enumerate(panel):
        for rating in item.ratings:
            to = asked[rating.criterion]
            actions.note_evidence(session, candidate, member, to, rating.notes[place])
            actions.rate(session, candidate, member, to, rating.scores[place])
        actions.submit_sheet(session, candidate, member, item.interviewed_on)
    interview = actions.plan_interview(session, candidate)
    given = {
        "planned_on": item.interviewed_on,
        "begins": item.start,
        "ends": item.end,
        "place": opening.place,
    }
    revise_all(session, Interview, interview, given)
    actions.reveal(session, candidate, by=opening.hiring_leader)
    _date(session, candidate, interview, item.interviewed_on)


def _date(session: Session, candidate: str, interview: str, on: date) -> None:
    """Let sheets and reveal bear the day of the story, not the day this file was made."""
    evening = datetime.combine(on, _EVENING)
    for sheet in session.exec(
        select(RatingSheet).where(col(RatingSheet.candidate_id) == candidate)
    ).all():
        sheet.submitted_at = evening
        session.add(sheet)
    held = the(session, Interview, interview)
    held.revealed_at = evening
    session.add(held)
    session.flush()


def _assess(
    session: Session, item: SampleCandidate, candidate: str, criteria: dict[str, str]
) -> None:
    """Enter work samples and references."""
    for one in item.assessments:
        actions.add_assessment(
            session,
            candidate,
            criteria[one.criterion],
            AssessmentKind(one.kind),
            one.score,
            assessed_by=one.by,
            assessed_on=one.on,
            note=one.note,
        )


def _decide(
    session: Session,
    sample: Sample,
    opening: SampleRequisition,
    names: Names,
    candidates: dict[str, str],
) -> None:
    """Enter the decisions, the chosen candidate's first, and hire that one."""
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
    key = actions.hire(session, candidates[chosen], starts)
    names.employments[chosen, opening.position] = EmploymentId(key)
    for item in opening.candidates:
        revise(session, Candidate, candidates[item.person], "stage", CandidateStage(item.stage))
