"""Every view of a page: by the rows of its lists, by its chapters, and by what its commands open.

Views of a chapter in which the same commands are at hand count as one. Nothing here knows a page
by name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.buttons import Button
from app.ui.sections import Sections
from app.ui.tables import RecordTable
from tests.proofs.places import chapters, is_at_hand, outermost

DEEPEST = 3
"""So many commands after each other open what there is to open."""


@dataclass(frozen=True, slots=True)
class View:
    """How a view is reached.

    Attributes:
        row: the row of the page's own list; empty where it has none.
        path: the chapter.
        choice: the place of a list in the chapter and the row chosen in it; none for what stands.
        pressed: the places of the commands that were pressed there.
    """

    row: str
    path: tuple[str, ...]
    choice: tuple[int, str] | None = None
    pressed: tuple[int, ...] = ()


def commands(page: QWidget) -> list[Button]:
    """Return the commands of a page that do something at once."""
    QApplication.sendPostedEvents()  # what was just put into a page is shown by a posted event
    found = [one for one in page.findChildren(Button) if is_at_hand(one)]
    return [one for one in found if one.menu() is None]


def at_hand(page: QWidget) -> tuple[str, ...]:
    """Return the words of the commands of a page that do something at once."""
    return tuple(one.text() for one in commands(page))


def lists(page: QWidget) -> list[RecordTable]:
    """Return the lists that can be seen and chosen from."""
    return [one for one in page.findChildren(RecordTable) if one.isVisible() and one.isEnabled()]


def own_list(page: QWidget) -> RecordTable | None:
    """Return the list that stands beside the chapters of a page."""
    sections = page.findChildren(Sections)
    outside = [one for one in lists(page) if not any(s.isAncestorOf(one) for s in sections)]
    return outside[0] if sections and outside else None


@dataclass
class Views:
    """The views of a page, one after the other.

    Attributes:
        page: the page.
        press: presses the command at a place and answers what it asks.
    """

    page: QWidget
    press: Callable[[int], object]
    _seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=set)
    _todo: deque[View] = field(default_factory=deque)

    def __iter__(self) -> Iterator[View]:
        """Turn to each view where other commands are at hand than before, and yield it."""
        own = own_list(self.page)
        for row in [one.id for one in own.records.rows] if own else [""]:
            if own:
                own.select(row)
            self._todo += [View(row, path) for path in chapters(self.page)]
            while self._todo:
                view = self._todo.popleft()
                self.arrive(view)
                if self._is_new(view.path):
                    self._todo += [] if view.choice or view.pressed else self._choices(view)
                    yield view

    def arrive(self, view: View) -> None:
        """Turn to a view, as far as it is there, from another row of the page's own list."""
        if own := own_list(self.page):
            own.select(next((r.id for r in own.records.rows if r.id != view.row), view.row))
            own.select(view.row)
        root = self.page
        for key in view.path:
            inner = [one for one in outermost(root) if key in {part.key for part in one._parts}]
            if not inner:
                return
            sections = inner[0]
            sections.open(key)
            root = sections.page(key) or root
        if view.choice:
            place, row = view.choice
            for table in lists(self.page)[place : place + 1]:
                table.select(row)
        for place in view.pressed:
            self.press(place)

    def follow(self, view: View, place: int, before: tuple[str, ...]) -> None:
        """Note where a command that was pressed in a view led, and return to the view."""
        if at_hand(self.page) == before:
            return
        if len(view.pressed) < DEEPEST:
            self._todo.append(replace(view, pressed=(*view.pressed, place)))
        self.arrive(view)

    def bring(self, words: str) -> int:
        """Choose a row for which a command is at hand and return its place; -1 for nowhere."""
        own = own_list(self.page)
        rows = [(t, r.id) for t in lists(self.page) if t is not own for r in t.records.rows]
        for table, row in [(None, ""), *rows]:
            if table is not None:
                table.select(row)
            if words in (here := at_hand(self.page)):
                return here.index(words)
        return -1

    def _is_new(self, path: tuple[str, ...]) -> bool:
        """Whether other commands are at hand than in any view of a chapter before."""
        key = (path, at_hand(self.page))
        is_new = key not in self._seen
        self._seen.add(key)
        return is_new

    def _choices(self, view: View) -> list[View]:
        """Return the view with each row of a list chosen for which other commands are at hand."""
        own, seen, found = own_list(self.page), set(self._seen), []
        for place, table in enumerate(lists(self.page)):
            standing = table.current_id
            for row in [] if table is own else [one.id for one in table.records.rows]:
                table.select(row)
                if (key := (view.path, at_hand(self.page))) not in seen:
                    seen.add(key)
                    found.append(replace(view, choice=(place, row)))
            table.select(standing)
        return found
