"""Whatever is written into whichever field: it is kept as the characters it is, or refused there.

Texts are pasted by key into the real editors of every form of every stage, and given as answers to
every question that a command of a page asks. Nothing here knows a page by name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.stages import STAGES
from app.store import integrity
from app.ui import dialogs
from app.ui.buttons import Button
from app.ui.memos import MemoEditor
from app.ui.tables import RecordTable
from tests.house.tree import ROOT
from tests.proofs.consultant import image
from tests.proofs.hostile import TEXTS, TOGETHER, UNKEEPABLE, kept
from tests.proofs.places import chapters, open_everything, text_rows
from tests.proofs.views import View, Views, at_hand, commands
from tests.stages.selection.on_page import draft_opening, midway_opening

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.stages.stage import Stage
    from app.store.changes import Changes
    from app.ui.desk import Desk
    from app.ui.forms import FormRow


EVERY_STAGE = pytest.mark.parametrize("stage", STAGES, ids=[stage.key for stage in STAGES])
AT_LEAST = {"foundation": 40, "selection": 12, "review": 9}
"""So many different fields take a text in each stage, or some were not reached."""
NOT_ASKED = 2
"""So few questions of a stage may stay unasked: such as one that only an empty file asks."""
IN_FULL = os.environ.get("BECOMING_GREAT_EVERY_TEXT") == "1"
"""Whether every text is tried in every field; a test run tries all at once and one in turn."""
ANSWERED = (TOGETHER, *(TEXTS[name] for name in UNKEEPABLE))
ANSWERS = {
    "ask_text": "", "confirm_irreversible": False, "choose_folder": None, "save_file": None,
    "open_file": None, "ask_pin": "",
    "open_files": (),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _answers() -> Iterator[None]:
    dialogs.answers.script()
    yield
    dialogs.answers.release()


@dataclass
class Watch:
    """Which rows a deed touched, and what stands in them."""

    desk: Desk
    touched: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.desk.file.changed.connect(self._note)

    def values(self) -> list[Any]:
        """Return every value of the rows touched since the last time."""
        touched, self.touched = self.touched, set()
        rows = [self.desk.read(image, *key) for key in touched]
        return [value for row in rows if row for value in row.values()]

    def _note(self, changes: Changes) -> None:
        self.touched |= {(table, row) for table, ids in changes.rows.items() for row in ids}


@dataclass
class Tally:
    """What became of the texts."""

    fields: set[str] = field(default_factory=set)
    taken: int = 0
    refused: int = 0
    held: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def texts_for(turn: int) -> dict[str, str]:
    """Return what is tried in a field: all at once, one alone in turn, and what cannot be kept."""
    if IN_FULL:
        return TEXTS
    one = [name for name in TEXTS if name not in UNKEEPABLE]
    names = (one[turn % len(one)], *UNKEEPABLE)
    return {"all at once": TOGETHER, **{name: TEXTS[name] for name in names}}


def shown(qtbot: QtBot, desk: Desk, stage: Stage) -> QWidget:
    """Make the page of a stage and show it."""
    page = stage.page(desk)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def paste(qtbot: QtBot, row: FormRow, text: str) -> None:
    """Replace what stands in a field by a pasted text, by key, and leave it."""
    target = row.editor.field
    target.setFocus()
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    row.editor.finish()
    row.editor.left.emit()


def judge(row: FormRow, text: str, before: object, values: list[Any]) -> str:
    """Return what is wrong after a text was pasted into a field; empty where all is well."""
    stands = row.editor.read()
    if row.error_text:
        if values:
            return "refused, and yet something was changed"
        if not row.error_text.endswith("."):
            return f"refused without a sentence: {row.error_text}"
        return "" if row.editor.is_dirty else "refused, and the typing is gone"
    if stands == before and isinstance(row.editor, MemoEditor) and row.editor.count.text():
        return ""  # the paste itself was refused, with a sentence
    if kept(str(stands)) != kept(text):
        return f"{str(stands)[:40]!r} stands there"
    if values and kept(text) not in values:
        return "shown, but not in the file"
    return ""


@dataclass
class Round:
    """One stage's page, where every text is tried in every field."""

    qtbot: QtBot
    page: QWidget
    watch: Watch
    tally: Tally = field(default_factory=Tally)

    def go(self) -> None:
        """Try every text in every field that was not tried before."""
        for path in chapters(self.page):
            known = set(self.tally.fields)
            for place, row in enumerate(text_rows(self.page)):
                where = f"{'/'.join(path)}.{row.name}"
                if where not in known:
                    self.tally.fields.add(where)
                    for name, text in texts_for(len(self.tally.fields)).items():
                        self._try(place, where, name, text)
            self.tally.wrong += markup_in_labels(self.page, "/".join(path))

    def _try(self, place: int, where: str, name: str, text: str) -> None:
        """Paste a text into a field; it is looked up anew, for a page may renew its fields."""
        rows = text_rows(self.page)
        row = rows[min(place, len(rows) - 1)]
        before = row.editor.read()
        self.watch.values()
        paste(self.qtbot, row, text)
        values = self.watch.values()
        if trouble := judge(row, text, before, values):
            self.tally.wrong.append(f"{where} with {name}: {trouble}")
        is_refused = bool(row.error_text) or row.editor.read() == before
        if name in UNKEEPABLE and not is_refused:
            self.tally.held.add(where)
        self.tally.refused += is_refused and name not in UNKEEPABLE
        self.tally.taken += not is_refused
        if row.error_text:
            row.tell("")
            row.editor.show(before)


@pytest.mark.slow
@EVERY_STAGE
def test_every_field_keeps_the_characters_or_refuses_them_in_place(
    qtbot: QtBot, sample_desk: Desk, stage: Stage
) -> None:
    page = shown(qtbot, sample_desk, stage)
    tries = Round(qtbot, page, Watch(sample_desk))
    people = sample_desk.file.read(integrity.counts)["person"]

    tries.go()
    open_everything(page)
    tries.go()

    assert tries.tally.wrong == []
    assert len(tries.tally.fields) >= AT_LEAST.get(stage.key, 1)
    assert tries.tally.taken > 4 * tries.tally.refused
    assert sample_desk.file.read(integrity.counts)["person"] >= people


@pytest.mark.slow
@EVERY_STAGE
def test_every_question_takes_the_characters_or_says_why_not(
    qtbot: QtBot, busy_desk: Desk, stage: Stage
) -> None:
    page = shown(qtbot, busy_desk, stage)
    asking = Asking(busy_desk, page)
    open_everything(page)

    asking.go()

    assert asking.wrong == []
    assert len(questions(stage) - asking.asked) <= NOT_ASKED, questions(stage) - asking.asked


@pytest.fixture
def busy_desk(sample_desk: Desk) -> Desk:
    """The sample client with an opening in draft and one in the middle of its interviews."""
    draft_opening(sample_desk)
    midway_opening(sample_desk)
    return sample_desk


@dataclass
class Asking:
    """One stage's page, where every command is pressed and what it asks is answered."""

    desk: Desk
    page: QWidget
    asked: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    _answered: set[tuple[Button, str]] = field(default_factory=set)

    def go(self) -> None:
        """Press every command of every view."""
        views = Views(self.page, self._press)
        for view in views:
            for place, words in enumerate(here := at_hand(self.page)):
                if at_hand(self.page) == here and self._is_new(place):
                    self._try(views, view, place, words)
                    views.follow(view, place, here)

    def _press(self, place: int) -> None:
        ask(self.desk, self.page, place, "Plain words")

    def _is_new(self, place: int) -> bool:
        """Whether a command was not answered yet by every text."""
        command = commands(self.page)[place]
        return (command, command.text()) not in self._answered

    def _try(self, views: Views, view: View, place: int, words: str) -> None:
        """Press a command; where it asks, answer it by every text, wherever it is at hand."""
        command = commands(self.page)[place]
        found, _, _ = ask(self.desk, self.page, place, "Plain words")
        self.asked |= found
        if found:
            self._answered.add((command, words))
        for text in ANSWERED if found else ():
            if (again := views.bring(words)) >= 0:
                before = at_hand(self.page)
                _, values, said = ask(self.desk, self.page, again, text)
                is_kept_for_later = not values and not said and at_hand(self.page) != before
                if not is_kept_for_later and (trouble := judge_answer(text, values, said)):
                    self.wrong.append(f"{view.path} {found} with {text[:20]!r}: {trouble}")


def ask(desk: Desk, page: QWidget, place: int, text: str) -> tuple[set[str], list[Any], str]:
    """Press a command, answer by a text what it asks, and take back what it did.

    Returns:
        What was asked, the values that stand in the rows it touched, and what it said.
    """
    found = commands(page)
    if place >= len(found):
        return set(), [], ""
    desk.file.history.clear()
    watch, told = Watch(desk), desk.notices.latest
    chosen = [(one, one.current_id) for one in page.findChildren(RecordTable) if one.isVisible()]
    for kind, answer in ANSWERS.items():
        for _ in range(3):
            dialogs.answers.give(kind, text if kind == "ask_text" else answer)
    found[place].click()
    asked = {one.words[0] for one in dialogs.answers.asked if one.kind == "ask_text"}
    dialogs.answers.script()
    values = watch.values()
    notice = desk.notices.latest
    while desk.file.history.can_undo:
        desk.undo()
    for table, row in chosen:
        table.select(row)
    return asked, values, notice.text if notice and notice is not told else ""


def judge_answer(text: str, values: list[Any], said: str) -> str:
    """Return what is wrong after a question was answered by a text; empty where all is well."""
    if not values:
        return "" if said.endswith(".") else f"nothing was done and nothing said but {said!r}"
    if text != TOGETHER:
        return "taken, and cannot be kept"
    return "" if kept(text) in values else "changed on the way into the file"


def questions(stage: Stage) -> set[str]:
    """Return every question that the pages of a stage ask for a text."""
    folder = ROOT / "app" / "stages" / stage.key / "page"
    source = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))
    return set(re.findall(r'(?:ask_text\(\s*self,|question =)\s*tr\(\s*"([^"]+)"', source))


def markup_in_labels(page: QWidget, where: str) -> list[str]:
    """Return the labels that would take a text of the user for markup."""
    return [
        f"{where}: the label {label.text()[:40]!r} may be read as markup"
        for label in page.findChildren(QLabel)
        if "<" in label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ] + [
        f"{where}: the hint {one.toolTip()[:40]!r} may be read as markup"
        for one in page.findChildren(QWidget)
        if "<img" in one.toolTip() or "<b>x" in one.toolTip()
    ]
