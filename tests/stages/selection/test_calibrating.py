"""Calibrating: nothing is told before everybody has shown a number, then the spread is."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.domain.errors import Refused
from app.stages.selection import actions, queries
from app.stages.selection.page import PanelPart, SelectionPage
from tests.stages.selection.on_page import new_opening
from tests.stages.selection.req_1 import member, person
from tests.stages.using import every_row, opened


def test_the_spread_is_told_when_everybody_has_shown_a_number(session, req):
    held = actions.begin_practice(session, req, "Tell us about a late job.")
    for place, score in enumerate((4, 2)):
        actions.rate_practice(session, held, member(session, req, place), score)
        assert queries.practice(session, req).agreement is None

    actions.rate_practice(session, held, member(session, req, 2), 3)

    found = queries.practice(session, req)
    assert found.agreement is not None
    assert found.agreement.r_wg == pytest.approx(0.5)
    assert found.talk
    actions.rate_practice(session, held, member(session, req, 1), None)
    assert queries.practice(session, req).agreement is None


def test_a_number_is_one_to_five_and_of_this_panel(session, req):
    held = actions.begin_practice(session, req)
    with pytest.raises(ValidationError):
        actions.rate_practice(session, held, member(session, req), 6)
    other = actions.open_requisition(
        session, queries.requisition(session, req).position_id,
        queries.requisition(session, req).opened_on,
    )  # fmt: skip
    stranger = actions.add_panel_member(session, other, person(session, "Zed").id)
    with pytest.raises(Refused, match="another requisition"):
        actions.rate_practice(session, held, stranger, 3)


def test_beginning_again_lets_go_of_the_last(session, req):
    held = actions.begin_practice(session, req, "One?")
    actions.rate_practice(session, held, member(session, req), 3)

    again = actions.begin_practice(session, req, "Two?")

    found = queries.practice(session, req)
    assert (found.id, [row.score for row in found.rows]) == (again, [None] * 3)


def test_a_panel_is_calibrated_in_the_window_and_taken_back(
    page: SelectionPage, scripted: None
) -> None:
    opening, _, members = new_opening(page.desk)
    page.table.select(opening)
    card = opened(page.sections, "panel", PanelPart).calibrate
    before = page.desk.read(every_row)
    card._begin_with(card._asked()[0][0])
    assert (
        card.form.editor("question").editor.read()
        == "Tell us about: People lead their own results (0)"
    )
    for place, key in enumerate(members):
        assert card.result.text().startswith("Nothing is told")
        card.editors[key].show(str(2 + 2 * place))
        card.editors[key].committed.emit(True)

    assert "range 2" in card.result.text()
    assert "Talk about what each heard" in card.result.text()
    for _ in range(3):
        page.desk.undo()
    assert page.desk.read(every_row) == before
