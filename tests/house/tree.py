"""What the house tests look at: the files of this repository, and the syntax of our modules."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@cache
def kept_files() -> tuple[str, ...]:
    """Return every file that is, or is about to be, in the repository."""
    listing = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = sorted(name for name in listing.split("\0") if name and (ROOT / name).is_file())
    assert found, "git lists no file here"
    return tuple(found)


def modules(*folders: str) -> tuple[str, ...]:
    """Return the Python modules under the folders, as paths from the top."""
    return tuple(
        name for name in kept_files() if name.endswith(".py") and name.split("/", 1)[0] in folders
    )


@cache
def syntax(name: str) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), filename=name)


def calls(name: str) -> Iterator[tuple[ast.Call, str, str]]:
    """Yield each call of a module with what it is called on and by what name.

    ``session.exec(q)`` yields ``("session", "exec")``, ``Session(e)`` yields ``("", "Session")``.
    """
    for node in ast.walk(syntax(name)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            yield node, ast.unparse(node.func.value), node.func.attr
        elif isinstance(node.func, ast.Name):
            yield node, "", node.func.id


def imports(name: str) -> Iterator[str]:
    """Yield every module that a module imports, at its top or anywhere inside, in full."""
    for node in ast.walk(syntax(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at(name: str, node: ast.AST) -> str:
    """Say where something stands, so that it can be clicked."""
    return f"{name}:{getattr(node, 'lineno', 0)}"
