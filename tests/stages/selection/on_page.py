"""Ways around the Selection tab that its tests share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.stages.selection import actions, queries
from app.stages.selection.page import (
    ComparePart,
    RatePart,
    SelectionPage,
    SheetPart,
)
from app.stages.selection.page.compare import AgreementPart, PanelTalkPart, RankingPart
from app.ui import dialogs
from tests.stages.using import opened

if TYPE_CHECKING:
    from app.ui.desk import Desk


def everything_said(widget: QWidget) -> str:
    """Return every text a person or a screen reader could find under a widget."""
    said = []
    for one in [widget, *widget.findChildren(QWidget)]:
        said += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, QLabel | QLineEdit):
            said.append(one.text())
        if isinstance(one, QPlainTextEdit):
            said.append(one.toPlainText())
    return "\n".join(said)


def first_opening(desk: Desk) -> queries.RequisitionRow:
    """Return REQ-1 of the sample."""
    return next(row for row in desk.read(queries.requisitions) if row.number == "REQ-1")


def draft_opening(desk: Desk) -> tuple[str, str]:
    """Open a requisition whose guide is still being written; return it and its candidate."""
    opening, candidate, _ = new_opening(desk, lock=False)
    need = desk.read(queries.day_one_needs, candidate)[0]
    desk.do(actions.answer_need, candidate, need, is_met=False)
    return opening, candidate


def midway_opening(desk: Desk) -> tuple[str, dict[str, str]]:
    """Open a requisition whose first candidate is revealed and whose others still wait.

    Returns:
        The opening, and its candidates by name.
    """
    opening, first, members = new_opening(desk)
    found = {"Amara Okafor": first}
    for name in ("Bo Tran", "Chidi Obi", "Dara Kelly", "Ewa Nowak", "Femi Ade", "Gil Sato"):
        found[name] = desk.do(actions.add_candidate, opening, name) or ""
    for place, member in enumerate(members):
        for line in desk.read(queries.sheet, first, member).lines:
            desk.do(actions.rate, first, member, line.id, 5 - 2 * place)
        desk.do(actions.submit_sheet, first, member)
    desk.do(actions.reveal, first)
    return opening, found


def new_opening(desk: Desk, *, questions: int = 4, lock: bool = True) -> tuple[str, str, list[str]]:
    """Open a requisition with four criteria, a locked guide, a panel of two and a candidate."""
    position = desk.read(queries.positions_to_fill)[0][0]
    opening = desk.do(actions.open_requisition, position, date(2025, 9, 1))
    assert opening
    for target in desk.read(queries.targets, opening)[:4]:
        is_outcome = target.kind.value == "outcome"
        add = actions.add_outcome if is_outcome else actions.add_competency
        desk.do(add, opening, target.id)
    desk.do(actions.spread_weights, opening)
    for criterion in desk.read(queries.criteria, opening):
        desk.do(actions.set_rationale, criterion.id, "The job is to arrive at it.")
    judged = desk.read(queries.criteria, opening)
    for place in range(questions):
        criterion = judged[place % 4]
        desk.do(actions.add_question, criterion.id, f"Tell us about: {criterion.name} ({place})")
    guide = desk.read(queries.requisition, opening).guide_id
    if lock:
        desk.do(actions.lock_guide, guide, date(2025, 9, 2))
    people = desk.read(queries.colleagues)[:2]
    members = [desk.do(actions.add_panel_member, opening, person) or "" for person, _ in people]
    candidate = desk.do(actions.add_candidate, opening, "Amara Okafor") or ""
    return opening, candidate, members


def sheet_part(page: SelectionPage, candidate: str, member: str, pin: str = "") -> SheetPart:
    """Let a rater sit down before the sheet on a candidate."""
    part = opened(page.sections, "rate", RatePart)
    part.table.select(candidate)
    dialogs.answers.give("ask_pin", pin)
    part.begin(member)
    return part.sheet


def ranking(page: SelectionPage) -> RankingPart:
    """Open the candidates in bands."""
    return opened(opened(page.sections, "compare", ComparePart).parts, "ranking", RankingPart)


def talk(page: SelectionPage) -> PanelTalkPart:
    """Open what the panel said about one candidate."""
    return opened(opened(page.sections, "compare", ComparePart).parts, "panel", PanelTalkPart)


def agreement(page: SelectionPage) -> AgreementPart:
    """Open how far the panel agrees."""
    parts = opened(page.sections, "compare", ComparePart).parts
    return opened(parts, "agreement", AgreementPart)


def revealed_opening(desk: Desk) -> tuple[str, str]:
    """Return an opening with eight questions and a candidate whose two sheets are revealed."""
    opening, candidate, members = new_opening(desk, questions=8)
    for place, member in enumerate(members):
        for line in desk.read(queries.sheet, candidate, member).lines:
            desk.do(actions.rate, candidate, member, line.id, 5 - 2 * place)
            desk.do(actions.note_evidence, candidate, member, line.id, f"Said {place}")
        desk.do(actions.submit_sheet, candidate, member)
    desk.do(actions.reveal, candidate)
    return opening, candidate
