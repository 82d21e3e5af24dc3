"""The rules of the house that no linter knows: what may stand in which of our modules."""

from __future__ import annotations

import ast
import re
from pathlib import PurePath

import pytest

from tests.house.tree import ROOT, at, calls, imports, kept_files, modules, syntax

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "base"}
BANNED_NAMES |= {"misc", "data"}
HEX = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
COLOR = re.compile(rf"^\s*{HEX}\s*$|:\s*{HEX}\s*[;}}]|\brgba?\(\s*\d", re.ASCII)
OURS = modules("app", "packaging")
PYTHON = modules("app", "packaging", "tests")


def test_there_is_something_to_look_at() -> None:
    assert len(modules("app")) > 10
    assert all(name in kept_files() for name in ("pyproject.toml", "packaging/dev.py"))


@pytest.mark.parametrize("name", PYTHON)
def test_no_module_outgrows_500_lines(name: str) -> None:
    lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())

    assert lines <= 500, f"{name} has {lines} lines: it wants to become a package"


def test_the_form_kit_stays_a_kit() -> None:
    parts = [name for name in modules("app") if name in ("app/ui/forms.py", "app/ui/editors.py")]
    parts += [
        name for name in modules("app") if name.startswith(("app/ui/forms/", "app/ui/editors/"))
    ]
    lines = sum(len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in parts)

    assert lines <= 500, "a layout language is growing: write the next special case by hand"


def test_no_module_is_named_after_nothing() -> None:
    vague = [
        name
        for name in PYTHON
        if BANNED_NAMES & set(re.split(r"[/_]", str(PurePath(name).with_suffix(""))))
    ]

    assert not vague


@pytest.mark.parametrize("name", PYTHON)
def test_every_module_says_what_lives_in_it(name: str) -> None:
    assert ast.get_docstring(syntax(name)), f"{name} does not say what lives there"


def test_only_the_theme_sets_a_style_sheet() -> None:
    places = [
        at(name, node)
        for name in modules("app")
        for node, _, called in calls(name)
        if called == "setStyleSheet" and not name.startswith("app/ui/theme")
    ]

    assert not places


def test_only_dialogs_hold_the_window_up() -> None:
    """Qt's ``exec`` nests an event loop, but a session's ``exec`` only asks the file."""
    places = [
        at(name, node)
        for name in modules("app")
        for node, target, called in calls(name)
        if called in ("exec", "exec_")
        and target.rsplit(".", 1)[-1].strip("_") not in ("session", "app", "application")
        and not name.startswith("app/ui/dialogs")
    ]

    assert not places


def test_only_the_store_opens_a_session() -> None:
    places = [
        at(name, node)
        for name in modules("app")
        for node, _, called in calls(name)
        if called in ("Session", "sessionmaker", "create_engine")
        and not name.startswith("app/store/")
    ]

    assert not places, "a second session rolls the first one's work back when it closes"


def test_no_color_stands_outside_the_theme() -> None:
    places = []
    for name in modules("app"):
        for node in ast.walk(syntax(name)):
            written = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if written and COLOR.search(node.value):
                places.append(f"{at(name, node)} {node.value[:40]!r}")
        for node, _, called in calls(name):
            mixed = called in ("QColor", "Color", "HexColor", "fromRgb", "fromHsv", "fromHsl")
            if mixed and any(isinstance(part, ast.Constant) for part in node.args):
                places.append(f"{at(name, node)} {ast.unparse(node)[:40]}")

    assert not places, "colors live in resources/theme"


@pytest.mark.parametrize(
    "banned", ["processEvents", "QMessageBox", "QInputDialog", "QEventLoop", "sleep", "msleep"]
)
def test_nothing_waits_or_asks_in_ways_a_test_cannot_answer(banned: str) -> None:
    places = [
        at(name, node)
        for name in PYTHON
        for node in ast.walk(syntax(name))
        if (isinstance(node, ast.Attribute) and node.attr == banned)
        or (isinstance(node, ast.Name) and node.id == banned)
        or (isinstance(node, ast.alias) and node.name == banned)
    ]

    assert not places


def test_no_test_waits_for_a_clock() -> None:
    places = [
        at(name, node)
        for name in modules("tests")
        for node, target, called in calls(name)
        if called == "wait" and target.endswith("qtbot")
    ]

    assert not places, "wait for a signal or a condition"


def test_sql_and_translated_texts_are_written_whole() -> None:
    """An f-string in ``text()`` is a way into the database; in ``tr()`` it finds no translation."""
    places = []
    for name in modules("app"):
        spoken = {"tr", "N_", "ntr"}
        if any(
            found.startswith(("sql", "app.sql")) and found.endswith(".text")
            for found in imports(name)
        ):
            spoken.add("text")
        for node, target, called in calls(name):
            first = node.args[:1]
            pieced = bool(first) and isinstance(first[0], (ast.JoinedStr, ast.BinOp))
            if pieced and (called in spoken and not target):
                places.append(at(name, node))

    assert not places


def test_what_stands_on_paper_is_said_without_reportlab() -> None:
    """Documents are values: only the modules that draw them know what draws."""
    values = ("document", "deliverable", "redaction", "letterhead", "figures", "parts", "worker")
    strangers = [
        name
        for name in modules("app")
        if any(found.split(".")[0] in ("reportlab", "rl_accel") for found in imports(name))
        and (
            not name.startswith("app/deliverables/")
            or name.startswith(tuple(f"app/deliverables/{value}" for value in values))
        )
    ]

    assert not strangers


def test_nothing_starts_a_pool_of_processes() -> None:
    """In the packaged program a pool opens window after window, until the computer is full."""
    strangers = [
        f"{name}: {found}"
        for name in OURS
        for found in imports(name)
        if found.startswith("multiprocessing") or found.endswith("ProcessPoolExecutor")
    ]

    assert not strangers


@pytest.mark.parametrize("name", PYTHON)
def test_every_exemption_gives_its_reason(name: str) -> None:
    bare = [
        f"{name}:{number}"
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"# (?:type: ignore(?:\[[\w, -]+\])?|noqa(?:: [A-Z0-9, ]+)?)\s*$", line)
    ]

    assert not bare, "say why, behind the exemption"
