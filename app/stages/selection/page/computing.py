"""How a number came about, in the numbers it came from: for whoever asks in the room."""

from __future__ import annotations

import statistics
from itertools import pairwise

from app.domain.scales import plain, shown
from app.host.language import tr
from app.stages.selection import rules
from app.stages.selection.queries import SummaryLine


def mean_computed(line: SummaryLine) -> str:
    """Say how the mean of a criterion came about, with what was blended in."""
    given = [score for score in line.by_rater if score is not None]
    said = ""
    if given and line.interview is not None:
        said = tr("Mean of the raters: ({parts}) / {n} = {mean}.").format(
            parts=" + ".join(shown(score) for score in given),
            n=len(given),
            mean=shown(line.interview),
        )
    if not line.extras or line.mean is None:
        return said
    other = statistics.fmean(line.extras)
    if line.interview is None:
        blend = tr("Not rated in the interview; the other assessments count whole: {mean}.")
        return blend.format(mean=shown(other))
    blend = tr("With other assessments ({other}): {a} % × {interview} + {b} % × {other} = {mean}.")
    blended = blend.format(
        a=shown(line.share * 100, 0),
        b=shown((1 - line.share) * 100, 0),
        interview=shown(line.interview),
        other=shown(other),
        mean=shown(line.mean),
    )
    return f"{said} {blended}"


def agreement_computed(line: SummaryLine) -> str:
    """Say how the agreement of the raters on a criterion came about."""
    given = [score for score in line.by_rater if score is not None]
    if line.agreement.r_wg is None:
        return tr("Agreement takes two raters.")
    most = (rules.SCALE_POINTS**2 - 1) / 12
    return tr(
        "r_wg = 1 − variance / {most} = 1 − {variance} / {most} = {r}; nothing below 0 is told. "
        "{most} is the variance if everybody rated by chance."
    ).format(
        most=plain(most),
        variance=shown(statistics.variance(given)),
        r=shown(line.agreement.r_wg),
    )


def reliability_computed(found: rules.Reliability) -> str:
    """Say how the reliability over candidates came about."""
    if found.state != "ok":
        return ""
    return tr(
        "Mean squares: between candidates {bms}, between raters {jms}, left over {ems}. "
        "ICC(2,k) = ({bms} − {ems}) / ({bms} + ({jms} − {ems}) / {n}) = {two_k} "
        "(Shrout and Fleiss 1979)."
    ).format(
        bms=shown(found.bms, 4),
        jms=shown(found.jms, 4),
        ems=shown(found.ems, 4),
        n=found.n,
        two_k=shown(found.two_k),
    )


def funnel_computed(found: rules.Funnel) -> str:
    """Say how the numbers of the funnel came about."""
    return tr(
        "Each step counts who came so far, whatever became of them later; its share is of the step "
        "before. Days run from the last step whose day is known, as a median over the n whose days "
        "are known. The selection ratio is hires by applicants and takes {fewest} applicants."
    ).format(fewest=rules.FEWEST_APPLICANTS) + _conversions(found)


def _conversions(found: rules.Funnel) -> str:
    counts = [step.count for step in found.steps]
    pairs = [f"{b} / {a}" for a, b in pairwise(counts) if a]
    return " " + tr("Here: {pairs}.").format(pairs=", ".join(pairs)) if pairs else ""


def compared_computed(one: rules.Compared) -> str:
    """Say how two groups were compared. Where they are too few, no test is told."""
    if one.low.rate is None or one.high.rate is None or one.ratio is None:
        return ""
    rates = tr("Rates {a} / {b} = {low} and {c} / {d} = {high}; ratio {ratio}.").format(
        a=one.low.selected,
        b=one.low.applicants,
        c=one.high.selected,
        d=one.high.applicants,
        low=shown(one.low.rate),
        high=shown(one.high.rate),
        ratio=shown(one.ratio),
    )
    if one.state == "too_few":
        return _too_few(one, rates)
    tests = tr(
        "Four fifths would be 0.80. Fisher's exact test, two-sided: p = {p}; mid-p {mid}; "
        "z = {z}; short by {shortfall}."
    ).format(
        p=shown(one.fisher_p, 4),
        mid=shown(one.mid_p, 4),
        z=shown(one.z),
        shortfall=shown(one.shortfall, 1),
    )
    return f"{rates} {tests}"


def _too_few(one: rules.Compared, rates: str) -> str:
    """Say why nothing is concluded, and no more than that."""
    if min(one.low.applicants, one.high.applicants) < rules.FEWEST_OF_A_GROUP:
        return tr("A group with fewer than {n} applicants is not compared.").format(
            n=rules.FEWEST_OF_A_GROUP
        )
    moved = tr("With one selection moved from one to the other: {low} and {high}.").format(
        low=shown(one.moved_low), high=shown(one.moved_high)
    )
    return f"{rates} {moved}"
