"""Rating sheets that come back as PDF, beside what the engagement knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, select

from app.domain.edits import the
from app.intake.several import FormRead
from app.stages.selection import rules
from app.stages.selection.queries.comparing import OUT_OF_PLAY
from app.stages.selection.queries.openings import PanelRow, called, panel
from app.stages.selection.queries.questions import questions_of
from app.stages.selection.queries.sheets import is_revealed, ratings, sheet_of
from app.stages.selection.records import (
    Candidate,
    Decision,
    Guide,
    Requisition,
    guide_in_force,
)
from app.stages.selection.rules import Finding, Known, KnownQuestion, Mark
from app.store.schema import own_name


def sheet_mark(session: Session, candidate_id: str, member_id: str) -> Mark:
    """Return what a sheet made now carries, to be known again when it comes back."""
    opening = the(session, Requisition, the(session, Candidate, candidate_id).requisition_id)
    guide = guide_in_force(session, opening.id)
    return Mark(
        engagement=own_name(session),
        requisition=opening.number,
        guide_id=guide.id,
        guide_version=guide.version,
        candidate_id=candidate_id,
        member_id=member_id,
        questions=rules.sum_of([one.id for one in questions_of(session, guide.id)]),
    )


def findings(session: Session, files: Sequence[FormRead]) -> tuple[Finding, ...]:
    """Return what is to be said of each file, in their order."""
    return rules.without_doubles([_finding(session, one) for one in files])


def _finding(session: Session, file: FormRead) -> Finding:
    return replace(_judged(session, file), name=file.name)


def _judged(session: Session, file: FormRead) -> Finding:
    if file.refused:
        return rules.unread(file.refused, file.remedy)
    mark = rules.read_mark(file.fields.get(rules.MARK) or "")
    if mark is None:
        return rules.unmarked(file.fields)
    if mark.engagement != own_name(session):
        return rules.of_another(mark)
    return rules.judge(mark, file.fields, _known(session, mark))


def _known(session: Session, mark: Mark) -> Known:
    """Return what the engagement knows of the pair that a mark names."""
    meant = session.get(Guide, mark.guide_id)
    if meant is None:
        return Known()
    guide = guide_in_force(session, meant.requisition_id)
    known = Known(
        guide_id=guide.id,
        guide_version=guide.version,
        questions=tuple(
            KnownQuestion(one.id, one.number, one.dropped_reason)
            for one in questions_of(session, guide.id)
        ),
    )
    candidate = session.get(Candidate, mark.candidate_id)
    raters = {one.id: one for one in panel(session, meant.requisition_id)}
    member = raters.get(mark.member_id)
    if candidate is None or candidate.requisition_id != meant.requisition_id:
        return known
    known = replace(known, candidate=called(session, candidate))
    if member is None:
        return known
    return _with_sheet(session, replace(known, member=member.name), candidate, member)


def _with_sheet(session: Session, known: Known, candidate: Candidate, member: PanelRow) -> Known:
    """Add how far the pair's own sheet is; nothing that is in it."""
    found = sheet_of(session, candidate.id, member.id)
    given = ratings(session, found.id).values() if found else ()
    decided = select(Decision.id).where(Decision.candidate_id == candidate.id)
    return replace(
        known,
        in_play=candidate.stage not in OUT_OF_PLAY,
        decided=session.exec(decided).first() is not None,
        rates=member.rates,
        absent=bool(found and found.absent_reason),
        handed_over=bool(found and found.submitted_at),
        begun=any(
            one.score is not None or one.not_asked_reason or one.evidence_note for one in given
        ),
        revealed=is_revealed(session, candidate.id),
    )
