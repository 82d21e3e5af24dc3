"""The papers of the foundation, and its pages of the binder."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable, Subject
from app.deliverables.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Ruled,
    Scale,
    Signature,
    Table,
    TwoColumns,
)
from app.domain.calendar import said, said_short
from app.domain.outcomes import MeasureKind
from app.domain.people import Position
from app.domain.scales import COMPETENCY_LEVELS, plain
from app.domain.values import Scope, ValueStatus
from app.host.language import N_, tr
from app.stages.foundation import queries
from app.stages.foundation.queries import JobView, OutcomeMap, TaskLineRow
from app.stages.foundation.rules import CompetencyFacts, MeasureFacts, OutcomeFacts, ValueFacts

_ROOM = 12
"""Lines to write on in a workshop: as many as leave the sheet one page."""
NOT_A_CONTRACT = N_("This describes where the job is going. It is not a contract.")


@dataclass(frozen=True, slots=True)
class PurposeView:
    """What the purpose and values sheet says."""

    reference: str
    name: str
    purpose: str
    one_big_thing: str
    distinctiveness: str
    values: tuple[ValueFacts, ...]


@dataclass(frozen=True, slots=True)
class GuideView:
    """What the core competency guide says."""

    reference: str
    competencies: tuple[CompetencyFacts, ...]


@dataclass(frozen=True, slots=True)
class JobSheetView:
    """What an outcome-based job description says: the version in force, or else the draft."""

    reference: str
    view: JobView
    company_purpose: str


@dataclass(frozen=True, slots=True)
class MapView:
    """What the outcome map says."""

    reference: str
    map: OutcomeMap


@dataclass(frozen=True, slots=True)
class OldNewView:
    """What the old-and-new sheet of a position says."""

    reference: str
    position: str
    lines: tuple[TaskLineRow, ...]


# ------------------------------------------------------------------------------- collect


def collect_purpose(session: Session) -> PurposeView:
    """Read the purpose and the values that are not retired."""
    facts = queries.client_facts(session)
    kept = tuple(v for v in queries.values(session) if v.status is not ValueStatus.retired)
    return PurposeView(
        reference(session),
        facts.name if facts else "",
        facts.purpose if facts else "",
        facts.one_big_thing if facts else "",
        facts.distinctiveness if facts else "",
        kept,
    )


def collect_guide(session: Session) -> GuideView:
    """Read the competencies in use: the core ones first."""
    kept = [c for c in queries.competencies(session) if c.status is not ValueStatus.retired]
    kept.sort(key=lambda c: c.scope is not Scope.core)
    return GuideView(reference(session), tuple(kept))


def job_subjects(session: Session) -> tuple[Subject, ...]:
    """List the positions that have a job description."""
    rows = session.exec(select(Position).order_by(col(Position.sort), col(Position.title)))
    return tuple(
        Subject(row.id, row.title)
        for row in rows
        if queries.newest_job(session, row.id) is not None
    )


def collect_job(session: Session, position_id: str) -> JobSheetView:
    """Read a position's job description: the one in force, or else the newest draft."""
    job_id = queries.current_job(session, position_id) or queries.newest_job(session, position_id)
    facts = queries.client_facts(session)
    view = queries.job_view(session, job_id or "")
    return JobSheetView(reference(session), view, facts.purpose if facts else "")


def collect_map(session: Session) -> MapView:
    """Read the outcome map."""
    return MapView(reference(session), queries.outcome_map(session))


def old_new_subjects(session: Session) -> tuple[Subject, ...]:
    """List the positions that have old task lines."""
    rows = session.exec(select(Position).order_by(col(Position.sort), col(Position.title)))
    return tuple(Subject(row.id, row.title) for row in rows if queries.task_lines(session, row.id))


def collect_old_new(session: Session, position_id: str) -> OldNewView:
    """Read the old task lines of a position beside what took their place."""
    position = session.get(Position, position_id)
    title = position.title if position else ""
    return OldNewView(reference(session), title, queries.task_lines(session, position_id))


# ------------------------------------------------------------------------------- compose


def compose_purpose(view: PurposeView) -> Document:
    """Compose the sheet that hangs on the wall: why we are here and how we are together."""
    blocks: list[Block] = [
        Paragraph(tr("Our purpose"), "label"),
        Paragraph(view.purpose or tr("The purpose has not been written yet."), "lead"),
    ]
    if view.one_big_thing:
        blocks.append(Callout(view.one_big_thing, tr("The one big thing")))
    if view.distinctiveness:
        blocks += [
            Paragraph(tr("What makes us distinct"), "label"),
            Paragraph(view.distinctiveness),
        ]
    blocks.append(Heading(tr("Our values")))
    rows = tuple(
        (Cell(v.name, "strong"), Cell(v.meaning), Cell(v.seen_when), Cell(v.not_seen_when, "soft"))
        for v in view.values
    )
    blocks.append(
        Table(
            (
                Column(tr("Value"), 1.1),
                Column(tr("What we mean"), 2),
                Column(tr("You will see"), 2),
                Column(tr("You will not see"), 2),
            ),
            rows,
            empty=tr("The values have not been chosen yet."),
        )
    )
    return Document(
        tr("Purpose and values"), tuple(blocks), subject=view.name, reference=view.reference
    )


def compose_guide(view: GuideView) -> Document:
    """Compose the core competency guide, a page for each competency."""
    blocks: list[Block] = []
    for place, competency in enumerate(view.competencies):
        if place:
            blocks.append(PageBreak())
        blocks += _competency(competency)
    empty: tuple[Block, ...] = (Paragraph(tr("No competency has been chosen yet.")),)
    return Document(tr("Core competency guide"), tuple(blocks) or empty, reference=view.reference)


def _competency(facts: CompetencyFacts) -> list[Block]:
    """Return the page of one competency."""
    origin = tr("From the value “{name}”").format(name=facts.value) if facts.value else ""
    levels = tuple(
        (level, tr(COMPETENCY_LEVELS[level][0]), facts.anchors[level - 1])
        for level in sorted(COMPETENCY_LEVELS)
    )
    grow = (
        (tr("By work"), facts.grow_by_work),
        (tr("With people"), facts.grow_with_people),
        (tr("By study"), facts.grow_by_study),
    )
    return [
        Heading(facts.name),
        Paragraph(" · ".join(t for t in (tr(facts.scope.label), origin) if t), "small"),
        Paragraph(facts.definition, "lead"),
        Heading(tr("What each level looks like"), 2),
        Scale(levels),
        Heading(tr("What helps to grow it"), 2),
        Facts(tuple((label, text) for label, text in grow if text)),
        Ruled(tr("What we have seen here"), 4),
    ]


def compose_job(view: JobSheetView) -> Document:
    """Compose an outcome-based job description: page 1 the method's, page 2 the employer's."""
    own, job = view.view, view.view.job
    place = ((tr("Team"), own.team), (tr("Reports to"), own.reports_to))
    state = ((tr("Held by"), ", ".join(own.holders)), (tr("Version"), _version(own)))
    blocks: list[Block] = [
        TwoColumns((_known(place),), (_known(state),)),
        Heading(tr("Why this job exists"), 2),
        Paragraph(job.purpose or "–", "lead"),
    ]
    if job.purpose_link:
        blocks.append(Paragraph(job.purpose_link))
    blocks += [
        Callout(job.primary_outcome or "–", tr("Primary outcome: the end point")),
        Heading(tr("Outcomes on the way")),
        _outcome_table(job.outcomes),
        Heading(tr("Freedom and limits"), 2),
        TwoColumns(
            _told(tr("Decides alone"), job.freedom),
            (*_told(tr("Asks first"), job.limits), *_told(tr("Informs"), job.informs)),
        ),
        PageBreak(),
        *_employers_page(own),
    ]
    return Document(
        own.position,
        tuple(blocks),
        kind=tr("Outcome-based job description"),
        subject=own.position,
        reference=view.reference,
        version=job.version,
        draft=not job.status.is_frozen,
        on=job.effective_on,
    )


def _known(facts: tuple[tuple[str, str], ...]) -> Facts:
    """Return those of the facts that are known."""
    return Facts(tuple((label, text) for label, text in facts if text))


def _told(label: str, text: str) -> tuple[Block, ...]:
    """Return a text under its label."""
    return Paragraph(label, "label"), Paragraph(text or "–", "small")


def _version(own: JobView) -> str:
    """Return a version in words."""
    job = own.job
    since = job.effective_on or job.adopted_on
    words = f"{job.version} · {tr(job.status.label)}"
    return f"{words} · {said(since)}" if since else words


def _outcome_table(outcomes: tuple[OutcomeFacts, ...]) -> Table:
    """Return the table of outcomes with their measures."""
    rows = []
    for outcome in outcomes:
        measures = outcome.measures or (MeasureFacts(name="–"),)
        for place, measure in enumerate(measures):
            first = place == 0
            rows.append(
                (
                    Cell(outcome.code if first else "", "strong"),
                    Cell(outcome.statement if first else "", "strong"),
                    Cell(_measure(measure)),
                    Cell(_start(measure)),
                    Cell(_end(measure)),
                    Cell(said_short(measure.due) if measure.due else ""),
                    Cell(str(outcome.weight) if first else ""),
                )
            )
    return Table(
        (
            Column("", 0.25),
            Column(tr("Outcome"), 1.8),
            Column(tr("How we will know"), 2.1),
            Column(tr("From"), 0.7, "right"),
            Column(tr("To"), 0.7, "right"),
            Column(tr("By"), 1.1, "right"),
            Column(tr("Weight"), 0.7, "right"),
        ),
        tuple(rows),
        note=tr("Weights add to 100. A lead measure is an early sign that can be moved each week."),
        empty=tr("No outcome has been written yet."),
    )


def _measure(measure: MeasureFacts) -> str:
    """Return a measure in words, with its unit and whether it leads."""
    unit = f" ({measure.unit})" if measure.unit else ""
    lead = " · " + tr("lead") if measure.is_lead else ""
    return f"{measure.name}{unit}{lead}"


def _start(measure: MeasureFacts) -> str:
    """Return where a measure begins, in words."""
    if measure.baseline is None and measure.baseline_by:
        return tr("by {day}").format(day=said_short(measure.baseline_by))
    return plain(measure.baseline)


def _end(measure: MeasureFacts) -> str:
    """Return where a measure is to arrive, in words."""
    if measure.kind is MeasureKind.range:
        return f"{plain(measure.range_lo)} – {plain(measure.range_hi)}"
    return plain(measure.target)


def _employers_page(own: JobView) -> list[Block]:
    """Return page 2: competencies, what an employer adds, growth and acknowledgement."""
    job = own.job
    rows = tuple(
        (Cell(ask.name, "strong"), Cell(ask.definition), Cell(str(ask.required_level)))
        for ask in job.competencies
    )
    blocks: list[Block] = [
        Heading(tr("Core competencies")),
        Paragraph(tr("From our values: how we are with one another on the way."), "small"),
        Table(
            (
                Column(tr("Competency"), 1.4),
                Column(tr("What a person does"), 3),
                Column(tr("Level"), 0.5, "right"),
            ),
            rows,
            empty=tr("No competency has been chosen for this job yet."),
        ),
    ]
    blocks.append(
        TwoColumns(
            _under(
                (tr("Essential functions"), job.essential_functions),
                (tr("Where this job can lead"), job.growth),
            ),
            _under(
                (tr("What a person needs on day one"), job.day_one_needs),
                (tr("Working conditions"), job.conditions),
            ),
        )
    )
    roles = ((tr("Person"), "", ""), (tr("Leader"), "", ""))
    blocks.append(
        Signature(roles, tr("Read, discussed and understood.") + " " + tr(NOT_A_CONTRACT))
    )
    return blocks


def _under(*texts: tuple[str, str]) -> tuple[Block, ...]:
    """Return those texts that are written, each under its heading."""
    return tuple(
        block for title, text in texts if text for block in (Heading(title, 2), Paragraph(text))
    )


def compose_map(view: MapView) -> Document:
    """Compose the outcome map: who has their name beside which company result, and the gaps."""
    rows = tuple(
        (
            Cell(result.name, "strong"),
            Cell(", ".join(p.position for p in result.owners) or tr("nobody yet"),
                 "" if result.owners else "bad"),
            Cell(", ".join(p.position for p in result.sharers) or "–"),
            Cell(plain(result.start_value)),
            Cell(plain(result.middle_value)),
            Cell(plain(result.end_value)),
            Cell(result.unit, "soft"),
        )
        for result in view.map.results
    )  # fmt: skip
    table = Table(
        (
            Column(tr("Company result"), 2),
            Column(tr("Owned by"), 1.6),
            Column(tr("Shared by"), 1.6),
            Column(tr("Start"), 0.6, "right"),
            Column(tr("Middle"), 0.6, "right"),
            Column(tr("End"), 0.6, "right"),
            Column(tr("Unit"), 0.8),
        ),
        rows,
        empty=tr("No company result has been named yet."),
    )
    gaps = tuple(f"{finding.where}: {finding.message}" for finding in view.map.gaps)
    blocks: list[Block] = [
        Paragraph(tr("Each result of the company has one name beside it."), "lead"),
        table,
    ]
    if gaps:
        blocks += [Heading(tr("Gaps")), Bullets(gaps)]
    return Document(tr("Outcome map"), tuple(blocks), reference=view.reference)


def compose_old_new(view: OldNewView) -> Document:
    """Compose the old-and-new sheet: the task at the left, what it was for at the right."""
    rows = tuple((Cell(line.task, "soft"), Cell(line.outcome, "strong")) for line in view.lines)
    columns = (
        Column(tr("The old line says what to do"), 1),
        Column(tr("The new one says what is true when it is done well"), 1),
    )
    empty = tr("No old line has been written down yet.")
    blocks: tuple[Block, ...] = (
        Table(columns, rows, empty=empty),
        TwoColumns(
            (Ruled(tr("More old lines"), _ROOM),),
            (Ruled(tr("What is true when it has been done well?"), _ROOM),),
        ),
    )
    return Document(tr("Old and new"), blocks, subject=view.position, reference=view.reference)


# --------------------------------------------------------------------------- what there is

PURPOSE_AND_VALUES = Deliverable(
    "purpose-and-values",
    N_("Purpose and values"),
    Audience.owner,
    collect_purpose,
    compose_purpose,
    description=N_("One page for the wall and for every new person."),
)
COMPETENCY_GUIDE = Deliverable(
    "competency-guide",
    N_("Core competency guide"),
    Audience.owner,
    collect_guide,
    compose_guide,
    description=N_("A page for each competency: five anchors and what helps to grow it."),
)
JOB_DESCRIPTION = Deliverable(
    "job-description",
    N_("Outcome-based job description"),
    Audience.owner,
    collect_job,
    compose_job,
    subjects=job_subjects,
    description=N_("What the job, and the person in it, is to arrive at."),
)
OUTCOME_MAP = Deliverable(
    "outcome-map",
    N_("Outcome map"),
    Audience.owner,
    collect_map,
    compose_map,
    description=N_("Who has their name beside which result of the company."),
)
OLD_AND_NEW = Deliverable(
    "old-and-new",
    N_("Old and new"),
    Audience.owner,
    collect_old_new,
    compose_old_new,
    subjects=old_new_subjects,
    description=N_("For the workshop: the task line at the left, the outcome at the right."),
)
DELIVERABLES = (PURPOSE_AND_VALUES, COMPETENCY_GUIDE, JOB_DESCRIPTION, OUTCOME_MAP, OLD_AND_NEW)


def purpose_pages(session: Session, _audience: Audience) -> tuple[Document, ...]:
    """Return the binder's page of purpose and values."""
    return (compose_purpose(collect_purpose(session)),)


def guide_pages(session: Session, _audience: Audience) -> tuple[Document, ...]:
    """Return the binder's competency guide."""
    view = collect_guide(session)
    return (compose_guide(view),) if view.competencies else ()


def map_pages(session: Session, _audience: Audience) -> tuple[Document, ...]:
    """Return the binder's outcome map."""
    view = collect_map(session)
    return (compose_map(view),) if view.map.results else ()


def job_pages(session: Session, _audience: Audience) -> tuple[Document, ...]:
    """Return the binder's job descriptions, one for each position that has one."""
    return tuple(compose_job(collect_job(session, s.id)) for s in job_subjects(session))
