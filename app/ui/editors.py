"""One editor for each kind of field. It speaks up only when the user has done something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.calendar import said
from app.domain.rows import Words, bare, limits
from app.domain.scales import plain
from app.domain.text import Memo
from app.host.language import tr

PAUSE = 600
"""A long text is committed after this many milliseconds without a keystroke."""

_LONGEST = 10_000_000  # our own limit judges a paste; Qt would cut it without a word
_DAYS = ("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")

Options = Callable[[], Sequence[tuple[str, str]]]


class NotReadable(ValueError):
    """What was typed is not a value of this kind; the sentence says how to write one."""


class Editor(QObject):
    """A widget with a value.

    Attributes:
        widget: what the user works with.
        committed: the user has finished with a value.
    """

    committed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self.is_dirty = False
        widget.installEventFilter(self)

    def read(self) -> object:
        """Return the value.

        Raises:
            NotReadable: when what stands there is no value of this kind.
        """
        raise NotImplementedError

    def show(self, value: Any) -> None:  # noqa: ANN401 - each editor has its own kind of value
        """Show a value. Nobody is told."""
        raise NotImplementedError

    def freeze(self, *, frozen: bool) -> None:
        """Let the value be read only."""
        self.widget.setEnabled(not frozen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the file unless the field holds typing that is not yet committed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            steps = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(step) for step in steps) and not self.is_dirty:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _commit(self) -> None:
        """Say that the user has finished, when there is something to say."""
        if self.is_dirty:
            self.is_dirty = False
            self.committed.emit()

    def _touched(self) -> None:
        """Note that the user has typed."""
        self.is_dirty = True


class LineEditor(Editor):
    """One line of text; committed by Enter and on leaving."""

    def __init__(self) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        super().__init__(self.line)
        self.line.textEdited.connect(self._touched)
        self.line.editingFinished.connect(self._commit)

    def read(self) -> object:
        """Return the text."""
        return self.line.text()

    def show(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a text."""
        text = "" if value is None else str(value)
        if self.line.text() != text:
            self.line.setText(text)
        self.is_dirty = False

    def freeze(self, *, frozen: bool) -> None:
        """Let the text be read and copied only."""
        self.line.setReadOnly(frozen)


class NumberEditor(LineEditor):
    """A number, or nothing."""

    def __init__(self, *, whole: bool, optional: bool) -> None:
        super().__init__()
        self._whole = whole
        self._optional = optional
        if optional:
            self.line.setPlaceholderText(tr("not known"))

    def read(self) -> object:
        """Return the number, or None where nothing stands."""
        text = self.line.text().strip().replace(",", "")
        if not text and self._optional:
            return None
        try:
            return int(text) if self._whole else float(text)
        except ValueError:
            example = "24" if self._whole else "6.5"
            raise NotReadable(tr("Write a number, such as {n}.").format(n=example)) from None

    def show(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a number without needless zeros."""
        super().show("" if value is None else plain(float(value)))


class DayEditor(LineEditor):
    """A day, or none; shown with its month named."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setPlaceholderText(tr("no date yet"))

    def read(self) -> object:
        """Return the day, or None where nothing stands."""
        text = self.line.text().strip()
        if not text:
            return None
        for form in _DAYS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        raise NotReadable(tr("Write the day like March 4, 2025 or 2025-03-04."))

    def show(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a day."""
        super().show(said(value) if isinstance(value, date) else "")


class MemoEditor(Editor):
    """A longer text; committed after a pause in typing and on leaving."""

    def __init__(self, lines: int = 3) -> None:
        self.memo = QPlainTextEdit()
        self.memo.setTabChangesFocus(True)
        self.memo.setFixedHeight(self.memo.fontMetrics().lineSpacing() * lines + 20)
        super().__init__(self.memo)
        self._showing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._commit)
        self.memo.textChanged.connect(self._typed)

    def read(self) -> object:
        """Return the text."""
        return self.memo.toPlainText()

    def show(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a text; the cursor stays where it is when nothing changed."""
        text = "" if value is None else str(value)
        if self.memo.toPlainText() != text:
            self._showing = True
            self.memo.setPlainText(text)
            self._showing = False
        self.is_dirty = False

    def freeze(self, *, frozen: bool) -> None:
        """Let the text be read and copied only."""
        self.memo.setReadOnly(frozen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit on leaving."""
        if event.type() == QEvent.Type.FocusOut:
            self._commit()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        """Note typing, and wait for a pause."""
        if not self._showing:
            self._touched()
            self._pause.start()


class TickEditor(Editor):
    """Yes or no."""

    def __init__(self, words: str) -> None:
        self.tick = QCheckBox(words.replace("&", "&&"))
        super().__init__(self.tick)
        self.tick.clicked.connect(self._clicked)

    def read(self) -> object:
        """Return whether it is ticked."""
        return self.tick.isChecked()

    def show(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a tick or none."""
        self.tick.setChecked(bool(value))

    def _clicked(self) -> None:
        """Commit at once: a tick is finished when it is made."""
        self.is_dirty = True
        self._commit()


class ChoiceEditor(Editor):
    """One of several: the members of a closed choice, or rows asked for when they are needed."""

    def __init__(self, options: Options, *, optional: bool = False) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        self._options = options
        self._optional = optional
        self.box.activated.connect(self._chosen)
        self._fill()

    def read(self) -> object:
        """Return the value chosen; None for nobody."""
        return self.box.currentData() or None

    def show(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show the value, asking anew what there is to choose from."""
        self._fill()
        wanted = str(value) if value is not None else ""
        self.box.setCurrentIndex(max(-1, self.box.findData(wanted)))

    def _fill(self) -> None:
        """Ask what there is to choose from."""
        options = ([("", "–")] if self._optional else []) + list(self._options())
        present = [
            (self.box.itemData(place), self.box.itemText(place))
            for place in range(self.box.count())
        ]
        if options != present:
            self.box.clear()
            for value, words in options:
                self.box.addItem(words, value)

    def _chosen(self) -> None:
        """Commit at once: a choice is finished when it is made."""
        self.is_dirty = True
        self._commit()


def editor_for(info: Any, options: Options | None = None) -> Editor:  # noqa: ANN401 - FieldInfo
    """Return the editor for a field of a Fields class.

    Args:
        info: the field's pydantic info.
        options: what there is to choose from, for a field that names another row.
    """
    kind = bare(info.annotation)
    optional = info.annotation != kind and kind is not str
    if options is not None:
        return ChoiceEditor(options, optional=True)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return ChoiceEditor(lambda: words_of(kind), optional=info.default is None)
    simple: dict[object, Callable[[], Editor]] = {
        bool: lambda: TickEditor(tr(info.title or "")),
        int: lambda: NumberEditor(whole=True, optional=optional),
        float: lambda: NumberEditor(whole=False, optional=optional),
        date: DayEditor,
    }
    if kind in simple:
        return simple[kind]()
    return MemoEditor() if any(isinstance(item, Memo) for item in limits(info)) else LineEditor()


def words_of(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the members of a closed choice as (value, words)."""
    return [(str(m), tr(m.label) if isinstance(m, Words) else str(m)) for m in kind]
