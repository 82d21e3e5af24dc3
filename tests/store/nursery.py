"""A process to be killed: it forks workers that edit a library and say what was saved.

Run as a script. Each line on standard input names a file; a worker is forked that edits it for
ever. Its process id, then the number of each piece of work that was saved, are written as lines.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_BULK = (
    "UPDATE shelf SET count = count % 900 + 1 "
    "WHERE id IN (SELECT id FROM shelf ORDER BY name DESC LIMIT 10)"
)


def main() -> None:
    """Fork a worker for each file that is named."""
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from tests.store.library import LIBRARY, Shelf

    for line in sys.stdin:
        worker = os.fork()
        if worker:
            os.waitpid(worker, 0)
            _say("gone")
            continue
        _say(str(os.getpid()))
        file = EngagementFile.open(Path(line.strip()), Key.published(), metadata=LIBRARY)
        with file:
            for number in range(1_000_000):
                with file.work("Add") as session:
                    session.add(Shelf(name=f"{file.changes:08}", note="x" * 3000))
                    session.flush()
                    session.connection().exec_driver_sql(_BULK)
                if number % 5 == 4:
                    file.undo()
                    file.redo()
                _say(str(file.changes))


def _say(line: str) -> None:
    """Write a line at once, in one piece."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main()
