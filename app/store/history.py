"""The steps of this sitting: what can be undone and redone, under which name."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.rows import now
from app.store.changes import Announcement
from app.store.journal import Entry

LIMIT = 200
"""The oldest step beyond this many is forgotten."""


@dataclass(slots=True)
class Step:
    """One thing the user did: its name and every row image it left."""

    label: str
    entries: tuple[Entry, ...]
    merge: Hashable | None = None
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the history panel shows it."""

    label: str
    at: datetime
    done: bool


class History:
    """The undo and redo stacks. They move only after the file has saved."""

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
        """Return the steps, oldest first; those taken back come last."""
        done = [StepView(step.label, step.at, done=True) for step in self._done]
        undone = [StepView(step.label, step.at, done=False) for step in reversed(self._undone)]
        return (*done, *undone)

    def push(self, step: Step) -> None:
        """Add a step that was saved, or join it to the last one of the same merge key."""
        last = self._done[-1] if self._done and not self._undone else None
        if last and step.merge is not None and last.merge == step.merge:
            last.entries = (*last.entries, *step.entries)
            last.at = step.at
        else:
            self._done.append(step)
            del self._done[:-LIMIT]
        self._undone.clear()
        self.changed.tell(None)

    def seal(self) -> None:
        """Close the last step to further merging: the next keystroke begins a new one."""
        if self._done:
            self._done[-1].merge = None

    def next_undo(self) -> Step | None:
        """Return the step that undo takes back."""
        return self._done[-1] if self._done else None

    def next_redo(self) -> Step | None:
        """Return the step that redo does again."""
        return self._undone[-1] if self._undone else None

    def moved_back(self) -> None:
        """Note that the last step was taken back and saved so."""
        step = self._done.pop()
        step.merge = None
        self._undone.append(step)
        self.changed.tell(None)

    def moved_on(self) -> None:
        """Note that the last step taken back was done again and saved so."""
        self._done.append(self._undone.pop())
        self.changed.tell(None)
