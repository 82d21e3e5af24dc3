"""The sample's reviews, entered by the actions of the review."""

from __future__ import annotations

from sqlmodel import Session

from app.instruments.sample_values import Sample, SampleLine, SampleReview
from app.stages.review import actions, queries
from app.stages.review.records import AcknowledgedBy, CycleStatus, Review, ReviewCycle
from app.verbs.sample_foundation import Names, revise_all


def start(session: Session, sample: Sample, _names: Names) -> str:
    """Start the cycle and return its id."""
    terms = sample.cycle
    cycle = actions.start_cycle(session, terms.name, terms.period_start, terms.period_end)
    given = {
        "outcome_share": terms.outcome_share,
        "show_overall": terms.show_overall,
        "min_evidence": terms.min_evidence,
        "extreme_min_evidence": terms.extreme_min_evidence,
        "status": CycleStatus.talks,
    }
    revise_all(session, ReviewCycle, cycle, given)
    return cycle


def review(session: Session, item: SampleReview, names: Names, cycle: str) -> None:
    """Enter a review from the self-look to the acknowledgement."""
    key = actions.start_review(session, cycle, names.people[item.person])
    given = {
        "leader_id": names.people[item.leader],
        "second_reader_id": names.people[item.second_reader],
        "months_in_role": item.months_in_role,
    }
    revise_all(session, Review, key, given)
    actions.take_readings(session, key)
    lines: dict[str | None, str] = {
        row.outcome_id or row.competency_id: row.id for row in queries.line_rows(session, key)
    }
    for line in item.lines:
        if found := lines.get(names.target(line.target, item.position)):
            _write(session, line, found, names)
        elif not line.not_rated_reason:
            raise LookupError(f"The review of {item.person} has no line about {line.target}.")
    actions.lock_draft(session, key)
    _hand_over(session, item, key)


def _write(session: Session, line: SampleLine, key: str, names: Names) -> None:
    """Enter both looks at a line and what they rest on."""
    actions.enter_self_look(session, key, line.self_rating, line.self_text)
    for fact in line.evidence:
        actions.cite_evidence(session, key, names.evidence[fact])
    if line.leader_rating is None:
        actions.not_rated(session, key, line.not_rated_reason)
        return
    actions.write_line(session, key, line.leader_text)
    actions.rate_line(session, key, line.leader_rating, line.reason)


def _hand_over(session: Session, item: SampleReview, key: str) -> None:
    """Enter the talk, the destination and the acknowledgement."""
    actions.hold_talk(
        session,
        key,
        item.talk_on,
        person_said=item.person_said,
        leader_promises=item.leader_promises,
    )
    actions.set_destination(session, key, item.destination)
    actions.acknowledge(
        session,
        key,
        item.acknowledged_on,
        method=AcknowledgedBy(item.acknowledged_by),
        comment=item.person_comment,
    )
