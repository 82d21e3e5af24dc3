"""The foundation's other chapters: people and lines, facts and readings, logos, values in order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.deliverables.brand import letterhead
from app.domain.values import ValueStatus
from app.stages.foundation import queries
from app.stages.foundation.page import FoundationPage
from app.stages.foundation.page.culture import ValuesPart
from app.stages.foundation.page.engagement import EngagementPart
from app.stages.foundation.page.evidence import FactsPart, ReadingsPart, RecordPart
from app.stages.foundation.page.outcome_map import OutcomeMapPart
from app.stages.foundation.page.people import (
    LinesPart,
    OrganizationPart,
    PeoplePart,
    PositionsPart,
    TeamsPart,
)
from app.stages.foundation.page.shared import today
from app.ui import dialogs
from app.ui.buttons import Button
from app.ui.desk import Desk
from tests.stages.using import opened, press

W = TypeVar("W", bound=QWidget)

pytestmark = pytest.mark.usefixtures("scripted")


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk) -> FoundationPage:
    made = FoundationPage(sample_desk)
    qtbot.addWidget(made)
    made.resize(1240, 700)
    made.show()
    return made


def organization(page: FoundationPage, key: str, kind: type[W]) -> W:
    return opened(opened(page.sections, "people", OrganizationPart).sections, key, kind)


def record(page: FoundationPage, key: str, kind: type[W]) -> W:
    return opened(opened(page.sections, "record", RecordPart).sections, key, kind)


def names(table) -> list[str]:
    return [getattr(row, "name", None) or row.title for row in table.records.rows]


def test_an_employment_can_be_ended_and_brought_back(page: FoundationPage):
    part = organization(page, "people", PeoplePart)
    part.table.select(next(row.id for row in part.table.records.rows if row.position))
    press(part, "Ended today")

    row = next(row for row in part.table.records.rows if row.id == part.table.current_id)
    assert row.position == ""
    assert not part.end.isEnabled()
    page.desk.undo()
    row = next(row for row in part.table.records.rows if row.id == part.table.current_id)
    assert row.position


def test_a_team_is_added_led_and_removed(page: FoundationPage):
    part = organization(page, "teams", TeamsPart)
    dialogs.answers.give("ask_text", "Night shift")
    press(part, "Add")
    assert "Night shift" in names(part.table)

    leader = part.form.editor("leader_id").editor
    first = page.desk.read(queries.people)[0]
    leader.box.setCurrentIndex(leader.box.findData(first.id))
    leader.finish()
    chosen = next(row for row in part.table.records.rows if row.name == "Night shift")
    assert chosen.leader == first.name
    press(part, "Remove")
    assert "Night shift" not in names(part.table)


def test_no_team_becomes_a_part_of_itself(page: FoundationPage):
    part = organization(page, "teams", TeamsPart)
    first, second, *_ = part.table.records.rows
    above = part.form.editor("parent_team_id").editor
    part.table.select(first.id)
    above.show(None)
    above.box.setCurrentIndex(above.box.findData(second.id))
    above.finish()
    part.table.select(second.id)
    above.show(None)
    above.box.setCurrentIndex(above.box.findData(first.id))
    above.finish()

    latest = page.desk.notices.latest
    assert latest is not None
    assert latest.text == f"{first.name} is a part of {second.name} itself."
    page.desk.undo()
    assert page.desk.file.history.redo_label == "Edit part of"


def test_a_reporting_line_never_runs_in_a_circle(page: FoundationPage):
    part = organization(page, "positions", PositionsPart)
    rows = {row.title: row for row in part.table.records.rows}
    top, below = rows["President"], rows["Operations Leader"]
    part.table.select(top.id)
    above = part.form.editor("leads_to_id").editor
    above.box.setCurrentIndex(above.box.findData(below.id))
    above.finish()

    latest = page.desk.notices.latest
    assert latest is not None
    assert "reports to President" in latest.text
    assert {row.title: row.reports_to for row in part.table.records.rows}["President"] == ""


def test_the_lines_go_from_the_top_down(page: FoundationPage):
    part = organization(page, "lines", LinesPart)
    lines = page.desk.read(queries.reporting_lines)

    assert [row.title.strip() for row in part.table.records.rows] == [line.title for line in lines]
    assert lines[0].title == "President"
    assert lines[0].depth == 0
    depths = [line.depth for line in lines]
    assert all(after <= before + 1 for before, after in pairwise(depths))
    assert len(lines) == 18


def test_a_fact_is_noted_about_somebody_and_something(page: FoundationPage):
    part = record(page, "facts", FactsPart)
    before = len(part.table.records.rows)
    assert not part.note.isEnabled()

    person = page.desk.read(queries.people)[0]
    part.person.box.setCurrentIndex(part.person.box.findData(person.id))
    part.person.finish()
    of_one = len(part.table.records.rows)
    assert 0 < of_one < before
    targets = part._targets()
    assert [key for key, _ in targets if key.startswith("outcome:")]
    part.target.show(None)
    part.target.box.setCurrentIndex(part.target.box.findData(targets[0][0]))
    part.target.finish()

    dialogs.answers.give("ask_text", "Caught a wrong drawing on the 3rd, before the cut.")
    part.note.click()
    assert len(part.table.records.rows) == of_one + 1
    text = part.form.editor("text").editor.field
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == "Caught a wrong drawing on the 3rd, before the cut."
    (remove,) = (b for b in part.findChildren(Button) if b.text() == "Remove")
    remove.click()
    assert len(part.table.records.rows) == of_one


def test_a_reading_is_put_on_record_or_refused_in_place(page: FoundationPage):
    part = record(page, "readings", ReadingsPart)
    part.measures.select(part.measures.records.rows[0].id)
    before = len(part.readings.records.rows)

    part.value.line.setText("about ten")
    part.add.click()
    assert "Write a number" in part.wrong.text()
    assert part.wrong.isVisible()
    assert part.value.line.text() == "about ten"

    part.value.line.setText("1,234.5")
    part.add.click()
    assert part.wrong.isHidden()
    assert len(part.readings.records.rows) == before + 1
    row = next(r for r in part.readings.records.rows if r.id == part.readings.current_id)
    assert (row.value, row.period_end, row.person) == (1234.5, today(), "")
    assert part.measures.records.rows[0].last == 1234.5

    part.value.line.setText("7")
    part.add.click()
    latest = page.desk.notices.latest
    assert latest is not None
    assert "for that day already" in latest.text
    assert len(part.readings.records.rows) == before + 1


def test_a_logo_goes_onto_the_letterhead_and_can_be_taken_back(
    page: FoundationPage, tmp_path: Path
):
    part = opened(page.sections, "engagement", EngagementPart)
    path = tmp_path / "logo.png"
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 120, 200))
    assert image.save(str(path))

    dialogs.answers.give("open_file", path)
    part.client_logo.choose.click()
    kept = page.desk.read(letterhead).client_logo
    assert kept is not None
    assert QImage.fromData(kept).width() == 60
    assert part.client_logo.remove.isVisible()

    page.desk.undo()
    assert page.desk.read(letterhead).client_logo is None
    page.desk.redo()
    part.client_logo.remove.click()
    assert page.desk.read(letterhead).client_logo is None


def test_a_file_that_is_no_logo_is_refused(page: FoundationPage, tmp_path: Path):
    part = opened(page.sections, "engagement", EngagementPart)
    path = tmp_path / "logo.png"
    path.write_text("not a picture")
    dialogs.answers.give("open_file", path)
    part.own_logo.choose.click()

    latest = page.desk.notices.latest
    assert latest is not None
    assert "no PNG or JPEG" in latest.text
    assert page.desk.read(letterhead).firm_logo is None


def test_values_move_and_retire(page: FoundationPage):
    part = opened(page.sections, "values", ValuesPart)
    first, second, *_ = names(part.table)
    part.table.select(part.table.records.rows[0].id)
    press(part, "Down")
    assert names(part.table)[:2] == [second, first]
    press(part, "Up")
    assert names(part.table)[:2] == [first, second]
    press(part, "Retire")
    assert part.table.records.rows[0].status is ValueStatus.retired
    page.desk.undo()
    assert part.table.records.rows[0].status is ValueStatus.adopted


def test_the_map_says_who_shares_a_result_and_that_nobody_owns_one(page: FoundationPage):
    part = opened(page.sections, "map", OutcomeMapPart)
    rows = part.table.records.rows
    found = {row.id: row for row in page.desk.read(queries.outcome_map).results}
    unowned = [row for row in rows if not found[row.id].owners]
    shared = next(row for row in rows if found[row.id].sharers)
    assert unowned
    assert all(row.owners == ("Nobody yet",) for row in unowned)
    part.table.select(shared.id)
    assert found[shared.id].sharers[0].position in part.shared.text()
    part.table.select(unowned[0].id)
    assert part.shared.isVisible() == bool(found[unowned[0].id].sharers)


def test_the_papers_of_the_foundation_are_in_its_menu(page: FoundationPage, qtbot: QtBot):
    menu = page.print.menu()
    assert menu is not None
    asked: list[tuple[str, str]] = []
    page.paper_asked.connect(lambda key, subject: asked.append((key, subject)))
    for action in menu.actions():
        action.trigger()

    assert asked == [
        ("purpose-and-values", ""),
        ("competency-guide", ""),
        ("job-description", ""),
        ("outcome-map", ""),
        ("old-and-new", ""),
    ]
