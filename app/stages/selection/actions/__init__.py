"""What can be done in selection, each a step that can be undone."""

from __future__ import annotations

from app.stages.selection.actions.deciding import agree_rating, decide, hire, withdraw_decision
from app.stages.selection.actions.opening import (
    add_competency,
    add_outcome,
    add_skill,
    add_targets,
    open_requisition,
    remove_criterion,
    remove_requisition,
    set_floor,
    set_rationale,
    set_weight,
    spread_weights,
)
from app.stages.selection.actions.panel import (
    add_candidate,
    add_known_candidate,
    add_panel_member,
    remove_candidate,
    remove_panel_member,
    screen_out,
)
from app.stages.selection.actions.rating import (
    close_as_absent,
    not_asked,
    note_evidence,
    rate,
    reopen_sheet,
    submit_sheet,
)

__all__ = [
    "add_candidate",
    "add_competency",
    "add_known_candidate",
    "add_outcome",
    "add_panel_member",
    "add_skill",
    "add_targets",
    "agree_rating",
    "close_as_absent",
    "decide",
    "hire",
    "not_asked",
    "note_evidence",
    "open_requisition",
    "rate",
    "remove_candidate",
    "remove_criterion",
    "remove_panel_member",
    "remove_requisition",
    "reopen_sheet",
    "screen_out",
    "set_floor",
    "set_rationale",
    "set_weight",
    "spread_weights",
    "submit_sheet",
    "withdraw_decision",
]
