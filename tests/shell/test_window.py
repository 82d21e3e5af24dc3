"""The window: a consultant begins an engagement, writes, takes back, closes and comes again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.shell.window import Window
from app.stages.foundation import queries
from app.stages.foundation.page import FoundationPage, JobsPart, ValuesPart
from app.stages.foundation.page.jobs import OutcomesPart
from app.stages.review.page import ReviewPage
from app.ui import dialogs
from app.ui.asking import NewSecret, Secret
from app.ui.forms import Form

PHRASE = "lantern orchard seven violet"


def begin(window: Window, path: Path, phrase: str = "") -> None:
    dialogs.answers.give("save_file", path)
    dialogs.answers.give("new_passphrase", NewSecret(phrase))
    window.new_engagement()


def page(window: Window) -> FoundationPage:
    assert window.workbench is not None
    found = window.workbench.findChild(FoundationPage)
    assert found is not None
    return found


def walk(window: Window, path: Path) -> None:
    begin(window, path)
    foundation = page(window)
    assert foundation.is_empty

    dialogs.answers.give("ask_text", "Northmere Fixture Works")
    foundation._begin()
    assert not foundation.is_empty
    assert foundation.sections is not None

    foundation.sections.open("values")
    values = foundation.sections.page("values")
    assert isinstance(values, ValuesPart)
    dialogs.answers.give("ask_text", "Truth early")
    values._add()
    name = values.form.editor("name")
    assert name.editor.read() == "Truth early"

    window.undo()
    assert values.table.records.rows == []
    window.redo()
    assert [row.name for row in values.table.records.rows] == ["Truth early"]


def test_an_engagement_begins_grows_and_is_taken_back(window: Window, tmp_path: Path):
    walk(window, tmp_path / "northmere.bgreat")

    assert "northmere" in window.windowTitle()


@pytest.mark.window
def test_the_same_walk_in_a_real_window(window: Window, tmp_path: Path, qtbot: QtBot):
    qtbot.waitExposed(window)

    walk(window, tmp_path / "northmere.bgreat")

    picture = window.grab()
    assert picture.width() >= 1024
    folder = Path(__file__).parents[2] / "artifacts" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(folder / "values.png"))


def test_a_protected_engagement_asks_until_the_passphrase_fits(window: Window, tmp_path: Path):
    path = tmp_path / "secret.bgreat"
    begin(window, path, PHRASE)
    window.close_engagement()

    dialogs.answers.give("passphrase", Secret("wrong"))
    dialogs.answers.give("passphrase", Secret(PHRASE))
    window.open_path(path)

    assert window.desk is not None
    assert window.desk.file.is_protected


def test_a_file_that_is_not_ours_is_told_and_the_start_page_stays(window: Window, tmp_path: Path):
    path = tmp_path / "letter.bgreat"
    path.write_text("Dear Greta")

    dialogs.answers.give("trouble", None)
    window.open_path(path)

    assert window.desk is None
    assert path.read_text() == "Dear Greta"


def test_what_is_typed_is_kept_when_the_engagement_is_closed(window: Window, tmp_path: Path):
    path = tmp_path / "northmere.bgreat"
    begin(window, path)
    foundation = page(window)
    dialogs.answers.give("ask_text", "Northmere")
    foundation._begin()
    assert foundation.sections is not None
    foundation.sections.open("purpose")
    form = window.findChild(Form)
    assert form is not None
    memo = form.editor("purpose").editor
    memo.memo.insertPlainText("So that people can build it right.")

    window.close_engagement()
    window.open_path(path)

    assert window.desk is not None
    facts = window.desk.read(queries.client_facts)
    assert facts is not None
    assert facts.purpose == "So that people can build it right."


def test_a_refused_name_stays_on_screen_and_out_of_the_file(window: Window, tmp_path: Path):
    begin(window, tmp_path / "northmere.bgreat")
    foundation = page(window)
    dialogs.answers.give("ask_text", "Northmere")
    foundation._begin()
    assert foundation.sections is not None
    foundation.sections.open("purpose")
    form = window.findChild(Form)
    assert form is not None
    row = form.editor("name")
    row.editor.line.clear()

    form.commit_pending()

    assert row.error_text
    assert window.desk is not None
    facts = window.desk.read(queries.client_facts)
    assert facts is not None
    assert facts.name == "Northmere"


def test_a_position_gets_a_job_description_with_its_checks(window: Window, tmp_path: Path):
    begin(window, tmp_path / "northmere.bgreat")
    foundation = page(window)
    dialogs.answers.give("ask_text", "Northmere")
    foundation._begin()
    assert foundation.sections is not None
    foundation.sections.open("jobs")
    jobs = foundation.sections.page("jobs")
    assert isinstance(jobs, JobsPart)

    dialogs.answers.give("ask_text", "Welder")
    jobs._add_position()
    jobs._begin()
    jobs.sections.open("outcomes")
    outcomes = jobs.sections.page("outcomes")
    assert isinstance(outcomes, OutcomesPart)
    dialogs.answers.give("ask_text", "Welds that hold")
    outcomes.add_outcome()
    dialogs.answers.give("ask_text", "Repairs per 100 welds")
    outcomes.add_measure()

    assert [row.statement for row in outcomes.outcomes.records.rows] == ["Welds that hold"]
    assert [row.name for row in outcomes.measures.records.rows] == ["Repairs per 100 welds"]
    assert "JD-02" in {finding.code for finding in jobs.findings}


def test_the_sample_client_is_one_click_away(window: Window, home: Path, qtbot: QtBot) -> None:
    window.start.sample.click()

    assert window.desk is not None
    facts = window.desk.read(queries.client_facts)
    assert facts is not None
    assert facts.name == "Northmere Fixture Works, Inc."
    qtbot.waitUntil(window.start.sample.isEnabled)
    window.open_sample()
    names = sorted(path.name for path in home.rglob("Northmere*.bgreat"))
    assert names == ["Northmere Fixture Works 2.bgreat", "Northmere Fixture Works.bgreat"]
    assert window.desk.file.path.name == names[0]


def test_what_is_previewed_is_the_file_that_is_saved(
    window: Window, tmp_path: Path, qtbot: QtBot, home: Path
) -> None:
    window.open_sample()
    assert window.workbench is not None
    foundation = page(window)
    window.show_papers()
    papers = window.workbench.papers
    assert papers is not None
    assert papers.isVisible()
    for line in papers.papers.records.rows:
        papers.show_paper(line.id)
        is_about_nobody = line.id == "erasure-record"  # nothing was erased in the sample
        assert (papers.preview.pages == 0) == is_about_nobody, line.title

    papers.show_paper("job-description")
    about = [row.id for row in papers.subjects.records.rows]
    papers.show_paper("job-description", about[3])
    target = tmp_path / "job.pdf"
    dialogs.answers.give("save_file", target)
    papers.preview.save()
    assert target.read_bytes() == papers.preview._bytes

    dialogs.answers.give("choose_folder", tmp_path / "all")
    papers.save_all.click()
    assert len(list((tmp_path / "all").glob("*.pdf"))) == len(about) == 18
    papers.left.emit()
    assert foundation.isVisible()


def test_a_page_asks_for_its_paper(window: Window, home: Path, qtbot: QtBot) -> None:
    window.open_sample()
    assert window.workbench is not None
    window.turn_to(3)
    review = window.workbench.tabs.currentWidget().findChild(ReviewPage)
    assert review is not None
    qtbot.waitUntil(lambda: bool(review.table.current_id))
    review.table.select(review.table.records.rows[2].id)
    review.print_review.click()
    assert window.workbench.papers is not None
    assert window.workbench.papers.papers.current_id == "outcome-based-review"
    assert window.workbench.papers.subjects.current_id == review.table.current_id


def test_a_paper_about_nobody_says_so(window: Window, tmp_path: Path) -> None:
    begin(window, tmp_path / "northmere.bgreat")
    window.show_papers()
    assert window.workbench is not None
    papers = window.workbench.papers
    assert papers is not None
    papers.show_paper("panel-summary")
    assert papers.nothing.isVisible()
    assert not papers.save_all.isEnabled()


def test_saving_answers_that_it_is_saved(window: Window, tmp_path: Path) -> None:
    begin(window, tmp_path / "northmere.bgreat")
    window.say_saved()
    assert window.desk is not None
    assert "Already saved" in str(window.desk.notices.latest)
