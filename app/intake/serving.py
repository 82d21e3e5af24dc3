"""The child's side: read one file by the reader that is asked for, and answer in JSON."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable

from app.domain.errors import Spoken
from app.host import workers
from app.intake.confining import confine

FORMAT = 1
"""Of what parent and child say to each other; they are always of one version."""

LONGEST_ANSWER = 32 * 1024 * 1024
"""In bytes."""


def serve() -> int:
    """Do the child's work: one file from the standard input, one answer to the output."""
    if not workers.is_worker():
        return workers.REFUSED
    head = json.loads(sys.stdin.buffer.readline())
    if head.get("format") != FORMAT:
        return 65
    reader = _reader(str(head.get("reader")))
    content = sys.stdin.buffer.read()
    logging.disable()  # what a library says about a file may quote it
    confine()
    sys.stdout.buffer.write(said(answer(reader, content)))
    sys.stdout.buffer.flush()
    return 0


def answer(reader: Callable[[bytes], object], content: bytes) -> dict[str, object]:
    """Return what was read, or in a sentence why it was not; a fault by its kind alone."""
    try:
        return {"value": reader(content)}
    except Spoken as refused:
        return {"refused": [refused.text, refused.remedy]}
    except (Exception, MemoryError) as fault:  # noqa: BLE001 - any file at all may come
        return {"failed": type(fault).__name__}


def said(found: dict[str, object]) -> bytes:
    """Return an answer as the parent takes it."""
    told = json.dumps(found).encode()
    return told if len(told) <= LONGEST_ANSWER else json.dumps({"failed": "too much"}).encode()


def _reader(name: str) -> Callable[[bytes], object]:
    """Return a reader by its name; its library is imported here, before anything is forbidden.

    Raises:
        KeyError: when there is none of this name.
    """
    if name == "form":
        from app.intake import forms

        return forms.read
    if name == "table":
        os.environ["OPENPYXL_LXML"] = "False"  # so that it reads by defusedxml
        import openpyxl  # noqa: F401 - loaded before anything is forbidden

        from app.intake import tables

        return tables.read
    raise KeyError(name)
