"""Rosa's review of the sample client, and the steps that enter it."""

from __future__ import annotations

from datetime import date

from app.domain.outcomes import MeasureKind
from app.stages.review import actions, queries

DOWN, UP = MeasureKind.lower_better, MeasureKind.higher_better

WELDER = (
    ("Welds that hold", 40, "Repairs per 100 welds", DOWN, 6, 3, 2.4, 4),
    ("Fits first time", 35, "Own frames needing no refit", UP, 86, 96, 94, 2),
    ("Ready when promised", 25, "Own jobs complete on day", UP, 81, 95, 96, 3),
)
"""Destination, weight, measure, kind, from, to, reached, leader's rating."""

COMPETENCIES = (
    ("Tell the Truth Early", 4),
    ("Own the Outcome", 3),
    ("Craft Quality", 5),
    ("Grow Others", 3),
    ("Improve Every Day", 4),
)


def kept(session, row):
    session.add(row)
    session.flush()
    return row


def rate_as_in_the_sample(session, review_id):
    """Enter what was reached, write the words, rate, and cite two facts for the 5."""
    view = queries.review(session, review_id)
    for ln, (*_, reached, rating) in zip(view.outcomes, WELDER, strict=True):
        actions.enter_actual(session, ln.measures[0].id, reached, 12)
        actions.write_line(session, ln.id, f"Reached {reached}.")
        actions.rate_line(session, ln.id, rating)
    for ln, (_, rating) in zip(view.competencies, COMPETENCIES, strict=True):
        actions.write_line(session, ln.id, "Seen at the twin test in September.")
        actions.rate_line(session, ln.id, rating)
    for day in (date(2025, 5, 6), date(2025, 9, 9)):
        text = "Measured ten frames of her own accord."
        actions.note_evidence(session, view.competencies[2].id, text, day)
