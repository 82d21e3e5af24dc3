"""The sample's foundation, entered by the actions of the foundation."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, SQLModel, select

from app.domain.edits import revise
from app.domain.engagement import (
    Client,
    ClientFields,
    Consultant,
    ConsultantFields,
    Engagement,
    EngagementFields,
)
from app.domain.evidence import EvidenceSign, Visibility
from app.domain.ids import (
    CompanyResultId,
    CompetencyId,
    EmploymentId,
    EvidenceId,
    JobDescriptionId,
    MeasureId,
    OutcomeId,
    PersonId,
    PositionId,
    TeamId,
    ValueItemId,
)
from app.domain.outcomes import (
    CompanyResultFields,
    JobDescription,
    JobDescriptionFields,
    MeasureFields,
    OutcomeFields,
)
from app.domain.people import EndKind, Person, PersonFields, PersonKind, Team
from app.domain.rows import Row
from app.domain.values import Scope, ValueItemFields
from app.instruments import instrument
from app.instruments.sample_values import Sample, SampleEmployment, SampleJob, SampleTarget
from app.stages.foundation import actions
from app.stages.foundation.records import AckMethod


@dataclass(slots=True)
class Names:
    """Where each name of the sample leads in the file: written as rows come to be."""

    people: dict[str, PersonId] = field(default_factory=dict)
    teams: dict[str, TeamId] = field(default_factory=dict)
    positions: dict[str, PositionId] = field(default_factory=dict)
    employments: dict[tuple[str, str], EmploymentId] = field(default_factory=dict)
    values: dict[str, ValueItemId] = field(default_factory=dict)
    competencies: dict[str, CompetencyId] = field(default_factory=dict)
    results: dict[str, CompanyResultId] = field(default_factory=dict)
    jobs: dict[str, JobDescriptionId] = field(default_factory=dict)
    outcomes: dict[tuple[str, str], OutcomeId] = field(default_factory=dict)
    measures: dict[tuple[str, str], MeasureId] = field(default_factory=dict)
    evidence: dict[str, EvidenceId] = field(default_factory=dict)

    def target(self, target: SampleTarget, job: str) -> str:
        """Return the id of the outcome or the competency that a target means."""
        if target.outcome:
            return self.outcomes[job, target.outcome]
        return self.competencies[target.competency]


def same_named(fields: type[SQLModel], value: Any) -> dict[str, Any]:  # noqa: ANN401 - any sample value
    """Return those fields of a sample value that the file calls the same."""
    names = [item.name for item in dataclasses.fields(value)]
    return {name: getattr(value, name) for name in names if name in fields.model_fields}


def revise_all(session: Session, model: type[Row], row_id: str, given: dict[str, Any]) -> None:
    """Change several fields of a row, one after the other as a form does."""
    for name, value in given.items():
        revise(session, model, row_id, name, value)


def begin(session: Session, sample: Sample, _names: Names) -> None:
    """Enter the client, the consultant and the engagement."""
    client = actions.ensure_client(session, sample.client.name)
    revise_all(session, Client, client, same_named(ClientFields, sample.client))
    consultant = session.exec(select(Consultant)).one()
    revise_all(session, Consultant, consultant.id, same_named(ConsultantFields, sample.consultant))
    engagement = session.exec(select(Engagement)).one()
    terms = same_named(EngagementFields, sample.engagement)
    terms["allowed_words"] = "\n".join(sample.engagement.allowed_words)
    revise_all(session, Engagement, engagement.id, terms)


def add_people(session: Session, sample: Sample, names: Names) -> None:
    """Enter the people, the teams and who leads them, the positions and who holds them."""
    outside = {one.person for opening in sample.requisitions for one in opening.candidates}
    inside = {spell.person for spell in sample.at_start()}
    for person in sample.people:
        if person.name in inside or person.name not in outside:
            given = same_named(PersonFields, person)
            names.people[person.name] = actions.add_person(session, person.name, **given)
    for team in sample.teams:
        leader = names.people[team.leader]
        names.teams[team.name] = actions.add_team(session, team.name, leader)
    for job in sample.jobs:
        team_id = names.teams[job.team]
        names.positions[job.title] = actions.add_position(session, job.title, team_id=team_id)
    for job in sample.jobs:
        if job.reports_to:
            above = names.positions[job.reports_to]
            actions.set_reporting_line(session, names.positions[job.title], above)
    for spell in sample.at_start():
        _employ(session, spell, names)


def _employ(session: Session, spell: SampleEmployment, names: Names) -> None:
    """Enter that a person holds a position."""
    names.employments[spell.person, spell.position] = actions.add_employment(
        session,
        names.people[spell.person],
        names.positions[spell.position],
        spell.start,
        team_id=names.teams[spell.team],
        manager_id=names.people[spell.leader] if spell.leader else None,
    )


def add_culture(session: Session, sample: Sample, names: Names) -> None:
    """Enter and adopt the values, take competencies from the library, enter the results."""
    for value in sample.values:
        given = same_named(ValueItemFields, value)
        del given["adopted_on"]
        key = names.values[value.name] = actions.add_value(session, **given)
        actions.adopt_value(session, key, value.adopted_on)
    for item in sample.competencies:
        entry = dataclasses.asdict(instrument.competency(item.library))
        value_id = names.values.get(item.value)
        names.competencies[item.library] = actions.add_library_competency(
            session, entry, value_id, Scope(item.scope)
        )
    for result in sample.results:
        given = same_named(CompanyResultFields, result)
        names.results[result.name] = actions.add_company_result(
            session,
            **given,
            start_value=result.start,
            middle_value=result.middle,
            end_value=result.end,
        )


def add_job(session: Session, job: SampleJob, names: Names) -> None:
    """Enter a job description whole and adopt it."""
    key = actions.start_job(session, names.positions[job.title], names.people[job.author])
    names.jobs[job.title] = key
    revise_all(session, JobDescription, key, same_named(JobDescriptionFields, job))
    for outcome in job.outcomes:
        outcome_id = names.outcomes[job.title, outcome.code] = actions.add_outcome(
            session,
            key,
            **same_named(OutcomeFields, outcome),
            company_result_id=names.results.get(outcome.result),
            result_part=outcome.part,
        )
        names.measures[job.title, outcome.code] = actions.add_measure(
            session, outcome_id, **same_named(MeasureFields, outcome.measure)
        )
    for ask in job.competencies:
        competency = names.competencies[ask.library]
        actions.set_job_competency(session, key, competency, ask.level, ask.weight)
    actions.adopt_job(session, key, job.adopted_on)


def read_together(session: Session, sample: Sample, names: Names) -> None:
    """Enter the old-and-new sheet and that each description was talked over and acknowledged."""
    for line in sample.old_and_new:
        reached = sample.job(line.job).outcome(line.outcome).statement
        actions.add_task_line(session, names.positions[line.job], line.task, reached)
    for read in sample.acknowledgements:
        actions.read_together(session, names.jobs[read.job], read.discussed_on)
        actions.acknowledge(
            session,
            names.jobs[read.job],
            names.people[read.person],
            read.discussed_on,
            read.acknowledged_on,
            method=AckMethod(read.method),
            comment=read.comment,
        )


def end_employments(session: Session, sample: Sample, names: Names) -> None:
    """Enter who left of those who were there on the first day; who moved, left by being hired."""
    for spell in sample.at_start():
        if spell.end and spell.end_kind != EndKind.transfer:
            key = names.employments[spell.person, spell.position]
            actions.end_employment(session, key, spell.end, EndKind(spell.end_kind))


def add_newcomers(session: Session, sample: Sample, names: Names) -> None:
    """Enter who came during the year, apart from the one who was chosen for the opening."""
    chosen = sample.chosen()
    first = set(sample.at_start())
    for spell in sample.employments:
        if spell not in first and (spell.person, spell.position) not in chosen:
            revise(session, Person, names.people[spell.person], "kind", PersonKind.employee)
            _employ(session, spell, names)


def hand_over(session: Session, sample: Sample, names: Names) -> None:
    """Enter which teams went from one leader to the next."""
    present = {spell.person: spell.position for spell in sample.employments if not spell.end}
    for change in sample.handovers:
        leader = names.people[change.to_leader]
        revise(session, Team, names.teams[change.team], "leader_id", leader)
        for person in change.people:
            actions.set_leader(session, names.employments[person, present[person]], leader)


def add_facts(session: Session, sample: Sample, names: Names) -> None:
    """Enter the evidence and the readings of the year."""
    for fact in sample.evidence:
        to = names.target(fact.target, fact.job)
        names.evidence[fact.key] = actions.add_evidence(
            session,
            names.people[fact.person],
            fact.on,
            fact.text,
            outcome=OutcomeId(to) if fact.target.outcome else None,
            competency=CompetencyId(to) if fact.target.competency else None,
            sign=EvidenceSign(fact.sign),
            author=fact.author,
            visibility=Visibility(fact.visibility),
        )
    for reading in sample.readings:
        measure = names.measures[reading.job, reading.outcome]
        person = names.people[reading.person]
        for on, value in reading.values:
            actions.add_measure_value(session, measure, on, value, person=person)
