"""A small library of tables, apart from the program's own, that asks everything of the store."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text
from sqlmodel import Field, Session, SQLModel

from app.domain.rows import Row, checks_of, link
from app.domain.text import Line
from app.store.engagement_file import EngagementFile

LIBRARY = MetaData()


class Apart(SQLModel):
    """Keeps the tables of these tests out of the program's own."""

    metadata: ClassVar[MetaData] = LIBRARY


class ShelfFields(SQLModel):
    """What may be written about a shelf."""

    name: Line = Field(min_length=1)
    note: str = ""
    width: float | None = None
    count: int = Field(default=0, ge=0, le=1000)
    picture: bytes | None = None


class Shelf(Apart, Row, ShelfFields, table=True):
    """A shelf, whose books go with it."""

    __table_args__ = checks_of(ShelfFields)


class BookFields(SQLModel):
    """What may be written about a book."""

    title: Line = Field(min_length=1)
    place: int = 0


class Book(Apart, Row, BookFields, table=True):
    """A book on a shelf; the book it follows may go without it."""

    __table_args__ = checks_of(BookFields)

    shelf_id: str = link("shelf.id", ondelete="CASCADE")
    after_id: str | None = link("book.id", ondelete="SET NULL", optional=True)


SLOT = Table(
    "slot",
    LIBRARY,
    Column("aisle", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("mark", Text, unique=True),
    Column("shelf_id", Text, ForeignKey("shelf.id", ondelete="RESTRICT")),
)

Dump = dict[str, list[Any]]


def rows(session: Session) -> Dump:
    """Return every value of every row of the library, with the type SQLite keeps it in."""
    connection = session.connection()
    found: Dump = {}
    for table in LIBRARY.sorted_tables:
        columns = ", ".join(f'"{c.name}", typeof("{c.name}")' for c in table.columns)
        lines = connection.exec_driver_sql(f"SELECT {columns} FROM {table.name}").all()
        found[table.name] = sorted((tuple(line) for line in lines), key=repr)
    return found


def dump(file: EngagementFile) -> Dump:
    """Return what is in the library."""
    return file.read(rows)


def names(session: Session) -> list[str]:
    """Return the names of the shelves."""
    found = session.connection().exec_driver_sql("SELECT name FROM shelf ORDER BY name")
    return [str(name) for name in found.scalars()]


def add_shelf(file: EngagementFile, name: str, **values: Any) -> str:
    """Add a shelf as the program would; return its id."""
    with file.work("Add shelf") as session:
        shelf = Shelf(name=name, **values)
        session.add(shelf)
    return shelf.id


def rename(file: EngagementFile, shelf: str, name: str, merge: tuple[str, ...] | None = None):
    """Rename a shelf."""
    with file.work("Rename shelf", merge=merge) as session:
        session.get_one(Shelf, shelf).name = name
