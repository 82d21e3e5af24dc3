"""Starting: the window is there before anything heavy is loaded, which comes while one looks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Event

from app.shell import doors, warming
from tests.house.tree import ROOT

HEAVY = (
    "reportlab",
    "pikepdf",
    "pypdf",
    "sqlcipher3",
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "keyring",
    "zxcvbn",
    "PySide6.QtPdf",
    "app.stages",
)

# The program as users start it; instead of being used it is looked at when it was painted, and
# again when what is loaded ahead is there.
LOOK = """
import json, sys, threading
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from app.__main__ import main
told = []
def look():
    return [name for name in sys.argv[1:] if name in sys.modules]
class Watcher(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.inherits("QMainWindow") and not told:
            told.append(look())
            watched.first_painted.connect(self.leave)
        return False
    def leave(self):
        for thread in threading.enumerate():
            if thread.name == "warming":
                thread.join()
        told.append(look())
        QApplication.closeAllWindows()
start = QApplication.exec
def watched_start(*_):
    watcher = Watcher()
    QApplication.instance().installEventFilter(watcher)
    return start()
QApplication.exec = watched_start
code = main([])
print(json.dumps(told))
sys.exit(code)
"""


def test_the_start_page_is_painted_before_anything_heavy_is_loaded(home: Path, tmp_path: Path):
    (home / "config").mkdir()
    recent = [{"path": str(tmp_path / "northmere.bgreat"), "uuid": "u-1"}]
    (home / "config" / "settings.json").write_text(json.dumps({"recent": recent}))
    (tmp_path / "northmere.bgreat").write_bytes(b"something")

    done = subprocess.run(
        [sys.executable, "-c", LOOK, *HEAVY],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    painted, later = json.loads(done.stdout.splitlines()[-1])
    assert painted == []
    assert {"sqlmodel", "sqlcipher3", "keyring", "reportlab"} <= set(later)
    assert "app.stages" not in later


def test_a_library_that_cannot_be_loaded_ahead_does_not_break_the_start(monkeypatch):
    monkeypatch.setattr(warming, "_HEAVY", ("there_is_no_such_library", "colorsys"))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)

    warming.warm().join(30)

    assert "colorsys" in sys.modules


def test_a_door_waits_for_what_is_being_loaded_ahead(monkeypatch):
    loaded = []
    never = Event()
    monkeypatch.setattr(warming, "_load", lambda: loaded.append(never.wait(0.2)))

    warming.warm()
    doors.key_of("")

    assert loaded == [False]
