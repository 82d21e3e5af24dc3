"""Loading what is heavy while the consultant looks at the start page, so that opening is quick."""

from __future__ import annotations

import importlib
import logging
from threading import Thread

# Libraries only, no module of ours: so no thread ever waits for one that waits for it.
_HEAVY = ("sqlalchemy", "sqlmodel", "sqlcipher3.dbapi2", "keyring", "reportlab.pdfgen.canvas")
_log = logging.getLogger(__name__)


def warm() -> Thread:
    """Load the heavy libraries in a thread of their own; the program does not wait for it."""
    thread = Thread(target=_load, name="warming")
    thread.start()
    return thread


def _load() -> None:
    """Load one after the other; what is missing is told by whoever needs it."""
    for name in _HEAVY:
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - a broken library must not break the start
            _log.info("Not loaded ahead: %s", type(error).__name__)
