"""Who is known already, so that nobody comes in twice."""

from __future__ import annotations

from sqlmodel import Session, select

from app.domain.people import Person
from app.stages.selection import rules
from app.stages.selection.records import Candidate, PanelMember


def known(session: Session, requisition_id: str) -> rules.KnownPeople:
    """Return by which signs candidates of an opening, and people of the file, are known again."""
    here = people_of(session, requisition_id)
    by_sign = people_by_signs(session)
    return rules.KnownPeople(
        of_opening=frozenset(sign for sign, key in by_sign.items() if key in here),
        of_file=by_sign,
    )


def people_of(session: Session, requisition_id: str) -> frozenset[str]:
    """Return who is a candidate of an opening or on its panel; nobody is both."""
    applied = select(Candidate.person_id).where(Candidate.requisition_id == requisition_id)
    seated = select(PanelMember.person_id).where(PanelMember.requisition_id == requisition_id)
    return frozenset({*session.exec(applied), *session.exec(seated)})


def people_by_signs(session: Session) -> dict[str, str]:
    """Return the person each sign means: an email, or a name."""
    found: dict[str, str] = {}
    for one in session.exec(select(Person)).all():
        for sign in rules.signs(one.display_name, "") | rules.signs(one.display_name, one.email):
            found.setdefault(sign, one.id)
    return found
