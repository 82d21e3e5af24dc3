"""Who applies, who rates, and when they meet."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.domain.evidence import Visibility
from app.domain.ids import PersonId
from app.domain.rows import Row, checks_of, link
from app.domain.text import ClockTime, Line, LongText
from app.host.language import N_
from app.stages.selection.records.words import (
    CandidateId,
    CandidateStage,
    GuideId,
    InterviewStatus,
    PanelMemberId,
    PanelRole,
    PracticeId,
    RequisitionId,
    Source,
)


class CandidateFields(SQLModel):
    """What may be written about a candidacy. Who the candidate is stands in the person."""

    source: Source = Field(default=Source.other, title=N_("Source"))
    received_on: date | None = Field(default=None, title=N_("Received on"))
    stage: CandidateStage = Field(default=CandidateStage.received, title=N_("Stage"))
    screen_out_reason: LongText = Field(
        default="",
        title=N_("Why screened out"),
        description=N_("Which day-one need is not met. Nothing else screens out."),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Candidate(Row, CandidateFields, table=True):
    """A person's candidacy for one requisition.

    `code` stands where names are off. `cv` names stored bytes; `cv_name` is what the file was
    called and is never used as a path.
    """

    __table_args__ = (
        *checks_of(CandidateFields),
        UniqueConstraint("requisition_id", "person_id", name="candidate_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    person_id: PersonId = link("person.id")
    code: str = Field(default="", max_length=10)
    cv: str = Field(default="", max_length=64)
    cv_name: str = Field(default="", max_length=200)
    cv_type: str = Field(default="", max_length=100)


class ScreeningFields(SQLModel):
    """Whether a candidate brings one thing that the first day needs."""

    is_met: bool = Field(default=True, title=N_("Met"))
    note: LongText = Field(default="", max_length=2000, title=N_("By what it is known"))
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Screening(Row, ScreeningFields, table=True):
    """The answer to one day-one need of the job; `need` is kept as it then read."""

    __table_args__ = (
        *checks_of(ScreeningFields, "length(need) BETWEEN 1 AND 500"),
        UniqueConstraint("candidate_id", "need", name="screening_once"),
    )

    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    need: str = Field(max_length=500)


class PanelMemberFields(SQLModel):
    """The part somebody has on a panel."""

    role: PanelRole = Field(default=PanelRole.rater, title=N_("Part"))
    trained_on: date | None = Field(default=None, title=N_("Trained on"))
    conflict_of_interest: bool = Field(
        default=False,
        title=N_("Conflict of interest"),
        description=N_("Related to a candidate, or gains by the choice."),
    )
    conflict_note: LongText = Field(default="", title=N_("What was agreed about it"))
    visibility: Visibility = Field(default=Visibility.consultant, title=N_("Who may read it"))


class PanelMember(Row, PanelMemberFields, table=True):
    """A member of a requisition's panel; sheets are shown in the order of `sort`.

    `pin` is a salted hash of the number with which the member opens the own sheet; empty for none.
    """

    __tablename__ = "panel_member"
    __table_args__ = (
        *checks_of(PanelMemberFields),
        UniqueConstraint("requisition_id", "person_id", name="panel_member_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")
    person_id: PersonId = link("person.id")
    sort: int = Field(default=0)
    pin: str = Field(default="", max_length=200)


class InterviewFields(SQLModel):
    """When and where a candidate is met."""

    planned_on: date | None = Field(default=None, title=N_("Day"))
    begins: ClockTime = Field(default="", title=N_("Begins"), description=N_("Such as 08:30."))
    ends: ClockTime = Field(default="", title=N_("Ends"))
    place: Line = Field(default="", title=N_("Place"))
    status: InterviewStatus = Field(default=InterviewStatus.planned, title=N_("Interview"))
    rated_together: bool = Field(
        default=False,
        title=N_("They talked before they rated"),
        description=N_("Their agreement then says nothing; it is printed beside the numbers."),
    )
    seal_reason: LongText = Field(
        default="",
        max_length=2000,
        title=N_("Why the seal was broken"),
        description=N_("Printed on the decision record."),
    )
    visibility: Visibility = Field(default=Visibility.leader, title=N_("Who may read it"))


class Interview(Row, InterviewFields, table=True):
    """The interview of one candidate by one guide, and the seal over its sheets.

    Until `revealed_at` is set, nobody sees what another rated. `seal_reason` is written when it
    was opened before every sheet was in.
    """

    __table_args__ = (
        *checks_of(InterviewFields, "revealed_at IS NOT NULL OR seal_reason = ''"),
        UniqueConstraint("candidate_id", "guide_id", name="interview_once"),
    )

    candidate_id: CandidateId = link("candidate.id", ondelete="CASCADE")
    guide_id: GuideId = link("guide.id", ondelete="CASCADE")
    revealed_at: datetime | None = Field(default=None)
    revealed_by: str = Field(default="", max_length=200)


class PracticeFields(SQLModel):
    """A practice answer by which a panel finds one measure before it meets anybody."""

    question: LongText = Field(
        default="", max_length=1000, title=N_("Question"), description=N_("One of the guide's.")
    )
    answer: LongText = Field(
        default="",
        max_length=4000,
        title=N_("Practice answer"),
        description=N_("Read aloud; no candidate's. Then all show a number at once."),
    )


class Practice(Row, PracticeFields, table=True):
    """The practice of the panel of an opening; there is one at a time."""

    __table_args__ = (
        *checks_of(PracticeFields),
        UniqueConstraint("requisition_id", name="practice_once"),
    )

    requisition_id: RequisitionId = link("requisition.id", ondelete="CASCADE")


class PracticeRatingFields(SQLModel):
    """What one panel member gave the practice answer."""

    score: int = Field(ge=1, le=5, title=N_("Rating"))


class PracticeRating(Row, PracticeRatingFields, table=True):
    """One panel member's rating of the practice answer."""

    __tablename__ = "practice_rating"
    __table_args__ = (
        *checks_of(PracticeRatingFields),
        UniqueConstraint("practice_id", "panel_member_id", name="practice_rating_once"),
    )

    practice_id: PracticeId = link("practice.id", ondelete="CASCADE")
    panel_member_id: PanelMemberId = link("panel_member.id", ondelete="CASCADE")
