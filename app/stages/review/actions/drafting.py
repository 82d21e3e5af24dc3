"""The leader's draft and the person's self-look: evidence, then words, then numbers."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from app.domain.edits import made, refuse_frozen, revise, the
from app.domain.errors import Refused
from app.domain.evidence import Evidence, EvidenceSign
from app.domain.outcomes import MeasureKind
from app.domain.rows import Row
from app.host.language import N_, tr
from app.stages.review import queries, rules
from app.stages.review.records import LineEvidence, LineMeasure, Review, ReviewLine
from app.store.actions import action


@action(N_("Enter result"))
def enter_actual(
    session: Session, line_measure_id: str, actual: float | None, n_values: int | None = None
) -> None:
    """Enter what a measure reached and on how many readings that rests; the suggestion follows."""
    row = the(session, LineMeasure, line_measure_id)
    refuse_frozen(session, row)
    if n_values is None:
        n_values = 0 if actual is None else max(1, row.n_values)
    revise(session, LineMeasure, row.id, "actual", actual)
    revise(session, LineMeasure, row.id, "n_values", n_values)
    session.flush()
    _suggest(session, row.review_line_id)


@action(N_("Enter milestone"))
def enter_milestone(
    session: Session, line_measure_id: str, done_on: date | None, percent_done: float = 0
) -> None:
    """Enter when a milestone was done, or how much of it is; the suggestion follows."""
    row = the(session, LineMeasure, line_measure_id)
    if row.kind is not MeasureKind.milestone:
        raise Refused(tr("This measure is not a milestone."), remedy=tr("Enter its value."))
    revise(session, LineMeasure, row.id, "done_on", done_on)
    revise(session, LineMeasure, row.id, "percent_done", percent_done)
    revise(session, LineMeasure, row.id, "n_values", 1)
    session.flush()
    _suggest(session, row.review_line_id)


@action(N_("Take readings"))
def take_readings(session: Session, review_id: str) -> int:
    """Fill in what the measures reached from the readings of the period; return how many."""
    filled = 0
    for line in queries.line_rows(session, review_id):
        for row in queries.measure_rows(session, line.id):
            found = queries.period_reading(session, row.id)
            if found.value is not None and row.kind is not MeasureKind.milestone:
                enter_actual(session, row.id, found.value, found.n)
                filled += 1
    return filled


@action(N_("Suggest ratings"))
def suggest(session: Session, review_id: str) -> None:
    """Compute attainment and suggestions of a review; the leader's ratings stay untouched."""
    for line in queries.line_rows(session, review_id):
        _suggest(session, line.id)


def _suggest(session: Session, line_id: str) -> None:
    """Compute a line's attainment and suggestion. It never rates."""
    line = the(session, ReviewLine, line_id)
    refuse_frozen(session, line)
    reached = rules.together([queries.attained(m) for m in queries.measure_rows(session, line_id)])
    line.attainment = reached.value
    line.attainment_state = reached.state
    line.moved_away = reached.moved_away
    line.suggested_rating = rules.suggested_rating(reached)
    session.add(line)
    session.flush()


@action(N_("Write what happened"))
def write_line(session: Session, line_id: str, text: str) -> None:
    """Write the leader's words about a line; a rated line cannot lose its words."""
    line = the(session, ReviewLine, line_id)
    if line.leader_rating is not None and not text.strip():
        raise Refused(
            tr("A rating without words is not given."), remedy=tr("Take the rating back first.")
        )
    revise(session, ReviewLine, line_id, "leader_text", text)
    session.flush()


@action(N_("Rate line"))
def rate_line(session: Session, line_id: str, rating: int | None, reason: str = "") -> None:
    """Rate a line, or take the rating back. The words come first.

    A rating a whole point from the suggestion needs a reason, given here or written before.
    """
    line = the(session, ReviewLine, line_id)
    refuse_frozen(session, line)
    if rating is not None:
        _refuse_rating(session, line, rating, reason)
        line.not_rated_reason = ""
    if reason.strip():
        revise(session, ReviewLine, line_id, "reason", reason)
    revise(session, ReviewLine, line_id, "leader_rating", rating)
    session.flush()


def _refuse_rating(session: Session, line: ReviewLine, rating: int, reason: str) -> None:
    """Refuse a rating that is none, that comes too early, or that leaves its why unsaid."""
    if isinstance(rating, bool) or rating not in range(1, 6):
        raise Refused(
            tr("A rating is a whole number from 1 to 5."), remedy=tr("Press a key from 1 to 5.")
        )
    months = the(session, Review, line.review_id).months_in_role
    if rules.stage_of_role(months) == "early_look":
        raise Refused(
            tr("Less than three months in this job: there are no ratings yet."),
            remedy=tr("Write what you see; it is an early look."),
        )
    if not line.leader_text.strip():
        raise Refused(
            tr("Write what happened first."), remedy=tr("The number comes after the words.")
        )
    unsaid = not reason.strip() and not line.reason.strip()
    if unsaid and rules.reason_needed(rating, line.suggested_rating):
        raise Refused(
            tr("The measures suggest {n}.").format(n=line.suggested_rating),
            remedy=tr("Say why your rating differs by a whole point."),
        )


@action(N_("Leave line unrated"))
def not_rated(session: Session, line_id: str, reason: str) -> None:
    """Leave a line unrated, with the reason; it is left out and not counted as zero."""
    line = the(session, ReviewLine, line_id)
    refuse_frozen(session, line)
    if not reason.strip():
        raise Refused(tr("Say why it is not rated."))
    line.leader_rating = None
    revise(session, ReviewLine, line_id, "not_rated_reason", reason)
    session.flush()


@action(N_("Change review line"))
def revise_line(
    session: Session, model: type[Row], line_id: str, field: str, value: object
) -> None:
    """Change one field of a line, each by its own rule; a form may call it for any field."""
    if field == "leader_rating":
        rate_line(session, line_id, value if isinstance(value, int) else None)
    elif field == "leader_text":
        write_line(session, line_id, str(value))
    elif field == "not_rated_reason" and str(value).strip():
        not_rated(session, line_id, str(value))
    else:
        revise(session, model, line_id, field, value)


@action(N_("Enter self-look"))
def enter_self_look(session: Session, line_id: str, rating: int | None, text: str = "") -> None:
    """Enter the person's own rating and words about a line."""
    revise(session, ReviewLine, line_id, "self_rating", rating)
    revise(session, ReviewLine, line_id, "self_text", text)
    session.flush()


# ---------------------------------------------------------------------------- evidence


@action(N_("Cite evidence"))
def cite_evidence(session: Session, line_id: str, evidence_id: str) -> None:
    """Cite a fact under the line about the same outcome or competency of the same person."""
    line = the(session, ReviewLine, line_id)
    refuse_frozen(session, line)
    fact = the(session, Evidence, evidence_id)
    person_id = the(session, Review, line.review_id).person_id
    if fact.person_id != person_id or not queries.same_target(session, fact, line):
        raise Refused(
            tr("This evidence speaks of somebody or something else."),
            remedy=tr("Choose a fact about this person and this line."),
        )
    if _citation(session, line_id, evidence_id) is not None:
        raise Refused(tr("This evidence is cited already."))
    session.add(made(LineEvidence, {}, review_line_id=line_id, evidence_id=evidence_id))
    session.flush()


def _citation(session: Session, line_id: str, evidence_id: str) -> LineEvidence | None:
    return session.exec(
        select(LineEvidence).where(
            LineEvidence.review_line_id == line_id, LineEvidence.evidence_id == evidence_id
        )
    ).first()


@action(N_("Remove citation"))
def uncite_evidence(session: Session, line_id: str, evidence_id: str) -> None:
    """Take a citation back; the fact itself stays."""
    refuse_frozen(session, the(session, ReviewLine, line_id))
    row = _citation(session, line_id, evidence_id)
    if row is not None:
        session.delete(row)
        session.flush()


@action(N_("Note evidence"))
def note_evidence(
    session: Session,
    line_id: str,
    text: str,
    happened_on: date,
    *,
    author: str = "",
    sign: EvidenceSign = EvidenceSign.neutral,
) -> str:
    """Note a fact about a line and cite it at once."""
    line = the(session, ReviewLine, line_id)
    refuse_frozen(session, line)
    given = {"text": text, "happened_on": happened_on, "author": author, "sign": sign}
    fact = made(
        Evidence,
        given,
        person_id=the(session, Review, line.review_id).person_id,
        outcome_id=line.outcome_id,
        competency_id=line.competency_id,
    )
    session.add(fact)
    session.flush()
    cite_evidence(session, line_id, fact.id)
    return fact.id
