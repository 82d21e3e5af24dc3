"""The command line: open the window, or do one verb without it."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run a verb where the arguments name one; open the window otherwise."""
    from app.host import workers

    if workers.is_called(arguments):
        return _serve(arguments)
    if arguments:
        from app.verbs import command_line

        if command_line.is_verb(arguments):
            return command_line.run(arguments)
    from app import bootstrap

    return bootstrap.main(arguments)


def _serve(arguments: Sequence[str]) -> int:
    """Do the work of a worker, and nothing else."""
    from app.host import workers

    if workers.RENDER in arguments:
        from app.deliverables import worker

        return worker.serve()
    if workers.READ in arguments:
        from app.intake import serving

        return serving.serve()
    return workers.REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
