"""The look on screen: tokens turned into one palette and one style sheet.

`resources/theme/theme.toml` is the only place where a color, a distance or a size of type is
written down. What a palette role can say is not in the sheet, and no widget has a sheet of its
own: variation is the dynamic property `role`, so that a change of theme leaves no stale island.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from app.host.paths import resource
from app.ui import fonts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")
SCALES = (80, 200)

_SHEET_ICONS = {
    "arrow-down": ("chevron-down", "ink-soft"),
    "arrow-down-on": ("chevron-down", "on-accent"),
    "arrow-up": ("chevron-up", "ink-soft"),
    "arrow-left": ("chevron-left", "ink-soft"),
    "arrow-right": ("chevron-right", "ink-soft"),
    "arrow-down-faint": ("chevron-down", "ink-faint"),
    "arrow-up-faint": ("chevron-up", "ink-faint"),
    "tick": ("check", "on-accent"),
    "tick-faint": ("check", "ink-faint"),
    "tick-menu": ("check", "ink"),
    "dash": ("minus", "on-accent"),
    "dot": ("dot", "on-accent"),
    "dot-faint": ("dot", "ink-faint"),
    "close": ("x", "ink-soft"),
}
_BOLD_ICONS = frozenset({"tick", "tick-faint", "dash"})


@dataclass(frozen=True, slots=True)
class Look:
    """The tokens in force: a theme at a text scale.

    Attributes:
        name: ``light`` or ``dark``.
        colors: token to color literal.
        space: token to pixels; not scaled with the text.
        type: token to pixels, already scaled.
        shape: radii and the width of the focus ring.
        text_scale: percent.
    """

    name: str
    colors: Mapping[str, str]
    space: Mapping[str, int]
    type: Mapping[str, int]
    shape: Mapping[str, int]
    text_scale: int = 100

    @property
    def is_dark(self) -> bool:
        """Whether light type stands on a dark ground."""
        return self.name == "dark"


@cache
def _tokens() -> dict[str, dict[str, str | int]]:
    with resource("theme", "theme.toml").open("rb") as source:
        return tomllib.load(source)


def look(name: str, text_scale: int = 100) -> Look:
    """Return a theme's tokens at a text scale, which is kept between 80 and 200 percent."""
    tokens = _tokens()
    scale = max(SCALES[0], min(SCALES[1], text_scale))
    return Look(
        name=name,
        colors={key: str(value) for key, value in tokens[name].items()},
        space={key: int(value) for key, value in tokens["space"].items()},
        type={key: round(int(value) * scale / 100) for key, value in tokens["type"].items()},
        shape={key: int(value) for key, value in tokens["shape"].items()},
        text_scale=scale,
    )


class _Theme(QObject):
    """The theme in force and the wish behind it; follows the system where that is the wish."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "light"
        self.look = look("light")
        self.icon_folder: TemporaryDirectory[str] | None = None
        self._follows = False

    def wear(self, app: QApplication, mode: Mode, text_scale: int) -> None:
        """Put the theme on the whole application."""
        hints = app.styleHints()
        if not self._follows:
            hints.colorSchemeChanged.connect(self._follow)
            self._follows = True
        self.mode = mode
        if mode == "system":
            hints.unsetColorScheme()
        else:
            dark = mode == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._dress(app, look(_resolved(mode), text_scale))

    def _follow(self) -> None:
        app = QApplication.instance()
        if (
            self.mode == "system"
            and isinstance(app, QApplication)
            and _resolved("system") != self.look.name
        ):
            self._dress(app, look(_resolved("system"), self.look.text_scale))

    def _dress(self, app: QApplication, new: Look) -> None:
        self.look = new
        fonts.register()
        if app.style().name() != "fusion":
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font("body"))
        app.setPalette(palette_of(new))
        app.setPalette(_desk_palette(new), "QPdfView")  # type: ignore[arg-type]  # wants str
        app.setStyleSheet(self._sheet(new))
        self.changed.emit()

    def _sheet(self, new: Look) -> str:
        if self.icon_folder is None:
            self.icon_folder = TemporaryDirectory(prefix="becoming-great-theme-")
            QDir.addSearchPath("theme", self.icon_folder.name)
        _draw_sheet_icons(new, Path(self.icon_folder.name))
        return sheet_of(new)


_theme: _Theme | None = None


def _the_theme() -> _Theme:
    global _theme  # noqa: PLW0603 - one application, one theme
    if _theme is None:
        _theme = _Theme()
    return _theme


def apply(app: QApplication, mode: Mode = "system", text_scale: int = 100) -> None:
    """Dress the application in a theme, or change it live.

    Args:
        app: the application.
        mode: ``system`` follows the computer, also when it changes its mind later.
        text_scale: percent, 80 to 200.
    """
    _the_theme().wear(app, mode, text_scale)


def now() -> Look:
    """Return the tokens in force, for whoever paints."""
    return _the_theme().look


def mode() -> Mode:
    """Return the mode that was asked for."""
    return _the_theme().mode


def when_changed(slot: Callable[[], None]) -> None:
    """Call a bound method of a QObject whenever the theme or the text scale changed."""
    _the_theme().changed.connect(slot)


def color(token: str) -> QColor:
    """Return a color of the theme in force.

    Raises:
        KeyError: when there is no such token, which is a mistake in the program.
    """
    return QColor(now().colors[token])


def space(token: str) -> int:
    """Return a distance in pixels: none, xs, s, m, l, xl or xxl."""
    return now().space[token]


def size(token: str) -> int:
    """Return a size of type in pixels at the text scale in force."""
    return now().type[token]


def scaled(pixels: int) -> int:
    """Return a length that has to grow with the text, such as the width of a list."""
    return round(pixels * now().text_scale / 100)


def font(step: str = "body", *, strong: bool = False, figures: bool = False) -> QFont:
    """Return the bundled type in a size of the scale.

    Args:
        step: small, body, large, title or display.
        strong: semibold instead of regular.
        figures: figures of equal width, for columns of numbers.
    """
    made = QFont(fonts.family())
    made.setPixelSize(size(step))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return fonts.tabular(made) if figures else made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its part in the style sheet, also after it was polished."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let a widget take in a dynamic property that was changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _resolved(mode: Mode) -> str:
    if mode != "system":
        return mode
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink-soft",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "accent-soft",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "shade",
}
_FAINT = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
    QPalette.ColorRole.PlaceholderText,
)


def palette_of(new: Look) -> QPalette:
    """Make the palette of a theme; what it says is not said again in the sheet."""
    made = QPalette()
    for role, token in _PALETTE.items():
        made.setColor(role, QColor(new.colors[token]))
    for role in _FAINT:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(new.colors["ink-faint"]))
    return made


def _desk_palette(new: Look) -> QPalette:
    """Make the palette of the preview, which lays its pages on the color called dark."""
    made = palette_of(new)
    made.setColor(QPalette.ColorRole.Dark, QColor(new.colors["desk"]))
    return made


class _SheetTemplate(Template):
    """Token names have hyphens: ``${ink-soft}``."""

    idpattern = r"[a-z][a-z0-9-]*"


def sheet_of(new: Look) -> str:
    """Fill the style sheet of the application from a theme's tokens.

    Raises:
        KeyError: when the sheet names a token that does not exist.
    """
    values: dict[str, str | int] = dict(new.colors)
    values |= {f"space-{key}": value for key, value in new.space.items()}
    values |= {f"type-{key}": value for key, value in new.type.items()}
    values |= {f"shape-{key}": value for key, value in new.shape.items()}
    values |= {f"icon-{key}": f"theme:{new.name}-{key}.svg" for key in _SHEET_ICONS}
    values |= {f"px-{pixels}": round(pixels * new.text_scale / 100) for pixels in range(8, 49, 2)}
    source = resource("theme", "sheet.qss").read_text(encoding="utf-8")
    return _SheetTemplate(source).substitute(values)


def _draw_sheet_icons(new: Look, folder: Path) -> None:
    """Write the arrows and ticks of styled controls, tinted; a sheet can only name files."""
    for key, (name, tint) in _SHEET_ICONS.items():
        svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        if key in _BOLD_ICONS:
            svg = svg.replace('stroke-width="2"', 'stroke-width="3"')
        target = folder / f"{new.name}-{key}.svg"
        target.write_text(svg.replace("currentColor", new.colors[tint]), encoding="utf-8")
