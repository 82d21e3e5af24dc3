"""Taking questions from the bank, and keeping one's own there."""

from __future__ import annotations

from sqlmodel import Session

from app.domain.edits import made, revise, the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.actions.guide import add_question
from app.stages.selection.records import BankQuestion, Criterion, Guide, QuestionKind
from app.store.actions import action


@action(N_("Add question"))
def take_question(session: Session, criterion_id: str, source: str) -> str:
    """Put an offered question into the guide, as it reads now."""
    found = next((one for one in queries.offered(session, criterion_id) if one.id == source), None)
    if found is None:
        raise Refused(tr("This question is no longer in the bank."), remedy=tr("Choose another."))
    return add_question(
        session,
        criterion_id,
        found.text,
        kind=found.kind,
        probes=found.probes,
        listen_for=found.listen_for,
        minutes=found.minutes,
        source=found.id,
    )


@action(N_("Add own question"))
def add_own_question(
    session: Session,
    criterion_id: str,
    text: str,
    *,
    kind: QuestionKind = QuestionKind.behavioral,
    keep: bool = True,
) -> str:
    """Put a question in one's own words into the guide, and keep it in the bank where wanted."""
    criterion = the(session, Criterion, criterion_id)
    source = ""
    if keep:
        given = {"text": text, "kind": kind, "competency_id": criterion.competency_id}
        row = made(BankQuestion, given)
        session.add(row)
        session.flush()
        source = f"own:{row.id}"
    return add_question(session, criterion_id, text, kind=kind, source=source)


@action(N_("Remove own question"))
def remove_own_question(session: Session, question_id: str) -> None:
    """Take a question of one's own out of the bank; guides keep it as they have it."""
    session.delete(the(session, BankQuestion, question_id))
    session.flush()


@action(N_("Fill in our words"))
def fill_words(session: Session, guide_id: str) -> None:
    """Write the opening and closing words of the method into a guide, filled in."""
    opening, closing = queries.our_words(session, guide_id)
    revise(session, Guide, guide_id, "opening_words", opening)
    revise(session, Guide, guide_id, "closing_words", closing)
    session.flush()
