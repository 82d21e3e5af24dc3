"""The tokens of paper: sizes, distances and colors, read from one file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from app.host.paths import resource

LEAST_CONTRAST = 4.5
"""An accent that is lighter on white than this is darkened until it is not."""

SIZES = {"letter": (612.0, 792.0), "a4": (595.2756, 841.8898)}
"""Width and height in points."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a page is set with: points and ``#RRGGBB`` colors."""

    width: float
    height: float
    space: dict[str, float]
    color: dict[str, str]


@cache
def paper(kind: str = "letter", accent: str = "") -> Paper:
    """Return the tokens for a paper and a consultant's accent color.

    Args:
        kind: ``letter`` or ``a4``.
        accent: ``#RRGGBB``, or empty for our own.
    """
    tokens = tomllib.loads(resource("theme", "paper.toml").read_text("utf-8"))
    width, height = SIZES.get(kind, SIZES["letter"])
    color = dict(tokens["color"])
    if re.fullmatch("#[0-9A-Fa-f]{6}", accent):
        color["accent"] = readable(accent)
    return Paper(width, height, dict(tokens["space"]), color)


def readable(color: str) -> str:
    """Return a color dark enough to be read on white: itself, or a darker shade of it."""
    parts = [int(color[n : n + 2], 16) for n in (1, 3, 5)]
    while contrast_on_white(parts) < LEAST_CONTRAST:
        parts = [int(part * 0.94) for part in parts]
    return "#" + "".join(f"{part:02X}" for part in parts)


def contrast_on_white(parts: list[int]) -> float:
    """Return the WCAG contrast of a color, given as 0 to 255, against white."""
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)
