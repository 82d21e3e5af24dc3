"""The command line: open the window, or do one verb without it."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run a verb where the arguments name one; open the window otherwise."""
    from app.deliverables import calling

    if calling.is_called(arguments):
        from app.deliverables import worker

        return worker.serve() if calling.FLAG in arguments else worker.REFUSED
    if arguments:
        from app.verbs import command_line

        if command_line.is_verb(arguments):
            return command_line.run(arguments)
    from app import bootstrap

    return bootstrap.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
