"""Forms: rows bound to fields. The kit makes the row; the page composes which stand together.

A form shows what is in the file, commits what the user finished, and keeps what was refused on
the screen with a sentence under it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain import edits
from app.domain.rows import Row as DomainRow
from app.domain.rows import fields_of
from app.host.language import tr
from app.ui import theme
from app.ui.editors import Editor, NotReadable, Options, TickEditor, editor_for
from app.ui.failures import faults
from app.ui.labels import Hint, PlainLabel

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.ui.desk import Desk


class Section(str):
    """A heading between the rows of a form."""

    __slots__ = ()


class FormRow(QWidget):
    """Label, editor, help and error of one field."""

    def __init__(self, info: Any, options: Options | None) -> None:  # noqa: ANN401 - FieldInfo
        super().__init__()
        self.editor: Editor = editor_for(info, options)
        title, help_text = tr(info.title or ""), tr(info.description or "")
        self.title = title
        self.editor.widget.setAccessibleName(title)
        self.editor.widget.setAccessibleDescription(help_text)
        self.label = PlainLabel("" if isinstance(self.editor, TickEditor) else title, role="label")
        self.label.setBuddy(self.editor.widget)
        self.error = PlainLabel("", role="error", wrap=True)
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        if not isinstance(self.editor, TickEditor):
            column.addWidget(self.label)
        column.addWidget(self.editor.widget)
        if help_text:
            column.addWidget(Hint(help_text))
        column.addWidget(self.error)
        column.addStretch(1)

    def tell(self, sentence: str) -> None:
        """Show what is wrong under the field; an empty sentence takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.editor.widget.setProperty("invalid", "true" if sentence else "false")
        theme.restyle(self.editor.widget)

    @property
    def error_text(self) -> str:
        """The sentence under the field."""
        return self.error.text()


class Form(QWidget):
    """The fields of one row of the file.

    Args:
        desk: reads and writes.
        model: the row class.
        specs: names of fields; a tuple of names stands side by side; a `Section` is a heading.
        options: for fields that name another row, what there is to choose from.
        revise: the action that changes one field: ``(session, model, id, field, value)``.
    """

    def __init__(
        self,
        desk: Desk,
        model: type[DomainRow],
        specs: Sequence[str | tuple[str, ...]],
        *,
        options: Mapping[str, Options] | None = None,
        revise: Callable[..., None] = edits.revise,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.model = model
        self.row_id: str | None = None
        self._revise = revise
        self._rows: dict[str, FormRow] = {}
        self._frozen = ""
        self._reason = Hint("")
        self._reason.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("l"))
        grid.setVerticalSpacing(theme.space("m"))
        grid.addWidget(self._reason, 0, 0, 1, -1)
        widest = max((len(spec) for spec in specs if isinstance(spec, tuple)), default=1)
        for line, spec in enumerate(specs, start=1):
            self._place(grid, line, spec, widest, options or {})
        self.setEnabled(False)
        desk.watch(self, (model,), self.refresh)

    def open(self, row_id: str | None) -> None:
        """Show a row; None shows nothing and lets nothing be typed."""
        if row_id != self.row_id:
            self.commit_pending()
            self.row_id = row_id
            for row in self._rows.values():
                row.editor.is_dirty = False
                row.tell("")
        self.refresh()

    def editor(self, name: str) -> FormRow:
        """Return the row of a field: its editor, its label and its error."""
        return self._rows[name]

    def read_only(self, frozen: bool, reason: str = "") -> None:
        """Let the fields be read only, and say why."""
        for row in self._rows.values():
            row.editor.freeze(frozen=frozen)
        self._reason.setText(reason if frozen else "")
        self._reason.setVisible(bool(frozen and reason))

    def commit_pending(self) -> None:
        """Commit typing that is not committed yet, before the row or the page goes."""
        for name, row in self._rows.items():
            if row.editor.is_dirty:
                row.editor.is_dirty = False
                self._commit(name)

    def refresh(self) -> None:
        """Read the row again and show it; typing that is under way or was refused stays."""
        values = self.desk.read(self._values) if self.row_id else None
        self.setEnabled(values is not None)
        for name, row in self._rows.items():
            if not row.editor.is_dirty and not row.error_text:
                row.editor.show(values[name] if values else None)

    def _values(self, session: Session) -> dict[str, Any] | None:
        """Return the row's fields, or None when it is not in the file."""
        found = session.get(self.model, self.row_id)
        return {name: getattr(found, name) for name in self._rows} if found else None

    def _place(
        self,
        grid: QGridLayout,
        line: int,
        spec: str | tuple[str, ...],
        widest: int,
        options: Mapping[str, Options],
    ) -> None:
        """Put a heading, a row, or rows side by side into the grid."""
        if isinstance(spec, Section):
            grid.addWidget(PlainLabel(str(spec), role="strong"), line, 0, 1, -1)
            return
        names = (spec,) if isinstance(spec, str) else spec
        fields = fields_of(self.model).model_fields
        for column, name in enumerate(names):
            row = FormRow(fields[name], options.get(name))
            row.editor.committed.connect(partial(self._commit, name))
            self._rows[name] = row
            wide = widest if len(names) == 1 else 1
            grid.addWidget(row, line, column, 1, wide, Qt.AlignmentFlag.AlignTop)

    def _commit(self, name: str) -> None:
        """Write one field, or say under it why not."""
        row = self._rows[name]
        if self.row_id is None:
            return
        try:
            value = row.editor.read()
            stored, value = self.desk.read(self._judged, name, value)
        except NotReadable as trouble:
            row.tell(str(trouble))
            return
        except ValidationError as trouble:
            found = faults(trouble)
            row.tell(found.get(name) or next(iter(found.values()), ""))
            return
        row.tell("")
        if value == stored:
            row.editor.show(stored)
            return
        label = tr("Edit {field}").format(field=row.title.lower())
        merge = (self.model.__tablename__, self.row_id, name)
        arguments = (self.model, self.row_id, name, value)
        if not self.desk.succeeds(self._revise, *arguments, label=label, merge=merge):
            self.refresh()

    def _judged(self, session: Session, name: str, value: object) -> tuple[Any, Any]:
        """Return what is stored and what the field makes of the new value."""
        found = edits.the(session, self.model, self.row_id or "")
        return getattr(found, name), edits.validated(found, name, value)
