"""Where things lie on this computer: our own folders, and what is shipped with the program.

Nothing here knows where a client's file lies; that is the user's choice.
"""

from __future__ import annotations

import os
from pathlib import Path

_NAME = "BecomingGreat"
_HOME = "BECOMING_GREAT_HOME"
_PRIVATE = 0o700


def data_folder() -> Path:
    """Return the folder for what the program keeps for itself."""
    return _folder("data")


def backups_folder() -> Path:
    """Return the folder that holds the dated copies of every file, never beside the document."""
    return _folder("data", "backups")


def log_folder() -> Path:
    """Return the folder for the log, which holds no client data."""
    return _folder("log")


def crash_folder() -> Path:
    """Return the folder for the reports of what went wrong."""
    return _folder("log", "crash")


def config_folder() -> Path:
    """Return the folder for the settings of this computer."""
    return _folder("config")


def resource(*parts: str) -> Path:
    """Return the path of something shipped with the program, such as ``resource("icons")``."""
    return _resources().joinpath(*parts)


def _resources() -> Path:
    """Find the shipped resources: beside the package, or inside it once packaged."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "resources"
    return beside if beside.is_dir() else package / "resources"


def _folder(kind: str, *below: str) -> Path:
    """Make and return one of our folders, closed to other users of this computer."""
    folder = _root(kind)
    for part in ("", *below):
        folder = folder / part
        if not folder.is_dir():
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            folder.chmod(_PRIVATE)
    return folder


def _root(kind: str) -> Path:
    """Return the root of one kind of folder: where the system wants it, or under our own home."""
    if home := os.environ.get(_HOME):
        return Path(home) / kind
    import platformdirs

    places = platformdirs.PlatformDirs(_NAME, appauthor=False)
    if kind == "config":
        return Path(places.user_config_path)
    return Path(places.user_log_path if kind == "log" else places.user_data_path)
