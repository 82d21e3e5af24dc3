"""Filling a new file with rows from elsewhere: nobody's step, and nothing in the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import ledger
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.store.library import LIBRARY, Shelf, add_shelf, names


def test_what_is_poured_into_a_new_file_is_nobodys_step(tmp_path: Path):
    path = tmp_path / "new.bgreat"
    with EngagementFile.create(path, Key.published(), metadata=LIBRARY) as file:
        with file.pour() as session:
            session.add(Shelf(name="Ada"))
        assert not file.history.can_undo
        assert file.read(ledger.entries) == ()

    with EngagementFile.open(path, Key.published(), metadata=LIBRARY) as file:
        assert file.read(names) == ["Ada"]


def test_only_a_file_without_changes_is_filled():
    with EngagementFile.in_memory(metadata=LIBRARY) as file:
        add_shelf(file, "Ada")

        with pytest.raises(RuntimeError, match="without changes"), file.pour():
            pass

        assert file.read(names) == ["Ada"]
