"""Killing: whatever the moment, nothing that was said to be saved is lost, and the file opens."""

from __future__ import annotations

import logging
import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.store import integrity, ledger
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.house.tree import ROOT
from tests.store.library import LIBRARY, names

_log = logging.getLogger(__name__)
KILLS = int(os.environ.get("BECOMING_GREAT_KILLS", "20"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a worker to kill")
def test_no_saved_change_is_lost_however_the_program_dies(tmp_path: Path):
    path = tmp_path / "northmere.bgreat"
    EngagementFile.create(path, Key.published(), metadata=LIBRARY).close()
    chance = random.Random(20)
    seen, unfinished = 0, 0
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.nursery"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as nursery:
        for _ in range(KILLS):
            saved = _kill_one(nursery, path, chance)
            assert saved >= seen
            journal = path.with_name(path.name + "-journal")
            unfinished += journal.exists() and any(journal.read_bytes()[:8])
            seen = _look(path, saved)
        nursery.terminate()

    assert seen > KILLS
    _log.info("%d kills, %d inside a change, %d changes, none lost", KILLS, unfinished, seen)


def _kill_one(nursery: subprocess.Popen[bytes], path: Path, chance: random.Random) -> int:
    """Let a worker edit for a random while and kill it; return the last change it said is saved."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{path}\n".encode())
    worker = int(nursery.stdout.readline())
    saved = 0
    for _ in range(chance.randrange(1, 12)):
        saved = int(nursery.stdout.readline())
    until = time.perf_counter() + chance.random() * 0.02
    while (left := until - time.perf_counter()) > 0:
        if select.select([nursery.stdout], [], [], left)[0]:
            saved = int(nursery.stdout.readline())
    os.kill(worker, signal.SIGKILL)
    while (line := nursery.stdout.readline()) != b"gone\n":
        saved = int(line)
    return saved


def _look(path: Path, saved: int) -> int:
    """Open the file; return how many changes it holds: those said to be saved, or one more."""
    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as file:
        assert saved <= file.changes <= saved + 3  # a step, its undoing and redoing may be done
        found = file.read(names)
        assert len(found) == len(set(found))
        assert file.read(integrity.examine, metadata=LIBRARY).is_whole
        steps = {line.seq for line in file.read(ledger.entries, limit=100_000)}
        assert len(steps) >= file.changes
        assert file.last_sitting is not None
        return file.changes
