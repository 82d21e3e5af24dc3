"""The selection packet of five candidates and three raters: read, composed, set and bound."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf

from app.deliverables.deliverable import Subject
from app.deliverables.parts import forget
from app.stages.selection import actions, queries
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from app.verbs import deliver
from app.verbs.sample import write_sample
from tests.benchmarks.measuring import Figure, fast_folder, milliseconds
from tests.stages.selection.five_by_three import five_by_three

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUNS = 5
GOAL = 5.0


def figures() -> Iterator[Figure]:
    """Make the packet for the first time, again, and again after one note was corrected."""
    folder = fast_folder()
    try:
        path = folder / "northmere.bgreat"
        write_sample(path, passphrase="")
        file = EngagementFile.open(path, Key.published())
        try:
            yield from _figures(file)
        finally:
            file.close()
    finally:
        forget()
        shutil.rmtree(folder)


def _figures(file: EngagementFile) -> Iterator[Figure]:
    with file.work("Choose among five") as session:
        opening = five_by_three(session, queries.positions_to_fill(session)[0][0])
    subject = Subject(opening, "Five by three")
    panel, leader = (one for one in deliver.all_packets() if "selection" in one.key)
    made: dict[str, bytes] = {}

    def make() -> None:
        made["panel"] = deliver.render_binder(file.read(deliver.packet_paper, panel, subject))[1]

    def make_for_leader() -> None:
        deliver.render_binder(file.read(deliver.packet_paper, leader, subject))

    first = _seconds(make)
    pages = len(pypdf.PdfReader(BytesIO(made["panel"])).pages)
    note = f"{pages} pages"
    yield Figure("Selection packet of 5 × 3, first time", first, "s", GOAL, note=note)
    gathered = [
        _seconds(lambda: file.read(deliver.packet_paper, panel, subject)) for _ in range(RUNS)
    ]
    yield Figure.of("Selection packet, gathered and composed only", gathered, "s")
    again = [_seconds(make) for _ in range(RUNS)]
    yield Figure.of("Selection packet again, nothing changed", again, "s", GOAL)
    changed = []
    for number in range(RUNS):
        _correct(file, opening, number)
        changed.append(_seconds(make))
    yield Figure.of("Selection packet again, one note corrected", changed, "s", GOAL)
    forget()
    yield Figure("Selection packet for the hiring leader", _seconds(make_for_leader), "s", GOAL)


def _seconds(work: Callable[[], object]) -> float:
    return milliseconds(work) / 1000


def _correct(file: EngagementFile, opening: str, number: int) -> None:
    """Correct a note on a candidate, whose decision is withdrawn first."""
    with file.work("Correct a note") as session:
        candidate = queries.candidates(session, opening)[0].id
        for one in queries.decisions(session, opening):
            if one.candidate_id == candidate:
                actions.withdraw_decision(session, one.id)
        member = queries.panel(session, opening)[0].id
        asked = queries.questions(session, opening)[0].id
        key = (candidate, member, asked)
        actions.note_evidence(session, *key, f"Said {number}.", reason="A slip of the pen.")
