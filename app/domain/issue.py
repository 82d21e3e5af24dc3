"""Issued documents: what was handed over, kept as it was."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from app.domain.rows import Row, checks_of
from app.domain.text import Line, LongText
from app.host.language import N_


class DocumentIssueFields(SQLModel):
    """What was issued, to whom, when."""

    kind: Line = Field(title=N_("Document"), min_length=1)
    title: Line = Field(default="", title=N_("Title"))
    subject_id: str = Field(default="", max_length=36, title=N_("About"))
    version: int = Field(default=1, ge=1, title=N_("Version"))
    issued_on: date = Field(title=N_("Issued on"))
    note: LongText = Field(default="", title=N_("Note"))


class DocumentIssue(Row, DocumentIssueFields, table=True):
    """An immutable snapshot of an issued document: its values and its pages.

    `snapshot` is the document's own JSON; `pdf` and its `sha256` name the stored pages.
    """

    __tablename__ = "document_issue"
    __table_args__ = checks_of(DocumentIssueFields)

    snapshot: str = Field(default="")
    sha256: str = Field(default="", max_length=64)
