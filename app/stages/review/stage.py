"""Performance review and development: what arrived, and where people grow next."""

from __future__ import annotations

from app.host.language import N_
from app.stages.review import documents, queries
from app.stages.review.page import ReviewPage
from app.stages.review.records import TABLES, ReviewCycle
from app.stages.stage import BinderPart, Stage

STAGE = Stage(
    key="review",
    number=7,
    title=N_("Review"),
    sentence=N_("Assessments by outcomes and values that lead people to grow."),
    icon="clipboard-check",
    tables=TABLES,
    page=ReviewPage,
    how_far=queries.how_far,
    turns_on=(ReviewCycle,),
    deliverables=documents.DELIVERABLES,
    binder=(
        BinderPart(
            12,
            N_("People"),
            N_("Each person's year: what arrived, and where the way goes on."),
            documents.review_pages,
        ),
    ),
)
