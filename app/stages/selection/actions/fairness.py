"""Counting applicants for the fairness sheet, apart from every candidate."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from app.domain.edits import made, the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.selection.records import ApplicantCount, Dimension, Requisition
from app.store.actions import action


@action(N_("Count applicants"))
def add_count(
    session: Session,
    requisition_id: str | None,
    group: str,
    *,
    dimension: Dimension = Dimension.sex,
    counted_on: date | None = None,
    occasion: str = "",
    applicants: int = 0,
    interviewed: int = 0,
    selected: int = 0,
) -> str:
    """Keep how many of a group applied, were interviewed and were selected.

    The numbers come from slips that candidates fill in apart; no name is kept with them.
    """
    if requisition_id is not None:
        the(session, Requisition, requisition_id)
    elif not occasion.strip():
        raise Refused(
            tr("Say for which hires these were counted."),
            remedy=tr("Such as: two summer assemblers."),
        )
    given = {
        "group_label": group,
        "dimension": dimension,
        "counted_on": counted_on,
        "occasion": occasion,
        "applicants": applicants,
        "interviewed": interviewed,
        "selected": selected,
    }
    row = made(ApplicantCount, given, requisition_id=requisition_id)
    session.add(row)
    session.flush()
    return row.id


@action(N_("Change count"))
def change_count(
    session: Session, count_id: str, applicants: int, interviewed: int, selected: int
) -> None:
    """Change the three numbers of a group together, so that they always fit."""
    row = the(session, ApplicantCount, count_id)
    given = {
        "group_label": row.group_label,
        "dimension": row.dimension,
        "counted_on": row.counted_on,
        "occasion": row.occasion,
        "applicants": applicants,
        "interviewed": interviewed,
        "selected": selected,
    }
    fits = made(ApplicantCount, given)
    row.applicants, row.interviewed, row.selected = fits.applicants, fits.interviewed, fits.selected
    session.add(row)
    session.flush()


@action(N_("Remove count"))
def remove_count(session: Session, count_id: str) -> None:
    """Remove a count."""
    session.delete(the(session, ApplicantCount, count_id))
    session.flush()
