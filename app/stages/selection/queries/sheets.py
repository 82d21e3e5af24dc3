"""One rater's sheet on one candidate, and which sheets are still missing.

Scores of one rater are never read for another before every sheet on that candidate is in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from app.deliverables.redaction import Said
from app.domain.edits import the
from app.domain.evidence import Visibility
from app.domain.people import Person
from app.domain.values import Anchor
from app.host.language import tr
from app.stages.selection.queries.openings import CriterionRow, criteria, panel, requisition
from app.stages.selection.records import (
    Candidate,
    CriterionKind,
    PanelMember,
    Rating,
    RatingSheet,
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One criterion on one rater's sheet; anchors 1 to 5 where the competency has them."""

    id: str
    code: str
    name: str
    kind: CriterionKind
    meaning: str
    weight: int
    anchors: tuple[str, ...]
    score: int | None
    not_asked_reason: str
    evidence_note: Said
    change_reason: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One rater's sheet on one candidate. It holds nothing of any other rater."""

    candidate_id: str
    member_id: str
    requisition: str
    position: str
    candidate: str
    rater: str
    held_on: date | None
    submitted_at: datetime | None
    absent_reason: str
    lines: tuple[SheetLine, ...]

    @property
    def open_lines(self) -> int:
        """How many criteria have neither a rating nor a reason for none."""
        return sum(1 for ln in self.lines if ln.score is None and not ln.not_asked_reason)


def sheet(session: Session, candidate_id: str, member_id: str) -> SheetView:
    """Return one rater's sheet on one candidate: that rater's scores and nobody else's."""
    candidate = the(session, Candidate, candidate_id)
    member = the(session, PanelMember, member_id)
    opening = requisition(session, candidate.requisition_id)
    found = sheet_of(session, candidate_id, member_id)
    given = ratings(session, found.id) if found else {}
    return SheetView(
        candidate_id=candidate_id,
        member_id=member_id,
        requisition=opening.number,
        position=opening.position,
        candidate=the(session, Person, candidate.person_id).display_name,
        rater=the(session, Person, member.person_id).display_name,
        held_on=found.held_on if found else None,
        submitted_at=found.submitted_at if found else None,
        absent_reason=found.absent_reason if found else "",
        lines=tuple(
            _sheet_line(session, criterion, given.get(criterion.id))
            for criterion in criteria(session, opening.id)
        ),
    )


def _sheet_line(session: Session, criterion: CriterionRow, given: Rating | None) -> SheetLine:
    note, visibility = ("", Visibility.leader)
    if given:
        note, visibility = given.evidence_note, given.visibility
    return SheetLine(
        id=criterion.id,
        code=criterion.code,
        name=criterion.name,
        kind=criterion.kind,
        meaning=criterion.meaning,
        weight=criterion.weight,
        anchors=_anchors(session, criterion.competency_id),
        score=given.score if given else None,
        not_asked_reason=given.not_asked_reason if given else "",
        evidence_note=Said(note, visibility),
        change_reason=given.change_reason if given else "",
    )


def _anchors(session: Session, competency_id: str | None) -> tuple[str, ...]:
    if competency_id is None:
        return ()
    found = select(Anchor.text).where(Anchor.competency_id == competency_id)
    return tuple(session.exec(found.order_by(col(Anchor.level))))


def sheet_of(session: Session, candidate_id: str, member_id: str) -> RatingSheet | None:
    """Return the sheet of a candidate and a panel member, where one was begun."""
    return session.exec(
        select(RatingSheet).where(
            RatingSheet.candidate_id == candidate_id, RatingSheet.panel_member_id == member_id
        )
    ).first()


def ratings(session: Session, sheet_id: str) -> dict[str, Rating]:
    """Return a sheet's ratings by criterion."""
    found = session.exec(select(Rating).where(Rating.sheet_id == sheet_id))
    return {rating.criterion_id: rating for rating in found}


def is_sealed(session: Session, candidate_id: str, member_id: str) -> bool:
    """Say whether a sheet was handed in while others on the same candidate are still missing.

    Until the last one is in nobody reads it, not even its rater: the screen is shared.
    """
    found = sheet_of(session, candidate_id, member_id)
    handed_in = found is not None and found.submitted_at is not None
    return handed_in and bool(missing_sheets(session, candidate_id))


def missing_sheets(session: Session, candidate_id: str) -> tuple[str, ...]:
    """Return a sentence for each sheet on a candidate that is not in yet."""
    candidate = the(session, Candidate, candidate_id)
    name = the(session, Person, candidate.person_id).display_name
    raters = [m for m in panel(session, candidate.requisition_id) if m.rates]
    if not raters:
        return (tr("The panel has no rater yet."),)
    said = tr("{rater} has not submitted the sheet on {candidate}.")
    sheets = {rater.id: sheet_of(session, candidate_id, rater.id) for rater in raters}
    return tuple(
        said.format(rater=rater.name, candidate=name)
        for rater in raters
        if not ((found := sheets[rater.id]) and found.is_in)
    )
