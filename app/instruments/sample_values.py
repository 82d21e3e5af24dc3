"""What a sample engagement is made of: frozen values that refer to one another by name.

People are named, jobs go by their title, competencies by their library key, the outcomes of a
job by their letter, and evidence by its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleClient:
    """The client company, field by field as `app.domain.engagement.Client` has them."""

    name: str
    legal_name: str
    address: str
    phone: str
    industry: str
    headcount: int
    jurisdiction: str
    fiscal_year_start: int
    purpose: str
    distinctiveness: str
    circle_passion: str
    circle_best: str
    circle_engine: str
    engine_measure: str
    one_big_thing: str
    story_of_best: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleConsultant:
    """The consultant of the sample."""

    name: str
    firm: str
    address: str
    phone: str
    email: str
    motto: str
    accent_color: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEngagement:
    """The terms of the engagement; ``allowed_words`` pass the wording check."""

    title: str
    reference: str
    start_date: date
    end_date: date
    planned_months: int
    status: str
    paper: str
    credit_line: str
    allowed_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTeam:
    """A team and who leads it on the first day."""

    name: str
    leader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """Someone who works here or applied here."""

    name: str
    kind: str
    pronunciation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEmployment:
    """Who held which job from when to when; ``leader`` is the leader at its start."""

    person: str
    position: str
    team: str
    leader: str = ""
    start: date
    end: date | None = None
    end_kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleHandover:
    """A team that goes from one leader to the next, with the people who change leaders."""

    team: str
    from_leader: str
    to_leader: str
    on: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleValue:
    """A value of the client; the lists are joined to one behavior on each line."""

    seed: str
    name: str
    meaning: str
    seen_when: str
    not_seen_when: str
    story: str
    adopted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCompetency:
    """A competency taken from the library; ``value`` is empty for a role competency."""

    library: str
    scope: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleResult:
    """A result of the whole company at the start, half way and at the end."""

    name: str
    unit: str
    lower_is_better: bool
    start: float
    middle: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMeasure:
    """How a destination is known."""

    name: str
    kind: str
    unit: str
    baseline: float
    target: float
    due: date
    source: str
    frequency: str
    is_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOutcome:
    """A destination of a job; ``result`` is empty when it serves no company result."""

    code: str
    statement: str
    weight: int
    result: str = ""
    part: str = "shares"
    measure: SampleMeasure


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleJobCompetency:
    """The level of a competency that a job asks for."""

    library: str
    level: int
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleJob:
    """A position with its adopted job description; long fields hold one item on each line."""

    title: str
    team: str
    reports_to: str = ""
    author: str
    adopted_on: date
    effective_on: date
    purpose: str
    purpose_link: str
    primary_outcome: str
    freedom: str
    limits: str
    informs: str
    essential_functions: str
    conditions: str
    day_one_needs: str
    growth: str
    competencies: tuple[SampleJobCompetency, ...]
    outcomes: tuple[SampleOutcome, ...]

    def outcome(self, code: str) -> SampleOutcome:
        """Return an outcome by its letter."""
        return next(item for item in self.outcomes if item.code == code)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOldAndNew:
    """A line of the old task list beside the outcome that takes its place."""

    job: str
    task: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAcknowledgement:
    """A job description read together and acknowledged."""

    person: str
    job: str
    read_with: str
    discussed_on: date
    acknowledged_on: date
    method: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTarget:
    """One outcome, by its letter, or one competency, by its library key; the other is empty."""

    outcome: str = ""
    competency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCriterion:
    """What candidates are looked at for; ``question`` is a key of the bank or of a stem."""

    code: str
    weight: int
    floor: float | None = None
    target: SampleTarget
    question: str
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRating:
    """The ratings of one criterion and their notes, in the order of the panel."""

    criterion: str
    scores: tuple[int, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAssessment:
    """A work sample or a reference beside the interview."""

    kind: str
    criterion: str
    score: float
    by: str
    on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCandidate:
    """A candidate from the first letter to the decision."""

    person: str
    source: str
    received_on: date
    screening: str
    interviewed_on: date
    start: str
    end: str
    stage: str
    decision: str
    decision_reason: str
    ratings: tuple[SampleRating, ...]
    assessments: tuple[SampleAssessment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAgreed:
    """A rating the panel agreed on after talking."""

    person: str
    criterion: str
    score: float
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDecision:
    """Who was chosen, by whom and when; the reason stands with the candidate."""

    person: str
    on: date
    decided_by: tuple[str, ...]
    approved_by: str
    deviated_from_rank: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequisition:
    """An opening, its criteria, its panel, its candidates and its decision."""

    number: str
    position: str
    reason: str
    openings: int
    hiring_leader: str
    opened_on: date
    target_start: date
    guide_locked_on: date
    piloted_with: str
    pilot_note: str
    weights_reason: str
    practice_criterion: str
    practice_answer: str
    practice_scores: tuple[int, ...]
    place: str
    panel_trained_on: date
    retention_until: date
    pay_range_low: float
    pay_range_high: float
    posting: str
    panel: tuple[str, ...]
    criteria: tuple[SampleCriterion, ...]
    candidates: tuple[SampleCandidate, ...]
    agreed: tuple[SampleAgreed, ...]
    decision: SampleDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleApplicantCount:
    """Applicants and selections of one group, apart from every candidate.

    `requisition` is its number; where it is empty, `occasion` says for which hires.
    """

    requisition: str = ""
    occasion: str = ""
    on: date
    dimension: str
    group: str
    applicants: int
    interviewed: int
    selected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleQuestion:
    """A question of the client's own; ``competency`` is a library key."""

    competency: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEvidence:
    """A dated fact about a person and one target; ``job`` is given where that is an outcome."""

    key: str
    person: str
    on: date
    job: str = ""
    target: SampleTarget
    sign: str
    author: str
    visibility: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReading:
    """The readings of a person's outcome, oldest first; the last one is the actual."""

    person: str
    job: str
    outcome: str
    values: tuple[tuple[date, float], ...]

    @property
    def actual(self) -> float:
        """Return where the measure stands."""
        return self.values[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCycle:
    """The terms of the review cycle."""

    name: str
    period_start: date
    period_end: date
    outcome_share: int
    competency_share: int
    show_overall: bool
    min_evidence: int
    extreme_min_evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """One line of a review: both looks and the evidence, or why it was not rated."""

    target: SampleTarget
    self_rating: int | None = None
    self_text: str = ""
    leader_rating: int | None = None
    leader_text: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    not_rated_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReview:
    """A review from the self-look to the acknowledgement."""

    person: str
    position: str
    leader: str
    second_reader: str
    months_in_role: float
    is_pilot: bool
    self_on: date
    draft_locked_on: date
    talk_on: date
    talk_minutes: int
    self_look: tuple[str, ...]
    person_said: str
    leader_promises: str
    agreed_next: str
    acknowledged_on: date
    acknowledged_by: str
    person_comment: str = ""
    destination: str
    first_focus: SampleTarget
    lines: tuple[SampleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A whole sample engagement."""

    client: SampleClient
    consultant: SampleConsultant
    engagement: SampleEngagement
    teams: tuple[SampleTeam, ...]
    people: tuple[SamplePerson, ...]
    employments: tuple[SampleEmployment, ...]
    handovers: tuple[SampleHandover, ...]
    values: tuple[SampleValue, ...]
    competencies: tuple[SampleCompetency, ...]
    results: tuple[SampleResult, ...]
    jobs: tuple[SampleJob, ...]
    old_and_new: tuple[SampleOldAndNew, ...]
    acknowledgements: tuple[SampleAcknowledgement, ...]
    requisitions: tuple[SampleRequisition, ...]
    own_questions: tuple[SampleQuestion, ...]
    applicant_counts: tuple[SampleApplicantCount, ...]
    evidence: tuple[SampleEvidence, ...]
    readings: tuple[SampleReading, ...]
    cycle: SampleCycle
    reviews: tuple[SampleReview, ...]

    def job(self, title: str) -> SampleJob:
        """Return a job by its title."""
        return next(item for item in self.jobs if item.title == title)

    def opening(self, number: str) -> SampleRequisition:
        """Return an opening by its number."""
        return next(item for item in self.requisitions if item.number == number)

    def chosen(self) -> frozenset[tuple[str, str]]:
        """Return who was chosen for which position."""
        return frozenset((one.decision.person, one.position) for one in self.requisitions)

    def at_start(self) -> tuple[SampleEmployment, ...]:
        """Return the employments of the first day, in the order of the roster."""
        first_day = self.engagement.start_date
        return tuple(item for item in self.employments if item.start < first_day)
