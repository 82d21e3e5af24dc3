"""The steps of this sitting: what can be undone and redone, under which name.

The stacks are plain Python and die with the sitting; what must outlast it stands in the ledger.
They move only after the file has saved.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from app.domain.rows import now
from app.store.changes import Announcement
from app.store.journal import Entry, joined, net

LIMIT = 200
"""The oldest step beyond this many is forgotten."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the user did: its name and every row image it left."""

    label: str
    entries: tuple[Entry, ...]
    merge: Hashable | None = None
    at: datetime = field(default_factory=now)
    id: str = field(default_factory=lambda: uuid4().hex)

    def grown(self, entries: tuple[Entry, ...]) -> Step:
        """Return this step with further changes of the same doing."""
        return replace(self, entries=tuple(joined((*self.entries, *entries))), at=now())

    @property
    def is_nothing(self) -> bool:
        """Whether every row is as it was before."""
        return not net(self.entries)


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the history panel shows it.

    Attributes:
        id: the step's own name, which the ledger's lines carry too.
        label: what the user did.
        at: when, in UTC.
        is_done: False once it was taken back and can be done again.
        tables: the names of the tables it touched.
    """

    id: str
    label: str
    at: datetime
    is_done: bool
    tables: frozenset[str]


class History:
    """The undo and redo stacks.

    Attributes:
        changed: tells that a label or a possibility is another one now.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.changed: Announcement[None] = Announcement()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    @property
    def undo_label(self) -> str | None:
        """The name of the step that undo takes back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """The name of the step that redo does again."""
        return self._undone[-1].label if self._undone else None

    def steps(self) -> tuple[StepView, ...]:
        """Return the steps in the order they were first done; those taken back come last."""
        done = [_view(step, is_done=True) for step in self._done]
        return (*done, *(_view(step, is_done=False) for step in reversed(self._undone)))

    def seal(self) -> None:
        """Close the last step to further merging: the next keystroke begins a new one."""
        if self._done:
            self._done[-1] = replace(self._done[-1], merge=None)

    def clear(self) -> None:
        """Forget every step, as when somebody was erased and must not come back."""
        self._done.clear()
        self._undone.clear()

    def last(self, *, undone: bool = False) -> Step | None:
        """Return the step that undo (or redo) moves next."""
        stack = self._undone if undone else self._done
        return stack[-1] if stack else None

    def open_to(self, merge: Hashable | None) -> Step | None:
        """Return the last step when a change of this merge key belongs to it."""
        last = self.last()
        if merge is None or last is None or self._undone or last.merge != merge:
            return None
        return last

    def push(self, step: Step) -> None:
        """Add a step that was saved; one that grew takes its own place again.

        A step that came to nothing is none, and leaves what can be redone as it is.
        """
        if self._done and self._done[-1].id == step.id:
            self._done.pop()
        if not step.is_nothing:
            self._undone.clear()
            self._done.append(step)
            del self._done[:-LIMIT]

    def moved_back(self) -> None:
        """Note that the last step was taken back and saved so."""
        self._undone.append(replace(self._done.pop(), merge=None))

    def moved_on(self) -> None:
        """Note that the last step taken back was done again and saved so."""
        self._done.append(self._undone.pop())


def _view(step: Step, *, is_done: bool) -> StepView:
    """Return a step as the history panel shows it."""
    tables = frozenset(entry.table for entry in step.entries)
    return StepView(step.id, step.label, step.at, is_done, tables)
