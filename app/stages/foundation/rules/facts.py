"""The values that the rules of the foundation judge, and what they find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.outcomes import (
    Aggregate,
    Frequency,
    JobStatus,
    MeasureKind,
    ResultPart,
)
from app.domain.rows import Words
from app.domain.values import Scope, ValueStatus
from app.host.language import N_


class Severity(Words):
    """How much a finding weighs."""

    blocking = "blocking", N_("Stops adoption")
    warning = "warning", N_("Look again")
    hint = "hint", N_("A thought")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at again.

    Attributes:
        code: the rule, such as ``JD-03``.
        where: the place in the text, in words.
        message: what is so.
        what_to_do: the next step.
        severity: how much it weighs.
        about: the id of the row it is about, or empty.
    """

    code: str
    where: str
    message: str
    what_to_do: str
    severity: Severity = Severity.warning
    about: str = ""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as it is judged, compared and printed; fields as in `MeasureFields`."""

    name: str
    kind: MeasureKind = MeasureKind.higher_better
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    range_lo: float | None = None
    range_hi: float | None = None
    tolerance: float | None = None
    due: date | None = None
    baseline_by: date | None = None
    source: str = ""
    frequency: Frequency = Frequency.monthly
    aggregate: Aggregate = Aggregate.last
    is_lead: bool = False
    id: str = ""
    spine_id: str = ""

    @property
    def has_target(self) -> bool:
        """Whether a stranger could tell that the end is reached."""
        match self.kind:
            case MeasureKind.range:
                return self.range_lo is not None or self.range_hi is not None
            case MeasureKind.milestone:
                return self.due is not None
            case _:
                return self.target is not None

    @property
    def has_start(self) -> bool:
        """Whether it is known where we are now, or by when it will be."""
        from_a_number = self.kind in (MeasureKind.higher_better, MeasureKind.lower_better)
        return not from_a_number or self.baseline is not None or self.baseline_by is not None


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """An outcome with its measures; `company_result` is the result's name."""

    statement: str
    weight: int = 0
    measures: tuple[MeasureFacts, ...] = ()
    code: str = ""
    company_result_id: str | None = None
    company_result: str = ""
    result_part: ResultPart = ResultPart.shares
    id: str = ""
    spine_id: str = ""


@dataclass(frozen=True, slots=True)
class CompetencyAsk:
    """A competency that a job names, with the level it asks for."""

    competency_id: str
    name: str
    required_level: int = 3
    weight: int = 0
    scope: Scope = Scope.core
    definition: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class JobFacts:
    """One version of a job description, whole; texts as in `JobDescriptionFields`.

    Attributes:
        has_reports: whether other positions report to this one.
        holders: the names of those who hold the position now.
    """

    purpose: str = ""
    purpose_link: str = ""
    primary_outcome: str = ""
    freedom: str = ""
    limits: str = ""
    informs: str = ""
    essential_functions: str = ""
    conditions: str = ""
    day_one_needs: str = ""
    growth: str = ""
    effective_on: date | None = None
    reviewed_on: date | None = None
    adopted_on: date | None = None
    outcomes: tuple[OutcomeFacts, ...] = ()
    competencies: tuple[CompetencyAsk, ...] = ()
    has_reports: bool = False
    holders: tuple[str, ...] = ()
    status: JobStatus = JobStatus.draft
    version: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class OtherOwner:
    """An outcome of another position, to see whether two names stand beside one thing."""

    position: str
    statement: str
    measures: tuple[str, ...] = ()
    company_result_id: str | None = None
    result_part: ResultPart = ResultPart.shares


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """A value as it is judged and printed; fields as in `ValueItemFields`."""

    name: str
    meaning: str = ""
    seen_when: str = ""
    not_seen_when: str = ""
    story: str = ""
    status: ValueStatus = ValueStatus.draft
    adopted_on: date | None = None
    version: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class CompetencyFacts:
    """A competency with its anchors, from level 1 to 5; an empty text where one is missing."""

    name: str
    definition: str = ""
    anchors: tuple[str, ...] = ("", "", "", "", "")
    scope: Scope = Scope.core
    family: str = ""
    value_id: str | None = None
    value: str = ""
    grow_by_work: str = ""
    grow_with_people: str = ""
    grow_by_study: str = ""
    status: ValueStatus = ValueStatus.adopted
    library_key: str = ""
    version: int = 1
    id: str = ""

    def anchor(self, level: int) -> str:
        """Return the anchor of a level, 1 to 5; empty where it is not written."""
        return self.anchors[level - 1]


@dataclass(frozen=True, slots=True)
class Owning:
    """The part one position's outcome has in a company result."""

    position_id: str
    position: str
    outcome_id: str
    statement: str
    part: ResultPart


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A company result with the positions that own and share it."""

    id: str
    name: str
    unit: str = ""
    lower_is_better: bool = False
    start_value: float | None = None
    middle_value: float | None = None
    end_value: float | None = None
    parts: tuple[Owning, ...] = ()

    @property
    def owners(self) -> tuple[Owning, ...]:
        """Those whose name stands beside the result."""
        return tuple(part for part in self.parts if part.part is ResultPart.owns)

    @property
    def sharers(self) -> tuple[Owning, ...]:
        """Those who have a share in it."""
        return tuple(part for part in self.parts if part.part is ResultPart.shares)
