"""The guide for a talk with somebody who knows a candidate: the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Blank,
    Blanks,
    Block,
    Bullets,
    Callout,
    Confidentiality,
    Document,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Ruled,
)
from app.domain.edits import the
from app.host.language import N_, tr
from app.instruments import instrument
from app.stages.selection import queries
from app.stages.selection.documents.shared import candidate_subjects, do_not_ask
from app.stages.selection.records import Candidate

_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """What a talk with somebody who knows a candidate is about."""

    reference: str
    candidate: str
    position: str
    requisition: str
    questions: tuple[tuple[str, str], ...]


def reference_view(session: Session, candidate_id: str) -> ReferenceView:
    """Read what a reference is asked about: the two criteria of most weight, outcomes first."""
    candidate = the(session, Candidate, candidate_id)
    opening = queries.requisition(session, candidate.requisition_id)
    judged = sorted(
        queries.criteria(session, opening.id), key=lambda one: (not one.outcome_id, -one.weight)
    )
    return ReferenceView(
        reference=reference(session),
        candidate=queries.called(session, candidate),
        position=opening.position,
        requisition=opening.number,
        questions=tuple((one.code, one.name) for one in judged[:_QUESTIONS]),
    )


def compose_reference(view: ReferenceView) -> Document:
    """Compose the talk: who speaks, a question for each outcome, and how it closes."""
    blocks: list[Block] = [
        Blanks((Blank(tr("Who speaks"), 3), Blank(tr("Telephone"), 2))),
        Blanks((Blank(tr("How they worked together, and when"), 3), Blank(tr("Day"), 1),
                Blank(tr("Called by"), 1))),
        Paragraph(
            tr("Call only where the candidate agreed to it. Ask every reference the same; write "
               "what was said, not what it sounded like."),
            "lead",
        ),
    ]  # fmt: skip
    if not view.questions:
        blocks.append(Callout(tr("There are no criteria yet."), kind="warn"))
    for number, (code, name) in enumerate(view.questions, start=1):
        if number > 1:
            blocks.append(PageBreak())
        blocks += _asked(number, code, name, view.candidate)
    blocks += [*_closing(), do_not_ask()]
    return Document(
        title=view.candidate,
        kind=tr("Talk with a reference"),
        subtitle=view.position,
        subject=view.requisition,
        blocks=tuple(blocks),
        reference=view.reference,
        confidentiality=Confidentiality.personal,
        listed=tr("Talk with a reference – {candidate}").format(candidate=view.candidate),
    )


def _asked(number: int, code: str, name: str, candidate: str) -> list[Block]:
    """Return one question with room for what was said, and a box for the rating."""
    question = tr(
        "This job has to arrive at: {outcome}. What is the nearest thing to that you saw "
        "{candidate} bring about? Where did it start, where did it end, and what was "
        "{candidate}'s own part?"
    ).format(outcome=name, candidate=candidate)
    probes = (
        tr("How did you know, week by week, whether it was getting there?"),
        tr("What got in the way, and what was done about it?"),
        tr("Who else had to act differently, and how were they brought along?"),
    )
    signs = " · ".join(instrument.outcome_stems()[0].listen_for)
    head = (
        Heading(f"{number}  {code}  {name}", 2),
        Paragraph(question, "lead"),
        Paragraph(tr("If the answer stays general"), "label"),
        Bullets(probes),
        Paragraph(tr("Listen for: {x}").format(x=signs), "small"),
    )
    return [
        KeepTogether(head),
        Ruled(tr("What was said"), lines=5, grows=True),
        Blanks((Blank(tr("Rating, 1 to 5"), 0), Blank(tr("By what it is known")))),
    ]


def _closing() -> list[Block]:
    return [
        KeepTogether(
            (
                Heading(tr("To close"), 2),
                Paragraph(tr("Would you work with this person again, and at what?"), "lead"),
                Ruled(tr("What was said"), lines=3),
            )
        )
    ]


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
