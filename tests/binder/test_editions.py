"""Each edition and each paper holds what its reader may see, whatever was written where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session, select

from app.binder.assembly import EDITIONS, binder_of
from app.deliverables.deliverable import prepare
from app.deliverables.redaction import Audience
from app.domain.evidence import Visibility
from app.domain.rows import Row, fields_of, limits
from app.domain.text import Memo
from app.stages import STAGES
from app.store.engagement_file import EngagementFile

PLANTED = "PLANTED"
OWN_WORDS = {"self_text", "person_said", "person_comment"}
"""What a person said of themselves is theirs to read, whoever else may."""


def guarded() -> dict[type[Row], list[str]]:
    """Return every kind of row that says who may read it, with its texts."""
    found: dict[type[Row], list[str]] = {}
    for kind in Row.__subclasses__():
        if getattr(kind, "__table__", None) is None or not kind.__module__.startswith("app."):
            continue
        fields = fields_of(kind).model_fields
        if "visibility" in fields:
            found[kind] = [
                name
                for name, info in fields.items()
                if any(isinstance(item, Memo) for item in limits(info)) and name not in OWN_WORDS
            ]
    return found


def plant(session: Session, visibility: Visibility) -> None:
    """Write a mark of its own over every guarded text of every row, past every freezing."""
    for kind, names in guarded().items():
        for row in session.exec(select(kind)).all():
            row.visibility = visibility  # type: ignore[attr-defined]  # every one of them has it
            for name in names:
                if getattr(row, name):
                    setattr(row, name, f"{PLANTED} {row.__tablename__} {name}")
            session.add(row)


@pytest.fixture(params=list(Visibility), ids=str)
def planted(
    request: pytest.FixtureRequest, sample: EngagementFile
) -> tuple[EngagementFile, Visibility]:
    """The sample with a mark in every guarded text, readable by one circle."""
    with sample.work("Plant") as session:
        plant(session, request.param)
    return sample, request.param


def edition(file: EngagementFile, name: str) -> str:
    cover, parts = file.read(binder_of, name)
    documents = [cover, *(one for part in parts for one in part.documents)]
    return "\n".join(document.outline() for document in documents)


def papers(session: Session) -> Iterator[tuple[Any, str]]:
    for stage in STAGES:
        for paper in stage.deliverables:
            subjects = paper.subjects(session) if paper.subjects else (None,)
            for subject in subjects:
                yield paper, prepare(paper, session, subject.id if subject else None).outline()


def marks(text: str) -> list[str]:
    return sorted({line.strip() for line in text.splitlines() if PLANTED in line})


def test_there_is_something_to_guard():
    names = {kind.__name__ for kind in guarded()}

    assert {"Evidence", "Review", "ReviewLine", "Rating", "Decision", "AgreedRating"} <= names
    assert sum(map(len, guarded().values())) > 8


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_holds_only_what_its_reader_may_see(
    planted: tuple[EngagementFile, Visibility], name: str
):
    file, visibility = planted
    found = marks(edition(file, name))

    if visibility is Visibility.consultant:
        assert found == []
    if visibility is Visibility.leader and EDITIONS[name] is Audience.person:
        assert found == []
    if visibility is Visibility.person and EDITIONS[name] is Audience.owner:
        assert found, "nothing guarded is printed at all: this test has stopped testing"


def test_a_paper_holds_only_what_its_reader_may_see(planted: tuple[EngagementFile, Visibility]):
    file, visibility = planted
    found = file.read(lambda session: [(p, marks(text)) for p, text in papers(session)])
    told = {paper.key: said for paper, said in found if said}

    for paper, said in found:
        if visibility is Visibility.consultant and paper.audience is not Audience.consultant:
            assert said == [], paper.key
        if visibility is Visibility.leader and paper.audience is Audience.person:
            assert said == [], paper.key
    if visibility is Visibility.person:
        assert "outcome-based-review" in told
    if visibility is Visibility.leader:
        assert "panel-summary" in told


def test_the_hiring_leaders_copy_quotes_nobody(planted: tuple[EngagementFile, Visibility]):
    """Whatever a rater wrote and whoever may read it: this copy tells of no single sheet."""
    file, _visibility = planted
    found = file.read(lambda session: [(p.key, text) for p, text in papers(session)])
    copies = [text for key, text in found if key == "panel-summary-hiring-leader"]

    assert copies
    for text in copies:
        assert f"{PLANTED} rating" not in text
        assert f"{PLANTED} agreed_rating" not in text
