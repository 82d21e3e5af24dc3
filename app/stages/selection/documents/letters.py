"""What goes out to candidates: the invitation, what comes with an offer, the letter of refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable, Subject
from app.deliverables.document import (
    Block,
    Cell,
    Column,
    Confidentiality,
    Document,
    Facts,
    Heading,
    KeepTogether,
    Paragraph,
    Signature,
    Table,
    TwoColumns,
)
from app.domain.calendar import said, said_short
from app.domain.edits import the
from app.domain.engagement import Client
from app.domain.people import Person
from app.host.language import N_, ntr, tr
from app.stages.selection import queries
from app.stages.selection.documents.shared import candidate_subjects
from app.stages.selection.queries import JobTold, OutcomeLine
from app.stages.selection.records import Candidate, CandidateStage, RequisitionStatus

_BLANK = "____________"

_FOUND = frozenset({CandidateStage.offered, CandidateStage.hired})
_OVER = frozenset({RequisitionStatus.decided, RequisitionStatus.filled, RequisitionStatus.canceled})
_REFUSED = frozenset({CandidateStage.not_selected, CandidateStage.screened_out})

_FIRST_DAYS: tuple[tuple[int, str, str], ...] = (
    (1, N_("Day 1"), N_("You hear what we exist for, and read this page together with your leader: "
                        "what is this job for? You walk through the safety of the place.")),
    (7, N_("Week 1"), N_("You meet the people your work goes to and ask what good looks like to "
                         "them. You are taught a first skill and try it yourself.")),
    (30, N_("Day 30"), N_("You know how each outcome is measured and where it stands today. A "
                          "first destination is reached, or adjusted together.")),
    (60, N_("Day 60"), N_("You own one weekly measure and report it. You have tried one thing "
                          "toward the outcome that counts most, and looked at what came of it.")),
    (90, N_("Day 90"), N_("You and your leader look at every outcome: where on the road? You agree "
                          "on the one thing to get better at next.")),
)  # fmt: skip
"""What the first ninety days are for, after the plan of the method (its page 12)."""


@dataclass(frozen=True, slots=True)
class LetterView:
    """What a letter to one candidate needs to know."""

    reference: str
    candidate: str
    client: str
    address: str
    phone: str
    position: str
    job: JobTold
    leader: str
    panel: tuple[str, ...]
    stage: CandidateStage
    status: RequisitionStatus
    somebody_found: bool
    was_met: bool
    minutes: int
    planned_on: date | None
    begins: str
    place: str
    starts_on: date | None
    keep_until: date | None
    held: bool


def letter_view(session: Session, candidate_id: str) -> LetterView:
    """Read what a letter needs. A letter is addressed by name, even where names are off."""
    candidate = the(session, Candidate, candidate_id)
    opening = queries.requisition(session, candidate.requisition_id)
    client = session.exec(select(Client)).first()
    met = queries.interview_of(session, candidate_id)
    others = queries.candidates(session, opening.id)
    return LetterView(
        reference=reference(session),
        candidate=the(session, Person, candidate.person_id).display_name,
        client=client.name if client else "",
        address=client.address if client else "",
        phone=client.phone if client else "",
        position=opening.position,
        job=queries.job_told(session, opening.job_description_id),
        leader=opening.hiring_leader,
        panel=tuple(one.name for one in queries.panel(session, opening.id) if one.rates),
        stage=candidate.stage,
        status=opening.status,
        somebody_found=any(one.stage in _FOUND for one in others),
        was_met=met is not None and met.revealed_at is not None,
        minutes=queries.minutes_of(session, opening.guide_id),
        planned_on=met.planned_on if met else None,
        begins=met.begins if met else "",
        place=met.place if met else "",
        starts_on=opening.target_start,
        keep_until=opening.retention_until,
        held=opening.legal_hold,
    )


def compose_invitation(view: LetterView) -> Document:
    """Compose the invitation: when and where, who asks, and how it will go."""
    blocks: list[Block] = [
        Paragraph(
            tr("Thank you for your interest in working with us as {position}. We would like to "
               "meet you.").format(position=view.position)
        ),
        Facts(
            (
                (tr("Day"), said(view.planned_on) if view.planned_on else _BLANK),
                (tr("Time"), _time(view)),
                (tr("Place"), view.place or _BLANK),
                (tr("You will meet"), ", ".join(view.panel) or _BLANK),
            )
        ),
        Heading(tr("What this job is for"), 2),
        Paragraph(view.job.primary_outcome or _BLANK, "quote"),
        Heading(tr("How it will go"), 2),
        Paragraph(
            tr("Everyone who talks with us about this job hears the same questions in the same "
               "order. We write while you speak, so that we remember what you said and not what "
               "we guessed. Take your time; a quiet minute is fine with us. The last part of the "
               "time is yours.")
        ),
        Paragraph(
            tr("We will ask about things you have brought about: where they started, where they "
               "ended, and what your own part was. It helps to have two or three of them in mind.")
        ),
        Paragraph(tr("If you need anything so that you can take part well, tell us before. {phone}")
                  .format(phone=view.phone).strip()),
    ]  # fmt: skip
    return _letter(view, tr("Invitation"), blocks)


def _time(view: LetterView) -> str:
    long = ntr("about {n} minute", "about {n} minutes", view.minutes).format(n=view.minutes)
    return f"{view.begins or _BLANK} ({long})"


def compose_offer(view: LetterView) -> Document:
    """Compose what goes with an offer: the job by its outcomes, and the first ninety days."""
    job = view.job
    blocks: list[Block] = [
        Paragraph(
            tr("These pages go with our offer. They describe what the job is for and where it is "
               "going, so that you can choose with open eyes. They are not a contract.")
        ),
        Facts(
            (
                (tr("Position"), view.position),
                (tr("First day"), said(view.starts_on) if view.starts_on else _BLANK),
                (tr("Your leader"), view.leader or _BLANK),
            )
        ),
        *_under((tr("Why this job exists"), f"{job.purpose}\n{job.purpose_link}".strip())),
        Heading(tr("Where this job is going"), 2),
        Paragraph(job.primary_outcome or _BLANK, "quote"),
        _outcomes(job.outcomes),
        *_freedom(job),
        *_asks(job),
        TwoColumns(
            _under(
                (tr("Essential functions"), job.essential_functions),
                (tr("Where this job can lead"), job.growth),
            ),
            _under(
                (tr("What the first day needs"), job.day_one_needs),
                (tr("Working conditions"), job.conditions),
            ),
        ),
        *_first_days(view),
    ]  # fmt: skip
    return _letter(view, tr("With our offer"), blocks, signed=False)


def _outcomes(outcomes: tuple[OutcomeLine, ...]) -> Table:
    rows = []
    for outcome in outcomes:
        named = (Cell(outcome.statement, "strong"), str(outcome.weight))
        for one in outcome.measures:
            due = said_short(one.due) if one.due else "–"
            rows.append((*named, one.name, one.baseline, one.target, due))
            named = (Cell(""), "")
        if not outcome.measures:
            rows.append((*named, "–", "–", "–", "–"))
    columns = (
        Column(tr("Outcome"), 4),
        Column(tr("Weight"), 1, "right", numeric=True),
        Column(tr("Known by"), 4),
        Column(tr("From"), 1, "right", numeric=True),
        Column(tr("To"), 1, "right", numeric=True),
        Column(tr("By"), 2),
    )
    empty = tr("The outcomes are agreed on the first day.")
    return Table(columns, tuple(rows), empty=empty)


def _freedom(job: JobTold) -> list[Block]:
    """Return what the person decides, asks and tells; nothing where nothing is written."""
    if not (job.freedom or job.limits or job.informs):
        return []
    told = tuple(
        (label, text)
        for label, text in (
            (tr("You decide alone"), job.freedom),
            (tr("You ask first"), job.limits),
            (tr("You tell afterwards"), job.informs),
        )
        if text
    )
    return [Heading(tr("Freedom and limits"), 2), Facts(told)]


def _asks(job: JobTold) -> list[Block]:
    """Return how people are with one another on the way."""
    if not job.asks:
        return []
    rows = tuple((Cell(name, "strong"), meaning) for name, meaning in job.asks)
    columns = (Column(tr("Competency"), 2), Column(tr("What a person does"), 5))
    return [Heading(tr("How we are with one another on the way"), 2), Table(columns, rows)]


def _first_days(view: LetterView) -> list[Block]:
    """Return what the first ninety days are for, with the days where the first is known."""
    rows = tuple(
        (
            Cell(tr(phase), "strong"),
            said_short(view.starts_on + timedelta(days=day - 1)) if view.starts_on else "",
            tr(what),
        )
        for day, phase, what in _FIRST_DAYS
    )
    columns = (Column("", 2), Column("", 2), Column("", 9))
    return [KeepTogether((Heading(tr("The first ninety days"), 2), Table(columns, rows)))]


def _under(*texts: tuple[str, str]) -> tuple[Block, ...]:
    """Return those texts that are written, each under its heading."""
    return tuple(
        block for title, text in texts if text for block in (Heading(title, 2), Paragraph(text))
    )


def compose_not_selected(view: LetterView) -> Document:
    """Compose the letter to somebody who was not chosen: plain, kind, nothing invented."""
    said_so = [
        tr("Thank you for your interest in the position of {position}, and for your time.").format(
            position=view.position
        ),
        _outcome_told(view),
        *_looked_at(view),
    ]
    if view.stage is CandidateStage.finalist:
        said_so.append(
            tr("We would be glad to stay in touch, and to talk with you again when a place like "
               "this one opens.")
        )  # fmt: skip
    if view.keep_until and not view.held:
        kept = tr("We keep your papers until {day} and erase them then.")
        said_so.append(kept.format(day=said(view.keep_until)))
    said_so.append(tr("We wish you well on your way."))
    return _letter(view, tr("About your application"), [Paragraph(text) for text in said_so])


def _outcome_told(view: LetterView) -> str:
    """Say what became of the search, as far as it is so."""
    if view.somebody_found:
        return tr("We have offered the position to somebody else.")
    if view.status is RequisitionStatus.canceled:
        return tr("We have ended this search without filling the position.")
    return tr("We have decided not to go on with your application.")


def _looked_at(view: LetterView) -> list[str]:
    """Say how we came to it: nothing of an interview where there was none."""
    if not view.was_met:
        return [
            tr("Everyone who applied was looked at by the same needs of the first day, which come "
               "from the job description.")
        ]  # fmt: skip
    told = tr("Everyone was asked the same questions and looked at by the same criteria, which "
              "come from what the job has to arrive at.")  # fmt: skip
    if len(view.panel) > 1:
        told += " " + tr("Several of us rated each answer alone before we talked.")
    call = tr("If you would like to hear what we saw as your strengths, call us. {name} will take "
              "the time. {phone}")  # fmt: skip
    return [told, call.format(name=view.leader or view.client, phone=view.phone).strip()]


def _letter(view: LetterView, kind: str, blocks: list[Block], *, signed: bool = True) -> Document:
    dear = Paragraph(tr("Dear {name},").format(name=view.candidate), "lead")
    sender = [Paragraph(view.address.replace("\n", ", "), "small")] if view.address else []
    if signed:
        role = (view.leader or view.client, view.client if view.leader else "", "")
        blocks = [*blocks, Signature((role,))]
    return Document(
        title=kind,
        subject=view.position,
        blocks=(*sender, dear, *blocks),
        reference=view.reference,
        confidentiality=Confidentiality.personal,
        listed=f"{kind} – {view.candidate}",
    )


def offered_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the candidates who were made an offer."""
    return _letters_to(session, lambda stage, _: stage in _FOUND)


def refused_subjects(session: Session) -> tuple[Subject, ...]:
    """Return who was not chosen; those on hold once the search is over."""
    return _letters_to(
        session,
        lambda stage, status: (
            stage in _REFUSED or (stage is CandidateStage.finalist and status in _OVER)
        ),
    )


def _letters_to(
    session: Session, fits: Callable[[CandidateStage, RequisitionStatus], bool]
) -> tuple[Subject, ...]:
    return tuple(
        Subject(row.id, f"{row.name} – {opening.number}")
        for opening in queries.requisitions(session)
        for row in queries.candidates(session, opening.id)
        if fits(row.stage, opening.status)
    )


INVITATION = Deliverable(
    key="invitation",
    title=N_("Invitation to an interview"),
    audience=Audience.person,
    collect=letter_view,
    compose=compose_invitation,
    subjects=candidate_subjects,
    description=N_("When, where, with whom, and how it will go."),
    confidentiality=Confidentiality.personal,
)

OFFER_ENCLOSURE = Deliverable(
    key="offer-enclosure",
    title=N_("With an offer"),
    audience=Audience.person,
    collect=letter_view,
    compose=compose_offer,
    subjects=offered_subjects,
    description=N_("The job by its outcomes and what the first ninety days are for. No pay."),
    confidentiality=Confidentiality.personal,
)

NOT_SELECTED = Deliverable(
    key="not-selected",
    title=N_("Letter to who was not chosen"),
    audience=Audience.person,
    collect=letter_view,
    compose=compose_not_selected,
    subjects=refused_subjects,
    description=N_("Plain and kind, with nothing that was not recorded."),
    confidentiality=Confidentiality.personal,
)
