"""What every test stands on: a home of its own, no network, no silent warnings, real files.

Nothing of ours is mocked. A test that needs an engagement gets a real one; a test that needs the
four verbs of a page gets a real desk whose jobs run at once.
"""

from __future__ import annotations

import os
import tempfile

# Before any import of Qt: without a screen and without this, Qt aborts the whole interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Before any import of ours: not even an import may look into the settings of whoever runs this.
os.environ["BECOMING_GREAT_HOME"] = tempfile.mkdtemp(prefix="becoming-great-tests-")
# No test may write into the keyring of whoever runs this. A test of the real Secret Service starts
# its own, in a process of its own, and says so there.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import atexit
import logging
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from app.store.engagement_file import EngagementFile
    from app.ui.desk import Desk

atexit.register(shutil.rmtree, os.environ["BECOMING_GREAT_HOME"], ignore_errors=True)

# A busy machine is slow, not wrong: how long anything takes is measured in benchmarks alone.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --accept` rewrite the golden texts; the difference is reviewed like code."""
    parser.addoption("--accept", action="store_true", help="rewrite golden texts that differ")


# ------------------------------------------------------------------------------- guards


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own home, so that no settings outlive it and none are found."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("BECOMING_GREAT_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_standing() -> Iterator[None]:
    """Let closed widgets go before the next test: a new look is put on all that still live."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QEvent
        from PySide6.QtWidgets import QApplication

        if QApplication.instance() is not None:
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection beyond this computer's own files and pipes.

    The attempt itself fails the test, even where the code under test swallows the refusal.
    """
    attempts: list[str] = []
    connect = socket.socket.connect

    def refuse(address: object) -> NoReturn:
        attempts.append(repr(address))
        raise OSError(f"tests have no network: {address!r}")

    def guarded(self: socket.socket, address: tuple[object, ...] | str) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            refuse(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: refuse(host))
    yield
    assert not attempts, f"this test reached for the network: {', '.join(attempts)}"


@pytest.fixture(autouse=True)
def _no_silent_warning(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail on a log line at WARNING or above, unless `expect_log` announced it.

    An announced line that never comes fails too: the test has then stopped testing it.
    """
    yield
    expected = [mark.args[0] for mark in request.node.iter_markers("expect_log")]
    spoken = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    surprises = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in spoken
        if not any(re.search(pattern, record.getMessage()) for pattern in expected)
    ]
    assert not surprises, "logged without being expected:\n" + "\n".join(surprises)
    for pattern in expected:
        assert any(re.search(pattern, record.getMessage()) for record in spoken), (
            f"expected a log line matching {pattern!r}; none came"
        )


@pytest.fixture(autouse=True)
def _no_open_work(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail when a test ends in the middle of a unit of work: the next edit would be lost in it."""
    from app.store.engagement_file import EngagementFile

    opened: list[EngagementFile] = []
    begin = EngagementFile.__init__

    def noted(self: EngagementFile, *args: Any, **kwargs: Any) -> None:
        opened.append(self)
        begin(self, *args, **kwargs)

    monkeypatch.setattr(EngagementFile, "__init__", noted)
    yield
    assert not [file for file in opened if file.is_working], "a unit of work was left open"


# ------------------------------------------------------------------------------ fixtures


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Give the application its own typefaces: elsewhere every measurement would differ."""
    from app.ui import fonts, theme

    fonts.register()
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture
def scripted() -> Iterator[None]:
    """Questions are answered beforehand, and every answer that is given is asked for."""
    from app.ui import dialogs

    dialogs.answers.script()
    yield
    assert not dialogs.answers.left_over
    dialogs.answers.release()


@pytest.fixture
def engagement() -> Iterator[EngagementFile]:
    """An empty engagement, held in memory, with every table of every stage."""
    import app.stages  # noqa: F401 - its tables register themselves
    from app.store.engagement_file import EngagementFile

    file = EngagementFile.in_memory(author="A Consultant")
    yield file
    file.close()


@pytest.fixture
def desk(engagement: EngagementFile, make_desk: Callable[[EngagementFile], Desk]) -> Desk:
    """A desk over an empty engagement; its jobs run at once."""
    return make_desk(engagement)


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample client as a file, built once; read it, or copy it to change it."""
    import app.stages  # noqa: F401 - its tables register themselves
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from app.verbs.sample import build_sample

    path = tmp_path_factory.mktemp("sample") / "northmere.bgreat"
    file = EngagementFile.create(path, Key.published(), author="A Consultant")
    build_sample(file)
    file.close()
    return path


@pytest.fixture
def sample(sample_path: Path, tmp_path: Path) -> Iterator[EngagementFile]:
    """The sample client, opened from a copy of its own: change it freely."""
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key

    copy = tmp_path / sample_path.name
    shutil.copyfile(sample_path, copy)
    file = EngagementFile.open(copy, Key.published(), author="A Consultant")
    yield file
    file.close()


@pytest.fixture
def sample_desk(sample: EngagementFile, make_desk: Callable[[EngagementFile], Desk]) -> Desk:
    """A desk over the sample client; its jobs run at once."""
    return make_desk(sample)


@pytest.fixture
def make_desk(qapp: QApplication) -> Callable[[EngagementFile], Desk]:
    """Make a desk over a file as the program does, but with jobs that run at once."""
    from app.stages import STAGES
    from app.ui.desk import Desk
    from app.ui.jobs import Jobs
    from app.ui.notices import Notices

    answers: dict[Any, list[Any]] = {}
    for stage in STAGES:
        for moment, action in stage.answers.items():
            answers.setdefault(moment, []).append(action)

    def make(file: EngagementFile) -> Desk:
        return Desk(file, Jobs(inline=True), Notices(), answers)

    return make


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the one kept under tests/golden; `--accept` keeps the new one."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        text = text.rstrip("\n") + "\n"
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.is_file(), f"no golden text {name} yet: look at the new one, then --accept it"
        assert text == path.read_text(encoding="utf-8")

    return compare
