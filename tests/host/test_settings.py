"""Settings: what was set is there again; what cannot be read costs nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.host.paths import config_folder
from app.host.settings import (
    RECENT_LIMIT,
    PaperSize,
    RecentFile,
    Settings,
    Theme,
    load_settings,
    save_settings,
)


def written(text: str) -> Path:
    path = config_folder() / "settings.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_was_set_is_there_again():
    wanted = Settings(
        theme=Theme.dark,
        text_scale=125,
        paper=PaperSize.a4,
        author_name="Žofie",
        last_folder="/somewhere",
        places={"selection": "candidates"},
    )
    wanted.opened(Path("/a/northmere.bgreat"), "u-1")

    assert save_settings(wanted)

    assert load_settings() == wanted


def test_without_a_file_the_usual_holds():
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"theme"',
        "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
    ],
)
def test_a_broken_file_is_set_aside_and_kept(text: str):
    path = written(text)

    assert load_settings() == Settings()

    assert not path.exists()
    assert path.with_name("settings-broken.json").read_text(encoding="utf-8") == text


def test_one_bad_value_costs_only_itself():
    written(json.dumps({"theme": "purple", "text_scale": "big", "author_name": "Dana"}))

    assert load_settings() == Settings(author_name="Dana")


@pytest.mark.parametrize(("given_scale", "kept"), [(10, 80), (500, 200), (130, 130)])
def test_a_text_size_stays_within_reason(given_scale: int, kept: int):
    written(json.dumps({"text_scale": given_scale}))

    assert load_settings().text_scale == kept


def test_what_another_version_has_set_is_kept():
    written(json.dumps({"hologram": {"on": True}, "author_name": "Dana"}))
    found = load_settings()
    found.text_scale = 90
    save_settings(found)

    assert json.loads((config_folder() / "settings.json").read_text())["hologram"] == {"on": True}
    assert load_settings().text_scale == 90


def test_recent_files_are_few_and_each_stands_once():
    found = Settings()
    for number in range(15):
        found.opened(Path(f"/a/{number}.bgreat"), f"u-{number}")
    found.opened(Path("/b/moved.bgreat"), "u-9")
    found.opened(Path("/b/moved.bgreat"), "u-9")

    assert len(found.recent) == RECENT_LIMIT
    assert found.recent[0] == RecentFile("/b/moved.bgreat", "u-9")
    assert [recent.uuid for recent in found.recent].count("u-9") == 1
    found.forgotten(Path("/b/moved.bgreat"))
    assert "u-9" not in [recent.uuid for recent in found.recent]


def test_on_a_shared_computer_no_file_is_listed():
    found = Settings()
    found.opened(Path("/a/northmere.bgreat"), "u-1")
    found.keeps_recent = False
    found.opened(Path("/a/other.bgreat"), "u-2")

    save_settings(found)

    assert "northmere" not in (config_folder() / "settings.json").read_text()
    assert load_settings().recent == ()


def test_settings_that_cannot_be_written_leave_the_old_ones(monkeypatch: pytest.MonkeyPatch):
    save_settings(Settings(author_name="Dana"))

    def full(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", full)

    assert not save_settings(Settings(author_name="Eve"))
    assert load_settings().author_name == "Dana"
    assert [path.name for path in config_folder().iterdir()] == ["settings.json"]


@given(
    st.dictionaries(
        st.sampled_from(["theme", "text_scale", "recent", "places", "paper", "keeps_recent", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=4), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    )
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=150,
)
def test_whatever_stands_there_gives_settings_that_can_be_kept(content):
    found = Settings.from_json(content)

    again = Settings.from_json(json.loads(json.dumps(found.to_json())))

    assert again == found
