"""Killing the program itself: whatever the moment, nothing that the window said is saved is lost.

The program runs as users start it, with its real window over a real engagement, and is killed while
it opens, while somebody works in it, and while it closes. Then the file is opened again, compared
with everything that was ever acknowledged, and checked.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app.store import ledger
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from app.verbs.opening import checked
from tests.house.tree import ROOT
from tests.proofs.consultant import image

_log = logging.getLogger(__name__)
KILLS = int(os.environ.get("BECOMING_GREAT_PROGRAM_KILLS", "20"))
LANES = 2
PATIENCE = 60.0

Image = dict[str, Any] | None


@dataclass
class Lane:
    """One engagement that is worked on, killed and opened again and again.

    Attributes:
        path: the file; it lies alone in its folder.
        home: where the program keeps what is its own.
        chance: decides when to kill.
        rows: what every row that was ever touched must look like.
        changes: how many pieces of work the file is known to hold.
        seen: the last line of the ledger that is known.
        deeds: what was done and said to be saved, in which tab.
        kills: where the kills fell.
        reopened: how long each start took until the engagement stood open.
    """

    path: Path
    home: Path
    chance: random.Random
    rows: dict[str, Image] = field(default_factory=dict)
    changes: int = 0
    seen: int = 0
    deeds: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    reopened: list[float] = field(default_factory=list)


@pytest.mark.slow
def test_no_acknowledged_edit_is_lost_however_the_program_dies(
    sample_path: Path, tmp_path: Path
) -> None:
    lanes = []
    for number in range(LANES):
        folder = tmp_path / f"client {number}"
        folder.mkdir()
        path = shutil.copyfile(sample_path, folder / "northmere.bgreat")
        lanes.append(Lane(path, tmp_path / f"home {number}", random.Random(number)))

    def work(lane: Lane) -> None:
        for _ in range(-(-KILLS // LANES)):
            _live_and_die(lane)
            _look(lane)

    with ThreadPoolExecutor(LANES) as pool:
        for done in [pool.submit(work, lane) for lane in lanes]:
            done.result()

    deeds = sum((lane.deeds for lane in lanes), Counter[str]())
    kills = sum((lane.kills for lane in lanes), Counter[str]())
    assert {deed.split(":")[0] for deed in deeds} == {"foundation", "selection", "review"}
    assert {"write", "undo"} <= {deed.split(":")[1].split()[0] for deed in deeds}
    assert deeds.total() > 3 * KILLS
    assert kills["opening"]
    assert kills["at work"] > KILLS / 3
    _log.info("%d kills %s, %d edits, none lost", kills.total(), dict(kills), deeds.total())


def _live_and_die(lane: Lane) -> None:
    """Start the program, let somebody work in it, and kill it at some moment."""
    plan = lane.chance.choices(("opening", "at work", "closing"), (15, 70, 15))[0]
    deeds = lane.chance.randrange(1, 15)
    began = time.perf_counter()
    with subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "tests.proofs.consultant", str(lane.path)),
            *(str(lane.chance.randrange(10**6)), str(deeds if plan == "closing" else -1)),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "BECOMING_GREAT_HOME": str(lane.home),
        },
        stdout=subprocess.PIPE,
    ) as program:
        said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        reader = Thread(target=_listen, args=(program, said))
        reader.start()
        try:
            if plan == "opening":
                _hear(lane, said, until=time.perf_counter() + lane.chance.uniform(0.1, 1.5))
            else:
                word = "deed" if plan == "at work" else "closing"
                times = deeds if plan == "at work" else 1
                assert _hear(lane, said, word, times, began=began), lane.kills
                _hear(lane, said, until=time.perf_counter() + lane.chance.random() * 0.06)
        finally:
            program.kill()
        reader.join()
        _hear(lane, said)
    lane.kills[plan if program.returncode else "after closing"] += 1


def _listen(program: subprocess.Popen[bytes], said: queue.SimpleQueue[Any]) -> None:
    """Pass on every whole line; a torn one was never said."""
    assert program.stdout is not None
    for line in program.stdout:
        if line.endswith(b"\n"):
            said.put(json.loads(line))
    said.put(None)


def _hear(
    lane: Lane,
    said: queue.SimpleQueue[dict[str, Any] | None],
    word: str = "",
    times: int = 1,
    *,
    until: float = 0.0,
    began: float = 0.0,
) -> bool:
    """Take note of what is said until a word fell so often, a moment has come, or all is said."""
    limit = until or time.perf_counter() + PATIENCE
    while (left := limit - time.perf_counter()) > 0:
        try:
            line = said.get(timeout=left)
        except queue.Empty:
            break
        if line is None:
            said.put(None)
            return not word
        assert "trouble" not in line, line["trouble"]
        if "opened" in line and began:
            lane.reopened.append(time.perf_counter() - began)
        if "deed" in line:
            lane.rows |= line["rows"]
            lane.changes, lane.seen = line["saved"], line["seq"]
            lane.deeds[f"{line['tab']}:{line['deed']}"] += 1
        times -= word in line
        if word and not times:
            return True
    assert until, "the program has fallen silent"
    return True


def _look(lane: Lane) -> None:
    """Open the file: it holds what was acknowledged, and at most what was just being done."""
    with EngagementFile.open(lane.path, Key.published()) as file:
        assert file.changes >= lane.changes
        lines = file.read(ledger.entries, limit=100_000)
        unsaid = [line for line in reversed(lines) if line.seq > lane.seen]
        expected = dict(lane.rows)
        for line in unsaid:
            _apply(expected, line)
        for key, row in expected.items():
            found = file.read(image, *key.split("/"))
            assert _bare(found) == _bare(row), key
            lane.rows[key] = found
        lane.changes, lane.seen = file.changes, max((line.seq for line in lines), default=0)
    assert checked(lane.path) == ("“northmere.bgreat” is whole.",)
    assert [one.name for one in lane.path.parent.iterdir()] == [lane.path.name]


def _apply(rows: dict[str, Image], line: ledger.LedgerEntry) -> None:
    """Let what the ledger says of a row come to it, as it was being done when the kill fell."""
    key = f"{line.table}/{line.row}"
    if line.kind == "delete":
        rows[key] = None
    else:
        rows[key] = {**(rows.get(key) or {}), **line.after}


def _bare(row: Image) -> Image:
    """Return a row without its stamps, which the ledger does not repeat."""
    return row and {name: row[name] for name in row if name not in ("updated_at", "updated_by")}


@pytest.mark.slow
def test_this_proof_notices_an_edit_that_is_lost(sample_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "client"
    folder.mkdir()
    path = shutil.copyfile(sample_path, folder / "northmere.bgreat")
    lane = Lane(path, tmp_path / "home", random.Random(3))
    while not lane.deeds:
        _live_and_die(lane)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    shutil.copyfile(sample_path, path)

    with pytest.raises(AssertionError):
        _look(lane)
