"""The four verbs, with a real engagement file."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from sqlmodel import Session, select

from app.domain.edits import revise, the
from app.domain.errors import FileTrouble, Refused
from app.domain.moments import Moment, announce
from app.domain.people import Person, Team
from app.store import erasing, ledger, troubles
from app.store.actions import action
from app.store.engagement_file import EngagementFile
from app.ui import dialogs
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.layout import Card, EmptyState, Part, Sections
from app.ui.notices import Notices
from app.ui.page import Page


@dataclass(frozen=True, slots=True)
class Greeted(Moment):
    """Somebody was greeted."""

    name: str


@action("Add person")
def add_person(session: Session, name: str) -> str:
    row = Person(display_name=name)
    session.add(row)
    return row.id


@action("Remove person")
def remove_person(session: Session, person: str) -> None:
    session.delete(the(session, Person, person))


@action("Person", erases=True)
def erase_person(session: Session, person: str) -> None:
    session.delete(the(session, Person, person))
    session.flush()
    if person.endswith("!"):
        raise Refused("Not yet.")


@action("Greet")
def greet(session: Session, name: str) -> None:
    session.add(Person(display_name=name))
    announce(session, Greeted(name))


def make_team(session: Session, moment: Greeted) -> None:
    session.add(Team(name=f"Team {moment.name}"))


def names(session: Session) -> tuple[str, ...]:
    return tuple(sorted(row.display_name for row in session.exec(select(Person))))


def teams(session: Session) -> tuple[str, ...]:
    return tuple(row.name for row in session.exec(select(Team)))


class View(QWidget):
    """A widget that shows the people and counts how often it read them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shown: tuple[str, ...] = ()
        self.count = 0
        desk.watch(self, (Person,), self.refresh)

    def refresh(self) -> None:
        self.shown = self.desk.read(names)
        self.count += 1


@pytest.fixture
def file() -> Iterator[EngagementFile]:
    made = EngagementFile.in_memory(author="A Consultant")
    yield made
    made.close()


@pytest.fixture
def desk(qapp: QApplication, file: EngagementFile) -> Desk:
    return Desk(file, Jobs(inline=True), Notices(), {Greeted: (make_team,)})


@pytest.fixture
def view(qtbot, desk: Desk) -> View:
    made = View(desk)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(autouse=True)
def _scripted() -> Iterator[None]:
    dialogs.answers.script()
    yield
    assert dialogs.answers.left_over == ()
    dialogs.answers.release()


def test_an_action_returns_its_value_and_can_be_undone(desk: Desk, file: EngagementFile):
    person = desk.do(add_person, "Ada")

    assert isinstance(person, str)
    assert desk.read(names) == ("Ada",)
    assert file.history.undo_label == "Add person"

    desk.undo()
    assert desk.read(names) == ()

    desk.redo()
    assert desk.read(names) == ("Ada",)


def test_an_action_that_erases_leaves_nothing_to_undo_and_no_value(
    desk: Desk, view: View, file: EngagementFile
):
    ada = desk.do(add_person, "Ada")
    desk.do(add_person, "Grace")

    assert desk.succeeds(erase_person, ada)

    assert view.shown == ("Grace",)
    assert not file.history.can_undo
    assert [line.way for line in file.read(ledger.entries, row=ada)] == ["erase", "do"]
    assert all(line.after == {} for line in file.read(ledger.entries, row=ada))
    assert desk.notices.latest is None


def test_an_erasure_that_was_refused_leaves_everything(desk: Desk, file: EngagementFile):
    desk.do(lambda session: session.add(Person(id="ada!", display_name="Ada")), label="Add")

    assert not desk.succeeds(erase_person, "ada!")

    assert desk.read(names) == ("Ada",)
    assert file.history.undo_label == "Add"
    assert desk.notices.latest is not None
    assert desk.notices.latest.text == "Not yet."


def test_what_an_erasure_could_not_reach_is_said_and_stays_until_it_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    def no_room(_raw: object) -> None:
        raise troubles.NoRoom

    ada = desk.do(add_person, "Ada")
    monkeypatch.setattr(erasing, "rewrite", no_room)

    assert desk.succeeds(erase_person, ada)

    assert desk.read(names) == ()
    (notice,) = desk.notices.current
    assert notice.text == "The file could not be written anew after something was erased."
    assert notice.stays


def test_the_views_are_fresh_when_do_returns(desk: Desk, view: View):
    desk.do(add_person, "Ada")

    assert view.shown == ("Ada",)
    assert view.count == 2  # once when it was shown, once for the change


def test_a_change_of_another_table_refreshes_nothing(desk: Desk, view: View, file: EngagementFile):
    with file.work("Add team") as session:
        session.add(Team(name="Shop"))
    desk.do(lambda session: session.add(Team(name="Office")), label="Add team")

    assert view.count == 1


def test_a_hidden_view_is_refreshed_once_when_it_is_shown(desk: Desk, view: View):
    view.hide()
    desk.do(add_person, "Ada")
    desk.do(add_person, "Grace")
    assert view.count == 1

    view.show()

    assert view.shown == ("Ada", "Grace")
    assert view.count == 2


def test_a_view_inside_a_hidden_page_counts_as_hidden(desk: Desk, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    inner = View(desk)
    QVBoxLayout(page).addWidget(inner)
    page.show()
    page.hide()

    desk.do(add_person, "Ada")
    assert inner.shown == ()

    page.show()
    assert inner.shown == ("Ada",)


def test_several_actions_together_refresh_once(desk: Desk, view: View):
    with desk.together():
        desk.do(add_person, "Ada")
        desk.do(add_person, "Grace")

    assert view.shown == ("Ada", "Grace")
    assert view.count == 2


def test_a_change_that_came_past_the_desk_is_shown_with_the_next_turn(
    qtbot, view: View, file: EngagementFile
):
    with file.work("Add person") as session:
        session.add(Person(display_name="Ada"))

    qtbot.waitUntil(lambda: view.shown == ("Ada",))


def test_a_view_that_is_gone_is_let_go(desk: Desk, qapp: QApplication):
    view = View(desk)
    view.show()
    gone = weakref.ref(view)

    del view
    gc.collect()

    assert gone() is None
    desk.do(add_person, "Ada")  # nobody is refreshed, nothing breaks
    assert desk.notices.latest is None


class WholePage(Page):
    """A page with all that could keep it alive: commands, sections, a watch, an empty state."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "People")
        self.command("Add", self.refresh, primary=True)
        self.sections = Sections(
            "people", [Part("list", "List", lambda: Card("List", View(self.desk)))]
        )
        self.body(self.sections)
        self.state = EmptyState("Nobody yet.", "Add", self.refresh)
        desk.watch(self, (Person,), self.refresh)

    def refresh(self) -> None:
        self.empty(None if self.desk.read(names) else EmptyState("Nobody.", "Add", self.refresh))


def test_a_whole_page_that_is_gone_is_let_go(desk: Desk, qapp: QApplication):
    page = WholePage(desk)
    page.show()
    desk.do(add_person, "Ada")
    page.close()
    gone = weakref.ref(page)

    del page
    gc.collect()

    assert gone() is None


def test_a_page_leaves_its_empty_state_when_the_first_row_comes(desk: Desk, qtbot):
    page = WholePage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.is_empty

    desk.do(add_person, "Ada")
    assert not page.is_empty
    assert page.sections.isVisible()

    desk.undo()
    assert page.is_empty


def test_a_closed_desk_listens_no_more(desk: Desk, view: View, file: EngagementFile):
    desk.close()

    with file.work("Add person") as session:
        session.add(Person(display_name="Ada"))
    view.hide()
    view.show()

    assert view.count == 1


def test_a_refusal_is_said_and_changes_nothing(desk: Desk, file: EngagementFile):
    @action("Break the rule")
    def refuse(session: Session) -> None:
        session.add(Person(display_name="Ada"))
        session.flush()
        raise Refused("The decision is signed.", "Withdraw the signature first.")

    assert desk.succeeds(refuse) is False

    notice = desk.notices.latest
    assert notice is not None
    assert (notice.text, notice.remedy) == (
        "The decision is signed.",
        "Withdraw the signature first.",
    )
    assert desk.read(names) == ()
    assert not file.history.can_undo


def test_a_value_that_does_not_fit_is_said_in_a_sentence(desk: Desk):
    person = desk.do(add_person, "Ada")

    assert desk.succeeds(revise, Person, person, "display_name", "") is False

    assert desk.notices.latest is not None
    assert desk.notices.latest.text == "This cannot be empty."
    assert desk.read(names) == ("Ada",)


def test_a_trouble_with_the_file_is_a_question_not_a_notice(desk: Desk):
    def fill_disk(session: Session) -> None:
        raise FileTrouble("The disk is full.", "Make room, then try again.")

    dialogs.answers.give("trouble", None)
    desk.do(fill_disk, label="Write")

    asked = dialogs.answers.asked[-1]
    assert asked.words == ("The disk is full.", "Make room, then try again.")
    assert desk.notices.latest is None


@pytest.mark.expect_log("KeyError")
def test_a_bug_changes_nothing_and_the_program_goes_on(desk: Desk, view: View):
    def stumble(session: Session) -> None:
        session.add(Person(display_name="Confidential Name"))
        session.flush()
        raise KeyError("Confidential Name")

    assert desk.succeeds(stumble, label="Stumble") is False

    notice = desk.notices.latest
    assert notice is not None
    assert notice.text == "Something went wrong, nothing was changed."
    assert [text for text, _slot in notice.commands] == ["Details", "Copy report"]
    assert desk.read(names) == ()

    desk.do(add_person, "Ada")
    assert view.shown == ("Ada",)


@pytest.mark.expect_log("KeyError")
def test_the_report_names_the_place_but_nothing_of_the_client(
    desk: Desk, caplog: pytest.LogCaptureFixture
):
    def stumble(session: Session) -> None:
        raise KeyError("Confidential Name")

    desk.do(stumble, label="Stumble")
    assert desk.notices.latest is not None
    dict(desk.notices.latest.commands)["Details"]()
    dict(desk.notices.latest.commands)["Copy report"]()

    report = dialogs.answers.asked[-1].words[1]
    assert "builtins.KeyError" in report
    assert "app/ui/desk.py:" in report
    assert "test_desk.py:" in report
    assert QApplication.clipboard().text() == report
    assert "Confidential" not in report + caplog.text


@pytest.mark.expect_log("ZeroDivisionError")
def test_one_broken_view_does_not_keep_the_others_from_refreshing(desk: Desk, qtbot):
    class Broken(QWidget):
        def refresh(self) -> None:
            raise ZeroDivisionError

    broken = Broken()
    qtbot.addWidget(broken)
    desk.watch(broken, (Person,), broken.refresh)
    broken.show()
    good = View(desk)
    qtbot.addWidget(good)
    good.show()

    desk.do(add_person, "Ada")

    assert good.shown == ("Ada",)


def test_a_moment_is_answered_in_the_same_step(desk: Desk, file: EngagementFile):
    desk.do(greet, "Ada")
    assert desk.read(teams) == ("Team Ada",)
    assert len(file.history.steps()) == 1

    desk.undo()

    assert desk.read(names) == ()
    assert desk.read(teams) == ()


@pytest.mark.expect_log("ValueError")
def test_an_answer_that_fails_takes_the_whole_step_back(qapp: QApplication, file: EngagementFile):
    def fail(session: Session, moment: Greeted) -> None:
        raise ValueError

    desk = Desk(file, Jobs(inline=True), Notices(), {Greeted: (make_team, fail)})

    assert desk.succeeds(greet, "Ada") is False

    assert desk.read(names) == ()
    assert desk.read(teams) == ()


@pytest.mark.expect_log("RecursionError")
def test_answers_without_end_are_stopped(qapp: QApplication, file: EngagementFile):
    def again(session: Session, moment: Greeted) -> None:
        announce(session, moment)

    desk = Desk(file, Jobs(inline=True), Notices(), {Greeted: (again,)})

    assert desk.succeeds(greet, "Ada") is False
    assert desk.read(names) == ()


def test_a_removal_offers_undo_until_the_file_moves_on(desk: Desk):
    ada = desk.do(add_person, "Ada")
    desk.do(remove_person, ada, notice="Person removed")
    removed = desk.notices.current[-1]
    assert removed.undo
    desk.notices.undo(removed)
    assert desk.read(names) == ("Ada",)

    desk.do(remove_person, ada, notice="Person removed")
    desk.do(add_person, "Grace")

    assert desk.notices.current == ()


def test_a_job_that_is_refused_says_so(desk: Desk, qtbot):
    def refuse() -> None:
        raise Refused("Nobody answered yet.")

    job = desk.start(refuse)
    with qtbot.waitSignal(job.finished):
        pass

    assert desk.notices.latest is not None
    assert desk.notices.latest.text == "Nobody answered yet."
