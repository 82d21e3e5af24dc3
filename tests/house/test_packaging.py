"""The scripts around the program: what a fresh clone needs, and what Briefcase is given."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.house.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
BRIEFCASE = (ROOT / "briefcase.toml").read_text(encoding="utf-8")


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        f"script_{name}", ROOT / "packaging" / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return _script("build")


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    return _script("dev")


# -------------------------------------------------------------------------------- build


def test_briefcase_gets_our_version_and_dependencies(build: ModuleType) -> None:
    ours = tomllib.loads(PROJECT)["project"]

    composed = tomllib.loads(build.compose(PROJECT, BRIEFCASE))

    staged = composed["tool"]["briefcase"]
    assert staged["version"] == composed["project"]["version"] == ours["version"]
    assert staged["app"]["becoming-great"]["requires"] == ours["dependencies"]
    assert staged["app"]["becoming-great"]["formal_name"] == "Becoming Great!"


def test_what_is_said_in_both_files_is_refused(build: ModuleType) -> None:
    twice = BRIEFCASE.replace("[tool.briefcase]\n", '[tool.briefcase]\nversion = "9"\n', 1)

    with pytest.raises(ValueError, match="repeats version"):
        build.compose(PROJECT, twice)


def test_the_staged_door_opens_the_program(build: ModuleType, tmp_path: Path) -> None:
    folder = build.stage(tmp_path / "staging")

    assert (folder / "app" / "__init__.py").is_file()
    assert (folder / "resources").is_dir()
    assert not list(folder.rglob("__pycache__"))
    composed = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    for source in composed["tool"]["briefcase"]["app"]["becoming-great"]["sources"]:
        assert (folder / source).is_dir()
    said = subprocess.run(
        [sys.executable, "-m", "becoming_great", "--version"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert said.stdout.strip() == tomllib.loads(PROJECT)["project"]["version"]


def test_the_folder_of_scripts_never_hides_the_library_of_its_name() -> None:
    """The library `packaging` is what x without __init__.py gives way to it."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


# ---------------------------------------------------------------------------------- dev


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    said = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "packaging" / "dev.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert "run" in said.stdout
    assert "bench" in said.stdout


def test_a_package_counts_as_there_under_any_of_its_names(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = "libglib2.0-0t64 installed\nlibgl1 config-files\n"
    monkeypatch.setattr(dev, "quiet", lambda command: (1, listing))

    missing = dev.missing_packages((("libglib2.0-0t64", "libglib2.0-0"), ("libgl1",), ("xvfb",)))

    assert missing == [("libgl1",), ("xvfb",)]


@pytest.mark.parametrize(
    ("display", "platform"), [("", ""), ("nonsense", ""), (":99321", ""), (":0", "offscreen")]
)
def test_no_screen_is_seen_where_none_answers(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, display: str, platform: str
) -> None:
    if sys.platform != "linux":
        pytest.skip("macOS and Windows always have one")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)

    assert not dev.has_screen()


def test_a_screen_that_answers_is_seen(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if sys.platform != "linux":
        pytest.skip("macOS and Windows always have one")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":98765")
    with socket.socket(socket.AF_UNIX) as screen:
        screen.bind("\0/tmp/.X11-unix/X98765")
        screen.listen()

        assert dev.has_screen()


def test_a_second_sample_leaves_the_first_as_it_is(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    worked_on = tmp_path / "Northmere Fixture Works.bgreat"
    worked_on.write_bytes(b"what somebody may have worked on")
    asked: list[list[str]] = []
    monkeypatch.setattr(dev, "program", lambda arguments: asked.append(arguments) or 0)

    assert dev.write_sample(tmp_path) == 0

    assert worked_on.read_bytes() == b"what somebody may have worked on"
    assert [verb[0] for verb in asked] == ["sample", "export", "binder"]
    assert all(str(tmp_path / "20") in verb[1] for verb in asked)


def test_what_a_verb_could_not_do_ends_the_run(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "program", lambda arguments: 3)

    assert dev.write_sample(tmp_path / "deliverables") == 3


def test_words_after_the_dashes_go_on_untouched(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(dev, "run", lambda words: given.append(words) or 0)

    code = dev.main(["run", "--", "check", "a b.bgreat", "--", "x"])

    assert code == 0
    assert given == [["check", "a b.bgreat", "--", "x"]]


def test_one_failed_step_fails_the_run_and_the_closing_line_stays_last(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [
        dev.Step("ruff check", "FAILED", 0.1, failed=True),
        dev.Step("tests", "2 passed", 0.1, failed=False),
    ]

    code = dev.summary(steps, "==== 2 passed in 0.10s ====")

    assert code == 1
    assert capsys.readouterr().out.splitlines()[-1] == "==== 2 passed in 0.10s ===="
