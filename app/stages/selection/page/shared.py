"""What the sub pages of selection share."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.rows import Row, fields_of
from app.host.language import tr
from app.stages.selection import queries
from app.ui.forms import FormRow, editor_for
from app.ui.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from app.ui.desk import Desk


def today() -> date:
    """Return the day on this computer's calendar."""
    return datetime.now().astimezone().date()


def fill(place: QWidget, widget: QWidget) -> None:
    """Let a widget fill another."""
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)


def free_row(model: type[Row], name: str, title: str = "") -> FormRow:
    """Return label and editor of a field that is not in the file yet, for a deed to come.

    Args:
        model: whose field.
        name: which field.
        title: what it is called here; its own title otherwise.
    """
    info = copy(fields_of(model).model_fields[name])
    info.title = title or info.title
    row = FormRow(name, info, editor_for(info))
    row.editor.show(None)
    return row


class WordingHint(PlainLabel):
    """Which words of a note to look at again, right under it; the writer decides."""

    def __init__(self, desk: Desk, row: FormRow | None = None) -> None:
        super().__init__("", role="warn", wrap=True)
        self._desk, self._row = desk, row
        self.hide()
        if row is not None:
            row.committed.connect(self._read)

    def judge(self, text: str) -> None:
        """Say what to look at again in a text; nothing is said of a good one."""
        hits = self._desk.read(queries.note_hits, text) if text.strip() else ()
        said = [f"“{hit.words}”: {tr(hit.advice)}" for hit in hits]
        self.setText("\n".join(dict.fromkeys(said)))
        self.setVisible(bool(said))

    def _read(self, _name: str, _finished: bool) -> None:
        if self._row is not None:
            self.judge(str(self._row.editor.read() or ""))


class Choices(QMenu):
    """A menu whose entries are asked for whenever it opens."""

    def __init__(
        self,
        parent: QWidget,
        options: Callable[[], Sequence[tuple[str, str]]],
        slot: Callable[[str], Any],
        nothing: str,
    ) -> None:
        super().__init__(parent)
        self._options, self._slot, self._nothing = options, slot, nothing
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._chosen)

    def fill(self) -> None:
        """Ask for the entries; where there are none a sentence says so."""
        self.clear()
        options = self._options()
        for key, words in options:
            self.addAction(words.replace("&", "&&")).setData(key)
        if not options:
            self.addAction(self._nothing).setEnabled(False)

    def _chosen(self, action: QAction) -> None:
        self._slot(str(action.data()))
