"""Larger dialogs: the key off a recovery sheet, and a page of paper.

Nobody opens them but `dialogs`, which tests can answer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.host.language import tr
from app.ui import theme
from app.ui.asking import Asking
from app.ui.buttons import Button
from app.ui.labels import Hint, PlainLabel

if TYPE_CHECKING:
    from app.ui.preview import PreviewPane

_SHEET_LINES = 7


class SheetKey(Asking):
    """The lines of a recovery sheet, judged while they are typed."""

    def __init__(self, parent: QWidget | None, name: str, judge: Callable[[str], str]) -> None:
        """Make the dialog.

        Args:
            parent: the window it belongs to.
            name: the file's name.
            judge: returns the key, or raises ValueError with the sentence that says what is wrong.
        """
        super().__init__(
            parent,
            tr("Open with recovery sheet"),
            tr("Type the six lines of the sheet of {name}, each with its check digit.").format(
                name=name
            ),
        )
        self._judge_text = judge
        self._key = ""
        words = PlainLabel(tr("Key"), role="label")
        self.lines = QPlainTextEdit()
        self.lines.setAccessibleName(tr("Key"))
        self.lines.setFont(theme.font("body", figures=True))
        self.lines.setTabChangesFocus(True)
        self.lines.setPlaceholderText("0000 0000 0000 0000 0")
        height = self.lines.fontMetrics().lineSpacing() * _SHEET_LINES
        self.lines.setFixedHeight(height + 2 * theme.space("s"))
        words.setBuddy(self.lines)
        group = QVBoxLayout()
        group.setSpacing(theme.space("xs"))
        group.addWidget(words)
        group.addWidget(self.lines)
        self._column.addLayout(group)
        self.said = PlainLabel(role="hint", wrap=True)
        self._put(self.said)
        self._accept = self._buttons(tr("Open"))
        self._accept.setDefault(True)
        self.lines.textChanged.connect(self._judge)
        self._judge()
        self.lines.setFocus()

    def key(self) -> str:
        """The key that was typed, without blanks and check digits."""
        return self._key

    def _judge(self) -> None:
        """Say which line is wrong; a line that is still being typed is not blamed."""
        text = self.lines.toPlainText()
        try:
            self._key, said = self._judge_text(text), tr("All six lines are right.")
        except ValueError as error:
            self._key, said = "", str(error)
        if not text.strip():
            said = tr("Capitals and blanks do not matter.")
        self.said.setText(said)
        theme.set_role(self.said, "good" if self._key else "hint" if not text.strip() else "warn")
        self._accept.setEnabled(bool(self._key))


class Showing(Asking):
    """A page of paper that is printed or saved from here."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        pdf: bytes,
        *,
        name: str,
        folder: Path,
    ) -> None:
        from app.ui.preview import PreviewPane

        super().__init__(parent, title, sentence)
        self.pane: PreviewPane = PreviewPane()
        self.pane.folder = folder
        self.setMinimumWidth(theme.scaled(720))
        self.pane.setMinimumHeight(theme.scaled(480))
        self._put(self.pane, 1)
        self._done = Hint("")
        self._put(self._done)
        row = self._foot()
        row.addStretch(1)
        row.addWidget(Button(tr("Close"), self.accept))
        self.pane.display(pdf, name)
        self.pane.saved.connect(self._say_saved)
        self.pane.printed.connect(self._say_printed)

    def _say_saved(self, path: object) -> None:
        self._done.setText(tr("Saved as {name}.").format(name=Path(str(path)).name))

    def _say_printed(self) -> None:
        self._done.setText(tr("Sent to the printer."))
