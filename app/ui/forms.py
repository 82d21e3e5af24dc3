"""Forms: rows bound to fields. The kit makes the row; the page composes which stand together.

A form shows what is in the file, commits what the user finished, and keeps what was refused on
the screen with a sentence under it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain import edits
from app.domain.errors import Refused
from app.domain.rows import Row as DomainRow
from app.domain.rows import bare, fields_of, limits
from app.domain.text import Memo
from app.host.language import tr
from app.ui import theme
from app.ui.editors import (
    ChoiceEditor,
    Editor,
    LineEditor,
    NotReadable,
    Options,
    TickEditor,
    words_of,
)
from app.ui.entries import DayEditor, NumberEditor
from app.ui.failures import faults
from app.ui.labels import Hint, Icon, PlainLabel
from app.ui.memos import MemoEditor, longest

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.ui.desk import Desk


class Section(str):
    """A heading between the rows of a form."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A field with an editor of its own; the only override there is.

    Attributes:
        name: the field.
        editor: makes the editor from the field's info, such as `rating.Dots`.
        options: what there is to choose from, for a field that names another row.
    """

    name: str
    editor: Callable[[Any], Editor] | None = None
    options: Options | None = None


Spec = str | Row | tuple[str | Row, ...]


class FormRow(QWidget):
    """Label, editor, help and error of one field."""

    committed = Signal(str, bool)

    def __init__(self, name: str, info: Any, editor: Editor) -> None:  # noqa: ANN401 - FieldInfo
        super().__init__()
        self.name, self.editor = name, editor
        editor.show(None)
        self.title, self._help = tr(info.title or name), tr(info.description or "")
        self.hint = Hint(self._help)
        self.hint.setVisible(bool(self._help))
        self.label = PlainLabel(self.title.replace("&", "&&"), role="label")
        self.label.setBuddy(editor.field)
        self.label.setVisible(not isinstance(editor, TickEditor))
        self.error = PlainLabel("", role="error", wrap=True)
        self._wrong = QWidget()
        self._wrong.hide()
        editor.field.setAccessibleName(self.title)
        editor.field.setAccessibleDescription(self._help)
        self._lay_out()
        editor.committed.connect(self._pass_on)

    def tell(self, sentence: str) -> None:
        """Show what is wrong under the field; an empty sentence takes it away."""
        if sentence == self.error.text():
            return
        self.error.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        field = self.editor.field
        field.setAccessibleDescription(f"{sentence} {self._help}".strip())
        field.setProperty("invalid", "true" if sentence else "false")
        theme.restyle(field)
        if sentence and field.isVisible():
            said = QAccessibleAnnouncementEvent(field, f"{self.title}: {sentence}")
            QAccessible.updateAccessibility(said)

    @property
    def error_text(self) -> str:
        """The sentence under the field."""
        return self.error.text()

    def _lay_out(self) -> None:
        """Put the label above, help and error below."""
        head, wrong = QHBoxLayout(), QHBoxLayout(self._wrong)
        for row in (head, wrong):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.space("xs"))
        head.addWidget(self.label, 1)
        if isinstance(self.editor, MemoEditor):
            head.addWidget(self.editor.count)
        wrong.addWidget(Icon("circle-alert", 16, "bad"), 0, Qt.AlignmentFlag.AlignTop)
        wrong.addWidget(self.error, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        if not isinstance(self.editor, TickEditor):
            column.addLayout(head)
        for widget in (self.editor.widget, self.hint, self._wrong):
            column.addWidget(widget)
        column.addStretch(1)

    def _pass_on(self, finished: bool) -> None:
        """Say of which field the value is."""
        self.committed.emit(self.name, finished)


class Form(QWidget):
    """The fields of one row of the file.

    Args:
        desk: reads and writes.
        model: the row class.
        specs: names of fields or a `Row`; a tuple stands side by side; a `Section` is a heading.
        options: for fields that name another row, what there is to choose from.
        revise: the action that changes one field: ``(session, model, id, field, value)``.
    """

    def __init__(
        self,
        desk: Desk,
        model: type[DomainRow],
        specs: Sequence[Spec],
        *,
        options: Mapping[str, Options] | None = None,
        revise: Callable[..., None] = edits.revise,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.model = model
        self.row_id: str | None = None
        self._bound = False
        self._revise = revise
        self._options = options or {}
        self._rows: dict[str, FormRow] = {}
        self._reason = Hint("")
        self._reason.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("l"))
        grid.setVerticalSpacing(theme.space("m"))
        grid.addWidget(self._reason, 0, 0, 1, -1)
        widest = max((len(spec) for spec in specs if isinstance(spec, tuple)), default=1)
        for line, spec in enumerate(specs, start=1):
            self._place(grid, line, spec, widest)
        grid.setRowStretch(len(specs) + 1, 1)
        for column in range(widest):
            grid.setColumnStretch(column, 1)
        self._next = QShortcut(QKeySequence(Qt.Key.Key_F8), self, self.next_error)
        self._next.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setEnabled(False)
        desk.watch(self, (model,), self.refresh)

    def open(self, row_id: str | None) -> None:
        """Show a row; None shows nothing and lets nothing be typed."""
        if row_id != self.row_id:
            self.commit_pending()
            self.row_id = row_id
            for row in self._rows.values():
                row.tell("")
                row.editor.show(None)
        self.refresh()

    def editor(self, name: str) -> FormRow:
        """Return the row of a field: its editor, its label and its error."""
        return self._rows[name]

    def read_only(self, frozen: bool, reason: str = "") -> None:
        """Let the fields be read only, and say why."""
        if frozen:
            self.commit_pending()
        for row in self._rows.values():
            row.editor.freeze(frozen=frozen)
        self._reason.setText(reason if frozen else "")
        self._reason.setVisible(bool(frozen and reason))

    def commit_pending(self) -> None:
        """Commit typing that is not committed yet, before the row or the page goes."""
        for row in self._rows.values():
            row.editor.finish()

    def next_error(self) -> None:
        """Go to the next field that was refused."""
        wrong = [row.editor.field for row in self._rows.values() if row.error_text]
        place = next((n for n, field in enumerate(wrong) if field.hasFocus()), -1)
        if wrong:
            wrong[(place + 1) % len(wrong)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Read the row again and show it; typing that is under way or was refused stays."""
        values = self.desk.read(self._values) if self.row_id else None
        self._bound = values is not None  # first: disabling the field in focus lets it commit
        self.setEnabled(self._bound)
        for name, row in self._rows.items():
            if not row.editor.is_dirty and not row.error_text:
                row.editor.show(values[name] if values else None)

    def _values(self, session: Session) -> dict[str, Any] | None:
        """Return the row's fields, or None when it is not in the file."""
        found = session.get(self.model, self.row_id)
        return {name: getattr(found, name) for name in self._rows} if found else None

    def _place(self, grid: QGridLayout, line: int, spec: Spec, widest: int) -> None:
        """Put a heading, a row, or rows side by side into the grid."""
        if isinstance(spec, Section):
            grid.addWidget(PlainLabel(str(spec), role="strong"), line, 0, 1, -1)
            return
        parts = spec if isinstance(spec, tuple) else (spec,)
        fields = fields_of(self.model).model_fields
        for column, part in enumerate(parts):
            item = part if isinstance(part, Row) else Row(part)
            info = fields[item.name]
            choices = item.options or self._options.get(item.name)
            editor = item.editor(info) if item.editor else editor_for(info, choices)
            row = FormRow(item.name, info, editor)
            row.committed.connect(self._commit)
            row.editor.left.connect(self._seal)
            self._rows[item.name] = row
            wide = widest if len(parts) == 1 else 1
            grid.addWidget(row, line, column, 1, wide, Qt.AlignmentFlag.AlignTop)

    def _seal(self) -> None:
        """Close the step: what is typed after coming back is another one."""
        if self._bound:
            self.desk.file.history.seal()

    def _commit(self, name: str, finished: bool) -> None:
        """Write one field, or say under it why not; while typing goes on nothing is said."""
        row = self._rows[name]
        if not self._bound:
            return
        try:
            stored, value = self.desk.read(self._judged, name, row.editor.read())
        except (NotReadable, ValidationError, Refused) as trouble:
            if finished:
                row.tell(_sentence(trouble, name, row.title))
            return
        row.tell("")
        if value == stored and type(value) is type(stored):
            row.editor.show(stored)
            return
        label = tr("Edit {field}").format(field=row.title[:1].lower() + row.title[1:])
        merge = (self.model.__tablename__, self.row_id, name)
        arguments = (self.model, self.row_id, name, value)
        if self.desk.succeeds(self._revise, *arguments, label=label, merge=merge):
            row.editor.show(value)
        elif finished:
            row.tell(tr("This was not saved."))

    def _judged(self, session: Session, name: str, value: object) -> tuple[Any, Any]:
        """Return what is stored and what the field makes of the new value."""
        found = edits.the(session, self.model, self.row_id or "")
        edits.refuse_frozen(session, found)
        return getattr(found, name), edits.validated(found, name, value)


def _sentence(trouble: Exception, name: str, title: str) -> str:
    """Return what stands under a field that was refused: what is so, and how to mend it."""
    if isinstance(trouble, ValidationError):
        found = faults(trouble, title)
        return found.get(name) or next(iter(found.values()), "")
    return f"{trouble} {trouble.remedy}".strip() if isinstance(trouble, Refused) else str(trouble)


def editor_for(info: Any, options: Options | None = None) -> Editor:  # noqa: ANN401 - FieldInfo
    """Return the editor for a field of a Fields class.

    Args:
        info: the field's pydantic info.
        options: what there is to choose from, for a field that names another row.
    """
    kind = bare(info.annotation)
    optional = type(None) in getattr(info.annotation, "__args__", ())
    if options is not None:
        return ChoiceEditor(options, optional=optional)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return ChoiceEditor(lambda: words_of(kind), optional=optional)
    simple: dict[object, Callable[[], Editor]] = {
        bool: lambda: TickEditor(tr(info.title or "")),
        int: lambda: NumberEditor(whole=True, optional=optional),
        float: lambda: NumberEditor(whole=False, optional=optional),
        date: lambda: DayEditor(optional=optional),
    }
    if kind in simple:
        return simple[kind]()
    is_long = any(isinstance(item, Memo) for item in limits(info))
    return MemoEditor(longest(info)) if is_long else LineEditor()
