"""Progress of a long work: told to whoever waits, who may raise to cancel it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far a work has come. What it raises ends the work and passes through."""

    def __call__(self, done: int, total: int, text: str = "", /) -> None:
        """Report that `done` of `total` steps are done."""


def silent(_done: int, _total: int, _text: str = "", /) -> None:
    """Report progress to nobody."""
