"""Rows that belong to the foundation alone: acknowledgements, and the old-and-new sheet."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.domain.evidence import Visibility
from app.domain.ids import JobDescriptionId, PersonId, PositionId
from app.domain.rows import Row, Words, checks_of, link
from app.domain.text import LongText
from app.host.language import N_, tr


class AckMethod(Words):
    """How a person said that a job description was received and talked over."""

    signed_paper = "signed_paper", N_("Signed on paper")
    typed_name = "typed_name", N_("Typed name")


class AcknowledgementFields(SQLModel):
    """That a person received a job description and talked it over. It does not mean agreement."""

    discussed_on: date = Field(title=N_("Talked over on"))
    acknowledged_on: date | None = Field(
        default=None,
        title=N_("Acknowledged on"),
        description=N_("“I have received and discussed this”, not “I agree with all of it”."),
    )
    method: AckMethod = Field(default=AckMethod.signed_paper, title=N_("How"))
    comment: LongText = Field(
        default="",
        title=N_("In the person's own words"),
        description=N_("Room for what the person wants to add."),
    )
    visibility: Visibility = Field(default=Visibility.person, title=N_("Who may read it"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse an acknowledgement before the talk."""
        if self.acknowledged_on and self.acknowledged_on < self.discussed_on:
            raise ValueError(tr("It cannot be acknowledged before it was talked over."))
        return self


class Acknowledgement(Row, AcknowledgementFields, table=True):
    """A person's acknowledgement of one version of a job description."""

    __tablename__ = "jd_ack"
    __table_args__ = (
        *checks_of(
            AcknowledgementFields, "acknowledged_on IS NULL OR acknowledged_on >= discussed_on"
        ),
        UniqueConstraint("job_description_id", "person_id", name="acknowledged_once"),
    )

    job_description_id: JobDescriptionId = link("job_description.id", ondelete="CASCADE")
    person_id: PersonId = link("person.id", ondelete="CASCADE")


class TaskLineFields(SQLModel):
    """A task from the old description, and the outcome it was for."""

    task: LongText = Field(
        title=N_("Old: what to do"),
        min_length=1,
        max_length=500,
        description=N_("A line of the old description, as it stands there."),
    )
    outcome: LongText = Field(
        default="",
        max_length=500,
        title=N_("New: what is true when it is done well"),
        description=N_("Several tasks may lead to the same outcome."),
    )


class TaskLine(Row, TaskLineFields, table=True):
    """A line of a position's old-and-new sheet."""

    __tablename__ = "task_line"
    __table_args__ = checks_of(TaskLineFields)

    position_id: PositionId = link("position.id", ondelete="CASCADE")
    sort: int = Field(default=0)
