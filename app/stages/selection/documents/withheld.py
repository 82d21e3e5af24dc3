"""What a copy keeps back: names while codes stand for them, and raters before the leader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlmodel import Session

from app.deliverables.redaction import Said, reworded
from app.host.language import tr
from app.stages.selection import queries, rules
from app.stages.selection.queries import Comparison, PanelSummary

View = TypeVar("View")

ENOUGH_RATERS = 2
"""The mean of one rater is that rater's own score, which the hiring leader's copy keeps back."""

_SINGLE_SCORE = re.compile(r"(?<![\w.,/-])[1-5](?![\w%])(?![.,:/-]\d)")
_SENTENCES = re.compile(r"(?<=[.!?;])(\s+)")


def in_codes(session: Session, requisition_id: str, view: View) -> View:
    """Return a view in which no text names a candidate while the opening goes by codes."""
    opening = queries.requisition(session, requisition_id)
    if not opening.uses_codes:
        return view
    codes = {row.name: row.code for row in queries.candidates(session, requisition_id) if row.code}
    kept = [one.name for one in queries.panel(session, requisition_id)]
    kept.append(opening.hiring_leader)
    return reworded(view, lambda text: renamed(text, codes, kept))


def renamed(
    text: str, names: Mapping[str, str], kept: Iterable[str], flags: re.RegexFlag = re.NOFLAG
) -> str:
    """Return a text in which these people are called otherwise, by any part of their names.

    Args:
        text: what somebody wrote.
        names: what stands for each of them.
        kept: other people's names; a word of theirs stays, whoever else bears it too.
        flags: of the search, such as for any case.
    """
    stays = {word.casefold() for name in kept for word in name.split()}
    for name in sorted(names, key=len, reverse=True):
        words = [word for word in name.split() if len(word) > 1 and word.casefold() not in stays]
        for part in dict.fromkeys([name, *words] if words else []):
            pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
            text = names[name].join(re.split(pattern, text, flags=flags))
    return text


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What the hiring leader may read of a text: no rater's name, and no score beside one."""

    raters: tuple[str, ...]
    kept: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """Return a text without them.

        Where a sentence names a rater, the single levels in it are that rater's and go as well.
        """
        names = dict.fromkeys(self.raters, tr("a panel member"))
        told = []
        for sentence in _SENTENCES.split(text):
            bare = renamed(sentence, names, self.kept, re.IGNORECASE)
            told.append(bare if bare == sentence else _SINGLE_SCORE.sub("…", bare))
        return "".join(told)

    def said(self, text: Said) -> Said:
        """Return what somebody said without them."""
        return replace(text, text=self(text.text))


def unnamed(comparison: Comparison, summaries: Iterable[PanelSummary]) -> Unnamed:
    """Return how texts about an opening are told to its leader; candidates stay named."""
    leader = comparison.requisition.hiring_leader
    kept = [*(row.name for row in comparison.rows), *(one.candidate for one in summaries)]
    if leader not in comparison.raters:
        kept.append(leader)
    return Unnamed(comparison.raters, tuple(kept))


def compared_without_raters(found: Comparison) -> Comparison:
    """Return a comparison that names no rater; it says that sheets are missing, not whose.

    A leader who rates is a rater, and is named on no copy without raters.
    """
    rows = tuple(
        replace(row, score=_score_without_raters(row.score), talk=()) for row in found.rows
    )
    missing = (tr("Sheets or criteria are still missing."),) if found.missing else ()
    opening = found.requisition
    if opening.hiring_leader in found.raters:
        opening = replace(opening, hiring_leader="")
    return replace(found, requisition=opening, raters=(), rows=rows, missing=missing)


def _score_without_raters(score: rules.Score) -> rules.Score:
    """Return a score without the ratings it was made of; one rater's score is not told."""
    if score.raters < ENOUGH_RATERS:
        return replace(score, value=None, percent=None, error=None, criteria=())
    bare = (
        replace(one, by_rater=(), spread=None, talk=False, interview=None, extras=())
        for one in score.criteria
    )
    return replace(score, criteria=tuple(bare))


def without_raters(summary: PanelSummary, told: Unnamed) -> PanelSummary:
    """Return a summary without anything by which a rater could be told."""
    lines = tuple(
        replace(
            line,
            by_rater=(),
            asked=(),
            notes=(),
            agreed_reason=Said("", line.agreed_reason.visibility),
            mean=line.mean if line.agreement.n >= ENOUGH_RATERS else None,
            below_floor=line.below_floor and line.agreement.n >= ENOUGH_RATERS,
            interview=None,
            extras=(),
            talk=False,
            agreement=rules.Agreement(line.agreement.n, 0.0, 0.0, None, "", "n/a"),
        )
        for line in summary.lines
    )
    score = _score_without_raters(summary.score) if summary.score else None
    somebody = tr("a panel member")
    return replace(
        summary,
        requisition=replace(summary.requisition, hiring_leader=""),
        raters=(),
        handed=(),
        absent=tuple((somebody, told(why)) for _, why in summary.absent),
        conflicts=tuple((somebody, told(note)) for _, note in summary.conflicts),
        late=tuple(somebody for _ in summary.late),
        seal_reason=told(summary.seal_reason),
        seal_broken_by="",
        lines=lines,
        score=score,
        agreement_over=None,
        missing=(tr("Sheets are still missing."),) if summary.missing else (),
    )


def decisions_without_raters(
    found: Iterable[queries.DecisionRow], told: Unnamed
) -> tuple[queries.DecisionRow, ...]:
    """Return decisions whose reasons name no rater."""
    return tuple(
        replace(
            one,
            decided_by="",
            reason=told.said(one.reason),
            deviation_reason=told.said(one.deviation_reason),
        )
        for one in found
    )
