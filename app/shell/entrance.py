"""The way into an engagement: the keyring, the passphrase, the sheet, and at last a backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import FileTrouble, Refused
from app.host import secrets
from app.host.language import tr
from app.host.secrets import Remembered
from app.shell import doors
from app.shell.moments import name_for, said_when
from app.ui import dialogs

if TYPE_CHECKING:
    from app.shell.window import Window
    from app.store.backups import Backup
    from app.store.keys import Key
    from app.ui.asking import Secret
    from app.verbs.versions import Version

Go = Callable[["Key"], None]


class Entrance:
    """Opens engagements for the window, and says plainly why one stays shut."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def open(self, path: Path) -> None:
        """Open an engagement; one that is open here already comes to the front."""
        if self._is_open_here(path):
            self._come_forward()
            return
        try:
            asks = doors.needs_passphrase(path)
        except FileTrouble as trouble:
            self._tell(path, trouble, None)
            return
        if asks:
            self._with_key(path, path.stem, partial(self.go_through, path))
        else:
            self.go_through(path, doors.key_of(""))

    def restore(self, version: Version, key: Key, beside: Path) -> None:
        """Make a new file from an earlier version, beside the one it is of, and open it."""
        target = dialogs.save_file(
            self.window,
            tr("Restore as a new file"),
            name=name_for(beside.stem, version.at) + dialogs.ENDING,
            kinds=dialogs.ENGAGEMENTS,
            folder=beside.parent,
        )
        if target is None:
            return
        try:
            doors.restore(version.path, key, target)
        except FileTrouble as trouble:
            dialogs.trouble(self.window, trouble.text, trouble.remedy)
            return
        self.go_through(target, key, is_copy=True)

    # ------------------------------------------------------------------------------ keys

    def known_key(self, path: Path) -> Remembered:
        """Return what this computer's keyring knows of a file, unless it takes too long."""
        return secrets.within(secrets.PATIENCE, Remembered(), secrets.look_up, self._uuid_of(path))

    def _with_key(self, path: Path, name: str, go: Go) -> None:
        """Go with the remembered key, or with what is typed until it fits or nobody goes on."""
        known = self.known_key(path)
        if known.key:
            if self._fits(go, doors.raw_key(known.key)):
                return
            secrets.within(secrets.PATIENCE, False, secrets.forget, self._uuid_of(path))
        is_wrong = False
        while True:
            given = dialogs.passphrase(
                self.window, name, is_wrong=is_wrong, may_remember=known.is_possible
            )
            if given is None:
                return
            key, before = self._typed(name, given), self.window.desk
            if key is not None and self._fits(go, key):
                if given.remember and self.window.desk is not before:
                    self.window.keeping.remember()
                return
            is_wrong = key is not None and not given.by_sheet
            if key is not None and given.by_sheet:
                self._say_other_sheet()

    def _typed(self, name: str, given: Secret) -> Key | None:
        """Return the key of a passphrase or of a recovery sheet; None when it was given up."""
        if not given.by_sheet:
            return doors.key_of(given.text)
        digits = dialogs.sheet_key(self.window, name, doors.read_sheet)
        return doors.raw_key(digits) if digits else None

    @staticmethod
    def _fits(go: Go, key: Key) -> bool:
        """Go with a key; say whether it was the right one."""
        try:
            go(key)
        except FileTrouble as trouble:
            if not doors.is_wrong_key(trouble):
                raise
            return False
        return True

    def _say_other_sheet(self) -> None:
        dialogs.trouble(
            self.window,
            tr("This recovery sheet does not open the file."),
            tr(
                "Its lines are right, so it is the sheet of another file, or of this one before "
                "it was saved under a new passphrase. Look for the sheet with the file's name."
            ),
        )

    def _uuid_of(self, path: Path) -> str:
        """Return a closed file's own name: off the recent ones, or off its backups."""
        for recent in self.window.settings.recent:
            if recent.path == str(path):
                return recent.uuid
        return doors.uuid_of(path)

    # --------------------------------------------------------------------------- the door

    def go_through(self, path: Path, key: Key, *, is_copy: bool = False) -> None:
        """Open a file under a key, or say why it stays shut.

        Args:
            path: which file.
            key: what opens it.
            is_copy: whether it was just made from another one.

        Raises:
            FileTrouble: only where the key is wrong, so that another can be asked for.
        """
        try:
            file = doors.open_file(path, key, self.window.settings.author_name)
        except FileTrouble as trouble:
            if doors.is_wrong_key(trouble):
                raise
            self._tell(path, trouble, key)
            return
        self.window.enter(file, is_copy=is_copy)

    def _is_open_here(self, path: Path) -> bool:
        """Say whether the engagement that is open is this file, under whatever name."""
        desk = self.window.desk
        try:
            return desk is not None and path.samefile(desk.file.path)
        except OSError:
            return False

    def _come_forward(self) -> None:
        """Show the window with the engagement that is open in it."""
        self.window.come_forward()
        self.window.notices.show(tr("This engagement is already open here."))

    def _tell(self, path: Path, trouble: FileTrouble, key: Key | None) -> None:
        """Say a trouble; where the file is damaged, with the way on."""
        if doors.is_damaged(trouble) or doors.is_missing(trouble):
            self._offer_backup(path, trouble, key)
        else:
            dialogs.trouble(self.window, trouble.text, trouble.remedy)

    def _offer_backup(self, path: Path, trouble: FileTrouble, key: Key | None) -> None:
        """Name the newest good backup of a damaged file, and restore it as a new one."""
        found = doors.backups_of(path, self._uuid_of(path))
        if key is None and found and not doors.needs_passphrase(found[0].path):
            key = doors.key_of("")
        good = doors.newest_good(found, key) if key else None
        if doors.is_torn(trouble) and (not found or (key and good is None)):
            self._say_no_backup(trouble)
            return
        steps = [tr("Locate…")] if doors.is_missing(trouble) else []
        if good or (found and key is None):
            when = said_when(good.at if good else found[0].at)
            steps.append(tr("Restore the version of {when}…").format(when=when))
        said = _way_on(good, trouble) if steps else trouble.remedy
        chosen = dialogs.trouble(self.window, trouble.text, said, steps=steps)
        if chosen is None:
            return
        if chosen == tr("Locate…"):
            self.window.locate(path)
        elif good and key:
            self.restore(good, key, path)
        else:
            self._with_key(found[0].path, path.stem, partial(self._restore_newest, path, found))

    def _restore_newest(self, path: Path, found: tuple[Backup, ...], key: Key) -> None:
        """Restore the newest backup that is whole, now that its key is known.

        Raises:
            FileTrouble: where the key is wrong, so that another can be asked for.
        """
        try:
            version = doors.newest(found, key)
        except FileTrouble as trouble:
            if doors.is_wrong_key(trouble):
                raise
            self._say_no_backup(trouble)
            return
        self.restore(version, key, path)

    def _say_no_backup(self, trouble: FileTrouble) -> None:
        """Say that no backup on this computer is whole, and what may still help."""
        dialogs.trouble(
            self.window,
            trouble.text,
            tr(
                "No backup of it on this computer can be read. Keep the file as it is: a copy on "
                "a stick, in the mail or on another computer may still be whole."
            ),
        )


def _way_on(good: Version | None, trouble: FileTrouble) -> str:
    """Say what can be done, and what becomes of a damaged file and of its backup."""
    held = tr("The newest good backup holds: {what}.").format(what=good.holds) if good else ""
    if doors.is_missing(trouble):
        return f"{trouble.remedy} {held}".strip()
    said = tr("The backup becomes a new file; the damaged one stays as it is.")
    return f"{held} {said}".strip()


def why_not(paths: Sequence[Path]) -> Refused | None:
    """Say why what was dropped on the window cannot be opened; None where it is one engagement."""
    if not paths:
        return Refused(
            tr("Only files on this computer can be opened."),
            tr("Save it in a folder first, and drop it from there."),
        )
    if len(paths) > 1:
        return Refused(
            tr("One engagement is open at a time; these are {n} files.").format(n=len(paths)),
            tr("Drop one of them."),
        )
    path = paths[0]
    if path.is_dir():
        return Refused(
            tr("“{name}” is a folder.").format(name=path.name),
            tr("Drop the engagement file in it, whose name ends in .bgreat."),
        )
    if path.suffix.lower() != dialogs.ENDING:
        return Refused(
            tr("“{name}” is not an engagement file.").format(name=path.name),
            tr("Drop a file whose name ends in .bgreat."),
        )
    return None
