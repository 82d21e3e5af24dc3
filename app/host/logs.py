"""The log: what the program did, in its own words, without anything a client or user wrote.

Our modules log constant sentences with counts, ids and types of errors; the linter forbids
pieced texts. A library's message may quote a row, so only its origin is kept. An exception is
kept as its type and places, never its text.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.host.crashes import report_of
from app.host.paths import log_folder

_OURS = ("app", "__main__")
_SIZE = 1_000_000
_COUNT = 5


class Discreet(logging.Formatter):
    """Writes a record as a line that may be read by anybody."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, with what a stranger wrote left out."""
        spoken = logging.makeLogRecord(record.__dict__)
        spoken.exc_info, spoken.exc_text, spoken.stack_info = None, None, None
        if record.name.partition(".")[0] not in _OURS:
            spoken.msg, spoken.args = "(said something)", None
        line = super().format(spoken)
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        return f"{line}\n{report_of(error)}" if error is not None else line


def start(level: int = logging.INFO) -> Path:
    """Write the log into its folder from now on, and nowhere else; return the file."""
    path = log_folder() / "app.log"
    writer = RotatingFileHandler(
        path, maxBytes=_SIZE, backupCount=_COUNT - 1, encoding="utf-8", delay=True
    )
    writer.setFormatter(Discreet())
    root = logging.getLogger()
    stop()
    root.addHandler(writer)
    root.setLevel(logging.WARNING)
    logging.getLogger("app").setLevel(level)
    logging.raiseExceptions = False
    return path


def stop() -> None:
    """Write the log no longer."""
    root = logging.getLogger()
    for writer in [each for each in root.handlers if isinstance(each.formatter, Discreet)]:
        root.removeHandler(writer)
        writer.close()
