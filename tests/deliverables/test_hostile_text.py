"""Setting a page reads no file, opens no connection and runs nothing, whatever the text says."""

from __future__ import annotations

import sys

import pytest

from app.deliverables import document as doc
from app.deliverables.pdf import render
from tests.deliverables.any_document import HOSTILE
from tests.deliverables.showcase import LETTERHEAD, showcase

PAYLOADS = (
    *HOSTILE,
    '<img src="file:///etc/passwd" width="10" height="10"/>',
    '<img src="http://example.com/x.png"/>',
    "<para backColor=\"[[[__import__('os').system('true')]]]\">x</para>",
    '<onDraw name="x" label="y"/>',
    '<include src="/etc/passwd"/>',
    '<!ENTITY x SYSTEM "file:///etc/passwd">',
    "%PDF-1.7 /JavaScript (app.alert(1)) /OpenAction /Launch",
    "=HYPERLINK(1)",
)
_WATCHED: list[str] | None = None
_TOUCHES = ("open", "socket.", "subprocess.", "os.system", "os.exec", "exec", "compile", "import")


def _watch(event: str, _arguments: tuple[object, ...]) -> None:
    if _WATCHED is not None and event.startswith(_TOUCHES):
        _WATCHED.append(event)


sys.addaudithook(_watch)


@pytest.fixture
def watched(monkeypatch):
    """Return what the interpreter was asked for since the press was warm."""
    every = "".join(map(chr, (0x41, 0x5D0, 0x1F600)))
    render(showcase(), LETTERHEAD)
    render(doc.Document(every, everywhere(every)), LETTERHEAD)
    seen: list[str] = []
    monkeypatch.setattr(sys.modules[__name__], "_WATCHED", seen)
    return seen


def everywhere(text: str) -> tuple[doc.Block, ...]:
    return (
        doc.Heading(text),
        doc.Paragraph(text),
        doc.Bullets((text,)),
        doc.Facts(((text, text),)),
        doc.Table((doc.Column(text),), ((doc.Cell(text, "strong", text),),), text, text),
        doc.Callout(text, text),
        doc.Ruled(text, 2, text),
        doc.Signature(((text, text, text),), text),
        doc.QrCode(text, text),
        doc.Picture(text.encode("utf-8", "replace"), 40, text),
        doc.Cover(text, text, (text,)),
    )


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_touches_nothing(watched, text):
    made = render(doc.Document(text, everywhere(text), subject=text, author=text), LETTERHEAD)

    assert made
    assert watched == []


@pytest.mark.parametrize("name", ["/JavaScript", "/OpenAction", "/Launch", "/URI", "/AA"])
def test_no_text_becomes_something_a_reader_would_do(name):
    text = f"{name} (x) javascript:alert(1) http://example.com"

    made = render(doc.Document(text, (doc.Paragraph(text), doc.Heading(text))), LETTERHEAD)

    assert f"/S {name}".encode() not in made
    assert f"{name} <<".encode() not in made


def test_the_watch_would_have_seen_a_file_being_read(watched):
    with open(__file__, encoding="utf-8"):  # noqa: PTH123 - the plain call is what is watched
        pass

    assert watched == ["open"]
