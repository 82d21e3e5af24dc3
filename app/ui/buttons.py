"""Buttons that know their part: primary, quiet, danger, link; and slots that let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from weakref import ref

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from app.ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable

Role = Literal["", "primary", "quiet", "danger", "link"]
_TINTS = {"primary": "on-accent", "danger": "bad", "link": "accent"}


def called(slot: Callable[[], Any]) -> Callable[..., None]:
    """Return a slot that drops what the signal says and does not keep the method's owner alive."""
    owner = getattr(slot, "__self__", None)
    if not isinstance(owner, QObject):
        return lambda *_: _drop(slot())
    name = slot.__name__
    weak = ref(owner)

    def call(*_: object) -> None:
        living = weak()
        if living is not None:
            getattr(living, name)()

    return call


def _drop(_value: object) -> None:
    """Leave a slot's value where it is."""


class Button(QPushButton):
    """A button with a part to play."""

    def __init__(
        self,
        text: str,
        slot: Callable[[], Any] | None = None,
        *,
        role: Role = "",
        icon: str = "",
        tip: str = "",
    ) -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        if role:
            theme.set_role(self, role)
        if icon:
            self.setIcon(icons.icon(icon, _TINTS.get(role, "ink-soft")))
            self._fit_icon()
        if tip:
            self.setToolTip(tip)
            self.setAccessibleDescription(tip)
        if slot is not None:
            self.clicked.connect(called(slot))

    def for_touch(self) -> Button:
        """Make it high enough for a thumb, and return it."""
        self.setProperty("touch", "true")
        theme.restyle(self)
        return self

    def offer(self, menu: QMenu) -> None:
        """Open a menu instead of doing something at once."""
        self.setProperty("menu", "true")
        self.setMenu(menu)
        theme.restyle(self)

    def changeEvent(self, event: QEvent) -> None:
        """Let the icon grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_icon()

    def _fit_icon(self) -> None:
        side = theme.scaled(16)
        wanted = QSize(side + theme.space("xs"), side)
        if self.iconSize() != wanted:
            self.setIconSize(wanted)


class IconButton(QToolButton):
    """A button that shows a drawing only. Its name is said to screen readers and as tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        slot: Callable[[], Any] | None = None,
        *,
        tint: str = "ink-soft",
    ) -> None:
        super().__init__()
        self.setIcon(icons.icon(icon, tint))
        self._fit_icon()
        self.setAccessibleName(name)
        self.setToolTip(name)
        if slot is not None:
            self.clicked.connect(called(slot))

    def changeEvent(self, event: QEvent) -> None:
        """Let the drawing grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_icon()

    def _fit_icon(self) -> None:
        wanted = QSize(theme.scaled(18), theme.scaled(18))
        if self.iconSize() != wanted:
            self.setIconSize(wanted)
