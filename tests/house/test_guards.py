"""The guards of tests/conftest.py bite: each is given a test that does what it forbids."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.house.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OFFENSES = {
    "a warning nobody announced": (
        "import logging\ndef test_it(): logging.getLogger('x').warning('surprise')",
        "logged without being expected",
    ),
    "an announced warning that never came": (
        "import pytest\n@pytest.mark.expect_log('thunder')\ndef test_it(): pass",
        "none came",
    ),
    "a connection whose failure is swallowed": (
        "import contextlib, socket\n"
        "def test_it():\n"
        "    with contextlib.suppress(OSError): socket.create_connection(('192.0.2.1', 9))",
        "reached for the network",
    ),
    "a unit of work left open": (
        "import app.domain.people\n"
        "from app.store.engagement_file import EngagementFile\n"
        "def test_it():\n"
        "    file = EngagementFile.in_memory()\n"
        "    test_it.kept = file.work('Half done')\n"
        "    test_it.kept.__enter__()",
        "a unit of work was left open",
    ),
    "a warning of Qt": (
        "from PySide6.QtCore import qWarning\ndef test_it(): qWarning('surprise')",
        "Qt messages with level WARNING or above",
    ),
    "a warning of Python": (
        "import warnings\ndef test_it(): warnings.warn('surprise')",
        "UserWarning: surprise",
    ),
}


def _outcome(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_offense.py").write_text(source + "\n", encoding="utf-8")
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), "--confcutdir", "/"),
            *("-p", "tests.conftest", str(folder / "test_offense.py")),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("offense", OFFENSES)
def test_a_guard_bites(offense: str, tmp_path: Path) -> None:
    source, complaint = OFFENSES[offense]

    outcome = _outcome(tmp_path, source)

    assert outcome.returncode == 1, outcome.stdout
    assert complaint in outcome.stdout


def test_the_guards_leave_the_honest_alone(tmp_path: Path) -> None:
    source = (
        "import logging, pytest\n"
        "@pytest.mark.expect_log('thunder')\n"
        "def test_it(): logging.getLogger('x').warning('there is thunder')"
    )

    outcome = _outcome(tmp_path, source)

    assert outcome.returncode == 0, outcome.stdout
