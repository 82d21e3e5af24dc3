"""Erasing the records of an opening when their time is over. Nothing of it comes back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.people import Person, Position
from app.host.language import N_, tr
from app.stages.selection import queries, rules
from app.stages.selection.records import Candidate, Erasure, PanelMember, Requisition
from app.store import erasing, ledger
from app.store.actions import action

_LINKS = ("candidate_id", "sheet_id", "person_id")


@action(N_("Erase records"), erases=True)
def erase_records(
    session: Session, requisition_id: str, today: date, *, by: str = "", reason: str = ""
) -> str:
    """Erase all that is kept about the candidates of an opening; return the record's id.

    The opening, its guide and criteria, and the counts of applicants stay. Of somebody who was
    hired or works here only the selection records go.

    Raises:
        Refused: under a legal hold, before the day, and while nothing is decided.
    """
    opening = the(session, Requisition, requisition_id)
    going = queries.what_goes(session, requisition_id)
    judged = queries.judged_retention(session, requisition_id, today)
    _refuse_kept(judged, going)
    told = {**_told(session, opening, going), "last_record": judged.last}
    why = reason or tr("The time for which records of hiring are kept is over.")
    given = {**told, "erased_on": today, "erased_by": by, "reason": why}
    row = made(Erasure, given, requisition_id=opening.id)
    _forget_past(session, requisition_id, going)
    for candidate in session.exec(
        select(Candidate).where(Candidate.requisition_id == requisition_id)
    ).all():
        session.delete(candidate)
    session.flush()
    for person_id, _ in going.people:
        session.delete(the(session, Person, person_id))
    for member in session.exec(
        select(PanelMember).where(
            PanelMember.requisition_id == requisition_id, col(PanelMember.pin) != ""
        )
    ).all():
        member.pin = ""
        session.add(member)
    session.add(row)
    session.flush()
    return row.id


def _refuse_kept(judged: rules.Retention, going: queries.Going) -> None:
    """Refuse to erase what has to be kept."""
    if judged.state != "free":
        raise Refused(*queries.why_kept(judged))
    if not going.count("candidate"):
        raise Refused(tr("Nothing is kept about any candidate of this opening."))


def _told(session: Session, opening: Requisition, going: queries.Going) -> dict[str, object]:
    """Return what the record says: counts and days, no name."""
    return {
        "number": opening.number,
        "position": the(session, Position, opening.position_id).title,
        "kept_until": opening.retention_until,
        "applications": going.count("candidate"),
        "people": len(going.people),
        "stayed": len(going.staying),
        "sheets": going.count("rating_sheet"),
        "documents": going.documents,
        "backups": len(erasing.versions(session)),
        "mentions": len(queries.mentions(session, going)),
    }


def _forget_past(session: Session, requisition_id: str, going: queries.Going) -> None:
    """Take out of the ledger what it says of these rows, of rows removed before, and of names."""
    connection = session.connection()
    past = tuple(reversed(ledger.entries(session, limit=None)))
    rows = {(table, key) for table, keys in going.rows.items() for key in keys}
    before, gone = _removed_before(session, past, requisition_id, {key for _, key in rows})
    leaving = gone | going.rows["person"]
    signs = queries.signs_of(session, leaving)
    ledger.forget(connection, rows | before)
    ledger.take_out(connection, rules.tells_of(signs), _spared(session, past, leaving))


def _spared(
    session: Session, past: Sequence[ledger.LedgerEntry], leaving: Collection[str]
) -> frozenset[tuple[str, str]]:
    """Return what stays as it is: the past of people who stay, and of openings under a hold."""
    people = {("person", key) for key in session.exec(select(Person.id)) if key not in leaving}
    held: set[tuple[str, str]] = set()
    for key in session.exec(select(Requisition.id).where(col(Requisition.legal_hold).is_(True))):
        held |= _removed_before(session, past, key, set())[0]
    return frozenset(people | held | queries.held_rows(session))


def _removed_before(
    session: Session, past: Sequence[ledger.LedgerEntry], requisition_id: str, known: set[str]
) -> tuple[set[tuple[str, str]], set[str]]:
    """Return the rows of candidacies that were removed earlier, and the people who went then."""
    keys, rows, gone = set(known), set(), set()
    there = set(session.exec(select(Person.id)).all())
    for line in past:
        values = {**line.before, **line.after}
        if line.table == "candidate" and values.get("requisition_id") == requisition_id:
            gone |= _gone(values.get("person_id"), there)
            keys |= {line.row} | gone
    for _ in range(2):  # ratings belong to sheets, which belong to candidates
        for line in past:
            values = {**line.before, **line.after}
            links = {values.get(name) for name in _LINKS if line.table != "panel_member"}
            if line.row in keys or (links & keys and line.table != "person"):
                keys.add(line.row)
                rows.add((line.table, line.row))
    return rows, gone


def _gone(person_id: object, there: set[str]) -> set[str]:
    """Return a person who is not in the file any more."""
    return {person_id} if isinstance(person_id, str) and person_id not in there else set()
