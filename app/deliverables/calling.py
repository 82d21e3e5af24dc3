"""How the program is called as a render worker; light, for every start asks it first."""

from __future__ import annotations

import os
from collections.abc import Sequence

FLAG = "--render-worker"
GUARD = "BECOMING_GREAT_WORKER"
"""Set in the environment of a worker: a program that finds it set starts no further one."""


def is_worker() -> bool:
    """Tell whether this program runs as a worker of another."""
    return bool(os.environ.get(GUARD))


def is_called(arguments: Sequence[str]) -> bool:
    """Tell whether a worker is asked for, or this is one that is asked for something else."""
    return FLAG in arguments or is_worker()
