"""What can be done in the review, each a step that can be undone."""

from __future__ import annotations

from app.stages.review.actions.cycles import remove_cycle, remove_review, start_cycle, start_review
from app.stages.review.actions.drafting import (
    cite_evidence,
    enter_actual,
    enter_milestone,
    enter_self_look,
    not_rated,
    note_evidence,
    rate_line,
    revise_line,
    suggest,
    take_readings,
    uncite_evidence,
    write_line,
)
from app.stages.review.actions.handing_over import (
    acknowledge,
    close_review,
    hold_talk,
    lock_draft,
    not_reviewed,
    reopen_draft,
    set_destination,
    withdraw_acknowledgement,
)

__all__ = [
    "acknowledge",
    "cite_evidence",
    "close_review",
    "enter_actual",
    "enter_milestone",
    "enter_self_look",
    "hold_talk",
    "lock_draft",
    "not_rated",
    "not_reviewed",
    "note_evidence",
    "rate_line",
    "remove_cycle",
    "remove_review",
    "reopen_draft",
    "revise_line",
    "set_destination",
    "start_cycle",
    "start_review",
    "suggest",
    "take_readings",
    "uncite_evidence",
    "withdraw_acknowledgement",
    "write_line",
]
