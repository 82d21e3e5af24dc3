"""From the start of the process to the first painted window, beside a bare one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measuring import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("first_paint.py")
RUNS = 9


def figures() -> Iterator[Figure]:
    """Measure in turns, bare and ours, so that a busy moment hits both."""
    bare, ours = [], []
    for turn in range(RUNS + 1):
        for kind, results in (("bare", bare), ("app", ours)):
            result = _first_paint(kind)
            if turn:
                results.append(result)
    bare_ms, our_ms = ([result["ms"] for result in some] for some in (bare, ours))
    yield Figure.of("A bare window, first painted", bare_ms)
    yield Figure.of("Our window, first painted", our_ms)
    ratios = [our / bare for our, bare in zip(our_ms, bare_ms, strict=True)]
    yield Figure.of("Our window against the bare one", ratios, "×", 1.5)
    yield Figure.of("Memory of a bare window", [r["memory"] for r in bare], "MB")
    yield Figure.of("Memory of our window, idle", [r["memory"] for r in ours], "MB")
    loaded = sorted({name for result in ours for name in result["loaded"]})
    yield Figure(
        "Heavy libraries loaded before the first paint", len(loaded), "of 6", 0,
        RUNS, ", ".join(loaded),
    )  # fmt: skip


def _first_paint(kind: str) -> dict[str, Any]:
    with TemporaryDirectory() as home:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-P", str(SCRIPT), kind],
            env={**os.environ, "PYTHONPATH": str(ROOT), "BECOMING_GREAT_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=60,
        )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**result, "ms": (result["at"] - began) * 1000}
