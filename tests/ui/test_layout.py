"""Places, words and navigation: plain text, tokens, names for all, built when needed."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QTabBar, QWidget

from app.ui import theme
from app.ui.layout import (
    Button,
    Card,
    Columns,
    EmptyState,
    Heading,
    IconButton,
    Part,
    Pill,
    PlainLabel,
    Rows,
    Scroll,
    Sections,
    Stack,
    StatusMark,
    Strip,
    plain_tip,
)
from app.ui.page import Page

HOSTILE = "<b>Ada</b> & <script>"


def test_a_label_shows_hostile_text_letter_by_letter(qtbot):
    label = PlainLabel(HOSTILE)
    qtbot.addWidget(label)

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_a_tooltip_shows_hostile_text_letter_by_letter():
    assert plain_tip(HOSTILE) == "<qt>&lt;b&gt;Ada&lt;/b&gt; &amp; &lt;script&gt;</qt>"
    assert plain_tip("") == ""


def test_a_label_that_elides_gives_way_and_offers_the_whole_as_tooltip(qtbot):
    label = PlainLabel("A very long sentence about an outcome", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()

    assert label.minimumSizeHint().width() < 60
    assert label.toolTip() == plain_tip("A very long sentence about an outcome")

    label.resize(900, 20)
    assert label.toolTip() == ""


def test_a_card_has_its_title_as_name(qtbot):
    card = Card("Candidates", QLabel("x"))
    qtbot.addWidget(card)

    assert card.accessibleName() == "Candidates"
    card.tell("People")
    assert card.accessibleName() == "People"


def test_columns_stand_under_each_other_where_the_window_is_narrow(qtbot):
    left, right = QWidget(), QWidget()
    for widget in (left, right):
        widget.setMinimumSize(300, 50)
    columns = Columns(left, right)
    qtbot.addWidget(columns)
    columns.resize(900, 300)
    columns.show()
    assert left.y() == right.y()
    assert right.x() > left.x()

    columns.resize(400, 300)

    qtbot.waitUntil(lambda: left.x() == right.x() and right.y() > left.y())


def test_shares_divide_the_room(qtbot):
    left, right = Card("a", share=1), Card("b", share=3)
    columns = Columns(left, right)
    qtbot.addWidget(columns)
    columns.resize(1000, 300)
    columns.show()

    assert right.width() / left.width() == pytest.approx(3, abs=0.4)


def test_rows_give_the_room_that_is_left_to_what_has_a_share(qtbot):
    fixed, growing = QLabel("x"), Card("grows", share=1)
    rows = Rows(fixed, growing)
    qtbot.addWidget(rows)
    rows.resize(300, 600)
    rows.show()

    assert growing.height() > 500


def test_a_scroll_never_asks_for_more_than_a_few_lines(qtbot):
    tall = QWidget()
    tall.setMinimumSize(4000, 4000)
    scroll = Scroll(tall)
    qtbot.addWidget(scroll)

    assert scroll.minimumSizeHint().width() < 400
    assert scroll.minimumSizeHint().height() < 400


def test_a_stack_shows_one_of_its_things(qtbot):
    empty, full = QLabel("empty"), QLabel("full")
    stack = Stack(empty, full)
    qtbot.addWidget(stack)
    stack.show()
    assert (empty.isVisible(), full.isVisible()) == (True, False)

    stack.turn_to(full)

    assert (empty.isVisible(), full.isVisible()) == (False, True)


@pytest.mark.parametrize("at", ["left", "top"])
def test_a_sub_page_is_built_when_it_is_first_opened(qtbot, at):
    built: list[str] = []

    def make(key: str) -> QWidget:
        built.append(key)
        return QLabel(key)

    places: dict[str, str] = {}
    sections = Sections(
        "selection",
        [Part("one", "One", lambda: make("one")), Part("two", "Two", lambda: make("two"))],
        at=at,
        places=places,
    )
    qtbot.addWidget(sections)
    assert built == []

    sections.show()
    assert (built, sections.current) == (["one"], "one")

    with qtbot.waitSignal(sections.opened) as signal:
        sections.open("two")
    assert signal.args == ["two"]

    sections.open("one")
    assert built == ["one", "two"]
    assert places == {"selection": "one"}


@pytest.mark.parametrize("at", ["left", "top"])
def test_the_open_sub_page_is_remembered(qtbot, at):
    parts = [Part(key, key, QWidget) for key in ("one", "two", "three")]
    sections = Sections("selection", parts, at=at, places={"selection": "three"})
    qtbot.addWidget(sections)

    sections.show()

    assert sections.current == "three"
    assert sections.page("one") is None


def test_a_place_that_no_longer_exists_opens_the_first(qtbot):
    parts = [Part("one", "One", QWidget)]
    sections = Sections("selection", parts, places={"selection": "gone"})
    qtbot.addWidget(sections)

    sections.show()

    assert sections.current == "one"


def test_sections_are_walked_by_arrow_keys(qtbot):
    parts = [Part("one", "One", QWidget), Part("two", "Two", QWidget)]
    for at, kind in (("top", QTabBar), ("left", QListWidget)):
        sections = Sections("selection", parts, at=at)
        qtbot.addWidget(sections)
        sections.show()
        bar = sections.findChild(kind)
        key = Qt.Key.Key_Right if at == "top" else Qt.Key.Key_Down

        qtbot.keyClick(bar, key)

        assert sections.current == "two"


def test_a_tall_sub_page_does_not_make_the_others_tall(qtbot):
    tall = QWidget()
    tall.setMinimumSize(200, 3000)
    parts = [Part("tall", "Tall", lambda: tall), Part("low", "Low", QWidget)]
    sections = Sections("s", parts)
    qtbot.addWidget(sections)
    sections.show()
    assert sections.minimumSizeHint().height() > 3000

    sections.open("low")

    assert sections.minimumSizeHint().height() < 200


def test_a_title_can_carry_a_number(qtbot):
    sections = Sections("s", [Part("one", "Q&A", QWidget)])
    qtbot.addWidget(sections)

    sections.note("one", "3")

    assert sections.findChild(QTabBar).tabText(0) == "Q&&A  3"


def test_a_button_calls_its_slot_without_what_the_signal_says(qtbot):
    heard: list[tuple[object, ...]] = []
    button = Button("Go", lambda *said: heard.append(said))
    qtbot.addWidget(button)

    button.click()

    assert heard == [()]


def test_a_button_does_not_keep_a_page_alive(qapp: QApplication):
    class Owner(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.button = Button("Go", self.go)
            self.button.setParent(self)

        def go(self) -> None: ...

    owner = Owner()
    gone = weakref.ref(owner)

    del owner
    gc.collect()

    assert gone() is None


def test_a_button_without_words_has_a_name(qtbot):
    button = IconButton("x", "Dismiss")
    qtbot.addWidget(button)

    assert button.accessibleName() == "Dismiss"
    assert button.toolTip() == "Dismiss"
    assert button.sizeHint().width() >= 24


def test_a_mark_says_its_state_in_words(qtbot):
    mark = StatusMark("part", "Under way", says=False)
    qtbot.addWidget(mark)

    assert mark.accessibleName() == "Under way"
    mark.tell("done", "Handed over")
    assert mark.accessibleName() == "Handed over"


def test_marks_differ_by_shape_and_not_only_by_color(qtbot):
    pictures = []
    for state in ("open", "part", "done", "warn"):
        mark = StatusMark(state, "x", says=False)
        qtbot.addWidget(mark)
        mark.resize(16, 16)
        image = mark.grab().toImage()
        ground = image.pixel(0, 0)
        pictures.append(
            frozenset((x, y) for x in range(16) for y in range(16) if image.pixel(x, y) != ground)
        )

    assert len(set(pictures)) == 4


def test_a_pill_without_a_word_is_not_there(qtbot):
    pill = Pill("Overdue", "warn")
    qtbot.addWidget(pill)
    pill.show()

    pill.tell("")

    assert pill.isHidden()


def test_a_strip_shows_as_many_figures_as_there_are(qtbot):
    strip = Strip([("Candidates", "12"), ("Decided", "3")])
    qtbot.addWidget(strip)
    strip.show()

    strip.tell([("Candidates", "13")])

    shown = [label.text() for label in strip.findChildren(PlainLabel) if label.isVisible()]
    assert sorted(shown) == ["13", "Candidates"]


def test_an_empty_state_teaches_and_offers_one_thing_to_do(qtbot):
    done: list[str] = []
    state = EmptyState(
        "Start with a position.",
        "Open a position",
        lambda: done.append("open"),
        "See the sample",
        lambda: done.append("sample"),
    )
    qtbot.addWidget(state)
    state.show()

    state.button.click()
    state.link.click()

    assert done == ["open", "sample"]
    assert state.accessibleName() == "Start with a position."


class Plain(Page):
    def __init__(self) -> None:
        super().__init__(None, "Selection", "To a defensible decision.")  # type: ignore[arg-type]  # needs no desk
        self.inside = QLabel("body")
        self.body(self.inside)
        self.add = self.command("Add", self.refresh, primary=True)
        self.print = self.command("Print", self.refresh)


@pytest.fixture
def page(qtbot) -> Plain:
    made = Plain()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_the_primary_command_stands_last_at_the_top_right(page: Plain):
    assert page.add.property("role") == "primary"
    assert page.add.x() > page.print.x()
    assert page.add.mapTo(page, page.add.rect().topRight()) == QPoint(
        page.width() - theme.space("xl") - 1, theme.space("l")
    )


def test_figures_and_commands_come_below_where_the_page_is_narrow(page: Plain, qtbot):
    page.strip([("Openings", "2"), ("Candidates", "9")])
    page.resize(360, 600)

    title = page.findChildren(Heading)[0]
    foot = title.mapTo(page, title.rect().bottomLeft()).y()
    qtbot.waitUntil(lambda: page.add.mapTo(page, QPoint()).y() > foot)
    assert page.minimumSizeHint().width() <= 360
    assert page.add.mapTo(page, page.add.rect().topRight()).x() < page.width()


def test_a_page_shows_its_empty_state_in_the_place_of_its_body(page: Plain):
    page.empty(EmptyState("Nothing yet."))
    assert page.is_empty
    assert not page.inside.isVisible()

    page.empty(None)
    assert page.inside.isVisible()


def test_a_page_has_a_name_and_says_what_it_is_for(page: Plain):
    assert page.accessibleName() == "Selection"
    assert page.accessibleDescription() == "To a defensible decision."


def test_everything_that_takes_the_focus_has_a_name(page: Plain, qtbot):
    page.body(Sections("s", [Part("one", "One", lambda: Card("Card", IconButton("x", "Remove")))]))
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert nameless == []
