"""What becomes of an error: sorted by who can act, said in the window, logged without client data.

A text of an exception may hold what a client wrote, so neither log nor report contain it: they
name the type and the places in our own code.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import FileTrouble, Refused
from app.host import crashes
from app.host.language import N_, tr
from app.ui import dialogs
from app.ui.jobs import Cancelled

if TYPE_CHECKING:
    from types import TracebackType

    from pydantic import ValidationError

    from app.ui.notices import Notices

WENT_WRONG = N_("Something went wrong, nothing was changed.")
NOT_SHOWN = N_("Something went wrong while showing this.")
GO_ON = N_("You can go on working. A report helps us mend it; it holds nothing about your client.")

_log = logging.getLogger(__name__)
_FEW = 2  # words; what is called by a whole phrase is no noun one could ask for

_SENTENCES = {
    "missing": N_("Give a value."),
    "string_too_long": N_("Use at most {max_length:,} characters; this has {length:,}."),
    "greater_than_equal": N_("Give {ge} or more."),
    "greater_than": N_("Give more than {gt}."),
    "less_than_equal": N_("Give {le} or less."),
    "less_than": N_("Give less than {lt}."),
    "date_type": N_("Choose a day."),
    "date_parsing": N_("Choose a day."),
    "date_from_datetime_parsing": N_("Choose a day."),
    "int_parsing": N_("Give a whole number."),
    "int_type": N_("Give a whole number."),
    "int_from_float": N_("Give a whole number."),
    "float_parsing": N_("Give a number."),
    "float_type": N_("Give a number."),
    "decimal_parsing": N_("Give a number."),
    "finite_number": N_("Give a number."),
    "bool_type": N_("Choose yes or no."),
    "string_type": N_("Choose one of the list."),
    "enum": N_("Choose one of the list."),
}


def faults(error: ValidationError, title: str = "") -> dict[str, str]:
    """Return the sentence that belongs under each field; an empty name is for the whole.

    Args:
        error: what pydantic found. Its own words, which quote what was typed, are not used.
        title: what the field is called, for a form that asks for a single one.
    """
    found: dict[str, str] = {}
    for item in error.errors(include_url=False):
        place = item["loc"]
        field = str(place[0]) if place else ""
        given = item.get("input")
        values = {**item.get("ctx", {}), "length": len(given) if isinstance(given, str) else 0}
        found.setdefault(field, _sentence(item["type"], values, item["msg"], title))
    return found


def _sentence(kind: str, values: dict[str, Any], message: str, title: str) -> str:
    if kind == "string_too_short":
        if values.get("min_length") == 1:
            return _wanting(title)
        return tr("Use at least {min_length} characters; this has {length}.").format(**values)
    if kind in _SENTENCES:
        return tr(_SENTENCES[kind]).format(**values)
    if kind in ("value_error", "assertion_error"):
        return tr(str(values.get("error", message)))
    return tr("This does not fit here.")


def _wanting(title: str) -> str:
    """Ask for what is missing by its name where it is a plain noun: "Give a name."."""
    words = title.split()
    if not title or len(words) > _FEW or not title.replace(" ", "").isalpha():
        return tr("This cannot be empty.")
    name = title if title.isupper() else title[0].lower() + title[1:]
    if name[0] in "aeiou":
        return tr("Give an {name}.").format(name=name)
    return tr("Give a {name}.").format(name=name)


class Failures(QObject):
    """Says every error in the place where the right person can act on it."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices

    def tell(self, error: BaseException, what: str = WENT_WRONG) -> None:
        """Say an error: refused ones as a notice, file troubles as a dialog, bugs with a report."""
        from pydantic import ValidationError  # heavy, and the window is made before

        if isinstance(error, Cancelled):
            return
        if isinstance(error, Refused):
            self._notices.show(error.text, error.remedy, kind="bad")
        elif isinstance(error, FileTrouble):
            _log.info("File trouble: %s", type(error).__name__)
            dialogs.trouble(_window(), error.text, error.remedy)
        elif isinstance(error, ValidationError):
            self._notices.show(" ".join(dict.fromkeys(faults(error).values())), kind="bad")
        else:
            self._confess(error, what)

    def install(self) -> None:
        """Take every exception that nobody caught, so that the program goes on."""
        sys.excepthook = self._uncaught

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.tell(error.with_traceback(trace), NOT_SHOWN)

    def _confess(self, error: BaseException, what: str) -> None:
        report = f"{crashes.report_of(error)}\n\nQt {qVersion()}"
        crashes.keep(report)
        _log.error("%s", report)
        self._notices.show(
            tr(what),
            tr(GO_ON),
            kind="bad",
            stays=True,
            commands=(
                (tr("Details"), partial(_show, report)),
                (tr("Copy report"), partial(_copy, report)),
            ),
        )


def _show(report: str) -> None:
    dialogs.read_text(_window(), tr("What went wrong"), report)


def _copy(report: str) -> None:
    QGuiApplication.clipboard().setText(report)


def _window() -> QWidget | None:
    return QApplication.activeWindow()
