"""When somebody who was chosen begins. Pure."""

from __future__ import annotations

from datetime import date


def first_day(target: date | None, decided_on: date, today: date) -> date:
    """Return the day that is proposed for the first day.

    The day that was wished for, while it is still to come; otherwise today, and never a day before
    the decision.
    """
    if target is not None and target >= max(today, decided_on):
        return target
    return max(today, decided_on)
