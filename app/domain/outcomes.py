"""The outcome-based job description, its outcomes and measures: the spine of the method.

An outcome is a state of affairs a job brings about, written as if reached. Every later stage
refers to an outcome or to a competency and never types its own copy.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import FiniteFloat, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel

from app.domain.errors import Refused
from app.domain.ids import (
    CompanyResultId,
    CompetencyId,
    JobDescriptionId,
    MeasureId,
    OutcomeId,
    PersonId,
    PositionId,
)
from app.domain.rows import Row, Words, checks_of, link
from app.domain.scales import refuse_backward
from app.domain.text import Line, LongText
from app.host.language import N_, tr

TARGET_RULE = "(outcome_id IS NULL) <> (competency_id IS NULL)"
"""The TargetRef pattern: a row points at exactly one outcome or one competency."""


class JobStatus(Words):
    """The life of one version of a job description."""

    draft = "draft", N_("Draft")
    review = "review", N_("In review")
    adopted = "adopted", N_("Adopted")
    superseded = "superseded", N_("Superseded")

    @property
    def is_frozen(self) -> bool:
        """Whether a version was ever adopted: people have been told it, so it stays as it is."""
        return self in (JobStatus.adopted, JobStatus.superseded)


class OutcomeKind(Words):
    """The end point of the job, or an outcome on the way to it."""

    primary = "primary", N_("Primary outcome")
    subsidiary = "subsidiary", N_("Outcome")


class MeasureKind(Words):
    """How arriving is known."""

    higher_better = "higher_better", N_("Higher is better")
    lower_better = "lower_better", N_("Lower is better")
    range = "range", N_("Within a range")
    milestone = "milestone", N_("Milestone")
    judgment = "judgment", N_("Judgment")


class Frequency(Words):
    """How often a measure is read."""

    daily = "daily", N_("Daily")
    weekly = "weekly", N_("Weekly")
    monthly = "monthly", N_("Monthly")
    quarterly = "quarterly", N_("Quarterly")
    once = "once", N_("Once")


class ResultPart(Words):
    """The part an outcome has in a company result."""

    owns = "owns", N_("Owns it")
    shares = "shares", N_("Shares it")


class Aggregate(Words):
    """How the values of a measure become one for a period."""

    last = "last", N_("The last value")
    mean = "mean", N_("The average")
    sum = "sum", N_("The total")
    best = "best", N_("The best value")


class JobDescriptionFields(SQLModel):
    """One version of an outcome-based job description, without its outcomes."""

    purpose: LongText = Field(
        default="",
        title=N_("Purpose"),
        description=N_("Why this job exists, in one sentence."),
    )
    purpose_link: LongText = Field(
        default="",
        title=N_("How it serves our purpose"),
        description=N_("How this job serves the purpose of the company."),
    )
    primary_outcome: LongText = Field(
        default="",
        title=N_("Primary outcome"),
        description=N_("The end point of the job, in the present tense, as if reached."),
    )
    freedom: LongText = Field(
        default="",
        title=N_("Decides alone"),
        description=N_("What this person decides freely."),
    )
    limits: LongText = Field(
        default="",
        title=N_("Asks first"),
        description=N_("What needs a word beforehand."),
    )
    informs: LongText = Field(
        default="",
        title=N_("Informs"),
        description=N_("What others are told afterwards."),
    )
    essential_functions: LongText = Field(default="", title=N_("Essential functions"))
    conditions: LongText = Field(default="", title=N_("Working conditions"))
    day_one_needs: LongText = Field(
        default="",
        title=N_("What a person needs on day one"),
        description=N_("True minimums only: what cannot be learned here in time."),
    )
    growth: LongText = Field(
        default="", title=N_("Growth"), description=N_("Where this job can lead.")
    )
    effective_on: date | None = Field(default=None, title=N_("In effect from"))
    reviewed_on: date | None = Field(
        default=None,
        title=N_("Last read together"),
        description=N_("At least once a year."),
    )
    author_id: PersonId | None = link(
        "person.id", title=N_("Written by"), optional=True, ondelete="SET NULL"
    )


class JobDescription(Row, JobDescriptionFields, table=True):
    """One version of a position's job description. Adopted versions are frozen."""

    __tablename__ = "job_description"
    __table_args__ = (
        *checks_of(
            JobDescriptionFields,
            "status IN ('draft', 'review', 'adopted', 'superseded')",
            "status NOT IN ('adopted', 'superseded') OR adopted_on IS NOT NULL",
        ),
        UniqueConstraint("position_id", "version", name="job_version_once"),
    )

    position_id: PositionId = link("position.id", ondelete="CASCADE")
    version: int = Field(default=1, ge=1)
    status: JobStatus = Field(default=JobStatus.draft)
    adopted_on: date | None = Field(default=None)

    def refuse_edit(self, session: Session) -> None:  # noqa: ARG002 - every row is asked alike
        """Refuse to change a version that was adopted."""
        if self.status.is_frozen:
            raise Refused(
                tr("Version {n} was adopted and stays as it is.").format(n=self.version),
                remedy=tr("Begin a new version and change that."),
            )


class OutcomeFields(SQLModel):
    """An outcome of the job, written as if reached."""

    statement: LongText = Field(
        title=N_("Outcome"),
        min_length=1,
        max_length=500,
        description=N_("What is true when it has been reached. One outcome per line."),
    )
    weight: int = Field(default=0, ge=0, le=100, title=N_("Weight"))
    company_result_id: CompanyResultId | None = link(
        "company_result.id",
        title=N_("Serves the company result"),
        optional=True,
        ondelete="SET NULL",
    )
    result_part: ResultPart = Field(default=ResultPart.shares, title=N_("Part in it"))


class Outcome(Row, OutcomeFields, table=True):
    """An outcome on the way to the primary outcome; code A, B, C… in their order."""

    __table_args__ = checks_of(OutcomeFields)

    job_description_id: JobDescriptionId = link("job_description.id", ondelete="CASCADE")
    code: str = Field(default="", max_length=4)
    sort: int = Field(default=0)
    spine_id: str = Field(default="", max_length=36)

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change an outcome of an adopted version."""
        if job := session.get(JobDescription, self.job_description_id):
            job.refuse_edit(session)


class MeasureFields(SQLModel):
    """How we will know that an outcome has been reached."""

    name: Line = Field(
        title=N_("Measure"), min_length=1, description=N_("How a stranger would know.")
    )
    kind: MeasureKind = Field(default=MeasureKind.higher_better, title=N_("Kind"))
    unit: Line = Field(default="", max_length=30, title=N_("Unit"))
    baseline: FiniteFloat | None = Field(
        default=None, title=N_("From"), description=N_("Where are we now?")
    )
    target: FiniteFloat | None = Field(default=None, title=N_("To"))
    range_lo: FiniteFloat | None = Field(default=None, title=N_("Range from"))
    range_hi: FiniteFloat | None = Field(default=None, title=N_("Range to"))
    tolerance: FiniteFloat | None = Field(
        default=None,
        gt=0,
        title=N_("Tolerance"),
        description=N_("How far off counts as nothing reached."),
    )
    due: date | None = Field(default=None, title=N_("By"))
    baseline_by: date | None = Field(
        default=None,
        title=N_("First measured by"),
        description=N_("When the starting point is not known yet."),
    )
    source: Line = Field(
        default="", title=N_("Source"), description=N_("Where the number comes from.")
    )
    frequency: Frequency = Field(default=Frequency.monthly, title=N_("Read"))
    aggregate: Aggregate = Field(default=Aggregate.last, title=N_("For a period take"))
    is_lead: bool = Field(
        default=False,
        title=N_("Lead measure"),
        description=N_("An early sign that this person can influence every week."),
    )

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        """Refuse a range that ends before it begins."""
        refuse_backward(self.range_lo, self.range_hi)
        return self


class Measure(Row, MeasureFields, table=True):
    """A measure of one outcome."""

    __table_args__ = checks_of(
        MeasureFields, "range_lo IS NULL OR range_hi IS NULL OR range_lo <= range_hi"
    )

    outcome_id: OutcomeId = link("outcome.id", ondelete="CASCADE")
    sort: int = Field(default=0)
    spine_id: str = Field(default="", max_length=36)

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change a measure of an adopted version."""
        if outcome := session.get(Outcome, self.outcome_id):
            outcome.refuse_edit(session)


class MeasureValueFields(SQLModel):
    """One reading of a measure."""

    period_end: date = Field(title=N_("Period ending"))
    value: FiniteFloat = Field(title=N_("Value"))
    note: LongText = Field(default="", title=N_("Note"))


class MeasureValue(Row, MeasureValueFields, table=True):
    """One reading of a measure, for a person or for the whole position."""

    __tablename__ = "measure_value"
    __table_args__ = checks_of(MeasureValueFields)

    measure_id: MeasureId = link("measure.id", ondelete="CASCADE")
    person_id: PersonId | None = link("person.id", optional=True, ondelete="CASCADE")


class JobCompetencyFields(SQLModel):
    """What level of a competency a job asks for."""

    required_level: int = Field(default=3, ge=1, le=5, title=N_("Level this job asks for"))
    weight: int = Field(default=0, ge=0, le=100, title=N_("Weight"))


class JobCompetency(Row, JobCompetencyFields, table=True):
    """A competency that a version of a job description names."""

    __tablename__ = "job_competency"
    __table_args__ = (
        *checks_of(JobCompetencyFields),
        UniqueConstraint("job_description_id", "competency_id", name="job_competency_once"),
    )

    job_description_id: JobDescriptionId = link("job_description.id", ondelete="CASCADE")
    competency_id: CompetencyId = link("competency.id")

    def refuse_edit(self, session: Session) -> None:
        """Refuse to change the competencies of an adopted version."""
        if job := session.get(JobDescription, self.job_description_id):
            job.refuse_edit(session)


class PersonOutcomeFields(SQLModel):
    """A person's own starting point and target where they differ from the position's."""

    baseline_override: FiniteFloat | None = Field(default=None, title=N_("Own start"))
    target_override: FiniteFloat | None = Field(default=None, title=N_("Own target"))
    weight_override: int | None = Field(default=None, ge=0, le=100, title=N_("Own weight"))
    start_date: date | None = Field(default=None, title=N_("From"))
    end_date: date | None = Field(default=None, title=N_("Until"))


class PersonOutcome(Row, PersonOutcomeFields, table=True):
    """An outcome that a person holds."""

    __tablename__ = "person_outcome"
    __table_args__ = checks_of(PersonOutcomeFields)

    person_id: PersonId = link("person.id", ondelete="CASCADE")
    outcome_id: OutcomeId = link("outcome.id", ondelete="CASCADE")


class CompanyResultFields(SQLModel):
    """A result of the whole company that somebody's name should stand beside."""

    name: Line = Field(title=N_("Company result"), min_length=1)
    unit: Line = Field(default="", max_length=30, title=N_("Unit"))
    lower_is_better: bool = Field(default=False, title=N_("Lower is better"))
    start_value: FiniteFloat | None = Field(default=None, title=N_("At the start"))
    middle_value: FiniteFloat | None = Field(default=None, title=N_("Half way"))
    end_value: FiniteFloat | None = Field(default=None, title=N_("At the end"))


class CompanyResult(Row, CompanyResultFields, table=True):
    """A measure of the company, owned and shared by outcomes of positions."""

    __tablename__ = "company_result"
    __table_args__ = checks_of(CompanyResultFields)

    sort: int = Field(default=0)
