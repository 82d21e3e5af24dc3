"""The owner's binder of the sample client: made, made again, and made again after one change."""

from __future__ import annotations

import shutil
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
from sqlmodel import col, select

from app.domain.edits import revise
from app.domain.people import Person
from app.host.language import tr
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from app.verbs.deliver import all_deliverables, paper, render_paper, write_binder
from app.verbs.sample import write_sample
from tests.benchmarks.measuring import Figure, fast_folder, milliseconds, timed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.deliverables.deliverable import Deliverable, Subject

RUNS = 3


def figures() -> Iterator[Figure]:
    """Make the binder for the first time, then after one person's name was corrected."""
    folder = fast_folder()
    try:
        path = folder / "northmere.bgreat"
        write_sample(path, passphrase="")
        yield from _figures(path, folder)
    finally:
        shutil.rmtree(folder)


def _figures(path: Path, folder: Path) -> Iterator[Figure]:
    file = EngagementFile.open(path, Key.published())
    out = folder / "binder.pdf"

    def make() -> float:
        out.unlink(missing_ok=True)
        return milliseconds(lambda: write_binder(file, "owner", out))

    try:
        first = make()
        pages = len(pypdf.PdfReader(BytesIO(out.read_bytes())).pages)
        same = [make() for _ in range(RUNS)]
        changed = []
        for number in range(RUNS):
            _rename(file, f"Ada Renamed {number}")
            changed.append(make())
        yield from _single(file)
    finally:
        file.close()
    yield Figure("The owner's binder, first time", first / 1000, "s", note=f"{pages} pages")
    yield Figure("The owner's binder, for each page", first / pages, "ms")
    same, changed = ([ms / 1000 for ms in some] for some in (same, changed))
    yield Figure.of("The binder again, nothing changed", same, "s", 0.5)
    yield Figure.of("The binder again, one person changed", changed, "s", 0.5)


def _single(file: EngagementFile) -> Iterator[Figure]:
    """Set each sort of paper, warm: collected, laid out, written."""
    for one in all_deliverables():
        about = file.read(one.subjects) if one.subjects else (None,)
        if about:
            times = timed(partial(_set, file, one, about[0]), 5)
            yield Figure.of(f"One paper: {tr(one.title)}", times)


def _set(file: EngagementFile, one: Deliverable[Any], about: Subject | None) -> None:
    render_paper(file.read(paper, one, about))


def _rename(file: EngagementFile, name: str) -> None:
    person = file.read(
        lambda session: session.exec(select(Person.id).order_by(col(Person.display_name))).first()
    )
    assert person is not None
    with file.work("Change name") as session:
        revise(session, Person, person, "display_name", name)
