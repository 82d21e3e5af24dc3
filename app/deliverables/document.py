"""A document as a value: what a deliverable says, before anyone decides how it looks.

Stages compose these values; `outline()` prints them for the tests, `snapshot` keeps them, the
PDF renderer sets them. Every text in here is plain text: nothing in it is ever markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from app.deliverables.figures import Drawing, RoadState

ParagraphStyle: TypeAlias = Literal["body", "lead", "small", "quote", "label"]
Align: TypeAlias = Literal["left", "right", "center"]
CellStyle: TypeAlias = Literal["", "strong", "soft", "head", "good", "warn", "bad"]
CalloutKind: TypeAlias = Literal["note", "warn", "good"]
Orientation: TypeAlias = Literal["portrait", "landscape"]


class Confidentiality(StrEnum):
    """Who may hold the paper in the hand; printed at the foot of every page."""

    general = "general"
    team = "team"
    personal = "personal"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 and 2 become bookmarks. It never stands alone at the foot of a page."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line break stays a line break, an empty line begins a new paragraph."""

    text: str
    style: ParagraphStyle = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points; `numbered` for steps that follow one another."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of label and text: who, where, since when."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `share` is its part of the width beside the others'.

    `numeric` sets the numbers in figures of one width, flush right unless `align` says more.
    """

    title: str
    share: float = 1
    align: Align = "left"
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with an emphasis or a small mark before its text.

    Attributes:
        text: what it says.
        style: the emphasis; good, warn and bad add a drawn mark, so color never speaks alone.
        mark: ``dots:3`` (three of five), ``dots:3/7``, ``bar:0.84`` (0 to 1), ``tick``, ``cross``,
            ``box`` (to be ticked by hand), ``open`` or ``full`` (a hollow or filled ring).
    """

    text: str
    style: CellStyle = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Without rows it prints the sentence `empty`, never an empty grid."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    caption: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its numbers beside it; `alt` says in a sentence what it shows."""

    drawing: Drawing
    alt: str
    numbers: Table | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Ruled space to be filled by hand, at least 8 mm a line; or room to fill in on a computer.

    Attributes:
        label: what belongs on the lines.
        lines: how many there are at least.
        filled: what is set on them already.
        grows: whether it takes what room its page has left.
        field: the name under which it is filled in on a computer; empty for paper.
        longest: how many characters the field takes.
        about: what belongs there, for a screen reader.
    """

    label: str
    lines: int = 3
    filled: str = ""
    grows: bool = False
    field: str = ""
    longest: int = 2000
    about: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to be written by hand: a line as long as its share, or with no share a box."""

    label: str
    share: float = 1


@dataclass(frozen=True, slots=True)
class Blanks:
    """Lines and boxes to be filled by hand, side by side, each with its label."""

    items: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class TickBoxes:
    """Statements with a box each; `checked` holds the places (from 0) of the ticked ones."""

    items: tuple[str, ...]
    checked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale with its anchors, lowest first, and the chosen level marked.

    Attributes:
        levels: number, label and sentence of each level.
        chosen: the chosen value, half points allowed; None for a scale to be filled by hand.
        marked: further marked values with a word each, such as ``((3, "Self"),)``.
        asks: whether a scale without a mark says that one level is to be marked.
        field: the name under which it can be filled in on a computer; a level says its number.
        skip: the value and the words of one more choice there, for none of the levels.
        about: what a screen reader says of the field.
    """

    levels: tuple[tuple[int, str, str], ...]
    chosen: float | None = None
    marked: tuple[tuple[float, str], ...] = ()
    asks: bool = True
    field: str = ""
    skip: tuple[str, str] = ("", "")
    about: str = ""


@dataclass(frozen=True, slots=True)
class FieldHidden:
    """A text in a fillable PDF that nobody sees: what the form is, for whoever reads it back."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A passage set apart: a note, a warning, good news."""

    text: str
    title: str = ""
    kind: CalloutKind = "note"


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign on: role, printed name, printed date (empty: a line to write on)."""

    roles: tuple[tuple[str, str, str], ...]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """Two columns side by side; `shares` divides the width."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    shares: tuple[float, float] = (1, 1)


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stand on one page where a page can hold them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover page: the title, what it is for, and lines such as names and dates."""

    title: str
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    road: tuple[RoadState, ...] = ()


@dataclass(frozen=True, slots=True)
class Divider:
    """A divider page of a binder; `stage` (1 to 7) marks its own place on the road."""

    number: str
    title: str
    sentence: str = ""
    road: tuple[RoadState, ...] = ()
    stage: int = 0


@dataclass(frozen=True, slots=True)
class RoadMark:
    """The road with its seven marks: ``ahead``, ``under_way`` or ``arrived`` for each stage."""

    states: tuple[RoadState, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or logo, shrunk to the page where it is larger; `alt` says what it shows."""

    png: bytes
    width_mm: float = 40
    alt: str = ""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code with the same text readable beside it, or the shorter `said` in its place."""

    text: str
    caption: str = ""
    said: str = ""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | Facts
    | Table
    | Figure
    | Ruled
    | Blanks
    | TickBoxes
    | Scale
    | FieldHidden
    | Callout
    | Signature
    | TwoColumns
    | KeepTogether
    | PageBreak
    | Cover
    | Divider
    | RoadMark
    | Picture
    | QrCode
)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its text in blocks and what stands at head and foot of its pages.

    Attributes:
        title: what it is called; printed large unless the first block is a cover or a divider.
        blocks: its content.
        subtitle: the line under the title.
        kind: what sort of document, in letter-spaced capitals above the title.
        subject: the person, position or vacancy it is about.
        reference: the document id at the foot.
        version: the version at the foot.
        confidentiality: who may hold it.
        draft: whether DRAFT is printed across every page.
        on: its date.
        orientation: portrait or landscape.
        author: who made it; goes into the PDF's document information.
        keywords: for the PDF's document information.
        listed: how the contents of a binder call it, where title and subject do not tell it apart.
        notice: what a reader has to know on whichever page the document falls open.
        shrinks_to: how small it may be set, of its full size, so that it stands on one page.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    kind: str = ""
    subject: str = ""
    reference: str = ""
    version: int = 1
    confidentiality: Confidentiality = Confidentiality.general
    draft: bool = False
    on: date | None = None
    orientation: Orientation = "portrait"
    author: str = ""
    keywords: tuple[str, ...] = ()
    listed: str = ""
    notice: str = ""
    shrinks_to: float = 1.0

    def outline(self) -> str:
        """Print the document as text that reads like it: the golden text of the tests."""
        from app.deliverables.outline import outline

        return outline(self)
