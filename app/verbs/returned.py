"""Reading rating sheets back from a terminal: what was found, and storing it when it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.errors import Refused
from app.host.language import ntr, tr
from app.intake.several import read_forms
from app.stages.selection import actions, queries, rules
from app.stages.selection.rules import Finding
from app.store.engagement_file import EngagementFile

_YES = ("y", "yes")


def found(file: EngagementFile, paths: Sequence[Path]) -> tuple[Finding, ...]:
    """Read the sheets and return what is to be said of each; nothing is stored."""
    return file.read(queries.findings, read_forms(paths))


def lines_of(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what is to be said of each file, without a level or a note."""
    for one in findings:
        said = f"{one.name}: {tr(rules.VERDICTS[one.verdict])}"
        yield f"{said} ({one.who})" if one.who else said
        for sentence in (one.reason, one.remedy):
            if sentence:
                yield f"    {sentence}"


def is_wanted(findings: Sequence[Finding], *, yes: bool) -> bool:
    """Ask whether to store what matched.

    Raises:
        Refused: when nobody sits at a terminal and it was not said beforehand.
    """
    n = len(sheets_of(findings))
    if yes or not n:
        return bool(n)
    if not sys.stdin.isatty():
        raise Refused(
            tr("Nothing was stored: nobody can be asked here."),
            remedy=tr("Add --yes to take in what matches."),
        )
    asked = ntr("Take in {n} sheet? [y/N] ", "Take in {n} sheets? [y/N] ", n).format(n=n)
    return input(asked).strip().lower() in _YES


def take_in(file: EngagementFile, findings: Sequence[Finding]) -> str:
    """Store the sheets that match, as one step, and return a sentence on it."""
    with file.work(tr(actions.take_sheets.label)) as session:
        n = actions.take_sheets(session, sheets_of(findings))
    return ntr("{n} sheet was taken in.", "{n} sheets were taken in.", n).format(n=n)


def sheets_of(findings: Sequence[Finding]) -> tuple[rules.Returned, ...]:
    """Return the sheets that may be taken in."""
    return tuple(one.sheet for one in findings if one.sheet is not None)
