"""What goes out: letters to candidates, and the guide for a talk with a reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable, Subject
from app.deliverables.document import (
    Block,
    Bullets,
    Column,
    Confidentiality,
    Document,
    Facts,
    Heading,
    KeepTogether,
    Paragraph,
    Ruled,
    Signature,
    Table,
)
from app.domain.calendar import said
from app.domain.edits import the
from app.domain.engagement import Client
from app.domain.people import Person
from app.domain.scales import plain
from app.host.language import N_, ntr, tr
from app.instruments import instrument
from app.stages.selection import queries
from app.stages.selection.documents.shared import candidate_subjects, do_not_ask
from app.stages.selection.queries import OutcomeLine
from app.stages.selection.records import Candidate, CandidateStage


@dataclass(frozen=True, slots=True)
class LetterView:
    """What a letter to one candidate needs to know."""

    reference: str
    candidate: str
    client: str
    phone: str
    position: str
    primary_outcome: str
    outcomes: tuple[OutcomeLine, ...]
    leader: str
    panel: tuple[str, ...]
    minutes: int
    planned_on: date | None
    begins: str
    place: str
    starts_on: date | None
    keep_until: date | None


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """What a talk with somebody who knows a candidate is about."""

    reference: str
    candidate: str
    position: str
    requisition: str
    questions: tuple[tuple[str, str], ...]


def letter_view(session: Session, candidate_id: str) -> LetterView:
    """Read what a letter needs. A letter is addressed by name, even where names are off."""
    candidate = the(session, Candidate, candidate_id)
    opening = queries.requisition(session, candidate.requisition_id)
    client = session.exec(select(Client)).first()
    held = queries.interview_of(session, candidate_id)
    return LetterView(
        reference=reference(session),
        candidate=the(session, Person, candidate.person_id).display_name,
        client=client.name if client else "",
        phone=client.phone if client else "",
        position=opening.position,
        primary_outcome=opening.primary_outcome,
        outcomes=queries.outcome_lines(session, opening.job_description_id),
        leader=opening.hiring_leader,
        panel=tuple(one.name for one in queries.panel(session, opening.id) if one.rates),
        minutes=queries.minutes_of(session, opening.guide_id),
        planned_on=held.planned_on if held else None,
        begins=held.begins if held else "",
        place=held.place if held else "",
        starts_on=opening.target_start,
        keep_until=opening.retention_until,
    )


def reference_view(session: Session, candidate_id: str) -> ReferenceView:
    """Read which outcomes a reference is asked about: the first two of the criteria."""
    candidate = the(session, Candidate, candidate_id)
    opening = queries.requisition(session, candidate.requisition_id)
    judged = queries.criteria(session, opening.id)
    outcomes = [one for one in judged if one.outcome_id] or list(judged)
    return ReferenceView(
        reference=reference(session),
        candidate=queries.called(session, candidate),
        position=opening.position,
        requisition=opening.number,
        questions=tuple((one.code, one.name) for one in outcomes[:2]),
    )


def compose_invitation(view: LetterView) -> Document:
    """Compose the invitation: when and where, who asks, and how it will go."""
    blocks: list[Block] = [
        _dear(view),
        Paragraph(
            tr("Thank you for your interest in working with us as {position}. We would like to "
               "meet you.").format(position=view.position)
        ),
        Facts(
            (
                (tr("Day"), said(view.planned_on) if view.planned_on else "____________"),
                (tr("Time"), _time(view)),
                (tr("Place"), view.place or "____________"),
                (tr("You will meet"), ", ".join(view.panel) or "____________"),
            )
        ),
        Heading(tr("How it will go"), 2),
        Paragraph(
            tr("Everyone who talks with us about this job hears the same questions in the same "
               "order. We write while you speak, so that we remember what you said and not what "
               "we guessed. Take your time; a quiet minute is fine with us. The last part of the "
               "time is yours.")
        ),
        Heading(tr("What this job is for"), 2),
        Paragraph(view.primary_outcome, "quote"),
        Paragraph(tr("If you need anything so that you can take part well, tell us before. {phone}")
                  .format(phone=view.phone).strip()),
    ]  # fmt: skip
    return _letter(view, tr("Invitation"), blocks)


def _time(view: LetterView) -> str:
    long = ntr("about {n} minute", "about {n} minutes", view.minutes).format(n=view.minutes)
    return f"{view.begins} ({long})" if view.begins else long


def compose_offer(view: LetterView) -> Document:
    """Compose what goes with an offer: where the job is going, and the first ninety days."""
    columns = (
        Column(tr("Outcome"), 5),
        Column(tr("Known by"), 5),
        Column(tr("From"), 2, "right", numeric=True),
        Column(tr("To"), 2, "right", numeric=True),
        Column(tr("By"), 3),
    )
    rows = tuple(
        (
            one.statement,
            one.measure or "–",
            plain(one.baseline),
            plain(one.target),
            said(one.due) if one.due else "–",
        )
        for one in view.outcomes
    )
    first_day = said(view.starts_on) if view.starts_on else "____________"
    blocks: list[Block] = [
        _dear(view),
        Paragraph(
            tr("This page goes with our letter. It says what the job is for, so that you can "
               "choose with open eyes.")
        ),
        Facts(
            (
                (tr("Position"), view.position),
                (tr("First day"), first_day),
                (tr("Your leader"), view.leader or "____________"),
            )
        ),
        Heading(tr("Where this job is going"), 2),
        Paragraph(view.primary_outcome, "quote"),
        Table(columns, rows, empty=tr("The outcomes are agreed on the first day.")),
        Heading(tr("The first ninety days"), 2),
        Bullets(
            (
                tr("Day 30: you know the people your outcomes depend on, how each outcome is "
                   "measured and where it stands today."),
                tr("Day 60: you have tried one thing toward the outcome that matters most, and "
                   "looked at what came of it with your leader."),
                tr("Day 90: you and your leader look at every outcome together and agree on the "
                   "one thing to get better at next."),
            )
        ),
        Paragraph(
            tr("This describes where the job is going. It is not a contract."), "small"
        ),
    ]  # fmt: skip
    return _letter(view, tr("With our offer"), blocks)


def compose_not_selected(view: LetterView) -> Document:
    """Compose the letter to somebody who was not chosen: plain, kind, nothing invented."""
    blocks: list[Block] = [
        _dear(view),
        Paragraph(
            tr("Thank you for the time you gave us for the position of {position}. We have chosen "
               "somebody else.").format(position=view.position)
        ),
        Paragraph(
            tr("Everyone was asked the same questions and looked at by the same criteria, which "
               "come from what the job has to arrive at. Several of us rated each answer alone "
               "before we talked.")
        ),
        Paragraph(
            tr("If you would like to hear what we saw as your strengths in this talk, call us. "
               "{name} will take the time. {phone}").format(
                name=view.leader or view.client, phone=view.phone).strip()
        ),
    ]  # fmt: skip
    if view.keep_until:
        kept = tr("We keep your papers until {day} and erase them then.")
        blocks.append(Paragraph(kept.format(day=said(view.keep_until))))
    blocks.append(Paragraph(tr("We wish you well on your way.")))
    return _letter(view, tr("About your application"), blocks)


def _dear(view: LetterView) -> Paragraph:
    return Paragraph(tr("Dear {name},").format(name=view.candidate), "lead")


def _letter(view: LetterView, kind: str, blocks: list[Block]) -> Document:
    signed = Signature(((view.client, view.leader, ""),))
    return Document(
        title=kind,
        subject=view.position,
        blocks=(*blocks, signed),
        reference=view.reference,
        confidentiality=Confidentiality.personal,
    )


def compose_reference(view: ReferenceView) -> Document:
    """Compose the guide for a talk with a reference: the same two questions for everybody."""
    blocks: list[Block] = [
        Facts(
            (
                (tr("Candidate"), view.candidate),
                (tr("Reference"), ""),
                (tr("How they worked together"), ""),
                (tr("Talked on"), ""),
                (tr("By"), ""),
            )
        ),
        Paragraph(
            tr("Call only where the candidate agreed to it. Ask every reference the same; write "
               "what was said, not what it sounded like."),
            "lead",
        ),
    ]  # fmt: skip
    stem = instrument.outcome_stems()[0]
    for number, (code, name) in enumerate(view.questions, start=1):
        question = tr("This job has to arrive at: {outcome}. What is the nearest thing to that you "
                      "saw {candidate} bring about? Where did it start, where did it end, and what "
                      "was {candidate}'s own part?").format(
                          outcome=name, candidate=view.candidate)  # fmt: skip
        parts = (
            Heading(f"{number}  {code}", 2),
            Paragraph(question, "lead"),
            Paragraph(tr("Listen for: {x}").format(x=" · ".join(stem.listen_for)), "small"),
            Ruled(tr("What was said"), lines=6),
        )
        blocks.append(KeepTogether(parts))
    last = (
        Heading(tr("To close"), 2),
        Paragraph(tr("Would you work with this person again, and at what?"), "lead"),
        Ruled(tr("What was said"), lines=3),
    )
    blocks += [KeepTogether(last), do_not_ask()]
    return Document(
        title=view.candidate,
        kind=tr("Talk with a reference"),
        subtitle=view.position,
        subject=view.requisition,
        blocks=tuple(blocks),
        reference=view.reference,
        confidentiality=Confidentiality.personal,
    )


def offered_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the candidates who were made an offer."""
    return _at(session, {CandidateStage.offered, CandidateStage.hired})


def refused_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the candidates who were not chosen, those screened out among them."""
    return _at(
        session,
        {CandidateStage.not_selected, CandidateStage.screened_out, CandidateStage.finalist},
    )


def _at(session: Session, stages: set[CandidateStage]) -> tuple[Subject, ...]:
    return tuple(
        Subject(row.id, f"{row.name} – {opening.number}")
        for opening in queries.requisitions(session)
        for row in queries.candidates(session, opening.id)
        if row.stage in stages
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
    description=N_("Where the job is going and what the first ninety days are for. No pay."),
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

REFERENCE_GUIDE = Deliverable(
    key="reference-guide",
    title=N_("Talk with a reference"),
    audience=Audience.hiring_panel,
    collect=reference_view,
    compose=compose_reference,
    subjects=candidate_subjects,
    description=N_("The same two questions about outcomes for every reference."),
    confidentiality=Confidentiality.personal,
)
