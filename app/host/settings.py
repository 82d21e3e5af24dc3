"""The settings of this computer and this user: looks, paper, the name beside each change.

What belongs to an engagement stands in its file. Widths of columns and the like stand here, so
that looking at a file never changes it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from app.host.language import N_
from app.host.paths import config_folder

RECENT_LIMIT = 10
_FILE = "settings.json"


class Theme(StrEnum):
    """Light, dark, or as the system has it."""

    system = "system"
    light = "light"
    dark = "dark"

    @property
    def label(self) -> str:
        """The word for people."""
        return {"system": N_("Like the system"), "light": N_("Light"), "dark": N_("Dark")}[self]


class PaperSize(StrEnum):
    """The paper of this computer's printer."""

    letter = "letter"
    a4 = "a4"

    @property
    def label(self) -> str:
        """The word for people."""
        return {"letter": N_("US Letter"), "a4": N_("A4")}[self]


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file that was open here.

    Attributes:
        path: where it lay.
        uuid: the file's own name, under which the keyring may hold its key.
    """

    path: str
    uuid: str


@dataclass(slots=True)
class Settings:
    """What the user has set, or the sensible thing where nothing was set.

    A field's ``title`` and ``help`` are what the preferences show.
    """

    theme: Theme = field(default=Theme.system, metadata={"title": N_("Appearance")})
    text_scale: int = field(
        default=100,
        metadata={"title": N_("Text size in percent"), "ge": 80, "le": 200},
    )
    paper: PaperSize = field(default=PaperSize.letter, metadata={"title": N_("Paper")})
    author_name: str = field(
        default="",
        metadata={"title": N_("Your name"), "help": N_("It stands beside each change you make.")},
    )
    keeps_recent: bool = field(
        default=True,
        metadata={
            "title": N_("List the files opened last"),
            "help": N_("Turn this off on a computer that others use."),
        },
    )
    recent: tuple[RecentFile, ...] = ()
    last_folder: str = ""
    window_geometry: str = ""
    window_state: str = ""
    places: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, Any] = field(default_factory=dict)
    """What another version of the program has set; it is kept."""

    def opened(self, path: Path, uuid: str) -> None:
        """Put a file at the top of the recent ones; it takes the place of where it lay before."""
        if self.keeps_recent:
            name = str(path)
            others = [
                recent
                for recent in self.recent
                if recent.path != name
                and (not uuid or recent.uuid != uuid or Path(recent.path).is_file())
            ]
            self.recent = (RecentFile(name, uuid), *others)[:RECENT_LIMIT]

    def forgotten(self, path: Path) -> None:
        """Take a file off the recent ones."""
        self.recent = tuple(recent for recent in self.recent if recent.path != str(path))

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read settings; a value that does not fit gives way to what is usual."""
        settings = cls()
        known = {each.name for each in fields(cls)} - {"unknown"}
        for name, value in given.items():
            if name not in known:
                settings.unknown[name] = value
                continue
            with suppress(ValueError, TypeError, KeyError):
                setattr(settings, name, _fitting(settings, name, value))
        return settings

    def to_json(self) -> dict[str, Any]:
        """Return what is written."""
        written = asdict(replace(self, recent=self.recent if self.keeps_recent else ()))
        return {**written.pop("unknown"), **written}


def load_settings() -> Settings:
    """Read the settings; a file that cannot be read is set aside, not overwritten."""
    path = config_folder() / _FILE
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(given, dict):
            raise TypeError
        return Settings.from_json(given)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError):
        with suppress(OSError):
            path.replace(path.with_name("settings-broken.json"))
        return Settings()


def save_settings(settings: Settings) -> bool:
    """Write the settings, all or nothing; say whether they could be written."""
    path = config_folder() / _FILE
    part = path.with_name(f".{uuid4().hex[:8]}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            json.dump(settings.to_json(), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def _fitting(settings: Settings, name: str, value: Any) -> Any:  # noqa: ANN401 - out of JSON
    """Return a value in the type its setting has.

    Raises:
        ValueError, TypeError or KeyError: when it does not fit.
    """
    now = getattr(settings, name)
    if name == "recent":
        found = (RecentFile(str(each["path"]), str(each["uuid"])) for each in value)
        return tuple(found)[:RECENT_LIMIT]
    if isinstance(now, StrEnum):
        return type(now)(value)
    if type(value) is not type(now):
        raise TypeError(name)
    if isinstance(now, dict):
        return {str(key): str(each) for key, each in value.items()}
    return _within(settings, name, value)


def _within(settings: Settings, name: str, value: Any) -> Any:  # noqa: ANN401 - as given
    """Return a value no less and no more than its setting allows."""
    limits = next(each.metadata for each in fields(settings) if each.name == name)
    if "ge" in limits:
        return min(max(value, limits["ge"]), limits["le"])
    return value
