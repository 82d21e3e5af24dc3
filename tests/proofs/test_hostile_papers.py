"""What was written as it should not be stands on paper as characters, and sets nothing in motion.

Every field of every stage holds the same text, which means something to many a machine. Then every
paper about everybody is set, and the binders with them, and read again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from app.deliverables.pdf import render
from app.host.paths import resource
from app.stages import STAGES
from app.ui import dialogs
from app.verbs.deliver import all_deliverables, paper
from tests.house.tree import ROOT
from tests.proofs.hostile import TOGETHER, kept
from tests.proofs.places import chapters, open_everything, text_rows
from tests.proofs.test_hostile_fields import paste, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.desk import Desk
    from app.verbs.deliver import Paper

FORBIDDEN = (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/SubmitForm")
PRINTED = ("<b>x</b>", '<img src="/etc/passwd">', "{{7*7}}", "=1+1", "&amp;", "%s", "{0}", "';--")
"""What is compared as it stands; the rest, which lines on paper turn around, as characters."""

_watched: list[str] | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note what the interpreter is asked for while papers are set."""
    if _watched is None:
        return
    if event == "open" and isinstance(arguments[0], str | bytes):
        name = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode()
        if not name.startswith((str(ROOT), sys.prefix, sys.base_prefix, str(resource()))):
            _watched.append(f"open {name}")
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
        _watched.append(event)


sys.addaudithook(_watch)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return what was reached for while papers were set."""
    seen: list[str] = []
    monkeypatch.setattr(sys.modules[__name__], "_watched", seen)
    yield seen
    monkeypatch.setattr(sys.modules[__name__], "_watched", None)


def write_everywhere(qtbot: QtBot, desk: Desk) -> int:
    """Write the text into every field that takes it, of what is there and of what is begun."""
    taken = 0
    dialogs.answers.script()
    for stage in STAGES:
        page = shown(qtbot, desk, stage)
        for begins in (False, True):
            if begins:
                open_everything(page)
            for _ in chapters(page):
                for place in range(len(text_rows(page))):
                    rows = text_rows(page)
                    row = rows[min(place, len(rows) - 1)]
                    before = row.editor.read()
                    paste(qtbot, row, TOGETHER)
                    taken += not row.error_text
                    if row.error_text:
                        row.tell("")
                        row.editor.show(before)
        page.hide()
    dialogs.answers.release()
    return taken


def papers(desk: Desk) -> Iterator[tuple[str, Paper]]:
    """Return every paper about everyone."""
    for one in all_deliverables():
        for subject in desk.read(one.subjects) if one.subjects else (None,):
            yield one.key, desk.read(paper, one, subject)


@pytest.mark.slow
def test_every_paper_shows_the_characters_and_reads_nothing(
    qtbot: QtBot, sample_desk: Desk, watched: list[str]
) -> None:
    assert write_everywhere(qtbot, sample_desk) > 60
    made = list(papers(sample_desk))
    for _, one in made[:1]:
        render(one.document, one.letterhead)
    watched.clear()

    printed: Counter[str] = Counter()
    for key, one in made:
        pdf = render(one.document, one.letterhead)
        read = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
        assert "root:" not in read, key
        for word in FORBIDDEN:
            assert word not in pdf, (key, word)
        if kept(TOGETHER) in one.document.outline():
            printed[key] += 1
            missing = set(squeezed(kept(TOGETHER))) - set(read)
            assert not missing, (key, one.name, missing)
            for piece in PRINTED:
                assert piece.replace(" ", "") in squeezed(read), (key, piece)

    assert watched == []
    assert len(printed) >= 4, printed


def squeezed(text: str) -> str:
    """Return a text without its blanks, which lines on paper change."""
    return "".join(text.split())
