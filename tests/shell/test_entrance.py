"""The way in: a remembered key, a passphrase, a recovery sheet, and a backup where all is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.shell.window import Window
from app.stages.foundation import actions, queries
from app.store import backups
from app.store.recovery import lines_of
from app.ui import asking, dialogs
from app.ui.asking import Secret
from app.ui.buttons import Button
from app.ui.labels import Hint
from tests.house.tree import ROOT
from tests.shell.keyrings import Ring, use

PHRASE = "lantern orchard seven violet"
Begin = Callable[..., None]
Said = Callable[[], str]


def uuid(window: Window) -> str:
    assert window.desk is not None
    return window.desk.file.uuid


def write_something(window: Window) -> None:
    """Enter the client's name."""
    assert window.desk is not None
    window.desk.do(actions.ensure_client, "Northmere")


def asked(kind: str) -> list[tuple[str, ...]]:
    return [one.words for one in dialogs.answers.asked if one.kind == kind]


# ------------------------------------------------------------------------------ the keyring


def test_a_remembered_file_opens_without_a_question(
    window: Window, begin: Begin, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ring = use(Ring(), monkeypatch)
    path = tmp_path / "secret.bgreat"
    begin(path, PHRASE, remember=True)
    assert ring.kept == {uuid(window): window.desk.file.raw_key()}  # type: ignore[union-attr] # it is open
    assert "remembers the key from now on" in said()
    window.close_engagement()

    window.open_path(path)

    assert window.desk is not None
    assert window.desk.file.is_protected
    assert asked("passphrase") == []


def test_a_file_is_remembered_when_its_passphrase_is_typed_with_the_tick(
    window: Window, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ring = use(Ring(), monkeypatch)
    path = tmp_path / "secret.bgreat"
    begin(path, PHRASE)
    window.close_engagement()
    assert ring.kept == {}

    dialogs.answers.give("passphrase", Secret("wrong", remember=True))
    dialogs.answers.give("passphrase", Secret(PHRASE, remember=True))
    window.open_path(path)

    assert list(ring.kept) == [uuid(window)]


def test_a_file_that_no_list_names_is_known_by_its_backups(
    window: Window, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    use(Ring(), monkeypatch)
    window.settings.keeps_recent = False
    path = tmp_path / "secret.bgreat"
    begin(path, PHRASE, remember=True)
    window.close_engagement()
    moved = path.rename(tmp_path / "moved.bgreat")

    window.open_path(moved)

    assert window.desk is not None
    assert asked("passphrase") == []


def test_a_wrong_remembered_key_is_forgotten_and_the_passphrase_asked(
    window: Window, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ring = use(Ring(), monkeypatch)
    path = tmp_path / "secret.bgreat"
    begin(path, PHRASE)
    ring.kept[uuid(window)] = "ab" * 48
    window.close_engagement()

    dialogs.answers.give("passphrase", Secret(PHRASE))
    window.open_path(path)

    assert window.desk is not None
    assert ring.kept == {}


def test_forgetting_on_this_computer_asks_again(
    window: Window, begin: Begin, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ring = use(Ring(), monkeypatch)
    path = tmp_path / "secret.bgreat"
    begin(path, PHRASE, remember=True)
    assert window.menus.forget.isEnabled()

    window.menus.forget.trigger()

    assert ring.kept == {}
    assert "Forgotten" in said()
    window.menus.forget.trigger()
    assert "does not remember" in said()
    window.close_engagement()
    assert not window.menus.forget.isEnabled()
    dialogs.answers.give("passphrase", Secret(PHRASE))
    window.open_path(path)
    assert window.desk is not None


def test_a_tick_beside_a_file_that_stays_shut_remembers_nothing(
    window: Window, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ring = use(Ring(), monkeypatch)
    path = tmp_path / "secret.bgreat"
    damaged(window, begin, path, PHRASE, cut_to_whole_pages)
    begin(tmp_path / "another.bgreat", PHRASE)

    dialogs.answers.give("passphrase", Secret(PHRASE, remember=True))
    dialogs.answers.give("trouble", None)
    window.open_path(path)

    assert ring.kept == {}


def test_a_keyring_that_loses_the_key_is_said_so(
    window: Window, begin: Begin, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    use(Ring(loses=True), monkeypatch)

    begin(tmp_path / "secret.bgreat", PHRASE, remember=True)

    assert "did not keep the key" in said()


@pytest.mark.parametrize("may_remember", [True, False])
def test_the_tick_stands_only_where_a_keyring_can_be_trusted(qapp: QApplication, may_remember):
    old = asking.Passphrase(None, "secret", is_wrong=False, may_remember=may_remember)
    new = asking.NewPassphrase(None, "secret", words=(), may_remember=may_remember)

    for dialog in (old, new):
        hints = [hint.text() for hint in dialog.findChildren(Hint)]
        assert any("no safe keyring" in hint for hint in hints) is not may_remember
        assert dialog._remember.isHidden() is not may_remember


def test_where_no_keyring_can_be_trusted_the_window_knows(window: Window):
    assert not window.keeping.can_remember()


# -------------------------------------------------------------------------- the sheet


def sheet_of(window: Window) -> list[str]:
    assert window.desk is not None
    return [line.text for line in lines_of(window.desk.file.raw_key())]


def test_a_recovery_sheet_opens_the_file_after_a_wrong_digit_was_named(
    window: Window, begin: Begin, tmp_path: Path
):
    path = tmp_path / "secret.bgreat"
    begin(path, PHRASE)
    lines = sheet_of(window)
    window.close_engagement()
    wrong = list(lines)
    wrong[3] = ("0" if lines[3][0] != "0" else "1") + lines[3][1:]

    dialogs.answers.give("passphrase", Secret("", by_sheet=True))
    dialogs.answers.give("sheet_key", "\n".join(wrong))
    dialogs.answers.give("passphrase", Secret("", by_sheet=True))
    dialogs.answers.give("sheet_key", "\n".join(lines))
    window.open_path(path)

    assert window.desk is not None
    assert window.desk.file.is_protected
    assert asked("sheet_key")[1] == ("Line 4 holds a wrong digit. Compare it with the sheet.",)


def test_the_sheet_of_another_file_is_told_from_a_wrong_digit(
    window: Window, begin: Begin, tmp_path: Path
):
    path = tmp_path / "secret.bgreat"
    begin(path, PHRASE)
    window.close_engagement()

    dialogs.answers.give("passphrase", Secret("", by_sheet=True))
    dialogs.answers.give("sheet_key", "\n".join(line.text for line in lines_of("ab" * 48)))
    dialogs.answers.give("trouble", None)
    dialogs.answers.give("passphrase", None)
    window.open_path(path)

    assert window.desk is None
    assert "sheet does not open the file" in asked("trouble")[0][0]


def test_the_dialog_of_the_passphrase_leads_to_the_sheet(qapp: QApplication):
    dialog = asking.Passphrase(None, "secret", is_wrong=False, may_remember=False)

    next(b for b in dialog.findChildren(Button) if "recovery sheet" in b.text()).click()

    assert dialog.result() == asking.Passphrase.DialogCode.Accepted
    assert dialog.secret() == Secret("", by_sheet=True)


# ------------------------------------------------------------------------------- backups


def damaged(window: Window, begin: Begin, path: Path, phrase: str, hurt: Callable[..., None]):
    """Make a file with something in it, and a backup of that; then hurt the file."""
    begin(path, phrase)
    write_something(window)
    assert window.desk is not None
    window.desk.file.back_up("open")
    window.close_engagement()
    hurt(path)


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 100)


def cut_to_whole_pages(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 8192 * 4096)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


@pytest.mark.parametrize("phrase", ["", PHRASE])
@pytest.mark.parametrize("hurt", [cut_off, cut_to_whole_pages, empty, flip])
def test_a_damaged_file_is_restored_as_a_new_one_in_two_clicks(
    window: Window, begin: Begin, tmp_path: Path, phrase: str, hurt: Callable[[Path], None]
):
    path = tmp_path / "northmere.bgreat"
    damaged(window, begin, path, phrase, hurt)
    before = path.read_bytes()
    target = tmp_path / "again.bgreat"

    dialogs.answers.give("trouble", 0)
    dialogs.answers.give("save_file", target)
    if phrase:
        dialogs.answers.give("passphrase", Secret(phrase))
    window.open_path(path)

    assert window.desk is not None
    assert window.desk.file.path == target.resolve()
    facts = window.desk.read(queries.client_facts)
    assert facts is not None
    assert facts.name == "Northmere"
    assert path.read_bytes() == before
    assert window.notices.current == ()
    assert "backup becomes a new file" in asked("trouble")[0][1]


def test_a_backup_that_is_damaged_too_is_passed_over(window: Window, begin: Begin, tmp_path: Path):
    path = tmp_path / "northmere.bgreat"
    damaged(window, begin, path, "", cut_off)
    newest = backups.list_for_damaged(path)[0]
    flip(newest.path)
    target = tmp_path / "again.bgreat"

    dialogs.answers.give("trouble", 0)
    dialogs.answers.give("save_file", target)
    window.open_path(path)

    assert window.desk is not None
    assert window.desk.read(queries.client_facts) is None
    assert "Nothing entered yet" in asked("trouble")[0][1]


def test_a_damaged_file_without_a_backup_is_said_plainly(
    window: Window, begin: Begin, home: Path, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    damaged(window, begin, path, "", cut_off)
    shutil.rmtree(home / "data" / "backups")

    dialogs.answers.give("trouble", None)
    window.open_path(path)

    assert window.desk is None
    assert "No backup of it on this computer can be read" in asked("trouble")[0][1]


# ----------------------------------------------------------------------- the second time


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_file_that_is_open_here_comes_to_the_front(
    window: Window, begin: Begin, said: Said, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    desk = window.desk

    window.open_path(tmp_path / "." / "northmere.bgreat")

    assert window.desk is desk
    assert "already open here" in said()


def test_a_file_that_another_program_holds_is_told_in_one_sentence(
    window: Window, begin: Begin, tmp_path: Path
):
    path = tmp_path / "northmere.bgreat"
    begin(path)
    window.close_engagement()
    script = (
        "import sys; from pathlib import Path; from app.shell import doors\n"
        "file = doors.open_file(Path(sys.argv[1]), doors.key_of(''), '')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        dialogs.answers.give("trouble", None)
        window.open_path(path)
        holder.communicate("")

    assert window.desk is None
    assert asked("trouble")[0][0] == "This engagement is already open elsewhere."


# ------------------------------------------------------------------- a real Secret Service

WALK = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.ui import dialogs
from app.host.settings import Settings
from app.shell.window import Window
from app.ui.asking import NewSecret, Secret
from app.ui.jobs import Jobs
app = QApplication([])
path = Path(sys.argv[1])
window = Window(Settings(), Jobs(inline=True))
window.show()
dialogs.answers.give("save_file", path)
dialogs.answers.give("new_passphrase", NewSecret("six words", remember=True))
window.new_engagement()
print([notice.text for notice in window.notices.current])
digits = window.desk.file.raw_key()
window.close_engagement()
window.open_path(path)
assert window.desk is not None, "the keyring did not open it"
window.menus.forget.trigger()
print([notice.text for notice in window.notices.current])
window.close_engagement()
dialogs.answers.give("passphrase", None)
window.open_path(path)
assert window.desk is None, "still remembered"
window.close()
print(digits)
"""


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="no Secret Service on this computer: install gnome-keyring and dbus",
)
def test_the_window_remembers_and_forgets_in_a_real_secret_service(tmp_path: Path):
    """In a session and a home of its own, so that nobody's keyring is touched."""
    home, runtime = tmp_path / "home", tmp_path / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    kept = ("PATH", "LANG", "LD_LIBRARY_PATH")
    unlock = "printf 'login' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    done = subprocess.run(
        [
            *("dbus-run-session", "--", "sh", "-c", f'{unlock} && exec "$0" -c "$1" "$2"'),
            *(sys.executable, WALK, str(home / "northmere.bgreat")),
        ],
        cwd=ROOT,
        env={
            **{name: os.environ[name] for name in kept if name in os.environ},
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_RUNTIME_DIR": str(runtime),
            "BECOMING_GREAT_HOME": str(home / "ours"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "remembers the key from now on" in done.stdout
    assert "Forgotten" in done.stdout
    digits = done.stdout.split()[-1]
    assert len(digits) == 96
    for file in home.rglob("*"):
        if file.is_file():
            assert digits.encode() not in file.read_bytes()
            assert bytes.fromhex(digits[:64]) not in file.read_bytes()
