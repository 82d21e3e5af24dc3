"""Logs and reports: enough to mend a fault, nothing that anybody wrote about anybody."""

from __future__ import annotations

import logging
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from app.domain.errors import FileTrouble
from app.host import crashes, logs
from app.host.paths import crash_folder, log_folder
from app.store.engagement_file import EngagementFile
from app.store.keys import Key
from tests.house.tree import ROOT
from tests.store.library import LIBRARY, SLOT, Shelf, add_shelf

NAME = "Wilhelmina Quartermaine"
PHRASE = "six words nobody else would say"


@pytest.fixture
def log():
    """The log, written down to the last detail."""
    path = logs.start(logging.DEBUG)
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    yield path
    root.setLevel(level)
    logging.getLogger("app").setLevel(logging.NOTSET)
    logs.stop()
    logging.raiseExceptions = True


def test_our_own_words_reach_the_log(log: Path):
    logging.getLogger("app.store").info("%d rows", 12)

    assert "INFO app.store: 12 rows" in log.read_text()


@pytest.mark.expect_log("value is")
def test_a_library_may_quote_a_row_so_only_its_origin_is_kept(log: Path):
    logging.getLogger("sqlalchemy.engine").warning("value is %r", NAME)

    text = log.read_text()
    assert "WARNING sqlalchemy.engine" in text
    assert "Wilhelmina" not in text


@pytest.mark.expect_log("It failed")
def test_an_exception_is_kept_as_type_and_place(log: Path):
    try:
        raise LookupError(NAME)
    except LookupError:
        logging.getLogger("app.store").exception("It failed")

    text = log.read_text()
    assert "builtins.LookupError" in text
    assert "test_logs_and_crashes.py" in text
    assert "Wilhelmina" not in text


def test_no_name_planted_in_a_file_reaches_a_log_or_a_report(
    log: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    path = tmp_path / f"{NAME}.bgreat"
    told: list[BaseException] = []

    with EngagementFile.create(path, Key.passphrase(PHRASE), metadata=LIBRARY, author=NAME) as file:
        shelf = add_shelf(file, NAME, note=NAME)
        told += _failures(file, shelf)
        file.undo()
        file.redo()
    for key in (Key.passphrase(f"{PHRASE} {NAME}"), Key.published()):
        with pytest.raises(FileTrouble) as refused:
            EngagementFile.open(path, key, metadata=LIBRARY)
        told.append(refused.value)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(FileTrouble) as refused:
        EngagementFile.open(path, Key.passphrase(PHRASE), metadata=LIBRARY)
    told.append(refused.value)
    for error in told:
        logging.getLogger("app").info("Trouble", exc_info=error)
        crashes.keep(crashes.report_of(error))

    assert len(told) == 6
    places = [*log_folder().rglob("*"), *crash_folder().rglob("*")]
    texts = [place.read_text(encoding="utf-8") for place in places if place.is_file()]
    texts += capfd.readouterr()
    assert any("sqlalchemy.exc.IntegrityError (SQLite" in text for text in texts), texts
    for text in texts:
        assert "Wilhelmina" not in text
        assert "Quartermaine" not in text
        assert PHRASE not in text


def _failures(file: EngagementFile, shelf: str) -> list[BaseException]:
    """Provoke what libraries say about a row: the file, the fields, and a bug."""
    told: list[BaseException] = []
    slots = [{"aisle": aisle, "number": 1, "mark": NAME} for aisle in "ab"]
    with pytest.raises(IntegrityError) as broken, file.work("Twice") as session:
        session.connection().execute(SLOT.insert(), slots)
    told.append(broken.value)
    with pytest.raises(ValidationError) as refused, file.work("Too long") as session:
        session.get_one(Shelf, shelf).name = NAME * 100
    told.append(refused.value)
    with pytest.raises(KeyError) as bug, file.work("Bug"):
        {}[NAME]
    told.append(bug.value)
    return told


def test_a_report_names_types_and_places_of_a_whole_chain():
    def inner() -> None:
        raise KeyError(NAME)

    def outer() -> None:
        try:
            inner()
        except KeyError as error:
            raise RuntimeError(NAME) from error

    with pytest.raises(RuntimeError) as told:
        outer()

    report = crashes.report_of(told.value)
    assert "builtins.RuntimeError" in report
    assert "builtins.KeyError" in report
    assert "inner" in report
    assert "Wilhelmina" not in report
    assert str(Path.home()) not in report


def test_only_the_newest_reports_are_kept():
    for number in range(crashes.KEPT + 3):
        assert crashes.keep(f"report {number}") is not None

    assert len(list(crash_folder().glob("crash-*.txt"))) == crashes.KEPT


def test_the_end_of_the_interpreter_leaves_a_trace_for_the_next_start(home: Path):
    script = "from app.host import crashes; crashes.start(); import os; os.abort()"
    with suppress(subprocess.CalledProcessError):
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)

    found = crashes.left_behind()

    assert len(found) == 1
    assert "Fatal Python error: Aborted" in found[0]
    assert crashes.left_behind() == ()
    assert len(list(crash_folder().glob("crash-*.txt"))) == 1


def test_a_proper_end_leaves_no_trace(home: Path):
    script = "from app.host import crashes; crashes.start(); crashes.stop()"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)

    assert list(crash_folder().iterdir()) == []


def test_looking_after_the_computer_needs_no_database_nor_qt():
    """These are loaded before the first picture; it should not wait for what it does not need."""
    script = (
        "import sys\n"
        "from app.host import crashes, language, logs, paths, secrets, settings\n"
        "settings.load_settings(); logs.start(); crashes.start()\n"
        "heavy = ('sqlmodel', 'sqlalchemy', 'pydantic', 'PySide6', 'keyring', 'sqlcipher3')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
