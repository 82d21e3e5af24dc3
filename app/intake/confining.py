"""What a reading child may not do: grow without end, run for ever, write, start, connect.

A file from outside may be made to harm whoever reads it. The child holds nothing else worth taking,
and these limits keep it from doing anything but reading. Memory and time on the processor are
limited where the system can; on Windows the parent's patience is the only limit of both.
"""

from __future__ import annotations

import contextlib
import os
import sys

MEMORY = 1024**3
"""In bytes."""

SECONDS = 20
"""Of the processor's time."""

_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "shutil.rmtree", "ctypes.dlopen",
)  # fmt: skip


def confine() -> None:
    """Take from this process, for the rest of its life, what reading does not need."""
    _limit()
    sys.addaudithook(_refuse)


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, limit in wanted:
        with contextlib.suppress(OSError, ValueError):  # a system may know a limit and not set it
            resource.setrlimit(kind, (limit, limit))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    """Stop what a reader never does; Python tells of it before it happens."""
    if event in _FORBIDDEN or (event == "open" and _writes(args)):
        raise PermissionError(event)


def _writes(args: tuple[object, ...]) -> bool:
    """Say whether a file is opened for anything but reading."""
    flags = args[2] if len(args) > 2 else 0
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
    return isinstance(flags, int) and bool(flags & writing)
