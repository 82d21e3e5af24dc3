"""Judgments of the foundation: job descriptions, values, competencies, the outcome map. Pure."""

from app.stages.foundation.rules.culture import (
    MOST_VALUES,
    competency_findings,
    says_an_action,
    value_findings,
    values_in_use,
)
from app.stages.foundation.rules.facts import (
    CompetencyAsk,
    CompetencyFacts,
    Finding,
    JobFacts,
    MeasureFacts,
    OtherOwner,
    OutcomeFacts,
    Owning,
    ResultFacts,
    Severity,
    ValueFacts,
)
from app.stages.foundation.rules.job_checks import blocking, job_findings
from app.stages.foundation.rules.spine import (
    Change,
    ChangeKind,
    difference,
    in_words,
    letter,
    map_findings,
    moved,
)

__all__ = [
    "MOST_VALUES",
    "Change",
    "ChangeKind",
    "CompetencyAsk",
    "CompetencyFacts",
    "Finding",
    "JobFacts",
    "MeasureFacts",
    "OtherOwner",
    "OutcomeFacts",
    "Owning",
    "ResultFacts",
    "Severity",
    "ValueFacts",
    "blocking",
    "competency_findings",
    "difference",
    "in_words",
    "job_findings",
    "letter",
    "map_findings",
    "moved",
    "says_an_action",
    "value_findings",
    "values_in_use",
]
