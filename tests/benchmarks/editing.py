"""One edit, its undo, and what the journal and the ledger cost, in a file grown large."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

import app.stages  # noqa: F401 - its tables register themselves
from app.domain.edits import revise
from app.domain.evidence import Evidence, EvidenceSign, Visibility
from app.domain.people import Person
from app.domain.rows import now
from app.domain.values import Competency
from app.store import connection
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.benchmarks.measuring import Figure, fast_folder, median, p99, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE, ROWS, RUNS = 200, 50_000, 500


def figures() -> Iterator[Figure]:
    """Measure edits through the file, then the same edits straight through its driver.

    Once on a disk that needs no syncing, which leaves our own work alone, and once on the disk of
    this computer, which is what a consultant waits for.
    """
    fast, slow = fast_folder(), Path(mkdtemp(prefix="becoming-great-bench-"))
    try:
        person = _grow(fast / "large.bgreat")
        shutil.copyfile(fast / "large.bgreat", slow / "large.bgreat")
        yield from _figures(fast / "large.bgreat", person)
        ours, _, _, plain = _edits(slow / "large.bgreat", person)
        yield Figure.of("One edit, saved and synced to this disk", ours)
        yield Figure.of("The same without journal and ledger", plain)
        ratio = median(ours) / median(plain)
        yield Figure("Journal and ledger together, on this disk", ratio, "×", 1.5, RUNS)
    finally:
        shutil.rmtree(fast)
        shutil.rmtree(slow)


def _figures(path: Path, person: str) -> Iterator[Figure]:
    note = f"{PEOPLE} people, {ROWS:,} rows, {path.stat().st_size / 1e6:.0f} MB, no sync"
    ours, undone, redone, plain = _edits(path, person)
    yield Figure.of("One edit, saved (99 of 100)", ours, goal=16, judged=p99(ours), note=note)
    yield Figure.of("The same without journal and ledger", plain, note="no sync")
    ratio = median(ours) / median(plain)
    yield Figure("Journal and ledger together", ratio, "×", None, RUNS, "no sync: the cost alone")
    yield Figure.of("Undo of one step (99 of 100)", undone, goal=16, judged=p99(undone))
    yield Figure.of("Redo of one step (99 of 100)", redone, goal=16, judged=p99(redone))
    opened = timed(lambda: EngagementFile.open(path, Key.published()).close(), 5)
    yield Figure.of("This large file opened, checked, closed", opened)


def _edits(path: Path, person: str) -> tuple[list[float], ...]:
    """Time edits, their undoing and redoing, and the same edits without journal and ledger."""
    file = EngagementFile.open(path, Key.published(), author="A Consultant")
    key = file.raw_key()
    numbers = count()

    def edit() -> None:
        with file.work("Change name") as session:
            revise(session, Person, person, "display_name", f"Ada {next(numbers)}")

    ours = timed(edit, RUNS, warm=20)
    undone = timed(file.undo, 150, warm=5)
    redone = timed(file.redo, 150, warm=0)
    file.close()
    return ours, undone, redone, _plain_edits(path, key, person, numbers)


def _plain_edits(path: Path, key: str, person: str, numbers: count[int]) -> list[float]:
    """Make the same edits through the same driver, encryption and settings, and nothing else."""
    raw = connection.connect(path, key)
    connection.hold(raw)
    engine = connection.engine_over(raw)

    def edit() -> None:
        with Session(engine, expire_on_commit=False) as session:
            revise(session, Person, person, "display_name", f"Ada {next(numbers)}")
            session.commit()

    try:
        return timed(edit, RUNS, warm=20)
    finally:
        engine.dispose()
        raw.close()


def _grow(path: Path) -> str:
    """Make a file of many people with a long history of evidence; return one of the people."""
    file = EngagementFile.create(path, Key.published(), author="A Consultant")
    with file.work("People") as session:
        session.add_all(Person(display_name=f"Person {number}") for number in range(PEOPLE))
        session.add(Competency(name="Keeps promises", definition="Does what was said."))
    people = file.read(lambda session: list(session.exec(select(Person.id)).all()))
    [competency] = file.read(lambda session: list(session.exec(select(Competency.id)).all()))
    for start in range(0, ROWS, 5_000):
        rows = [_evidence(people[n % PEOPLE], competency, n) for n in range(start, start + 5_000)]
        with file.work("Evidence") as session:
            session.execute(insert(Evidence), rows)
    kept = file.read(lambda session: session.exec(select(col(Person.id)).limit(1)).one())
    file.close()
    return str(kept)


def _evidence(person: str, competency: str, number: int) -> dict[str, Any]:
    at = now()
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "created_at": at,
        "updated_at": at,
        "updated_by": "A Consultant",
        "happened_on": date(2026, 1 + number % 12, 1 + number % 28),
        "text": f"Delivered order {number} a day before it was promised.",
        "sign": EvidenceSign.arrived,
        "author": "A Consultant",
        "visibility": Visibility.leader,
        "person_id": person,
        "competency_id": competency,
    }
