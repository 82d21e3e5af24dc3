"""Package the program with Briefcase, from pyproject.toml and briefcase.toml together.

    .venv/bin/python packaging/build.py stage            compose build/staging and stop
    .venv/bin/python packaging/build.py build …          stage, then `briefcase build …` there
    .venv/bin/python packaging/build.py package …        stage, then `briefcase package …` there

Briefcase reads one file, pyproject.toml, and wants everything repeated there. So that version and
dependencies are said once, a staging folder gets links to our sources and a pyproject.toml
composed of both files. Nothing is written outside build/.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
STAGING = ROOT / "build" / "staging"
APP = "becoming-great"
FOR_THE_APP = ("description", "requires")
DOOR = '"""The packaged program\'s front door: it opens `app` and nothing else."""\n{opens}'
OPENS = """
import runpy

runpy.run_module("app", run_name="__main__", alter_sys=True)
"""


def compose(project: str, briefcase: str) -> str:
    """Return the pyproject.toml that Briefcase reads: ours, then what it wants besides.

    Raises:
        ValueError: when briefcase.toml repeats what pyproject.toml already says.
    """
    said = tomllib.loads(project)["project"]
    asked = tomllib.loads(briefcase)["tool"]["briefcase"]
    app = asked["app"][APP]
    for table, keys in ((asked, ("version",)), (app, ("requires", "description"))):
        for key in keys:
            if key in table:
                raise ValueError(f"briefcase.toml repeats {key}, which pyproject.toml says")
    own = _pairs({**said, "requires": said["dependencies"]}, FOR_THE_APP)
    for header, pairs in (
        (f"[tool.briefcase.app.{APP}]", own),
        ("[tool.briefcase]", _pairs(said, ("version",))),
    ):
        briefcase = briefcase.replace(header + "\n", "\n".join((header, *pairs, "")), 1)
    lines = [
        "# Composed by packaging/build.py from pyproject.toml and briefcase.toml.",
        "",
        "[project]",
        *_pairs(said, ("name", "version", "description", "requires-python", "dependencies")),
        "",
        briefcase,
    ]
    composed = "\n".join(lines)
    tomllib.loads(composed)
    return composed


def _pairs(table: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [f"{key} = {_value(table[key])}" for key in keys]


def _value(value: str | list[str]) -> str:
    """Write a text or a list of texts as TOML."""
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def stage(folder: Path = STAGING) -> Path:
    """Lay out the staging folder anew: copies of what is packaged, and the composed file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", "*.py[cod]")
    for name in ("app", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    door = folder / APP.replace("-", "_")
    door.mkdir()
    (door / "__init__.py").write_text(DOOR.format(opens=""), encoding="utf-8")
    (door / "__main__.py").write_text(DOOR.format(opens=OPENS), encoding="utf-8")
    for name in ("README.md", "CHANGELOG.md", "LICENSE"):
        if (ROOT / name).is_file():
            shutil.copyfile(ROOT / name, folder / name)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    briefcase = (ROOT / "briefcase.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(compose(project, briefcase), encoding="utf-8")
    return folder


def main(words: list[str]) -> int:
    """Stage, and let Briefcase do the rest where it was asked to."""
    if not words or words[0] not in ("stage", "create", "build", "package", "run"):
        print(__doc__)
        return 2
    folder = stage()
    print(f"· Staged in {folder.relative_to(ROOT)}")
    if words[0] == "stage":
        return 0
    briefcase = shutil.which("briefcase")
    if briefcase is None:
        print("Briefcase is not here. Install it (pip install briefcase) and try again.")
        return 1
    return subprocess.run([briefcase, *words], cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
