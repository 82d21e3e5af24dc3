"""One rater's sheet on one candidate, the seal over it, and which sheets are still missing.

What one rater wrote is never read for another before the reveal, and not even for its rater once
the sheet was handed over: the screen is shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from app.deliverables.redaction import Said
from app.domain.edits import the
from app.domain.engagement import words_of_the_trade
from app.domain.evidence import Visibility
from app.domain.outcomes import Outcome
from app.domain.people import Person
from app.domain.pins import matches
from app.domain.values import Anchor, Competency, ValueItem
from app.host.language import tr
from app.instruments import wording
from app.stages.selection.queries.openings import called, panel, requisition
from app.stages.selection.queries.questions import QuestionRow, questions_of
from app.stages.selection.records import (
    Candidate,
    CriterionKind,
    Guide,
    Interview,
    PanelMember,
    Rating,
    RatingSheet,
    guide_in_force,
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One question on one rater's sheet; anchors 1 to 5 where the competency has them."""

    id: str
    number: str
    text: str
    probes: tuple[str, ...]
    listen_for: tuple[str, ...]
    minutes: int
    criterion_id: str
    code: str
    name: str
    why: str
    kind: CriterionKind
    meaning: str
    weight: int
    anchors: tuple[str, ...]
    dropped_reason: str
    score: int | None
    not_asked_reason: str
    evidence_note: Said
    change_reason: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One rater's sheet on one candidate. It holds nothing of any other rater.

    A sheet that is `sealed` was handed over and not yet revealed: its lines are bare.
    """

    candidate_id: str
    member_id: str
    guide_id: str
    guide_version: int
    requisition: str
    position: str
    candidate: str
    rater: str
    held_on: date | None
    submitted_at: datetime | None
    absent_reason: str
    sealed: bool
    revealed: bool
    lines: tuple[SheetLine, ...]

    @property
    def open_lines(self) -> int:
        """How many questions have neither a rating nor a reason for none."""
        return sum(1 for ln in self.lines if ln.score is None and not ln.not_asked_reason)


def sheet(session: Session, candidate_id: str, member_id: str) -> SheetView:
    """Return one rater's sheet on one candidate: that rater's scores and nobody else's."""
    candidate = the(session, Candidate, candidate_id)
    member = the(session, PanelMember, member_id)
    opening = requisition(session, candidate.requisition_id)
    found = sheet_of(session, candidate_id, member_id)
    sealed = is_sealed(session, candidate_id, member_id)
    given = ratings(session, found.id) if found and not sealed else {}
    return SheetView(
        candidate_id=candidate_id,
        member_id=member_id,
        guide_id=opening.guide_id,
        guide_version=opening.guide_version,
        requisition=opening.number,
        position=opening.position,
        candidate=called(session, candidate),
        rater=the(session, Person, member.person_id).display_name,
        held_on=found.held_on if found else None,
        submitted_at=found.submitted_at if found else None,
        absent_reason=found.absent_reason if found else "",
        sealed=sealed,
        revealed=is_revealed(session, candidate_id),
        lines=tuple(
            _sheet_line(session, question, given.get(question.id))
            for question in questions_of(session, opening.guide_id)
        ),
    )


@dataclass(frozen=True, slots=True)
class SheetState:
    """How far a sheet is, without anything that is in it.

    Attributes:
        how: ``none``, ``begun``, ``absent`` or ``over`` when it was handed over.
        done: how many questions were rated or said not to have been asked.
        of: how many there are.
        at: when it was handed over.
    """

    how: str
    done: int
    of: int
    at: datetime | None = None


def sheet_state(session: Session, candidate_id: str, member_id: str) -> SheetState:
    """Return how far one rater's sheet on one candidate is."""
    opening = the(session, Candidate, candidate_id).requisition_id
    asked = len(questions_of(session, guide_in_force(session, opening).id))
    found = sheet_of(session, candidate_id, member_id)
    if found is None:
        return SheetState("none", 0, asked)
    if found.absent_reason:
        return SheetState("absent", 0, asked)
    if found.submitted_at is not None:
        return SheetState("over", asked, asked, found.submitted_at)
    given = ratings(session, found.id).values()
    done = sum(1 for one in given if one.score is not None or one.not_asked_reason)
    return SheetState("begun", done, asked)


def guide_words(session: Session, guide_id: str) -> tuple[str, str]:
    """Return the words an interview opens and closes with."""
    guide = the(session, Guide, guide_id)
    return guide.opening_words, guide.closing_words


def note_hits(session: Session, text: str) -> tuple[wording.Hit, ...]:
    """Return which words of an interview note to look at again; nothing here blocks."""
    return wording.check(text, wording.Place.INTERVIEW_NOTE, exempt=exempt_names(session))


def exempt_names(session: Session) -> tuple[str, ...]:
    """Return what a wording check lets pass: names of the method here and words of the trade."""
    return (
        *words_of_the_trade(session),
        *session.exec(select(ValueItem.name)),
        *session.exec(select(Competency.name)),
        *session.exec(select(Outcome.statement)),
    )


def _sheet_line(session: Session, question: QuestionRow, given: Rating | None) -> SheetLine:
    note, visibility = ("", Visibility.leader)
    if given:
        note, visibility = given.evidence_note, given.visibility
    criterion = question.criterion
    return SheetLine(
        id=question.id,
        number=question.number,
        text=question.text,
        probes=question.probes,
        listen_for=question.listen_for,
        minutes=question.minutes,
        criterion_id=criterion.id,
        code=criterion.code,
        name=criterion.name,
        why=criterion.rationale,
        kind=criterion.kind,
        meaning=criterion.meaning,
        weight=criterion.weight,
        anchors=anchors(session, criterion.competency_id),
        dropped_reason=question.dropped_reason,
        score=given.score if given else None,
        not_asked_reason=given.not_asked_reason if given else "",
        evidence_note=Said(note, visibility),
        change_reason=given.change_reason if given else "",
    )


def anchors(session: Session, competency_id: str | None) -> tuple[str, ...]:
    """Return a competency's anchors, 1 to 5; none for anything else."""
    if competency_id is None:
        return ()
    found = select(Anchor.text).where(Anchor.competency_id == competency_id)
    return tuple(session.exec(found.order_by(col(Anchor.level))))


def sheet_of(session: Session, candidate_id: str, member_id: str) -> RatingSheet | None:
    """Return the sheet by the guide in force of a candidate and a panel member, once begun."""
    guide = guide_in_force(session, the(session, Candidate, candidate_id).requisition_id)
    return session.exec(
        select(RatingSheet).where(
            RatingSheet.candidate_id == candidate_id,
            RatingSheet.panel_member_id == member_id,
            RatingSheet.guide_id == guide.id,
        )
    ).first()


def ratings(session: Session, sheet_id: str) -> dict[str, Rating]:
    """Return a sheet's ratings by question."""
    found = session.exec(select(Rating).where(Rating.sheet_id == sheet_id))
    return {rating.question_id: rating for rating in found}


def interview_of(session: Session, candidate_id: str) -> Interview | None:
    """Return the interview of a candidate by the guide in force, once planned or begun."""
    guide = guide_in_force(session, the(session, Candidate, candidate_id).requisition_id)
    return session.exec(
        select(Interview).where(
            Interview.candidate_id == candidate_id, Interview.guide_id == guide.id
        )
    ).first()


def is_revealed(session: Session, candidate_id: str) -> bool:
    """Say whether everybody may read every sheet on a candidate."""
    found = interview_of(session, candidate_id)
    return found is not None and found.revealed_at is not None


def is_sealed(session: Session, candidate_id: str, member_id: str) -> bool:
    """Say whether a sheet was handed over and nobody may read it before the reveal."""
    found = sheet_of(session, candidate_id, member_id)
    handed_in = found is not None and found.submitted_at is not None
    return handed_in and not is_revealed(session, candidate_id)


def opens_with(session: Session, member_id: str, pin: str) -> bool:
    """Say whether a PIN opens a panel member's sheets; without a kept PIN any does."""
    return matches(pin, the(session, PanelMember, member_id).pin)


def missing_sheets(session: Session, candidate_id: str) -> tuple[str, ...]:
    """Return a sentence for each sheet on a candidate that is not in yet."""
    candidate = the(session, Candidate, candidate_id)
    name = called(session, candidate)
    raters = [m for m in panel(session, candidate.requisition_id) if m.rates]
    if not raters:
        return (tr("The panel has no rater yet."),)
    said = tr("{rater} has not handed over the sheet on {candidate}.")
    sheets = {rater.id: sheet_of(session, candidate_id, rater.id) for rater in raters}
    return tuple(
        said.format(rater=rater.name, candidate=name)
        for rater in raters
        if not ((found := sheets[rater.id]) and found.is_in)
    )


def waits_for(session: Session, candidate_id: str) -> tuple[str, ...]:
    """Return what has to happen before the sheets on a candidate may be compared."""
    if is_revealed(session, candidate_id):
        return ()
    if missing := missing_sheets(session, candidate_id):
        return missing
    name = called(session, the(session, Candidate, candidate_id))
    return (
        tr("The sheets on {candidate} are all in and not revealed yet.").format(candidate=name),
    )
