"""Views of job descriptions: whole, as versions, compared, and as the outcome map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.domain.edits import the
from app.domain.engagement import words_of_the_trade
from app.domain.outcomes import (
    CompanyResult,
    JobCompetency,
    JobDescription,
    JobDescriptionFields,
    JobStatus,
    Measure,
    MeasureFields,
    Outcome,
)
from app.domain.people import Employment, Person, Position, PositionStatus, Team
from app.domain.values import Competency
from app.stages.foundation.rules import (
    Change,
    CompetencyAsk,
    Finding,
    JobFacts,
    MeasureFacts,
    OtherOwner,
    OutcomeFacts,
    Owning,
    ResultFacts,
    job_findings,
    map_findings,
)
from app.stages.foundation.rules import difference as compared


@dataclass(frozen=True, slots=True)
class JobView:
    """One version of a job description with the names around it.

    Attributes:
        id: the version's id.
        position_id: the position it describes.
        position: the position's title.
        team: the team's name, or empty.
        reports_to: the title of the position it reports to, or empty.
        holders: who holds the position now.
        author: who wrote it, or empty.
        job: the version itself: texts, outcomes with measures, competencies.
    """

    id: str
    position_id: str
    position: str
    team: str
    reports_to: str
    holders: tuple[str, ...]
    author: str
    job: JobFacts


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A line in the list of a position's versions."""

    id: str
    version: int
    status: JobStatus
    adopted_on: date | None
    effective_on: date | None
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class OutcomeMap:
    """Company results and who owns and shares them.

    Attributes:
        results: the results in their order, each with its parts.
        positions: the positions that have a job description: (id, title).
        gaps: results without an owner or with several, and positions that serve none.
    """

    results: tuple[ResultFacts, ...]
    positions: tuple[tuple[str, str], ...]
    gaps: tuple[Finding, ...]

    def part(self, result_id: str, position_id: str) -> Owning | None:
        """Return the part a position has in a result; owning goes before sharing."""
        found = [
            part
            for result in self.results
            if result.id == result_id
            for part in (*result.owners, *result.sharers)
            if part.position_id == position_id
        ]
        return found[0] if found else None


def versions(session: Session, position_id: str) -> tuple[VersionRow, ...]:
    """Return the versions of a position's job description, the newest first."""
    rows = session.exec(
        select(JobDescription)
        .where(JobDescription.position_id == position_id)
        .order_by(col(JobDescription.version).desc())
    )
    return tuple(
        VersionRow(
            id=row.id,
            version=row.version,
            status=row.status,
            adopted_on=row.adopted_on,
            effective_on=row.effective_on,
            reviewed_on=row.reviewed_on,
        )
        for row in rows
    )


def current_jobs(session: Session) -> dict[str, JobDescription]:
    """Return for each position the version that counts: the adopted one, or else the newest."""
    found: dict[str, JobDescription] = {}
    for row in session.exec(select(JobDescription).order_by(col(JobDescription.version))):
        known = found.get(row.position_id)
        if known is None or known.status is not JobStatus.adopted:
            found[row.position_id] = row
    return found


def current_job(session: Session, position_id: str) -> str | None:
    """Return the id of the version that counts for a position; None where there is none."""
    row = current_jobs(session).get(position_id)
    return None if row is None else row.id


def newest_job(session: Session, position_id: str) -> str | None:
    """Return the id of the newest version of a position, draft or not; None where none is."""
    found = versions(session, position_id)
    return found[0].id if found else None


def job_view(session: Session, job_id: str) -> JobView:
    """Return one version whole.

    Raises:
        Refused: when it is no longer in the file.
    """
    row = the(session, JobDescription, job_id)
    position = the(session, Position, row.position_id)
    team = session.get(Team, position.team_id) if position.team_id else None
    above = session.get(Position, position.leads_to_id) if position.leads_to_id else None
    author = session.get(Person, row.author_id) if row.author_id else None
    (job,) = job_facts(session, [row])
    return JobView(
        id=row.id,
        position_id=position.id,
        position=position.title,
        team=team.name if team else "",
        reports_to=above.title if above else "",
        holders=job.holders,
        author=author.display_name if author else "",
        job=job,
    )


def difference(session: Session, older_id: str, newer_id: str) -> tuple[Change, ...]:
    """Return what changed from one version to another."""
    rows = [the(session, JobDescription, job_id) for job_id in (older_id, newer_id)]
    older, newer = job_facts(session, rows)
    return compared(older, newer)


def findings(session: Session, job_id: str, *, today: date) -> tuple[Finding, ...]:
    """Return what a version should be looked at again for on a day."""
    row = the(session, JobDescription, job_id)
    (job,) = job_facts(session, [row])
    others = [o for key, o in _owners(session) if key != row.position_id]
    allowed = words_of_the_trade(session)
    return job_findings(job, today=today, others=others, allowed=allowed)


def findings_by_position(session: Session, *, today: date) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of every position's newest version, asked for all at once."""
    rows = session.exec(select(JobDescription).order_by(col(JobDescription.version)))
    newest = {row.position_id: row for row in rows}
    owners = _owners(session)
    jobs = job_facts(session, list(newest.values()))
    allowed = words_of_the_trade(session)
    return {
        position: job_findings(
            job, today=today, others=[o for key, o in owners if key != position], allowed=allowed
        )
        for position, job in zip(newest, jobs, strict=True)
    }


def outcome_map(session: Session) -> OutcomeMap:
    """Return the company results with the positions that own and share them, and the gaps."""
    titles = _open_positions(session)
    jobs = {key: row for key, row in current_jobs(session).items() if key in titles}
    parts: defaultdict[str, list[Owning]] = defaultdict(list)
    for position_id, job in zip(jobs, job_facts(session, list(jobs.values())), strict=True):
        for outcome in job.outcomes:
            if outcome.company_result_id:
                parts[outcome.company_result_id].append(
                    Owning(
                        position_id,
                        titles[position_id],
                        outcome.id,
                        outcome.statement,
                        outcome.result_part,
                    )
                )
    results = tuple(
        _result(row, parts[row.id])
        for row in session.exec(
            select(CompanyResult).order_by(col(CompanyResult.sort), col(CompanyResult.name))
        )
    )
    named = {key: title for key, title in titles.items() if key in jobs}
    return OutcomeMap(results, tuple(named.items()), map_findings(results, named))


def serves_adopted(session: Session, result_id: str) -> bool:
    """Say whether a version that was ever adopted serves a company result."""
    asked = (
        select(Outcome.id)
        .where(Outcome.job_description_id == JobDescription.id)
        .where(Outcome.company_result_id == result_id)
        .where(col(JobDescription.adopted_on).is_not(None))
    )
    return session.exec(asked).first() is not None


def _result(row: CompanyResult, parts: Iterable[Owning]) -> ResultFacts:
    """Return a company result with its parts."""
    return ResultFacts(
        id=row.id,
        name=row.name,
        unit=row.unit,
        lower_is_better=row.lower_is_better,
        start_value=row.start_value,
        middle_value=row.middle_value,
        end_value=row.end_value,
        parts=tuple(parts),
    )


def _open_positions(session: Session) -> dict[str, str]:
    """Return the titles of the positions that are not closed, in their order."""
    rows = session.exec(
        select(Position)
        .where(Position.status != PositionStatus.closed)
        .order_by(col(Position.sort), col(Position.title))
    )
    return {row.id: row.title for row in rows}


def _owners(session: Session) -> tuple[tuple[str, OtherOwner], ...]:
    """Return every outcome that counts now, with the id of its position."""
    titles = _open_positions(session)
    jobs = {key: row for key, row in current_jobs(session).items() if key in titles}
    return tuple(
        (
            position_id,
            OtherOwner(
                titles[position_id],
                outcome.statement,
                tuple(measure.name for measure in outcome.measures),
                outcome.company_result_id,
                outcome.result_part,
            ),
        )
        for position_id, job in zip(jobs, job_facts(session, list(jobs.values())), strict=True)
        for outcome in job.outcomes
    )


# ------------------------------------------------------------------ rows into facts


def job_facts(session: Session, rows: Sequence[JobDescription]) -> tuple[JobFacts, ...]:
    """Return versions as values, in the order given, with a handful of questions for all."""
    ids = [row.id for row in rows]
    outcomes = _outcomes(session, ids)
    asks = _competencies(session, ids)
    holders = present_holders(session)
    leading = set(
        session.exec(select(Position.leads_to_id).where(Position.status != PositionStatus.closed))
    )
    return tuple(
        JobFacts(
            **{name: getattr(row, name) for name in _JOB_TEXTS},
            adopted_on=row.adopted_on,
            outcomes=tuple(outcomes[row.id]),
            competencies=tuple(asks[row.id]),
            has_reports=row.position_id in leading,
            holders=tuple(name for _, name in holders.get(row.position_id, ())),
            status=row.status,
            version=row.version,
            id=row.id,
        )
        for row in rows
    )


_JOB_TEXTS = tuple(name for name in JobDescriptionFields.model_fields if name != "author_id")


def _outcomes(session: Session, job_ids: Sequence[str]) -> Mapping[str, list[OutcomeFacts]]:
    """Return the outcomes of versions in their order, with their measures."""
    found: defaultdict[str, list[OutcomeFacts]] = defaultdict(list)
    rows = session.exec(
        select(Outcome)
        .where(col(Outcome.job_description_id).in_(job_ids))
        .order_by(col(Outcome.sort), col(Outcome.created_at))
    ).all()
    measures = _measures(session, [row.id for row in rows])
    results = {row.id: row.name for row in session.exec(select(CompanyResult))}
    for row in rows:
        found[row.job_description_id].append(
            OutcomeFacts(
                statement=row.statement,
                weight=row.weight,
                measures=tuple(measures[row.id]),
                code=row.code,
                company_result_id=row.company_result_id,
                company_result=results.get(row.company_result_id or "", ""),
                result_part=row.result_part,
                id=row.id,
                spine_id=row.spine_id,
            )
        )
    return found


def _measures(session: Session, outcome_ids: Sequence[str]) -> Mapping[str, list[MeasureFacts]]:
    """Return the measures of outcomes in their order."""
    found: defaultdict[str, list[MeasureFacts]] = defaultdict(list)
    rows = session.exec(
        select(Measure)
        .where(col(Measure.outcome_id).in_(outcome_ids))
        .order_by(col(Measure.sort), col(Measure.created_at))
    )
    for row in rows:
        fields = {name: getattr(row, name) for name in MeasureFields.model_fields}
        found[row.outcome_id].append(MeasureFacts(**fields, id=row.id, spine_id=row.spine_id))
    return found


def _competencies(session: Session, job_ids: Sequence[str]) -> Mapping[str, list[CompetencyAsk]]:
    """Return the competencies that versions name, core ones first."""
    found: defaultdict[str, list[CompetencyAsk]] = defaultdict(list)
    rows = session.exec(
        select(JobCompetency, Competency)
        .where(JobCompetency.competency_id == Competency.id)
        .where(col(JobCompetency.job_description_id).in_(job_ids))
        .order_by(col(Competency.scope), col(Competency.sort), col(Competency.name))
    )
    for ask, competency in rows:
        found[ask.job_description_id].append(
            CompetencyAsk(
                competency_id=competency.id,
                name=competency.name,
                required_level=ask.required_level,
                weight=ask.weight,
                scope=competency.scope,
                definition=competency.definition,
                id=ask.id,
            )
        )
    return found


def present_holders(session: Session) -> Mapping[str, list[tuple[str, str]]]:
    """Return who holds each position now: (person id, name), by position, by name."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = session.exec(
        select(Employment.position_id, Person.id, Person.display_name)
        .where(Employment.person_id == Person.id)
        .where(col(Employment.end_date).is_(None))
        .order_by(col(Person.display_name))
    )
    for position_id, person_id, name in rows:
        found[position_id].append((person_id, name))
    return found
