"""The desk a page works at: read, do, watch, start. Nothing else reaches the file.

`do` is the only place that catches errors. Every action is one unit of work: it happens whole
or not at all, so that the program can go on after any failure.
"""

from __future__ import annotations

from contextlib import contextmanager
from inspect import ismethod
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakMethod, ref

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain import moments
from app.host.language import tr
from app.ui import dialogs
from app.ui.failures import NOT_SHOWN, WENT_WRONG, Failures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence

    from sqlmodel import Session, SQLModel

    from app.domain.moments import Moment
    from app.host.settings import Settings
    from app.store.changes import Changes
    from app.store.engagement_file import EngagementFile
    from app.ui.jobs import Job, Jobs
    from app.ui.notices import Notices

P = ParamSpec("P")
T = TypeVar("T")

_ENOUGH_MOMENTS = 100


class Desk(QObject):
    """The four verbs of a page, for one open engagement file.

    Attributes:
        file: the engagement file.
        jobs: the work beside the window.
        notices: what the program says in passing.
        settings: the settings of this computer, where the shell gave them.
        places: which sub page was open where; of this computer, never of the file.
    """

    def __init__(
        self,
        file: EngagementFile,
        jobs: Jobs,
        notices: Notices,
        answers: Mapping[type[Moment], Sequence[Callable[[Session, Any], object]]] | None = None,
        *,
        settings: Settings | None = None,
        places: MutableMapping[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.file = file
        self.jobs = jobs
        self.notices = notices
        self.settings = settings
        self.places: MutableMapping[str, str] = {} if places is None else places
        self.failures = Failures(notices, self)
        self._answers = dict(answers or {})
        self._watches: list[ref[_Watch]] = []
        self._holding = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._freshen)
        file.changed.connect(self._announced)
        notices.undo_asked.connect(self.undo)

    # ------------------------------------------------------------------------- the verbs

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask the file; the answer is frozen values, never rows."""
        return self.file.read(query, *args, **kwargs)

    def do(
        self,
        action: Callable[..., T],
        *args: Any,
        label: str | None = None,
        merge: tuple[object, ...] | None = None,
        notice: str = "",
        **kwargs: Any,
    ) -> T | None:
        """Do an action as one undoable step and return its value; None when it was refused.

        An action that erases is the one that no Undo brings back: a page asks for it by
        `dialogs.confirm_irreversible` first.

        Args:
            action: ``action(session, *args)``.
            args: plain values.
            label: what the menu says after "Undo"; the action's own label where it has one.
            merge: steps with the same key become one until the history is sealed.
            notice: what to say afterwards, with Undo beside it; for what removes something.
            kwargs: plain values.
        """
        done, value = self._act(action, args, kwargs, label=label, merge=merge, notice=notice)
        return value if done else None

    def succeeds(
        self,
        action: Callable[..., object],
        *args: Any,
        label: str | None = None,
        merge: tuple[object, ...] | None = None,
        notice: str = "",
        **kwargs: Any,
    ) -> bool:
        """Do an action that returns nothing, and return whether it was done."""
        done, _ = self._act(action, args, kwargs, label=label, merge=merge, notice=notice)
        return done

    def watch(
        self,
        widget: QWidget,
        models: Sequence[type[SQLModel]],
        refresh: Callable[[], object],
    ) -> None:
        """Refresh a widget when rows of these tables changed, and when it is first shown.

        A hidden widget is only marked as stale and refreshed when it is shown. The watch keeps
        neither the widget nor a bound method's owner alive and ends with the widget.
        """
        self._watches.append(ref(_Watch(self, widget, tuple(models), refresh)))

    def start(
        self,
        function: Callable[..., Any],
        *values: object,
        title: str = "",
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Start long work on plain values; success goes to `then`.

        Args:
            function: what to do, on whatever thread.
            values: frozen values.
            title: what the status bar calls it.
            failed: takes a failure where it is to be said in place; otherwise it is said here.
        """
        job = self.jobs.start(function, *values, title=title)
        job.failed.connect(failed or self._job_failed)
        return job

    # ------------------------------------------------------------------- around the verbs

    def undo(self) -> None:
        """Take back the last step."""
        self._step(self.file.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self.file.redo)

    def part(self) -> None:
        """Let nothing be taken back that was done up to here: another person sits down."""
        self.file.history.clear()
        self.file.history.changed.tell(None)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Refresh the views once after several actions in a row."""
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1
            self._freshen()

    def close(self) -> None:
        """Stop listening; long work is given up and waited for."""
        self.jobs.close()
        self.file.changed.disconnect(self._announced)
        self.notices.undo_asked.disconnect(self.undo)
        for watch in self._listening():
            watch.end()
        self._watches.clear()

    # ---------------------------------------------------------------------------- within

    def _act(
        self,
        action: Callable[..., T],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        label: str | None,
        merge: tuple[object, ...] | None,
        notice: str,
    ) -> tuple[bool, T | None]:
        said = tr(label or getattr(action, "label", "") or action.__name__)
        erases = getattr(action, "erases", False)
        try:
            with self.file.erase(said) if erases else self.file.work(said, merge=merge) as session:
                moments.take(session)  # what a failed action announced is forgotten
                value = action(session, *args, **kwargs)
                self._answer(session)
        except Exception as error:  # noqa: BLE001 - the one place that catches
            dialogs.typed.refuse()
            self.failures.tell(error, WENT_WRONG)
            return False, None
        finally:
            self._freshen()
        dialogs.typed.take()
        if getattr(action, "parting", False):
            self.part()
        if erases and (left := self.file.erasing_trouble):
            self.notices.show(left.text, left.remedy, kind="bad", stays=True)
        if notice:
            self.notices.show(notice, kind="good", undo=True)
        return True, value

    def _answer(self, session: Session) -> None:
        """Run the answers to the moments an action announced, and to theirs, in the same work."""
        for _ in range(_ENOUGH_MOMENTS):
            announced = moments.take(session)
            if not announced:
                return
            for moment in announced:
                for answer in self._answers.get(type(moment), ()):
                    answer(session, moment)
        raise RecursionError("The answers to moments announce each other without end.")

    def _step(self, take: Callable[[], object]) -> None:
        try:
            take()
        except Exception as error:  # noqa: BLE001 - undo and redo are deeds too
            self.failures.tell(error, WENT_WRONG)
        finally:
            self._freshen()

    def _job_failed(self, error: Exception) -> None:
        self.failures.tell(error, WENT_WRONG)

    def _announced(self, changes: Changes) -> None:
        """Mark what is stale. Refreshing waits until the work is over."""
        self.notices.withdraw_undo()
        for watch in self._listening():
            watch.hear(changes)
        self._soon.start()

    def _freshen(self) -> None:
        if self._holding:
            return
        self._soon.stop()
        for watch in self._listening():
            watch.freshen()

    def _listening(self) -> list[_Watch]:
        """Return the watches whose widgets live, and forget the others."""
        living = [watch for weak in self._watches if (watch := weak()) is not None]
        living = [watch for watch in living if isValid(watch) and not watch.is_over]
        self._watches = [ref(watch) for watch in living]
        return living


class _Watch(QObject):
    """One widget that wants to know. It lives as long as the widget, whose child it is."""

    def __init__(
        self,
        desk: Desk,
        widget: QWidget,
        models: tuple[type[SQLModel], ...],
        refresh: Callable[[], object],
    ) -> None:
        super().__init__(widget)
        self._models = models
        self._failures = desk.failures
        self._weak = WeakMethod(refresh) if ismethod(refresh) else None
        self._strong = None if ismethod(refresh) else refresh
        self._is_stale = True
        self.is_over = False
        widget.installEventFilter(self)

    def end(self) -> None:
        """Listen no more."""
        self.is_over = True

    def hear(self, changes: Changes) -> None:
        """Remember whether this change concerns the widget."""
        if changes.touches(self._models):
            self._is_stale = True

    def freshen(self) -> None:
        """Refresh the widget if it is stale and can be seen."""
        widget = self.parent()
        if self._is_stale and isinstance(widget, QWidget) and widget.isVisible():
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refresh a stale widget at the moment it is shown."""
        if event.type() == QEvent.Type.Show and self._is_stale and not self.is_over:
            self._refresh()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        self._is_stale = False
        refresh = self._strong if self._weak is None else self._weak()
        if refresh is None:
            self.end()
            return
        try:
            refresh()
        except Exception as error:  # noqa: BLE001 - a broken view must not stop the others
            self._failures.tell(error, NOT_SHOWN)
