"""The doors to an engagement: make one, open one, build the sample.

The store is heavy, so it is imported when a door is opened and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import FileTrouble

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.domain.moments import Moment
    from app.stages.stage import Stage
    from app.store.backups import Backup
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key

Door = Callable[[Path, str, str], "EngagementFile"]


def make(path: Path, secret: str, author: str) -> EngagementFile:
    """Make a new engagement under a passphrase; an empty one leaves it unprotected."""
    import app.stages  # noqa: F401 - the tables of every stage belong to the file
    from app.store.engagement_file import EngagementFile

    return EngagementFile.create(path, _key(secret), author=author)


def open_file(path: Path, secret: str, author: str) -> EngagementFile:
    """Open an engagement."""
    import app.stages  # noqa: F401 - the tables of every stage belong to the file
    from app.store.engagement_file import EngagementFile

    return EngagementFile.open(path, _key(secret), author=author)


def open_by_key(path: Path, secret: str, author: str) -> EngagementFile:
    """Open an engagement by the 96 digits of its key."""
    import app.stages  # noqa: F401 - the tables of every stage belong to the file
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key

    return EngagementFile.open(path, Key.raw(secret), author=author)


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


def needs_passphrase(path: Path) -> bool:
    """Say whether a passphrase has to be asked for."""
    from app.store.opening import needs_passphrase as asked

    return bool(asked(path))


def is_wrong_key(trouble: FileTrouble) -> bool:
    """Say whether a file stayed shut because the passphrase did not fit."""
    from app.store.troubles import WrongKey

    return isinstance(trouble, WrongKey)


def answers(
    stages: Sequence[Stage],
) -> Mapping[type[Moment], Sequence[Callable[[Session, Any], object]]]:
    """Gather which stage answers which moment, in the order of the method."""
    found: dict[type[Moment], list[Callable[[Session, Any], object]]] = {}
    for stage in stages:
        for moment, answer in stage.answers.items():
            found.setdefault(moment, []).append(answer)
    return found


def is_damaged(trouble: FileTrouble) -> bool:
    """Say whether a file stayed shut because it is not whole or not recognizable any more."""
    from app.store.troubles import Damaged, NotOurs, Planted

    return isinstance(trouble, Damaged | NotOurs | Planted)


def newest_backup(path: Path, uuid: str) -> Backup | None:
    """Return the newest backup of a file that does not open; None where there is none.

    Args:
        path: where the damaged file lies; its first bytes tell which it is.
        uuid: the file's own name as far as this computer remembers it, for when they are gone.
    """
    from app.store import backups

    found = backups.list_for_damaged(path) or (backups.list_for(uuid) if uuid else ())
    return found[0] if found else None


def restore(backup: Path, secret: str, target: Path) -> Path:
    """Copy a backup into a new file, opened by a passphrase.

    Raises:
        FileTrouble: when the passphrase does not fit, it is not whole, or the name is taken.
    """
    from app.store import backups

    return backups.restore(backup, _key(secret), target)


def restore_version(file: EngagementFile, backup: Path, target: Path) -> Path:
    """Copy a backup of an open engagement into a new file under the same key.

    Raises:
        FileTrouble: when it is not whole or the name is taken.
    """
    from app.store import backups
    from app.store.keys import Key

    return backups.restore(backup, Key.raw(file.raw_key()), target)


def forget_pages() -> None:
    """Let go of pages that were made: a client's text stays in memory no longer than needed."""
    from app.deliverables.parts import forget

    forget()


def _key(secret: str) -> Key:
    """Return the key of a passphrase; an empty one stands for the published key."""
    from app.store.keys import Key

    return Key.passphrase(secret) if secret else Key.published()
