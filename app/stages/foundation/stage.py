"""Foundation: what must stand before the first stage can begin."""

from __future__ import annotations

from app.domain.engagement import Client
from app.domain.moments import Hired
from app.domain.outcomes import JobDescription
from app.domain.people import Position
from app.domain.values import ValueItem
from app.host.language import N_
from app.stages.foundation import actions, documents, queries
from app.stages.foundation.page import FoundationPage
from app.stages.foundation.records import Acknowledgement, TaskLine
from app.stages.stage import BinderPart, Stage

STAGE = Stage(
    key="foundation",
    number=None,
    title=N_("Foundation"),
    sentence=N_("Purpose, values and outcomes come first; every stage refers to them."),
    icon="landmark",
    tables=(Acknowledgement, TaskLine),
    page=FoundationPage,
    how_far=queries.how_far,
    turns_on=(Client, JobDescription, Position, ValueItem),
    deliverables=documents.DELIVERABLES,
    binder=(
        BinderPart(
            1,
            N_("Purpose and values"),
            N_("Why we are here, and how we are with one another."),
            documents.purpose_pages,
        ),
        BinderPart(
            2,
            N_("Core competencies"),
            N_("The values as something people can see each other do."),
            documents.guide_pages,
        ),
        BinderPart(
            3,
            N_("Outcome map"),
            N_("Each result of the company with a name beside it."),
            documents.map_pages,
        ),
        BinderPart(
            4,
            N_("Outcome-based job descriptions"),
            N_("What each job, and the person in it, is to arrive at."),
            documents.job_pages,
        ),
    ),
    answers={Hired: actions.hold_outcomes},
    instruments=("values", "competencies", "task-verbs", "wording"),
)
