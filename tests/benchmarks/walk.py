"""A process that walks through all tabs and writes one binder, then says what it weighs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from tests.benchmarks.first_paint import memory_mb


def walk(path: Path, folder: Path, *, to_the_end: bool) -> None:
    """Open the file at its first tab; to the end, visit every tab and write its binder."""
    from app.stages import STAGES
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from app.ui import fonts, theme
    from app.ui.desk import Desk
    from app.ui.jobs import Jobs
    from app.ui.notices import Notices
    from app.verbs.deliver import write_binder

    app = QApplication([])
    fonts.register()
    theme.apply(app, "light")
    file = EngagementFile.open(path, Key.published())
    desk = Desk(file, Jobs(inline=True), Notices())
    pages = [stage.page(desk) for stage in (STAGES if to_the_end else STAGES[:1])]
    for page in pages:
        page.resize(1280, 800)
        page.show()
        page.grab()
        page.hide()
    if to_the_end:
        write_binder(file, "owner", folder / "walked.pdf")
    print(json.dumps({"memory": memory_mb()}), flush=True)
    for page in pages:
        page.deleteLater()
    desk.close()
    file.close()


def bare() -> None:
    """Show one label."""
    app = QApplication([])
    label = QLabel("Becoming Great!")
    label.show()
    label.grab()
    print(json.dumps({"memory": memory_mb()}), flush=True)
    label.close()
    app.quit()


if __name__ == "__main__":
    kind, engagement, target = sys.argv[1:]
    if kind == "bare":
        bare()
    else:
        walk(Path(engagement), Path(target), to_the_end=kind == "walk")
