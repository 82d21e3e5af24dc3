"""What is kept of a failure, so that it can be mended: the places in our code, never a value.

The text of an exception may hold what a client wrote, and so may a line of source or a local
variable; a report has none of them. The user reads it before sending it.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import re
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import uuid4

import app
from app.host.paths import crash_folder

KEPT = 20
"""So many reports stay; the oldest go."""

_native: IO[str] | None = None


def start() -> None:
    """Have even the end of the interpreter itself leave a trace, from now on."""
    global _native  # noqa: PLW0603 - the system writes into this file at any time
    if _native is None:
        path = crash_folder() / f"native-{os.getpid()}.txt"
        with suppress(OSError):
            _native = path.open("w", encoding="utf-8")
            faulthandler.enable(_native)


def stop() -> None:
    """Note that the program ends properly: no native trace is left."""
    global _native  # noqa: PLW0603 - see start
    if _native is not None:
        faulthandler.disable()
        _native.close()
        with suppress(OSError):
            Path(_native.name).unlink(missing_ok=True)
        _native = None


def left_behind() -> tuple[str, ...]:
    """Return the native traces of earlier runs that ended in the middle, and take them away."""
    found = []
    for path in sorted(crash_folder().glob("native-*.txt")):
        if _native is not None and path == Path(_native.name):
            continue
        with suppress(OSError):
            told = path.read_text(encoding="utf-8", errors="replace").strip()
            text = re.sub(r'File "([^"]+)"', lambda found: f'File "{_place(found[1])}"', told)
            if text:
                _write(path.with_name(f"crash-{_stamp()}-{uuid4().hex[:6]}.txt"), text)
                found.append(text)
            path.unlink()
    return tuple(found)


def report_of(error: BaseException) -> str:
    """Write a report about a failure: versions, the types, and where. No texts, no values."""
    lines = [
        f"Becoming Great! {app.__version__}",
        f"Python {platform.python_version()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += ["", *_lines_of(current)]
        hidden = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or hidden
    return "\n".join(lines)


def keep(report: str) -> Path | None:
    """Keep a report; return where, or None where nothing can be written."""
    path = crash_folder() / f"crash-{_stamp()}-{uuid4().hex[:6]}.txt"
    if not _write(path, report):
        return None
    for old in sorted(crash_folder().glob("crash-*.txt"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path


def _lines_of(error: BaseException) -> list[str]:
    """Return one exception: its type, SQLite's number if it has one, and its places."""
    name = type(error)
    code = getattr(getattr(error, "orig", None) or error, "sqlite_errorcode", None)
    said = f"{name.__module__}.{name.__qualname__}"
    lines = [f"{said} (SQLite {code})" if isinstance(code, int) else said]
    for frame, line in traceback.walk_tb(error.__traceback__):
        lines.append(f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}")
    return lines


def _place(filename: str) -> str:
    """Return where a file of code lies, without the home folder and its owner's name."""
    path = Path(filename)
    root = Path(app.__file__).parent.parent
    if path.is_relative_to(root / "app"):
        return path.relative_to(root).as_posix()
    return "/".join(path.parts[-2:])


def _write(path: Path, text: str) -> bool:
    """Write a text for this user's eyes only."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text + "\n")
        path.chmod(0o600)
    except OSError:
        return False
    return True


def _stamp() -> str:
    """Return the moment, as it stands in a name."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
