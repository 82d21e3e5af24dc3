"""Numbered migrations in plain SQL. They import nothing from the live tables.

``STEPS[n]`` brings a file from schema n + 1 to n + 2. A released step is never changed: files
made by every released version must open for ever. What a step may use lies in `rebuild`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.store.migrations.to_2 import to_2

if TYPE_CHECKING:
    from app.store.connection import Raw

    Migration = Callable[[Raw], None]

STEPS: tuple[Migration, ...] = (to_2,)
"""Every migration there is, the oldest first."""
