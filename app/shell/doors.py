"""The doors to an engagement: make one, open one, build the sample.

The store is heavy, so it is imported when a door is opened and not before; and where it is being
loaded ahead just then, the door waits for that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import FileTrouble
from app.shell.warming import finished

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.domain.moments import Moment
    from app.stages.stage import Stage
    from app.store.backups import Backup
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from app.verbs.deliver import Paper
    from app.verbs.versions import Version

Door = Callable[[Path, "Key", str], "EngagementFile"]


@finished
def make(path: Path, key: Key, author: str) -> EngagementFile:
    """Make a new engagement."""
    import app.stages  # noqa: F401 - the tables of every stage belong to the file
    from app.store.engagement_file import EngagementFile

    return EngagementFile.create(path, key, author=author)


@finished
def open_file(path: Path, key: Key, author: str) -> EngagementFile:
    """Open an engagement."""
    import app.stages  # noqa: F401 - the tables of every stage belong to the file
    from app.store.engagement_file import EngagementFile

    return EngagementFile.open(path, key, author=author)


@finished
def key_of(secret: str) -> Key:
    """Return the key of a passphrase; an empty one stands for the published key."""
    from app.store.keys import Key

    return Key.passphrase(secret) if secret else Key.published()


@finished
def raw_key(digits: str) -> Key:
    """Return the key that a keyring or a recovery sheet holds."""
    from app.store.keys import Key

    return Key.raw(digits)


@finished
def read_sheet(typed: str) -> str:
    """Return the key that was typed off a recovery sheet.

    Raises:
        ValueError: when a line is mistyped; its text names the line.
    """
    from app.store.recovery import read_back

    return read_back(typed)


@finished
def recovery_sheet(session: Session, path: Path, digits: str, on: date) -> Paper:
    """Collect the recovery sheet of a file, ready to be rendered."""
    from app.verbs.recovery_sheet import sheet

    return sheet(session, path, digits, on)


@finished
def render(paper: Paper) -> tuple[str, bytes]:
    """Return name and PDF of a paper."""
    from app.verbs.deliver import render_paper

    return render_paper(paper)


@finished
def make_sample(folder: Path) -> Path:
    """Write the sample client as a new file into a folder and return its path.

    An earlier one is never replaced: somebody may have worked on it.
    """
    from app.verbs.sample import write_sample

    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / "Northmere Fixture Works.bgreat", 2
    while path.exists():
        path, number = folder / f"Northmere Fixture Works {number}.bgreat", number + 1
    write_sample(path)
    return path


@finished
def needs_passphrase(path: Path) -> bool:
    """Say whether a passphrase has to be asked for."""
    from app.store.opening import needs_passphrase as asked

    return bool(asked(path))


@finished
def is_wrong_key(trouble: FileTrouble) -> bool:
    """Say whether a file stayed shut because the passphrase did not fit."""
    from app.store.troubles import WrongKey

    return isinstance(trouble, WrongKey)


@finished
def is_damaged(trouble: FileTrouble) -> bool:
    """Say whether a file stayed shut because it is not whole or not recognizable any more."""
    from app.store.troubles import Damaged, NotOurs, Planted

    return isinstance(trouble, Damaged | NotOurs | Planted)


@finished
def is_torn(trouble: FileTrouble) -> bool:
    """Say whether a file is surely ours, and not whole."""
    from app.store.troubles import Damaged

    return isinstance(trouble, Damaged)


@finished
def is_missing(trouble: FileTrouble) -> bool:
    """Say whether there is no file where one was expected."""
    from app.store.troubles import Missing

    return isinstance(trouble, Missing)


@finished
def uuid_of(path: Path) -> str:
    """Return a closed file's own name where its backups tell it; empty otherwise."""
    from app.verbs.versions import uuid_of as found

    return found(path)


@finished
def backups_of(path: Path, uuid: str) -> tuple[Backup, ...]:
    """Return the backups of a file that does not open, the newest first."""
    from app.verbs.versions import of_damaged

    return of_damaged(path, uuid)


@finished
def newest(found: Sequence[Backup], key: Key) -> Version:
    """Return the newest backup that is whole.

    Raises:
        FileTrouble: when none is, or the key does not fit.
    """
    from app.verbs.versions import newest_good

    return newest_good(found, key)


@finished
def newest_good(found: Sequence[Backup], key: Key) -> Version | None:
    """Return the newest backup that is whole; None where there is none under this key."""
    from app.verbs.versions import readable

    return next(iter(readable(found, key)), None)


@finished
def restore(version: Path, key: Key, target: Path) -> None:
    """Make a new file from a backup; nothing is ever replaced."""
    from app.verbs.versions import restore as done

    done(version, key, target)


def answers(
    stages: Sequence[Stage],
) -> Mapping[type[Moment], Sequence[Callable[[Session, Any], object]]]:
    """Gather which stage answers which moment, in the order of the method."""
    found: dict[type[Moment], list[Callable[[Session, Any], object]]] = {}
    for stage in stages:
        for moment, answer in stage.answers.items():
            found.setdefault(moment, []).append(answer)
    return found


@finished
def forget_pages() -> None:
    """Let go of pages that were made: a client's text stays in memory no longer than needed."""
    from app.deliverables.parts import forget

    forget()
