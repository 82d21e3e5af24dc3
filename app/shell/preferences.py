"""The preferences: few, applied at once, the same for every engagement on this computer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.host.language import tr
from app.host.settings import PaperSize, Settings, Theme, save_settings
from app.shell.aside import Aside
from app.ui import theme
from app.ui.editors import ChoiceEditor, Editor, LineEditor, TickEditor
from app.ui.layout import Button, Card, Hint, Row, Rows, labeled

if TYPE_CHECKING:
    from app.shell.window import Window

_WIDEST = 560
_SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class Preferences(Aside):
    """What the user sets once: looks, size of text, paper, the name beside each change."""

    def __init__(self, window: Window) -> None:
        super().__init__(tr("Preferences"))
        self._window = window
        self.appearance = ChoiceEditor(lambda: _words(Theme))
        self.scale = ChoiceEditor(self._scales)
        self.paper = ChoiceEditor(lambda: _words(PaperSize))
        self.author = LineEditor()
        self.keeps_recent = TickEditor(tr("List the files opened last"))
        self._lay_out()
        self._bind(self.appearance, window.wear)
        self._bind(self.scale, lambda value: window.scale(int(value)))
        self._bind(self.paper, lambda value: setattr(window.settings, "paper", PaperSize(value)))
        self._bind(self.author, self._name)
        self._bind(self.keeps_recent, self._keep_recent)
        self.refresh()

    def refresh(self) -> None:
        """Show what is set."""
        settings = self._window.settings
        self.appearance.show(str(settings.theme))
        self.scale.show(str(settings.text_scale))
        self.paper.show(str(settings.paper))
        self.author.show(settings.author_name)
        self.keeps_recent.show(settings.keeps_recent)

    def _lay_out(self) -> None:
        """Put the fields under each other in the middle of the window."""
        usual = Button(tr("As they came"), self._reset, icon="undo-2")
        looks = Card(
            tr("Looks"),
            labeled(self.appearance, tr("Appearance")),
            labeled(self.scale, tr("Size of text"), tr("Ctrl and + or − change it anywhere.")),
        )
        work = Card(
            tr("Work"),
            labeled(self.author, tr("Your name"), tr("It stands beside each change you make.")),
            labeled(self.paper, tr("Paper"), tr("For new engagements; each keeps its own.")),
            self.keeps_recent.widget,
            Hint(tr("Turn this off on a computer that others use.")),
        )
        cards = Rows(looks, work).stretch()
        cards.setMaximumWidth(theme.scaled(_WIDEST))
        self.lay_out(Row(cards, None), usual)

    def _bind(self, editor: Editor, put: Callable[[Any], object]) -> None:
        """Apply and save what is chosen, at once."""

        def take(_finished: bool) -> None:
            put(editor.read())
            editor.show(editor.read())
            save_settings(self._window.settings)

        editor.committed.connect(take)

    def _name(self, value: object) -> None:
        """Take the name for every change from now on, in the engagement that is open too."""
        name = str(value or "").strip()
        self._window.settings.author_name = name
        if self._window.desk is not None:
            self._window.desk.file.author = name

    def _keep_recent(self, value: object) -> None:
        """List files from now on, or forget those that are listed."""
        self._window.settings.keeps_recent = bool(value)
        if not value:
            self._window.settings.recent = ()

    def _scales(self) -> list[tuple[str, str]]:
        now = self._window.settings.text_scale
        return [(str(n), tr("{n} %").format(n=n)) for n in sorted({*_SCALES, now})]

    def _reset(self) -> None:
        """Set looks and paper as they came; the name and the list of files stay."""
        fresh = Settings()
        self._window.wear(str(fresh.theme))  # type: ignore[arg-type]  # its values are the modes
        self._window.scale(fresh.text_scale)
        self._window.settings.paper = fresh.paper
        save_settings(self._window.settings)
        self.refresh()


def _words(kind: type[Theme] | type[PaperSize]) -> list[tuple[str, str]]:
    return [(str(member), tr(member.label)) for member in kind]
