"""Getting back what was: a damaged file, an earlier version, a copy, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from app.domain.edits import revise
from app.domain.engagement import Client
from app.domain.people import Position
from app.shell.earlier import EarlierVersions
from app.shell.window import Window
from app.stages.foundation import actions, queries
from app.store import backups, opening
from app.ui import dialogs
from app.ui.asking import NewSecret, Secret

PHRASE = "lantern orchard seven violet"


def begin(window: Window, path: Path, phrase: str = "") -> None:
    """Make an engagement with one client, open it twice, so that a backup holds the client."""
    dialogs.answers.give("save_file", path)
    dialogs.answers.give("new_passphrase", NewSecret(phrase))
    window.new_engagement()
    assert window.desk is not None
    window.desk.do(actions.ensure_client, "Northmere")
    window.close_engagement()
    if phrase:
        dialogs.answers.give("passphrase", Secret(phrase))
    window.open_path(path)


def client_of(window: Window) -> str:
    assert window.desk is not None
    facts = window.desk.read(queries.client_facts)
    return facts.name if facts else ""


def view_of(window: Window) -> EarlierVersions:
    window.show_earlier()
    assert window.workbench is not None
    (found,) = window.workbench.findChildren(EarlierVersions)
    assert found.isVisible()
    return found


@pytest.mark.parametrize("phrase", ["", PHRASE])
@pytest.mark.parametrize("left", [8192, 5000, 20, 0])
def test_a_cut_file_is_brought_back_from_its_backup_with_two_clicks(
    window: Window, tmp_path: Path, phrase: str, left: int
):
    path, target = tmp_path / "northmere.bgreat", tmp_path / "again.bgreat"
    begin(window, path, phrase)
    window.close_engagement()
    whole = path.read_bytes()
    path.write_bytes(whole[:left])
    if phrase and left == 8192:
        dialogs.answers.give("passphrase", Secret(phrase))
    taken: list[tuple[str, ...]] = []

    def choose(*_args: object, steps: tuple[str, ...] = ()) -> str | None:
        taken.append(steps)
        return steps[0] if steps else None

    dialogs.answers.give("save_file", target)
    if phrase and left != 8192:  # what it was opened with is not asked for again
        dialogs.answers.give("passphrase", Secret("not this one"))
        dialogs.answers.give("passphrase", Secret(phrase))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialogs, "trouble", choose)
        window.open_path(path)

    assert taken[0][0].startswith("Restore the version of")
    assert client_of(window) == "Northmere"
    assert window.desk is not None
    assert window.desk.file.path == target
    assert path.read_bytes() == whole[:left]


def test_a_strange_file_has_nothing_to_restore(window: Window, tmp_path: Path):
    path = tmp_path / "letter.bgreat"
    path.write_text("Dear Greta")
    dialogs.answers.give("trouble", None)

    window.open_path(path)

    assert window.desk is None


@pytest.mark.parametrize("phrase", ["", PHRASE])
def test_an_earlier_version_becomes_a_file_of_its_own(window: Window, tmp_path: Path, phrase: str):
    path, target = tmp_path / "northmere.bgreat", tmp_path / "earlier.bgreat"
    begin(window, path, phrase)
    assert window.desk is not None
    client = window.desk.read(lambda session: session.exec(select(Client.id)).one())
    window.desk.do(revise, Client, client, "name", "Southmere", label="edit name")
    view = view_of(window)
    assert view.versions.records.rows[0].since == "1 change"

    dialogs.answers.give("save_file", target)
    view.restore.click()

    assert client_of(window) == "Northmere"
    assert window.desk.file.path == target
    assert window.desk.file.is_protected == bool(phrase)
    window.close_engagement()
    if phrase:
        dialogs.answers.give("passphrase", Secret(phrase))
    window.open_path(path)
    assert client_of(window) == "Southmere"


def test_a_version_can_be_kept_at_any_time(window: Window, tmp_path: Path):
    begin(window, tmp_path / "northmere.bgreat")
    view = view_of(window)
    assert window.desk is not None
    before = len(backups.list_for(window.desk.file.uuid))

    window.desk.do(actions.add_position, "Welder")
    view._keep()

    found = backups.list_for(window.desk.file.uuid)
    assert len(found) == before + 1
    assert found[0].reason == "by-hand"
    assert len(view.versions.records.rows) == len(found)
    assert "on your wish" in [row.reason for row in view.versions.records.rows]
    view.left.emit()
    assert view_of(window) is view


def test_a_copy_is_worked_in_from_then_on(window: Window, tmp_path: Path):
    path, copy = tmp_path / "northmere.bgreat", tmp_path / "copy.bgreat"
    begin(window, path)
    dialogs.answers.give("save_file", copy)

    window.save_copy()
    assert window.desk is not None
    window.desk.do(actions.add_position, "Welder")
    window.close_engagement()

    assert [Path(recent.path) for recent in window.settings.recent] == [copy, path]
    assert window.notices.latest is None
    window.open_path(path)
    assert window.desk.read(lambda session: session.exec(select(Position)).all()) == []


def test_a_file_that_may_only_be_read_says_so_and_offers_a_copy(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, copy = tmp_path / "northmere.bgreat", tmp_path / "mine.bgreat"
    begin(window, path)
    window.close_engagement()
    path.chmod(0o444)
    # Some users, such as root, may write into what is set to be read only.
    monkeypatch.setattr(opening, "_may_write", lambda asked: asked != path)

    window.open_path(path)

    assert "(Read-only)" in window.windowTitle()
    assert window.desk is not None
    notice = window.desk.notices.latest
    assert notice is not None
    assert "not changed" in notice.text
    dialogs.answers.give("save_file", copy)
    notice.commands[0][1]()
    assert window.desk.file.path == copy
    assert not window.desk.file.is_read_only


def test_a_sitting_that_ended_in_the_middle_is_told_once(window: Window, tmp_path: Path):
    path = tmp_path / "northmere.bgreat"
    begin(window, path)
    assert window.desk is not None
    torn = tmp_path / "torn.bgreat"
    window.desk.file.save_copy(torn)
    window.close_engagement()

    window.open_path(torn)
    assert window.desk.notices.latest is not None
    assert "ended in the middle" in window.desk.notices.latest.text
    window.close_engagement()
    window.open_path(torn)

    assert window.desk.notices.current == ()
