"""Putting deliverables on paper without a window."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app.binder.assembly import EDITION_NAMES, binder_of
from app.deliverables.brand import letterhead, reference
from app.deliverables.deliverable import Deliverable, Packet, Subject, prepare
from app.deliverables.document import Document
from app.deliverables.letterhead import Letterhead
from app.deliverables.parts import Part, binder
from app.deliverables.pdf import render
from app.deliverables.progress import Progress, silent
from app.domain.errors import Refused
from app.host.language import tr
from app.stages import STAGES
from app.store.engagement_file import EngagementFile
from app.verbs.opening import write_new

EVERYTHING = "all"
_LONGEST = 180
"""So many bytes of a name leave room for a number, an ending and the limits of every disk."""


def all_deliverables() -> tuple[Deliverable[Any], ...]:
    """Return everything the stages can put on paper, in the order of the method."""
    return tuple(deliverable for stage in STAGES for deliverable in stage.deliverables)


def all_packets() -> tuple[Packet, ...]:
    """Return everything the stages can bind of several documents."""
    return tuple(packet for stage in STAGES for packet in stage.packets)


def export(file: EngagementFile, key: str, subject: str, folder: Path) -> tuple[Path, ...]:
    """Write a deliverable, one file for each subject, and return where they lie.

    Args:
        file: the open engagement.
        key: which deliverable, or ``all``.
        subject: an id or a name; empty for every subject there is.
        folder: where to; it is made where it is not there. No file is ever replaced.

    Raises:
        Refused: when there is no such deliverable or subject.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if key == EVERYTHING:
        return tuple(path for one in all_deliverables() for path in _each(file, one, "", folder))
    if packet := next((one for one in all_packets() if one.key == key), None):
        return tuple(_each_packet(file, packet, subject, folder))
    return tuple(_each(file, _the(key), subject, folder))


def write_binder(file: EngagementFile, edition: str, path: Path) -> Path:
    """Write the binder of an edition and return where it lies."""
    return write_new(path, render_binder(file.read(binder_paper, edition))[1])


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be rendered anywhere: values only.

    Attributes:
        name: the file name that is offered, without its ending.
        document: what it says.
        letterhead: whose paper it is.
    """

    name: str
    document: Document
    letterhead: Letterhead


@dataclass(frozen=True, slots=True)
class BinderPaper:
    """A binder ready to be rendered anywhere: values only."""

    name: str
    cover: Document
    parts: tuple[Part, ...]
    letterhead: Letterhead
    duplex: bool = True


def editions() -> Mapping[str, str]:
    """Return the editions of the binder with what they are called."""
    return EDITION_NAMES


def paper(session: Session, deliverable: Deliverable[Any], subject: Subject | None) -> Paper:
    """Collect a deliverable for a subject; None where there is one for the engagement."""
    document = prepare(deliverable, session, subject.id if subject else None)
    said = subject.name if subject else ""
    name = _name(reference(session), tr(deliverable.title), said, f"v{document.version}")
    return Paper(name, document, letterhead(session))


def binder_paper(session: Session, edition: str) -> BinderPaper:
    """Collect the binder of an edition."""
    cover, parts = binder_of(session, edition)
    name = _name(reference(session), "Binder", edition.capitalize(), f"v{cover.version}")
    return BinderPaper(name, cover, parts, letterhead(session))


def packet_paper(session: Session, packet: Packet, subject: Subject) -> BinderPaper:
    """Collect a packet about a subject. It goes by mail as often as on paper: one side only."""
    cover, parts = packet.gather(session, subject.id)
    name = _name(reference(session), tr(packet.title), subject.name, f"v{cover.version}")
    return BinderPaper(name, cover, parts, letterhead(session), duplex=False)


def render_paper(made: Paper, *, progress: Progress = silent) -> tuple[str, bytes]:
    """Return file name and PDF of a paper."""
    return made.name, render(made.document, made.letterhead, progress=progress)


def render_binder(made: BinderPaper, *, progress: Progress = silent) -> tuple[str, bytes]:
    """Return file name and PDF of a binder."""
    content = binder(made.cover, made.parts, made.letterhead, duplex=made.duplex, progress=progress)
    return made.name, content


def save_papers(
    papers: tuple[Paper, ...], folder: Path, *, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write papers into a folder, replacing nothing, and return where they lie."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, made in enumerate(papers, start=1):
        progress(number, len(papers), made.document.title)
        name, pdf = render_paper(made)
        written.append(write_new(_free(folder, name), pdf))
    return tuple(written)


def _the(key: str) -> Deliverable[Any]:
    """Return the deliverable of a key."""
    for deliverable in all_deliverables():
        if deliverable.key == key:
            return deliverable
    raise Refused(
        tr("There is no deliverable “{key}”.").format(key=key),
        remedy=tr("There are: {names}.").format(
            names=", ".join(
                (
                    *(found.key for found in all_deliverables()),
                    *(found.key for found in all_packets()),
                    EVERYTHING,
                )
            )
        ),
    )


def _each(
    file: EngagementFile, deliverable: Deliverable[Any], wanted: str, folder: Path
) -> list[Path]:
    """Write a deliverable for each subject asked for."""
    papers = (file.read(paper, deliverable, one) for one in _subjects(file, deliverable, wanted))
    return list(save_papers(tuple(papers), folder))


def _each_packet(file: EngagementFile, packet: Packet, wanted: str, folder: Path) -> list[Path]:
    """Write a packet for each subject asked for."""
    written = []
    for subject in _chosen(file.read(packet.subjects), wanted):
        name, pdf = render_binder(file.read(packet_paper, packet, subject))
        written.append(write_new(_free(folder, name), pdf))
    return written


def _subjects(
    file: EngagementFile, deliverable: Deliverable[Any], wanted: str
) -> tuple[Subject | None, ...]:
    """Return for whom a deliverable is made; None where there is one for the engagement."""
    if deliverable.subjects is None:
        return (None,)
    return _chosen(file.read(deliverable.subjects), wanted)


def _chosen(found: tuple[Subject, ...], wanted: str) -> tuple[Subject, ...]:
    """Return the subjects of an id or a name; all of them where none is asked for."""
    if not wanted:
        return found
    chosen = tuple(s for s in found if wanted in (s.id, s.name))
    if not chosen:
        raise Refused(
            tr("There is nobody and nothing called “{name}” here.").format(name=wanted),
            remedy=tr("There are: {names}.").format(names=", ".join(s.name for s in found) or "–"),
        )
    return chosen


def _name(reference_code: str, title: str, subject: str, version: str) -> str:
    """Return a file name of letters, digits, hyphens and underscores; the version stays whole."""
    cleaned = [
        re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", part)).strip("-_")
        for part in (reference_code, title, subject)
    ]
    said = "_".join(part for part in cleaned if part).encode()[:_LONGEST]
    return f"{said.decode(errors='ignore').rstrip('-_') or 'document'}_{version}"


def _free(folder: Path, name: str) -> Path:
    """Return a path that is not taken."""
    path = folder / f"{name}.pdf"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}.pdf"
        number += 1
    return path
