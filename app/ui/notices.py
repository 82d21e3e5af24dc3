"""What the program says in passing: bars inside the window, never a dialog.

`Notices` is the thing to speak to; `NoticeBars` is where the window shows what was said.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.host.language import tr
from app.ui import theme
from app.ui.buttons import Button, IconButton
from app.ui.labels import Icon, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["info", "good", "bad"]

_AT_ONCE = 3
_READING_MS = {"info": 7_000, "good": 7_000, "bad": 14_000}
_UNDO_MS = 10_000
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was said.

    Attributes:
        text: what is so.
        remedy: what can be done about it.
        kind: info, good or bad.
        undo: whether the step it speaks of can be taken back from here.
        commands: further buttons, each a text and a slot.
        stays: until it is dismissed.
    """

    text: str
    remedy: str = ""
    kind: Kind = "info"
    undo: bool = False
    commands: tuple[tuple[str, Callable[[], Any]], ...] = ()
    stays: bool = False
    number: int = field(default_factory=lambda: next(_numbers))

    @property
    def said(self) -> str:
        """The whole of it in one line, for a screen reader."""
        return f"{self.text} {self.remedy}".strip()


class Notices(QObject):
    """What was said lately, and the wish to undo it."""

    shown = Signal(object)
    withdrawn = Signal(object)
    undo_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: list[Notice] = []
        self._past: deque[Notice] = deque(maxlen=100)

    @property
    def current(self) -> tuple[Notice, ...]:
        """What stands on the screen, oldest first."""
        return tuple(self._current)

    @property
    def latest(self) -> Notice | None:
        """What was said last, even if it is gone from the screen."""
        return self._past[-1] if self._past else None

    def show(
        self,
        text: str,
        remedy: str = "",
        *,
        kind: Kind = "info",
        undo: bool = False,
        commands: tuple[tuple[str, Callable[[], Any]], ...] = (),
        stays: bool = False,
    ) -> Notice:
        """Say something. The same text replaces itself instead of standing there twice."""
        for old in [old for old in self._current if old.text == text]:
            self.withdraw(old)
        notice = Notice(text, remedy, kind, undo, commands, stays)
        self._current.append(notice)
        self._past.append(notice)
        self.shown.emit(notice)
        for old in self._current[:-_AT_ONCE]:
            self.withdraw(old)
        return notice

    def withdraw(self, notice: Notice) -> None:
        """Take a notice off the screen."""
        if notice in self._current:
            self._current.remove(notice)
            self.withdrawn.emit(notice)

    def withdraw_undo(self) -> None:
        """Take away what offers to undo: the file has moved on and Undo would mean another step."""
        for notice in [notice for notice in self._current if notice.undo]:
            self.withdraw(notice)

    def undo(self, notice: Notice) -> None:
        """Take back the step a notice speaks of."""
        self.withdraw(notice)
        self.undo_asked.emit()


class NoticeBars(QWidget):
    """The place in the window where notices stand; it takes no room while there are none."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._bars: dict[int, _Bar] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        side = theme.space("xl")
        self._column.setContentsMargins(side, 0, side, theme.space("m"))
        self._column.setSpacing(theme.space("s"))
        notices.shown.connect(self._add)
        notices.withdrawn.connect(self._remove)
        self.hide()

    def _add(self, notice: Notice) -> None:
        bar = _Bar(self._notices, notice)
        self._bars[notice.number] = bar
        self._column.addWidget(bar)
        self.show()
        event = QAccessibleAnnouncementEvent(bar, notice.said)
        if notice.kind == "bad":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _remove(self, notice: Notice) -> None:
        bar = self._bars.pop(notice.number, None)
        if bar is not None:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))


class _Bar(QFrame):
    """One notice. It waits while the pointer or the focus is on it."""

    _ICONS = {  # noqa: RUF012 - a constant
        "info": ("info", "accent"),
        "good": ("circle-check", "good"),
        "bad": ("circle-alert", "bad"),
    }

    def __init__(self, notices: Notices, notice: Notice) -> None:
        super().__init__()
        self._notices, self._notice = notices, notice
        theme.set_role(self, f"notice-{notice.kind}")
        self.setAccessibleName(notice.said)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.space("m"), theme.space("xs"), theme.space("xs"), theme.space("xs")
        )
        row.setSpacing(theme.space("s"))
        row.addWidget(Icon(self._ICONS[notice.kind][0], 18, self._ICONS[notice.kind][1]))
        words = QVBoxLayout()
        words.setContentsMargins(theme.space("xs"), theme.space("xs"), 0, theme.space("xs"))
        words.setSpacing(0)
        words.addWidget(PlainLabel(notice.text, role="strong", wrap=True))
        if notice.remedy:
            words.addWidget(PlainLabel(notice.remedy, role="soft", wrap=True))
        row.addLayout(words, 1)
        for text, slot in notice.commands:
            row.addWidget(Button(text, slot, role="link"))
        if notice.undo:
            row.addWidget(Button(tr("Undo"), self._undo, role="link", icon="undo-2"))
        row.addWidget(IconButton("x", tr("Dismiss"), self._dismiss))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_UNDO_MS if notice.undo else _READING_MS[notice.kind])
        self._timer.timeout.connect(self._fade)
        if not notice.stays:
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while somebody reads."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        super().leaveEvent(event)
        if not self._notice.stays:
            self._timer.start()

    def _fade(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._timer.start()
        else:
            self._dismiss()

    def _dismiss(self) -> None:
        self._notices.withdraw(self._notice)

    def _undo(self) -> None:
        self._notices.undo(self._notice)
