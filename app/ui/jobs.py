"""Long work beside the window: plain values in, plain values out.

A job is a plain function. It knows no Qt, no session and no file; where it takes a `progress`,
calling ``progress(done, total, text)`` reports and raises `Cancelled` once the user gave up.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.host.language import tr
from app.ui import theme
from app.ui.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE_MS = 300  # work shorter than this shows nothing


class Cancelled(Exception):
    """The user gave the job up. Let it pass through; nothing is to be reported."""


class Progress(Protocol):
    """How a job says how far it is."""

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Report; raises `Cancelled` when the user gave up."""


class Job(QObject):
    """One piece of work under way. Its signals arrive on the window's thread.

    Signals:
        succeeded: the function's value.
        failed: the exception.
        cancelled: the user gave up.
        progressed: done, total, text.
        finished: after any of the first three.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int, str)
    finished = Signal()

    _reported = Signal(int, int, str)
    _arrived = Signal(object, object)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.is_finished = False
        self.value: Any = None
        self.error: Exception | None = None
        self._given_up = False
        self._told = False
        self._is_known = False
        self._then: list[Callable[[Any], object]] = []
        self._reported.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    @property
    def is_cancelled(self) -> bool:
        """Whether the user gave the job up."""
        return self._given_up

    def cancel(self) -> None:
        """Give up; the job stops at its next report."""
        self._given_up = True

    def then(self, slot: Callable[[Any], object]) -> Job:
        """Call a slot with the value once it is there, even if it already is."""
        if self._is_known and self.error is None:
            slot(self.value)
        else:
            self._then.append(slot)
        return self

    def _work(self, function: Callable[[], Any]) -> None:
        """Run on whatever thread; only values and the signal leave it."""
        self._arrived.emit(*self._outcome(function))

    def _outcome(self, function: Callable[[], Any]) -> tuple[Any, Exception | None]:
        try:
            if self._given_up:
                raise Cancelled
            return function(), None
        except Exception as raised:  # noqa: BLE001 - handed to the window's thread
            return None, raised

    def _work_inline(self, function: Callable[[], Any]) -> None:
        """Run here and now; the signals follow with the next turn of the event loop."""
        self._reported.disconnect()
        self._reported.connect(self.progressed)
        self.value, self.error = self._outcome(function)
        self._is_known = True
        self._arrived.emit(self.value, self.error)

    def _report(self, done: int, total: int, text: str = "") -> None:
        if self._given_up:
            raise Cancelled
        self._reported.emit(done, total, text)

    def _arrive(self, value: object, error: Exception | None) -> None:
        if self._told:
            return
        self._told = self._is_known = True
        self.value, self.error = value, error
        if isinstance(error, Cancelled) or (self._given_up and error is None):
            self.error = error or Cancelled()
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            for slot in self._then:
                slot(value)
            self.succeeded.emit(value)
        self._then.clear()
        self.is_finished = True
        self.finished.emit()


class Jobs(QObject):
    """The work under way. ``Jobs(inline=True)`` runs each job at once, for tests."""

    started = Signal(Job)
    finished = Signal(Job)

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        super().__init__(parent)
        self._inline = inline
        self._running: list[Job] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(max(2, QThreadPool.globalInstance().maxThreadCount() - 1))

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs not yet finished, oldest first."""
        return tuple(self._running)

    def start(self, function: Callable[..., Any], *values: object, title: str = "") -> Job:
        """Start a plain function on plain values and return at once.

        Args:
            function: given `values`, and `progress` by name where it takes one.
            values: frozen values; never a session, a row or a widget.
            title: what the status bar calls it.
        """
        job = Job(title or tr("Working"), self)
        self._running.append(job)
        job.finished.connect(self._forget)
        self.started.emit(job)
        call = _bound(function, values, job)
        if self._inline:
            job._work_inline(call)  # noqa: SLF001 - the two classes are one piece
        else:
            self._pool.start(lambda: job._work(call))  # noqa: SLF001 - as above
        return job

    def close(self) -> None:
        """Give every job up and wait until the last one let go."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    def _forget(self) -> None:
        for job in [job for job in self._running if job.is_finished]:
            self._running.remove(job)
            self.finished.emit(job)
            job.deleteLater()


def _bound(function: Callable[..., Any], values: tuple[object, ...], job: Job) -> Callable[[], Any]:
    parameters = inspect.signature(function).parameters
    if "progress" in parameters:
        return lambda: function(*values, progress=job._report)  # noqa: SLF001 - as above
    return lambda: function(*values)


class ProgressStrip(QWidget):
    """The job under way, for the status bar: its name, how far it is, and Cancel."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._text = PlainLabel("", role="hint", elide=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.clicked.connect(self._give_up)
        theme.set_role(self._cancel, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("s"), 0, theme.space("s"), 0)
        row.setSpacing(theme.space("s"))
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        jobs.started.connect(self._begin)
        jobs.finished.connect(self._next)
        self.hide()

    def _begin(self, job: Job) -> None:
        if self._job is None:
            self._attend(job)

    def _attend(self, job: Job) -> None:
        self._job = job
        self._text.setText(job.title)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        job.progressed.connect(self._tell)
        self._patience.start()

    def _next(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if self._jobs.running:
            self._attend(self._jobs.running[0])
        else:
            self._patience.stop()
            self.hide()

    def _appear(self) -> None:
        if self._job is not None:
            self.show()

    def _tell(self, done: int, total: int, text: str) -> None:
        if self._job is None or self.sender() is not self._job:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._text.setText(f"{self._job.title}: {text}" if text else self._job.title)

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._text.setText(tr("Stopping"))
