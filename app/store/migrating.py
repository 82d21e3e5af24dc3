"""Bringing an older file up to date: all steps in one transaction, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.store import connection, schema, troubles
from app.store.migrations import STEPS


def migrate(raw: Any, path: Path) -> None:
    """Bring the file to the present schema. The backup was made before.

    Raises:
        Damaged: when the migrated file breaks a reference; it stays as it was.
    """
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    if version >= schema.SCHEMA:
        return
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.engine_over(raw).begin() as begun:
            for number in range(version, schema.SCHEMA):
                STEPS[number - 1](begun)
            if begun.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise troubles.damaged(path)
            begun.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA}")
    finally:
        raw.execute("PRAGMA foreign_keys = ON")
