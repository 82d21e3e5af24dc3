"""What a comparison says, as lines of tables and as sentences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.scales import plain, shown
from app.host.language import ntr, tr
from app.stages.selection import queries, rules
from app.stages.selection.queries import ComparisonRow, SummaryLine


@dataclass(frozen=True, slots=True)
class RankLine:
    """A candidate as a line of the comparison."""

    id: str
    band: str
    name: str
    score: str
    percent: str
    coverage: str
    floors: str
    talk: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """What the panel said about one criterion, as a line of a table."""

    id: str
    code: str
    name: str
    mean: str
    agreement: str
    agreed: str


def rank_line(row: ComparisonRow, talks: Collection[tuple[str, str]]) -> RankLine:
    """Return a candidate as it is listed; a score stands with the number of its raters.

    Args:
        row: the candidate.
        talks: (candidate, criterion) that were not settled yet.
    """
    apart = {"below_floor": tr("below a floor"), "not_comparable": tr("not comparable")}
    raters = ntr("{n} rater", "{n} raters", row.score.raters).format(n=row.score.raters)
    value = f"{shown(row.score.value)}  ({raters})"
    return RankLine(
        id=row.id,
        band=str(row.band) if row.band else apart.get(row.why_apart, tr("apart")),
        name=row.name,
        score=value if row.score.value is not None else tr("too few to tell"),
        percent=shown(row.score.percent, 0),
        coverage=tr("{n} %").format(n=shown(row.score.coverage * 100, 0)),
        floors=", ".join(row.below_floor) or tr("all met"),
        talk=", ".join(code for name, code in talks if name == row.name) or "–",
    )


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return first names for the heads of narrow columns; with an initial where two are alike."""
    parts = [name.split() or [name] for name in names]
    firsts = [part[0] for part in parts]
    return tuple(
        first if firsts.count(first) == 1 or len(part) == 1 else f"{first} {part[-1][0]}."
        for first, part in zip(firsts, parts, strict=True)
    )


def criterion_line(line: SummaryLine) -> CriterionLine:
    """Return what a panel said about a criterion as it is listed."""
    word = tr(line.agreement.word) if line.agreement.word else tr("one rater only")
    talk = tr("talk first") if line.talk and line.agreed is None else word
    return CriterionLine(
        id=line.id,
        code=line.code,
        name=line.name,
        mean=shown(line.mean),
        agreement=talk,
        agreed=shown(line.agreed, 1),
    )


def how_computed(row: ComparisonRow, weights: dict[str, int]) -> str:
    """Say in words how a candidate's score came about, number by number."""
    if row.score.value is None:
        return tr("Less than 80 percent of the weight was rated: too few to tell.")
    parts = [
        f"{weights[one.key]} × {shown(one.mean)}"
        for one in row.score.criteria
        if one.mean is not None
    ]
    total = sum(weights[one.key] for one in row.score.criteria if one.mean is not None)
    said = tr("Weight × panel mean, added and divided by {total}: ({parts}) / {total} = {value}.")
    error = row.score.error
    width = tr(" The raters' spread makes it uncertain by about {error}; whoever is closer than "
               "that, or than 0.25, shares a band.").format(error=shown(error))  # fmt: skip
    first = said.format(total=total, parts=" + ".join(parts), value=shown(row.score.value))
    return first + (width if error is not None else "")


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """What each rater gave one question, as a line of a table."""

    id: str
    number: str
    text: str
    given: str
    state: str


def question_lines(line: SummaryLine, keys: Sequence[str]) -> list[QuestionLine]:
    """Return the questions of a criterion as they are listed.

    Args:
        line: the criterion.
        keys: the ids of its questions, in their order.
    """
    return [
        QuestionLine(
            id=key,
            number=asked.number,
            text=asked.text,
            given=" · ".join(plain(score) for score in asked.by_rater),
            state=tr("not scored") if asked.dropped_reason else tr("counts"),
        )
        for key, asked in zip(keys, line.asked, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class HabitLine:
    """How one rater used the scale, as a line of a table."""

    id: str
    name: str
    n: str
    mean: str
    spread: str
    hint: str


def habit_line(habit: queries.RaterHabit) -> HabitLine:
    """Return how a rater used the scale as it is listed."""
    hint = tr("hardly tells answers apart") if habit.hardly_differs else "–"
    return HabitLine(
        habit.name, habit.name, str(habit.n), shown(habit.mean), shown(habit.spread), hint
    )


def reliability_in_words(found: rules.Reliability) -> str:
    """Say how far the panel puts candidates in the same order, or why that is not told."""
    if found.state == "n/a":
        return tr("It takes two raters and every rating to tell; here something is missing.")
    if found.state == "too_few":
        return tr("Too few to tell: {n} candidates, and it takes five.").format(n=found.n)
    return tr(
        "{word}: {mean} for the mean of {k} raters over {n} candidates, {one} for a single rater "
        "(ICC 2,k and 2,1; 1 would be perfect)."
    ).format(
        word=tr(found.word).capitalize(),
        mean=shown(found.two_k),
        one=shown(found.two_1),
        k=found.k,
        n=found.n,
    )


def agreement_in_words(line: SummaryLine) -> str:
    """Say how far the raters agree on one criterion, number by number."""
    found = line.agreement
    if found.r_wg is None:
        return tr("One rater only: nothing to compare.")
    said = tr("Agreement {word}: r_wg {r}, range {spread}, average deviation {ad} ({n} raters)")
    text = said.format(
        word=tr(found.word),
        r=shown(found.r_wg),
        spread=plain(found.spread),
        ad=shown(found.deviation),
        n=found.n,
    )
    return text + (tr("; thin: below four raters.") if found.state == "thin" else ".")
