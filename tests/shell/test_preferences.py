"""Preferences and places: what is set is applied and kept, where one was is found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.host.settings import PaperSize, Theme, load_settings
from app.shell.places import Places
from app.shell.preferences import Preferences
from app.shell.window import Window
from app.stages.foundation import queries
from app.stages.foundation.page import FoundationPage
from app.ui import dialogs, theme
from app.ui.asking import NewSecret


@pytest.fixture(autouse=True)
def _as_it_came(window: Window, qapp: QApplication) -> Iterator[None]:
    """A user without a name begins, and the next test finds the usual look."""
    window.settings.author_name = ""
    yield
    theme.apply(qapp, "light", 100)


def preferences(window: Window) -> Preferences:
    window.show_preferences()
    found = window.findChildren(Preferences)[-1]
    assert found.isVisible()
    return found


def choose(editor, value: str) -> None:
    editor.box.setCurrentIndex(editor.box.findData(value))
    editor.finish()


def begin(window: Window, path: Path) -> None:
    dialogs.answers.give("save_file", path)
    dialogs.answers.give("new_passphrase", NewSecret())
    window.new_engagement()


def test_what_is_set_is_applied_and_kept_at_once(window: Window):
    view = preferences(window)
    choose(view.appearance, "dark")
    choose(view.scale, "150")
    choose(view.paper, "a4")
    view.author.line.setText("Dana Whitlock")
    view.author.finish()
    view.keeps_recent.tick.click()

    assert theme.mode() == "dark"
    kept = load_settings()
    assert kept.theme is Theme.dark
    assert kept.text_scale == 150
    assert kept.paper is PaperSize.a4
    assert kept.author_name == "Dana Whitlock"
    assert not kept.keeps_recent
    view._reset()
    assert load_settings().text_scale == 100
    assert load_settings().author_name == "Dana Whitlock"


def test_the_name_stands_beside_changes_from_then_on(window: Window, tmp_path: Path):
    begin(window, tmp_path / "northmere.bgreat")
    view = preferences(window)
    view.author.line.setText("Dana")
    view.author.finish()
    view.left.emit()

    assert window.workbench is not None
    assert window.workbench.isVisible()
    assert window.desk is not None
    assert window.desk.file.author == "Dana"


def test_a_new_engagement_takes_the_usual_paper(window: Window, tmp_path: Path):
    window.settings.paper = PaperSize.a4
    begin(window, tmp_path / "northmere.bgreat")
    page = window.findChild(FoundationPage)
    assert page is not None
    dialogs.answers.give("ask_text", "Northmere")
    page._begin()

    assert window.desk is not None
    facts = window.desk.read(queries.client_facts)
    assert facts is not None
    assert str(facts.paper) == "a4"


def test_the_text_grows_shrinks_and_comes_back_by_the_menu(window: Window):
    window.menus._larger()
    assert window.settings.text_scale == 110
    window.menus._smaller()
    window.menus._smaller()
    assert window.settings.text_scale == 90
    window.menus._usual()
    assert window.settings.text_scale == 100


def test_an_engagement_opens_where_it_was_left(window: Window, tmp_path: Path):
    path = tmp_path / "northmere.bgreat"
    begin(window, path)
    assert window.workbench is not None
    window.workbench.open("review")
    window.close_engagement()
    assert "Northmere" not in str(window.settings.places)

    window.open_path(path)

    assert window.workbench.stages[window.workbench.tabs.currentIndex()].key == "review"


def test_each_engagement_has_places_of_its_own():
    everyone: dict[str, str] = {}
    first, second = Places(everyone, "one"), Places(everyone, "two")
    first["tab"], second["tab"] = "review", "selection"
    del second["tab"]

    assert dict(first) == {"tab": "review"}
    assert dict(second) == {}
    assert len(first) == 1


def test_only_the_latest_engagements_are_remembered():
    everyone: dict[str, str] = {}
    for number in range(30):
        Places(everyone, f"file-{number}")["tab"] = "review"
    Places(everyone, "file-29")

    assert len(everyone) <= 13
    assert "file-29/tab" in everyone
    assert "file-0/tab" not in everyone


@pytest.mark.parametrize("go", ["show_papers", "turn_history", "show_earlier"])
def test_what_is_asked_for_is_seen_whatever_stood_over_it(window: Window, tmp_path: Path, go: str):
    begin(window, tmp_path / "northmere.bgreat")
    view = preferences(window)

    getattr(window, go)()

    assert not view.isVisible()
    assert window.workbench is not None
    assert window.workbench.isVisible()


def test_a_tab_is_seen_whatever_stood_over_it(window: Window, tmp_path: Path):
    begin(window, tmp_path / "northmere.bgreat")
    view = preferences(window)

    window.turn_to(2)

    assert not view.isVisible()
    assert window.workbench is not None
    assert window.workbench.tabs.isVisible()
    assert window.workbench.tabs.currentIndex() == 1


def test_closing_an_engagement_leads_to_the_start_page_whatever_stood_over_it(
    window: Window, tmp_path: Path
):
    begin(window, tmp_path / "northmere.bgreat")
    view = preferences(window)

    window.close_engagement()

    assert not view.isVisible()
    assert window.start.isVisible()
