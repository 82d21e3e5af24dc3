"""The types of the house: what a title, a text, a label and a number are set in."""

from __future__ import annotations

from app.deliverables.press.faces import BOLD, ITALIC, LIGHT, STRONG, TEXT
from app.deliverables.press.lines import Type
from app.host.language import N_

MEASURE = 420.0
"""The longest line of running text: about eighty signs."""

BODY = Type(TEXT, 10.2, 14)
LEAD = Type(TEXT, 12.5, 18)
SMALL = Type(TEXT, 8.4, 11.5, "soft")
QUOTE = Type(ITALIC, 10.6, 15)
LABEL = Type(STRONG, 7.2, 11, "soft", spacing=0.85, capitals=True)
STRONG_BODY = Type(STRONG, 10.2, 14)
SOFT_BODY = Type(ITALIC, 10.2, 14, "soft")

TITLE = Type(BOLD, 25, 29)
SUBTITLE = Type(TEXT, 13, 18, "soft")
KIND = Type(STRONG, 7.6, 12, "accent", spacing=1.1, capitals=True)
HEADINGS = (
    Type(BOLD, 15.5, 20),
    Type(STRONG, 12, 16),
    Type(STRONG, 10.2, 14, "accent"),
)

CELL = Type(TEXT, 9.2, 12.2)
CELL_STRONG = Type(STRONG, 9.2, 12.2)
CELL_SOFT = Type(TEXT, 9.2, 12.2, "soft")
COLUMN_HEAD = Type(STRONG, 6.8, 9.4, "soft", spacing=0.7, capitals=True)
GROUP_ROW = Type(STRONG, 9.4, 12.2, "accent")
CAPTION = Type(STRONG, 9.6, 13)
NUMERAL = Type(STRONG, 8.6, 11)

RUNNING = Type(TEXT, 7.8, 10, "soft")
RUNNING_STRONG = Type(STRONG, 7.8, 10, "ink")
NOTICE = Type(STRONG, 7.8, 10, "warn")
CREDIT = Type(TEXT, 6.8, 8.6, "soft")

COVER_TITLE = Type(LIGHT, 40, 45)
COVER_SUBTITLE = Type(TEXT, 15, 21, "soft")
COVER_LINE = Type(TEXT, 10.6, 15)
COVER_CLIENT = Type(STRONG, 13, 18)
DIVIDER_NUMBER = Type(LIGHT, 92, 92, "accent")
DIVIDER_TITLE = Type(LIGHT, 34, 39)
DIVIDER_SENTENCE = Type(TEXT, 13, 19, "soft")
WATERMARK = Type(BOLD, 118, 118, "draft", spacing=8)

PARAGRAPHS = {"body": BODY, "lead": LEAD, "small": SMALL, "quote": QUOTE, "label": LABEL}
CELLS = {
    "": CELL,
    "strong": CELL_STRONG,
    "soft": CELL_SOFT,
    "head": GROUP_ROW,
    "good": Type(STRONG, 9.2, 12.2, "good"),
    "warn": Type(STRONG, 9.2, 12.2, "warn"),
    "bad": Type(STRONG, 9.2, 12.2, "bad"),
}
CALLOUTS = {"note": ("accent", ""), "warn": ("warn", N_("Take care")), "good": ("good", "")}
"""The color of a callout and the word that says its kind without color."""
