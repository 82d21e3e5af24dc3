"""How the program is called again as a worker of its own; light, for every start asks it first.

`multiprocessing` is never used: in the packaged program it would open window after window.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

RENDER = "--render-worker"
"""Sets documents as pages."""

READ = "--read-worker"
"""Reads one file that came from outside, under limits."""

GUARD = "BECOMING_GREAT_WORKER"
"""Set in the environment of a worker: a program that finds it set starts no further one."""

REFUSED = 64
"""What a worker answers that is asked for anything but its work."""


def is_worker() -> bool:
    """Tell whether this program runs as a worker of another."""
    return bool(os.environ.get(GUARD))


def is_called(arguments: Sequence[str]) -> bool:
    """Tell whether a worker is asked for, or this is one that is asked for something else."""
    return RENDER in arguments or READ in arguments or is_worker()


def command(flag: str) -> list[str]:
    """Return how this program is called again: through Python from a checkout, else by itself."""
    if Path(sys.executable).stem.lower().startswith("python"):
        return [sys.executable, "-m", "app", flag]
    return [sys.executable, flag]


def start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a worker that is spoken to by its standard input and answers by its output.

    Args:
        words: what `command` returned.
    """
    return subprocess.Popen(  # noqa: S603 - this program itself, no shell
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, GUARD: "1", "PYTHONIOENCODING": "utf-8"},
        cwd=_root(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _root() -> Path | None:
    """Return the folder a checkout is run from."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "app" / "__main__.py").is_file() else None
