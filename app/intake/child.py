"""The parent's side: let a child read a file, wait no longer than is decent, believe little."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from app.domain.errors import Refused
from app.host import workers
from app.host.language import tr
from app.intake.serving import FORMAT, LONGEST_ANSWER

Reader = Literal["form", "table"]

LARGEST = 50 * 1024 * 1024
"""In bytes; no table and no returned sheet is larger."""

PATIENCE = 30.0
"""In seconds, start of the child included."""


def content_of(path: Path) -> bytes:
    """Return what stands in a file, one byte more than `read_apart` takes at most.

    Raises:
        OSError: when it cannot be opened.
    """
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def read_apart(reader: Reader, content: bytes, *, patience: float = PATIENCE) -> Any:  # noqa: ANN401 - what the reader answers, in JSON
    """Read a file's content in a child process and return what the reader answers.

    Args:
        reader: which reader.
        content: the whole file. Its name and place stay here.
        patience: in seconds.

    Raises:
        Refused: when it is empty or too large, when the reader refuses it, or when it cannot be
            read within the limits.
    """
    if not content:
        raise Refused(tr("This file is empty."), tr("Choose another one."))
    if len(content) > LARGEST:
        raise Refused(tr("This file is larger than 50 MB."), tr("Choose a smaller one."))
    answer = _answer(_asked(reader, content, patience))
    if "refused" in answer:
        text, remedy = answer["refused"]
        raise Refused(str(text), str(remedy))
    if "value" not in answer:
        raise _unreadable()
    return answer["value"]


def _asked(reader: str, content: bytes, patience: float) -> bytes:
    """Return what a child answers; nothing where it was stopped or had nothing to say."""
    process = workers.start(workers.command(workers.READ))
    stop = threading.Timer(patience, process.kill)
    stop.start()
    try:
        return _spoken(process, json.dumps({"format": FORMAT, "reader": reader}), content)
    finally:
        stop.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            _close(cast("BinaryIO", pipe))


def _spoken(process: subprocess.Popen[bytes], head: str, content: bytes) -> bytes:
    """Hand the file over, which the child reads whole before it answers, and take the answer."""
    stdin, stdout = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    try:
        stdin.write(head.encode() + b"\n" + content)
        stdin.close()
    except OSError:  # the child has ended already
        return b""
    return stdout.read(LONGEST_ANSWER + 1)


def _close(pipe: BinaryIO) -> None:
    try:
        pipe.close()
    except OSError:  # what was not written to a child that is gone
        return


def _answer(said: bytes) -> dict[str, Any]:
    """Return what a child said as values; nothing where it said nothing of use."""
    if len(said) > LONGEST_ANSWER:
        return {}
    try:
        found = json.loads(said)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _unreadable() -> Refused:
    return Refused(
        tr("This file cannot be read."),
        tr("It may be damaged, protected, or made to do harm. Ask for a new one."),
    )
