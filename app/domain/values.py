"""Values, the core competencies that come from them, and the five anchors of each."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.domain.ids import CompetencyId, ValueItemId
from app.domain.rows import Row, Words, checks_of, link
from app.domain.text import Line, LongText
from app.host.language import N_


class ValueStatus(Words):
    """Whether a value or competency is still talked about, adopted or given up."""

    draft = "draft", N_("Draft")
    adopted = "adopted", N_("Adopted")
    retired = "retired", N_("Retired")


class Scope(Words):
    """Whom a competency concerns."""

    core = "core", N_("Core: for everyone")
    role = "role", N_("Role: for some jobs")


class ValueItemFields(SQLModel):
    """A value, in words people can see being lived."""

    name: Line = Field(title=N_("Value"), min_length=1, max_length=80)
    meaning: LongText = Field(
        default="",
        title=N_("What we mean"),
        description=N_("One sentence in your own words."),
    )
    seen_when: LongText = Field(
        default="",
        title=N_("You will see"),
        description=N_("One behavior on each line."),
    )
    not_seen_when: LongText = Field(
        default="",
        title=N_("You will not see"),
        description=N_("One behavior on each line."),
    )
    story: LongText = Field(
        default="",
        title=N_("Our own story"),
        description=N_("When did somebody here live it at some cost?"),
    )
    status: ValueStatus = Field(default=ValueStatus.draft, title=N_("Status"))
    adopted_on: date | None = Field(default=None, title=N_("Adopted on"))


class ValueItem(Row, ValueItemFields, table=True):
    """One of the four to six values of the client."""

    __tablename__ = "value_item"
    __table_args__ = checks_of(ValueItemFields)

    sort: int = Field(default=0)
    version: int = Field(default=1, ge=1)


class CompetencyFields(SQLModel):
    """A way of working that can be seen, with the value it comes from."""

    name: Line = Field(title=N_("Competency"), min_length=1, max_length=80)
    definition: LongText = Field(
        title=N_("Definition"),
        min_length=1,
        description=N_("What a person does who has it."),
    )
    scope: Scope = Field(default=Scope.core, title=N_("Scope"))
    family: Line = Field(default="", title=N_("Family"))
    value_id: ValueItemId | None = link(
        "value_item.id",
        title=N_("Comes from the value"),
        optional=True,
        ondelete="SET NULL",
    )
    grow_by_work: LongText = Field(default="", title=N_("Grow it by work"))
    grow_with_people: LongText = Field(default="", title=N_("Grow it with people"))
    grow_by_study: LongText = Field(default="", title=N_("Grow it by study"))
    status: ValueStatus = Field(default=ValueStatus.adopted, title=N_("Status"))


class Competency(Row, CompetencyFields, table=True):
    """A competency with five anchors; core ones hold for everyone."""

    __table_args__ = checks_of(CompetencyFields)

    library_key: str = Field(default="", max_length=80)
    sort: int = Field(default=0)
    version: int = Field(default=1, ge=1)


class AnchorFields(SQLModel):
    """What one level of a competency looks like."""

    text: LongText = Field(
        title=N_("Anchor"),
        min_length=1,
        max_length=500,
        description=N_("Something a person does that another can see."),
    )


class Anchor(Row, AnchorFields, table=True):
    """The anchor of one level, 1 to 5. A competency has one for each."""

    __table_args__ = (
        *checks_of(AnchorFields, "level BETWEEN 1 AND 5"),
        UniqueConstraint("competency_id", "level", name="anchor_level_once"),
    )

    competency_id: CompetencyId = link("competency.id", ondelete="CASCADE")
    level: int = Field(ge=1, le=5)
