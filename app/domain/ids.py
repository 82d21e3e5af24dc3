"""The names of rows: a UUID string made in Python, one type for each kind of row.

The types exist for the reader and the type checker; in the file each is a text.
"""

from __future__ import annotations

from typing import NewType
from uuid import uuid4

AttachmentId = NewType("AttachmentId", str)
"""The SHA-256 of an attachment's bytes, in hex."""

ClientId = NewType("ClientId", str)
EngagementId = NewType("EngagementId", str)
ConsultantId = NewType("ConsultantId", str)
PersonId = NewType("PersonId", str)
TeamId = NewType("TeamId", str)
PositionId = NewType("PositionId", str)
EmploymentId = NewType("EmploymentId", str)
ValueItemId = NewType("ValueItemId", str)
CompetencyId = NewType("CompetencyId", str)
AnchorId = NewType("AnchorId", str)
JobDescriptionId = NewType("JobDescriptionId", str)
OutcomeId = NewType("OutcomeId", str)
MeasureId = NewType("MeasureId", str)
MeasureValueId = NewType("MeasureValueId", str)
PersonOutcomeId = NewType("PersonOutcomeId", str)
JobCompetencyId = NewType("JobCompetencyId", str)
CompanyResultId = NewType("CompanyResultId", str)
EvidenceId = NewType("EvidenceId", str)
DocumentIssueId = NewType("DocumentIssueId", str)


def new_id() -> str:
    """Make the key of a new row: 36 characters, unique without asking the file."""
    return str(uuid4())
