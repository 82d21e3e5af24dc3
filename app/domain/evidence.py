"""Evidence: one dated fact about one target, captured once and cited everywhere."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from app.domain.ids import CompetencyId, OutcomeId, PersonId
from app.domain.outcomes import TARGET_RULE
from app.domain.rows import Row, Words, checks_of, link
from app.domain.text import Line, LongText
from app.host.language import N_


class Visibility(Words):
    """Who may read what one person wrote about another."""

    consultant = "consultant", N_("Consultant only")
    leader = "leader", N_("Leader and consultant")
    person = "person", N_("The person too")


class EvidenceSign(Words):
    """Whether a fact speaks for the target or shows what is still open."""

    arrived = "arrived", N_("Speaks for it")
    open = "open", N_("Still open")
    neutral = "neutral", N_("A fact")


class EvidenceFields(SQLModel):
    """A dated fact about a person and one outcome or competency."""

    happened_on: date = Field(title=N_("Date"))
    text: LongText = Field(
        title=N_("What was seen or heard"),
        min_length=1,
        max_length=2000,
        description=N_("Facts with dates and numbers. No labels, no motives."),
    )
    sign: EvidenceSign = Field(default=EvidenceSign.neutral, title=N_("It"))
    author: Line = Field(default="", title=N_("Noted by"))
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Evidence(Row, EvidenceFields, table=True):
    """A fact, tied to a person and to exactly one outcome or competency."""

    __table_args__ = checks_of(EvidenceFields, TARGET_RULE)

    person_id: PersonId = link("person.id", ondelete="CASCADE")
    outcome_id: OutcomeId | None = link("outcome.id", optional=True)
    competency_id: CompetencyId | None = link("competency.id", optional=True)
