"""Days and months as people say them. A month is always named, so that 04/05 raises no doubt."""

from __future__ import annotations

import calendar
from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def said(day: date | None) -> str:
    """Return a day with its month named, such as ``March 4, 2025``; a dash for none."""
    return "–" if day is None else f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def said_short(day: date | None) -> str:
    """Return a day for a table, such as ``Mar 4, 2025``; a dash for none."""
    return "–" if day is None else f"{_MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def plus_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of a shorter month."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def months_between(start: date, end: date) -> float:
    """Return how many months lie between two days, to a tenth; negative when reversed."""
    whole = (end.year - start.year) * 12 + end.month - start.month
    return round(whole + (end.day - start.day) / 30.4375, 1)


def engagement_month(start: date, day: date) -> int:
    """Return which month of the engagement a day falls in; the first is 1."""
    whole = (day.year - start.year) * 12 + day.month - start.month
    return whole + (1 if day.day >= start.day else 0)
