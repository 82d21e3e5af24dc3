"""The engagement file: opened once, held alone, read and changed through one door.

One file, one connection, one session, one thread. A change is saved when its unit of work ends,
and announced once, after that. Nobody else may make a session: a second one on the only
connection would roll the first one's work back when it closes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Concatenate, Literal, ParamSpec, Self, TypeVar

from sqlalchemy import MetaData
from sqlmodel import Session, SQLModel

from app.domain.errors import FileTrouble
from app.store import attachments, backups, erasing, ledger, schema, sittings, troubles
from app.store.backups import Backup
from app.store.changes import Announcement, Changes
from app.store.connection import MEMORY, Raw, connect, engine_over, settle
from app.store.copies import copy_under, copy_whole, new_file
from app.store.guard import guard
from app.store.history import History, Step
from app.store.journal import Entry, Journal
from app.store.keys import SALT_BYTES, Key
from app.store.ledger import Way
from app.store.opening import Opened, needs_passphrase, open_existing, release
from app.store.sittings import Sitting
from app.store.troubles import said_plainly

__all__ = ["EngagementFile", "needs_passphrase"]

P = ParamSpec("P")
T = TypeVar("T")

_NOWHERE = (-1, -1)
_ONLY_ASKED = "A question may not change the file. Use work."


@dataclass(slots=True)
class _Work:
    """A unit of work under way, and what it has become when it was saved."""

    session: Session
    entries: tuple[Entry, ...] = ()


class EngagementFile:
    """An open engagement.

    Attributes:
        path: where it lies; `MEMORY` when it lies in no file.
        uuid: the file's own name, which survives renaming and moving.
        author: whose name stands beside each change from now on.
        is_protected: whether a passphrase keeps it secret.
        is_read_only: whether it may be read and copied, but not changed where it lies.
        last_sitting: who had it open before, and whether that ended properly; None when new.
        history: what can be undone and redone.
        changed: tells what each step changed, once, after it was saved.
        backup_trouble: why no backup was made on opening; None when there is one.
        erasing_trouble: why something that was erased may still lie on this computer; None when
            nothing does.
    """

    def __init__(self, opened: Opened, metadata: MetaData, *, author: str) -> None:
        """Take over a connection that is keyed, settled and ours; see `open` and `create`."""
        self.path = opened.path
        self.author = author
        self.is_read_only = opened.is_read_only
        self.is_protected = not Key.raw(opened.key).is_published
        self.history = History()
        self.changed: Announcement[Changes] = Announcement()
        self.backup_trouble: FileTrouble | None = None
        self.erasing_trouble: FileTrouble | None = None
        self._opened: Opened | None = opened
        self._key = opened.key
        self._engine = engine_over(opened.raw)
        self._journal = Journal(metadata)
        self._session: Session | None = None
        self._doing: Literal["", "read", "work", "announce"] = ""
        self.uuid = schema.note(opened.raw, "uuid")
        self.last_sitting: Sitting | None = sittings.last(opened.raw)
        if not self.is_read_only:
            with self._engine.begin() as connection:
                self._journal.install(connection)
                sittings.begin(opened.raw)
        opened.raw.execute("PRAGMA query_only = ON")

    # ------------------------------------------------------------------ making and opening

    @classmethod
    def create(
        cls,
        path: Path,
        key: Key,
        *,
        author: str = "",
        metadata: MetaData = SQLModel.metadata,
    ) -> Self:
        """Make a new file and open it. A file that lies there is never replaced.

        Raises:
            FileTrouble: when a file of this name exists or nothing can be written there.
        """
        digits = key.for_salt(os.urandom(SALT_BYTES))
        with new_file(path) as part, said_plainly():
            raw = connect(part, digits, "rwc")
            try:
                settle(raw)
                schema.make(raw, metadata)
            finally:
                raw.close()
        return cls.open(path, Key.raw(digits), author=author, metadata=metadata)

    @classmethod
    def open(
        cls,
        path: Path,
        key: Key,
        *,
        author: str = "",
        metadata: MetaData = SQLModel.metadata,
    ) -> Self:
        """Open a file that exists: check all of it, bring it up to date, back it up.

        Raises:
            FileTrouble: one kind for each trouble, with a sentence and a next step. The file is
                never emptied, replaced or made anew.
        """
        opened = open_existing(path, key, metadata)
        try:
            with said_plainly():
                file = cls(opened, metadata, author=author)
        except BaseException:
            opened.raw.close()
            release(opened.place)
            raise
        file._back_up_if_changed()
        file._take_up_erasing()
        return file

    @classmethod
    def in_memory(cls, *, author: str = "", metadata: MetaData = SQLModel.metadata) -> Self:
        """Make an engagement that lies in no file, for tests and trials."""
        digits = Key.published().for_salt(os.urandom(SALT_BYTES))
        raw = connect(MEMORY, digits)
        settle(raw)
        schema.make(raw, metadata)
        opened = Opened(MEMORY, raw, digits, is_read_only=False, place=_NOWHERE)
        return cls(opened, metadata, author=author)

    def close(self) -> None:
        """Sweep what nothing refers to and let go of the file. Closing twice is once.

        Nothing that was saved depends on this: a drive that fails now costs only the sweeping.
        """
        if self._opened is None:
            return
        self._refuse_while_busy()
        opened, self._opened = self._opened, None
        try:
            if not opened.is_read_only:
                _leave(opened.raw)
        except Exception as error:
            if troubles.trouble_of(error) is None:
                raise
        finally:
            self._engine.dispose()
            opened.raw.close()
            release(opened.place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def raw_key(self) -> str:
        """Return the 96 digits that open this file, for the keyring and the recovery sheet."""
        return self._key

    def back_up(self, reason: str) -> Backup:
        """Make a dated backup now.

        Raises:
            FileTrouble: when none could be made.
        """
        return backups.keep(
            self._raw, self._key, uuid=self.uuid, changes=self.changes, reason=reason
        )

    def save_copy(self, path: Path, key: Key | None = None) -> None:
        """Write the whole engagement into a new file.

        Args:
            path: where no file lies.
            key: another key for the copy, with a salt of its own: a recovery sheet of this file
                does not open it. Without one the copy has the key of this file.

        Raises:
            FileTrouble: when a file of this name exists or nothing can be written there.
        """
        self._refuse_while_busy()
        if key is None:
            copy_whole(self._raw, self._key, path)
        else:
            copy_under(self._raw, key.for_salt(os.urandom(SALT_BYTES)), path)

    @property
    def is_working(self) -> bool:
        """Whether a unit of work is open."""
        return self._doing == "work"

    @property
    def changes(self) -> int:
        """How many pieces of work the file has seen; it never goes backwards."""
        return int(schema.note(self._raw, "changes"))

    # ----------------------------------------------------------------- reading and changing

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask the file. Inside a unit of work the question sees what was done so far.

        Raises:
            FileTrouble: when the file cannot be read.
            RuntimeError: when the question changed a row.
        """
        if self._session is not None:
            return query(self._session, *args, **kwargs)
        outer, self._doing = self._doing, "read"
        try:
            with said_plainly(reading=True), self._new_session(autoflush=False) as session:
                answer = query(session, *args, **kwargs)
                if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
                    raise RuntimeError(_ONLY_ASKED)
                return answer
        except troubles.ReadOnly:
            raise RuntimeError(_ONLY_ASKED) from None
        finally:
            self._session, self._doing = None, outer

    @contextmanager
    def work(self, label: str, *, merge: Hashable | None = None) -> Iterator[Session]:
        """Open a unit of work: all of it is saved and undone together, or none of it.

        Args:
            label: what the menu says after "Undo".
            merge: pieces of work in a row with the same key become one step.

        Raises:
            RuntimeError: when one is open, inside a question, or while a change is announced.
            FileTrouble: when it could not be saved; then nothing of it was.
        """
        grown = self.history.open_to(merge)
        begun = grown or Step(label, (), merge)
        with self._saving(begun, "do", grown) as work:
            yield work.session
        if work.entries:
            self.history.push(begun.grown(work.entries))
        self._announce(work.entries)

    @contextmanager
    def erase(self, label: str) -> Iterator[Session]:
        """Open a unit of work that cannot be undone and leaves no value of the rows it touches.

        The ledger keeps that something was erased, when and by whom. Once that is saved, the
        history is forgotten, the file is written anew, and of its earlier versions none stays.
        What could not be done of this is no failure of the work; it stands in `erasing_trouble`.

        Raises:
            RuntimeError: when one is open, inside a question, or while a change is announced.
            FileTrouble: when it could not be saved; then nothing of it was.
        """
        with self._saving(Step(label, ()), "erase") as work:
            yield work.session
        if work.entries:
            self.history.clear()
            self._finish_erasing()
        self._announce(work.entries)

    @contextmanager
    def pour(self) -> Iterator[Session]:
        """Fill a file that was just made with rows from elsewhere, their own ledger among them.

        It is no step of anybody's: nothing of it can be undone, and the ledger holds what was
        poured into it and no more.

        Raises:
            RuntimeError: when the file holds something already.
        """
        if self.changes:
            raise RuntimeError("Only a file without changes can be filled.")
        with self._saving(Step("", ()), "pour") as work:
            yield work.session
        self._announce(work.entries)

    def undo(self) -> None:
        """Take back the last step; nothing happens where there is none."""
        self._refuse_while_busy()
        step = self.history.last()
        if step is not None:
            entries = self._replay(step, "undo")
            self.history.moved_back()
            self._announce(entries)

    def redo(self) -> None:
        """Do the step again that was taken back last; nothing happens where there is none."""
        self._refuse_while_busy()
        step = self.history.last(undone=True)
        if step is not None:
            entries = self._replay(step, "redo")
            self.history.moved_on()
            self._announce(entries)

    # ---------------------------------------------------------------------------- the inside

    @property
    def _raw(self) -> Raw:
        """The connection.

        Raises:
            RuntimeError: when the file is closed.
        """
        if self._opened is None:
            raise RuntimeError("The file is closed.")
        return self._opened.raw

    @contextmanager
    def _new_session(self, *, autoflush: bool) -> Iterator[Session]:
        """Give the one session there may be; what it holds stays readable afterwards."""
        with Session(self._engine, autoflush=autoflush, expire_on_commit=False) as session:
            self._session = session
            yield session

    def _replay(self, step: Step, way: Way) -> tuple[Entry, ...]:
        """Put back the row images of a step, exactly, and save that.

        Links are not enforced meanwhile: the images lead to a state the file was in before, and
        a cascade on the way there would take rows with it that the step never touched. Instead
        every statement must find exactly the row it expects.
        """
        self._refuse_while_busy()
        raw = self._raw
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with self._saving(step, way) as work:
                connection = work.session.connection()
                if way == "undo":
                    self._journal.take_back(connection, step.entries)
                else:
                    self._journal.play(connection, step.entries)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
        return work.entries

    @contextmanager
    def _saving(
        self, step: Step, way: Way | Literal["pour"], grown: Step | None = None
    ) -> Iterator[_Work]:
        """Give a session; at its end drain the journal, write the ledger and commit."""
        self._refuse_while_busy()
        if self.is_read_only:
            raise troubles.ReadOnly
        raw = self._raw
        self._doing = "work"
        raw.execute("PRAGMA query_only = OFF")
        try:
            with said_plainly(), self._new_session(autoflush=True) as session:
                guard(session, lambda: self.author)
                work = _Work(session)
                yield work
                session.flush()
                work.entries = self._recorded(session, step, way, grown)
                session.commit()
        finally:
            raw.execute("PRAGMA query_only = ON")
            self._session, self._doing = None, ""

    def _recorded(
        self, session: Session, step: Step, way: Way | Literal["pour"], grown: Step | None
    ) -> tuple[Entry, ...]:
        """Drain the journal into the ledger, inside the transaction, and return what it held."""
        connection = session.connection()
        entries = tuple(self._journal.drain(connection))
        if not entries:
            return ()
        if way == "pour":
            schema.set_note(self._raw, "changes", "1")
            return entries
        if way == "erase":
            ledger.forget(connection, ((entry.table, entry.row) for entry in entries))
            attachments.sweep(self._raw)
            erasing.note(self._raw, self.changes + 1)
        if grown is not None:
            ledger.replace(connection, grown.id)
        ledger.write(
            connection,
            self._journal,
            grown.grown(entries).entries if grown else entries,
            step=step.id,
            way=way,
            who=self.author,
            label=step.label,
        )
        schema.set_note(self._raw, "changes", str(self.changes + 1))
        return entries

    def _announce(self, entries: tuple[Entry, ...]) -> None:
        """Tell once what was saved; nobody may change the file meanwhile."""
        if not entries:
            return
        self._doing = "announce"
        try:
            self.changed.tell(Changes.of((entry.table, entry.row) for entry in entries))
            self.history.changed.tell(None)
        finally:
            self._doing = ""

    def _refuse_while_busy(self) -> None:
        """Raise when a unit of work may not begin now."""
        if self._doing:
            raise RuntimeError(f"A unit of work may not begin during another's {self._doing}.")

    def _back_up_if_changed(self) -> None:
        """Back up the file as it was opened, unless the newest backup already holds that."""
        known = backups.list_for(self.uuid)
        if known and known[0].changes == self.changes:
            return
        try:
            self.back_up("open")
        except FileTrouble as trouble:
            self.backup_trouble = trouble

    def _finish_erasing(self) -> None:
        """Leave no old page and no version of the file from before the erasure."""
        with suppress(FileTrouble):
            self._rewrite()
            if self.path != MEMORY:
                kept = self.back_up("erase")
                erasing.remove_versions(self.uuid, self.changes, kept.path)
        self.erasing_trouble = erasing.left_behind(self._raw, self.uuid)

    def _take_up_erasing(self) -> None:
        """Finish an erasure that was interrupted, or that was done on another computer."""
        erased = erasing.noted(self._raw)
        if not erased or self.is_read_only:
            return
        with suppress(FileTrouble):
            if not erasing.is_rewritten(self._raw):
                self._rewrite()
            erasing.remove_versions(self.uuid, erased)
        self.erasing_trouble = erasing.left_behind(self._raw, self.uuid)

    def _rewrite(self) -> None:
        with said_plainly():
            erasing.rewrite(self._raw)


def _leave(raw: Raw) -> None:
    """Sweep, and note that the sitting ended properly."""
    raw.execute("PRAGMA query_only = OFF")
    raw.execute("BEGIN")
    attachments.sweep(raw)
    sittings.end(raw)
    raw.execute("COMMIT")
