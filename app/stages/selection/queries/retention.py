"""What is kept about an opening, until when, and what would be erased after that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from app.domain.calendar import said
from app.domain.edits import the
from app.domain.people import Employment, Person, PersonKind
from app.domain.rows import fields_of, row_classes
from app.host.language import tr
from app.stages.selection import rules
from app.stages.selection.queries.comparing import OUT_OF_PLAY
from app.stages.selection.queries.openings import candidates
from app.stages.selection.queries.sealing import sealed_rows
from app.stages.selection.records import (
    AgreedRating,
    Candidate,
    Decision,
    DecisionOutcome,
    Erasure,
    ExtraAssessment,
    Interview,
    PanelMember,
    Rating,
    RatingSheet,
    Requisition,
    RequisitionStatus,
    Screening,
)
from app.store import erasing, ledger

_OVER = {RequisitionStatus.filled, RequisitionStatus.canceled}
"""Whoever was not decided upon by then does not wait for it any more."""
_FINAL = {DecisionOutcome.offer, DecisionOutcome.no}
_OF_CANDIDATE = (Screening, Interview, RatingSheet, AgreedRating, ExtraAssessment, Decision)
_SHORTEST = 3
"""A word of fewer letters is no sign of anybody."""
_TELLING = ("display_name", "email", "phone")


@dataclass(frozen=True, slots=True)
class Mention:
    """A text elsewhere in the file in which somebody who goes is still named."""

    table: str
    row: str
    field: str
    who: str
    place: str = ""

    @property
    def id(self) -> str:
        """Return what tells it from others."""
        return f"{self.table} {self.row} {self.field} {self.who}"


@dataclass(frozen=True, slots=True)
class Going:
    """What an erasure of an opening would take.

    Attributes:
        rows: the rows by table.
        people: the persons who go altogether: id and name.
        staying: how candidates are called who stay as persons: hired, working here, a candidate or
            on a panel elsewhere.
        signs: texts that are signs of those who go: names and addresses, present and earlier.
        documents: how many of them left papers.
    """

    rows: dict[str, frozenset[str]]
    people: tuple[tuple[str, str], ...]
    staying: tuple[str, ...]
    signs: frozenset[str]
    documents: int

    def count(self, table: str) -> int:
        """Return how many rows of a table would go."""
        return len(self.rows.get(table, ()))


@dataclass(frozen=True, slots=True)
class RetentionView:
    """An opening and what becomes of its records."""

    requisition_id: str
    number: str
    position_id: str
    kept_until: date | None
    judged: rules.Retention
    applications: int
    people: int
    staying: tuple[str, ...]
    sheets: int
    documents: int
    versions: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """The record of an erasure: days and counts."""

    id: str
    number: str
    position: str
    erased_on: date
    erased_by: str
    last_record: date | None
    kept_until: date | None
    reason: str
    applications: int
    people: int
    stayed: int
    sheets: int
    documents: int
    backups: int
    mentions: int


def judged_retention(session: Session, requisition_id: str, today: date) -> rules.Retention:
    """Judge whether the records of an opening may be erased."""
    opening = the(session, Requisition, requisition_id)
    return rules.retention(
        _days(session, requisition_id),
        opening.retention_until,
        today,
        is_held=opening.legal_hold,
        is_ended=opening.status in _OVER or not _waiting(session, requisition_id),
    )


def why_kept(judged: rules.Retention) -> tuple[str, str]:
    """Return why records stay, and what would have to happen; empty where they may go."""
    day = said(judged.free_from) if judged.free_from else ""
    reasons = {
        "held": (
            tr("A legal hold is on: nothing may be erased."),
            tr("Clear the hold when the charge or dispute has ended."),
        ),
        "open": (
            tr("Not everybody is decided upon yet."),
            tr("Decide about the candidates, or set the opening to filled or canceled."),
        ),
        "early": (
            tr("The records are kept until {day}.").format(day=day),
            tr("They may be erased after that day."),
        ),
    }
    return reasons.get(judged.state, ("", ""))


def due(session: Session, today: date) -> tuple[str, ...]:
    """Return the ids of the openings whose records may be erased, those without any left aside."""
    return tuple(
        row.id
        for row in session.exec(select(Requisition).order_by(col(Requisition.number))).all()
        if session.exec(select(Candidate.id).where(Candidate.requisition_id == row.id)).first()
        and judged_retention(session, row.id, today).state == "free"
    )


def retention_view(session: Session, requisition_id: str, today: date) -> RetentionView:
    """Return what is kept about an opening, and what would go."""
    opening = the(session, Requisition, requisition_id)
    going = what_goes(session, requisition_id)
    judged = judged_retention(session, requisition_id, today)
    return RetentionView(
        requisition_id=requisition_id,
        number=opening.number,
        position_id=opening.position_id,
        kept_until=opening.retention_until,
        judged=judged,
        applications=going.count("candidate"),
        people=len(going.people),
        staying=going.staying,
        sheets=going.count("rating_sheet"),
        documents=going.documents,
        versions=len(erasing.versions(session)),
        mentions=mentions(session, going) if judged.state == "free" else (),
    )


def erasures(session: Session) -> tuple[ErasureRow, ...]:
    """Return the records of erasures, the latest first."""
    query = select(Erasure).order_by(col(Erasure.erased_on).desc(), col(Erasure.created_at).desc())
    return tuple(_erasure_row(row) for row in session.exec(query).all())


def erasure(session: Session, erasure_id: str) -> ErasureRow:
    """Return the record of one erasure."""
    return _erasure_row(the(session, Erasure, erasure_id))


def _erasure_row(row: Erasure) -> ErasureRow:
    return ErasureRow(**{one.name: getattr(row, one.name) for one in fields(ErasureRow)})


def what_goes(session: Session, requisition_id: str) -> Going:
    """Return every row that goes when the records of an opening are erased."""
    applied = session.exec(
        select(Candidate).where(Candidate.requisition_id == requisition_id)
    ).all()
    keys = [row.id for row in applied]
    rows: dict[str, frozenset[str]] = {"candidate": frozenset(keys)}
    for model in _OF_CANDIDATE:
        found = session.exec(select(model.id).where(col(model.candidate_id).in_(keys))).all()
        rows[str(model.__tablename__)] = frozenset(found)
    sheets = rows["rating_sheet"]
    rated = session.exec(select(Rating.id).where(col(Rating.sheet_id).in_(sheets))).all()
    rows["rating"] = frozenset(rated)
    persons = [the(session, Person, row.person_id) for row in applied]
    leaving = [one for one in persons if not _stays(session, one, requisition_id)]
    names = {row.person_id: row.called for row in candidates(session, requisition_id)}
    rows["person"] = frozenset(one.id for one in leaving)
    return Going(
        rows=rows,
        people=tuple((one.id, one.display_name) for one in leaving),
        staying=tuple(names[one.id] for one in persons if one.id not in rows["person"]),
        signs=signs_of(session, rows["person"]),
        documents=sum(1 for row in applied if row.cv),
    )


def mentions(session: Session, going: Going) -> tuple[Mention, ...]:
    """Return where else in the file somebody who goes is still named.

    What is under a seal is left out: of whom a rater writes is nobody's business yet.
    """
    told = [(name, rules.tells_of([name])) for _, name in going.people if name in going.signs]
    if not told:
        return ()
    sealed = sealed_rows(session)
    found = []
    for table in SQLModel.metadata.sorted_tables:
        for row in session.connection().execute(table.select()).mappings():
            key = str(row.get("id"))
            if key in going.rows.get(table.name, ()) or (table.name, key) in sealed:
                continue
            found += [
                Mention(
                    table.name,
                    key,
                    _called(table.name, column),
                    name,
                    _place(table.name, dict(row)),
                )
                for column, text in row.items()
                for name, tells in told
                if isinstance(text, str) and tells(text)
            ]
    return tuple(found)


def held_rows(session: Session) -> frozenset[tuple[str, str]]:
    """Return (table, row) of what belongs to an opening under a legal hold: it stays as it is."""
    held = session.exec(select(Requisition.id).where(col(Requisition.legal_hold).is_(True))).all()
    found = {("requisition", key) for key in held}
    for key in held:
        rows = what_goes(session, key).rows
        found |= {(table, one) for table, ones in rows.items() for one in ones}
    return frozenset(found)


def _waiting(session: Session, requisition_id: str) -> bool:
    """Say whether somebody in play has no final decision, or nobody applied yet."""
    applied = session.exec(
        select(Candidate).where(Candidate.requisition_id == requisition_id)
    ).all()
    made = session.exec(select(Decision).where(Decision.requisition_id == requisition_id)).all()
    settled = {one.candidate_id for one in made if one.outcome in _FINAL}
    return not applied or any(
        one.stage not in OUT_OF_PLAY and one.id not in settled for one in applied
    )


def _days(session: Session, requisition_id: str) -> list[date | None]:
    """Return the days of all records of an opening; of one without a day, when it was entered."""
    applied = session.exec(
        select(Candidate).where(Candidate.requisition_id == requisition_id)
    ).all()
    keys = [row.id for row in applied]
    held = select(Interview).where(col(Interview.candidate_id).in_(keys))
    sheets = select(RatingSheet).where(col(RatingSheet.candidate_id).in_(keys))
    made = select(Decision).where(col(Decision.candidate_id).in_(keys))
    extra = select(ExtraAssessment).where(col(ExtraAssessment.candidate_id).in_(keys))
    return [
        *(row.received_on or row.created_at.date() for row in applied),
        *(one.held_on or one.created_at.date() for one in session.exec(sheets)),
        *(one.planned_on for one in session.exec(held)),
        *(one.decided_on for one in session.exec(made)),
        *(one.assessed_on for one in session.exec(extra)),
    ]


def _stays(session: Session, person: Person, requisition_id: str) -> bool:
    """Say whether somebody stays in the file when the records of this opening go."""
    if person.kind is not PersonKind.candidate:
        return True
    elsewhere = select(Candidate.id).where(
        Candidate.person_id == person.id, Candidate.requisition_id != requisition_id
    )
    seats = select(PanelMember.id).where(PanelMember.person_id == person.id)
    posts = select(Employment.id).where(Employment.person_id == person.id)
    return any(session.exec(asked).first() for asked in (elsewhere, seats, posts))


def signs_of(session: Session, people: Iterable[str]) -> frozenset[str]:
    """Return what tells of these people and of nobody who stays: what they are and were called.

    Args:
        session: reads the file.
        people: their ids; those who are not in the file any more count as well.
    """
    ids = set(people)
    there = session.exec(select(Person)).all()
    said: set[str] = set()
    for key in ids:
        lines = ledger.entries(session, table="person", row=key, limit=None)
        told = [side for line in lines for side in (line.before, line.after)]
        told += [one.model_dump() for one in there if one.id == key]
        said |= {str(side.get(name) or "").strip() for side in told for name in _TELLING}
    kept = {
        text.strip().casefold()
        for one in there
        if one.id not in ids
        for text in (one.display_name, one.email, one.phone)
    }
    return frozenset(
        text for text in said if len(text) >= _SHORTEST and text.casefold() not in kept
    )


def _called(table: str, column: str) -> str:
    """Return what a field of a table is called on screen."""
    try:
        info = fields_of(row_classes()[table]).model_fields.get(column)
    except TypeError:
        info = None
    return tr(info.title) if info is not None and info.title else column.replace("_", " ")


def _place(table: str, row: dict[Any, Any]) -> str:
    """Return which record it is: its kind, and what it is called where it is called anything."""
    kind = table.replace("_", " ").capitalize()
    names = ("number", "title", "display_name", "name", "code", "label")
    called = next((str(row[one]) for one in names if row.get(one)), "")
    return f"{kind} {called}".strip()
