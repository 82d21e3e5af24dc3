"""The papers of the review: the outcome-based review, the self-look form, the cycle's progress."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable, Subject, prepare
from app.deliverables.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Confidentiality,
    Document,
    Facts,
    Figure,
    Heading,
    KeepTogether,
    Paragraph,
    Ruled,
    Scale,
    Signature,
    Table,
)
from app.deliverables.figures import Bar, Bars, Profile, ProfileLine
from app.domain.calendar import said, said_short
from app.domain.scales import COMPETENCY_LEVELS, JOURNEY_LEVELS, plain, shown
from app.host.language import N_, ntr, tr
from app.stages.review import queries
from app.stages.review.queries import CycleRow, LineView, MeasureView, ReviewRow, ReviewView
from app.stages.review.rules import WeightedScore

RECEIVED = N_("I have received this and we have talked about it.")


@dataclass(frozen=True, slots=True)
class ReviewSheetView:
    """What the outcome-based review says."""

    reference: str
    review: ReviewView


@dataclass(frozen=True, slots=True)
class SelfLookView:
    """What the self-look form asks; it holds nothing that anybody wrote."""

    reference: str
    person: str
    position: str
    purpose: str
    primary_outcome: str
    outcomes: tuple[str, ...]
    competencies: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far a cycle has come; counts, no ranked list."""

    reference: str
    cycle: CycleRow
    reviews: tuple[ReviewRow, ...]


def collect_review(session: Session, review_id: str) -> ReviewSheetView:
    """Read one review."""
    return ReviewSheetView(reference(session), queries.review(session, review_id))


def collect_self_look(session: Session, review_id: str) -> SelfLookView:
    """Read what a person is asked about; no text and no rating is taken along."""
    view = queries.review(session, review_id)
    return SelfLookView(
        reference=reference(session),
        person=view.person,
        position=view.position,
        purpose=view.purpose,
        primary_outcome=view.primary_outcome,
        outcomes=tuple(f"{line.code} {line.name}".strip() for line in view.outcomes),
        competencies=tuple((line.name, line.anchors) for line in view.competencies),
    )


def collect_progress(session: Session, cycle_id: str) -> ProgressView:
    """Read how far a cycle has come."""
    return ProgressView(
        reference(session), queries.cycle(session, cycle_id), queries.reviews(session, cycle_id)
    )


def review_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the reviews of every cycle, the latest cycle first."""
    return tuple(
        Subject(row.id, f"{row.person} – {cycle.name}")
        for cycle in queries.cycles(session)
        for row in queries.reviews(session, cycle.id)
    )


def cycle_subjects(session: Session) -> tuple[Subject, ...]:
    """Return the cycles."""
    return tuple(Subject(cycle.id, cycle.name) for cycle in queries.cycles(session))


def compose_review(sheet: ReviewSheetView) -> Document:
    """Compose the review: what arrived, how it arrived, and where the way goes on."""
    view = sheet.review
    blocks: list[Block] = [*_head(view), Heading(tr("Outcomes"))]
    blocks += [block for line in view.outcomes for block in _outcome(line)]
    blocks += [_score(tr("Outcomes together"), view.outcome_score)]
    blocks += [Heading(tr("Core competencies")), *_profile(view)]
    blocks += [block for line in view.competencies for block in _competency(line)]
    blocks += [_score(tr("Competencies together"), view.competency_score)]
    if view.overall is not None:
        blocks.append(Facts(((tr("Overall"), shown(view.overall)),)))
    blocks += _closing(view)
    return Document(
        title=view.person,
        kind=tr("Outcome-based review"),
        subtitle=f"{view.position} · {view.cycle}",
        subject=view.person,
        blocks=tuple(blocks),
        reference=sheet.reference,
        confidentiality=Confidentiality.personal,
        draft=view.is_open,
        on=view.held_on,
    )


def _head(view: ReviewView) -> list[Block]:
    """Return whose review it is, over which time, and what the job is for."""
    facts = [
        (tr("Period"), f"{said(view.period_start)} – {said(view.period_end)}"),
        (tr("Leader"), view.leader or "–"),
        (tr("Job description"), tr("version {n}").format(n=view.job_version)),
    ]
    if view.held_on:
        facts.append((tr("Talk held on"), said(view.held_on)))
    blocks: list[Block] = [Facts(tuple(facts))]
    if view.primary_outcome:
        blocks.append(Callout(view.primary_outcome, tr("What the job is to arrive at")))
    early = {
        "early_look": tr("Less than three months in this job: an early look, without ratings."),
        "part": tr("This review covers a part of the period."),
    }
    if view.stage_of_role in early:
        blocks.append(Callout(early[view.stage_of_role], kind="warn"))
    return blocks


def _with_unit(value: float | None, measure: MeasureView) -> str:
    return f"{plain(value)} {measure.unit}".strip() if value is not None else "–"


def _outcome(line: LineView) -> tuple[Block, ...]:
    """Return an outcome: its way from start to goal, the words, the rating."""
    title = f"{line.code}  {line.name}".strip()
    weight = tr("Weight {n} of 100").format(n=line.weight)
    first: list[Block] = [Heading(title, 2), Paragraph(weight, style="label")]
    drawn = tuple(one for one in line.measures if _is_drawn(one))
    others = tuple(one for one in line.measures if not _is_drawn(one))
    if drawn:
        first.append(Figure(Bars(_bars(drawn)), _way_in_words(drawn)))
    if others:
        first.append(_measures(others))
    blocks: list[Block] = [KeepTogether(tuple(first))]
    blocks += _said(line)
    blocks.append(_rating(line, is_outcome=True))
    return tuple(blocks)


def _measures(measures: tuple[MeasureView, ...]) -> Table:
    rows = tuple(
        (
            one.name,
            _with_unit(one.baseline, one),
            _with_unit(one.target, one),
            said_short(one.done_on) if one.done_on else _with_unit(one.actual, one),
            _share(one),
        )
        for one in measures
    )
    columns = (
        Column(tr("Measure"), 5),
        Column(tr("From"), 2, "right", numeric=True),
        Column(tr("To"), 2, "right", numeric=True),
        Column(tr("Reached"), 2, "right", numeric=True),
        Column(tr("Of the way"), 2, "right", numeric=True),
    )
    return Table(columns, rows)


def _share(measure: MeasureView) -> str:
    """Return how much of the way was gone, with the readings it rests on where they are few."""
    reached = measure.attainment
    if reached.moved_away:
        return tr("moved away")
    if reached.value is None:
        return tr("not known")
    share = f"{shown(reached.value * 100, 0)} %"
    return share if reached.n >= 3 else f"{share} (n = {reached.n})"


def _bars(measures: tuple[MeasureView, ...]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            one.name,
            one.baseline,
            one.actual,
            one.target,
            (
                _with_unit(one.baseline, one),
                _with_unit(one.actual, one),
                _with_unit(one.target, one),
            ),
        )
        for one in measures
    )


def _is_drawn(measure: MeasureView) -> bool:
    """Whether a measure has a beginning, a goal and a result, so that a bar can show its way."""
    return None not in (measure.baseline, measure.actual, measure.target)


def _way_in_words(measures: tuple[MeasureView, ...]) -> str:
    """Return every number of a figure as a sentence, for who cannot see it."""
    said_all = tr("{name} went from {start} to {now}; {goal} was agreed.")
    return " ".join(
        said_all.format(
            name=one.name,
            start=_with_unit(one.baseline, one),
            now=_with_unit(one.actual, one),
            goal=_with_unit(one.target, one),
        )
        for one in measures
    )


def _said(line: LineView) -> list[Block]:
    """Return the leader's words, the person's own, and the facts they rest on."""
    blocks: list[Block] = []
    if line.leader_text:
        blocks.append(Paragraph(str(line.leader_text)))
    if line.self_text:
        own = tr("Own words: {text}").format(text=line.self_text)
        blocks.append(Paragraph(own, style="quote"))
    facts = tuple(f"{said_short(one.happened_on)}: {one.text}" for one in line.evidence if one.text)
    if facts:
        blocks += [Paragraph(tr("Evidence"), style="label"), Bullets(facts)]
    return blocks


def _rating(line: LineView, *, is_outcome: bool) -> Table:
    """Return the ratings beside each other: suggestion, own, leader's; and why they differ."""
    words = {n: tr(w) for n, w in JOURNEY_LEVELS.items()}
    if not is_outcome:
        words = {n: tr(label) for n, (label, _) in COMPETENCY_LEVELS.items()}
    rows: list[tuple[Cell | str, ...]] = []
    if is_outcome and line.suggested is not None:
        way = ", ".join(_share(one) for one in line.measures)
        told = tr("{words} ({way} of the way)").format(words=words[line.suggested], way=way)
        rows.append((tr("The measures suggest"), _mark(line.suggested), told))
    if line.self_rating is not None:
        rows.append((tr("Own rating"), _mark(line.self_rating), words[line.self_rating]))
    if line.leader_rating is not None:
        mark = _mark(line.leader_rating)
        rows.append(
            (Cell(tr("Leader's rating"), "strong"), mark, Cell(words[line.leader_rating], "strong"))
        )
    if line.not_rated_reason:
        rows.append((tr("Not rated"), "", str(line.not_rated_reason)))
    if line.reason:
        rows.append((tr("Why it differs"), "", str(line.reason)))
    return Table(
        (Column("", 3), Column("", 2), Column("", 6)),
        tuple(rows),
        empty=tr("Not rated yet."),
    )


def _mark(rating: int) -> Cell:
    return Cell(str(rating), mark=f"dots:{rating}")


def _competency(line: LineView) -> tuple[Block, ...]:
    """Return a competency: the anchor chosen, the words, the evidence."""
    marked = ((line.self_rating, tr("Self")),) if line.self_rating is not None else ()
    levels = tuple(
        (level, tr(label), line.anchors[level - 1] if line.anchors else tr(meaning))
        for level, (label, meaning) in COMPETENCY_LEVELS.items()
    )
    first: list[Block] = [Heading(line.name, 2), Paragraph(line.meaning, style="small")]
    first.append(Scale(levels, line.leader_rating, marked))
    blocks: list[Block] = [KeepTogether(tuple(first)), *_said(line)]
    if line.not_rated_reason:
        blocks.append(Paragraph(tr("Not rated: {why}").format(why=line.not_rated_reason)))
    return tuple(blocks)


def _profile(view: ReviewView) -> list[Block]:
    """Return the shape of the competencies, own and leader's, with its numbers."""
    names = tuple(line.name for line in view.competencies)
    leader = tuple(line.leader_rating for line in view.competencies)
    own = tuple(line.self_rating for line in view.competencies)
    if all(one is None for one in leader):
        return []
    lines = [ProfileLine(tr("Leader"), leader)]
    if any(one is not None for one in own):
        lines.insert(0, ProfileLine(tr("Self"), own))
    parts = [
        f"{line.name} "
        + ", ".join(_voice(name, value) for name, value in zip(names, line.values, strict=True))
        for line in lines
    ]
    return [Figure(Profile(names, tuple(lines)), ". ".join(parts) + ".")]


def _voice(name: str, value: float | None) -> str:
    return f"{name} {plain(value)}"


def _score(title: str, score: WeightedScore) -> Facts:
    """Return a score with what it rests on; no number where too little was rated."""
    lines = ntr("{n} line rated", "{n} lines rated", score.n).format(n=score.n)
    share = tr("{share} % of the weight").format(share=shown(score.rated_share * 100, 0))
    if score.value is None:
        return Facts(((title, tr("Too few to tell: {share} was rated.").format(share=share)),))
    return Facts(((title, f"{shown(score.value)}  ({lines}, {share})"),))


def _closing(view: ReviewView) -> list[Block]:
    """Return the person's words, the development page and the acknowledgement."""
    blocks: list[Block] = [Heading(tr("The talk and the way on"))]
    blocks.append(Ruled(tr("What the person said"), lines=3, filled=str(view.person_said)))
    blocks.append(Ruled(tr("What the leader will do"), lines=3, filled=str(view.leader_promises)))
    blocks.append(Ruled(tr("Destination for the next year"), lines=3, filled=str(view.destination)))
    given = view.acknowledgement
    day = said(given.acknowledged_on) if given else ""
    if given and given.person_comment:
        blocks.append(Paragraph(str(given.person_comment), style="quote"))
    if given and given.declined:
        witness = given.witness or "–"
        told = tr("{name} declined to acknowledge. Witness: {witness}.")
        blocks.append(Callout(told.format(name=view.person, witness=witness), kind="warn"))
    roles = ((tr("Person"), view.person, day), (tr("Leader"), view.leader, ""))
    blocks.append(Signature(roles, tr(RECEIVED)))
    return blocks


def compose_self_look(view: SelfLookView) -> Document:
    """Compose the form a person fills in alone, before anything of the leader's is seen."""
    blocks: list[Block] = [
        Paragraph(
            tr("Fill this in alone. Your leader sees it when the leader's own draft is locked."),
            style="lead",
        ),
        Callout(view.primary_outcome or view.purpose, tr("What the job is to arrive at")),
        Heading(tr("Outcomes")),
    ]
    journey = tuple((level, tr(label), "") for level, label in JOURNEY_LEVELS.items())
    for name in view.outcomes:
        parts = (Heading(name, 2), Scale(journey, None), Ruled(tr("What happened"), lines=3))
        blocks.append(KeepTogether(parts))
    blocks.append(Heading(tr("Core competencies")))
    for name, anchors in view.competencies:
        levels = tuple(
            (level, tr(label), anchors[level - 1] if anchors else tr(meaning))
            for level, (label, meaning) in COMPETENCY_LEVELS.items()
        )
        parts = (Heading(name, 2), Scale(levels, None), Ruled(tr("An example"), lines=2))
        blocks.append(KeepTogether(parts))
    blocks.append(Heading(tr("Looking ahead")))
    questions = (
        tr("Which destination are you glad about?"),
        tr("Which one is still on the road, and what is in the way?"),
        tr("What can you do now that you could not a year ago?"),
        tr("When did you live our values at some cost?"),
        tr("What would you like to be able to do a year from now?"),
        tr("What could your leader do more of, or stop?"),
    )
    blocks += [Ruled(question, lines=3) for question in questions]
    return Document(
        title=view.person,
        kind=tr("Self-look"),
        subtitle=view.position,
        subject=view.person,
        blocks=tuple(blocks),
        reference=view.reference,
        confidentiality=Confidentiality.personal,
    )


def compose_progress(view: ProgressView) -> Document:
    """Compose the progress of a cycle for the owner: counts and what is due, nobody ranked."""
    cycle = view.cycle
    of = cycle.reviews
    facts = (
        (tr("Period"), f"{said(cycle.period_start)} – {said(cycle.period_end)}"),
        (tr("Drafts locked"), tr("{n} of {of}").format(n=cycle.drafted, of=of)),
        (tr("Talks held"), tr("{n} of {of}").format(n=cycle.held, of=of)),
        (tr("Acknowledged"), tr("{n} of {of}").format(n=cycle.acknowledged, of=of)),
        (tr("With a destination"), tr("{n} of {of}").format(n=cycle.with_destination, of=of)),
    )
    rows = tuple(
        (
            Cell(row.person, "strong"),
            row.position,
            row.leader,
            tr(row.status.label),
            Cell("", mark="tick" if row.has_destination else "open"),
        )
        for row in view.reviews
    )
    columns = (
        Column(tr("Person"), 4),
        Column(tr("Position"), 4),
        Column(tr("Leader"), 4),
        Column(tr("Status"), 3),
        Column(tr("Destination"), 2),
    )
    blocks = (Facts(facts), Table(columns, rows, empty=tr("No review was started yet.")))
    return Document(
        title=cycle.name,
        kind=tr("Progress of the reviews"),
        blocks=blocks,
        reference=view.reference,
        confidentiality=Confidentiality.team,
    )


def review_pages(session: Session, audience: Audience) -> tuple[Document, ...]:
    """Return the binder's reviews: those that were talked about, for owner and leader."""
    if audience is Audience.person:
        return ()
    return tuple(
        prepare(REVIEW, session, row.id)
        for cycle in queries.cycles(session)
        for row in queries.reviews(session, cycle.id)
        if not queries.review(session, row.id).is_open
    )


REVIEW = Deliverable(
    key="outcome-based-review",
    title=N_("Outcome-based review"),
    audience=Audience.person,
    collect=collect_review,
    compose=compose_review,
    subjects=review_subjects,
    description=N_("One person's year: what arrived, how, and where the way goes on."),
    confidentiality=Confidentiality.personal,
)

SELF_LOOK = Deliverable(
    key="self-look",
    title=N_("Self-look form"),
    audience=Audience.person,
    collect=collect_self_look,
    compose=compose_self_look,
    subjects=review_subjects,
    description=N_("What a person fills in alone before the talk."),
    confidentiality=Confidentiality.personal,
)

PROGRESS = Deliverable(
    key="review-progress",
    title=N_("Progress of the reviews"),
    audience=Audience.owner,
    collect=collect_progress,
    compose=compose_progress,
    subjects=cycle_subjects,
    description=N_("Counts for the owner; nobody is ranked."),
    confidentiality=Confidentiality.team,
)

DELIVERABLES = (REVIEW, SELF_LOOK, PROGRESS)
