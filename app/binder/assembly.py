"""The binder's parts, asked of every stage in the order of the tabs."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, select

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience
from app.deliverables.document import Cover, Document
from app.deliverables.figures import RoadState
from app.deliverables.parts import Part
from app.domain.calendar import plus_months, said
from app.domain.engagement import Client, Engagement
from app.host.language import N_, tr
from app.stages import STAGES

EDITIONS: Mapping[str, Audience] = {
    "owner": Audience.owner,
    "leader": Audience.leader,
    "person": Audience.person,
}
"""For whom each edition is made."""

EDITION_NAMES: Mapping[str, str] = {
    "owner": N_("Owner's edition"),
    "leader": N_("Leader's edition"),
    "person": N_("Personal edition"),
}
"""What each edition is called."""


def binder_of(session: Session, edition: str) -> tuple[Document, tuple[Part, ...]]:
    """Return the cover and the parts of an edition; a tab without pages is left out.

    Args:
        session: reads the file.
        edition: a key of `EDITIONS`.
    """
    audience = EDITIONS[edition]
    tabs = sorted((tab for stage in STAGES for tab in stage.binder), key=lambda tab: tab.tab)
    road = _road(session)
    numbers = {tab.tab: stage.number or 0 for stage in STAGES for tab in stage.binder}
    parts = (
        Part(
            tab.tab,
            tr(tab.title),
            tr(tab.sentence),
            tab.pages(session, audience),
            road=road,
            stage=numbers[tab.tab],
        )
        for tab in tabs
    )
    return _cover(session, edition, road), tuple(part for part in parts if part.documents)


def _road(session: Session) -> tuple[RoadState, ...]:
    """Return how far each of the seven stages has come; one that is not built yet is ahead."""
    come = {stage.number: stage.how_far(session) for stage in STAGES if stage.number}
    return tuple(come.get(number, "ahead") for number in range(1, 8))


def _cover(session: Session, edition: str, road: tuple[RoadState, ...]) -> Document:
    """Return the cover: whose binder it is, for which time, and which edition."""
    client = session.exec(select(Client)).first()
    engagement = session.exec(select(Engagement)).first()
    lines = [tr(EDITION_NAMES[edition])]
    method = engagement.method_name if engagement else ""
    if engagement and engagement.start_date:
        last = plus_months(engagement.start_date, engagement.planned_months)
        lines.append(f"{said(engagement.start_date)} – {said(last)}")
    title = client.name if client else tr("The binder")
    cover = Cover(title, (engagement.title if engagement else "") or method, tuple(lines), road)
    return Document(tr("Performance review binder"), (cover,), reference=reference(session))
