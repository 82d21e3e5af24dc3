"""The composition root: the only module that knows everyone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window and run until it is closed; one that is open already takes the file.

    Args:
        arguments: the path of an engagement to open, or nothing.

    The window paints before anything heavy is imported.
    """
    from PySide6.QtWidgets import QApplication

    from app.host import crashes
    from app.host.settings import load_settings
    from app.shell import doorbell, uncaught
    from app.shell.window import Window
    from app.ui import fonts, theme

    path = Path(arguments[0]) if arguments else None
    app = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise TypeError("The program needs an application with windows.")
    app.setApplicationName("Becoming Great!")
    if doorbell.hand_over(path):
        return 0
    crashes.start()
    settings = load_settings()
    fonts.register()
    theme.apply(app, str(settings.theme), settings.text_scale)  # type: ignore[arg-type] # its values are the modes
    window = Window(settings)
    uncaught.watch(window)
    uncaught.tell_of_last_time(window)
    window.first_painted.connect(_load_the_rest)
    window.show()
    bell = doorbell.Doorbell(window)
    if path:
        window.first_painted.connect(partial(window.open_path, path))
    code = int(app.exec())
    bell.close()
    crashes.stop()
    return code


def _load_the_rest() -> None:
    """Begin the log and load what is heavy, now that there is something to look at."""
    from app.host import logs
    from app.shell import warming

    logs.start()
    warming.warm()
