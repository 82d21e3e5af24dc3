"""The dialogs themselves. Nobody opens them but `dialogs`, which tests can answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.host.language import N_, tr
from app.ui import icons, theme
from app.ui.buttons import Button, Role
from app.ui.labels import Hint, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STRENGTHS = (
    (N_("Very weak: guessed at once."), "weak"),
    (N_("Weak: guessed within hours."), "weak"),
    (N_("Fair: add one or two more words."), "fair"),
    (N_("Strong."), "strong"),
    (N_("Very strong."), "strong"),
)
_LONGEST_JUDGED = 72  # zxcvbn's work grows with the length; nothing this long is weak


@dataclass(frozen=True, slots=True)
class Secret:
    """A passphrase as it was typed. It is never shown in a log.

    Attributes:
        text: the passphrase.
        remember: whether the key may be kept in the computer's keyring.
        by_sheet: whether the recovery sheet is to be asked for instead.
    """

    text: str = field(repr=False)
    remember: bool = False
    by_sheet: bool = False


@dataclass(frozen=True, slots=True)
class NewSecret:
    """How a new file is to be protected; an empty text means: without a passphrase."""

    text: str = field(default="", repr=False)
    remember: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether there is a passphrase."""
        return bool(self.text)


def strength(text: str, words: Sequence[str] = ()) -> int:
    """Judge a passphrase from 0, guessed at once, to 4, very strong."""
    if not text:
        return 0
    from zxcvbn import zxcvbn

    found = zxcvbn(text[:_LONGEST_JUDGED], user_inputs=list(words))
    return int(found["score"])


class Asking(QDialog):
    """A dialog with a question, what it needs, and buttons at the lower right."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme.scaled(440))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._column = QVBoxLayout(self)
        margin = theme.space("xl")
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.space("m"))
        self._column.addWidget(PlainLabel(title, role="title", wrap=True))
        if sentence:
            self._column.addWidget(PlainLabel(sentence, role="soft", wrap=True))

    def _put(self, widget: QWidget, share: int = 0) -> None:
        self._column.addWidget(widget, share)

    def _line(self, label: str, *, secret: bool = False) -> QLineEdit:
        """Add a labeled line; a secret one can be looked at."""
        words = PlainLabel(label, role="label")
        made = QLineEdit()
        made.setAccessibleName(label)
        words.setBuddy(made)
        if secret:
            made.setEchoMode(QLineEdit.EchoMode.Password)
            look = made.addAction(icons.icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
            look.setText(tr("Show what I type"))
            look.setCheckable(True)
            look.toggled.connect(partial(_reveal, made))
        group = QVBoxLayout()
        group.setSpacing(theme.space("xs"))
        group.addWidget(words)
        group.addWidget(made)
        self._column.addLayout(group)
        return made

    def _buttons(
        self, verb: str, role: Role = "primary", *, others: Sequence[Button] = ()
    ) -> Button:
        """Add the buttons: others at the left, then Cancel; the returned one accepts."""
        row = self._foot()
        for button in others:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(Button(tr("Cancel"), self.reject))
        accept = Button(verb, self.accept, role=role)
        row.addWidget(accept)
        return accept

    def _foot(self) -> QHBoxLayout:
        """Add the row of buttons, a little apart, at the bottom."""
        self._column.addSpacing(theme.space("s"))
        self._column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.space("s"))
        self._column.addLayout(row)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Be as wide as the buttons need and as high as the sentences need, and no more."""
        super().showEvent(event)
        width = max(self.width(), self._column.totalMinimumSize().width())
        self.resize(width, self._column.totalHeightForWidth(width))


def _reveal(line: QLineEdit, is_shown: bool) -> None:
    mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
    line.setEchoMode(mode)


class Text(Asking):
    """One line of text."""

    def __init__(
        self, parent: QWidget | None, question: str, *, text: str, hint: str, verb: str
    ) -> None:
        super().__init__(parent, question)
        self._edit = QLineEdit(text)
        self._edit.setAccessibleName(question)
        self._edit.selectAll()
        self._put(self._edit)
        if hint:
            self._put(Hint(hint))
        self._accept = self._buttons(verb)
        self._accept.setDefault(True)
        self._edit.textChanged.connect(self._judge)
        self._judge()
        self._edit.setFocus()

    def text(self) -> str:
        """What was typed."""
        return self._edit.text().strip()

    def _judge(self) -> None:
        self._accept.setEnabled(bool(self.text()))


class Pin(Asking):
    """A PIN of four to eight digits; a new one may be left out."""

    def __init__(self, parent: QWidget | None, name: str, *, is_new: bool, is_wrong: bool) -> None:
        title = tr("A PIN for {name}") if is_new else tr("PIN of {name}")
        said = tr("It opens your own sheets and nobody else's.")
        if is_new:
            said = tr("Choose four to eight digits that only you know, or leave it empty for none.")
        super().__init__(parent, title.format(name=name), said)
        self._is_new = is_new
        self._edit = self._line(tr("PIN"), secret=True)
        self._edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._edit.setMaxLength(8)
        if is_wrong:
            self._put(PlainLabel(tr("This is another PIN. Try again."), role="error", wrap=True))
        self._accept = self._buttons(tr("Go on"))
        self._accept.setDefault(True)
        self._edit.textChanged.connect(self._judge)
        self._judge()
        self._edit.setFocus()

    def pin(self) -> str:
        """The digits."""
        return self._edit.text().strip()

    def _judge(self) -> None:
        digits = self.pin()
        fits = digits.isdecimal() and digits.isascii() and len(digits) >= 4
        self._accept.setEnabled(fits or (self._is_new and not digits))


class Passphrase(Asking):
    """The passphrase of a file that exists."""

    def __init__(
        self, parent: QWidget | None, name: str, *, is_wrong: bool, may_remember: bool
    ) -> None:
        super().__init__(
            parent,
            tr("Passphrase"),
            tr("{name} is protected by a passphrase.").format(name=name),
        )
        self._edit = self._line(tr("Passphrase"), secret=True)
        if is_wrong:
            self._put(
                PlainLabel(
                    tr("This passphrase does not open the file. Check Caps Lock and try again."),
                    role="error",
                    wrap=True,
                )
            )
        self._remember = _remember(self._put, may_remember=may_remember)
        self._by_sheet = False
        sheet = Button(tr("Open with recovery sheet…"), self._turn_to_sheet, role="link")
        self._accept = self._buttons(tr("Open"), others=[sheet])
        self._accept.setDefault(True)
        self._edit.textChanged.connect(self._judge)
        self._judge()
        self._edit.setFocus()

    def secret(self) -> Secret:
        """What was typed."""
        if self._by_sheet:
            return Secret("", self._remember.isChecked(), by_sheet=True)
        return Secret(self._edit.text(), self._remember.isChecked())

    def _turn_to_sheet(self) -> None:
        self._by_sheet = True
        self.accept()

    def _judge(self) -> None:
        self._accept.setEnabled(bool(self._edit.text()))


class NewPassphrase(Asking):
    """How a new file is to be protected: with a passphrase and its strength, or without."""

    def __init__(
        self, parent: QWidget | None, name: str, *, words: tuple[str, ...], may_remember: bool
    ) -> None:
        super().__init__(
            parent,
            tr("Protect this file"),
            tr("{name} will hold what people said in confidence.").format(name=name),
        )
        self._words = words
        self._with = QRadioButton(tr("With a passphrase (recommended)"))
        self._without = QRadioButton(tr("Without a passphrase"))
        self._with.setChecked(True)
        self._put(self._with)
        self._edit = self._line(tr("Passphrase"), secret=True)
        self._again = self._line(tr("The same again"), secret=True)
        self._meter = QProgressBar()
        self._meter.setRange(0, 4)
        self._meter.setTextVisible(False)
        self._meter.setAccessibleName(tr("Strength of the passphrase"))
        self._put(self._meter)
        self._said = Hint()
        self._put(self._said)
        self._remember = _remember(self._put, may_remember=may_remember)
        self._put(
            Hint(
                tr(
                    "Nobody can open the file without the passphrase, and nobody can reset it. "
                    "Keep the recovery sheet in a safe place."
                )
            )
        )
        self._put(self._without)
        self._put(Hint(tr("Anyone who gets hold of the file can read it.")))
        self._accept = self._buttons(tr("Create"))
        self._accept.setDefault(True)
        for edit in (self._edit, self._again):
            edit.textChanged.connect(self._judge)
        self._with.toggled.connect(self._judge)
        self._judge()
        self._edit.setFocus()

    def secret(self) -> NewSecret:
        """What was chosen."""
        if self._without.isChecked():
            return NewSecret()
        return NewSecret(self._edit.text(), self._remember.isChecked())

    def _judge(self) -> None:
        wants = self._with.isChecked()
        for widget in (self._edit, self._again, self._meter, self._said, self._remember):
            widget.setEnabled(wants)
        text = self._edit.text()
        score = strength(text, self._words)
        same = text == self._again.text()
        self._meter.setValue(score)
        said, kind = _STRENGTHS[score]
        self._meter.setProperty("strength", kind)
        theme.restyle(self._meter)
        self._say(text, same=same, judged=tr(said))
        self._accept.setEnabled(not wants or (bool(text) and same and score >= 2))

    def _say(self, text: str, *, same: bool, judged: str) -> None:
        if not text:
            self._said.setText(tr("Four or more unrelated words are strong and easy to type."))
        elif self._again.text() and not same:
            self._said.setText(tr("The two are not the same yet."))
        else:
            self._said.setText(judged)


def _remember(put: Callable[[QWidget], None], *, may_remember: bool) -> QCheckBox:
    """Put the tick that spares typing; where no keyring can be trusted, say so instead."""
    tick = QCheckBox(tr("Remember on this computer"))
    put(tick)
    if not may_remember:
        tick.hide()
        put(
            Hint(
                tr(
                    "This computer has no safe keyring that answers, so the passphrase is asked "
                    "for each time."
                )
            )
        )
    return tick


class Confirming(Asking):
    """The last question before something that no Undo brings back."""

    def __init__(
        self, parent: QWidget | None, question: str, consequence: str, verb: str, *, typed: str
    ) -> None:
        super().__init__(parent, question, consequence)
        self._typed = typed
        self._edit: QLineEdit | None = None
        if typed:
            self._edit = self._line(tr("Type {word} to go on").format(word=typed))
            self._edit.textChanged.connect(self._judge)
        self._accept = self._buttons(verb, "danger")
        self._judge()

    def _judge(self) -> None:
        said = self._typed if self._edit is None else self._edit.text().strip()
        self._accept.setEnabled(said.casefold() == self._typed.casefold())


class Trouble(Asking):
    """A trouble with the file or its disk, and what can be done next."""

    def __init__(
        self, parent: QWidget | None, text: str, remedy: str, steps: tuple[str, ...]
    ) -> None:
        super().__init__(parent, text, remedy)
        self.chosen: str | None = None
        if steps:
            others = [self._step(step) for step in steps[1:]]
            first = self._buttons(steps[0], others=others)
            first.clicked.connect(partial(self._choose, steps[0]))
            first.setDefault(True)
        else:
            row = self._foot()
            row.addStretch(1)
            close = Button(tr("Close"), self.reject, role="primary")
            close.setDefault(True)
            row.addWidget(close)

    def _step(self, step: str) -> Button:
        button = Button(step, self.accept, role="link")
        button.clicked.connect(partial(self._choose, step))
        return button

    def _choose(self, step: str, *_: object) -> None:
        self.chosen = step


class Reading(Asking):
    """A text that can be copied."""

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent, title)
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(title)
        self._text.setMinimumSize(theme.scaled(560), theme.scaled(320))
        self._put(self._text)
        row = self._foot()
        row.addWidget(Button(tr("Copy"), self._copy, icon="copy"))
        row.addStretch(1)
        row.addWidget(Button(tr("Close"), self.accept, role="primary"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
