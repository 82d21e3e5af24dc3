"""What nobody caught: said to the user, kept as a report, and the program goes on."""

from __future__ import annotations

import sys
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from app.host import crashes
from app.host.language import N_, tr

if TYPE_CHECKING:
    from app.shell.window import Window

_LAST_TIME = N_("The program ended unexpectedly the last time. What was saved is safe.")


def watch(window: Window) -> None:
    """Take every exception that nobody catches from now on; Python's own end is let pass."""
    sys.excepthook = partial(_tell, window)


def tell_of_last_time(window: Window) -> None:
    """Say on the start page that an earlier run ended in the middle, once."""
    if crashes.left_behind():
        window.start.say(tr(_LAST_TIME))


def _tell(
    window: Window,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Say a failure where it can be acted on: in the engagement, or in a dialog without one."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    from app.ui import dialogs
    from app.ui.failures import GO_ON, NOT_SHOWN

    failure = error.with_traceback(trace)
    if window.desk is not None:
        window.desk.failures.tell(failure, NOT_SHOWN)
        return
    report = crashes.report_of(failure)
    crashes.keep(report)
    details = tr("Details")
    if dialogs.trouble(window, tr(NOT_SHOWN), tr(GO_ON), steps=(details,)) == details:
        dialogs.read_text(window, tr("What went wrong"), report)
