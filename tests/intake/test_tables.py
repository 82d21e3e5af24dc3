"""Tables from outside: read as texts, whatever wrote them, or refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.intake import serving, tables
from app.intake.child import read_apart

ROWS = [["Name", "E-mail"], ["Žofie Nováková", "zofie@example.org"], ["Bo, Jr.", ""]]


def workbook(rows, **more) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for name in more.get("empty_first", ()):
        book.create_sheet(name, 0)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_csv_is_read_in_whatever_writing_and_with_whatever_marks(encoding, mark):
    lines = ["Name" + mark + "E-mail", "Žofie Nováková" + mark + "zofie@example.org"]
    found = tables.read("\r\n".join(lines).encode(encoding))
    assert found["rows"] == ROWS[:2]
    assert found["delimiter"] == mark


def test_an_old_windows_table_keeps_its_letters():
    found = tables.read("Name;Ort\nJürgen Groß;Köln\n".encode("cp1252"))
    assert found["rows"][1] == ["Jürgen Groß", "Köln"]
    assert found["encoding"] == "cp1252"


def test_a_workbook_is_read_apart_and_its_first_table_taken():
    content = workbook([*ROWS, [None, None], ["Day", date(2026, 11, 23)], [3.0, 2.5]],
                       empty_first=["Cover"])  # fmt: skip
    found = read_apart("table", content)
    assert found["sheets"] == ["Cover", "Sheet"]
    assert found["sheet"] == "Sheet"
    assert found["rows"] == [*ROWS, ["Day", "2026-11-23"], ["3", "2.5"]]


def test_a_formula_is_no_text_and_is_never_computed():
    content = workbook([["Name"], ['=HYPERLINK("http://example.org","x")'], ["@SUM(1)"]])
    assert read_apart("table", content)["rows"] == [["Name"], ["@SUM(1)"]]
    assert tables.read(b"Name\n=cmd|'/C calc'!A0\n")["rows"][1] == ["=cmd|'/C calc'!A0"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old Excel file"),
        (b"%PDF-1.7", "not a table"),
        (b"PK\x03\x04 broken", "damaged"),
        (zipped(a=b"x"), "not a workbook"),
        (zipped(xl__vbaProject_bin=b"", **{"xl/vbaProject.bin": b"macro"}), "macros"),
        (zipped(xl__big_xml=b"0" * 60_000_000), "far more than a table"),
        (zipped(**{f"p{n}": b"" for n in range(300)}), "far more than a table"),
        (b"a\n" * 20_002, "more than 20,000 rows"),
        (b",".join([b"x"] * 201), "more than 200 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        tables.read(content)
    assert refused.value.remedy


def test_a_thousand_laughs_are_not_laughed():
    laugh = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
    with pytest.raises(Refused):
        read_apart("table", zipped(**{"[Content_Types].xml": laugh, "xl/workbook.xml": laugh}))


@given(st.lists(st.lists(st.text(), max_size=5), max_size=8))
def test_any_rows_come_back_even_and_clean(rows):
    found = tables._evened(rows)
    assert len({len(row) for row in found}) <= 1
    assert all(any(row) for row in found)
    assert not [cell for row in found for cell in row if "\x00" in cell]
    assert all(cell.encode("utf-8") is not None for row in found for cell in row)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    answer = serving.answer(tables.read, content)
    assert answer.keys() in ({"value"}, {"refused"})
    assert serving.said(answer)
