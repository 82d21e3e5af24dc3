"""Paths: one home, closed to others; what is shipped is found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.host import paths

FOLDERS = (
    paths.data_folder,
    paths.backups_folder,
    paths.log_folder,
    paths.crash_folder,
    paths.config_folder,
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_lies_under_the_given_home_and_is_made(folder, home: Path):
    found = folder()

    assert found.is_dir()
    assert found.is_relative_to(home)


@pytest.mark.skipif(os.name == "nt", reason="Windows closes a profile by other means")
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_other_user_looks_into_our_folders(folder, home: Path):
    found = folder()

    while found != home:
        assert found.stat().st_mode & 0o077 == 0
        found = found.parent


def test_without_a_home_of_our_own_the_system_says_where(monkeypatch, tmp_path: Path):
    monkeypatch.delenv("BECOMING_GREAT_HOME")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))

    found = [folder() for folder in FOLDERS]

    assert all(folder.is_relative_to(tmp_path) for folder in found)
    assert all("BecomingGreat" in folder.parts for folder in found)
    assert len({*found}) == len(FOLDERS)


def test_what_is_shipped_is_found():
    assert paths.resource("icons").is_dir()
