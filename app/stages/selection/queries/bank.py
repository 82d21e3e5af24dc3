"""Where questions come from: the shipped bank, one's own, and stems filled from an outcome."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.domain.edits import the
from app.domain.engagement import Client
from app.domain.outcomes import JobDescription, Measure, Outcome
from app.domain.scales import plain
from app.domain.values import Competency
from app.host.language import tr
from app.instruments import instrument, wording
from app.stages.selection.queries.openings import CriterionRow, criteria_of
from app.stages.selection.queries.questions import questions_of
from app.stages.selection.queries.sheets import exempt_names
from app.stages.selection.records import (
    BankQuestion,
    Criterion,
    Guide,
    GuideQuestion,
    QuestionKind,
    Requisition,
)

OPENING_MINUTES = 3
CLOSING_MINUTES = 10
"""The words at the beginning and the candidate's own time at the end."""

LONGEST = 75
"""An interview longer than this tires both sides; a guide that takes longer is warned about."""

_BLANK = "__________"


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """A question that could be put into a guide.

    Attributes:
        id: its source: ``bank:`` and a key, ``own:`` and an id, ``stem:`` and a key.
        about: the competency it asks about; empty where it fits any.
        uses: in how many guides of this file it stands.
    """

    id: str
    about: str
    kind: QuestionKind
    text: str
    probes: str
    listen_for: str
    minutes: int
    uses: int


def offered(session: Session, criterion_id: str) -> tuple[OfferedQuestion, ...]:
    """Return the questions for one criterion, those made from its outcome first.

    A competency's own questions come first; the others of the bank follow.
    """
    criterion = the(session, Criterion, criterion_id)
    uses = _uses(session)
    library = ""
    if criterion.competency_id:
        library = the(session, Competency, criterion.competency_id).library_key
    own = _own(session, uses)
    mine = [one for one, key in own if key and key == criterion.competency_id]
    rest = [one for one, key in own if not key or key != criterion.competency_id]
    shipped = _shipped(uses)
    fitting = [one for one, key in shipped if key == library]
    others = [one for one, key in shipped if key != library]
    return (*_stems(session, criterion, uses), *mine, *fitting, *rest, *others)


def _uses(session: Session) -> Counter[str]:
    return Counter(session.exec(select(GuideQuestion.source)))


def _shipped(uses: Counter[str]) -> list[tuple[OfferedQuestion, str]]:
    names = {one.key: one.name for one in instrument.competencies()}
    return [
        (
            OfferedQuestion(
                id=f"bank:{one.key}",
                about=names[one.competency],
                kind=QuestionKind(one.kind),
                text=one.text,
                probes="\n".join(one.probes),
                listen_for="\n".join(one.listen_for),
                minutes=one.minutes,
                uses=uses[f"bank:{one.key}"],
            ),
            one.competency,
        )
        for one in instrument.questions()
    ]


def _own(session: Session, uses: Counter[str]) -> list[tuple[OfferedQuestion, str | None]]:
    names = dict(session.exec(select(Competency.id, Competency.name)).all())
    found = session.exec(
        select(BankQuestion).order_by(col(BankQuestion.created_at), col(BankQuestion.id))
    )
    return [
        (
            OfferedQuestion(
                id=f"own:{row.id}",
                about=names.get(row.competency_id or "", tr("own question")),
                kind=row.kind,
                text=row.text,
                probes=row.probes,
                listen_for=row.listen_for,
                minutes=row.minutes,
                uses=uses[f"own:{row.id}"],
            ),
            row.competency_id,
        )
        for row in found
    ]


def _stems(session: Session, criterion: Criterion, uses: Counter[str]) -> list[OfferedQuestion]:
    """Return the stems filled from the criterion's outcome; none for anything else.

    A stem that names where the measure stands is left out where no measure says it.
    """
    if criterion.outcome_id is None:
        return []
    outcome = the(session, Outcome, criterion.outcome_id)
    measure = session.exec(
        select(Measure).where(Measure.outcome_id == outcome.id).order_by(col(Measure.created_at))
    ).first()
    baseline, target = _stands(measure)
    return [
        OfferedQuestion(
            id=f"stem:{stem.key}",
            about=outcome.statement,
            kind=QuestionKind(stem.kind),
            text=stem.fill(outcome=outcome.statement, baseline=baseline, target=target),
            probes="",
            listen_for="\n".join(stem.listen_for),
            minutes=stem.minutes,
            uses=uses[f"stem:{stem.key}"],
        )
        for stem in instrument.outcome_stems()
        if (baseline and target) or "{baseline}" not in stem.text
    ]


def _stands(measure: Measure | None) -> tuple[str, str]:
    """Return where a measure stands and where it is to arrive, with the unit."""
    if measure is None or measure.baseline is None or measure.target is None:
        return "", ""
    unit = f" {measure.unit}" if measure.unit else ""
    return f"{plain(measure.baseline)}{unit}", f"{plain(measure.target)}{unit}"


def minutes_of(session: Session, guide_id: str) -> int:
    """Return how long an interview by a guide takes, with its opening and closing words."""
    asked = sum(question.minutes for question in questions_of(session, guide_id))
    return OPENING_MINUTES + asked + CLOSING_MINUTES


def unasked(session: Session, guide_id: str) -> tuple[CriterionRow, ...]:
    """Return the criteria no question of a guide asks about."""
    used = {question.criterion.id for question in questions_of(session, guide_id)}
    return tuple(one for one in criteria_of(session, guide_id) if one.id not in used)


def question_hits(session: Session, text: str) -> tuple[wording.Hit, ...]:
    """Return the words a question must not or should not hold, with a lawful way."""
    return wording.check(text, wording.Place.QUESTION, exempt=exempt_names(session))


def our_words(session: Session, guide_id: str) -> tuple[str, str]:
    """Return opening and closing words filled in for an opening.

    What the file does not know becomes a line to write on, never a brace.
    """
    opening = the(session, Requisition, the(session, Guide, guide_id).requisition_id)
    client = session.exec(select(Client)).first()
    said = {
        "client": client.name if client else "",
        "purpose": client.purpose if client else "",
        "minutes": str(minutes_of(session, guide_id)),
        "outcome": the(session, JobDescription, opening.job_description_id).primary_outcome,
        "next_step": "",
        "date": "",
    }
    words = instrument.interview_words()
    first, last = (
        "\n\n".join(_filled(one, said) for one in part) for part in (words.opening, words.closing)
    )
    return first, last


def _filled(text: str, said: dict[str, str]) -> str:
    for name, value in said.items():
        text = text.replace(f"{{{name}}}", value.strip() or _BLANK)
    return text
