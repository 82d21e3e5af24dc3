"""Going on in another file: in an earlier version of this one, or in a copy.

Nothing here replaces a file: what is restored lies in a new one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import FileTrouble
from app.host.language import tr
from app.shell import doors
from app.shell.earlier import EarlierVersions
from app.ui import dialogs

if TYPE_CHECKING:
    from app.shell.window import Window
    from app.ui.desk import Desk
    from app.verbs.versions import Version


def earlier_versions(window: Window, desk: Desk) -> EarlierVersions:
    """Return the view of the earlier versions of the open engagement; it is made once."""
    made = window.workbench.findChild(EarlierVersions) if window.workbench else None
    if isinstance(made, EarlierVersions):
        made.refresh()
        return made

    def keep_now() -> None:
        try:
            desk.file.back_up("by-hand")
        except FileTrouble as trouble:
            desk.failures.tell(trouble)
            return
        view.refresh()
        desk.notices.show(tr("This version is kept."), kind="good")

    view = EarlierVersions(desk.file, keep_now)
    if window.workbench is not None:
        view.left.connect(window.workbench.leave_papers)
    view.restore_asked.connect(partial(_restore_version, window, desk))
    view.refresh()
    return view


def save_copy(window: Window, desk: Desk) -> None:
    """Write the open engagement into a new file and go on working there."""
    name = tr("{name} (copy)").format(name=desk.file.path.stem) + dialogs.ENDING
    target = dialogs.save_file(window, tr("Save a copy"), name=name, kinds=dialogs.ENGAGEMENTS)
    if target is None:
        return
    key = doors.raw_key(desk.file.raw_key())
    try:
        desk.file.save_copy(target)
    except FileTrouble as trouble:
        desk.failures.tell(trouble)
        return
    window.entrance.go_through(target, key, is_copy=True)


def _restore_version(window: Window, desk: Desk, version: Version) -> None:
    """Restore a version of the open engagement into a new file and open that."""
    key = doors.raw_key(desk.file.raw_key())
    window.entrance.restore(version, key, desk.file.path)
