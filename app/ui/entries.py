"""Numbers and days: typed as people write them, read without guessing, or left open."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidgetAction

from app.domain.calendar import said
from app.domain.scales import plain
from app.host.language import tr
from app.ui import icons
from app.ui.editors import LineEditor, NotReadable

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})?(\.\d{1,15})?")
_MONTHS = {said(date(2000, month, 1))[:3].casefold(): month for month in range(1, 13)}
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<n>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<m>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<m>[a-z]{3,9})\.?,?\s+(?P<y>\d{4})"),
)


class NumberEditor(LineEditor):
    """A number, or nothing where nothing is known."""

    def __init__(self, *, whole: bool, optional: bool) -> None:
        super().__init__()
        self._whole = whole
        self._optional = optional
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        if optional:
            self.line.setPlaceholderText(tr("not known"))

    def read(self) -> object:
        """Return the number, or None where nothing stands."""
        text = self.line.text().strip().replace("\u2212", "-")
        if not text and self._optional:
            return None
        if not text.strip("+-") or not _NUMBER.fullmatch(text) or (self._whole and "." in text):
            if self._whole:
                raise NotReadable(tr("Write a whole number, such as 24."))
            raise NotReadable(tr("Write a number, such as 6.5 or 1,200."))
        number = text.replace(",", "")
        return int(number) if self._whole else float(number)

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see show
        if value is None:
            super()._put("")
        else:
            super()._put(f"{value:,}" if self._whole else plain(float(value)))


def day_of(text: str) -> date | None:
    """Return the day a text names, or None when it names none without doubt.

    The month is named or the whole is written as 2025-03-04: in 3/4/2025 nobody knows the month.
    """
    for form in _FORMS:
        if found := form.fullmatch(text.strip().casefold()):
            parts = found.groupdict()
            try:
                month = int(parts["n"]) if "n" in parts else _month(parts["m"])
                return date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                return None
    return None


def _month(word: str) -> int:
    """Return the number of a month by its name or the beginning of it; 0 for no month."""
    number = _MONTHS.get(word[:3], 0)
    return number if number and said(date(2000, number, 1)).casefold().startswith(word) else 0


class DayEditor(LineEditor):
    """A day, or none. Alt+Down opens the calendar."""

    def __init__(self, *, optional: bool = True) -> None:
        super().__init__()
        self._optional = optional
        self.line.setPlaceholderText(tr("no date yet"))
        self._button = QAction(icons.icon("calendar"), tr("Choose a day"), self.line)
        self._button.triggered.connect(self._open)
        self.line.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self._menu: QMenu | None = None

    def read(self) -> object:
        """Return the day, or None where nothing stands."""
        text = self.line.text().strip()
        if not text and self._optional:
            return None
        day = day_of(text)
        if day is None:
            raise NotReadable(tr("Write the day like March 4, 2025 or 2025-03-04."))
        return day

    def freeze(self, *, frozen: bool) -> None:
        """Let the day be read only."""
        super().freeze(frozen=frozen)
        self._button.setVisible(not frozen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar by the keys that open every list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
                self._open()
                return True
        return super().eventFilter(watched, event)

    def _put(self, value: Any) -> None:  # noqa: ANN401 - see Editor.show
        super()._put(said(value) if isinstance(value, date) else "")

    def _open(self) -> None:
        """Show a calendar under the field, at the day that stands there."""
        if self.line.isReadOnly() or not self.line.isEnabled():
            return
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if day := day_of(self.line.text()):
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.setAccessibleName(tr("Calendar"))
        calendar.activated.connect(self._chosen)
        calendar.clicked.connect(self._chosen)
        self._menu = QMenu(self.line)
        self._menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        holder = QWidgetAction(self._menu)
        holder.setDefaultWidget(calendar)
        self._menu.addAction(holder)
        self._menu.popup(self.line.mapToGlobal(QPoint(0, self.line.height())))
        calendar.setFocus()

    def _chosen(self, day: QDate) -> None:
        """Take the day of the calendar."""
        self.line.setText(said(date(day.year(), day.month(), day.day())))
        if self._menu is not None:
            self._menu.close()
            self._menu = None
        self.finish()
