"""A process that starts a window, says when it was first painted and what it weighs, and ends.

Called by `startup.py` as a script of its own: ``first_paint.py bare`` or ``first_paint.py app``. It
needs no door in the program: it waits for the first paint event of a window and looks around.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import time

HEAVY = ("sqlmodel", "sqlalchemy", "reportlab", "keyring", "pikepdf", "sqlcipher3")


def report_first_paint() -> None:
    """Make the application tell about its first painted window, then end the process at once."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watcher(QObject):
        """Sees every event of the application until a window is painted."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """Note the first paint; report once it is on the screen."""
            painted = event.type() == QEvent.Type.Paint
            if painted and isinstance(watched, QWidget) and watched.isWindow():
                QCoreApplication.instance().removeEventFilter(self)
                loaded = [name for name in HEAVY if name in sys.modules]
                QTimer.singleShot(0, lambda: _report(loaded))
            return False

    start = QApplication.exec

    def watched_start(*_: object) -> int:
        watcher = Watcher()
        QCoreApplication.instance().installEventFilter(watcher)
        return start()

    QApplication.exec = watched_start


def _report(loaded: list[str]) -> None:
    print(json.dumps({"at": time.monotonic(), "loaded": loaded, "memory": memory_mb()}), flush=True)
    os._exit(0)


def memory_mb() -> float:
    """Return what this process holds in memory now, or at its peak where now cannot be asked."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - the lightest way
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        try:
            import resource
        except ImportError:
            return 0.0
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def bare() -> None:
    """Show a window with one label: the least a Qt program in Python can do."""
    from PySide6.QtWidgets import QApplication, QLabel

    app = QApplication([])
    label = QLabel("Becoming Great!")
    label.show()
    app.exec()


if __name__ == "__main__":
    report_first_paint()
    if sys.argv[1] == "bare":
        bare()
    else:
        sys.argv[:] = ["app"]
        runpy.run_module("app", run_name="__main__", alter_sys=True)
