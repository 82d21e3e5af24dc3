"""Moments: what one stage did that another stage may answer, in the same step.

An action says ``announce(session, Hired(...))``; a stage's manifest names the moments it
answers. The answers run inside the same unit of work, so one undo takes everything back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlmodel import Session

from app.domain.ids import JobDescriptionId, PersonId, PositionId

_KEY = "moments"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened and that another stage may answer."""


@dataclass(frozen=True, slots=True)
class Hired(Moment):
    """A candidate became a person in a position."""

    person_id: PersonId
    position_id: PositionId
    start_date: date | None


@dataclass(frozen=True, slots=True)
class JobAdopted(Moment):
    """A version of a job description was adopted."""

    job_description_id: JobDescriptionId


def announce(session: Session, moment: Moment) -> None:
    """Announce a moment; it is answered before the unit of work ends."""
    cast("list[Moment]", session.info.setdefault(_KEY, [])).append(moment)


def take(session: Session) -> tuple[Moment, ...]:
    """Take the moments announced so far, oldest first, and forget them."""
    return tuple(cast("list[Moment]", session.info.pop(_KEY, [])))
