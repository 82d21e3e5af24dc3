"""The questions of a guide and of the bank, as lines of tables."""

from __future__ import annotations

from dataclasses import dataclass

from app.host.language import tr
from app.stages.selection.queries import OfferedQuestion, QuestionRow


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question of the guide in the list."""

    id: str
    number: str
    code: str
    text: str
    minutes: str


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A question of the bank in the list."""

    id: str
    about: str
    text: str
    minutes: str
    uses: str


def question_line(row: QuestionRow) -> QuestionLine:
    """Return a question of the guide as it is listed."""
    return QuestionLine(row.id, row.number, row.criterion.code, row.text, str(row.minutes))


def offered_line(row: OfferedQuestion) -> OfferedLine:
    """Return a question of the bank as it is listed."""
    return OfferedLine(
        id=row.id,
        about=tr("this outcome") if row.id.startswith("stem:") else row.about,
        text=row.text,
        minutes=str(row.minutes),
        uses=str(row.uses) if row.uses else "–",
    )
