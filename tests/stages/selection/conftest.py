"""An empty file in memory, and REQ-1 in it before and after the interviews."""

from __future__ import annotations

import time
from datetime import date

import pytest
from sqlalchemy import create_engine, event
from sqlmodel import Session, SQLModel

import app.domain.engagement
import app.domain.evidence  # noqa: F401 - their tables belong to the file
from app.domain.edits import made, revise
from app.domain.values import Competency
from app.stages.selection import actions, queries
from app.stages.selection.page import SelectionPage
from app.stages.selection.records import Guide
from app.store import schema
from tests.stages.selection.on_page import first_opening
from tests.stages.selection.req_1 import (
    PANEL,
    REQ_1,
    WEIGHTS,
    kept,
    person,
    position,
    rated,
)


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=ON"))
    SQLModel.metadata.create_all(engine)
    schema.OWN.create_all(engine)
    with Session(engine) as open_session:
        yield open_session
    engine.dispose()


@pytest.fixture
def req(session):
    """REQ-1 with its criteria and panel, nobody rated yet."""
    for sort, name in enumerate(("Grow Others", "Tell the Truth Early", "Own the Outcome")):
        kept(session, made(Competency, {"name": name, "definition": name + "."}, sort=sort))
    found = actions.open_requisition(session, position(session).id, date(2025, 3, 20))
    assert actions.add_targets(session, found) == 5
    for row, weight in zip(queries.criteria(session, found), WEIGHTS, strict=True):
        actions.set_weight(session, row.id, weight)
    for row in queries.criteria(session, found)[2:4]:
        actions.set_floor(session, row.id, 3.0)
    guide = queries.requisition(session, found).guide_id
    revise(session, Guide, guide, "weights_reason", "What is late costs most.")
    for name in PANEL:
        actions.add_panel_member(session, found, person(session, name).id)
    return found


@pytest.fixture
def req_1(session, req):
    """REQ-1 as the panel left it: all six rated, all sheets in."""
    return {name: rated(session, req, name, ratings) for name, ratings in REQ_1.items()}


@pytest.fixture
def page(qtbot, sample_desk):
    """The page over the sample engagement, shown."""
    made = SelectionPage(sample_desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.table.select(first_opening(sample_desk).id)
    return made


@pytest.fixture
def in_utc(monkeypatch):
    """Let the clock of this computer stand at the zero meridian, as the golden papers do."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system has one clock for all programs")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
