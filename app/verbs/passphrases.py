"""Where a verb has its passphrase from: the environment or a prompt, never the command line."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from app.domain.errors import FileTrouble
from app.host.language import tr

VARIABLE = "BECOMING_GREAT_PASSPHRASE"


def passphrase_for_new() -> str:
    """Return the passphrase for a file about to be made; empty makes an unprotected one."""
    return os.environ.get(VARIABLE, "")


def passphrase_for(path: Path) -> str:
    """Return the passphrase of a protected file, from the environment or asked for.

    Raises:
        FileTrouble: when there is nobody to ask.
    """
    given = os.environ.get(VARIABLE)
    if given is None and sys.stdin.isatty():
        given = getpass.getpass(tr("Passphrase: "))
    if not given:
        raise FileTrouble(
            tr("“{name}” is protected by a passphrase.").format(name=path.name),
            remedy=tr("Set {variable} in the environment.").format(variable=VARIABLE),
        )
    return given
