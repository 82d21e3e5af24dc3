"""One editor for each kind of field. It speaks up only when the user has done something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.domain.rows import Words
from app.host.language import tr

_LONGEST = 10_000_000  # our own limit judges a paste; Qt would cut it at 32,767 without a word
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)

Options = Callable[[], Sequence[tuple[str, str]]]


class NotReadable(ValueError):
    """What was typed is not a value of this kind; the sentence says how to write one."""


class Editor(QObject):
    """A widget with a value, and whether the user has changed what is shown.

    Attributes:
        widget: what stands in the form.
        field: the part of it that takes the focus.
        committed: the user has a value; True when he has finished, False when he goes on typing.
        left: the user has gone elsewhere; what he does next is another step.
    """

    committed = Signal(bool)
    left = Signal()

    def __init__(self, widget: QWidget, field: QWidget | None = None) -> None:
        super().__init__(widget)
        self.widget = widget
        self.field = field or widget
        self._shown: object = None
        self.field.installEventFilter(self)

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands here than what the file was last seen to hold."""
        return self._standing() != self._shown

    def read(self) -> object:
        """Return the value.

        Raises:
            NotReadable: when what stands there is no value of this kind.
        """
        return self._standing()

    def show(self, value: Any) -> None:  # noqa: ANN401 - each editor has its own kind of value
        """Show a value. Nobody is told."""
        self._put(value)
        self._shown = self._standing()

    def freeze(self, *, frozen: bool) -> None:
        """Let the value be read only."""
        self.field.setEnabled(not frozen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the file unless typing waits to be committed; commit on leaving."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            steps = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if not self.is_dirty and any(event.matches(step) for step in steps):
                event.ignore()
                return True
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in _PASSING:
                self.finish()
                self.left.emit()
        elif kind == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()  # the page scrolls; a value must not change because it passed by
            return True
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """Say that the user has finished, when there is something to say."""
        if self.is_dirty:
            self.committed.emit(True)

    def _standing(self) -> object:
        """Return what stands in the widget, as it is compared."""
        raise NotImplementedError

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see show
        """Put a value into the widget."""
        raise NotImplementedError


class LineEditor(Editor):
    """One line of text; committed by Enter and on leaving."""

    def __init__(self) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        super().__init__(self.line)
        self.line.returnPressed.connect(self.finish)

    def read(self) -> object:
        """Return the text as it is seen: a line break in a pasted text is shown as a blank."""
        return " ".join(self.line.text().splitlines())

    def freeze(self, *, frozen: bool) -> None:
        """Let the text be read and copied only."""
        self.line.setReadOnly(frozen)

    def _standing(self) -> object:
        return self.line.text()

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see show
        text = "" if value is None else str(value)
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0 if not self.line.hasFocus() else len(text))


class TickEditor(Editor):
    """Yes or no; committed at once."""

    def __init__(self, words: str) -> None:
        self.tick = QCheckBox(words.replace("&", "&&"))
        super().__init__(self.tick)
        self.tick.clicked.connect(self.finish)

    def _standing(self) -> object:
        return self.tick.isChecked()

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see show
        self.tick.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of several: a closed choice, or rows asked for anew whenever they are needed."""

    def __init__(self, options: Options, *, optional: bool = False, none: str = "") -> None:
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(8)
        self.box.setMaxVisibleItems(16)
        super().__init__(self.box)
        self._options = options
        self._none = (none or tr("none")) if optional else ""
        self.box.setPlaceholderText(tr("Choose…"))
        self.box.activated.connect(self.finish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask anew what there is to choose from before the user chooses."""
        if event.type() == QEvent.Type.FocusIn:
            self._put(self._standing())
        return super().eventFilter(watched, event)

    def _standing(self) -> object:
        return self.box.currentData() or None

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see show
        wanted = "" if value is None else str(value)
        options = [("", self._none)] if self._none else []
        options += list(self._options())
        if wanted and wanted not in (known for known, _ in options):
            options.append((wanted, tr("no longer in the list")))
        box = self.box
        if options != [(box.itemData(n), box.itemText(n)) for n in range(box.count())]:
            box.clear()
            for known, words in options:
                box.addItem(words, known)
        box.setCurrentIndex(box.findData(wanted))


def words_of(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the members of a closed choice as (value, words)."""
    return [(str(m), tr(m.label) if isinstance(m, Words) else str(m)) for m in kind]
