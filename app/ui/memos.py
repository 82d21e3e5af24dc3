"""The editor of a longer text: it grows with the text and keeps it safe while typing goes on."""

from __future__ import annotations

from typing import Any

from annotated_types import MaxLen
from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.rows import limits
from app.host.language import tr
from app.ui import theme
from app.ui.editors import Editor
from app.ui.labels import PlainLabel

BEARABLE = 20_000
"""So many characters are laid out at once in any field."""

PAUSE, LATEST = 600, 2000
"""A text is committed after a pause, and while typing goes on after this; milliseconds."""


class _Memo(QPlainTextEdit):
    """Refuses a paste that Qt could not lay out while somebody waits.

    Laying out one unbroken word takes time by the square of its length: a million letters stop
    the window for minutes. What is a little too long is taken, so that it can be shortened here.
    """

    refused = Signal(int)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped, unless it is far more than the field will hold."""
        cursor = self.textCursor()
        replaced = cursor.selectionEnd() - cursor.selectionStart()
        length = len(source.text())
        if self.document().characterCount() - replaced + length > self._most:
            self.refused.emit(length)
            return
        super().insertFromMimeData(source)


class MemoEditor(Editor):
    """A longer text; committed after a pause in typing and on leaving. It grows with the text."""

    def __init__(self, limit: int = 0, least: int = 2, most: int = 12) -> None:
        """Make an editor.

        Args:
            limit: how many characters the field holds; 0 where nothing is said.
            least: the height in lines while there is little to show.
            most: the height in lines from which on the text scrolls.
        """
        self.memo = _Memo(2 * (limit or BEARABLE))
        self.memo.setTabChangesFocus(True)
        super().__init__(self.memo)
        self.count = PlainLabel("", role="hint")
        self.count.hide()
        self._limit = limit
        self._lines = (least, most)
        self._pause, self._latest, self._fit = QTimer(self), QTimer(self), QTimer(self)
        for timer, length, slot in (
            (self._pause, PAUSE, self._go_on),
            (self._latest, LATEST, self._go_on),
            (self._fit, 0, self._grow),
        ):
            timer.setSingleShot(True)
            timer.setInterval(length)
            timer.timeout.connect(slot)
        self.memo.textChanged.connect(self._typed)
        self.memo.refused.connect(self._tell_refusal)
        self.memo.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.memo.document().contentsChanged.connect(self._tell_count)
        self._grow()

    def freeze(self, *, frozen: bool) -> None:
        """Let the text be read and copied only."""
        self.memo.setReadOnly(frozen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the height in step with the size of the type."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()
        elif event.type() == QEvent.Type.Resize:
            self._fit.start()  # the text is set anew after this event
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """Say that the user has finished; nothing waits any more."""
        self._pause.stop()
        self._latest.stop()
        super().finish()

    def _standing(self) -> str:
        """Return the text with its no-break spaces, which `toPlainText` would take away."""
        raw = self.memo.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see show
        text = "" if value is None else str(value)
        if self._standing() == text:
            return
        place, scrolled = self.memo.textCursor().position(), self.memo.verticalScrollBar().value()
        self.memo.blockSignals(True)
        self.memo.setPlainText(text)
        self.memo.blockSignals(False)
        if self.memo.hasFocus():
            cursor = self.memo.textCursor()
            cursor.setPosition(min(place, self.memo.document().characterCount() - 1))
            self.memo.setTextCursor(cursor)
            self.memo.verticalScrollBar().setValue(scrolled)

    def _typed(self) -> None:
        """Wait for a pause, but not for ever."""
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _go_on(self) -> None:
        """Commit what stands there while the user goes on."""
        self._latest.stop()
        if self.is_dirty:
            self.committed.emit(False)

    def _tell_count(self) -> None:
        """Say how long the text is once its limit comes into sight."""
        length = self.memo.document().characterCount() - 1
        theme.set_role(self.count, "hint")
        self.count.setText(tr("{n:,} of {limit:,}").format(n=length, limit=self._limit))
        self.count.setVisible(0 < self._limit * 0.8 < length)

    def _tell_refusal(self, length: int) -> None:
        """Say that nothing was pasted, and why."""
        said = tr("Not pasted: {n:,} characters, {limit:,} fit.")
        self.count.setText(said.format(n=length, limit=self._limit or BEARABLE))
        theme.set_role(self.count, "error")
        self.count.show()

    def _grow(self) -> None:
        """Be as high as the text asks for, within bounds."""
        least, most = self._lines
        lines = max(least, min(most, round(self.memo.document().size().height())))
        self.memo.setFixedHeight(self.memo.fontMetrics().lineSpacing() * lines + 20)


def longest(info: Any) -> int:  # noqa: ANN401 - pydantic's FieldInfo
    """Return how many characters a field holds, or 0 where nothing is said."""
    bounds = [item.max_length for item in limits(info) if isinstance(item, MaxLen)]
    return min(bounds, default=0)
