"""The handbook's texts: whole, linked only to one another, and true to what can be named here."""

from __future__ import annotations

import re

import pytest

from app.verbs.command_line import VERBS
from tests.house.tree import ROOT

FOLDER = ROOT / "resources" / "handbook"
PAGES = sorted(FOLDER.glob("*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")

EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def test_there_are_pages():
    assert {"start", "foundation", "jobs", "selection", "review", "papers"} <= {
        page.stem for page in PAGES
    }


@EVERY_PAGE
def test_a_page_has_one_title_and_says_something(page):
    lines = page.read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("# ")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert sum(len(line.split()) for line in lines) > 60


@EVERY_PAGE
def test_a_page_links_only_to_pages_that_are_there(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (FOLDER / target).is_file(), f"{page.name} links to {target}"


@EVERY_PAGE
def test_a_page_loads_nothing(page):
    text = page.read_text(encoding="utf-8")

    assert "![" not in text
    assert "<" not in text
    assert "http" not in text


def test_every_verb_of_the_command_line_is_told():
    told = (FOLDER / "command-line.md").read_text(encoding="utf-8")

    assert [verb for verb in VERBS if f"`{verb} " not in told and f"`{verb}`" not in told] == []
