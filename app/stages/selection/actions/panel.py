"""Who applies and who judges."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, func, select

from app.domain.edits import made, revise, the
from app.domain.errors import Refused
from app.domain.people import Person, PersonKind
from app.domain.pins import hashed
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.records import (
    Candidate,
    CandidateStage,
    PanelMember,
    PanelRole,
    Rating,
    RatingSheet,
    Requisition,
    Source,
)
from app.store.actions import action


@action(N_("Add candidate"))
def add_candidate(
    session: Session,
    requisition_id: str,
    name: str,
    *,
    source: Source = Source.other,
    received_on: date | None = None,
) -> str:
    """Add somebody new as a candidate."""
    person = made(Person, {"display_name": name, "kind": PersonKind.candidate})
    session.add(person)
    session.flush()
    return _candidacy(session, requisition_id, person.id, source, received_on)


@action(N_("Add candidate"))
def add_known_candidate(
    session: Session,
    requisition_id: str,
    person_id: str,
    *,
    source: Source | None = None,
    received_on: date | None = None,
) -> str:
    """Add a person of the file as a candidate: somebody who works here, or who applied before."""
    person = the(session, Person, person_id)
    if source is None:
        source = Source.internal if person.kind is PersonKind.employee else Source.other
    return _candidacy(session, requisition_id, person_id, source, received_on)


def _candidacy(
    session: Session, requisition_id: str, person_id: str, source: Source, received_on: date | None
) -> str:
    """Let a person be a candidate of an opening, under the next free code."""
    the(session, Requisition, requisition_id)
    _refuse_twice(session, requisition_id, person_id)
    given = {"source": source, "received_on": received_on}
    keys = {"requisition_id": requisition_id, "person_id": person_id}
    row = made(Candidate, given, code=code_of(next_code(session, requisition_id)), **keys)
    session.add(row)
    session.flush()
    return row.id


def code_of(number: int) -> str:
    """Return the code that stands where names are off."""
    return f"C{number}"


def next_code(session: Session, requisition_id: str) -> int:
    """Return the first number of a code that no candidate of the opening bears."""
    used = session.exec(select(Candidate.code).where(Candidate.requisition_id == requisition_id))
    return max((int(code[1:]) for code in used if code[1:].isdecimal()), default=0) + 1


def _refuse_twice(session: Session, requisition_id: str, person_id: str) -> None:
    """Refuse a person who is a candidate or on the panel already; nobody is both."""
    if person_id in {c.person_id for c in queries.candidates(session, requisition_id)}:
        raise Refused(tr("This person is a candidate already."), remedy=tr("Choose another."))
    if person_id in {m.person_id for m in queries.panel(session, requisition_id)}:
        raise Refused(tr("This person is on the panel already."), remedy=tr("Choose another."))


@action(N_("Remove candidate"))
def remove_candidate(session: Session, candidate_id: str) -> None:
    """Remove a candidacy, and the person when nothing else speaks of them.

    Refused once a sheet is in or a decision is made: such records have to be kept.
    """
    row = the(session, Candidate, candidate_id)
    person = the(session, Person, row.person_id)
    kept = [d for d in queries.decisions(session, row.requisition_id) if d.candidate_id == row.id]
    submitted = select(RatingSheet).where(
        RatingSheet.candidate_id == candidate_id, col(RatingSheet.submitted_at).is_not(None)
    )
    if kept or session.exec(submitted).first():
        raise Refused(
            tr("The records on {name} have to be kept.").format(name=person.display_name),
            remedy=tr("Set the stage to withdrew or not selected."),
        )
    session.delete(row)
    session.flush()
    others = select(Candidate).where(Candidate.person_id == person.id)
    if person.kind is PersonKind.candidate and session.exec(others).first() is None:
        session.delete(person)
        session.flush()


@action(N_("Screen out"))
def screen_out(session: Session, candidate_id: str, reason: str) -> None:
    """Screen a candidate out against the day-one needs, with the reason."""
    if not reason.strip():
        raise Refused(
            tr("Screening out needs a reason."), remedy=tr("Name the day-one need not met.")
        )
    revise(session, Candidate, candidate_id, "screen_out_reason", reason)
    revise(session, Candidate, candidate_id, "stage", CandidateStage.screened_out)


@action(N_("Add panel member"))
def add_panel_member(
    session: Session, requisition_id: str, person_id: str, *, role: PanelRole = PanelRole.rater
) -> str:
    """Put a person on the panel."""
    the(session, Requisition, requisition_id)
    the(session, Person, person_id)
    _refuse_twice(session, requisition_id, person_id)
    last = select(func.max(PanelMember.sort)).where(
        col(PanelMember.requisition_id) == requisition_id
    )
    row = made(
        PanelMember,
        {"role": role},
        requisition_id=requisition_id,
        person_id=person_id,
        sort=(session.exec(last).one() or 0) + 1,
    )
    session.add(row)
    session.flush()
    return row.id


@action(N_("Remove panel member"))
def remove_panel_member(session: Session, member_id: str) -> None:
    """Take somebody off the panel. Refused once they rated anybody."""
    row = the(session, PanelMember, member_id)
    rated = (
        select(Rating.id)
        .join(RatingSheet, col(RatingSheet.id) == col(Rating.sheet_id))
        .where(RatingSheet.panel_member_id == member_id, col(Rating.score).is_not(None))
    )
    if session.exec(rated.limit(1)).first():
        raise Refused(
            tr("This panel member has rated; the ratings have to be kept."),
            remedy=tr("Close the sheets that are still open as absent."),
        )
    session.delete(row)
    session.flush()


@action(N_("Set PIN"))
def set_pin(session: Session, member_id: str, pin: str) -> None:
    """Keep the PIN with which a panel member opens the own sheets; empty for none."""
    row = the(session, PanelMember, member_id)
    row.pin = hashed(pin) if pin else ""
    session.add(row)
    session.flush()
