"""Measure everything, print the table, write it as JSON: `python3 packaging/dev.py bench`."""

from __future__ import annotations

import json
import os
import platform
import sys
import traceback
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import table

if TYPE_CHECKING:
    from tests.benchmarks.measuring import Figure

ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / "artifacts" / "benchmarks.json"
PARTS = ("startup", "editing", "window", "tables", "paper", "packet")


def main(chosen: list[str]) -> int:
    """Measure the chosen parts, or all of them; a part that breaks is named, and fails the run."""
    if unknown := [name for name in chosen if name not in PARTS]:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    figures: list[Figure] = []
    broken = []
    for name in chosen or PARTS:
        print(f"· measuring {name}", flush=True)
        with TemporaryDirectory() as home:
            os.environ["BECOMING_GREAT_HOME"] = home
            try:
                figures += import_module(f"tests.benchmarks.{name}").figures()
            except Exception:  # noqa: BLE001 - the other parts are still worth measuring
                traceback.print_exc()
                broken.append(name)
    print()
    print(table(figures))
    if broken:
        print(f"\nCould not be measured: {', '.join(broken)}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(_document(figures, broken), indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten: {RESULT.relative_to(ROOT)}")
    return 1 if broken else 0


def _document(figures: list[Figure], broken: list[str]) -> dict[str, object]:
    """Return the figures with what is needed to compare them with another run."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "screen": os.environ["QT_QPA_PLATFORM"],
        "not_measured": broken,
        "figures": [{**asdict(figure), "verdict": figure.verdict} for figure in figures],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
