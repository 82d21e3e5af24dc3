"""Numbered migrations in plain SQL. They import nothing from the live tables.

``STEPS[n]`` brings a file from schema n + 1 to n + 2. A released step is never changed.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

STEPS: tuple[Callable[[Connection], None], ...] = ()
