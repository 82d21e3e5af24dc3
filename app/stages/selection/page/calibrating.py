"""Calibrating the panel: one practice answer, a number from each at once, then the talk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.scales import plain, shown
from app.host.language import tr
from app.stages.selection import actions, queries
from app.stages.selection.page.shared import Choices
from app.stages.selection.queries import PracticeView
from app.stages.selection.records import Practice
from app.ui.editors import ChoiceEditor
from app.ui.forms import Form
from app.ui.layout import Button, Card, Columns, PlainLabel, Row, Rows, labeled

if TYPE_CHECKING:
    from app.ui.desk import Desk


class CalibrateCard(Card):
    """What each rater gave a practice answer, and how far that is one measure."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            tr("Calibrate the panel"),
            hint=tr("Before the first interview: read an answer aloud, all show a number at once."),
            share=0,
        )
        self.desk = desk
        self.requisition_id = ""
        self._practice_id = ""
        self._raters: list[str] = []
        self.editors: dict[str, ChoiceEditor] = {}
        self.begin = Button(tr("Begin"), self._begin, icon="scale")
        self.questions = Choices(
            self, self._asked, self._begin_with, tr("There is no question yet")
        )
        self.begin.offer(self.questions)
        self.form = Form(desk, Practice, ["question", "answer"])
        self.result = PlainLabel("", wrap=True)
        self._numbers: QWidget = Rows()
        self._place = Rows(self._numbers, share=0)
        self.head(self.begin)
        for widget in (self.form, self._place, Row(self.result, None)):
            self.add(widget)

    def open(self, requisition_id: str) -> None:
        """Show the practice of a panel."""
        self.requisition_id = requisition_id
        self.refresh()

    def refresh(self) -> None:
        """Read what was given."""
        if not self.requisition_id:
            return
        found = self.desk.read(queries.practice, self.requisition_id)
        self._practice_id = found.id
        self.form.open(found.id or None)
        self.form.setVisible(bool(found.id))
        self._place.setVisible(bool(found.id))
        if [row.member_id for row in found.rows] != self._raters:
            self._seat(found)
        for row in found.rows:
            self.editors[row.member_id].show(str(row.score) if row.score else "")
        self.result.setText(_in_words(found) if found.id else "")

    def _seat(self, found: PracticeView) -> None:
        """Ask each rater of this panel for a number."""
        old = self._numbers
        self._raters = [row.member_id for row in found.rows]
        self.editors = {}
        places: list[QWidget] = []
        levels = [("", "–"), *((str(level), str(level)) for level in range(1, 6))]
        for row in found.rows:
            editor = ChoiceEditor(partial(list, levels))
            editor.committed.connect(partial(self._rated, row.member_id))
            self.editors[row.member_id] = editor
            places.append(labeled(editor, row.name))
        self._numbers = Columns(*places) if places else Rows()
        self._place.add(self._numbers)
        old.setParent(None)
        old.deleteLater()

    def _asked(self) -> list[tuple[str, str]]:
        if not self.requisition_id:
            return []
        found = self.desk.read(queries.questions, self.requisition_id)
        return [(one.id, f"{one.number}  {one.text[:70]}") for one in found]

    def _begin(self) -> None:
        """The menu does what there is to do."""

    def _begin_with(self, question_id: str) -> None:
        found = self.desk.read(queries.questions, self.requisition_id)
        text = next((one.text for one in found if one.id == question_id), "")
        self.desk.do(actions.begin_practice, self.requisition_id, text)

    def _rated(self, member_id: str, _finished: bool) -> None:
        given = str(self.editors[member_id].read() or "")
        score = int(given) if given else None
        self.desk.succeeds(actions.rate_practice, self._practice_id, member_id, score)


def _in_words(found: PracticeView) -> str:
    """Say how far the panel is of one measure; nothing before everybody has shown a number."""
    if found.agreement is None:
        return tr("Nothing is told before every rater has shown a number; it takes two.")
    said = tr("Agreement {word}: r_wg {r}, range {spread}.").format(
        word=tr(found.agreement.word),
        r=shown(found.agreement.r_wg),
        spread=plain(found.agreement.spread),
    )
    talk = tr("Talk about what each heard, read the anchors again, and try another answer.")
    return f"{said} {talk}" if found.talk else said
