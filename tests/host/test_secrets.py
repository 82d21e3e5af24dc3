"""Secrets: a key is remembered by a keyring that can be trusted, or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Event

import keyring
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend

from app.host import secrets
from tests.house.tree import ROOT

KEY = "0123456789abcdef" * 6


class Ring(KeyringBackend):
    """A keyring in memory that can be made to misbehave."""

    priority = 1.0  # type: ignore[assignment]  # keyring's own is a class property

    def __init__(self, *, loses: bool = False, breaks: bool = False, garbles: bool = False):
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.loses, self.breaks, self.garbles = loses, breaks, garbles

    def get_password(self, service: str, username: str) -> str | None:
        self._may_break()
        found = self.kept.get((service, username))
        return found[:-1] if found and self.garbles else found

    def set_password(self, service: str, username: str, password: str) -> None:
        self._may_break()
        if not self.loses:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._may_break()
        del self.kept[service, username]

    def _may_break(self) -> None:
        if self.breaks:
            raise RuntimeError(KEY)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch):
    """Return how to make a keyring the system's own."""

    def use(ring: KeyringBackend, *, trusted: bool = True) -> KeyringBackend:
        monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
        if trusted:
            monkeypatch.setattr(secrets, "_ALLOWED", (type(ring).__module__,))
        return ring

    return use


def test_a_key_is_remembered_and_forgotten(use):
    use(Ring())

    assert secrets.can_remember()
    assert secrets.recall("u-1") is None
    assert secrets.remember("u-1", KEY)
    assert secrets.recall("u-1") == KEY
    assert secrets.recall("u-2") is None
    assert secrets.forget("u-1")
    assert secrets.forget("u-1")
    assert secrets.recall("u-1") is None


@pytest.mark.parametrize("fault", ["loses", "breaks", "garbles"])
def test_a_keyring_that_misbehaves_is_not_believed(use, fault: str):
    use(Ring(**{fault: True}))

    assert not secrets.remember("u-1", KEY)
    assert secrets.recall("u-1") is None


def test_a_keyring_that_breaks_has_not_forgotten(use):
    use(Ring(breaks=True))

    assert not secrets.forget("u-1")


def test_a_keyring_nobody_knows_gets_no_key(use):
    """As one that keeps everything in a plain file."""
    ring = use(Ring(), trusted=False)

    assert not secrets.can_remember()
    assert not secrets.remember("u-1", KEY)
    assert secrets.recall("u-1") is None
    assert not secrets.forget("u-1")
    assert ring.kept == {}


def test_a_keyring_that_swallows_everything_gets_no_key(use):
    use(keyring.backends.null.Keyring(), trusted=False)

    assert not secrets.remember("u-1", KEY)


def test_of_several_keyrings_a_known_one_is_taken(use, monkeypatch: pytest.MonkeyPatch):
    class Several(Ring):
        backends = (keyring.backends.null.Keyring(), Ring())

    use(Several(), trusted=False)
    monkeypatch.setattr(secrets, "_ALLOWED", (Ring.__module__,))

    assert secrets.remember("u-1", KEY)


def test_without_a_keyring_nothing_is_remembered():
    assert not secrets.can_remember()
    assert not secrets.remember("u-1", KEY)


def test_only_a_key_is_remembered(use):
    use(Ring())

    with pytest.raises(ValueError, match="96"):
        secrets.remember("u-1", "my passphrase")


def test_what_a_keyring_says_is_not_logged(use, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    use(Ring(breaks=True))

    secrets.remember("u-1", KEY)

    assert caplog.records
    assert KEY not in caplog.text


def test_what_is_known_of_a_key_is_looked_up_at_once(use):
    use(Ring())
    secrets.remember("u-1", KEY)

    assert secrets.look_up("u-1") == secrets.Remembered(is_possible=True, key=KEY)
    assert secrets.look_up("u-2") == secrets.Remembered(is_possible=True)
    assert secrets.look_up("") == secrets.Remembered(is_possible=True)
    assert KEY not in repr(secrets.look_up("u-1"))


def test_without_a_keyring_nothing_is_looked_up():
    assert secrets.look_up("u-1") == secrets.Remembered()


def test_a_keyring_that_does_not_answer_is_not_waited_for(use):
    release = Event()

    class Silent(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            release.wait(30)
            return None

    use(Silent())
    try:
        found = secrets.within(0.05, secrets.Remembered(), secrets.look_up, "u-1")
    finally:
        release.set()

    assert found == secrets.Remembered()


def test_a_keyring_that_answers_in_time_is_heard(use):
    use(Ring())
    assert secrets.within(30, False, secrets.remember, "u-1", KEY)

    assert secrets.within(30, None, secrets.recall, "u-1") == KEY


def test_the_keyring_is_only_loaded_when_it_is_asked():
    script = "import sys, app.host.secrets; print('keyring' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


REAL = """
import sys
from pathlib import Path
from app.host import secrets
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.store.library import LIBRARY
path = Path(sys.argv[1])
with EngagementFile.create(path, Key.passphrase("six words"), metadata=LIBRARY) as file:
    uuid, digits = file.uuid, file.raw_key()
assert secrets.can_remember(), "no keyring"
assert secrets.remember(uuid, digits), "not remembered"
with EngagementFile.open(path, Key.raw(secrets.recall(uuid)), metadata=LIBRARY) as file:
    assert file.is_protected
    assert file.uuid == uuid
assert secrets.forget(uuid), "not forgotten"
assert secrets.recall(uuid) is None
print("kept and forgotten", digits)
"""


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="no Secret Service on this computer: install gnome-keyring and dbus",
)
def test_a_real_secret_service_keeps_the_key_and_no_plain_file_does(tmp_path: Path):
    """In a session and a home of its own, so that nobody's keyring is touched."""
    home = tmp_path / "home"
    home.mkdir()
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    keep = {
        name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ
    }
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            "printf 'login' | gnome-keyring-daemon --unlock --components=secrets >/dev/null "
            '&& exec "$0" -c "$1" "$2"',
            sys.executable,
            REAL,
            str(home / "northmere.bgreat"),
        ],
        cwd=ROOT,
        env={
            **keep,
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_RUNTIME_DIR": str(runtime),
            "BECOMING_GREAT_HOME": str(home / "ours"),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("kept and forgotten")
    digits = done.stdout.split()[-1]
    for file in home.rglob("*"):
        if file.is_file():
            assert digits.encode() not in file.read_bytes()
            assert bytes.fromhex(digits[:64]) not in file.read_bytes()
