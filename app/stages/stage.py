"""What a stage must say about itself: its manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.deliverables.deliverable import Audience, Deliverable, Packet
from app.deliverables.document import Document
from app.deliverables.figures import RoadState

if TYPE_CHECKING:
    from sqlmodel import Session, SQLModel

    from app.domain.moments import Moment
    from app.ui.desk import Desk
    from app.ui.page import Page


@dataclass(frozen=True, slots=True)
class BinderPart:
    """A stage's pages of the binder.

    Attributes:
        tab: where it stands, 0 to 15 (the tabs of the finished binder).
        title: what the divider and the contents call it.
        sentence: what this part is for, under the title of its divider.
        pages: asks the file for the part's documents, for one audience, in their order. An
            empty answer leaves the part out.
    """

    tab: int
    title: str
    sentence: str
    pages: Callable[[Session, Audience], tuple[Document, ...]]


def nothing_sealed(_session: Session) -> frozenset[tuple[str, str]]:
    """Return that everything may be seen, as in every stage without a seal."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Stage:
    """The manifest of a stage: all that the window, the binder and the tests need of it.

    Attributes:
        key: the folder's name.
        number: 1 to 7 for the seven stages of the Management Series; None beside them.
        title: the name on the tab.
        sentence: what the stage is for, in the method's own words.
        icon: the name of its icon.
        tables: the row classes of its own.
        page: makes the tab.
        how_far: asks the file whether the stage is ahead, under way or has arrived.
        turns_on: the row classes whose change may change that.
        deliverables: what it puts on paper, in the order of its menu.
        packets: what it binds of several documents, after those in its menu.
        binder: its parts of the binder.
        answers: the moments of other stages it answers, each with the action that does so.
        instruments: the keys of the instruments it uses.
        sealed: asks the file for (table, row) of what nobody may see yet; past changes of these
            rows are told without any value, and no page of plain text holds them.
        takes: how the names of the files end that its page takes when they are dropped.
    """

    key: str
    number: int | None
    title: str
    sentence: str
    icon: str
    tables: tuple[type[SQLModel], ...]
    page: Callable[[Desk], Page]
    how_far: Callable[[Session], RoadState]
    turns_on: tuple[type[SQLModel], ...]
    deliverables: tuple[Deliverable[Any], ...] = ()
    packets: tuple[Packet, ...] = ()
    binder: tuple[BinderPart, ...] = ()
    answers: Mapping[type[Moment], Callable[[Session, Any], None]] = field(default_factory=dict)
    instruments: tuple[str, ...] = ()
    sealed: Callable[[Session], frozenset[tuple[str, str]]] = nothing_sealed
    takes: tuple[str, ...] = ()
