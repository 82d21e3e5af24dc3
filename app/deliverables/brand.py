"""The letterhead of an engagement, read from its client and its consultant."""

from __future__ import annotations

from typing import cast

from sqlmodel import Session, select

from app.deliverables.letterhead import Letterhead, PaperSize
from app.domain.engagement import Client, Consultant, Engagement
from app.store import attachments


def letterhead(session: Session) -> Letterhead:
    """Return the letterhead; what is not known yet stays empty."""
    client = session.exec(select(Client)).first()
    consultant = session.exec(select(Consultant)).first()
    engagement = session.exec(select(Engagement)).first()
    return Letterhead(
        client_name=client.name if client else "",
        client_logo=_picture(session, client.logo if client else ""),
        consultant_name=consultant.name if consultant else "",
        firm=consultant.firm if consultant else "",
        firm_logo=_picture(session, consultant.logo if consultant else ""),
        accent=consultant.accent_color if consultant else "",
        motto=consultant.motto if consultant else "",
        credit_line=engagement.credit_line if engagement else "",
        paper=cast("PaperSize", str(engagement.paper)) if engagement else "letter",
    )


def reference(session: Session) -> str:
    """Return the short code of the engagement that stands on every page."""
    engagement = session.exec(select(Engagement)).first()
    return engagement.reference if engagement else ""


def _picture(session: Session, sha256: str) -> bytes | None:
    """Return the bytes of a picture, where there is one."""
    found = attachments.get(session, sha256)
    return found.content if found else None
