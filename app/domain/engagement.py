"""The client, the engagement and the consultant: who this file is about and who serves them."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, Session, SQLModel, select

from app.domain.ids import ClientId
from app.domain.rows import Row, Words, checks_of, link
from app.domain.text import Color, Line, LongText
from app.host.language import N_


class Jurisdiction(Words):
    """The law the client hires under; it decides which defaults and warnings apply."""

    us_mn = "us_mn", N_("United States: Minnesota")
    us_federal = "us_federal", N_("United States: federal only")
    us_other = "us_other", N_("United States: another state")
    other = "other", N_("Another country")


class EngagementStatus(Words):
    """Where the engagement stands."""

    proposed = "proposed", N_("Proposed")
    active = "active", N_("Active")
    paused = "paused", N_("Paused")
    graduated = "graduated", N_("Graduated")
    closed = "closed", N_("Closed")


class Paper(Words):
    """The paper deliverables are set for."""

    letter = "letter", N_("US Letter")
    a4 = "a4", N_("A4")


class ClientFields(SQLModel):
    """What a consultant may write about the client company."""

    name: Line = Field(title=N_("Company"), min_length=1, description=N_("As the client says it."))
    legal_name: Line = Field(default="", title=N_("Legal name"))
    address: LongText = Field(default="", title=N_("Address"))
    phone: Line = Field(default="", title=N_("Phone"))
    industry: Line = Field(default="", title=N_("What the company makes or does"))
    headcount: int | None = Field(
        default=None,
        ge=0,
        le=100_000,
        title=N_("People"),
        description=N_("How many people work here. Some laws begin at a certain number."),
    )
    jurisdiction: Jurisdiction = Field(
        default=Jurisdiction.us_federal, title=N_("Law that applies")
    )
    fiscal_year_start: int = Field(
        default=1,
        ge=1,
        le=12,
        title=N_("Fiscal year begins in month"),
        description=N_("1 to 12."),
    )
    logo: str = Field(default="", max_length=64, title=N_("Client's logo"))
    accent_color: Color = Field(
        default="",
        title=N_("Client's color"),
    )
    purpose: LongText = Field(
        default="",
        title=N_("Purpose"),
        description=N_("Why this company exists, in one sentence that people can repeat."),
    )
    distinctiveness: LongText = Field(
        default="",
        title=N_("What makes us distinct"),
        description=N_("What this company and its people bring that nobody else does."),
    )
    circle_passion: LongText = Field(default="", title=N_("What we care about deeply"))
    circle_best: LongText = Field(default="", title=N_("What we can be best at"))
    circle_engine: LongText = Field(default="", title=N_("What drives our economic engine"))
    engine_measure: Line = Field(
        default="",
        title=N_("The one number of the engine"),
        description=N_("Profit per what?"),
    )
    one_big_thing: LongText = Field(
        default="",
        title=N_("The one big thing"),
        description=N_("Where the three circles meet: the one thing to be great at."),
    )
    story_of_best: LongText = Field(
        default="",
        title=N_("The company at its best"),
        description=N_("A true story the owner and leaders tell with a glad face."),
    )


class Client(Row, ClientFields, table=True):
    """The client company. Each file has exactly one."""

    __table_args__ = checks_of(ClientFields)


class ConsultantFields(SQLModel):
    """What stands on every deliverable beside the wordmark."""

    name: Line = Field(default="", title=N_("Your name"))
    firm: Line = Field(default="", title=N_("Firm"))
    address: LongText = Field(default="", title=N_("Address"))
    phone: Line = Field(default="", title=N_("Phone"))
    email: Line = Field(default="", title=N_("Email"))
    logo: str = Field(default="", max_length=64, title=N_("Logo"))
    accent_color: Color = Field(
        default="",
        title=N_("Accent color"),
        description=N_(
            "One color for your deliverables, such as #1F5FBF; a pale one is printed darker."
        ),
    )
    motto: Line = Field(default="", title=N_("Motto"))


class Consultant(Row, ConsultantFields, table=True):
    """The consultant who brings the method. Each file has exactly one."""

    __table_args__ = checks_of(ConsultantFields)


class EngagementFields(SQLModel):
    """The terms of the engagement."""

    title: Line = Field(
        default="",
        title=N_("Title"),
        description=N_("As it stands on the cover of the binder."),
    )
    reference: Line = Field(
        default="",
        max_length=20,
        title=N_("Reference"),
        description=N_("A short code that stands on every page, such as NFW-2026-01."),
    )
    method_name: Line = Field(default="Performance Leadership", title=N_("Name of the method"))
    start_date: date | None = Field(default=None, title=N_("Starts on"))
    planned_months: int = Field(default=13, ge=1, le=60, title=N_("Months"))
    status: EngagementStatus = Field(default=EngagementStatus.active, title=N_("Status"))
    paper: Paper = Field(default=Paper.letter, title=N_("Paper"))
    credit_line: LongText = Field(
        default="",
        max_length=500,
        title=N_("Credit line"),
        description=N_("Printed small on the last page of each deliverable."),
    )
    allowed_words: LongText = Field(
        default="",
        max_length=2000,
        title=N_("Words of the trade"),
        description=N_("One on each line. The wording checks let them pass."),
    )


class Engagement(Row, EngagementFields, table=True):
    """The engagement with the client. Each file has exactly one."""

    __table_args__ = checks_of(EngagementFields)

    client_id: ClientId = link("client.id", ondelete="CASCADE")


def words_of_the_trade(session: Session) -> tuple[str, ...]:
    """Return the words of the client's trade that wording checks let pass."""
    found = session.exec(select(Engagement.allowed_words)).first() or ""
    return tuple(word.strip() for word in found.splitlines() if word.strip())
