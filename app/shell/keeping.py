"""What keeps an engagement open to its owner: a key that is remembered, a sheet on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from app.host import secrets
from app.host.language import tr
from app.shell import doors
from app.ui import dialogs

if TYPE_CHECKING:
    from app.shell.window import Window
    from app.store.engagement_file import EngagementFile

_UNLOCKING = 60.0
"""So many seconds a keyring may ask the user to unlock it, while the work goes on."""

_Place = QStandardPaths.StandardLocation
_ELSEWHERE = (_Place.DocumentsLocation, _Place.DesktopLocation, _Place.HomeLocation)


class Keeping:
    """The commands of the File menu that keep the way into the open engagement."""

    def __init__(self, window: Window) -> None:
        self.window = window

    # ------------------------------------------------------------------- on this computer

    def can_remember(self) -> bool:
        """Whether this computer has a keyring that can be trusted with a key."""
        known = secrets.within(secrets.PATIENCE, secrets.Remembered(), secrets.look_up, "")
        return known.is_possible

    def remember(self) -> None:
        """Keep the key of the open engagement in this computer's keyring, beside the work."""
        file = self._protected()
        if file is None:
            return
        job = self.window.jobs.start(
            secrets.within,
            _UNLOCKING,
            False,
            secrets.remember,
            file.uuid,
            file.raw_key(),
            title=tr("Remembering the key"),
        )
        job.then(self._say_remembered)

    def forget(self) -> None:
        """Take the key of the open engagement out of this computer's keyring."""
        file = self._protected()
        if file is None:
            return
        show = self.window.notices.show
        known = secrets.within(secrets.PATIENCE, secrets.Remembered(), secrets.look_up, file.uuid)
        if not known.key:
            show(tr("This computer does not remember the key of this engagement."))
        elif secrets.within(secrets.PATIENCE, False, secrets.forget, file.uuid):
            show(tr("Forgotten. The passphrase is asked for the next time."), kind="good")
        else:
            show(
                tr("The keyring of this computer did not let go of the key."),
                tr("Look for “{name}” in its own program and remove the entry there.").format(
                    name=secrets.SERVICE
                ),
                kind="bad",
            )

    def _say_remembered(self, is_kept: object) -> None:
        if is_kept:
            self.window.notices.show(
                tr("This computer remembers the key from now on."),
                tr("File > Forget on this computer takes that back."),
                kind="good",
            )
        else:
            self.window.notices.show(
                tr("The keyring of this computer did not keep the key."),
                tr("The passphrase is asked for each time."),
                kind="bad",
            )

    # ------------------------------------------------------------------ the recovery sheet

    def offer_sheet(self) -> None:
        """Say once, after a protected file was made, that a sheet belongs into a drawer."""
        self.window.notices.show(
            tr("Nobody can reset this passphrase."),
            tr("Print the recovery sheet now and lock it away."),
            commands=((tr("Recovery sheet…"), self.recovery_sheet),),
            stays=True,
        )

    def recovery_sheet(self) -> None:
        """Make the recovery sheet of the open engagement and show it, to be printed or saved."""
        file, desk = self._protected(), self.window.desk
        if file is None or desk is None:
            return
        today = date.today()  # noqa: DTZ011 - the day on the consultant's own calendar
        paper = desk.read(doors.recovery_sheet, file.path, file.raw_key(), today)
        desk.start(doors.render, paper, title=tr("Making the recovery sheet")).then(
            self._show_sheet
        )

    def _show_sheet(self, made: tuple[str, bytes]) -> None:
        file = self._protected()
        if file is None:
            return
        name, pdf = made
        dialogs.show_paper(
            self.window,
            tr("Recovery sheet"),
            tr(
                "It opens the file when the passphrase is forgotten. Print it, or save it on a "
                "stick that is kept apart from the file."
            ),
            pdf,
            name=f"{name}.pdf",
            folder=away_from(file.path),
        )

    def _protected(self) -> EngagementFile | None:
        """Return the open engagement if a passphrase keeps it secret."""
        desk = self.window.desk
        return desk.file if desk is not None and desk.file.is_protected else None


def away_from(path: Path) -> Path:
    """Return a folder to propose for what must not lie beside a file."""
    places = [Path(QStandardPaths.writableLocation(place)) for place in _ELSEWHERE]
    beside = path.parent.resolve()
    for place in places:
        if place.is_dir() and place.resolve() != beside:
            return place
    return places[-1]
