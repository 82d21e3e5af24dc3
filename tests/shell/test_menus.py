"""The menus: every letter and every key means one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from app.shell.window import Window

Begin = Callable[..., None]


def letters(texts: list[str]) -> list[str]:
    """Return the letters that are underlined in some texts."""
    found = (re.search(r"&([^&])", text.replace("&&", "")) for text in texts)
    return [letter[1].lower() for letter in found if letter]


def menus(window: Window) -> list[QMenu]:
    return window.menuBar().findChildren(QMenu)


@pytest.mark.parametrize("phrase", ["", "lantern orchard seven violet"])
def test_no_letter_means_two_commands_of_a_menu(
    window: Window, begin: Begin, tmp_path: Path, phrase: str
):
    begin(tmp_path / "northmere.bgreat", phrase)
    groups = [[action.text() for action in window.menuBar().actions()]]
    groups += [[one.text() for one in menu.actions() if one.isVisible()] for menu in menus(window)]

    assert len(groups) > 4
    for texts in groups:
        counted = Counter(letters(texts))
        assert [letter for letter, count in counted.items() if count > 1] == [], texts


def test_no_key_means_two_commands(window: Window, begin: Begin, tmp_path: Path):
    begin(tmp_path / "northmere.bgreat")
    keys = Counter(
        key.toString()
        for menu in menus(window)
        for action in menu.actions()
        for key in action.shortcuts()
    )

    assert keys
    assert [key for key, count in keys.items() if count > 1] == []


def test_without_an_engagement_nothing_is_offered_that_needs_one(window: Window):
    for action in (
        window.menus.close,
        window.menus.papers,
        window.menus.copy,
        window.menus.earlier,
        window.menus.sheet,
        window.menus.forget,
        window.menus.undo,
        window.menus.redo,
    ):
        assert not action.isEnabled(), action.text()
