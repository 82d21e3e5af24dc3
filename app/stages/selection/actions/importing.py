"""Bringing in a list of applicants: all of it in one step."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.people import Person, PersonKind
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.actions.panel import code_of, next_code
from app.stages.selection.records import Candidate, Requisition, RequisitionId
from app.stages.selection.rules import Applicant, signs
from app.store.actions import action


@action(N_("Import candidates"))
def import_candidates(
    session: Session, requisition_id: str, applicants: Sequence[Applicant]
) -> int:
    """Add everybody as a candidate, as the person whom the file knows; return how many came.

    Raises:
        Refused: when there is nobody to bring in, or somebody is a candidate or on the panel
            already; then nobody comes in.
    """
    the(session, Requisition, requisition_id)
    if not applicants:
        raise Refused(tr("There is nobody to bring in."), tr("Choose another table."))
    persons = _persons(session, applicants)
    there = set(queries.people_of(session, requisition_id))
    for one in persons:
        if one.id in there:
            raise Refused(
                tr("{name} is in this opening already.").format(name=one.display_name),
                tr("Leave the row out and bring in the others."),
            )
        there.add(one.id)
    first = next_code(session, requisition_id)
    for place, (person, applicant) in enumerate(zip(persons, applicants, strict=True)):
        row = made(
            Candidate,
            {"source": applicant.source, "received_on": applicant.received_on},
            code=code_of(first + place),
            requisition_id=RequisitionId(requisition_id),
            person_id=PersonId(person.id),
        )
        session.add(row)
    session.flush()
    return len(applicants)


def _persons(session: Session, applicants: Sequence[Applicant]) -> list[Person]:
    """Return the person each applicant is: one of the file, or a new one."""
    known = queries.people_by_signs(session)
    found = []
    for one in applicants:
        key = next((known[sign] for sign in signs(one.name, one.email) if sign in known), "")
        person = the(session, Person, key) if key else _new(one)
        session.add(person)
        found.append(person)
    session.flush()
    return found


def _new(one: Applicant) -> Person:
    given = {
        "display_name": one.name,
        "email": one.email,
        "phone": one.phone,
        "pronunciation": one.pronunciation,
        "kind": PersonKind.candidate,
    }
    return made(Person, given)
