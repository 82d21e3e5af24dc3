"""The menus: everything the program can do, with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

import app
from app.host.language import tr
from app.ui import dialogs

if TYPE_CHECKING:
    from app.shell.window import Window
    from app.store.history import History

Key = QKeySequence.StandardKey | str | None


class Menus:
    """The menu bar of the window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.turns: list[QAction] = []
        self._file()
        self._edit()
        self._view()
        self._help()

    def tell_history(self, history: History | None) -> None:
        """Name the next steps back and forth."""
        undo = history.undo_label if history else None
        redo = history.redo_label if history else None
        self.undo.setText(tr("Undo {step}").format(step=undo).strip() if undo else tr("Undo"))
        self.redo.setText(tr("Redo {step}").format(step=redo).strip() if redo else tr("Redo"))
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        desk = self.window.desk
        for action in (self.close, self.papers, self.copy, self.earlier, self.history):
            action.setEnabled(desk is not None)
        for action in (self.sheet, self.forget):
            action.setEnabled(desk is not None and desk.file.is_protected)

    def _file(self) -> None:
        """File: what lies on the disk."""
        menu = self.window.menuBar().addMenu(tr("&File"))
        window = self.window
        self._add(menu, tr("&New engagement…"), window.new_engagement, QKeySequence.StandardKey.New)
        self._add(menu, tr("&Open…"), window.open_engagement, QKeySequence.StandardKey.Open)
        self._add(menu, tr("Look at the &sample client"), window.open_sample)
        menu.addSeparator()
        self.papers = self._add(
            menu, tr("&Print and hand over"), window.show_papers, QKeySequence.StandardKey.Print
        )
        self._add(menu, tr("Sa&ved already"), window.say_saved, QKeySequence.StandardKey.Save)
        self.copy = self._add(menu, tr("Save a cop&y…"), window.save_copy)
        self.earlier = self._add(menu, tr("&Earlier versions…"), window.show_earlier)
        menu.addSeparator()
        self._keep(menu)
        menu.addSeparator()
        self.close = self._add(
            menu, tr("&Close engagement"), window.close_engagement, QKeySequence.StandardKey.Close
        )
        menu.addSeparator()
        self._add(menu, tr("&Quit"), self._quit, QKeySequence.StandardKey.Quit)

    def _keep(self, menu: QMenu) -> None:
        """File: what keeps the engagement safe."""
        keeping = self.window.keeping
        self.sheet = self._add(menu, tr("&Recovery sheet…"), keeping.recovery_sheet)
        self.forget = self._add(menu, tr("&Forget on this computer"), keeping.forget)

    def _edit(self) -> None:
        """Edit: back and forth."""
        menu = self.window.menuBar().addMenu(tr("&Edit"))
        self.undo = self._add(menu, tr("Undo"), self.window.undo, QKeySequence.StandardKey.Undo)
        self.redo = self._add(menu, tr("Redo"), self.window.redo, QKeySequence.StandardKey.Redo)
        menu.addSeparator()
        self.history = self._add(menu, tr("&History"), self.window.turn_history, "Ctrl+H")
        menu.addSeparator()
        preferences = self._add(menu, tr("&Preferences"), self.window.show_preferences, "Ctrl+,")
        preferences.setMenuRole(QAction.MenuRole.PreferencesRole)

    def _view(self) -> None:
        """View: light or dark, and how large the text is."""
        menu = self.window.menuBar().addMenu(tr("&View"))
        group = QActionGroup(self.window)
        for mode, words in (
            ("system", tr("Like the s&ystem")),
            ("light", tr("&Light")),
            ("dark", tr("&Dark")),
        ):
            action = self._add(menu, words, self._wearing(mode))
            action.setCheckable(True)
            action.setChecked(str(self.window.settings.theme) == mode)
            group.addAction(action)
        menu.addSeparator()
        for number in range(1, 10):
            go = self._add(menu, tr("Tab {n}").format(n=number), self._turning(number))
            go.setShortcut(QKeySequence(f"Ctrl+{number}"))
            self.turns.append(go)
        menu.addSeparator()
        self._add(menu, tr("Larger &text"), self._larger, QKeySequence.StandardKey.ZoomIn)
        self._add(menu, tr("&Smaller text"), self._smaller, QKeySequence.StandardKey.ZoomOut)
        self._add(menu, tr("&Usual text"), self._usual, "Ctrl+0")

    def _help(self) -> None:
        """Help: what this is."""
        menu = self.window.menuBar().addMenu(tr("&Help"))
        show = self.window.show_handbook
        self._add(menu, tr("&Handbook"), show, QKeySequence.StandardKey.HelpContents)
        self._add(menu, tr("&Keys"), self._keys, "Ctrl+/")
        menu.addSeparator()
        self._add(menu, tr("&About Becoming Great!"), self._about)

    def _add(self, menu: QMenu, words: str, slot: Callable[[], None], key: Key = None) -> QAction:
        """Add a command to a menu and return it."""
        action = menu.addAction(words)
        action.triggered.connect(lambda *_: slot())
        if key is not None:
            action.setShortcut(QKeySequence(key))
        return action

    def _wearing(self, mode: str) -> Callable[[], None]:
        """Return the command that changes the look."""
        return lambda: self.window.wear(mode)  # type: ignore[arg-type]  # the three modes above

    def name_tabs(self, titles: Sequence[str]) -> None:
        """Name the tabs there are; a key without a tab is not offered."""
        for number, go in enumerate(self.turns):
            go.setVisible(number < len(titles))
            if number < len(titles):
                go.setText(titles[number].replace("&", "&&"))

    def _turning(self, number: int) -> Callable[[], None]:
        """Return the command that turns to a tab."""
        return lambda: self.window.turn_to(number)

    def _larger(self) -> None:
        self.window.scale(self.window.settings.text_scale + 10)

    def _keys(self) -> None:
        self.window.show_handbook("keys")

    def _usual(self) -> None:
        self.window.scale(100)

    def _smaller(self) -> None:
        self.window.scale(self.window.settings.text_scale - 10)

    def _quit(self) -> None:
        self.window.close()

    def _about(self) -> None:
        """Say what this is and whose ideas it serves."""
        dialogs.read_text(
            self.window,
            tr("About Becoming Great!"),
            tr(
                "Becoming Great! {version}\n\n"
                "Performance Leadership on a consultant's own computer: outcomes, evidence and "
                "one finished binder. Everything stays on this computer.\n\n"
                "The method of outcome-based job descriptions follows the writings of "
                "Jeffrey A Pelletier, M.A.\n\n"
                "Type: Source Sans 3 (SIL Open Font License). Icons: Lucide (ISC License). "
                "Qt for Python is used under the LGPL."
            ).format(version=app.__version__),
        )
