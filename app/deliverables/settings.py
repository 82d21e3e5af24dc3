"""How texts and tables are set: the styles, and a grid of hairlines."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Table

from app.deliverables.paper import Paper
from app.deliverables.typeface import BODY, BOLD, ITALIC, STRONG


def grid(rows: list[Any], widths: list[float], tokens: Paper, *, head: int) -> Table:
    """Return a table with hairlines only."""
    made = Table(rows, colWidths=widths, repeatRows=head, splitInRow=1)
    line = HexColor(tokens.color["line"])
    style = [
        ("FONTNAME", (0, 0), (-1, -1), BODY),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, -1), tokens.space["rule"], line),
    ]
    if head:
        ink = HexColor(tokens.color["soft"])
        style.append(("LINEBELOW", (0, head - 1), (-1, head - 1), 1, ink))
    made.setStyle(style)
    return made


def styles(tokens: Paper) -> dict[str, ParagraphStyle]:
    """Return the styles of text."""
    size, ink, soft = tokens.size, HexColor(tokens.color["ink"]), HexColor(tokens.color["soft"])

    def style(
        font: str, points: float, leading: float, color: Color = ink, **more: object
    ) -> ParagraphStyle:
        return ParagraphStyle(
            "s", fontName=font, fontSize=points, leading=leading, textColor=color,
            splitLongWords=1, **more,
        )  # fmt: skip

    found = {
        "title": style(BOLD, size["h1"], 24, spaceBefore=2, spaceAfter=6),
        "h1": style(BOLD, 14, 18, spaceBefore=14, spaceAfter=6),
        "h2": style(STRONG, 11.5, 15, spaceBefore=10, spaceAfter=4),
        "h3": style(STRONG, size["h3"], 14, spaceBefore=6, spaceAfter=2),
        "body": style(BODY, size["body"], 14, spaceAfter=4),
        "lead": style(BODY, 13, 18, spaceAfter=8),
        "quote": style(ITALIC, size["body"], 14, leftIndent=14, spaceAfter=4),
        "small": style(BODY, size["small"], 11, soft, spaceAfter=4),
        "soft": style(ITALIC, size["body"], 14, soft, spaceAfter=6),
        "label": style(STRONG, size["label"], 11, soft, spaceBefore=6, spaceAfter=2),
        "cell": style(BODY, 9.5, 12.5),
        "strong": style(STRONG, 9.5, 12.5),
        "bullet": style(BODY, size["body"], 14, leftIndent=14, bulletIndent=3, spaceAfter=2),
    }
    for name in ("cell", "strong", "label", "small", "soft"):
        for align, code in (("right", 2), ("center", 1)):
            found[f"{name}-{align}"] = found[name].clone("s", alignment=code)
    found["bullet"].bulletFontName = BODY
    return found
