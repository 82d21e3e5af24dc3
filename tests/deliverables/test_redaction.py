"""Who may see what is decided before anything is composed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.deliverables.deliverable import Deliverable, prepare
from app.deliverables.document import Confidentiality, Document, Paragraph
from app.deliverables.redaction import Audience, Group, Said, may_see, redact, reworded
from app.domain.evidence import Visibility

SECRET = Said("Only I may read this", Visibility.consultant)
LEADERS = Said("Her leader too", Visibility.leader)
HERS = Said("She as well", Visibility.person)


@dataclass(frozen=True)
class Inner:
    said: tuple[Said, ...]
    by_name: dict[str, Said]


@dataclass(frozen=True)
class View:
    title: str
    inner: Inner
    groups: tuple[Group, ...] = ()


VIEW = View("Ada", Inner((SECRET, LEADERS, HERS), {"secret": SECRET, "hers": HERS}))


def texts(view: View) -> list[str]:
    return [str(said) for said in (*view.inner.said, *view.inner.by_name.values()) if said]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.person, [HERS.text, HERS.text]),
        (Audience.leader, [LEADERS.text, HERS.text, HERS.text]),
        (Audience.owner, [LEADERS.text, HERS.text, HERS.text]),
        (Audience.hiring_panel, [LEADERS.text, HERS.text, HERS.text]),
        (Audience.hiring_manager, [LEADERS.text, HERS.text, HERS.text]),
        (Audience.consultant, [SECRET.text, LEADERS.text, HERS.text, SECRET.text, HERS.text]),
    ],
)
def test_an_audience_sees_what_it_may_and_no_more(audience, seen):
    assert texts(redact(VIEW, audience)) == seen


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("visibility", Visibility)
def test_every_audience_has_an_answer_for_every_visibility(audience, visibility):
    assert may_see(audience, visibility) in (True, False)


def test_only_the_consultant_sees_what_is_the_consultants():
    seeing = {one for one in Audience if may_see(one, Visibility.consultant)}

    assert seeing == {Audience.consultant}


def test_what_holds_no_secret_is_left_as_it_is():
    view = replace(VIEW, inner=Inner((HERS,), {}))

    assert redact(view, Audience.person) == view


@pytest.mark.parametrize("audience", Audience)
def test_a_group_of_four_loses_its_number_for_everyone(audience):
    view = replace(VIEW, groups=(Group(3.5, 4), Group(3.5, 5)))

    assert redact(view, audience).groups == (Group(None, 0, suppressed=True), Group(3.5, 5))


def test_a_view_that_redaction_cannot_see_into_is_a_mistake_of_ours():
    class Row:
        __module__ = "app.domain.people"

    with pytest.raises(TypeError, match="redaction cannot see"):
        redact((Row(),), Audience.person)


def deliverable(**more: Any) -> Deliverable[View]:
    return Deliverable(
        key="sheet",
        title="Sheet",
        audience=Audience.person,
        collect=lambda session, *subject: replace(VIEW, title="".join(subject)),
        compose=lambda view: Document(view.title, tuple(map(Paragraph, texts(view)))),
        **more,
    )


def test_nothing_hidden_ever_reaches_the_composer():
    outline = prepare(deliverable(), None).outline()  # type: ignore[arg-type] # collect reads no row

    assert HERS.text in outline
    assert SECRET.text not in outline
    assert LEADERS.text not in outline


def test_a_deliverable_is_about_its_subject():
    made = prepare(deliverable(), None, "Ada")  # type: ignore[arg-type] # collect reads no row

    assert made.title == "Ada"


def test_the_stricter_confidentiality_stands():
    strict = deliverable(confidentiality=Confidentiality.personal)
    loose = deliverable(confidentiality=Confidentiality.general)

    found = [prepare(one, None).confidentiality for one in (strict, loose)]  # type: ignore[arg-type] # no row is read

    assert found == [Confidentiality.personal, Confidentiality.general]


def test_every_text_of_a_view_can_be_reworded_whoever_may_read_it():
    view = replace(VIEW, title="Only Ada", groups=(Group(4.0, 9),))

    found = reworded(view, lambda text: text.replace("Only", "Just"))

    assert found.title == "Just Ada"
    assert texts(found)[0] == "Just I may read this"
    assert [said.visibility for said in found.inner.said] == [
        said.visibility for said in view.inner.said
    ]
    assert found.groups == view.groups
    assert reworded(Visibility.leader, lambda text: text.upper()) is Visibility.leader


def test_rewording_refuses_what_could_hide_a_text():
    with pytest.raises(TypeError, match="no frozen view"):
        reworded((VIEW, Hidden()), str.upper)


class Hidden:
    """Something that is no value of a view."""


Hidden.__module__ = "app.somewhere"
