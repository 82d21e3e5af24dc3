"""``--self-check``: is everything there that the program needs, on this computer, as packaged?

One line for each part, and an exit code. It writes nothing but into a folder that is gone
afterwards, opens no window, and asks nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.host.paths import data_folder, resource

FLAG = "--self-check"
_HOME = "BECOMING_GREAT_HOME"
_PHRASE = "lantern orchard seven violet"


def run() -> int:
    """Check every part, say of each how it stands, and return 1 where one does not."""
    if sys.platform == "linux" and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory(prefix="becoming-great-check-") as folder:
        sample = Path(folder) / "sample.bgreat"
        checks: dict[str, Callable[[], str]] = {
            "own folder": _own_folder,
            "platform": _platform,
            "typefaces": _typefaces,
            "icons": _icons,
            "looks": _looks,
            "handbook": _handbook,
            "instruments": _instruments,
            "keyring": _keyring,
            "encrypted file": lambda: _encrypted(sample),
            "paper": lambda: _paper(sample),
            "binder": lambda: _binder(sample),
        }
        faults = 0
        for name, check in checks.items():
            is_own = name == "own folder"
            faults += not _stands(name, check, home="" if is_own else folder)
    print("Everything is there." if not faults else f"{faults} of {len(checks)} parts fail.")
    return 1 if faults else 0


def _stands(name: str, check: Callable[[], str], *, home: str) -> bool:
    """Check one part, away from what is the user's own, and say how it stands."""
    before = os.environ.get(_HOME)
    if home:
        os.environ[_HOME] = home
    try:
        print(f"ok    {name}: {check()}")
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what is to be said
        print(f"FAIL  {name}: {type(error).__name__}: {error}")
        return False
    finally:
        os.environ.pop(_HOME, None)
        if before is not None:
            os.environ[_HOME] = before
    return True


def _own_folder() -> str:
    folder = data_folder()
    with TemporaryDirectory(dir=folder) as trial:
        (Path(trial) / "trial").write_bytes(b"x")
    return "can be written"


def _platform() -> str:
    from app.ui import standing

    return standing.platform()


def _typefaces() -> str:
    from app.deliverables.press.faces import BOLD, ITALIC, LIGHT, STRONG, TEXT, coverage
    from app.ui import standing

    faces = (TEXT, ITALIC, STRONG, BOLD, LIGHT, "Wide", "Signs")
    return f"{standing.typefaces()}; on paper {sum(1 for face in faces if coverage(face))}"


def _icons() -> str:
    from app.ui import standing

    return standing.drawings()


def _looks() -> str:
    from app.ui import standing

    return standing.looks()


def _handbook() -> str:
    pages = sorted(resource("handbook").glob("*.md"))
    empty = [page.name for page in pages if len(page.read_text("utf-8")) < 100]
    if empty or not pages:
        raise RuntimeError(f"empty: {', '.join(empty) or 'there is no page'}")
    return f"{len(pages)} pages"


def _instruments() -> str:
    from app.instruments import instrument
    from app.instruments.sample import load

    parts = (
        instrument.values(), instrument.competencies(), instrument.questions(),
        instrument.outcome_stems(), instrument.wording_rules(), instrument.glossary(),
    )  # fmt: skip
    if not all(parts):
        raise RuntimeError("an instrument is empty")
    return f"{sum(map(len, parts))} entries, a sample of {len(load().people)} people"


def _keyring() -> str:
    from app.host import secrets

    return secrets.name_of_ring() or "none that can be trusted; passphrases are asked for"


def _encrypted(path: Path) -> str:
    """Write the sample under a passphrase, find it closed to another, open and check it."""
    from app.store import integrity
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from app.store.troubles import WrongKey
    from app.verbs.sample import write_sample

    write_sample(path, _PHRASE)
    if path.read_bytes().startswith(b"SQLite"):
        raise RuntimeError("the file is not encrypted")
    try:
        EngagementFile.open(path, Key.passphrase("another")).close()
    except WrongKey:
        pass
    else:
        raise RuntimeError("another passphrase opens the file")
    with EngagementFile.open(path, Key.passphrase(_PHRASE)) as file:
        if not file.read(integrity.examine).is_whole:
            raise RuntimeError("the file is not whole")
        rows = sum(file.read(integrity.counts).values())
    return f"written, closed to others, opened, whole, {rows:,} rows"


def _paper(path: Path) -> str:
    """Set the first paper there is and let the window's own reader count its pages."""
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from app.ui import standing
    from app.verbs.deliver import all_deliverables, paper, render_paper

    one = all_deliverables()[0]
    with EngagementFile.open(path, Key.passphrase(_PHRASE)) as file:
        subject = file.read(one.subjects)[0] if one.subjects else None
        made = file.read(paper, one, subject)
    return f"{standing.pages_of(render_paper(made)[1])} pages, shown by the program itself"


def _binder(path: Path) -> str:
    """Set a binder by two processes of this very program."""
    from app.deliverables.parts import binder
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from app.ui import standing
    from app.verbs.deliver import binder_paper

    with EngagementFile.open(path, Key.passphrase(_PHRASE)) as file:
        made = file.read(binder_paper, "owner")
    pdf = binder(made.cover, made.parts[:2], made.letterhead, workers=2)
    return f"{standing.pages_of(pdf)} pages, set by two processes"
