"""The only place that asks a modal question: a file, a passphrase, or what cannot be undone.

Everything else happens at once and offers Undo. Tests answer through `answers`, so that no test
ever waits in front of a dialog.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog

from app.host.language import tr
from app.ui.asking import (
    Confirming,
    NewPassphrase,
    NewSecret,
    Passphrase,
    Pin,
    Reading,
    Secret,
    Text,
)
from app.ui.asking import Trouble as _Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

__all__ = [
    "NewSecret",
    "Secret",
    "answers",
    "ask_pin",
    "ask_text",
    "choose_folder",
    "confirm_irreversible",
    "new_passphrase",
    "open_file",
    "open_files",
    "passphrase",
    "print_setup",
    "read_text",
    "save_file",
    "sheet_key",
    "show_paper",
    "trouble",
]

Kinds = tuple[tuple[str, str], ...]

ENDING = ".bgreat"
"""How the name of an engagement file ends."""

ENGAGEMENTS: Kinds = (("Becoming Great! engagement", f"*{ENDING}"),)
PDF: Kinds = (("PDF", "*.pdf"),)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put: its kind, and the words of it."""

    kind: str
    words: tuple[str, ...]


class Answers:
    """Answers given beforehand. Once scripted, an unexpected question is an error."""

    def __init__(self) -> None:
        self.is_scripted = False
        self.asked: list[Asked] = []
        self._given: dict[str, deque[Any]] = defaultdict(deque)

    def script(self) -> None:
        """Forget everything and answer from now on; for tests, which must never wait."""
        self.is_scripted = True
        self.asked.clear()
        self._given.clear()

    def release(self) -> None:
        """Let people answer again."""
        self.is_scripted = False
        self.asked.clear()
        self._given.clear()

    def give(self, kind: str, answer: object) -> None:
        """Answer the next question of a kind: the name of the function that asks it."""
        self.is_scripted = True
        self._given[kind].append(answer)

    @property
    def left_over(self) -> tuple[str, ...]:
        """The kinds of answers that nobody asked for."""
        return tuple(kind for kind, queue in self._given.items() if queue)

    def take(self, kind: str, *words: str) -> Any:  # noqa: ANN401 - each question has its own
        """Return the next answer.

        Raises:
            AssertionError: when a test did not expect this question.
        """
        self.asked.append(Asked(kind, words))
        if not self._given[kind]:
            raise AssertionError(f"Nobody answers {kind}: {' '.join(words)}")
        return self._given[kind].popleft()


answers = Answers()


class Typed:
    """What was typed into a question, kept until it is known that it was taken."""

    def __init__(self) -> None:
        self._last = ("", "")
        self._refused: dict[str, str] = {}

    def note(self, question: str, text: str) -> str | None:
        """Note an answer and return it; None where nothing was typed."""
        self._last = (question, text)
        return text or None

    def refuse(self) -> None:
        """Keep the last answer for the next time it is asked: what it was for was refused."""
        question, text = self._last
        if text:
            self._refused[question] = text
        self._last = ("", "")

    def take(self) -> None:
        """Let go of the last answer: what it was for was done."""
        self._last = ("", "")

    def before(self, question: str) -> str:
        """Return what was refused the last time a question was asked, once."""
        return self._refused.pop(question, "")


typed = Typed()


def open_file(
    parent: QWidget | None, title: str, *, kinds: Kinds = ENGAGEMENTS, folder: Path | None = None
) -> Path | None:
    """Ask which file to open; None when the user changed her mind."""
    if answers.is_scripted:
        return _path(answers.take("open_file", title))
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, _start(folder), _filters(kinds))
    return Path(chosen) if chosen else None


def open_files(
    parent: QWidget | None, title: str, *, kinds: Kinds, folder: Path | None = None
) -> tuple[Path, ...]:
    """Ask which files to open, one or several; none when the user changed her mind."""
    if answers.is_scripted:
        given = answers.take("open_files", title) or ()
        return tuple(Path(str(one)) for one in given)
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, _start(folder), _filters(kinds))
    return tuple(Path(one) for one in chosen)


def save_file(
    parent: QWidget | None,
    title: str,
    *,
    name: str,
    kinds: Kinds = PDF,
    folder: Path | None = None,
) -> Path | None:
    """Ask where to write a file; asks again before replacing one. None when not at all."""
    if answers.is_scripted:
        return _path(answers.take("save_file", title, name))
    start = str((folder or Path(QDir.homePath())) / name)
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, start, _filters(kinds))
    if not chosen:
        return None
    ending = kinds[0][1].removeprefix("*")
    path = Path(chosen)
    return path if path.suffix else path.with_name(path.name + ending)


def choose_folder(parent: QWidget | None, title: str, *, folder: Path | None = None) -> Path | None:
    """Ask for a folder; None when the user changed her mind."""
    if answers.is_scripted:
        return _path(answers.take("choose_folder", title))
    chosen = QFileDialog.getExistingDirectory(parent, title, _start(folder))
    return Path(chosen) if chosen else None


def passphrase(
    parent: QWidget | None, name: str, *, is_wrong: bool = False, may_remember: bool = True
) -> Secret | None:
    """Ask for the passphrase of a file; None when the user gave up.

    Args:
        parent: the window it belongs to.
        name: the file's name, so that the user knows which passphrase.
        is_wrong: say that the last one did not open it.
        may_remember: offer to keep the key in the computer's keyring.
    """
    if answers.is_scripted:
        return _secret(answers.take("passphrase", name))
    dialog = Passphrase(parent, name, is_wrong=is_wrong, may_remember=may_remember)
    return dialog.secret() if _run(dialog) else None


def new_passphrase(
    parent: QWidget | None, name: str, *, words: Sequence[str] = (), may_remember: bool = True
) -> NewSecret | None:
    """Ask how a new file is to be protected; None when the user gave up.

    Args:
        parent: the window it belongs to.
        name: the file's or the client's name.
        words: what must not count as strong, such as the names of client and consultant.
        may_remember: offer to keep the key in the computer's keyring.
    """
    if answers.is_scripted:
        given = answers.take("new_passphrase", name)
        return NewSecret(given) if isinstance(given, str) else given
    dialog = NewPassphrase(parent, name, words=tuple(words), may_remember=may_remember)
    return dialog.secret() if _run(dialog) else None


def ask_pin(
    parent: QWidget | None, name: str, *, is_new: bool = False, is_wrong: bool = False
) -> str | None:
    """Ask somebody for the own PIN; None when they gave up, empty for none in a new one.

    Args:
        parent: the window it belongs to.
        name: whose PIN.
        is_new: whether one is chosen now; it may be left out.
        is_wrong: whether another one was given before.
    """
    if answers.is_scripted:
        given = answers.take("ask_pin", name)
        return None if given is None else str(given)
    dialog = Pin(parent, name, is_new=is_new, is_wrong=is_wrong)
    return dialog.pin() if _run(dialog) else None


def confirm_irreversible(
    parent: QWidget | None, question: str, consequence: str, verb: str, *, typed: str = ""
) -> bool:
    """Ask before something that no Undo brings back.

    Args:
        parent: the window it belongs to.
        question: what is about to happen, as a question.
        consequence: what will be gone.
        verb: the word on the button, never "OK".
        typed: a word the user has to type first, for the gravest.
    """
    if answers.is_scripted:
        return bool(answers.take("confirm_irreversible", question, consequence))
    return _run(Confirming(parent, question, consequence, verb, typed=typed))


def ask_text(
    parent: QWidget | None, question: str, *, text: str = "", hint: str = "", verb: str = ""
) -> str | None:
    """Ask for one line, such as a name; None when nothing was given.

    What was given last time and then refused stands in the field again: nobody types it twice.
    """
    before = typed.before(question)
    if answers.is_scripted:
        given = answers.take("ask_text", question, *([before] if before else []))
        return typed.note(question, "" if given is None else str(given))
    dialog = Text(parent, question, text=text or before, hint=hint, verb=verb or tr("Add"))
    return typed.note(question, dialog.text() if _run(dialog) else "")


def trouble(
    parent: QWidget | None, text: str, remedy: str = "", *, steps: Sequence[str] = ()
) -> str | None:
    """Tell of a trouble outside the program and offer the next steps.

    Returns:
        The step that was chosen; None when the user closed the dialog.
    """
    if answers.is_scripted:
        given = answers.take("trouble", text, remedy, *steps)
        return steps[given] if isinstance(given, int) else given
    dialog = _Trouble(parent, text, remedy, tuple(steps))
    return dialog.chosen if _run(dialog) else None


def sheet_key(parent: QWidget | None, name: str, judge: Callable[[str], str]) -> str | None:
    """Ask for the lines of a recovery sheet; None when the user gave up.

    Args:
        parent: the window it belongs to.
        name: the file's name.
        judge: returns the key, or raises ValueError with a sentence that names the wrong line.
    """
    from app.ui.showing import SheetKey

    dialog = SheetKey(parent, name, judge)
    if answers.is_scripted:
        given = answers.take("sheet_key", name)
        dialog.lines.setPlainText(str(given or ""))
        if given and not dialog.key():
            answers.asked.append(Asked("sheet_key", (dialog.said.text(),)))
        dialog.deleteLater()
        return dialog.key() or None
    return dialog.key() if _run(dialog) else None


def show_paper(
    parent: QWidget | None, title: str, sentence: str, pdf: bytes, *, name: str, folder: Path
) -> None:
    """Show a page of paper, to be printed or saved from there.

    Args:
        parent: the window it belongs to.
        title: what it is.
        sentence: what to do with it.
        pdf: the very file.
        name: the file name that is proposed.
        folder: the folder that is proposed.
    """
    from app.ui.showing import Showing

    dialog = Showing(parent, title, sentence, pdf, name=name, folder=folder)
    if not answers.is_scripted:
        _run(dialog)
    elif answers.take("show_paper", title, name, str(folder)) == "save":
        dialog.pane.save()
        dialog.deleteLater()


def read_text(parent: QWidget | None, title: str, text: str) -> None:
    """Show a text that can be copied, such as a report about a failure."""
    if answers.is_scripted:
        answers.asked.append(Asked("read_text", (title, text)))
        return
    _run(Reading(parent, title, text))


def print_setup(parent: QWidget | None, printer: QPrinter) -> bool:
    """Ask for the printer and the pages."""
    if answers.is_scripted:
        return bool(answers.take("print_setup"))
    dialog = QPrintDialog(printer, parent)
    return _run(dialog)


def _run(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; what it said is still there afterwards."""
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


def _filters(kinds: Kinds) -> str:
    return ";;".join(f"{tr(name)} ({pattern})" for name, pattern in kinds)


def _start(folder: Path | None) -> str:
    return str(folder) if folder is not None else QDir.homePath()


def _path(given: object) -> Path | None:
    return None if given is None else Path(str(given))


def _secret(given: object) -> Secret | None:
    return Secret(given) if isinstance(given, str) else _checked(given)


def _checked(given: object) -> Secret | None:
    if given is None or isinstance(given, Secret):
        return given
    raise AssertionError(f"A passphrase is answered with a text, not {given!r}")
