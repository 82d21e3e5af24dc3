"""Bringing an older file up to the present schema: all of it or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.store import troubles
from app.store.migrations import STEPS

if TYPE_CHECKING:
    from app.store.connection import Raw
    from app.store.migrations import Migration


def needs_migrating(raw: Raw, steps: Sequence[Migration] = STEPS) -> bool:
    """Say whether a file is older than this program.

    Raises:
        TooNew: when it is newer; it is left as it is.
    """
    version = _version(raw)
    if version > len(steps) + 1:
        raise troubles.TooNew
    if version < 1:
        raise troubles.NotOurs
    return version < len(steps) + 1


def migrate(raw: Raw, steps: Sequence[Migration] = STEPS) -> None:
    """Run the missing migrations in one transaction. The backup was made before.

    Raises:
        Damaged: when a link points nowhere afterwards; the file is as it was.
    """
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        raw.execute("BEGIN IMMEDIATE")
        for number in range(_version(raw), len(steps) + 1):
            steps[number - 1](raw)
            raw.execute(f"PRAGMA user_version = {number + 1}")
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            raise troubles.Damaged
        raw.execute("COMMIT")
    except BaseException:
        raw.rollback()
        raise
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _version(raw: Raw) -> int:
    """Return the number of the file's schema."""
    return int(raw.execute("PRAGMA user_version").fetchone()[0])
