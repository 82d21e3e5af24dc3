"""The engagement file: opened once, held alone, read and changed through one door.

One file, one connection, one session, one thread. A change is saved when its unit of work ends;
it is announced once, after that. Nobody else may make a session.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import uuid4

from sqlalchemy import MetaData, event, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

from app.store import attachments, backups, connection, ledger, schema, troubles
from app.store.changes import Announcement, Changes
from app.store.guard import guard_rows
from app.store.history import History, Step
from app.store.journal import Journal, rows_of
from app.store.keys import SALT_BYTES, Key
from app.store.migrating import migrate

P = ParamSpec("P")
T = TypeVar("T")

PLAIN_HEADER = b"SQLite format 3\0"
PAGE = 4096


class EngagementFile:
    """An open engagement.

    Attributes:
        path: where it lies.
        uuid: the file's own name, which survives renaming.
        is_protected: whether a passphrase keeps it secret.
        history: what can be undone and redone.
        changed: tells what each step changed, after it was saved.
    """

    def __init__(self, path: Path, raw: Any, key: str, *, author: str, is_protected: bool) -> None:
        """Take over a connection that is keyed, settled and ours; see `open` and `create`."""
        self.path = path
        self.is_protected = is_protected
        self.history = History()
        self.changed: Announcement[Changes] = Announcement()
        self._key = key
        self._author = author
        self._raw = raw
        self._metadata: MetaData = SQLModel.metadata
        self._engine = connection.engine_over(raw)
        self._journal = Journal(self._metadata)
        self._session: Session | None = None
        self._reading = False
        self._announcing = False
        with self._engine.begin() as begun:
            meta = self._metadata.tables["meta"]
            self.uuid = str(
                begun.execute(select(meta.c.value).where(meta.c.key == "uuid")).scalar()
            )
            self._journal.install(begun)

    # ------------------------------------------------------------------ making and opening

    @classmethod
    def create(cls, path: Path, key: Key, *, author: str = "") -> EngagementFile:
        """Make a new file and open it. A file that lies there is never replaced.

        Raises:
            FileTrouble: when a file of this name exists or the folder cannot be written.
        """
        if path.exists():
            raise troubles.already_there(path)
        part = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
        try:
            _build(part, key)
            _put_in_place(part, path)
        except FileExistsError as trouble:
            raise troubles.already_there(path) from trouble
        except (OSError, connection.DatabaseError, DBAPIError) as trouble:
            raise troubles.told(trouble, path) or troubles.read_only(path) from trouble
        finally:
            part.unlink(missing_ok=True)
        return cls.open(path, key, author=author)

    @classmethod
    def open(cls, path: Path, key: Key, *, author: str = "") -> EngagementFile:
        """Open a file that exists: check it, back it up, bring it up to date.

        Raises:
            FileTrouble: one kind for each trouble, with a sentence and a next step. The file is
                never emptied, replaced or made anew.
        """
        schema.own_tables(SQLModel.metadata)
        hex_key = key.for_salt(_salt_of(path))
        raw = _connected(path, key, hex_key)
        try:
            connection.hold(raw)
            _examine(raw, path)
            uuid = raw.execute("SELECT value FROM meta WHERE key = 'uuid'").fetchone()[0]
            backups.make(raw, hex_key, uuid, "open")
            migrate(raw, path)
        except (connection.DatabaseError, OSError) as trouble:
            raw.close()
            raise troubles.told(trouble, path) or troubles.damaged(path) from trouble
        except BaseException:
            raw.close()
            raise
        return cls(path, raw, hex_key, author=author, is_protected=not key.is_published)

    @classmethod
    def in_memory(cls, *, author: str = "") -> EngagementFile:
        """Make an engagement that lives in memory only, for tests and trials."""
        schema.own_tables(SQLModel.metadata)
        hex_key = Key.published().for_salt(bytes(SALT_BYTES))
        raw = connection.connect(Path(":memory:"), hex_key)
        connection.settle(raw)
        with connection.engine_over(raw).begin() as begun:
            schema.make(begun, SQLModel.metadata)
        return cls(Path(":memory:"), raw, hex_key, author=author, is_protected=False)

    def close(self) -> None:
        """Sweep what nothing refers to and let go of the file."""
        if self._raw is None:
            return
        with contextlib.suppress(DBAPIError), self._engine.begin() as begun:
            attachments.sweep(begun, self._metadata)
        self._engine.dispose()
        self._raw.close()
        self._raw = None

    def raw_key(self) -> str:
        """Return the 96 hex digits that open this file, for the keyring and recovery sheet."""
        return self._key

    def back_up(self, reason: str) -> Path:
        """Make a dated backup now and return where it lies."""
        return backups.make(self._raw, self._key, self.uuid, reason)

    # ------------------------------------------------------------------ reading and changing

    @property
    def author(self) -> str:
        """Whose name stands beside each change."""
        return self._author

    @property
    def is_working(self) -> bool:
        """Whether a unit of work is open."""
        return self._session is not None

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask the file. Inside a unit of work the question sees what was done so far."""
        if self._session is not None:
            return query(self._session, *args, **kwargs)
        if self._reading:
            raise RuntimeError("A reading is under way; use its session.")
        self._reading = True
        try:
            with Session(self._engine, autoflush=False) as session:
                return query(session, *args, **kwargs)
        except DBAPIError as trouble:
            raise troubles.told(trouble, self.path) or trouble from trouble
        finally:
            self._reading = False

    @contextlib.contextmanager
    def work(self, label: str, *, merge: Hashable | None = None) -> Iterator[Session]:
        """Open a unit of work: all of it is saved and undone together, or none.

        Args:
            label: what the menu says after "Undo".
            merge: steps in a row with the same key become one.

        Raises:
            RuntimeError: when one is open, or while a change is announced.
            FileTrouble: when the file could not be saved.
        """
        if self._session is not None or self._reading or self._announcing:
            raise RuntimeError("A unit of work may not begin inside another or inside a reading.")
        with self._saving("do", label) as (session, entries):
            yield session
        if entries:
            self.history.push(Step(label, tuple(entries), merge))
            self._announce(entries)

    def undo(self) -> None:
        """Take back the last step."""
        if (step := self.history.next_undo()) is None:
            return
        with self._saving("undo", step.label) as (session, entries):
            self._journal.take_back(_deferring(session), step.entries)
        self.history.moved_back()
        self._announce(entries)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if (step := self.history.next_redo()) is None:
            return
        with self._saving("redo", step.label) as (session, entries):
            self._journal.play(_deferring(session), step.entries)
        self.history.moved_on()
        self._announce(entries)

    @contextlib.contextmanager
    def _saving(self, kind: str, label: str) -> Iterator[tuple[Session, list[Any]]]:
        """Give a session; at its end drain the journal, write the ledger and commit, in order."""
        if self._session is not None:
            raise RuntimeError("A unit of work may not begin inside another.")
        entries: list[Any] = []
        with Session(self._engine) as session:
            event.listen(session, "before_flush", guard_rows(self._author))
            self._session = session
            try:
                yield session, entries
                session.flush()
                entries += self._journal.drain(session.connection())
                ledger.write(
                    session,
                    self._metadata,
                    self._journal,
                    entries,
                    who=self._author,
                    label=label,
                    kind=kind,
                )
                session.commit()
            except DBAPIError as trouble:
                session.rollback()
                raise troubles.told(trouble, self.path) or trouble from trouble
            except BaseException:
                session.rollback()
                raise
            finally:
                self._session = None

    def _announce(self, entries: list[Any]) -> None:
        """Tell once what was saved; nobody may change the file meanwhile."""
        self._announcing = True
        try:
            self.changed.tell(Changes(rows_of(entries)))
        finally:
            self._announcing = False


def needs_passphrase(path: Path) -> bool:
    """Say whether a file is kept secret by a passphrase.

    Raises:
        FileTrouble: when the file is not there or is plainly none of ours.
    """
    key = Key.published()
    try:
        connection.connect(path, key.for_salt(_salt_of(path))).close()
    except connection.DatabaseError as trouble:
        if isinstance(told := troubles.told(trouble, path), troubles.OpenElsewhere):
            raise told from trouble
        return True
    return False


def _salt_of(path: Path) -> bytes:
    """Return the first bytes of the file, after refusing what cannot be one of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
            size = file.seek(0, os.SEEK_END)
    except (FileNotFoundError, NotADirectoryError) as trouble:
        raise troubles.missing(path) from trouble
    except OSError as trouble:
        raise troubles.read_only(path) from trouble
    if head == PLAIN_HEADER:
        raise troubles.not_ours(path)
    if size == 0 or size % PAGE:
        raise troubles.damaged(path) if path.suffix == ".bgreat" else troubles.not_ours(path)
    return head


def _connected(path: Path, key: Key, hex_key: str) -> Any:
    """Connect, or say why not."""
    try:
        return connection.connect(path, hex_key)
    except connection.DatabaseError as trouble:
        told = troubles.told(trouble, path)
        if isinstance(told, troubles.Damaged):
            if key.is_published and path.suffix != ".bgreat":
                raise troubles.not_ours(path) from trouble
            raise troubles.wrong_key(path) from trouble
        raise told or troubles.read_only(path) from trouble


def _examine(raw: Any, path: Path) -> None:
    """Refuse a file that is not ours, newer than we are, or not whole."""
    if raw.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise troubles.not_ours(path)
    if raw.execute("PRAGMA user_version").fetchone()[0] > schema.SCHEMA:
        raise troubles.too_new(path)
    if raw.execute("PRAGMA cipher_integrity_check").fetchall():
        raise troubles.damaged(path)
    if raw.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise troubles.damaged(path)


def _build(part: Path, key: Key) -> None:
    """Build a new file under a passing name."""
    schema.own_tables(SQLModel.metadata)
    raw = connection.connect(part, key.for_salt(os.urandom(SALT_BYTES)))
    try:
        connection.settle(raw)
        with connection.engine_over(raw).begin() as begun:
            schema.make(begun, SQLModel.metadata)
    finally:
        raw.close()
    part.chmod(0o600)


def _put_in_place(part: Path, path: Path) -> None:
    """Give the new file its name without ever replacing one that came meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder outlast a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _deferring(session: Session) -> Any:
    """Return the connection with foreign keys judged at the end of the step."""
    begun = session.connection()
    begun.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    return begun
