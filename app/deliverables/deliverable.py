"""A deliverable: how rows become a document, for whom, about what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sqlmodel import Session

from app.deliverables.document import Confidentiality, Document
from app.deliverables.figures import RoadState
from app.deliverables.redaction import Audience, redact

__all__ = ["Audience", "Deliverable", "Packet", "Part", "Subject", "prepare"]

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Subject:
    """What one copy of a deliverable is about: a person, a position, a vacancy."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Deliverable(Generic[View]):
    """One document a stage can make.

    Attributes:
        key: its stable name, such as ``selection-scorecard``.
        title: what the menu calls it.
        audience: for whom it is written; redaction follows it.
        collect: reads the rows: ``(session)`` or ``(session, subject_id)`` to a frozen view.
        compose: pure: the redacted view to a document.
        subjects: lists what copies can be made of; None when there is one per engagement.
        description: one sentence what it is for.
        confidentiality: who may hold it; stands at the foot unless the document says its own.
    """

    key: str
    title: str
    audience: Audience
    collect: Callable[..., View]
    compose: Callable[[View], Document]
    subjects: Callable[[Session], tuple[Subject, ...]] | None = None
    description: str = ""
    confidentiality: Confidentiality = Confidentiality.general


@dataclass(frozen=True, slots=True)
class Part:
    """A tab of the binder.

    Attributes:
        number: the number on its divider.
        title: its name in the contents and the bookmarks.
        sentence: what it is for, on the divider.
        documents: what stands in it, each beginning on a sheet of its own.
        road: the road on its divider, where it is one of the stages.
        stage: which mark of the road is its own.
    """

    number: int
    title: str
    sentence: str
    documents: tuple[Document, ...]
    road: tuple[RoadState, ...] = ()
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Packet:
    """Several documents bound into one file with a cover and contents.

    Attributes:
        key: its stable name.
        title: what the menu calls it.
        gather: reads the rows of a subject: ``(session, subject_id)`` to the cover and its parts.
        subjects: lists what packets can be made of.
        description: one sentence what it is for.
    """

    key: str
    title: str
    gather: Callable[[Session, str], tuple[Document, tuple[Part, ...]]]
    subjects: Callable[[Session], tuple[Subject, ...]]
    description: str = ""


def prepare(
    deliverable: Deliverable[View], session: Session, subject_id: str | None = None
) -> Document:
    """Make the document of a deliverable: collect, redact, compose.

    Args:
        deliverable: which one.
        session: an open read of the engagement file.
        subject_id: about whom or what, where the deliverable has subjects.
    """
    view = (
        deliverable.collect(session)
        if subject_id is None
        else deliverable.collect(session, subject_id)
    )
    document = deliverable.compose(redact(view, deliverable.audience))
    strictness = list(Confidentiality)
    stricter = max(document.confidentiality, deliverable.confidentiality, key=strictness.index)
    return replace(document, confidentiality=stricter)
