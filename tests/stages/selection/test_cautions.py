"""What lowers the trust in a candidate's numbers is said wherever they are read."""

from __future__ import annotations

from app.deliverables.deliverable import prepare
from app.domain.edits import revise
from app.stages.selection import actions, documents, queries
from app.stages.selection.page import ComparePart, DecidePart, RatePart
from app.stages.selection.records import Interview, PanelMember
from tests.stages.selection.on_page import everything_said, new_opening, revealed_opening, talk
from tests.stages.selection.req_1 import member, rated
from tests.stages.using import opened

ALIKE = ((4, 4, 4),) * 5


def test_nothing_is_said_where_three_rated_alone(session, req, req_1):
    assert {queries.cautions(session, one) for one in req_1.values()} == {()}


def test_everything_that_lowers_trust_is_said_once(session, req):
    ada = rated(session, req, "Ada", ALIKE)
    held = queries.interview_of(session, ada)
    assert held is not None
    revise(session, Interview, held.id, "rated_together", True)
    revise(session, PanelMember, member(session, req), "conflict_of_interest", True)
    revise(session, PanelMember, member(session, req), "conflict_note", "She left the room.")

    said = queries.cautions(session, ada)

    name = queries.panel(session, req)[0].name
    assert said == (
        f"Conflict of interest: {name}. She left the room.",
        "Rated together: that the raters agree says nothing.",
    )


def test_one_rater_alone_is_thin(session, req):
    ada = rated(session, req, "Ada", ALIKE, submit=("Tomas Odegaard",))
    for other in (1, 2):
        for sheet in [queries.sheet_of(session, ada, member(session, req, other))]:
            session.delete(sheet)
        session.flush()
        actions.close_as_absent(session, ada, member(session, req, other), "Ill")
    actions.reveal(session, ada)

    assert queries.cautions(session, ada) == (
        "One rater only: thin. Nobody's judgment stands beside it.",
    )


def test_a_broken_seal_and_a_late_sheet_are_said(session, req):
    ada = rated(session, req, "Ada", ALIKE, submit=("Tomas Odegaard", "Marisol Quintanar"))
    actions.reveal(session, ada, by="Tomas Odegaard", reason="The truck left at noon.")
    actions.submit_sheet(session, ada, member(session, req, 2))

    assert queries.cautions(session, ada) == (
        "Rated after the reveal: Keisha Bramwell.",
        "The seal was broken before every sheet was in: The truck left at noon.",
    )


def test_cautions_stand_in_the_room_in_the_talk_and_at_the_decision(page, scripted):
    opening, candidate = revealed_opening(page.desk)
    one = page.desk.read(queries.panel, opening)[0]
    page.desk.do(revise, PanelMember, one.id, "conflict_of_interest", True, label="Edit")
    page.table.select(opening)
    opened(page.sections, "rate", RatePart).table.select(candidate)
    assert "conflict of interest" in everything_said(opened(page.sections, "rate", RatePart))

    sentence = f"Conflict of interest: {one.name}."
    panel = talk(page)
    panel.candidate.show(candidate)
    panel._show()
    assert sentence in everything_said(opened(page.sections, "compare", ComparePart))
    part = opened(page.sections, "decide", DecidePart)
    part.table.select(candidate)
    assert part.beware.text() == sentence


def test_when_a_sheet_was_handed_over_is_told_in_the_room(page, scripted):
    opening, candidate, members = new_opening(page.desk, questions=4)
    for line in page.desk.read(queries.sheet, candidate, members[0]).lines:
        page.desk.do(actions.rate, candidate, members[0], line.id, 3)
    page.desk.do(actions.submit_sheet, candidate, members[0])
    page.table.select(opening)
    part = opened(page.sections, "rate", RatePart)
    part.table.select(candidate)
    state = page.desk.read(queries.sheet_state, candidate, members[0])

    assert state.at is not None
    assert f"{state.at.astimezone():%H:%M}" in part.raters[members[0]].state.text()


def test_cautions_are_printed_and_name_nobody_to_the_hiring_leader(page, scripted):
    opening, candidate = revealed_opening(page.desk)
    one = page.desk.read(queries.panel, opening)[0]
    page.desk.do(revise, PanelMember, one.id, "conflict_of_interest", True, label="Edit")
    held = page.desk.read(queries.interview_of, candidate)
    assert held is not None
    page.desk.do(revise, Interview, held.id, "rated_together", True, label="Edit")
    papers = {paper.key: paper for paper in documents.DELIVERABLES}

    for key in ("panel-summary", "decision-record"):
        told = page.desk.read(lambda session, key=key: prepare(papers[key], session, opening))
        assert f"ith {one.name}, who has a conflict of interest." in told.outline()
        assert "ated together; that the raters agree says nothing." in told.outline()
    for key in ("panel-summary-hiring-leader", "decision-record-hiring-leader"):
        told = page.desk.read(lambda session, key=key: prepare(papers[key], session, opening))
        assert "with a panel member, who has a conflict of interest." in told.outline()
        assert not [word for word in one.name.split() if word in told.outline()]
