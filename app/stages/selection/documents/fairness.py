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
    Column,
    Confidentiality,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
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


@dataclass(frozen=True, slots=True)
class FairnessView:
    """The counts of twelve months and what they say."""

    reference: str
    found: Fairness


def state_in_words(one: rules.Compared) -> str:
    """Say what comparing two groups shows, with its numbers and its state."""
    state = tr(STATES[one.state])
    pair = tr("{low} {a} of {b}, {high} {c} of {d}").format(
        low=one.low.label,
        a=one.low.selected,
        b=one.low.applicants,
        high=one.high.label,
        c=one.high.selected,
        d=one.high.applicants,
    )
    meaning = tr(_MEANINGS[one.state])
    return f"{state.capitalize()}. {pair}. {meaning}"


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
    """Compose the sheet: counts, rates, tests and states, and what the states mean."""
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
    if not found.parts:
        blocks.append(Callout(tr("Nothing has been counted yet.")))
    else:
        blocks += [Heading(tr("What the words mean"), 2), Bullets(_legend(found))]
    blocks.append(
        Paragraph(
            tr("Rates by the four-fifths rule of the Uniform Guidelines, Fisher's exact test, its "
               "mid-p, and the one-person test of their questions and answers. Not legal advice."),
            "small",
        )
    )  # fmt: skip
    return Document(
        title=tr("Fairness of hiring"),
        kind=tr("Fairness sheet"),
        blocks=tuple(blocks),
        reference=view.reference,
        confidentiality=Confidentiality.personal,
    )


def _legend(found: Fairness) -> tuple[str, ...]:
    """Return the meanings of the states that occur."""
    states = [one.state for part in found.parts for one in (*part.interviews, *part.selections)]
    return tuple(
        f"{tr(STATES[state]).capitalize()}: {tr(_MEANINGS[state])}"
        for state in dict.fromkeys(states)
    )


def _part(part: FairnessPart) -> list[Block]:
    counted = tuple(
        (
            Cell(group.label, "strong"),
            str(group.applicants),
            str(group.interviewed),
            str(group.selected),
            _percent(group.selected, group.applicants),
        )
        for group in part.groups
    )
    number = tuple(
        Column(title, 2, "right", numeric=True)
        for title in (tr("Applied"), tr("Interviewed"), tr("Selected"), tr("Rate"))
    )
    blocks: list[Block] = [
        Heading(tr(part.dimension.label), 2),
        Table((Column(tr("Group"), 4), *number), counted),
    ]
    rows = [
        *(_compared(tr("Interviewed"), one) for one in part.interviews),
        *(_compared(tr("Selected"), one) for one in part.selections),
    ]
    columns = (
        Column(tr("Step"), 3),
        Column(tr("Lower beside highest"), 5),
        Column(tr("Ratio"), 2, "right", numeric=True),
        Column("p", 2, "right", numeric=True),
        Column(tr("mid-p"), 2, "right", numeric=True),
        Column("z", 2, "right", numeric=True),
        Column(tr("Shortfall"), 2, "right", numeric=True),
        Column(tr("State"), 4),
    )
    if rows:
        blocks.append(Table(columns, tuple(rows)))
    return blocks


def _compared(step: str, one: rules.Compared) -> tuple[Cell | str, ...]:
    pair = tr("{low} beside {high}").format(low=one.low.label, high=one.high.label)
    if one.state == "too_few":
        return (step, pair, "–", "–", "–", "–", "–", Cell(tr(STATES[one.state]), "strong"))
    return (
        step,
        pair,
        shown(one.ratio),
        shown(one.fisher_p, 3),
        shown(one.mid_p, 3),
        shown(one.z),
        shown(one.shortfall, 1),
        Cell(tr(STATES[one.state]), "strong"),
    )


def _percent(part: int, whole: int) -> str:
    return f"{shown(part / whole * 100, 0)} %" if whole else "–"


FAIRNESS_SHEET = Deliverable(
    key="fairness-sheet",
    title=N_("Fairness sheet"),
    audience=Audience.owner,
    collect=fairness_view,
    compose=compose_fairness,
    description=N_("Counts of twelve months for the owner and counsel; no name, no candidate."),
    confidentiality=Confidentiality.personal,
)
