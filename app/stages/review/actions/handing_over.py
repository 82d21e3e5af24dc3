"""Locking the draft, the talk, the destination and the acknowledgement."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from app.domain.edits import made, refuse_frozen, revise, the
from app.domain.errors import Refused
from app.host.language import N_, tr
from app.stages.review import queries
from app.stages.review.records import (
    FINAL_STATES,
    OPEN_STATES,
    AcknowledgedBy,
    Acknowledgement,
    Review,
    ReviewStatus,
)
from app.store.actions import action

SAID_GAPS = 3
"""So many things that are missing fit into one refusal; the page lists them all."""


@action(N_("Set destination"))
def set_destination(session: Session, review_id: str, text: str) -> None:
    """Write the person's destination for the next year."""
    revise(session, Review, review_id, "destination", text)
    session.flush()


@action(N_("Lock draft"))
def lock_draft(session: Session, review_id: str) -> None:
    """Lock the leader's draft; from then on the self-look can be seen beside it.

    Every line is rated or says why not, and ratings of 1 and 5 rest on enough evidence.
    """
    row = the(session, Review, review_id)
    if row.status not in OPEN_STATES:
        raise Refused(tr("The draft of this review is locked."))
    gaps = queries.gaps(session, review_id)
    if gaps:
        raise Refused(" ".join(gaps[:SAID_GAPS]), remedy=tr("Then lock the draft."))
    _move(session, row, ReviewStatus.drafted)


@action(N_("Open draft again"))
def reopen_draft(session: Session, review_id: str) -> None:
    """Open a locked draft again, as long as it was not acknowledged."""
    row = the(session, Review, review_id)
    refuse_frozen(session, row)
    _move(session, row, ReviewStatus.draft_open)


@action(N_("Leave unreviewed"))
def not_reviewed(session: Session, review_id: str, reason: str) -> None:
    """Close a review that will not be held, with the reason."""
    if not reason.strip():
        raise Refused(tr("Say why there is no review."))
    revise(session, Review, review_id, "not_reviewed_reason", reason)
    _move(session, the(session, Review, review_id), ReviewStatus.not_reviewed)


@action(N_("Hold talk"))
def hold_talk(
    session: Session,
    review_id: str,
    held_on: date,
    *,
    person_said: str = "",
    leader_promises: str = "",
) -> None:
    """Keep that the talk was held, what the person said and what the leader will do."""
    row = the(session, Review, review_id)
    _refuse_undrafted(row)
    for field, value in (
        ("held_on", held_on),
        ("person_said", person_said or row.person_said),
        ("leader_promises", leader_promises or row.leader_promises),
    ):
        revise(session, Review, review_id, field, value)
    _move(session, row, ReviewStatus.held)


@action(N_("Acknowledge review"))
def acknowledge(
    session: Session,
    review_id: str,
    acknowledged_on: date,
    *,
    method: AcknowledgedBy = AcknowledgedBy.paper,
    comment: str = "",
    declined: bool = False,
    witness: str = "",
) -> None:
    """Keep that the person received the review and talked about it, or declined to say so."""
    row = the(session, Review, review_id)
    refuse_frozen(session, row)
    _refuse_undrafted(row)
    if row.held_on is not None and acknowledged_on < row.held_on:
        raise Refused(
            tr("This day lies before the talk."), remedy=tr("Choose the day after it, or later.")
        )
    given = {
        "acknowledged_on": acknowledged_on,
        "method": method,
        "person_comment": comment,
        "declined": declined,
        "witness": witness,
    }
    session.add(made(Acknowledgement, given, review_id=review_id))
    _move(session, row, ReviewStatus.acknowledged)


@action(N_("Close review"))
def close_review(session: Session, review_id: str) -> None:
    """Close an acknowledged review; it needs a destination for the next year."""
    row = the(session, Review, review_id)
    if row.status is not ReviewStatus.acknowledged:
        raise Refused(
            tr("This review has not been acknowledged."), remedy=tr("Acknowledge it first.")
        )
    if not row.destination.strip():
        raise Refused(
            tr("The development page is blank."),
            remedy=tr("Take the acknowledgement back and write the destination."),
        )
    _move(session, row, ReviewStatus.closed)


@action(N_("Take acknowledgement back"))
def withdraw_acknowledgement(session: Session, review_id: str) -> None:
    """Take an acknowledgement back that was entered too early."""
    row = the(session, Review, review_id)
    found = queries.acknowledgement_of(session, review_id)
    if found is None or row.status is ReviewStatus.closed:
        raise Refused(tr("There is no acknowledgement to take back."))
    session.delete(found)
    _move(session, row, ReviewStatus.held if row.held_on else ReviewStatus.drafted)


def _refuse_undrafted(row: Review) -> None:
    if row.status in OPEN_STATES:
        raise Refused(
            tr("The draft of this review is still open."), remedy=tr("Lock the draft first.")
        )
    if row.status in FINAL_STATES:
        raise Refused(tr("This review is finished and stays as it is."))


def _move(session: Session, row: Review, status: ReviewStatus) -> None:
    row.status = status
    session.add(row)
    session.flush()
