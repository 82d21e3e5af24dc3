"""The sample engagement, made by the same actions a consultant uses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session

from app.domain import moments
from app.host.language import tr
from app.instruments.sample import load
from app.stages import STAGES
from app.store.engagement_file import EngagementFile
from app.verbs import sample_foundation as foundation
from app.verbs import sample_review, sample_selection
from app.verbs.opening import new_key

_ENOUGH_MOMENTS = 20


def build_sample(file: EngagementFile) -> None:
    """Enter the sample engagement into a file without rows, chapter by chapter.

    Nothing is written past the actions: whatever they refuse is refused here too, so the sample
    is an engagement that could have been entered by hand.
    """
    sample, names = load(), foundation.Names()
    with _chapter(file, tr("Begin the engagement")) as session:
        foundation.begin(session, sample, names)
    with _chapter(file, tr("Enter people and positions")) as session:
        foundation.add_people(session, sample, names)
    with _chapter(file, tr("Enter values, competencies and results")) as session:
        foundation.add_culture(session, sample, names)
    for job in sample.jobs:
        with _chapter(file, tr("Adopt job description")) as session:
            foundation.add_job(session, job, names)
    with _chapter(file, tr("Acknowledge job descriptions")) as session:
        foundation.read_together(session, sample, names)
    with _chapter(file, tr("End employment")) as session:
        foundation.end_employments(session, sample, names)
    for opening in sample.requisitions:
        with _chapter(file, tr("Fill {number}").format(number=opening.number)) as session:
            sample_selection.choose(session, sample, opening, names)
    with _chapter(file, tr("Count applicants")) as session:
        sample_selection.count(session, sample, names)
    with _chapter(file, tr("Enter newcomers and the new leader")) as session:
        foundation.add_newcomers(session, sample, names)
        foundation.hand_over(session, sample, names)
    with _chapter(file, tr("Enter evidence and readings")) as session:
        foundation.add_facts(session, sample, names)
    with _chapter(file, tr("Start review cycle")) as session:
        cycle = sample_review.start(session, sample, names)
    for review in sample.reviews:
        with _chapter(file, tr("Review {person}").format(person=review.person)) as session:
            sample_review.review(session, review, names, cycle)


def write_sample(path: Path, passphrase: str = "") -> None:
    """Write the sample engagement as a new file.

    Args:
        path: where to; a file that lies there is never replaced.
        passphrase: what protects it; empty for a file anybody can open.

    Raises:
        FileTrouble: when there is a file of this name, or nothing can be written there.
    """
    author = load().consultant.name
    file = EngagementFile.create(path, new_key(passphrase), author=author)
    try:
        build_sample(file)
    except BaseException:
        file.close()
        path.unlink()
        raise
    file.close()


@contextmanager
def _chapter(file: EngagementFile, label: str) -> Iterator[Session]:
    """Open a unit of work in which the stages answer each other's moments, as at the desk."""
    with file.work(label) as session:
        yield session
        for _ in range(_ENOUGH_MOMENTS):
            announced = moments.take(session)
            if not announced:
                return
            for moment in announced:
                for stage in STAGES:
                    if answer := stage.answers.get(type(moment)):
                        answer(session, moment)
        raise RecursionError("The answers to moments announce each other without end.")
