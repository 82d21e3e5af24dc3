"""Files dropped on the window: engagements open, sheets go to their stage, the rest is told."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.shell.window import Window
from app.stages.selection import actions, queries
from app.stages.selection.page import RatePart, SelectionPage
from app.ui import dialogs
from tests.shell.test_seal import readable
from tests.stages.selection.returning import Filled, Room, by_pikepdf, room, saved
from tests.stages.using import opened


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("pypdf").setLevel(logging.NOTSET)


def drop(window: Window, paths: Sequence[Path]) -> None:
    """Let files fall on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)


def entered(window: Window, source: Path, path: Path) -> Room:
    """Open a copy of the sample client with an opening that waits for sheets."""
    shutil.copyfile(source, path)
    window.open_path(path)
    assert window.desk is not None
    return room(window.desk, raters=2, candidates=2)


def part_of(window: Window) -> RatePart:
    assert window.workbench is not None
    page = window.workbench.findChild(SelectionPage)
    assert isinstance(page, SelectionPage)
    return opened(page.sections, "rate", RatePart)


def sheets(made: Room, folder: Path, level: int, words: str) -> list[Path]:
    """Save a sheet of each rater on the first candidate, and one in doubt on the second."""
    said = {place: Filled(level, f"{words} {place}") for place in range(4)}
    paths = [
        saved(folder, f"{seat}.pdf", by_pikepdf(made.blank(0, seat), made.fields(said)))
        for seat in range(2)
    ]
    said[3] = Filled(None)
    return [*paths, saved(folder, "open.pdf", by_pikepdf(made.blank(1, 0), made.fields(said)))]


def test_sheets_that_are_dropped_are_shown_then_taken_in(
    window: Window, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    made = entered(window, sample_path, tmp_path / "a.bgreat")
    paths = sheets(made, tmp_path, 4, "zyxomma")
    window.show_papers()

    drop(window, paths)

    qtbot.waitUntil(lambda: len(part_of(window).returned.findings) == 3, timeout=60_000)
    part = part_of(window).returned
    qtbot.waitUntil(part.isVisible)
    assert [one.verdict for one in part.findings] == ["matched", "matched", "doubtful"]
    said = [label.text() for label in part.findChildren(QLabel)]
    assert {"0.pdf", "open.pdf", "matched", "doubtful"} <= set(said)
    assert any(text.startswith("2 of 3 files match.") for text in said)
    assert part.take.text() == "Take in 2 sheets"
    part.take.click()
    assert not part.isVisible()
    assert made.desk.read(queries.missing_sheets, made.candidates[0]) == ()
    assert made.desk.file.history.undo_label == "Take in sheets"
    window.undo()
    assert len(made.desk.read(queries.missing_sheets, made.candidates[0])) == 2


def test_the_command_asks_for_files_and_back_stores_nothing(
    window: Window, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    made = entered(window, sample_path, tmp_path / "a.bgreat")
    paths = sheets(made, tmp_path, 4, "zyxomma")
    assert window.workbench is not None
    window.workbench.open("selection")
    page = window.workbench.findChild(SelectionPage)
    assert isinstance(page, SelectionPage)
    qtbot.waitUntil(lambda: page.sections is not None)
    page.table.select(made.opening)
    part = part_of(window)
    dialogs.answers.give("open_files", None)
    part.take.click()
    assert not part.returned.is_open
    dialogs.answers.give("open_files", paths[:1])
    part.take.click()
    qtbot.waitUntil(lambda: len(part.returned.findings) == 1, timeout=60_000)
    part.refresh()
    assert part.returned.isVisible()
    part.returned.back.click()
    assert (part.returned.isVisible(), part.returned.findings) == (False, ())
    assert made.desk.read(queries.sheet_state, made.candidates[0], made.members[0]).how == "none"


def test_the_window_reads_the_same_whatever_the_sheets_say(
    window: Window, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    seen = []
    for level, words in ((2, "zyxomma"), (2, "zyxomma"), (5, "quokkas")):
        window.close_engagement()
        window.settings.places.clear()
        made = entered(window, sample_path, tmp_path / "a.bgreat")
        drop(window, sheets(made, tmp_path, level, words))
        qtbot.waitUntil(lambda: len(part_of(window).returned.findings) == 3, timeout=60_000)
        found = readable(window)
        part_of(window).returned.take.click()
        found += readable(window)
        window.turn_history()
        assert window.workbench is not None
        assert window.workbench.history is not None
        for key in ("sitting", "ever"):
            window.workbench.history.sections.open(key)
            found += readable(window)
        assert not [text for text in found if words in text]
        seen.append(set(found))
        window.turn_history()
        made.desk.do(actions.reveal, made.candidates[0])
        line = made.desk.read(queries.sheet, made.candidates[0], made.members[0]).lines[0]
        assert (line.score, str(line.evidence_note)) == (level, f"{words} 0")
    seen.pop(0)  # when everything was made for the first time
    assert len(seen[0]) > 60
    assert seen[0] ^ seen[1] == set()


@pytest.mark.parametrize("names", [("a.pdf", "b.bgreat"), ("a.pdf", "b.docx")])
def test_a_mixed_drop_is_a_sentence(
    window: Window, sample_path: Path, tmp_path: Path, names: tuple[str, str],
    said: Callable[[], str],
) -> None:  # fmt: skip
    entered(window, sample_path, tmp_path / "open.bgreat")
    drop(window, [saved(tmp_path, name, b"x") for name in names])
    assert "do not belong together" in said()


def test_sheets_wait_for_their_engagement(
    window: Window, tmp_path: Path, said: Callable[[], str]
) -> None:
    drop(window, [saved(tmp_path, "a.pdf", b"x"), saved(tmp_path, "b.pdf", b"x")])
    assert "No engagement is open" in said()
    assert "Open the engagement these sheets belong to" in said()
