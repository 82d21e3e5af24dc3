"""The owner's binder of the sample client: made, made again, and made again after one change."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
from sqlmodel import col, select

from app.domain.edits import revise
from app.domain.people import Person
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from app.verbs.deliver import write_binder
from app.verbs.sample import write_sample
from tests.benchmarks.measuring import Figure, fast_folder, median, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    finally:
        file.close()
    yield Figure("The owner's binder, first time", first / 1000, "s", note=f"{pages} pages")
    yield Figure("The owner's binder, for each page", first / pages, "ms")
    yield Figure("The binder again, nothing changed", median(same) / 1000, "s", 0.5, RUNS)
    yield Figure("The binder again, one person changed", median(changed) / 1000, "s", 0.5, RUNS)


def _rename(file: EngagementFile, name: str) -> None:
    person = file.read(
        lambda session: session.exec(select(Person.id).order_by(col(Person.display_name))).first()
    )
    assert person is not None
    with file.work("Change name") as session:
        revise(session, Person, person, "display_name", name)
