"""From which day the records of an opening may be erased. Pure.

Records of hiring are kept for a year at least, from the record or the decision, whichever is later,
and until the end of any charge (29 CFR 1602.14; method pages 11 and 41).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import plus_months

KEEP_MONTHS = 12
"""Records are kept at least this long after the last of them."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Whether records may be erased.

    Attributes:
        state: ``free``, ``held`` by a legal hold, ``open`` while nothing is decided, or ``early``.
        free_from: from which day on; None where there is no record to count from.
        last: the day of the last record; None where there is none.
        least: the day before which nothing goes, whatever was agreed; None like that.
    """

    state: str
    free_from: date | None
    last: date | None
    least: date | None


def retention(
    records: Iterable[date | None],
    kept_until: date | None,
    today: date,
    *,
    is_held: bool,
    is_ended: bool,
) -> Retention:
    """Judge whether records may be erased.

    Args:
        records: the days of all records: received, interviewed, decided.
        kept_until: the day that was agreed on.
        today: the day on which it is asked.
        is_held: whether a legal hold is on.
        is_ended: whether the opening was decided, filled or canceled.
    """
    last = max((day for day in records if day is not None), default=None)
    least = plus_months(last, KEEP_MONTHS) if last else None
    free_from = max((day for day in (least, kept_until) if day is not None), default=None)
    if is_held:
        state = "held"
    elif not is_ended:
        state = "open"
    elif free_from is not None and today <= free_from:
        state = "early"
    else:
        state = "free"
    return Retention(state, free_from, last, least)


def tells_of(signs: Iterable[str]) -> Callable[[str], bool]:
    """Return whether a text tells of somebody: by a name or an address as whole words.

    Somebody called Ann is not told of by what was planned.
    """
    parts = sorted({one.strip().casefold() for one in signs} - {""}, key=len, reverse=True)
    if not parts:
        return lambda _text: False
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)")
    return lambda text: found.search(text.casefold()) is not None
