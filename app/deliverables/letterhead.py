"""The letterhead: what stands on every page whoever composed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

PaperSize: TypeAlias = Literal["letter", "a4"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Client, consultant and paper, the same for every document of an engagement.

    Attributes:
        client_name: at the running head and on covers.
        client_logo: PNG or JPEG for covers.
        consultant_name: who stands behind the work.
        firm: the consultant's firm.
        firm_logo: PNG or JPEG, small on covers.
        accent: the one color, ``#RRGGBB``; darkened where it would not be readable.
        motto: the consultant's motto, on covers.
        credit_line: whose method it is; small on the last page.
        colophon: how the document was made; small on the last page. Empty: the house's own.
        paper: US Letter or A4.
    """

    client_name: str = ""
    client_logo: bytes | None = None
    consultant_name: str = ""
    firm: str = ""
    firm_logo: bytes | None = None
    accent: str = ""
    motto: str = ""
    credit_line: str = ""
    colophon: str = ""
    paper: PaperSize = "letter"
