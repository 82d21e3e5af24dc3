"""What was decided, how many applied, and what was erased."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.domain.evidence import Visibility
from app.domain.rows import Row, checks_of, link
from app.domain.text import Line, LongText
from app.host.language import N_, tr
from app.stages.selection.records.words import (
    CandidateId,
    DecisionOutcome,
    Dimension,
    RequisitionId,
)


class DecisionFields(SQLModel):
    """What was decided and on which evidence it rests."""

    outcome: DecisionOutcome = Field(title=N_("Decision"))
    reason: LongText = Field(
        min_length=1,
        title=N_("Reason"),
        description=N_("The criteria and the evidence it rests on."),
    )
    decided_by: Line = Field(default="", title=N_("Decided by"))
    decided_on: date = Field(title=N_("Decided on"))
    deviation_reason: LongText = Field(
        default="",
        title=N_("Why not the first in rank"),
        description=N_("Needed when somebody ranks clearly higher."),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Decision(Row, DecisionFields, table=True):
    """The decision on one candidate."""

    __table_args__ = (
        *checks_of(DecisionFields, "NOT deviated OR deviation_reason <> ''", "deviated IN (0, 1)"),
        UniqueConstraint("candidate_id", name="decision_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    deviated: bool = Field(default=False)


class ApplicantCountFields(SQLModel):
    """How many of one group applied, were interviewed and were selected."""

    occasion: Line = Field(
        default="",
        title=N_("For which hires"),
        description=N_("Where they belong to none of the openings in this file."),
    )
    counted_on: date | None = Field(default=None, title=N_("Counted on"))
    dimension: Dimension = Field(default=Dimension.sex, title=N_("Counted by"))
    group_label: Line = Field(min_length=1, max_length=60, title=N_("Group"))
    applicants: int = Field(default=0, ge=0, le=100_000, title=N_("Applied"))
    interviewed: int = Field(default=0, ge=0, le=100_000, title=N_("Interviewed"))
    selected: int = Field(default=0, ge=0, le=100_000, title=N_("Selected"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse more interviewed than applied, or more selected than interviewed."""
        if not self.selected <= self.interviewed <= self.applicants:
            raise ValueError(
                tr("Nobody is selected without an interview, or interviewed without applying.")
            )
        return self


class ApplicantCount(Row, ApplicantCountFields, table=True):
    """A count of applicants of one group. It names no candidate and is joined to none."""

    __tablename__ = "applicant_count"
    __table_args__ = checks_of(
        ApplicantCountFields, "selected <= interviewed", "interviewed <= applicants"
    )

    requisition_id: RequisitionId | None = link(
        "requisition.id", optional=True, ondelete="SET NULL"
    )


class ErasureFields(SQLModel):
    """What was erased when its time was over, without any name."""

    number: Line = Field(min_length=1, max_length=30, title=N_("Requisition"))
    position: Line = Field(default="", title=N_("Position"))
    erased_on: date = Field(title=N_("Erased on"))
    erased_by: Line = Field(default="", title=N_("Erased by"))
    last_record: date | None = Field(default=None, title=N_("Last decision or record"))
    kept_until: date | None = Field(default=None, title=N_("Was kept until"))
    reason: LongText = Field(default="", max_length=2000, title=N_("Why"))
    applications: int = Field(default=0, ge=0, title=N_("Applications"))
    people: int = Field(default=0, ge=0, title=N_("People"))
    stayed: int = Field(default=0, ge=0, title=N_("People who stay"))
    sheets: int = Field(default=0, ge=0, title=N_("Rating sheets"))
    documents: int = Field(default=0, ge=0, title=N_("Attached documents"))
    backups: int = Field(default=0, ge=0, title=N_("Earlier versions removed"))
    mentions: int = Field(default=0, ge=0, title=N_("Texts that still name somebody"))


class Erasure(Row, ErasureFields, table=True):
    """The record of an erasure: counts and days, never a name."""

    __table_args__ = checks_of(ErasureFields)

    requisition_id: RequisitionId | None = link(
        "requisition.id", optional=True, ondelete="SET NULL"
    )
