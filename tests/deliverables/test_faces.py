"""Characters: printed as typed, or shown by their number; never an empty box, never lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deliverables.press import faces
from app.deliverables.press.directions import in_order_of_the_eye, joined, runs_right_to_left
from app.deliverables.press.lines import Type, lines_of, one_line

BODY = Type(faces.TEXT, 10, 14)


@given(st.text(max_size=200), st.sampled_from((faces.TEXT, faces.ITALIC, faces.BOLD, faces.LIGHT)))
def test_every_character_is_in_the_face_it_is_set_in(text, face):
    for run in faces.runs(faces.legible(text), face):
        assert faces.coverage(run.face) >= set(run.text.replace("\n", ""))


@given(st.text(alphabet=st.characters(exclude_categories=("Zs", "Cc", "Cf", "Mn", "Mc"))))
def test_no_character_is_lost(text):
    shown = "".join(run.text for run in faces.runs(faces.legible(text), faces.TEXT))

    for sign in joined(unicodedata.normalize("NFC", text)):
        assert sign in shown or faces.numbered(sign) in shown or sign in "\u2028\u2029"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x07b", "a[U+0007]b"),
        ("a\u202eb", "a[U+202E]b"),
        ("\ud800", "[U+D800]"),
        ("a\tb", "a    b"),
        ("a\r\nb\vc\u2028d", "a\nb\nc\nd"),
        ("soft\u00adhyphen", "softhyphen"),
        ("e\u0301", "é"),
        ("thin\u2006space", "thin space"),
    ],
)
def test_what_has_no_shape_is_numbered_and_what_is_silent_is_left_out(text, shown):
    assert faces.legible(text) == shown


def test_each_script_finds_a_face():
    found = faces.runs("Žofie Дмитрий Αθηνά שלום 😀 漢", faces.TEXT)

    assert {run.face for run in found} == {faces.TEXT, "Wide"}
    assert "[U+6F22]" in "".join(run.text for run in found)


def test_arabic_letters_are_joined():
    assert joined("محمد") == "\ufee3\ufea4\ufee4\ufeaa"
    assert joined("لا") == "\ufefb"
    assert joined("plain") == "plain"


@pytest.mark.parametrize(
    ("line", "from_right", "seen"),
    [
        ("abc שלום def", False, "abc םולש def"),
        ("שלום 12 עולם", True, "םלוע 12 םולש"),
        ("שלום (עולם)", True, "(םלוע) םולש"),
        ("abc", False, "abc"),
        ("", False, ""),
    ],
)
def test_a_line_is_put_in_the_order_of_the_eye(line, from_right, seen):
    assert in_order_of_the_eye(line, from_right=from_right) == seen


@given(st.text(alphabet="abc 12()\u05e9\u05dc\u05d5\u0645\u062d", max_size=60), st.booleans())
def test_turning_a_line_keeps_every_sign(line, from_right):
    turned = in_order_of_the_eye(line, from_right=from_right)
    same = str.maketrans(")", "(")

    assert sorted(turned.translate(same)) == sorted(line.translate(same))


def test_a_text_begins_where_its_first_letter_says():
    assert runs_right_to_left("12 שלום abc")
    assert not runs_right_to_left("12 abc שלום")
    assert lines_of("שלום", BODY, 200)[0].from_right


@given(st.text(max_size=300), st.floats(30, 500))
def test_no_line_is_wider_than_its_measure(text, width):
    for line in lines_of(text, BODY, width):
        assert line.width <= width + 0.1 or len("".join(run.text for run in line.runs)) <= 9


@given(st.text(alphabet="ab -/\n", max_size=300), st.floats(30, 200))
def test_breaking_lines_loses_nothing_but_blanks(text, width):
    set_again = "".join(run.text for line in lines_of(text, BODY, width) for run in line.runs)

    assert set_again.replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_one_line_is_cut_where_it_does_not_fit():
    line = one_line("word " * 50, BODY, 100)

    assert line.width <= 100
    assert line.runs[-1].text.endswith("…")


def test_figures_are_all_of_one_width():
    for face in (faces.TEXT, faces.STRONG, faces.BOLD):
        assert len({faces.advance(digit, face) for digit in "0123456789"}) == 1
