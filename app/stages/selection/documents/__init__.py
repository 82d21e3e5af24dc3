"""The papers of selection, from the guide in the room to the packet in the file."""

from __future__ import annotations

from app.stages.selection.documents.comparison import COMPARISON
from app.stages.selection.documents.deciding import DECISION_RECORD, DECISION_RECORD_FOR_LEADER
from app.stages.selection.documents.erasing import ERASURE_RECORD
from app.stages.selection.documents.fairness import (
    FAIRNESS_SHEET,
    ratio_in_words,
    state_in_words,
)
from app.stages.selection.documents.guide import INTERVIEW_GUIDE
from app.stages.selection.documents.handed import HANDED_SHEET
from app.stages.selection.documents.index import FILE_INDEX
from app.stages.selection.documents.letters import INVITATION, NOT_SELECTED, OFFER_ENCLOSURE
from app.stages.selection.documents.packet import PACKETS
from app.stages.selection.documents.reference_guide import REFERENCE_GUIDE
from app.stages.selection.documents.sheets import FILLABLE_SHEET, RATING_SHEET
from app.stages.selection.documents.summary import (
    PANEL_SUMMARY,
    PANEL_SUMMARY_FOR_MANAGER,
    manager_view,
)

__all__ = [
    "COMPARISON",
    "DECISION_RECORD",
    "DECISION_RECORD_FOR_LEADER",
    "DELIVERABLES",
    "ERASURE_RECORD",
    "FAIRNESS_SHEET",
    "FILE_INDEX",
    "FILLABLE_SHEET",
    "HANDED_SHEET",
    "INTERVIEW_GUIDE",
    "INVITATION",
    "NOT_SELECTED",
    "OFFER_ENCLOSURE",
    "PACKETS",
    "PANEL_SUMMARY",
    "PANEL_SUMMARY_FOR_MANAGER",
    "RATING_SHEET",
    "REFERENCE_GUIDE",
    "manager_view",
    "ratio_in_words",
    "state_in_words",
]

DELIVERABLES = (
    *(INTERVIEW_GUIDE, RATING_SHEET, FILLABLE_SHEET, HANDED_SHEET),
    *(PANEL_SUMMARY, PANEL_SUMMARY_FOR_MANAGER, COMPARISON),
    *(DECISION_RECORD, DECISION_RECORD_FOR_LEADER, FILE_INDEX, FAIRNESS_SHEET, ERASURE_RECORD),
    *(REFERENCE_GUIDE, INVITATION, OFFER_ENCLOSURE, NOT_SELECTED),
)
