"""What nobody caught: said to the user, kept as a report, and the program goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.host import crashes
from app.host.language import tr
from app.ui import dialogs

if TYPE_CHECKING:
    from app.shell.window import Window


def watch(window: Window) -> None:
    """Take every exception that nobody catches from now on; Python's own end is let pass."""
    window.failures.install()


def tell_of_last_time(window: Window) -> None:
    """Say that an earlier run ended in the middle, once, with what it left behind."""
    traces = crashes.left_behind()
    if not traces:
        return
    shown = partial(dialogs.read_text, window, tr("What went wrong"), "\n\n".join(traces))
    window.notices.show(
        tr("The program closed unexpectedly last time; nothing that was saved is lost."),
        tr("A report helps us mend it; it holds nothing about your client."),
        commands=((tr("Details"), shown),),
        stays=True,
    )
