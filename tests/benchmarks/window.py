"""The sample client in the window: opened, every tab visited, visited again; and its weight."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.host.language import tr
from app.stages import STAGES
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from app.ui import fonts, theme
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.notices import Notices
from app.verbs.sample import write_sample
from tests.benchmarks.measuring import Figure, fast_folder, median, milliseconds, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.stages.stage import Stage

ROOT = Path(__file__).resolve().parents[2]
FIRST_RUNS, LATER_RUNS = 5, 9


def figures() -> Iterator[Figure]:
    """Visit the tabs as the window does: built on the first visit, refreshed on the later ones."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, "light")
    folder = fast_folder()
    try:
        path = folder / "northmere.bgreat"
        write_sample(path, passphrase="")
        yield Figure("The sample client's file", path.stat().st_size / 1e6, "MB", 2)
        yield from _visits(path)
        yield from _weight(path, folder)
    finally:
        shutil.rmtree(folder)


def _visits(path: Path) -> Iterator[Figure]:
    opened = []
    first: dict[str, list[float]] = {stage.key: [] for stage in STAGES}
    later: dict[str, list[float]] = {stage.key: [] for stage in STAGES}
    for _ in range(FIRST_RUNS):
        opened.append(milliseconds(lambda: _close(*_open_first_tab(path))))
        file = EngagementFile.open(path, Key.published())
        desk = Desk(file, Jobs(inline=True), Notices())
        for stage in STAGES:
            began = time.perf_counter()
            page = _visit(stage, desk)
            first[stage.key].append((time.perf_counter() - began) * 1000)
            later[stage.key] += timed(partial(_revisit, page), LATER_RUNS, warm=0)
            page.deleteLater()
        _close(desk, file)
    yield Figure("Sample opened, first tab painted", median(opened), "ms", 500, FIRST_RUNS)
    for stage in STAGES:
        name = tr(stage.title)
        yield Figure(f"{name}: first visit", median(first[stage.key]), "ms", 150, FIRST_RUNS)
        yield Figure(
            f"{name}: later visit", median(later[stage.key]), "ms", 30, len(later[stage.key])
        )


def _open_first_tab(path: Path) -> tuple[Desk, EngagementFile]:
    file = EngagementFile.open(path, Key.published())
    desk = Desk(file, Jobs(inline=True), Notices())
    _visit(STAGES[0], desk).deleteLater()
    return desk, file


def _visit(stage: Stage, desk: Desk) -> QWidget:
    page = stage.page(desk)
    page.resize(1280, 800)
    _revisit(page)
    return page


def _revisit(page: QWidget) -> None:
    """Come back to a tab: shown, refreshed if stale, painted; then leave it."""
    page.show()
    page.grab()
    page.hide()


def _close(desk: Desk, file: EngagementFile) -> None:
    desk.close()
    file.close()


def _weight(path: Path, folder: Path) -> Iterator[Figure]:
    """Weigh a process of its own after a walk through all tabs and one binder."""
    weights = {}
    for kind in ("bare", "walk"):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "tests.benchmarks.walk", kind, str(path), str(folder)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=300,
        )
        weights[kind] = json.loads(done.stdout.splitlines()[-1])["memory"]
    yield Figure(
        "Memory above a bare window, after all tabs and a binder",
        weights["walk"] - weights["bare"], "MB", 120,
    )  # fmt: skip
