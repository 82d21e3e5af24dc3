"""Text is kept as the characters it is, or refused with a sentence."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.domain.text import Line, LongText

LINE = TypeAdapter(Line)
TEXT = TypeAdapter(LongText)

KEPT = [
    "<b>bold",
    '<img src="/etc/passwd">',
    "{{7*7}}",
    "'; DROP TABLE person; --",
    "=1+1",
    "👩🏽\u200d🔧",
    "שלום עולם",
    "%s {0} ${x}",
    "&amp;",
]


@pytest.mark.parametrize("text", KEPT)
def test_hostile_text_is_kept_as_the_characters_it_is(text):
    assert LINE.validate_python(text) == text
    assert TEXT.validate_python(text) == text


@pytest.mark.parametrize("text", ["a\0b", "a\x07b", "a\ud800b", "a\x7fb"])
def test_what_no_file_can_keep_is_refused(text):
    for kind in (LINE, TEXT):
        with pytest.raises(ValidationError) as refusal:
            kind.validate_python(text)
        assert "Value error, This holds" in str(refusal.value)


def test_a_name_that_turns_the_direction_of_reading_is_refused():
    with pytest.raises(ValidationError, match="direction"):
        LINE.validate_python("Anna\u202egnp.exe")


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u2028b"])
def test_a_line_has_no_breaks(text):
    with pytest.raises(ValidationError, match="one line"):
        LINE.validate_python(text)


def test_a_longer_text_keeps_its_lines_and_tabs():
    assert TEXT.validate_python("a\r\nb\rc\td") == "a\nb\nc\td"


def test_a_megabyte_is_refused_with_its_limit():
    with pytest.raises(ValidationError, match="20000"):
        TEXT.validate_python("x" * 1_048_576)


def test_outer_blanks_of_a_line_are_dropped():
    assert LINE.validate_python("  Rosa ") == "Rosa"


@given(st.text(max_size=300))
def test_what_is_accepted_is_the_same_text_in_nfc(text):
    try:
        kept = TEXT.validate_python(text)
    except ValidationError:
        return
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert kept == unicodedata.normalize("NFC", plain)
    assert TEXT.validate_python(kept) == kept
