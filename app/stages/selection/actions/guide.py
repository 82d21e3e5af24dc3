"""The interview guide: its questions, its lock, its versions."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, func, select

from app.domain.edits import made, refuse_frozen, revise, the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.records import (
    Criterion,
    CriterionId,
    Decision,
    Guide,
    GuideId,
    GuideQuestion,
    GuideStatus,
    QuestionKind,
    guide_in_force,
)
from app.stages.selection.rules import weights_differ
from app.store.actions import action


@action(N_("Add question"))
def add_question(
    session: Session,
    criterion_id: str,
    text: str,
    *,
    kind: QuestionKind = QuestionKind.behavioral,
    probes: str = "",
    listen_for: str = "",
    minutes: int = 6,
    source: str = "",
) -> str:
    """Put a question at the end of a guide, under one of its criteria."""
    criterion = the(session, Criterion, criterion_id)
    last = select(func.max(GuideQuestion.sort)).where(
        col(GuideQuestion.guide_id) == criterion.guide_id
    )
    given = {
        "text": text,
        "kind": kind,
        "probes": probes,
        "listen_for": listen_for,
        "minutes": minutes,
    }
    row = made(
        GuideQuestion,
        given,
        guide_id=criterion.guide_id,
        criterion_id=criterion_id,
        sort=(session.exec(last).one() or 0) + 1,
        source=source,
    )
    refuse_frozen(session, row)
    session.add(row)
    session.flush()
    return row.id


@action(N_("Remove question"))
def remove_question(session: Session, question_id: str) -> None:
    """Take a question out of a guide that is not locked."""
    row = the(session, GuideQuestion, question_id)
    refuse_frozen(session, row)
    session.delete(row)
    session.flush()


@action(N_("Move question"))
def move_question(session: Session, question_id: str, by: int) -> None:
    """Move a question up (-1) or down (1); the numbers follow on screen and on paper."""
    row = the(session, GuideQuestion, question_id)
    refuse_frozen(session, row)
    order = [question.id for question in queries.questions_of(session, row.guide_id)]
    place = order.index(question_id)
    order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
    for sort, key in enumerate(order, 1):
        moved = the(session, GuideQuestion, key)
        moved.sort = sort
        session.add(moved)
    session.flush()


@action(N_("Note the pilot"))
def pilot_guide(session: Session, guide_id: str, with_whom: str, on: date, note: str = "") -> None:
    """Keep with whom the guide was tried and what came of it."""
    if not with_whom.strip():
        raise Refused(
            tr("Say with whom the guide was tried."),
            remedy=tr("Choose somebody who does this work well today."),
        )
    for field, value in (("piloted_with", with_whom), ("piloted_on", on), ("pilot_note", note)):
        revise(session, Guide, guide_id, field, value)
    row = the(session, Guide, guide_id)
    row.status = GuideStatus.piloted
    session.add(row)
    session.flush()


@action(N_("Lock guide"))
def lock_guide(session: Session, guide_id: str, on: date) -> None:
    """Freeze criteria, weights and questions, so that every candidate is judged alike."""
    row = the(session, Guide, guide_id)
    refuse_frozen(session, row)
    if left := lock_findings(session, guide_id):
        raise Refused(left[0], remedy=tr("Mend it, then lock the guide."))
    row.status, row.locked_on = GuideStatus.locked, on
    session.add(row)
    session.flush()


def lock_findings(session: Session, guide_id: str) -> tuple[str, ...]:
    """Return what stands between a guide and its lock, the most important first."""
    judged = queries.criteria_of(session, guide_id)
    asked = queries.questions_of(session, guide_id)
    if not judged:
        return (tr("There are no criteria yet."),)
    found = []
    total = sum(criterion.weight for criterion in judged)
    if total != 100:
        found.append(tr("The weights add up to {n}, not to 100.").format(n=total))
    reason = the(session, Guide, guide_id).weights_reason
    if weights_differ([criterion.weight for criterion in judged]) and not reason.strip():
        found.append(tr("The weights differ, and nothing says why."))
    bare = [c.code for c in judged if not c.rationale.strip()]
    if bare:
        found.append(
            tr("{codes}: nothing says why it belongs to the job.").format(codes=", ".join(bare))
        )
    used = {question.criterion.id for question in asked}
    if unasked := [c.code for c in judged if c.id not in used]:
        found.append(tr("{codes}: no question asks about it.").format(codes=", ".join(unasked)))
    for question in asked:
        written = "\n".join((question.text, *question.probes))
        hits = [hit for hit in queries.question_hits(session, written) if hit.blocks]
        if hits:
            found.append(
                tr("{number}: “{words}” must not be asked.").format(
                    number=question.number, words=hits[0].words
                )
            )
    return tuple(found)


@action(N_("Unlock guide"))
def unlock_guide(session: Session, guide_id: str) -> None:
    """Open a guide again by which nobody was rated yet."""
    row = the(session, Guide, guide_id)
    if queries.is_rated(session, guide_id):
        raise Refused(
            tr("Somebody was rated by this guide already."),
            remedy=tr("Begin a new version; everyone is then rated again."),
        )
    row.status = GuideStatus.piloted if row.piloted_on else GuideStatus.draft
    row.locked_on = None
    session.add(row)
    session.flush()


@action(N_("Begin a new version"))
def new_version(session: Session, requisition_id: str, reason: str) -> str:
    """Copy the guide in force into a new version that may change; everyone is rated again.

    The sheets of the version before stay in the file as they are.
    """
    if not reason.strip():
        raise Refused(
            tr("A new version needs a reason."),
            remedy=tr("Say what was wrong with the criteria or the questions."),
        )
    decided = select(Decision).where(Decision.requisition_id == requisition_id)
    if session.exec(decided).first():
        raise Refused(
            tr("A decision rests on this version."), remedy=tr("Withdraw the decision first.")
        )
    old = guide_in_force(session, requisition_id)
    if not old.is_locked:
        raise Refused(tr("This version may still be changed."), remedy=tr("Change it as it is."))
    new = made(
        Guide,
        {
            "opening_words": old.opening_words,
            "closing_words": old.closing_words,
            "interview_share": old.interview_share,
            "change_reason": reason,
            "weights_reason": old.weights_reason,
        },
        requisition_id=requisition_id,
        version=old.version + 1,
    )
    session.add(new)
    session.flush()
    _copy_questions(session, old, new, _copy_criteria(session, old, new))
    return new.id


def _copy_criteria(session: Session, old: Guide, new: Guide) -> dict[str, CriterionId]:
    """Copy the criteria and return the new ids by the old."""
    found = {}
    for row in session.exec(select(Criterion).where(Criterion.guide_id == old.id)).all():
        copy = Criterion(
            guide_id=GuideId(new.id),
            outcome_id=row.outcome_id,
            competency_id=row.competency_id,
            kind=row.kind,
            sort=row.sort,
            label=row.label,
            weight=row.weight,
            floor=row.floor,
            rationale=row.rationale,
        )
        session.add(copy)
        session.flush()
        found[row.id] = CriterionId(copy.id)
    return found


def _copy_questions(
    session: Session, old: Guide, new: Guide, criteria: dict[str, CriterionId]
) -> None:
    for row in session.exec(select(GuideQuestion).where(GuideQuestion.guide_id == old.id)).all():
        copy = GuideQuestion(
            guide_id=GuideId(new.id),
            criterion_id=criteria[row.criterion_id],
            sort=row.sort,
            source=row.source,
            kind=row.kind,
            text=row.text,
            probes=row.probes,
            listen_for=row.listen_for,
            minutes=row.minutes,
        )
        session.add(copy)
    session.flush()


@action(N_("Drop question for all"))
def drop_question(session: Session, question_id: str, reason: str) -> None:
    """Let a question count for nobody, with the reason; the ratings stay as they are.

    Every candidate is ranked anew without it. The last question of a criterion cannot be dropped.
    """
    row = the(session, GuideQuestion, question_id)
    if not reason.strip():
        raise Refused(
            tr("Dropping a question needs a reason."),
            remedy=tr("Say why it told nothing about the job; it is printed on the record."),
        )
    _refuse_decided_upon(session, row)
    left = [
        question
        for question in queries.questions_of(session, row.guide_id)
        if question.criterion.id == row.criterion_id and question.counts and question.id != row.id
    ]
    if not left:
        raise Refused(
            tr("It is the only question that counts for its criterion."),
            remedy=tr("Begin a new version without the criterion."),
        )
    row.dropped_reason = reason.strip()
    session.add(row)
    session.flush()


@action(N_("Count question again"))
def restore_question(session: Session, question_id: str) -> None:
    """Let a dropped question count again for all."""
    row = the(session, GuideQuestion, question_id)
    _refuse_decided_upon(session, row)
    row.dropped_reason = ""
    session.add(row)
    session.flush()


def _refuse_decided_upon(session: Session, question: GuideQuestion) -> None:
    opening = the(session, Guide, question.guide_id).requisition_id
    if session.exec(select(Decision).where(Decision.requisition_id == opening)).first():
        raise Refused(
            tr("A decision rests on these ratings."), remedy=tr("Withdraw the decision first.")
        )
