"""What the pages for contributors promise: links that lead somewhere, decisions of one shape."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import ROOT, kept_files

PAGES = [
    name for name in kept_files() if name.endswith(".md") and not name.startswith("resources/")
]
DECISIONS = [name for name in PAGES if re.match(r"docs/decisions/\d{4}-", name)]
PARTS = ["Problem", "Choice", "Why not the others", "What would make us change our mind"]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)

    lost = [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]

    assert not lost


@pytest.mark.parametrize("page", DECISIONS)
def test_every_decision_answers_the_same_four_questions(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    assert page.rsplit("/", 1)[1] in (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")


def test_the_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.rsplit("/", 1)[1][:4]) for page in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_pages_name_only_modules_that_exist() -> None:
    lost = []
    for page in ("docs/architecture.md", "docs/one-click.md", "docs/first-hour.md"):
        for path in re.findall(
            r"`(app/[\w/]+(?:\.py|/)?)`", (ROOT / page).read_text(encoding="utf-8")
        ):
            module = ROOT / path
            if not module.exists() and not module.with_suffix("").is_dir():
                lost.append(f"{page}: {path}")

    assert not lost
