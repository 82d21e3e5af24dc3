"""Values and the competencies that come from them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.ids import CompetencyId, ValueItemId
from app.domain.rows import fields_of
from app.domain.values import Anchor, Competency, ValueItem
from app.host.language import tr
from app.instruments import instrument
from app.stages.foundation import actions, queries
from app.stages.foundation.page.shared import Findings, fill, today
from app.ui import dialogs
from app.ui.editors import NotReadable
from app.ui.forms import Form, FormRow, editor_for
from app.ui.layout import Card, Columns, Hint, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.ui.desk import Desk


class ValuesPart(QWidget):
    """The values at the left, the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        columns = [Column(tr("Value"), "name", 2, strong=True), Column(tr("Status"), "status")]
        self.table = RecordTable(columns, tr("Values"))
        self.form = Form(
            desk, ValueItem, ["name", "meaning", ("seen_when", "not_seen_when"), "story"]
        )
        self.table.chosen.connect(self._open)
        values = Card(tr("Values"), self.table, share=2)
        values.command(tr("Add"), self._add, icon="plus")
        chosen = Card(tr("The chosen value"), self.form, share=3)
        values.command(tr("Up"), self._up, icon="arrow-up")
        values.command(tr("Down"), self._down, icon="arrow-down")
        chosen.command(tr("Adopt"), self._adopt, icon="check")
        chosen.command(tr("Retire"), self._retire, icon="archive")
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        self.findings = Findings(tr("Nothing: the values can be lived by."))
        rows = Scroll(Rows(chosen, Card(tr("To look into"), self.findings)), share=3)
        fill(self, Columns(values, rows))
        desk.watch(self, (ValueItem,), self.refresh)

    def refresh(self) -> None:
        """Read the values again."""
        self.table.show_rows(self.desk.read(queries.values))
        self.findings.tell(self.desk.read(queries.findings_for_values))

    def _open(self, value_id: str) -> None:
        self.form.open(value_id or None)

    def _add(self) -> None:
        if name := dialogs.ask_text(self, tr("What is the value called?")):
            self.table.select(self.desk.do(actions.add_value, name) or "")

    def _adopt(self) -> None:
        if value_id := self.table.current_id:
            self.desk.do(actions.adopt_value, ValueItemId(value_id), today())

    def _retire(self) -> None:
        if value_id := self.table.current_id:
            notice = tr("Value retired")
            self.desk.do(actions.retire_value, ValueItemId(value_id), notice=notice)

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, places: int) -> None:
        if value_id := self.table.current_id:
            self.desk.do(actions.move_value, ValueItemId(value_id), places)

    def _remove(self) -> None:
        if value_id := self.table.current_id:
            notice = tr("Value removed")
            self.desk.do(actions.remove_value, ValueItemId(value_id), notice=notice)


class CompetenciesPart(QWidget):
    """The competencies at the left, the chosen one with its five anchors at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        columns = [
            Column(tr("Competency"), "name", 3, strong=True),
            Column(tr("Value"), "value", 2),
            Column(tr("Scope"), "scope", 2),
        ]
        self.table = RecordTable(columns, tr("Competencies"))
        grow = ("grow_by_work", "grow_with_people", "grow_by_study")
        self.form = Form(
            desk,
            Competency,
            [("name", "family"), "definition", ("value_id", "scope"), *grow],
            options={"value_id": self._values},
        )
        self.anchors = AnchorRows(desk)
        self.findings = Findings(tr("Nothing: each can be seen at every level."))
        self.table.chosen.connect(self._open)
        listed = Card(tr("Competencies"), self.table, share=2)
        listed.command(tr("Add"), self._add, icon="plus")
        library = listed.command(tr("From the library"), self._nothing)
        self._menu = _library_menu(self)
        self._menu.triggered.connect(self._add_from_library)
        library.offer(self._menu)
        chosen = Card(tr("The chosen competency"), self.form)
        chosen.command(tr("Remove"), self._remove, icon="trash-2")
        checks = Card(tr("To look into"), self.findings)
        levels = Card(tr("What each level looks like"), self.anchors)
        fill(self, Columns(listed, Scroll(Rows(chosen, levels, checks), share=3)))
        desk.watch(self, (Competency, Anchor, ValueItem), self.refresh)

    def refresh(self) -> None:
        """Read the competencies again."""
        self.table.show_rows(self.desk.read(queries.competencies))
        self._open(self.table.current_id)
        self.findings.tell(self.desk.read(queries.findings_for_competencies))

    def _open(self, competency_id: str) -> None:
        self.form.open(competency_id or None)
        self.anchors.open(competency_id)

    def _values(self) -> list[tuple[str, str]]:
        return [(value.id, value.name) for value in self.desk.read(queries.values)]

    def _nothing(self) -> None:
        """The menu does what there is to do."""

    def _add(self) -> None:
        name = dialogs.ask_text(self, tr("What is the competency called?"))
        if not name:
            return
        if definition := dialogs.ask_text(self, tr("What does a person do who has it?")):
            self.table.select(self.desk.do(actions.add_competency, name, definition) or "")

    def _add_from_library(self, chosen: QAction) -> None:
        entry = asdict(instrument.competency(str(chosen.data())))
        self.table.select(self.desk.do(actions.add_library_competency, entry) or "")

    def _remove(self) -> None:
        if key := self.table.current_id:
            notice = tr("Competency removed")
            self.desk.do(actions.remove_competency, CompetencyId(key), notice=notice)


class AnchorRows(QWidget):
    """The five anchors of one competency; each is written when it is finished."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._competency = ""
        info = fields_of(Anchor).model_fields["text"]
        self.rows = {level: FormRow(str(level), info, editor_for(info)) for level in range(1, 6)}
        for level, row in self.rows.items():
            title = tr("Level {n}").format(n=level)
            row.label.setText(title)
            row.hint.hide()
            row.editor.field.setAccessibleName(title)
            row.committed.connect(self._commit)
        hint = Hint(tr("Something a person does that another can see."))
        fill(self, Rows(hint, *self.rows.values()))

    def open(self, competency_id: str) -> None:
        """Show the anchors of a competency; nothing shows none."""
        if competency_id != self._competency:
            for row in self.rows.values():
                row.editor.finish()
                row.tell("")
                row.editor.show(None)
        self._competency = competency_id
        found = self.desk.read(queries.competency, competency_id) if competency_id else None
        self.setEnabled(found is not None)
        for level, row in self.rows.items():
            if not row.editor.is_dirty and not row.error_text:
                row.editor.show(found.anchors[level - 1] if found else None)

    def _commit(self, name: str, finished: bool) -> None:
        """Write one anchor when its field was left; typing goes on until then."""
        if not finished or not self._competency:
            return
        row, level = self.rows[int(name)], int(name)
        try:
            text = str(row.editor.read() or "")
        except NotReadable as trouble:
            row.tell(str(trouble))
            return
        found = self.desk.read(queries.competency, self._competency)
        if found is None or found.anchors[level - 1] == text:
            return
        key = CompetencyId(self._competency)
        done = self.desk.succeeds(actions.revise_anchors, key, {level: text})
        row.tell("" if done else tr("This was not saved."))
        if done:
            row.editor.show(text)


def _library_menu(parent: QWidget) -> QMenu:
    """Make a menu of the library's competencies, by family."""
    menu = QMenu(parent)
    families: dict[str, QMenu] = {}
    for seed in instrument.competencies():
        if seed.family not in families:
            families[seed.family] = menu.addMenu(seed.family.replace("&", "&&"))
        families[seed.family].addAction(seed.name.replace("&", "&&")).setData(seed.key)
    return menu
