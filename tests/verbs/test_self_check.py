"""The self-check: it says of each part how it stands, and what is missing does not go unsaid."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.host import paths
from app.verbs import self_check
from tests.house.tree import ROOT

PARTS = (
    "own folder", "platform", "typefaces", "icons", "looks", "handbook", "instruments", "keyring",
    "encrypted file", "paper", "binder",
)  # fmt: skip


@pytest.mark.slow
def test_the_program_finds_itself_whole_and_leaves_nothing_behind(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "app", "--self-check"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line[6:].split(":")[0] for line in lines[:-1]] == list(PARTS)
    assert all(line.startswith("ok    ") for line in lines[:-1])
    assert lines[-1] == "Everything is there."
    assert not [one for one in home.rglob("*") if one.is_file()]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("missing", "said"),
    [("handbook", "handbook"), ("icons/save.svg", "icons"), ("instruments", "instruments")],
)
def test_what_is_missing_is_named(
    missing: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    resources = shutil.copytree(ROOT / "resources", tmp_path / "resources")
    lost = resources / missing
    if lost.is_dir():
        shutil.rmtree(lost)
    else:
        lost.write_text("<svg/>")
    monkeypatch.setattr(paths, "_resources", lambda: resources)
    check = {"handbook": self_check._handbook, "icons": _fresh_icons}.get(said, _fresh_instruments)

    assert not self_check._stands(said, check, home=str(tmp_path))
    assert capsys.readouterr().out.startswith(f"FAIL  {said}: ")


def _fresh_icons() -> str:
    from app.ui import icons

    icons._svg.cache_clear()
    icons._renderer.cache_clear()
    try:
        return self_check._icons()
    finally:
        icons._svg.cache_clear()
        icons._renderer.cache_clear()


def _fresh_instruments() -> str:
    from app.instruments import instrument

    instrument.values.cache_clear()
    try:
        return self_check._instruments()
    finally:
        instrument.values.cache_clear()
