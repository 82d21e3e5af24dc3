"""A file from outside is read apart: the child may read and nothing else, and not for ever."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from app.domain.errors import Refused
from app.host import workers
from app.intake import child, forms, serving
from app.intake.child import read_apart
from tests.house.tree import ROOT

CONFINED = "from app.intake.confining import confine; confine(); "


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The child says nothing of a broken file; here its reader is called without one."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("pypdf").setLevel(logging.NOTSET)


def form(**texts: str) -> bytes:
    """A PDF with these text fields."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for place, (name, text) in enumerate(texts.items()):
        canvas.acroForm.textfield(name=name, value=text, x=50, y=700 - 40 * place)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def ends(code: str) -> str:
    """What a confined process says about a piece of code: done, or the kind of what stopped it."""
    program = f"{CONFINED}\ntry:\n    {code}\nexcept BaseException as stopped:\n"
    program += "    print(type(stopped).__name__)\nelse:\n    print('done')"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or f"killed {done.returncode}"


def test_a_filled_form_is_read_apart_as_it_is_read_here():
    content = form(mark="one", note="Naïve, she said")
    assert read_apart("form", content) == forms.read(content)
    assert forms.read(content) == {"mark": "one", "note": "Naïve, she said"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04 no PDF at all", "This is not a PDF."),
        (b"%PDF-1.7\nbroken", "This PDF is damaged."),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused) as refused:
        read_apart("form", content)
    assert refused.value.text == sentence
    assert refused.value.remedy


def test_a_pdf_without_fields_and_a_protected_one_are_told_apart():
    plain, locked = PdfWriter(), PdfWriter()
    for writer in (plain, locked):
        writer.add_blank_page(200, 200)
    locked.encrypt("secret", algorithm="RC4-128")
    said = []
    for writer in (plain, locked):
        stream = io.BytesIO()
        writer.write(stream)
        with pytest.raises(Refused) as refused:
            read_apart("form", stream.getvalue())
        said.append(refused.value.text)
    assert said == ["This PDF has no fields to read.", "This PDF is protected."]


def test_a_file_over_the_limit_is_not_even_handed_over(monkeypatch):
    monkeypatch.setattr(child, "LARGEST", 10)
    monkeypatch.setattr(workers, "command", lambda _: pytest.fail("a child was started"))
    with pytest.raises(Refused, match="larger than 50 MB"):
        read_apart("form", b"x" * 11)


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(3)",
        "print('no JSON')",
        "import os; os.write(1, b'[1]')",
        "import sys; sys.stdin.read(); sys.stdout.write('x' * 40_000_000)",
    ],
)
def test_a_child_that_answers_nothing_of_use_is_a_file_that_cannot_be_read(monkeypatch, program):
    monkeypatch.setattr(workers, "command", lambda _: [sys.executable, "-c", program])
    with pytest.raises(Refused, match="cannot be read"):
        read_apart("form", b"%PDF-" + b"x" * 500_000)


def test_a_child_that_hangs_is_stopped(monkeypatch):
    forever = "import sys\nsys.stdin.read()\nwhile True: pass"
    monkeypatch.setattr(workers, "command", lambda _: [sys.executable, "-c", forever])
    begun = time.monotonic()
    with pytest.raises(Refused, match="cannot be read"):
        read_apart("form", b"%PDF-", patience=1.0)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("open('planted', 'w')", "PermissionError"),
        ("import os; os.open('planted', os.O_CREAT | os.O_WRONLY)", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "PermissionError"),
        ("import os; os.remove('pyproject.toml')", "PermissionError"),
        ("open('pyproject.toml').read()", "done"),
    ],
)
def test_a_confined_process_reads_and_does_nothing_else(code, end):
    assert ends(code) == end
    assert (ROOT / "pyproject.toml").is_file()
    assert not (ROOT / "planted").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the system limits no memory")
def test_a_confined_process_does_not_grow_without_end():
    assert ends("x = bytearray(2 * 1024 ** 3)") == "MemoryError"


def test_a_reading_worker_does_nothing_but_its_work():
    unguarded = {key: value for key, value in os.environ.items() if key != workers.GUARD}
    called = subprocess.run(
        [sys.executable, "-m", "app", workers.READ],
        env=unguarded, input=b"{}", cwd=ROOT, check=False,
    )  # fmt: skip
    assert called.returncode == workers.REFUSED


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_form_with_any_bytes_changed_is_read_or_refused(data):
    content = bytearray(form(mark="one", note="two"))
    for _ in range(data.draw(st.integers(1, 40))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    answer = serving.answer(forms.read, bytes(content))
    assert answer.keys() in ({"value"}, {"refused"}, {"failed"})
    assert serving.said(answer)
    read = answer.get("value", {})
    assert all(isinstance(one, str) for pair in read.items() for one in pair)
