"""A damaged file is refused with a sentence that names the file and the place."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import FileTrouble
from app.instruments import instrument
from app.instruments.reading import Entry, InstrumentTrouble, read_file


def entry(**table) -> Entry:
    return Entry(table, "values.toml", "value 3")


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Let a test write its own instrument in place of the shipped one."""

    def write(key: str, text: str) -> None:
        (tmp_path / f"{key}.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(instrument, "resource", lambda *parts: tmp_path / parts[-1])
        for reader in (instrument.values, instrument.competencies, instrument.scales):
            reader.cache_clear()

    yield write
    for reader in (instrument.values, instrument.competencies, instrument.scales):
        reader.cache_clear()


def test_a_missing_value_is_named_with_file_and_place():
    with pytest.raises(InstrumentTrouble) as trouble:
        entry(name="Craft").text("meaning")

    assert trouble.value.text == "values.toml, value 3: “meaning” is missing"
    assert trouble.value.remedy
    assert isinstance(trouble.value, FileTrouble)


def test_what_nobody_took_is_refused():
    one = entry(name="Craft", sense="…")
    one.text("name")

    with pytest.raises(InstrumentTrouble, match="“sense” is not known here"):
        one.finish()


@pytest.mark.parametrize(
    ("take", "reason"),
    [
        (lambda one: one.text("empty"), "is empty"),
        (lambda one: one.text("number"), "is not a text"),
        (lambda one: one.text("nul"), "control character"),
        (lambda one: one.texts("name"), "is not a list"),
        (lambda one: one.texts("names", count=3), "holds 2 texts, not 3"),
        (lambda one: one.texts("gaps"), "holds an empty text"),
        (lambda one: one.whole("name", low=1, high=5), "is not a whole number"),
        (lambda one: one.whole("flag", low=0, high=5), "is not a whole number"),
        (lambda one: one.whole("number", low=1, high=5), "outside 1 to 5"),
        (lambda one: one.wholes("ratings", low=1, high=5, count=3), "holds 9"),
        (lambda one: one.wholes("ratings", low=1, high=9, count=2), "holds 3 numbers, not 2"),
        (lambda one: one.number("flag"), "is not a number"),
        (lambda one: one.flag("name"), "is neither true nor false"),
        (lambda one: one.day("name"), "is not a date"),
        (lambda one: one.choice("name", frozenset({"a", "b"})), "not one of a, b"),
        (lambda one: one.entry("name"), "is not a table"),
        (lambda one: one.entries("names"), "“names” 1 is not a table"),
    ],
)
def test_a_wrong_value_is_refused_with_the_reason(take, reason):
    one = entry(
        name="Craft",
        empty=" ",
        number=7,
        nul="a\0b",
        names=["a", "b"],
        gaps=["a", ""],
        flag=True,
        ratings=[3, 9, 4],
    )

    with pytest.raises(InstrumentTrouble, match=reason):
        take(one)


def test_what_may_be_missing_is_missing_and_not_guessed():
    one = entry()

    assert one.optional_number("baseline") is None
    assert one.optional_day("ended") is None
    assert one.optional_text("note") == ""
    assert one.flag("shared") is False


def test_places_within_places_are_counted_from_one():
    top = Entry({"job": [{"outcome": [{}, {}]}]}, "northmere.toml", "")
    second = top.entries("job")[0].entries("outcome")[1]

    with pytest.raises(InstrumentTrouble, match=r"northmere\.toml, job 1 outcome 2: "):
        second.text("code")


def test_a_date_is_taken_as_a_date():
    assert entry(on=date(2025, 1, 6)).day("on") == date(2025, 1, 6)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"key = ", b"a = 1\na = 2"])
def test_a_file_that_is_not_toml_is_refused(tmp_path, content):
    path = tmp_path / "values.toml"
    path.write_bytes(content)

    with pytest.raises(InstrumentTrouble, match=r"^values\.toml cannot be read"):
        read_file(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InstrumentTrouble, match="cannot be read"):
        read_file(tmp_path / "absent.toml")


def test_a_file_put_in_the_place_of_another_is_refused(shipped):
    shipped("values", 'instrument = "glossary"\n')

    with pytest.raises(InstrumentTrouble, match="“instrument” is “glossary”, not one of values"):
        instrument.values()


def test_a_key_that_stands_twice_is_refused(shipped):
    one = '[[value]]\nkey = "a"\nname = "A"\nmeaning = "m"\nseen = "s"\nnot_seen = "n"\n'
    shipped("values", 'instrument = "values"\n' + one + one)

    with pytest.raises(InstrumentTrouble, match=r"values\.toml, entry 2: “a” stands here twice"):
        instrument.values()


def test_a_competency_with_two_equal_anchors_is_refused(shipped):
    shipped(
        "competencies",
        'instrument = "competencies"\n[[competency]]\nkey = "a"\n'
        'anchors = ["1", "2", "3", "4", "4"]\n',
    )

    with pytest.raises(InstrumentTrouble, match="competency 1: two anchors say the same"):
        instrument.competencies()


def test_a_scale_that_skips_a_level_is_refused(shipped):
    level = '[[competency.level]]\nlevel = {}\nlabel = "l"\nmeaning = "m"\n'
    shipped(
        "scales",
        'instrument = "scales"\n[competency]\ntitle = "t"\nnote = "n"\n'
        + "".join(level.format(n) for n in (1, 2, 4, 5)),
    )

    with pytest.raises(InstrumentTrouble, match="the levels do not run from 1 to 5"):
        instrument.scales()


@given(
    st.dictionaries(
        st.sampled_from(["key", "n", "list"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
def test_whatever_stands_in_a_table_only_our_own_trouble_is_raised(table):
    one = Entry(table, "f.toml", "")
    for take in (
        lambda: one.text("key"),
        lambda: one.whole("n", low=0, high=9),
        lambda: one.texts("list"),
        lambda: one.number("n"),
        lambda: one.day("n"),
        one.finish,
    ):
        with suppress(InstrumentTrouble):
            take()
