"""What may lie in this repository, and what never may."""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePath

import pytest

import app
from tests.house.tree import ROOT, kept_files

TOP = {
    "app", "resources", "packaging", "tests", "docs", ".ci", "pyproject.toml", "briefcase.toml",
    "README.md", "CHANGELOG.md", "LICENSE", ".gitignore", ".gitattributes",
    ".pre-commit-config.yaml",
}  # fmt: skip
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;@]", name, maxsplit=1)[0]).lower()


def test_only_the_agreed_names_stand_at_the_top() -> None:
    assert {name.split("/", 1)[0] for name in kept_files()} <= TOP


def test_no_client_file_enters_the_repository() -> None:
    allowed = ("tests/golden/", "resources/samples/")
    astray = [
        name
        for name in kept_files()
        if (name.endswith(".bgreat") or (ROOT / name).read_bytes()[:15] == b"SQLite format 3")
        and not name.startswith(allowed)
    ]

    assert not astray


def test_no_kept_file_is_too_heavy_to_read() -> None:
    heavy = [
        name
        for name in kept_files()
        if (ROOT / name).stat().st_size > 500_000
        and not name.startswith(("resources/fonts/", "tests/golden/", "docs/pictures/"))
    ]

    assert not heavy


def test_the_lock_holds_hashes_and_no_address() -> None:
    requirements = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]

    assert len(requirements) > 20
    assert "://" not in LOCK
    assert not re.search(r"^--", LOCK, re.MULTILINE)
    assert all(line.endswith("\\") and "==" in line for line in requirements)


def test_everything_we_depend_on_is_locked() -> None:
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    locked = {_plain(line) for line in LOCK.splitlines() if "==" in line}

    assert {_plain(name) for name in asked} <= locked


@pytest.mark.parametrize("name", [".ci/run", "packaging/dev.py", "pyproject.toml"])
def test_no_address_of_a_registry_is_written_down(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"--(?:extra-)?index-url|https?://\S*(?:pypi|simple)", text)


def test_the_version_is_said_once_and_agreed() -> None:
    assert PROJECT["version"] == app.__version__


def test_every_bundled_face_and_icon_comes_with_its_license() -> None:
    folders = {
        str(PurePath(name).parent)
        for name in kept_files()
        if name.startswith(("resources/fonts/", "resources/icons/"))
        and name.endswith((".ttf", ".otf", ".woff2", ".svg"))
    }

    bare = [
        folder
        for folder in sorted(folders)
        if not any(
            re.search(r"licen[cs]e|OFL|copying", path.name, re.IGNORECASE)
            for upper in (ROOT / folder, (ROOT / folder).parent)
            for path in upper.iterdir()
        )
    ]

    assert folders, "the program ships its own typefaces and icons"
    assert not bare
