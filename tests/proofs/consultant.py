"""A process to be killed: the program itself, with a consultant at work in its window.

Run as ``python -m tests.proofs.consultant FILE SEED [DEEDS]``. The program is started as always;
once the engagement stands open, deeds follow one another from its own event loop: typing by key,
commands, ratings, turning of tabs, undo and redo. After each deed that the desk returned from, one
line on standard output says what the file now holds of every row it touched: what is said there is
saved. With a number of deeds the window is closed after so many, as a user closes it.
"""

from __future__ import annotations

import json
import os
import random
import sys
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from sqlmodel import Session

    from app.shell.window import Window
    from app.store.changes import Changes
    from app.ui.buttons import Button
    from app.ui.forms import FormRow

    Deed = Callable[["Window"], str]

COMMANDS = ("Add", "Note", "Cite", "Take back", "Spread", "Begin", "New cycle")


class Consultant:
    """Does one deed after the other and says what came of it."""

    def __init__(self, seed: int, deeds: int) -> None:
        self._chance = random.Random(seed)
        self._left = deeds
        self._number = 0
        self._touched: set[tuple[str, str]] = set()
        self._window: Window | None = None
        self._next: Deed | None = None

    def begin(self) -> None:
        """Wait until the engagement stands open, then go to work."""
        from app.shell.window import Window

        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
        if not found or found[0].desk is None:
            QTimer.singleShot(1, self.begin)
            return
        from app.ui import dialogs

        dialogs.answers.script()
        self._window = found[0]
        found[0].desk.file.changed.connect(self._note)
        _say({"opened": found[0].desk.file.changes})
        QTimer.singleShot(0, self.work)

    def work(self) -> None:
        """Do one deed, say what it came to, and go on from the event loop."""
        window = self._window
        assert window is not None
        if self._left == 0:
            _say({"closing": True})
            window.close()
            return
        self._left -= 1
        self._number += 1
        deed, self._next = self._next or self._chosen(), None
        self._tell(window, deed(window))
        QTimer.singleShot(0, self.work)

    def _chosen(self) -> Deed:
        """Return what is done next."""
        deeds: dict[Deed, int] = {
            self._write: 34, self._command: 12, self._offer: 6, self._rate: 8,
            self._choose: 10, self._turn: 20, self._undo: 10,
        }  # fmt: skip
        return self._chance.choices(tuple(deeds), tuple(deeds.values()))[0]

    # --------------------------------------------------------------------------- the deeds

    def _write(self, window: Window) -> str:
        """Type into a field by key and leave it."""
        from tests.proofs.places import text_rows

        rows = text_rows(_page(window))
        if not rows:
            return self._turn(window)
        row = self._chance.choice(rows)
        _type(row, f"No. {self._number}, kept at {self._chance.randrange(10**6)}")
        return f"write {row.name}" if not row.error_text else f"refused {row.name}"

    def _command(self, window: Window) -> str:
        """Press a command that adds something, and answer what it asks."""
        from app.ui import dialogs
        from app.ui.buttons import Button

        page = _page(window)
        found = [one for one in page.findChildren(Button) if _is_safe(one)]
        if not found:
            return self._turn(window)
        button = self._chance.choice(found)
        for part in range(3):
            dialogs.answers.give("ask_text", f"Item {self._number}.{part}")
        button.click()
        dialogs.answers.script()
        return f"command {button.text()}"

    def _offer(self, window: Window) -> str:
        """Open a menu of what there is to begin or to add, and take one of it."""
        from app.ui.buttons import Button

        found = [one for one in _page(window).findChildren(Button) if _is_at_hand(one)]
        menus = [menu for one in found if (menu := one.menu()) is not None]
        if not menus:
            return self._turn(window)
        menu = self._chance.choice(menus)
        menu.aboutToShow.emit()
        if lines := _lines(menu):
            self._chance.choice(lines).trigger()
        return "offer"

    def _rate(self, window: Window) -> str:
        """Rate by key; whoever rates says first who he is."""
        from app.ui.rating import RatingDots

        page = _page(window)
        self._choose_from_boxes(page)
        found = [one for one in page.findChildren(RatingDots) if one.isVisible()]
        alive = [one for one in found if one.isEnabled() and not one.frozen]
        if not alive:
            return self._write(window)
        QTest.keyClick(self._chance.choice(alive), self._chance.choice("12345"))
        return "rate"

    def _choose_from_boxes(self, page: QWidget) -> None:
        """Choose in the boxes that stand open with nothing chosen."""
        for box in page.findChildren(QComboBox):
            if box.isVisible() and box.isEnabled() and box.currentIndex() < 0 and box.count():
                QTest.keyClick(box, Qt.Key.Key_Down)

    def _choose(self, window: Window) -> str:
        """Choose another row of a list."""
        from app.ui.tables import RecordTable

        tables = [one for one in _page(window).findChildren(RecordTable) if one.isVisible()]
        tables = [one for one in tables if one.records.rows]
        if tables:
            table = self._chance.choice(tables)
            table.select(self._chance.choice(table.records.rows).id)
        return "choose"

    def _turn(self, window: Window) -> str:
        """Go to another tab or chapter."""
        from tests.proofs.places import outermost

        assert window.workbench is not None
        if self._chance.random() < 0.4:
            window.turn_to(self._chance.randrange(window.workbench.tabs.count()) + 1)
        for sections in outermost(_page(window)):
            sections.open(self._chance.choice(sections._parts).key)
        return "turn"

    def _undo(self, window: Window) -> str:
        """Take a step back, and half of the time forward again."""
        window.undo()
        self._next = self._redo if self._chance.random() < 0.5 else None
        return "undo"

    def _redo(self, window: Window) -> str:
        window.redo()
        return "redo"

    # ---------------------------------------------------------------------------- saying it

    def _note(self, changes: Changes) -> None:
        """Remember which rows were touched, to say it once the deed is over."""
        self._touched |= {(table, row) for table, ids in changes.rows.items() for row in ids}

    def _tell(self, window: Window, deed: str) -> None:
        """Say what the file holds now of what was touched."""
        if window.desk is None:
            return
        touched, self._touched = self._touched, set()
        if touched:
            desk = window.desk
            _say(
                {
                    "saved": desk.file.changes,
                    "deed": deed,
                    "tab": window.workbench.stages[window.workbench.tabs.currentIndex()].key
                    if window.workbench
                    else "",
                    "seq": desk.read(newest_line),
                    "rows": {"/".join(key): desk.read(image, *key) for key in sorted(touched)},
                }
            )


def image(session: Session, table: str, row: str) -> dict[str, Any] | None:
    """Return a row of the file as it stands there; None when it is gone."""
    found = session.connection().exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row,))
    line = found.mappings().one_or_none()
    return None if line is None else json.loads(json.dumps(dict(line), default=str))


def newest_line(session: Session) -> int:
    """Return the number of the newest line of the ledger."""
    from app.store.ledger import entries

    newest = entries(session, limit=1)
    return newest[0].seq if newest else 0


def _page(window: Window) -> QWidget:
    """Return the open tab."""
    assert window.workbench is not None
    page = window.workbench.tabs.currentWidget()
    assert page is not None
    return page


def _is_safe(button: Button) -> bool:
    """Whether a button adds something at once and asks for nothing but words."""
    is_known = button.menu() is None and button.text().startswith(COMMANDS)
    return is_known and _is_at_hand(button)


def _is_at_hand(button: Button) -> bool:
    """Whether a button can be pressed."""
    return button.isVisible() and button.isEnabled()


def _lines(menu: QMenu) -> list[QAction]:
    """Return what can be taken from a menu and from the menus in it."""
    lines = [line for line in menu.actions() if line.isEnabled() and line.text()]
    inner = [_lines(below) for line in lines if (below := line.menu()) is not None]
    return [line for line in lines if line.menu() is None] + [one for some in inner for one in some]


def _type(row: FormRow, text: str) -> None:
    """Replace what stands in a field, key by key, and go elsewhere."""
    field = row.editor.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    if isinstance(field, QLineEdit):
        QTest.keyClick(field, Qt.Key.Key_Return)
    field.clearFocus()
    row.editor.finish()
    row.editor.left.emit()


def _say(what: dict[str, Any]) -> None:
    """Write a line; only a whole one counts."""
    line = (json.dumps(what) + "\n").encode()
    while line:
        line = line[os.write(1, line) :]


def _give_up(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> NoReturn:
    """Say what went wrong and end: nothing may go wrong here."""
    _say({"trouble": "".join(traceback.format_exception(kind, error, trace))})
    os._exit(3)


def main(path: str, seed: str, deeds: str = "-1") -> int:
    """Start the program as always, with somebody at work in it."""
    from app.__main__ import main as program

    consultant = Consultant(int(seed), int(deeds))
    start = QApplication.exec

    def start_with_somebody(*_: object) -> int:
        sys.excepthook = _give_up
        QTimer.singleShot(0, consultant.begin)
        return start()

    QApplication.exec = start_with_somebody
    return program([path])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
