"""A deliverable: how rows become a document, for whom, about what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sqlmodel import Session

from app.deliverables.document import Confidentiality, Document
from app.deliverables.redaction import Audience, redact

__all__ = ["Audience", "Deliverable", "Subject", "prepare"]

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
