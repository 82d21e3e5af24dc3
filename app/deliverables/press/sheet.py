"""The sheet: where the text stands on it, and what is printed around the text on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.deliverables.document import Confidentiality, Document
from app.deliverables.letterhead import Letterhead
from app.deliverables.paper import Paper
from app.deliverables.press.lines import lines_of
from app.deliverables.press.marks import Mark
from app.deliverables.press.pen import Pen
from app.deliverables.press.styles import CREDIT, NOTICE, RUNNING, RUNNING_STRONG, WATERMARK
from app.host.language import N_, tr

WORDMARK = "Becoming Great!"
CLASS_WORDS = {
    Confidentiality.general: N_("General"),
    Confidentiality.team: N_("Team"),
    Confidentiality.personal: N_("Personal"),
}
_HEAD_LINE = 44.0
_FOOT_LINE = 52.0
_CREDIT_LINE = 30.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of a page.

    The text is as wide bound as unbound: binding only moves it, so it never runs differently.
    """

    width: float
    height: float
    binding: float
    outer: float
    head: float
    foot: float
    bound: bool = False
    duplex: bool = True

    @property
    def measure(self) -> float:
        """Return the width of the text."""
        return self.width - self.binding - self.outer

    @property
    def room(self) -> float:
        """Return the height of the text."""
        return self.height - self.head - self.foot

    @property
    def top(self) -> float:
        """Return where the text begins."""
        return self.height - self.head

    def left(self, page: int) -> float:
        """Return where the text begins on a page; the first lies on the right-hand side."""
        if not self.bound:
            return (self.binding + self.outer) / 2
        return self.outer if self.is_left_hand(page) else self.binding

    def is_left_hand(self, page: int) -> bool:
        """Tell whether a page has its binding edge on its right."""
        return self.bound and self.duplex and page % 2 == 0


def sheet_for(paper: Paper, document: Document, *, bound: bool, duplex: bool) -> Sheet:
    """Return the sheet a document is printed on."""
    wide, high = paper.width, paper.height
    if document.orientation == "landscape":
        wide, high = high, wide
    space = paper.space
    return Sheet(
        wide, high, space["binding"], space["outer"], space["head"], space["foot"], bound, duplex
    )


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of one page."""

    reference: str
    version: int
    confidentiality: Confidentiality
    page: int
    total: int
    section: str = ""


def running_head(pen: Pen, sheet: Sheet, page: int, letterhead: Letterhead, name: str) -> None:
    """Print client and document above the text, the client on the binding side."""
    left, right = sheet.left(page), sheet.left(page) + sheet.measure
    y = sheet.height - _HEAD_LINE
    inner, outer = (letterhead.client_name, RUNNING_STRONG), (name, RUNNING)
    if sheet.is_left_hand(page):
        inner, outer = outer, inner
    used = pen.say(left, y, inner[0], inner[1], sheet.measure * 0.62)
    room = sheet.measure - used - 18
    if room > 40:
        pen.say(right - room, y, outer[0], outer[1], room, "right")
    pen.rule(left, y - 7, right, y - 7)


def notice(pen: Pen, sheet: Sheet, page: int, text: str) -> None:
    """Print below the running head what a reader has to know on every page."""
    y = sheet.height - _HEAD_LINE - 19
    Mark("warn").draw(pen, sheet.left(page), y + 2.6, "warn")
    pen.say(sheet.left(page) + 12, y, text, NOTICE, sheet.measure - 12)


def running_foot(pen: Pen, sheet: Sheet, page: int, foot: Foot) -> None:
    """Print wordmark, document id and version, confidentiality, and the page at the outer edge."""
    left, wide = sheet.left(page), sheet.measure
    y = _FOOT_LINE - 10
    pen.rule(left, _FOOT_LINE, left + wide, _FOOT_LINE)
    number = tr("page {page} of {total}").format(page=foot.page, total=foot.total)
    if foot.section:
        number = f"{foot.section}  ·  {number}"
    version = tr("version {n}").format(n=foot.version)
    said = "  ·  ".join(part for part in (foot.reference, version) if part)
    word = tr(CLASS_WORDS[foot.confidentiality])
    if sheet.is_left_hand(page):
        pen.say(left, y, number, RUNNING, wide * 0.36)
        mark = pen.say(left + wide * 0.7, y, WORDMARK, RUNNING_STRONG, wide * 0.3, "right")
        pen.say(left + wide * 0.56, y, said, RUNNING, wide * 0.44 - mark - 10, "right")
    else:
        mark = pen.say(left, y, WORDMARK, RUNNING_STRONG, wide * 0.3)
        pen.say(left + mark + 10, y, said, RUNNING, wide * 0.44 - mark - 10)
        pen.say(left + wide * 0.64, y, number, RUNNING, wide * 0.36, "right")
    pen.say(left + wide * 0.40, y, word, RUNNING, wide * 0.2, "center")


def credit(pen: Pen, sheet: Sheet, page: int, letterhead: Letterhead) -> None:
    """Print the credit line and the colophon small below the foot of the last page."""
    colophon = letterhead.colophon or tr("Set in Source Sans 3. Made with {name}").format(
        name=WORDMARK
    )
    said = "  ·  ".join(part for part in (letterhead.credit_line, colophon) if part)
    for place, line in enumerate(lines_of(said, CREDIT, sheet.measure)[:2]):
        y = _CREDIT_LINE - place * CREDIT.leading
        pen.line_of_text(sheet.left(page), y, line, CREDIT)


def watermark(pen: Pen, sheet: Sheet) -> None:
    """Print DRAFT across the page, light enough to read through."""
    kind = replace(WATERMARK, size=118 if sheet.height > sheet.width else 104)
    with pen.state():
        pen.canvas.translate(sheet.width / 2, sheet.height / 2)
        pen.canvas.rotate(52 if sheet.height > sheet.width else 36)
        pen.say(-320, -40, tr("DRAFT"), kind, 640, "center")
