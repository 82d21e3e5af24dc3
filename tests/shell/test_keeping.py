"""What keeps an engagement safe: the recovery sheet, earlier versions, and what is said in time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.shell.keeping import away_from
from app.shell.window import Window
from app.stages.foundation import actions, queries
from app.store import schema
from app.store.connection import connect
from app.store.keys import Key
from app.store.opening import key_of
from app.store.recovery import lines_of
from app.ui import dialogs
from app.verbs.versions import Version, versions

PHRASE = "lantern orchard seven violet"
Begin = Callable[..., None]
Said = Callable[[], str]


def asked(kind: str) -> list[tuple[str, ...]]:
    return [one.words for one in dialogs.answers.asked if one.kind == kind]


# -------------------------------------------------------------------- the recovery sheet


def test_a_new_protected_file_offers_its_sheet_and_the_sheet_holds_the_key(
    window: Window, begin: Begin, said: Said, tmp_path: Path
):
    begin(tmp_path / "northmere.bgreat", PHRASE)
    assert "lock it away" in said()
    offer = next(notice for notice in window.notices.current if notice.commands)
    target = tmp_path / "sheet.pdf"

    dialogs.answers.give("show_paper", "save")
    dialogs.answers.give("save_file", target)
    offer.commands[0][1]()

    pages = PdfReader(target).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    assert window.desk is not None
    for line in lines_of(window.desk.file.raw_key()):
        for group in line.groups:
            assert group in text
    assert "northmere.bgreat" in text
    assert "Open with recovery sheet" in text
    assert asked("show_paper")[0][1] == "Recovery sheet northmere.pdf"


def test_the_sheet_is_never_proposed_beside_the_file(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    documents = tmp_path / "Documents"
    documents.mkdir()

    assert away_from(tmp_path / "northmere.bgreat") == documents
    assert away_from(documents / "northmere.bgreat") != documents


def test_an_unprotected_file_has_no_sheet(window: Window, begin: Begin, said: Said, tmp_path: Path):
    begin(tmp_path / "northmere.bgreat")

    assert "lock it away" not in said()
    assert not window.menus.sheet.isEnabled()
    assert not window.menus.forget.isEnabled()


# -------------------------------------------------------------------- earlier versions


def listed(window: Window) -> tuple[Version, ...]:
    assert window.desk is not None
    file = window.desk.file
    return versions(file.uuid, Key.raw(file.raw_key()))


def test_what_a_version_holds_is_counted(window: Window):
    window.open_sample()

    assert "people" in listed(window)[0].holds
    assert "positions" in listed(window)[0].holds


def test_a_version_that_is_not_whole_is_not_listed(window: Window, begin: Begin, tmp_path: Path):
    begin(tmp_path / "northmere.bgreat")
    assert window.desk is not None
    window.desk.do(actions.ensure_client, "Northmere")
    newest = window.desk.file.back_up("by-hand")
    assert [version.changes for version in listed(window)] == [1, 0]
    content = bytearray(newest.path.read_bytes())
    content[len(content) // 2] ^= 0x10
    newest.path.write_bytes(content)

    assert [version.changes for version in listed(window)] == [0]


# ---------------------------------------------------------------------- what is so now


def sitting(path: Path, **told: object) -> None:
    """Change the note of who had a closed file open last."""
    raw = connect(path, key_of(path, Key.published()))
    note = json.loads(schema.note(raw, "last_session"))
    schema.set_note(raw, "last_session", json.dumps({**note, **told}))
    raw.close()


def test_a_file_that_may_be_open_on_another_computer_is_said(
    window: Window, begin: Begin, said: Said, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    window.close_engagement()
    sitting(path, closed=None, host="ANNA-PC")

    window.open_path(path)

    assert "opened on the computer “ANNA-PC” and not closed there" in said()


# ------------------------------------------------------------------- the state of saving


def test_the_state_of_saving_follows_what_was_written(
    window: Window, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    assert window._state.text() == "Saved · not protected by a passphrase"

    assert window.desk is not None
    window.desk.do(actions.ensure_client, "Northmere")

    assert window._saved_at is not None
    first = window._saved_at
    assert window._state.text().startswith(f"Saved {first:%H:%M}")
    with pytest.raises(RuntimeError), window.desk.file.work("break off"):
        raise RuntimeError
    assert window._saved_at == first
    window.undo()
    assert window._saved_at > first
    window.close_engagement()
    assert window._state.text() == ""
    window.open_path(path)
    assert window._saved_at is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of files")
def test_what_could_not_be_written_is_not_said_to_be_saved(
    window: Window, begin: Begin, tmp_path: Path
):
    import resource

    path = tmp_path / "northmere.bgreat"
    begin(path)
    assert window.desk is not None
    before = window._state.text()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        dialogs.answers.give("trouble", None)
        assert not window.desk.succeeds(actions.ensure_client, "Northmere")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert "This change was not kept" in asked("trouble")[0][0]
    assert window._state.text() == before
    assert window._saved_at is None
    assert window.desk.succeeds(actions.ensure_client, "Northmere")
    assert window._saved_at is not None


def test_the_notices_of_one_engagement_do_not_stand_over_the_next(
    window: Window, begin: Begin, said: Said, tmp_path: Path
):
    begin(tmp_path / "one.bgreat", PHRASE)
    assert said()

    window.close_engagement()

    assert said() == ""


def test_undo_in_a_notice_reaches_only_the_engagement_that_is_open(
    window: Window, begin: Begin, tmp_path: Path
):
    begin(tmp_path / "one.bgreat")
    first = window.desk
    begin(tmp_path / "two.bgreat")
    assert window.desk is not None
    window.desk.do(actions.ensure_client, "Northmere", notice="Client entered")

    window.notices.undo(window.notices.current[-1])

    assert window.desk is not first
    assert window.desk.read(queries.client_facts) is None
