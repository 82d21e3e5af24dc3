"""Loading what is heavy while the consultant looks at the start page, so that opening is quick."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from functools import wraps
from threading import Thread, current_thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Libraries only, no module of ours: so no thread ever waits for one that waits for it.
_HEAVY = ("sqlalchemy", "sqlmodel", "sqlcipher3.dbapi2", "keyring", "reportlab.pdfgen.canvas")
_log = logging.getLogger(__name__)
_under_way: list[Thread] = []


def warm() -> Thread:
    """Load the heavy libraries in a thread of their own; the program does not wait for it."""
    thread = Thread(target=_load, name="warming")
    _under_way[:] = [thread]
    thread.start()
    return thread


def finish() -> None:
    """Wait until what is being loaded has been loaded.

    Two threads that import the same libraries at once may each see them half made: a file that was
    double-clicked would then not open, now and again.
    """
    for thread in _under_way:
        if thread is not current_thread():
            thread.join()


def finished(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function that imports what is heavy wait until nobody else is importing it."""

    @wraps(function)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> T:
        finish()
        return function(*args, **kwargs)

    return waiting


def _load() -> None:
    """Load one after the other; what is missing is told by whoever needs it."""
    for name in _HEAVY:
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - a broken library must not break the start
            _log.info("Not loaded ahead: %s", type(error).__name__)
