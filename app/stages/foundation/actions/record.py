"""What is put on record: evidence, readings of measures, lines of the old-and-new sheet."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.domain.evidence import Evidence, EvidenceSign, Visibility
from app.domain.ids import (
    CompetencyId,
    EvidenceId,
    MeasureId,
    MeasureValueId,
    OutcomeId,
    PersonId,
    PositionId,
)
from app.domain.outcomes import Measure, MeasureValue, Outcome
from app.domain.people import Person, Position
from app.domain.values import Competency
from app.host.language import N_, tr
from app.stages.foundation.actions.rows import kept, next_sort, remove_unless_cited
from app.stages.foundation.records import TaskLine
from app.store.actions import action


@action(N_("Add evidence"))
def add_evidence(
    session: Session,
    person: PersonId,
    happened_on: date,
    text: str,
    *,
    outcome: OutcomeId | None = None,
    competency: CompetencyId | None = None,
    sign: EvidenceSign = EvidenceSign.neutral,
    author: str = "",
    visibility: Visibility = Visibility.leader,
) -> EvidenceId:
    """Note one dated fact about a person and one outcome or one competency.

    Raises:
        Refused: when it points at none or at both.
    """
    the(session, Person, person)
    if (outcome is None) == (competency is None):
        raise Refused(
            tr("A fact belongs to one outcome or to one competency."),
            remedy=tr("Choose exactly one of them."),
        )
    if outcome is not None:
        the(session, Outcome, outcome)
    if competency is not None:
        the(session, Competency, competency)
    given = {
        "happened_on": happened_on,
        "text": text,
        "sign": sign,
        "author": author,
        "visibility": visibility,
    }
    row = made(Evidence, given, person_id=person, outcome_id=outcome, competency_id=competency)
    return EvidenceId(kept(session, row).id)


@action(N_("Remove evidence"))
def remove_evidence(session: Session, evidence: EvidenceId) -> None:
    """Remove a fact. Refused while another record cites it."""
    refusal = Refused(tr("Another record cites this fact."), remedy=tr("Remove it there first."))
    remove_unless_cited(session, the(session, Evidence, evidence), refusal)


@action(N_("Add reading"))
def add_measure_value(
    session: Session,
    measure: MeasureId,
    period_end: date,
    value: float,
    *,
    person: PersonId | None = None,
    note: str = "",
) -> MeasureValueId:
    """Note a reading of a measure, for a person or for the whole position.

    Raises:
        Refused: when there is a reading for that day already.
    """
    row = the(session, Measure, measure)
    if person is not None:
        the(session, Person, person)
    asked = select(MeasureValue).where(MeasureValue.measure_id == measure)
    asked = asked.where(MeasureValue.period_end == period_end, MeasureValue.person_id == person)
    if session.exec(asked).first():
        raise Refused(
            tr("“{name}” has a reading for that day already.").format(name=row.name),
            remedy=tr("Change that one."),
        )
    given = {"period_end": period_end, "value": value, "note": note}
    reading = made(MeasureValue, given, measure_id=measure, person_id=person)
    return MeasureValueId(kept(session, reading).id)


@action(N_("Remove reading"))
def remove_measure_value(session: Session, reading: MeasureValueId) -> None:
    """Remove a reading that was entered by mistake."""
    refusal = Refused(tr("Another record rests on this reading."))
    remove_unless_cited(session, the(session, MeasureValue, reading), refusal)


@action(N_("Add line"))
def add_task_line(session: Session, position: PositionId, task: str, outcome: str = "") -> str:
    """Add a line to a position's old-and-new sheet."""
    the(session, Position, position)
    lines = session.exec(select(TaskLine).where(TaskLine.position_id == position)).all()
    row = made(
        TaskLine,
        {"task": task, "outcome": outcome},
        position_id=position,
        sort=next_sort(lines),
    )
    return kept(session, row).id


@action(N_("Remove line"))
def remove_task_line(session: Session, line: str) -> None:
    """Remove a line of the old-and-new sheet."""
    row = the(session, TaskLine, line)
    remove_unless_cited(session, row, Refused(tr("Another record rests on this line.")))
