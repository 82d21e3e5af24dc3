"""The render worker: this program called again, without a window, to set documents in parallel.

Values in, pages out: a JSON of documents on stdin (see `snapshot`), and on stdout each PDF with
its length before it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import BinaryIO, cast

from app.deliverables.document import Document
from app.deliverables.letterhead import Letterhead
from app.deliverables.snapshot import FORMAT, plain, value_of
from app.host import workers

_LENGTH = 8
_LONGEST = 2**31


def serve() -> int:
    """Do a worker's work: read documents from stdin, write their pages to stdout."""
    if not workers.is_worker():
        return workers.REFUSED
    job = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    if job.get("format") != FORMAT:
        return 65
    from app.deliverables.pdf import render

    letterhead = cast("Letterhead", value_of(job["letterhead"]))
    for said in job["documents"]:
        document = cast("Document", value_of(said))
        content = render(document, letterhead, bound=True, duplex=job["duplex"], numbered=False)
        sys.stdout.buffer.write(len(content).to_bytes(_LENGTH, "big"))
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return 0


class Worker:
    """One worker with the documents it was given; iterate to receive their pages in order."""

    def __init__(
        self, documents: Sequence[Document], letterhead: Letterhead, *, duplex: bool
    ) -> None:
        job = {
            "format": FORMAT,
            "letterhead": plain(letterhead),
            "duplex": duplex,
            "documents": [plain(document) for document in documents],
        }
        self._job = json.dumps(job).encode("utf-8")
        self._process = workers.start(workers.command(workers.RENDER))

    def begin(self) -> None:
        """Hand the documents over; it reads them all before it writes anything.

        Raises:
            OSError: when the worker is gone.
        """
        stdin = cast("BinaryIO", self._process.stdin)
        stdin.write(self._job)
        stdin.close()

    def next_pages(self) -> bytes:
        """Return the pages of the next document.

        Raises:
            EOFError: when the worker ended before it was done.
        """
        length = int.from_bytes(self._read(_LENGTH), "big")
        if length > _LONGEST:
            raise EOFError("the worker wrote something else")
        return self._read(length)

    def _read(self, length: int) -> bytes:
        content = cast("BinaryIO", self._process.stdout).read(length)
        if len(content) < length:
            raise EOFError("the worker ended early")
        return content

    def stop(self) -> None:
        """End the worker, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except OSError:
                    continue
