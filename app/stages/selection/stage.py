"""Selection: from an open position to a defensible hiring decision."""

from __future__ import annotations

from app.host.language import N_
from app.stages.selection import documents, queries
from app.stages.selection.page import SelectionPage
from app.stages.selection.records import TABLES, Requisition
from app.stages.stage import Stage

STAGE = Stage(
    key="selection",
    number=1,
    title=N_("Selection"),
    sentence=N_("Finding the RIGHT people, by the outcomes of the job."),
    icon="user-search",
    tables=TABLES,
    page=SelectionPage,
    how_far=queries.how_far,
    turns_on=(Requisition,),
    deliverables=documents.DELIVERABLES,
    packets=documents.PACKETS,
    instruments=("questions", "wording"),
    sealed=queries.sealed_rows,
    takes=(".pdf",),
)
