"""Files dropped on the window: an engagement is opened, the others go to the stage they are for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.domain.errors import Refused
from app.host.language import tr
from app.shell.entrance import why_not

if TYPE_CHECKING:
    from app.shell.window import Window

_SHEET = ".pdf"


def dropped(window: Window, paths: Sequence[Path]) -> None:
    """Do what files are dropped for, or say why not.

    Whoever dropped them may be waiting for an answer: it is done when that is given.
    """
    takers = _takers(window, paths)
    if len(takers) == 1 and "" not in takers:
        QTimer.singleShot(0, partial(window.take_files, takers.pop(), tuple(paths)))
        return
    refused = _mixed() if any(takers) else _too_early(paths) or why_not(paths)
    if refused is None:
        QTimer.singleShot(0, partial(window.open_path, paths[0]))
    else:
        window.notices.show(refused.text, refused.remedy, kind="bad")


def _takers(window: Window, paths: Sequence[Path]) -> set[str]:
    """Return the stages these files are for; an empty key for files that are for none."""
    bench = window.workbench
    return set() if bench is None else {bench.takes(path) for path in paths}


def _mixed() -> Refused:
    return Refused(
        tr("These files do not belong together."),
        tr("Drop filled-in sheets without anything else, or one engagement alone."),
    )


def _too_early(paths: Sequence[Path]) -> Refused | None:
    """Say why sheets cannot be taken in while no engagement is open."""
    if not paths or any(path.suffix.lower() != _SHEET for path in paths):
        return None
    return Refused(
        tr("No engagement is open that could take in a PDF."),
        tr("Open the engagement these sheets belong to, then drop them again."),
    )
