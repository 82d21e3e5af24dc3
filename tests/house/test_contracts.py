"""The contracts of the architecture name exactly the stages that are registered."""

from __future__ import annotations

import tomllib

from app.stages import STAGES
from tests.house.tree import ROOT

CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
HOUSES = {f"app.stages.{stage.key}" for stage in STAGES}


def test_every_registered_stage_has_to_be_the_same_small_house() -> None:
    assert set(CONTRACTS["Every stage is the same small house"]["containers"]) == HOUSES


def test_every_registered_stage_has_to_stand_alone() -> None:
    assert set(CONTRACTS["A stage never imports another stage"]["modules"]) == HOUSES


def test_every_stage_on_disk_is_registered() -> None:
    folders = {
        f"app.stages.{folder.name}"
        for folder in (ROOT / "app" / "stages").iterdir()
        if (folder / "stage.py").is_file()
    }

    assert folders == HOUSES


def test_each_contract_is_exhaustive_where_it_says_the_shape() -> None:
    for name in ("The house is built in floors", "Every stage is the same small house"):
        assert CONTRACTS[name]["exhaustive"] is True
