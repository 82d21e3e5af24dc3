"""Forms made to do harm: always a sentence, never a hang, nothing run, nothing written."""

from __future__ import annotations

import io
import logging
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from app.domain.errors import Refused
from app.intake import forms, serving
from app.intake.several import FormRead, read_forms
from app.stages.selection import rules
from tests.deliverables.test_fields import FORM, Letterhead, render

CONTENT = render(FORM, Letterhead())
FIELDS = {"mark": "what it is", "rate_1": "", "why_1": "", "note_1": ""}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The child says nothing of a broken file; here its reader is called without one."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("pypdf").setLevel(logging.NOTSET)


def changed(change) -> bytes:
    """Return the form with something done to it."""
    with pikepdf.open(io.BytesIO(CONTENT)) as pdf:
        change(pdf)
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def apart(folder: Path, content: bytes) -> FormRead:
    """Read a file as the program does, in a child."""
    path = folder / "sheet.pdf"
    path.write_bytes(content)
    begun = time.monotonic()
    (found,) = read_forms([path])
    assert time.monotonic() - begun < 60
    assert [one.name for one in folder.iterdir()] == ["sheet.pdf"]
    assert path.read_bytes() == content
    return found


def told(answer: dict[str, object]) -> bool:
    """Say whether an answer is values, a sentence, or the kind of a fault."""
    if "value" in answer:
        value = answer["value"]
        assert isinstance(value, dict)
        return all(one is None or isinstance(one, str) for one in value.values())
    return bool(answer.get("refused") or answer.get("failed"))


@settings(max_examples=60)
@given(st.integers(0, len(CONTENT)))
def test_a_form_cut_off_anywhere_is_answered(end: int) -> None:
    assert told(serving.answer(forms.read, CONTENT[:end]))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(CONTENT) - 1), st.integers(0, 255)), max_size=30))
def test_a_form_with_any_bytes_changed_is_answered(slips: list[tuple[int, int]]) -> None:
    content = bytearray(CONTENT)
    for place, byte in slips:
        content[place] = byte
    assert told(serving.answer(forms.read, bytes(content)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_form_cut_off_is_a_sentence_or_the_form(tmp_path: Path, share: float) -> None:
    found = apart(tmp_path, CONTENT[: int(len(CONTENT) * share)])
    assert found.fields == FIELDS or (found.refused.endswith(".") and found.remedy)


def nested(pdf: Pdf) -> None:
    top = one = pdf.make_indirect(Dictionary(T=String("a")))
    for _ in range(3000):
        kid = pdf.make_indirect(Dictionary(T=String("a"), Parent=one))
        one.Kids = Array([kid])
        one = kid
    pdf.Root.AcroForm.Fields.append(top)


def circle(pdf: Pdf) -> None:
    one = pdf.make_indirect(Dictionary(T=String("a"), FT=Name.Tx))
    one.Kids = Array([one])
    one.Parent = one
    pdf.Root.AcroForm.Fields.append(one)


def many(pdf: Pdf) -> None:
    for number in range(5000):
        one = Dictionary(T=String(f"f{number}"), FT=Name.Tx, V=String("x"))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(one))


@pytest.mark.parametrize("harm", [nested, circle, many])
def test_a_form_without_end_is_a_sentence_or_the_form(tmp_path: Path, harm) -> None:
    found = apart(tmp_path, changed(harm))
    assert found.refused.endswith(".") or FIELDS.items() <= found.fields.items()


def test_a_stream_that_unpacks_without_end_is_not_waited_for(tmp_path: Path) -> None:
    packed = zlib.compress(bytes(600 * 1024 * 1024), 9)

    def harm(pdf: Pdf) -> None:
        bomb = pdf.make_stream(b"")
        bomb.write(packed, filter=Name("/Fl"))
        pdf.Root.AcroForm.Fields[0].V = bomb

    found = apart(tmp_path, changed(harm))
    assert found.refused.endswith(".") or found.fields["mark"] is None


def test_scripts_attachments_and_other_forms_in_it_change_nothing(tmp_path: Path) -> None:
    def harm(pdf: Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('http://127.0.0.1')"))
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
        pdf.attachments["planted.txt"] = b"planted"
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp:xdp xmlns:xdp='x'>9</xdp:xdp>")
        pdf.Root.AcroForm.Fields[3].AA = Dictionary(K=script)

    assert apart(tmp_path, changed(harm)).fields == FIELDS


@pytest.mark.parametrize(
    "value",
    [5, 3.5, True, Array([1, 2]), Dictionary(A=1), Array([Name("/1"), Name("/2")])],
    ids=["int", "float", "bool", "array", "dictionary", "names"],
)
def test_a_value_of_a_wrong_kind_is_no_text(tmp_path: Path, value: object) -> None:
    def harm(pdf: Pdf) -> None:
        pdf.Root.AcroForm.Fields[1].V = value
        pdf.Root.AcroForm.Fields[3].V = value

    found = apart(tmp_path, changed(harm))
    assert (found.fields["rate_1"], found.fields["note_1"]) == (None, None)


def test_a_protected_form_is_told_apart(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(CONTENT)) as pdf:
        stream = io.BytesIO()
        pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    found = apart(tmp_path, stream.getvalue())
    assert found.refused == "This PDF is protected."


def test_a_text_without_end_is_longer_than_any_of_ours(tmp_path: Path) -> None:
    def harm(pdf: Pdf) -> None:
        pdf.Root.AcroForm.Fields[3].V = String("x" * 5_000_000)

    found = apart(tmp_path, changed(harm))
    assert len(found.fields["note_1"] or "") == forms.LONGEST > 20_000


def test_a_reader_that_refuses_says_so_in_a_sentence() -> None:
    with pytest.raises(Refused):
        forms.read(b"PK")
    assert rules.unread("No.", "Ask.").verdict == "unreadable"
