"""Moments as people read them, and in the names of files."""

from __future__ import annotations

from datetime import datetime

from app.domain.calendar import said
from app.host.language import tr


def said_when(at: datetime) -> str:
    """Return a moment in this computer's time, with the month by its name."""
    here = at.astimezone()
    return f"{said(here.date())}, {here:%H:%M}"


def name_for(stem: str, at: datetime) -> str:
    """Return the file name offered for a version of a moment; it says what it is."""
    return tr("{name} as of {when}").format(name=stem, when=f"{at.astimezone():%Y-%m-%d %H.%M}")
