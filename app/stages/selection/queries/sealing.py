"""What nobody may see yet: every sheet before its reveal, and those that were removed before one.

A row that is gone lives on in the ledger. It stays sealed unless the seal over it had been opened
while it was there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from app.stages.selection.records import Interview, Rating, RatingSheet
from app.store import ledger

_RATING, _SHEET, _INTERVIEW = "rating", "rating_sheet", "interview"

Seal = tuple[str, str]
"""The candidate and the guide: what one reveal opens."""


def sealed_rows(session: Session) -> frozenset[tuple[str, str]]:
    """Return (table, row) of everything that is still under a seal, for what shows past changes.

    Sheets of every guide count, handed over or not: what one rater is writing is no business of
    whoever sits at the computer next.
    """
    opened = _opened(session)
    seals = _seals(session)
    sheets = {(_SHEET, key) for key, seal in seals.items() if seal not in opened}
    ratings = {
        (_RATING, key)
        for key, sheet_id in _ratings(session)
        if seals.get(sheet_id) not in opened or sheet_id not in seals
    }
    return frozenset(sheets | ratings)


def sealed_sheets(session: Session) -> int:
    """Return how many sheets that are in the file nobody but their raters may see yet."""
    present = set(session.exec(select(RatingSheet.id)))
    return sum(1 for table, key in sealed_rows(session) if table == _SHEET and key in present)


def _opened(session: Session) -> set[Seal]:
    """Return the seals that were opened, of interviews that are gone too."""
    revealed = select(Interview).where(col(Interview.revealed_at).is_not(None))
    found = {(one.candidate_id, one.guide_id) for one in session.exec(revealed)}
    return found | {
        (str(was["candidate_id"]), str(was["guide_id"]))
        for _, was in _removed(session, _INTERVIEW)
        if was.get("revealed_at")
    }


def _seals(session: Session) -> dict[str, Seal]:
    """Return which seal lies over each sheet, of those that are gone too."""
    gone = {
        key: (str(was["candidate_id"]), str(was["guide_id"]))
        for key, was in _removed(session, _SHEET)
    }
    here = session.exec(select(RatingSheet))
    return gone | {one.id: (one.candidate_id, one.guide_id) for one in here}


def _ratings(session: Session) -> Iterator[tuple[str, str]]:
    """Yield each rating with its sheet, those that are gone too."""
    for key, was in _removed(session, _RATING):
        yield key, str(was["sheet_id"])
    yield from session.exec(select(Rating.id, Rating.sheet_id))


def _removed(session: Session, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the ledger still says of rows that were removed."""
    for entry in ledger.entries(session, table=table, kind="delete", limit=None):
        if entry.before:
            yield entry.row, entry.before
