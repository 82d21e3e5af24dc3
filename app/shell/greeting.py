"""What is said when an engagement opens: only what the user has to know, once, in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.host.language import tr
from app.shell.moments import said_when

if TYPE_CHECKING:
    from app.store.engagement_file import EngagementFile
    from app.ui.notices import Notices


def greet(
    file: EngagementFile, notices: Notices, save_copy: Callable[[], None], *, is_copy: bool
) -> None:
    """Say what is unusual about a file that was just opened; nothing where nothing is.

    Args:
        file: the engagement.
        notices: where it is said.
        save_copy: asks where a copy is to lie and goes on working there.
        is_copy: it was just made from an open file or a backup, whose sitting was under way.
    """
    if file.is_read_only:
        notices.show(
            tr("This file can be read and printed here, but not changed."),
            tr("Save a copy in a folder of your own to go on working."),
            commands=((tr("Save a copy…"), save_copy),),
            stays=True,
        )
    if not is_copy:
        _tell_last_sitting(file, notices)
    if file.backup_trouble is not None:
        notices.show(
            tr("No backup of this engagement could be made today."),
            f"{file.backup_trouble.text} {file.backup_trouble.remedy}",
            kind="bad",
            stays=True,
        )
    if file.erasing_trouble is not None:
        notices.show(file.erasing_trouble.text, file.erasing_trouble.remedy, kind="bad", stays=True)


def _tell_last_sitting(file: EngagementFile, notices: Notices) -> None:
    """Say that the last sitting did not end properly, and what that means."""
    sitting = file.last_sitting
    if sitting is None or sitting.closed is not None:
        return
    when = said_when(sitting.started)
    if sitting.is_elsewhere:
        notices.show(
            tr(
                "On {when} this file was opened on the computer “{host}” and not closed there."
            ).format(when=when, host=sitting.host),
            tr("If it is still open there, close it there before you change anything here."),
            stays=True,
        )
        return
    notices.show(
        tr("The program ended in the middle the last time (begun {when}).").format(when=when),
        tr("Everything that was saved is here; a change is saved the moment you leave its field."),
    )
