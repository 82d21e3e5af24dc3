"""What can be filled in on a computer: choices, texts and a hidden mark, as fields of the PDF."""

from __future__ import annotations

import re
from typing import Any

from reportlab.pdfbase.acroform import AcroForm
from reportlab.pdfgen.canvas import Canvas

from app.deliverables.press.faces import told

_ROUND = 0.55231
"""How far a curve's handles stand out so that four of them make a circle."""

_LONGEST_NAME = 120
_SIZE = 8.6
"""Of the type somebody fills in, in points."""


class Fields(AcroForm):  # type: ignore[misc]  # ReportLab says nothing of its types
    """The fields of one PDF. ReportLab's own rings are round at one size alone, and off center."""

    @staticmethod
    def circleArcStream(
        size: float, r: float, arcs: tuple[int, ...] = (), *, rotated: bool = False
    ) -> str:
        """Return the drawing of a circle in the middle of a square."""
        del arcs, rotated
        middle, out = size / 2, r * _ROUND
        points = ((r, out, out, r, 0, r), (-out, r, -r, out, -r, 0))
        curves = [*points, *(tuple(-one for one in point) for point in points)]
        path = [f"{middle + r:.3f} {middle:.3f} m"]
        path += [" ".join(f"{middle + one:.3f}" for one in curve) + " c" for curve in curves]
        return "\n".join(path)


def fields_of(canvas: Canvas) -> Any:  # noqa: ANN401 - ReportLab says nothing of its types
    """Return the fields of a canvas, begun where it has none."""
    made: Any = canvas
    if "AcroForm" not in vars(made):
        made.AcroForm = Fields(made)
        made._doc._catalog.AcroForm = made.AcroForm  # noqa: SLF001 - no other way in
    return made.AcroForm


def plain(name: str) -> str:
    """Return a name as every reader of PDFs takes it."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)[:_LONGEST_NAME] or "_"


def choice(
    canvas: Canvas, x: float, y: float, size: float, colors: tuple[Any, Any, Any], *,
    name: str, value: str, about: str,
) -> None:  # fmt: skip
    """Place one ring of a choice; what was chosen by mistake can be taken back.

    Args:
        canvas: where to.
        x: its left edge.
        y: its lower edge.
        size: its width and height.
        colors: of its edge, its ground and its mark.
        name: the field it belongs to.
        value: what the field says when this one is chosen.
        about: what a screen reader says of the field.
    """
    edge, ground, mark = colors
    fields_of(canvas).radioRelative(
        name=plain(name), value=plain(value), x=x, y=y, size=size, tooltip=told(about, 200),
        borderColor=edge, fillColor=ground, textColor=mark, borderWidth=0.7, fieldFlags="radio",
    )  # fmt: skip


def writing(  # noqa: PLR0917 - a place, then what stands there
    canvas: Canvas, x: float, y: float, width: float, height: float, colors: tuple[Any, Any], *,
    name: str, about: str, longest: int, lines: int,
) -> None:  # fmt: skip
    """Place room to write; it begins empty, for no standard face could show every text."""
    edge, ink = colors
    fields_of(canvas).textfieldRelative(
        name=plain(name), value="", x=x, y=y, width=width, height=height,
        tooltip=told(about, 200), borderColor=edge, fillColor=None, textColor=ink,
        borderWidth=0.5, fontSize=_SIZE, maxlen=longest,
        fieldFlags="multiline" if lines > 1 else "",
    )  # fmt: skip


def hidden(canvas: Canvas, name: str, value: str) -> None:
    """Put a text in the PDF that nobody sees and nobody changes by accident."""
    fields_of(canvas).textfield(
        name=plain(name), value=value.encode("ascii", "ignore").decode(), maxlen=None,
        x=0, y=0, width=1, height=1, borderWidth=0, fillColor=None, borderColor=None,
        fieldFlags="readOnly", annotationFlags="hidden",
    )  # fmt: skip
