"""The fairness sheet: counts only, for the owner and counsel, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from app.deliverables.brand import reference
from app.deliverables.deliverable import Audience, Deliverable
from app.deliverables.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    CellStyle,
    Column,
    Confidentiality,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    TwoColumns,
)
from app.domain.calendar import said
from app.domain.scales import shown
from app.host.language import N_, tr
from app.stages.selection import queries, rules
from app.stages.selection.queries import Fairness, FairnessPart

STATES = {
    "too_few": N_("too few to tell"),
    "no_flag": N_("no flag"),
    "look_into": N_("look into it"),
    "watch": N_("watch"),
    "n/a": N_("nothing to compare"),
    "not_compared": N_("not compared: under two in a hundred applicants"),
}
"""The states of a comparison in words."""

_MEANINGS = {
    "too_few": N_("One selection more or less would turn it around, or fewer than five applied. "
                  "Keep counting; conclude nothing."),
    "no_flag": N_("The lower rate is at least four fifths of the higher and chance explains the "
                  "difference. Keep counting."),
    "look_into": N_("The lower rate is under four fifths of the higher and chance hardly explains "
                    "it. Look at each step of the hiring with counsel."),
    "watch": N_("The rates differ, and the numbers do not say whether by chance. Keep counting and "
                "look at the steps where the paths part."),
    "n/a": N_("Nobody of either group was selected."),
    "not_compared": N_("A group this small among the applicants is not compared."),
}  # fmt: skip

_FOUR = ("too_few", "no_flag", "watch", "look_into")
"""The states every reader of the sheet is told the meaning of."""

_SMALLEST = 0.85
"""A sheet of one dimension stands on one page."""

_TOLD = frozenset({"no_flag", "watch", "look_into"})
"""The states in which the numbers say something."""


@dataclass(frozen=True, slots=True)
class FairnessView:
    """The counts of twelve months and what they say."""

    reference: str
    found: Fairness


def state_in_words(one: rules.Compared) -> str:
    """Say what comparing two groups shows, with its counts and its state."""
    return f"{tr(STATES[one.state]).capitalize()}. {_pair(one)}. {tr(_MEANINGS[one.state])}"


def _pair(one: rules.Compared) -> str:
    return tr("{low} {a} of {b}, {high} {c} of {d}").format(
        low=one.low.label,
        a=one.low.selected,
        b=one.low.applicants,
        high=one.high.label,
        c=one.high.selected,
        d=one.high.applicants,
    )


def ratio_in_words(found: rules.Funnel) -> str:
    """Say how many of those who applied were hired, or that they are too few to tell."""
    if found.ratio is None:
        return tr("Too few applicants to tell a selection ratio; it takes five.")
    applied = found.steps[0].count
    hired = found.steps[-1].count
    return tr("Selection ratio: {hired} of {applied}, {n} percent.").format(
        hired=hired, applied=applied, n=shown(found.ratio * 100, 0)
    )


def fairness_view(session: Session) -> FairnessView:
    """Read the counts of the latest twelve months."""
    return FairnessView(reference(session), queries.fairness(session))


def compose_fairness(view: FairnessView) -> Document:
    """Compose the sheet: counts, what they say in words, and numbers where they say anything."""
    found = view.found
    span = f"{said(found.since)} – {said(found.until)}" if found.since and found.until else "–"
    blocks: list[Block] = [
        Facts(((tr("Counted"), span), (tr("Hires"), "\n".join(found.hires) or "–"))),
        Paragraph(
            tr("Counts only, kept apart from every candidate. They help to look at how we hire; "
               "they prove nothing about any one decision."),
            "lead",
        ),
    ]  # fmt: skip
    for part in found.parts:
        blocks += _part(part)
    if found.parts:
        blocks += _legends(found)
    else:
        blocks.append(Callout(tr("Nothing has been counted yet.")))
    blocks.append(
        Paragraph(
            tr("By the four-fifths rule of the Uniform Guidelines, Fisher's exact test, and the "
               "one-person test of their questions and answers. This is not legal advice."),
            "small",
        )
    )  # fmt: skip
    return Document(
        title=tr("Fairness of hiring"),
        kind=tr("Fairness sheet"),
        subtitle=tr("For the owner and counsel"),
        blocks=tuple(blocks),
        reference=view.reference,
        confidentiality=Confidentiality.personal,
        shrinks_to=_SMALLEST,
    )


def _all(part: FairnessPart) -> tuple[rules.Compared, ...]:
    return (*part.interviews, *part.selections)


def _is_told(one: rules.Compared) -> bool:
    """Say whether the numbers of a comparison may be told."""
    return one.state in _TOLD


def _legends(found: Fairness) -> list[Block]:
    """Return what the words mean, and what the numbers, where there are any."""
    words = (Heading(tr("What the words mean"), 2), Bullets(_legend(found)))
    if not any(_is_told(one) for part in found.parts for one in _all(part)):
        return list(words)
    numbers = (Heading(tr("What the numbers mean"), 2), Bullets(_numbers_told()))
    return [TwoColumns(words, numbers)]


def _legend(found: Fairness) -> tuple[str, ...]:
    """Return what the four states mean, and what else occurs."""
    occurring = [one.state for part in found.parts for one in _all(part)]
    return tuple(
        f"{tr(STATES[state]).capitalize()}: {tr(_MEANINGS[state])}"
        for state in dict.fromkeys((*_FOUR, *occurring))
    )


def _numbers_told() -> tuple[str, ...]:
    """Say what stands behind the state of a comparison."""
    return (
        tr("Ratio: the lower rate divided by the higher. Below 0.80 is under four fifths."),
        tr("p and mid-p: how often chance alone would bring a difference like this one or a "
           "larger. Below 0.05 it hardly does."),
        tr("z: the difference in standard errors. Beyond 1.96 either way it is rarely chance."),
        tr("Shortfall: how many more of the lower group there would be at one rate for all."),
    )  # fmt: skip


def _part(part: FairnessPart) -> list[Block]:
    """Return one dimension: the counts, then what comparing them says."""
    counted = tuple(
        (
            Cell(group.label, "strong"),
            str(group.applicants),
            str(group.interviewed),
            str(group.selected),
        )
        for group in part.groups
    )
    number = tuple(
        Column(title, 2, "right", numeric=True)
        for title in (tr("Applied"), tr("Interviewed"), tr("Selected"))
    )
    steps = [
        *((tr("Interviewed"), one) for one in part.interviews),
        *((tr("Selected"), one) for one in part.selections),
    ]
    blocks: list[Block] = [
        Heading(tr(part.dimension.label), 2),
        Table((Column(tr("Group"), 4), *number), counted),
    ]
    if not steps:
        return [*blocks, Paragraph(tr("One group alone can be compared with nothing."), "small")]
    columns = (Column(tr("Step"), 2), Column(tr("State"), 3), Column(tr("What it says"), 9))
    blocks.append(Table(columns, tuple(_in_words(step, one) for step, one in steps)))
    measured = tuple(_measured(step, one) for step, one in steps if _is_told(one))
    return [*blocks, _numbers(measured)] if measured else blocks


def _in_words(step: str, one: rules.Compared) -> tuple[Cell | str, ...]:
    style: CellStyle = "warn" if one.state == "look_into" else "strong"
    word = tr(STATES[one.state])
    return (step, Cell(word, style), f"{_pair(one)}. {tr(_MEANINGS[one.state])}")


def _numbers(rows: tuple[tuple[Cell | str, ...], ...]) -> Table:
    titles = (tr("Rates"), tr("Ratio"), "p", tr("mid-p"), "z", tr("Shortfall"))
    numbers = (Column(title, 2, "right", numeric=True) for title in titles)
    columns = (Column(tr("Step"), 3), Column(tr("Lower beside highest"), 5), *numbers)
    return Table(columns, rows)


def _measured(step: str, one: rules.Compared) -> tuple[Cell | str, ...]:
    rates = f"{_percent(one.low.rate)}, {_percent(one.high.rate)}"
    return (
        step,
        tr("{low} beside {high}").format(low=one.low.label, high=one.high.label),
        rates,
        shown(one.ratio),
        shown(one.fisher_p, 3),
        shown(one.mid_p, 3),
        shown(one.z),
        shown(one.shortfall, 1),
    )


def _percent(rate: float | None) -> str:
    return "–" if rate is None else f"{shown(rate * 100, 0)}%"


FAIRNESS_SHEET = Deliverable(
    key="fairness-sheet",
    title=N_("Fairness sheet"),
    audience=Audience.owner,
    collect=fairness_view,
    compose=compose_fairness,
    description=N_("Counts of twelve months for the owner and counsel; no name, no candidate."),
    confidentiality=Confidentiality.personal,
)
