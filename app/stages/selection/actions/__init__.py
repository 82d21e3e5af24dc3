"""What can be done in selection, each a step that can be undone."""

from __future__ import annotations

from app.stages.selection.actions.assessing import add_assessment, remove_assessment
from app.stages.selection.actions.bank import (
    add_own_question,
    fill_words,
    remove_own_question,
    take_question,
)
from app.stages.selection.actions.deciding import agree_rating, decide, hire, withdraw_decision
from app.stages.selection.actions.erasing import erase_records
from app.stages.selection.actions.fairness import add_count, change_count, remove_count
from app.stages.selection.actions.guide import (
    add_question,
    drop_question,
    lock_findings,
    lock_guide,
    move_question,
    new_version,
    pilot_guide,
    remove_question,
    restore_question,
    unlock_guide,
)
from app.stages.selection.actions.importing import import_candidates
from app.stages.selection.actions.meeting import plan_interview, reveal
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
    set_pin,
)
from app.stages.selection.actions.practice import begin_practice, end_practice, rate_practice
from app.stages.selection.actions.rating import (
    close_as_absent,
    not_asked,
    note_evidence,
    rate,
    reopen_sheet,
    submit_sheet,
)
from app.stages.selection.actions.returned import take_sheets
from app.stages.selection.actions.screening import (
    answer_all_met,
    answer_need,
    attach_papers,
    remove_papers,
    screen_in,
    set_apart,
)

__all__ = [
    "add_assessment",
    "add_candidate",
    "add_competency",
    "add_count",
    "add_known_candidate",
    "add_outcome",
    "add_own_question",
    "add_panel_member",
    "add_question",
    "add_skill",
    "add_targets",
    "agree_rating",
    "answer_all_met",
    "answer_need",
    "attach_papers",
    "begin_practice",
    "change_count",
    "close_as_absent",
    "decide",
    "drop_question",
    "end_practice",
    "erase_records",
    "fill_words",
    "hire",
    "import_candidates",
    "lock_findings",
    "lock_guide",
    "move_question",
    "new_version",
    "not_asked",
    "note_evidence",
    "open_requisition",
    "pilot_guide",
    "plan_interview",
    "rate",
    "rate_practice",
    "remove_assessment",
    "remove_candidate",
    "remove_count",
    "remove_criterion",
    "remove_own_question",
    "remove_panel_member",
    "remove_papers",
    "remove_question",
    "remove_requisition",
    "reopen_sheet",
    "restore_question",
    "reveal",
    "screen_in",
    "screen_out",
    "set_apart",
    "set_floor",
    "set_pin",
    "set_rationale",
    "set_weight",
    "spread_weights",
    "submit_sheet",
    "take_question",
    "take_sheets",
    "unlock_guide",
    "withdraw_decision",
]
