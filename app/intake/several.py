"""Several files at once: what stands in each, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.errors import Refused
from app.host.language import tr
from app.intake.child import content_of, read_apart

MOST_FILES = 200
"""More at once is a mistake of whoever dropped a whole folder."""


class Progress(Protocol):
    """How far the reading is; it may raise to give up between two files."""

    def __call__(self, done: int, total: int, text: str = "", /) -> None:
        """Report."""


@dataclass(frozen=True, slots=True)
class FormRead:
    """What one file holds.

    Attributes:
        name: the file's name, without its place.
        fields: each field's value by its name, None for what is no text; no fields where the file
            could not be read.
        refused: why it could not be read; empty where it was.
        remedy: what to do about that.
    """

    name: str
    fields: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    refused: str = ""
    remedy: str = ""


def _silent(_done: int, _total: int, _text: str = "", /) -> None:
    """Report to nobody."""


def read_forms(paths: Sequence[Path], *, progress: Progress = _silent) -> tuple[FormRead, ...]:
    """Read filled forms, each in a child of its own; one that is refused stops no other.

    Raises:
        Refused: when there are too many of them.
    """
    if len(paths) > MOST_FILES:
        raise Refused(
            tr("These are {n} files.").format(n=len(paths)),
            tr("Take in {most} at most at a time.").format(most=MOST_FILES),
        )
    found = []
    for place, path in enumerate(paths):
        progress(place, len(paths), path.name)
        found.append(_read_one(path))
    progress(len(paths), len(paths))
    return tuple(found)


def _read_one(path: Path) -> FormRead:
    try:
        return _believed(path.name, read_apart("form", content_of(path)))
    except Refused as refused:
        return FormRead(path.name, {}, refused.text, refused.remedy)
    except OSError:
        return FormRead(
            path.name, {}, tr("This file cannot be opened."), tr("Is it still there?")
        )  # fmt: skip


def _believed(name: str, answer: object) -> FormRead:
    """Return an answer as fields, whatever the child said."""
    given = answer if isinstance(answer, dict) else {}
    fields = {str(key): one if isinstance(one, str) else None for key, one in given.items()}
    return FormRead(name, fields)
