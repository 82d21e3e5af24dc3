"""An engagement goes out as JSON and comes back as it was; what does not fit is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

import app.domain.evidence
import app.domain.issue
import app.domain.values  # noqa: F401 - their tables belong to the file
from app.domain.edits import made
from app.domain.engagement import Client, Engagement
from app.domain.people import Employment, Person, Position
from app.store import schema
from app.verbs.exchange import BadDocument, document_of, fill, read_text, text_of


@contextmanager
def empty() -> Iterator[Session]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA foreign_keys=ON"))
    SQLModel.metadata.create_all(engine)
    schema.OWN.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def session() -> Iterator[Session]:
    with empty() as open_session:
        client = made(Client, {"name": "Žofie & Søn <b>", "purpose": "one\ntwo 🙂"})
        position = made(Position, {"title": "Welder"})
        person = made(Person, {"display_name": "Rosa"})
        open_session.add_all([client, position, person])
        open_session.flush()
        given = {
            "person_id": person.id, "position_id": position.id, "start_date": date(2019, 2, 11)
        }  # fmt: skip
        open_session.add_all(
            [made(Engagement, {}, client_id=client.id), made(Employment, given)],
        )
        open_session.flush()
        yield open_session


def test_what_went_out_comes_back_to_the_letter(session: Session):
    text = text_of(document_of(session, version=1))

    with empty() as other:
        count = fill(other, read_text(text), version=1)
        again = text_of(document_of(other, version=1))

    assert again == text
    assert count == 5


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda t: t.__setitem__("ghost", []), "tables.ghost"),
        (lambda t: t["person"][0].__setitem__("shoe", 1), "tables.person[0].shoe"),
        (lambda t: t["person"][0].pop("kind"), "tables.person[0].kind"),
        (lambda t: t["person"][0].__setitem__("kind", "boss"), "tables.person[0].kind"),
        (
            lambda t: t["person"][0].__setitem__("display_name", 3),
            "tables.person[0].display_name",
        ),
        (
            lambda t: t["person"][0].__setitem__("display_name", ""),
            "tables.person[0].display_name",
        ),
        (lambda t: t["employment"][0].__setitem__("fte", True), "tables.employment[0].fte"),
        (
            lambda t: t["employment"][0].__setitem__("person_id", "nobody"),
            "tables.employment[0].person_id",
        ),
        (
            lambda t: t["employment"][0].__setitem__("start_date", "2019-02-31"),
            "tables.employment[0].start_date",
        ),
        (lambda t: t["person"].append(t["person"][0]), "tables.person[1]"),
        (lambda t: t.__setitem__("person", {}), "tables.person"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(session: Session, spoil, place):
    document = copy.deepcopy(document_of(session, version=1))
    spoil(document["tables"])

    with empty() as other, pytest.raises(BadDocument) as refusal:
        fill(other, document, version=1)

    assert f"At {place}:" in refusal.value.text


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"format": "other"}', '{"a": 1, "a": 2}', "[" * 100_000],
)
def test_what_is_not_an_engagement_is_refused(text):
    with pytest.raises(BadDocument):
        read_text(text)


def test_another_schema_is_refused(session: Session):
    document = document_of(session, version=2)

    with empty() as other, pytest.raises(BadDocument):
        fill(other, document, version=1)
