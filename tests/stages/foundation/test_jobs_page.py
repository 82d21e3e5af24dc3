"""The job descriptions as a consultant works with them: chapters, checks, versions, people."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.outcomes import JobStatus
from app.stages.foundation import actions, queries
from app.stages.foundation.page.jobs import JobsPart
from app.stages.foundation.page.jobs.asks import AsksPart
from app.stages.foundation.page.jobs.checks import ChecksPart, place_in
from app.stages.foundation.page.jobs.old_new import OldNewPart
from app.stages.foundation.page.jobs.outcomes import OutcomesPart
from app.stages.foundation.page.jobs.texts import TextsPart
from app.stages.foundation.page.jobs.versions import VersionsPart
from app.stages.foundation.page.shared import today
from app.ui import dialogs
from app.ui.buttons import Button
from app.ui.desk import Desk
from tests.stages.using import opened, press

pytestmark = pytest.mark.usefixtures("scripted")


@pytest.fixture
def part(qtbot: QtBot, sample_desk: Desk) -> JobsPart:
    """The job descriptions of the sample, shown; the first position is chosen."""
    made = JobsPart(sample_desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    return made


def test_the_list_says_version_and_checks_of_every_position(part: JobsPart):
    rows = part.positions.records.rows

    assert len(rows) == 18
    assert not [row.title for row in rows if "(" in row.title]
    assert sum(row.open or 0 for row in rows) == sum(
        row.stops + row.warnings for row in part.desk.read(queries.positions, today=today())
    )


def test_every_chapter_opens_for_every_state_and_writes_nothing(part: JobsPart):
    before = part.desk.file.changes
    for key in ("outcomes", "purpose", "conditions", "competencies", "checks", "versions"):
        opened(part.sections, key, QWidget)
    opened(part.sections, "old-and-new", OldNewPart)

    assert part.desk.file.changes == before


def test_outcomes_move_weigh_and_go(part: JobsPart):
    part.begin.click()
    page = opened(part.sections, "outcomes", OutcomesPart)
    first, second, *rest = [row.statement for row in page.outcomes.records.rows]
    assert page.sum.isHidden()

    page.outcomes.select(page.outcomes.records.rows[0].id)
    press(page, "Down")
    assert [row.statement for row in page.outcomes.records.rows] == [second, first, *rest]
    assert [row.code for row in page.outcomes.records.rows][:2] == ["A", "B"]

    weight = page.outcome.editor("weight").editor
    weight.field.setText("99")
    page.outcome.commit_pending()
    assert "more than 100" in page.sum.text()

    press(page, "Spread weights")
    assert page.sum.isHidden()
    page._remove_outcome()
    assert first not in [row.statement for row in page.outcomes.records.rows]
    part.desk.undo()
    assert first in [row.statement for row in page.outcomes.records.rows]


def test_an_adopted_version_says_why_it_cannot_be_changed(part: JobsPart):
    page = opened(part.sections, "outcomes", OutcomesPart)

    assert not any(command.isEnabled() for command in page._changing)
    assert part.begin.isVisible()
    assert not part.adopt.isVisible()
    assert part.state.text().endswith("Adopted")


def test_a_check_leads_to_the_field_it_speaks_of(part: JobsPart, qtbot: QtBot, qapp: QApplication):
    qtbot.waitActive(part)
    part.begin.click()
    page = opened(part.sections, "outcomes", OutcomesPart)
    dialogs.answers.give("ask_text", "Perform the weekly checks and report them")
    page.add_outcome()
    dialogs.answers.give("ask_text", "Checks done")
    page.add_measure()
    measure = page.measures.current_id
    page.outcomes.select(page.outcomes.records.rows[0].id)

    checks = opened(part.sections, "checks", ChecksPart)
    weights = [finding.severity.value for finding in checks.findings]
    assert weights == sorted(weights, key=lambda weight: weight != "blocking")
    (found,) = (f for f in checks.findings if f.code == "JD-02" and f.about == measure)
    go = next(
        b for b in checks.findChildren(Button) if b.accessibleName() == f"Go to {found.where}"
    )
    go.setFocus()
    part.show_finding(found)

    assert part.sections.current == "outcomes"
    assert page.measures.current_id == measure
    assert qapp.focusWidget() is page.measure.editor("target").editor.field

    freedom = page.desk.read(queries.findings, part.view.id, today=today())
    assert freedom
    part.desk.do(_emptied, part.view.id, label="Empty")
    (found,) = (f for f in part.findings if f.code == "JD-09")
    part.show_finding(found)
    texts = part.sections.page("purpose")
    assert isinstance(texts, TextsPart)
    assert qapp.focusWidget() is texts.form.editor("freedom").editor.field


def _emptied(session, job_id):
    from app.domain.edits import revise
    from app.domain.outcomes import JobDescription

    revise(session, JobDescription, job_id, "freedom", "")


def test_every_finding_of_the_sample_has_a_place(part: JobsPart):
    for row in part.positions.records.rows:
        part.positions.select(row.id)
        assert part.view is not None
        for finding in part.findings:
            place = place_in(part.view.job, finding)
            part.show_finding(finding)
            assert part.sections.current == place.chapter


def test_competencies_are_asked_for_at_a_level(part: JobsPart):
    part.begin.click()
    page = opened(part.sections, "competencies", AsksPart)
    press(page, "Remove")
    before = len(page.asks.records.rows)
    page._fill()
    offered = [action for action in page._menu.actions() if action.isEnabled()]
    assert offered
    page._add(offered[0])

    assert len(page.asks.records.rows) == before + 1
    page.form.editor("required_level").editor.field.setText("4")
    page.form.commit_pending()
    chosen = page.asks.current_id
    assert next(r for r in page.asks.records.rows if r.id == chosen).required_level == 4
    press(page, "Remove")
    assert len(page.asks.records.rows) == before


def test_a_new_version_shows_what_it_changes_and_can_be_adopted_or_dropped(part: JobsPart):
    part.begin.click()
    texts = opened(part.sections, "purpose", TextsPart)
    purpose = texts.form.editor("purpose").editor.field
    assert isinstance(purpose, QPlainTextEdit)
    old = purpose.toPlainText()
    purpose.setPlainText("So that nobody waits.")
    texts.form.commit_pending()

    page = opened(part.sections, "versions", VersionsPart)
    assert [row.version for row in page.versions.records.rows] == [2, 1]
    first, *_ = page.changes.records.rows
    page.changes.select(first.id)
    assert first.where == "Purpose"
    change = first
    assert (change.before, change.after) == (old, "So that nobody waits.")
    assert "So that nobody waits." in page.whole.text()
    page.versions.select(page.versions.records.rows[1].id)
    assert "nothing to be compared" in page.compared.text()

    part.adopt.click()
    assert [row.status for row in page.versions.records.rows] == [
        JobStatus.adopted,
        JobStatus.superseded,
    ]
    part.begin.click()
    assert len(page.versions.records.rows) == 3
    part.discard.click()
    assert len(page.versions.records.rows) == 2


def test_talking_it_over_is_noted_for_each_holder(part: JobsPart):
    part.begin.click()
    part.adopt.click()
    page = opened(part.sections, "versions", VersionsPart)
    (line, *_) = page.acks.records.rows
    assert line.discussed_on == "not yet"

    press(page, "Talked over today")
    assert page.acks.records.rows[0].discussed_on == today()
    acknowledged = page.ack.editor("acknowledged_on")
    acknowledged.editor.field.setText("2020-01-01")
    page.ack.commit_pending()
    assert "before it was talked over" in acknowledged.error_text
    acknowledged.editor.field.setText(today().isoformat())
    page.ack.commit_pending()
    assert not acknowledged.error_text
    assert page.acks.records.rows[0].acknowledged_on == today()

    (remove,) = (b for b in page.findChildren(Button) if b.text() == "Remove" and b.isVisible())
    remove.click()
    assert page.acks.records.rows[0].discussed_on == "not yet"


def test_old_lines_lead_to_outcomes(part: JobsPart):
    page = opened(part.sections, "old-and-new", OldNewPart)
    before = len(page.lines.records.rows)
    dialogs.answers.give("ask_text", "Answer the phone")
    press(page, "Add")
    field = page.form.editor("outcome").editor.field
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("Whoever calls is helped at once.")
    page.form.commit_pending()

    assert len(page.lines.records.rows) == before + 1
    chosen = next(r for r in page.lines.records.rows if r.id == page.lines.current_id)
    assert (chosen.task, chosen.outcome) == ("Answer the phone", "Whoever calls is helped at once.")
    press(page, "Remove")
    assert len(page.lines.records.rows) == before


def test_a_range_that_ends_before_it_begins_is_refused_in_place(part: JobsPart):
    part.begin.click()
    page = opened(part.sections, "outcomes", OutcomesPart)
    page.measure.editor("range_lo").editor.field.setText("5")
    page.measure.commit_pending()
    high = page.measure.editor("range_hi")
    high.editor.field.setText("3")
    page.measure.commit_pending()

    assert "smaller number" in high.error_text
    assert high.editor.field.text() == "3"


def test_an_empty_engagement_leads_to_the_first_version(qtbot: QtBot, desk: Desk):
    desk.do(actions.ensure_client, "Northmere", label="Begin")
    part = JobsPart(desk)
    qtbot.addWidget(part)
    part.show()
    dialogs.answers.give("ask_text", "Welder")
    press(part, "Add")

    assert part.title.text() == "Welder"
    assert part.sections.isHidden()
    press(part, "Begin")
    assert part.sections.isVisible()
    assert part.adopt.isVisible()
    part.adopt.click()
    assert part.state.text().endswith("Draft")
    assert desk.notices.latest is not None
    assert desk.notices.latest.kind == "bad"


def test_the_paper_of_the_chosen_position_is_asked_for(part: JobsPart, qtbot: QtBot):
    with qtbot.waitSignal(part.paper_asked) as asked:
        part.print.click()

    assert asked.args == ["job-description", part.positions.current_id]
