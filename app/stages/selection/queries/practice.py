"""How a panel rated a practice answer, to find one measure before it meets anybody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from app.stages.selection import rules
from app.stages.selection.queries.openings import panel
from app.stages.selection.records import Practice, PracticeRating


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """What one panel member gave; None while no number was shown."""

    member_id: str
    name: str
    score: int | None


@dataclass(frozen=True, slots=True)
class PracticeView:
    """The practice of a panel.

    Attributes:
        id: which; empty before it began.
        rows: the raters in their order.
        agreement: how far they agree (CALC-2); None until everybody has shown a number.
        talk: whether they lie so far apart that they talk about it.
    """

    id: str
    rows: tuple[PracticeRow, ...]
    agreement: rules.Agreement | None
    talk: bool


def practice(session: Session, requisition_id: str) -> PracticeView:
    """Return the practice of the panel of an opening."""
    held = session.exec(select(Practice).where(Practice.requisition_id == requisition_id)).first()
    given: dict[str, int] = {}
    if held is not None:
        found = select(PracticeRating).where(PracticeRating.practice_id == held.id)
        given = {row.panel_member_id: row.score for row in session.exec(found)}
    raters = [member for member in panel(session, requisition_id) if member.rates]
    rows = tuple(PracticeRow(one.id, one.name, given.get(one.id)) for one in raters)
    scores = [row.score for row in rows if row.score is not None]
    is_whole = len(scores) == len(rows) and len(scores) > 1
    agreed = rules.agreement(scores) if is_whole else None
    talk = agreed is not None and agreed.spread >= rules.TALK_RANGE
    return PracticeView(held.id if held else "", rows, agreed, talk)
