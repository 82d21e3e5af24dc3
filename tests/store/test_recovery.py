"""The recovery sheet's lines: what is mistyped is noticed, and the line is named."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.recovery import LINES, Mistyped, lines_of, read_back

KEYS = st.binary(min_size=48, max_size=48).map(bytes.hex)


def sheet(key: str) -> list[str]:
    return [line.text for line in lines_of(key)]


@given(KEYS)
def test_what_stands_on_the_sheet_reads_back(key: str):
    lines = sheet(key)

    assert len(lines) == LINES
    assert sum(len(line.groups) for line in lines_of(key)) == 24
    assert read_back("\n".join(lines)) == key
    assert read_back("".join(lines)) == key
    assert read_back("\n\n".join(line.lower().replace(" ", "-") for line in lines)) == key
    assert read_back(key.upper()) == key


@given(KEYS, st.integers(0, 5), st.integers(0, 16), st.integers(1, 15))
def test_one_wrong_digit_is_always_noticed_and_its_line_named(
    key: str, line: int, place: int, by: int
):
    lines = [text.replace(" ", "") for text in sheet(key)]
    wrong = f"{int(lines[line][place], 16) ^ by:x}"
    lines[line] = lines[line][:place] + wrong + lines[line][place + 1 :]

    with pytest.raises(Mistyped, match=f"Line {line + 1} ") as caught:
        read_back("\n".join(lines))

    assert caught.value.line == line + 1


@given(KEYS, st.integers(0, 5), st.integers(0, 15))
def test_two_neighbors_exchanged_are_noticed(key: str, line: int, place: int):
    lines = [text.replace(" ", "") for text in sheet(key)]
    row = lines[line]
    if row[place] == row[place + 1]:
        return
    lines[line] = row[:place] + row[place + 1] + row[place] + row[place + 2 :]

    with pytest.raises(Mistyped) as caught:
        read_back("\n".join(lines))

    assert caught.value.line == line + 1


@given(KEYS, st.integers(0, 4))
def test_two_lines_exchanged_are_noticed(key: str, first: int):
    lines = sheet(key)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]

    with pytest.raises(Mistyped) as caught:
        read_back("\n".join(lines))

    assert caught.value.line == first + 1


def test_a_missing_line_a_short_line_and_a_stranger_are_told_apart():
    lines = sheet(os.urandom(48).hex())

    with pytest.raises(Mistyped, match="has 6 lines; there are 5"):
        read_back("\n".join(lines[:5]))
    with pytest.raises(Mistyped, match="Line 2 has 16 digits; it should have 17"):
        read_back("\n".join([lines[0], lines[1][:-1], *lines[2:]]))
    with pytest.raises(Mistyped, match="Line 1: “x” is not a digit"):
        read_back("\n".join(["x" + lines[0][1:], *lines[1:]]))
    with pytest.raises(Mistyped, match="there are 0"):
        read_back("")


def test_the_letter_o_is_a_zero():
    key = "0" * 96

    assert read_back("\n".join(line.replace("0", "O") for line in sheet(key))) == key


def test_a_sheet_is_only_made_of_a_whole_key():
    with pytest.raises(ValueError, match="96"):
        lines_of("abc")
