"""The sample client in the real window: opened, turned through, typed into; and its weight."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.host.settings import Settings
from app.shell.window import Window
from app.stages import STAGES
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from app.ui import dialogs, fonts, theme
from app.ui.jobs import Jobs
from app.ui.memos import MemoEditor
from app.verbs.sample import write_sample
from tests.benchmarks.measuring import Figure, fast_folder, milliseconds, timed
from tests.proofs.places import text_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.forms import FormRow

ROOT = Path(__file__).resolve().parents[2]
FIRST_RUNS, LATER_RUNS, KEYS = 5, 9, 200


def figures() -> Iterator[Figure]:
    """Do in the window what a consultant does, and time each until it is painted."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, "light")
    dialogs.answers.script()
    folder = fast_folder()
    try:
        path = folder / "northmere.bgreat"
        write_sample(path, passphrase="")
        yield Figure("The sample client's file", path.stat().st_size / 1e6, "MB", 2)
        opened = timed(lambda: EngagementFile.open(path, Key.published()).close(), 9)
        yield Figure.of("The sample client's file opened, checked, closed", opened)
        yield from _visits(path)
        yield from _weight(path, folder)
    finally:
        dialogs.answers.release()
        shutil.rmtree(folder)


def _visits(path: Path) -> Iterator[Figure]:
    """Open the sample again and again, and turn to each tab for the first and for a later time."""
    window = Window(Settings(author_name="A Consultant"), Jobs(inline=True))
    window.resize(1280, 800)
    window.show()
    window.grab()
    opened: list[float] = []
    first: dict[str, list[float]] = {stage.key: [] for stage in STAGES}
    later: dict[str, list[float]] = {stage.key: [] for stage in STAGES}
    for _ in range(FIRST_RUNS):
        window.close_engagement()
        opened.append(milliseconds(lambda: (window.open_path(path), _paint(window))))
        for number, stage in reversed(tuple(enumerate(STAGES, start=1))):
            first[stage.key].append(milliseconds(partial(_turn, window, number)))
        for _ in range(LATER_RUNS):
            for number, stage in enumerate(STAGES, start=1):
                later[stage.key].append(milliseconds(partial(_turn, window, number)))
        _turn(window, 1)  # where it is opened the next time
    yield Figure.of("The sample client opened, first tab painted", opened, goal=500)
    for stage in STAGES:
        times = first[stage.key]
        is_open = stage is STAGES[0]  # this one was made when the engagement was opened
        if not is_open:
            yield Figure.of(f"Tab {stage.key}: first visit", times, goal=150)
        yield Figure.of(f"Tab {stage.key}: later visit", later[stage.key], goal=30)
    yield from _typing(window)
    window.close_engagement()
    window.close()


def _turn(window: Window, number: int) -> None:
    """Turn to a tab until it is painted."""
    window.turn_to(number)
    _paint(window)


def _paint(window: Window) -> None:
    """Let what was put into a layout be shown, which Qt does one turn later, and paint it."""
    QApplication.sendPostedEvents()
    window.grab()


def _typing(window: Window) -> Iterator[Figure]:
    """Type into a longer text, change a field, take it back."""
    _turn(window, 1)
    assert window.workbench is not None
    page = window.workbench.tabs.currentWidget()
    assert isinstance(page, QWidget)
    rows = text_rows(page)
    [memo, *_] = [row for row in rows if isinstance(row.editor, MemoEditor)]
    [line, *_] = [row for row in rows if not isinstance(row.editor, MemoEditor)]
    field = memo.editor.field
    keys = timed(lambda: (QTest.keyClick(field, "a"), field.grab()), KEYS)
    yield Figure.of(
        "One key in a longer text, painted (the worst)", keys, goal=50, judged=max(keys)
    )
    memo.editor.finish()
    numbers = count()
    edits = timed(partial(_edit, window, line, numbers), 60, warm=3)
    yield Figure.of("A field changed, saved, every view fresh and painted", edits)
    undone = timed(lambda: (window.undo(), _paint(window)), 30)
    yield Figure.of("Undone in the window, every view fresh and painted", undone)


def _edit(window: Window, row: FormRow, numbers: count[int]) -> None:
    """Write something else into a field and leave it."""
    field = row.editor.field
    field.setProperty("text", f"Northmere {next(numbers)}")
    row.editor.finish()
    row.editor.left.emit()
    _paint(window)


def _weight(path: Path, folder: Path) -> Iterator[Figure]:
    """Weigh a process of its own with the sample open, and after all tabs and one binder."""
    weights = {}
    for kind in ("bare", "open", "walk"):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "tests.benchmarks.walk", kind, str(path), str(folder)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=300,
        )
        weights[kind] = json.loads(done.stdout.splitlines()[-1])["memory"]
    above = weights["open"] - weights["bare"]
    yield Figure("Memory above a bare window, sample open", above, "MB")
    above = weights["walk"] - weights["bare"]
    yield Figure("Memory above a bare window, after all tabs and a binder", above, "MB", 120)
