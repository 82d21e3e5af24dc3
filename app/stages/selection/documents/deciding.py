"""The record of the decision in two copies: for the file, and for the hiring leader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Block,
    Column,
    Confidentiality,
    Document,
    Heading,
    KeepTogether,
    Table,
)
from app.domain.calendar import said
from app.host.language import N_, tr
from app.stages.selection import queries
from app.stages.selection.documents.passages import (
    apart,
    bands,
    decided,
    head,
    judged_by,
    left_out,
    missing,
    seals,
    signed,
    sums,
    talked,
)
from app.stages.selection.documents.shared import page, requisition_subjects, thin
from app.stages.selection.documents.summary import summaries_of
from app.stages.selection.documents.withheld import (
    Unnamed,
    compared_without_raters,
    decisions_without_raters,
    in_codes,
    unnamed,
    without_raters,
)
from app.stages.selection.queries import Comparison, PanelSummary


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the guide and why it was begun."""

    number: int
    locked_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What was decided and everything it rests on.

    `names_raters` says whether this copy may tell who rated and who broke a seal.
    """

    reference: str
    comparison: Comparison
    candidates: tuple[PanelSummary, ...]
    decisions: tuple[queries.DecisionRow, ...]
    dropped: tuple[queries.DroppedRow, ...]
    apart: tuple[queries.OutOfPlay, ...]
    versions: tuple[Version, ...]
    weighed: str
    thin: str
    names_raters: bool


def decision_view(session: Session, requisition_id: str) -> DecisionView:
    """Read what was decided and what it rests on."""
    found = queries.comparison(session, requisition_id)
    guides = queries.guides(session, requisition_id)
    summaries = summaries_of(session, found)
    view = DecisionView(
        reference=reference(session),
        comparison=found,
        candidates=summaries,
        decisions=queries.decisions(session, requisition_id),
        dropped=queries.dropped(session, requisition_id),
        apart=queries.out_of_play(session, requisition_id),
        versions=tuple(Version(one.version, one.locked_on, one.change_reason) for one in guides),
        weighed=guides[0].weights_reason,
        thin=thin(summaries),
        names_raters=True,
    )
    return in_codes(session, requisition_id, view)


def leader_decision_view(session: Session, requisition_id: str) -> DecisionView:
    """Read the same without anything by which a rater could be told."""
    view = decision_view(session, requisition_id)
    told = unnamed(view.comparison, view.candidates)
    return replace(
        view,
        comparison=_criteria_told(compared_without_raters(view.comparison), told),
        candidates=tuple(without_raters(one, told) for one in view.candidates),
        decisions=decisions_without_raters(view.decisions, told),
        dropped=tuple(replace(one, reason=told(one.reason)) for one in view.dropped),
        apart=tuple(replace(one, reason=told.said(one.reason)) for one in view.apart),
        versions=tuple(replace(one, reason=told(one.reason)) for one in view.versions),
        weighed=told(view.weighed),
        names_raters=False,
    )


def _criteria_told(comparison: Comparison, told: Unnamed) -> Comparison:
    """Return a comparison whose reasons for the criteria name no rater."""
    criteria = (replace(one, rationale=told(one.rationale)) for one in comparison.criteria)
    return replace(comparison, criteria=tuple(criteria))


def compose_decision(view: DecisionView) -> Document:
    """Compose the record: the decision first, then everything it rests on."""
    comparison = view.comparison
    blocks: list[Block] = [head(comparison), *missing(comparison), *decided(view.decisions)]
    blocks += [*bands(comparison), *seals(view.candidates), *left_out(view.dropped)]
    blocks += talked(view.candidates, reasons=view.names_raters)
    blocks += sums(comparison, view.candidates)
    blocks += judged_by(comparison, reasons=True, weighed=view.weighed)
    blocks += [*apart(view.apart), *_versions(view.versions)]
    # whoever signs has something above the line on the same page
    hands = signed(view.decisions, comparison.requisition.hiring_leader)
    blocks[-1] = KeepTogether((blocks[-1], *hands))
    kind = tr("Decision record")
    if not view.names_raters:
        kind = tr("Decision record for the hiring leader")
    draft = bool(comparison.missing) or not view.decisions
    return page(view.reference, comparison.requisition, kind, blocks, draft=draft, notice=view.thin)


def _versions(versions: tuple[Version, ...]) -> list[Block]:
    """Return the versions of the guide where there was more than one."""
    if len(versions) < 2:
        return []
    rows = tuple(
        (
            tr("Version {n}").format(n=one.number),
            said(one.locked_on) if one.locked_on else tr("not locked"),
            one.reason or "–",
        )
        for one in versions
    )
    columns = (Column(tr("Guide"), 2), Column(tr("Locked on"), 2), Column(tr("Begun because"), 7))
    return [Heading(tr("Versions of the guide"), 2), Table(columns, rows)]


DECISION_RECORD = Deliverable(
    key="decision-record",
    title=N_("Decision record"),
    audience=Audience.hiring_panel,
    collect=decision_view,
    compose=compose_decision,
    subjects=requisition_subjects,
    description=N_("What was decided, why, and every number it rests on."),
    confidentiality=Confidentiality.personal,
)

DECISION_RECORD_FOR_LEADER = Deliverable(
    key="decision-record-hiring-leader",
    title=N_("Decision record for the hiring leader"),
    audience=Audience.hiring_manager,
    collect=leader_decision_view,
    compose=compose_decision,
    subjects=requisition_subjects,
    description=N_("The same record without a rater's name and without a single score."),
    confidentiality=Confidentiality.personal,
)
