"""Views of the client, its values and its competencies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.domain.engagement import Client, Consultant, Engagement, EngagementStatus, Paper
from app.domain.values import Anchor, Competency, Scope, ValueItem
from app.stages.foundation.rules import (
    CompetencyFacts,
    Finding,
    ValueFacts,
    competency_findings,
    value_findings,
)
from app.stages.foundation.rules.culture import LEVELS
from app.store import attachments


@dataclass(frozen=True, slots=True)
class ClientView:
    """The client, the engagement and the consultant on one page; fields as in their records."""

    client_id: str
    name: str
    legal_name: str
    industry: str
    headcount: int | None
    logo: str
    accent_color: str
    purpose: str
    distinctiveness: str
    circle_passion: str
    circle_best: str
    circle_engine: str
    engine_measure: str
    one_big_thing: str
    story_of_best: str
    engagement_id: str
    title: str
    reference: str
    method_name: str
    start_date: date | None
    planned_months: int
    status: EngagementStatus
    paper: Paper
    credit_line: str
    consultant_id: str
    consultant_name: str
    firm: str


def logo_of(session: Session, model: type[Client] | type[Consultant]) -> bytes | None:
    """Return the logo of the client or the consultant as PNG, where there is one."""
    name = session.exec(select(model.logo)).first()
    found = attachments.get(session, name) if name else None
    return found.content if found else None


def client_facts(session: Session) -> ClientView | None:
    """Return what is known of the client and the engagement; None in a file without a client."""
    client = session.exec(select(Client).order_by(col(Client.created_at))).first()
    engagement = session.exec(select(Engagement).order_by(col(Engagement.created_at))).first()
    consultant = session.exec(select(Consultant).order_by(col(Consultant.created_at))).first()
    if client is None or engagement is None or consultant is None:
        return None
    return ClientView(
        client_id=client.id,
        name=client.name,
        legal_name=client.legal_name,
        industry=client.industry,
        headcount=client.headcount,
        logo=client.logo,
        accent_color=client.accent_color,
        purpose=client.purpose,
        distinctiveness=client.distinctiveness,
        circle_passion=client.circle_passion,
        circle_best=client.circle_best,
        circle_engine=client.circle_engine,
        engine_measure=client.engine_measure,
        one_big_thing=client.one_big_thing,
        story_of_best=client.story_of_best,
        engagement_id=engagement.id,
        title=engagement.title,
        reference=engagement.reference,
        method_name=engagement.method_name,
        start_date=engagement.start_date,
        planned_months=engagement.planned_months,
        status=engagement.status,
        paper=engagement.paper,
        credit_line=engagement.credit_line,
        consultant_id=consultant.id,
        consultant_name=consultant.name,
        firm=consultant.firm,
    )


def values(session: Session) -> tuple[ValueFacts, ...]:
    """Return the values in their order."""
    rows = session.exec(select(ValueItem).order_by(col(ValueItem.sort), col(ValueItem.name)))
    return tuple(
        ValueFacts(
            name=row.name,
            meaning=row.meaning,
            seen_when=row.seen_when,
            not_seen_when=row.not_seen_when,
            story=row.story,
            status=row.status,
            adopted_on=row.adopted_on,
            version=row.version,
            id=row.id,
        )
        for row in rows
    )


def findings_for_values(session: Session) -> tuple[Finding, ...]:
    """Return what the values should be looked at again for."""
    return value_findings(values(session))


def competencies(session: Session, scope: Scope | None = None) -> tuple[CompetencyFacts, ...]:
    """Return the competencies with their anchors, core ones first, in their order.

    Args:
        session: reads the file.
        scope: only core or only role competencies; all where none is given.
    """
    asked = select(Competency).order_by(
        col(Competency.scope), col(Competency.sort), col(Competency.name)
    )
    if scope is not None:
        asked = asked.where(Competency.scope == scope)
    written = _anchors(session)
    origin = {row.id: row.name for row in session.exec(select(ValueItem))}
    return tuple(
        _competency(row, written[row.id], origin.get(row.value_id or "", ""))
        for row in session.exec(asked)
    )


def competency(session: Session, competency_id: str) -> CompetencyFacts | None:
    """Return one competency with its anchors; None when it is no longer in the file."""
    return next((c for c in competencies(session) if c.id == competency_id), None)


def findings_for_competencies(session: Session) -> tuple[Finding, ...]:
    """Return what the competencies should be looked at again for."""
    return competency_findings(competencies(session))


def _anchors(session: Session) -> defaultdict[str, dict[int, str]]:
    """Return the anchors of every competency, by level."""
    written: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for row in session.exec(select(Anchor)):
        written[row.competency_id][row.level] = row.text
    return written


def _competency(row: Competency, anchors: dict[int, str], value: str) -> CompetencyFacts:
    """Return a competency as it is judged and printed."""
    return CompetencyFacts(
        name=row.name,
        definition=row.definition,
        anchors=tuple(anchors.get(level, "") for level in range(1, LEVELS + 1)),
        scope=row.scope,
        family=row.family,
        value_id=row.value_id,
        value=value,
        grow_by_work=row.grow_by_work,
        grow_with_people=row.grow_with_people,
        grow_by_study=row.grow_by_study,
        status=row.status,
        library_key=row.library_key,
        version=row.version,
        id=row.id,
    )
