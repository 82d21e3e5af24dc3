"""Rating sheets that come back as PDF: whose they are, and whether they may be taken in.

A sheet carries a mark: whose engagement, which guide, on whom and by whom, without a name. No
sentence in here says a level or a word of what was written: sheets are sealed until the reveal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote, unquote

from app.domain.text import TEXT_LIMIT, clean_text
from app.host.language import N_, ntr, tr

MARK = "becoming_great_sheet"
"""The name of the hidden field."""

NOT_ASKED = "not_asked"
"""What the choice says where none of the levels was chosen."""

LONGEST_REASON = 2000
"""Characters of a reason why a question was not asked."""

_FORMAT = "BGS1"
_PARTS = 8
_LONGEST_NUMBER = 40
_DOUBTS_TOLD = 5

Verdict = Literal[
    "matched", "doubtful", "duplicate", "already_in", "wrong_version", "other_engagement",
    "not_ours", "unreadable", "decided", "withdrawn", "no_rater",
]  # fmt: skip

VERDICTS: Mapping[Verdict, str] = {
    "matched": N_("matched"),
    "doubtful": N_("doubtful"),
    "duplicate": N_("twice"),
    "already_in": N_("already in"),
    "wrong_version": N_("other version"),
    "other_engagement": N_("other client"),
    "not_ours": N_("not ours"),
    "unreadable": N_("not readable"),
    "decided": N_("decided"),
    "withdrawn": N_("out of play"),
    "no_rater": N_("no rater"),
}
"""Each verdict in a word or two."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sheet says about itself.

    Attributes:
        engagement: the file's own name.
        requisition: its number.
        guide_id: by which guide.
        guide_version: and in which version, to be read by people.
        candidate_id: on whom.
        member_id: by whom.
        questions: a short sum over the questions that were printed.
    """

    engagement: str
    requisition: str
    guide_id: str
    guide_version: int
    candidate_id: str
    member_id: str
    questions: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands on a sheet to one question."""

    question_id: str
    score: int | None = field(repr=False)
    not_asked_reason: str = field(repr=False)
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that may be taken in."""

    candidate_id: str
    member_id: str
    guide_id: str
    answers: tuple[Answer, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question of the guide in force; `dropped_reason` where it counts for nobody."""

    id: str
    number: str
    dropped_reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the engagement says about the pair that a mark names.

    Attributes:
        guide_id: the guide in force; empty where the opening is not in the file.
        guide_version: its version.
        questions: its questions in their order.
        candidate: how the candidate is called; empty where removed.
        in_play: whether the candidate is neither screened out nor withdrawn.
        decided: whether a decision rests on the ratings.
        member: the panel member's name; empty where removed.
        rates: whether the member rates and does not only observe.
        absent: whether the sheet was closed because the member was not there.
        handed_over: whether the sheet is in already.
        begun: whether something was rated or noted on it in this file.
        revealed: whether the others' sheets were revealed.
    """

    guide_id: str = ""
    guide_version: int = 0
    questions: tuple[KnownQuestion, ...] = ()
    candidate: str = ""
    in_play: bool = True
    decided: bool = False
    member: str = ""
    rates: bool = True
    absent: bool = False
    handed_over: bool = False
    begun: bool = False
    revealed: bool = False

    @property
    def who(self) -> str:
        """The pair as it is called."""
        return " – ".join(part for part in (self.candidate, self.member) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of one file.

    Attributes:
        verdict: in one word of the program's own.
        who: on whom and by whom, as they are called; empty where nobody knows.
        reason: why it is not taken in, or what to know about it; may be empty when it matched.
        remedy: what to do about it.
        name: the file's name.
        sheet: what would be taken in; None for all but a match.
        pair: candidate and member, to find two files of one pair.
        content: what was filled in, to tell two such files apart.
    """

    verdict: Verdict
    who: str = ""
    reason: str = ""
    remedy: str = ""
    name: str = ""
    sheet: Returned | None = field(default=None, repr=False)
    pair: tuple[str, str] = ("", "")
    content: tuple[tuple[str, str | None], ...] = field(default=(), repr=False)


def field_names(question_id: str) -> tuple[str, str, str]:
    """Return the names of a question's fields: the choice, why it was not asked, the note."""
    bare = question_id.replace("-", "")
    return f"rate_{bare}", f"why_{bare}", f"note_{bare}"


def sum_of(question_ids: Sequence[str]) -> str:
    """Return a short sum over questions in their order."""
    return hashlib.sha256("\n".join(question_ids).encode()).hexdigest()[:8]


def mark_text(mark: Mark) -> str:
    """Write a mark on one line, a sum over all of it at its end."""
    parts = (
        _FORMAT, mark.engagement, quote(mark.requisition[:_LONGEST_NUMBER], safe=""),
        mark.guide_id, str(mark.guide_version), mark.candidate_id, mark.member_id, mark.questions,
    )  # fmt: skip
    said = "|".join(parts)
    return f"{said}|{_check(said)}"


def mark_line(mark: Mark) -> str:
    """Return what people may read beside the code of a sheet."""
    check = mark_text(mark).rsplit("|", 1)[1]
    said = tr("{number} · guide version {n}").format(number=mark.requisition, n=mark.guide_version)
    return f"{said}\n{check[:4]} {check[4:8]} {check[8:]}"


def read_mark(text: str) -> Mark | None:
    """Return a mark that was written; None where it is none or where it was garbled."""
    said, _, check = text.strip().rpartition("|")
    parts = said.split("|")
    if len(parts) != _PARTS or parts[0] != _FORMAT or check != _check(said):
        return None
    if not (parts[4].isascii() and parts[4].isdecimal() and len(parts[4]) < 9):
        return None
    return Mark(parts[1], unquote(parts[2]), parts[3], int(parts[4]), *parts[5:])


def _check(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]


# ------------------------------------------------------------------------ whose sheet it is


def unread(reason: str, remedy: str) -> Finding:
    """Return the finding on a file that could not be read."""
    return Finding("unreadable", reason=reason, remedy=remedy)


def unmarked(fields: Mapping[str, str | None]) -> Finding:
    """Return the finding on a form whose mark is missing or garbled."""
    if MARK in fields:
        return Finding(
            "not_ours",
            reason=tr("The mark of this sheet is damaged."),
            remedy=tr("Ask the rater to fill in a sheet that was printed anew."),
        )
    return Finding(
        "not_ours",
        reason=tr("This form is none of our rating sheets."),
        remedy=tr("Choose the sheet that was filled in on a computer."),
    )


def of_another(mark: Mark) -> Finding:
    """Return the finding on a sheet of another engagement."""
    return Finding(
        "other_engagement",
        reason=tr("This sheet on {number} belongs to another engagement.").format(
            number=mark.requisition
        ),
        remedy=tr("Open that engagement and take it in there."),
    )


def judge(mark: Mark, fields: Mapping[str, str | None], known: Known) -> Finding:
    """Judge one sheet of this engagement by what the engagement knows of it."""
    found = _misplaced(mark, known) or _closed(known)
    if found is not None:
        return replace(found, who=known.who)
    answers, doubts = read_answers(fields, known.questions)
    pair = (mark.candidate_id, mark.member_id)
    content = tuple(sorted(fields.items()))
    if doubts:
        return Finding(
            "doubtful", known.who, _told(doubts),
            tr("Ask the rater to put it right and to send the sheet again."),
            pair=pair, content=content,
        )  # fmt: skip
    late = tr("The others were revealed before; it is marked as late.") if known.revealed else ""
    sheet = Returned(mark.candidate_id, mark.member_id, known.guide_id, answers)
    return Finding("matched", known.who, late, sheet=sheet, pair=pair, content=content)


def _misplaced(mark: Mark, known: Known) -> Finding | None:
    """Say why a sheet fits nobody here."""
    if not known.guide_id:
        return Finding(
            "not_ours",
            reason=tr("Its opening {number} is not in this engagement any more.").format(
                number=mark.requisition
            ),
            remedy=tr("Leave this sheet out."),
        )
    same = sum_of([question.id for question in known.questions])
    if mark.guide_id != known.guide_id or mark.questions != same:
        return Finding(
            "wrong_version",
            reason=tr("It was made for version {old} of the guide; version {new} is in force.")
            .format(old=mark.guide_version, new=known.guide_version),
            remedy=tr("Make a sheet of the guide in force and ask the rater to fill that in."),
        )  # fmt: skip
    if not known.candidate:
        return Finding(
            "withdrawn",
            reason=tr("Its candidate was removed."),
            remedy=tr("Leave this sheet out."),
        )
    if not known.member:
        return Finding(
            "no_rater",
            reason=tr("Its rater is not on the panel any more."),
            remedy=tr("Put the rater on the panel again, with a new sheet, or leave it out."),
        )
    return None


def _closed(known: Known) -> Finding | None:
    """Say why a sheet that fits cannot be taken in as things stand."""
    cases: tuple[tuple[bool, Verdict, str, str], ...] = (
        (not known.in_play, "withdrawn",
         tr("This candidate was screened out or has withdrawn."),
         tr("Change the stage in Candidates, or leave this sheet out.")),
        (not known.rates, "no_rater",
         tr("An observer does not rate."),
         tr("Make this panel member a rater first, or leave it out.")),
        (known.absent, "no_rater",
         tr("This panel member was marked as not there."),
         tr("Choose “Was here after all” in Rate first.")),
        (known.handed_over, "already_in",
         tr("This sheet was handed over already."),
         tr("Leave it out. To change a rating, its rater opens the sheet again.")),
        (known.decided, "decided",
         tr("A decision rests on these ratings."),
         tr("Withdraw the decision first.")),
        (known.begun, "doubtful",
         tr("This sheet was begun here, in the window."),
         tr("Finish it there, or take back what was rated and noted, then read it again.")),
    )  # fmt: skip
    for is_so, verdict, reason, remedy in cases:
        if is_so:
            return Finding(verdict, reason=reason, remedy=remedy)
    return None


# ------------------------------------------------------------------------- what stands on it


def read_answers(
    fields: Mapping[str, str | None], questions: Sequence[KnownQuestion]
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """Return the answers on a sheet, and a sentence for each place that is in doubt."""
    known = {name for question in questions for name in field_names(question.id)}
    doubts = [_strange(fields, known)] if set(fields) - known - {MARK} else []
    answers = []
    for question in questions:
        answer, doubt = _answer(fields, question)
        answers.append(answer)
        doubts += [doubt] if doubt else []
    if len(doubts) > 1 and not any(fields.get(name) for name in known):
        doubts = [tr("Nothing is filled in.")]
    return tuple(answers), tuple(doubts)


def _strange(fields: Mapping[str, str | None], known: Collection[str]) -> str:
    n = len(set(fields) - set(known) - {MARK})
    return ntr(
        "It has {n} field that our sheet has not.", "It has {n} fields that our sheet has not.", n
    ).format(n=n)


def _answer(fields: Mapping[str, str | None], question: KnownQuestion) -> tuple[Answer, str]:
    """Return what stands to one question, and what is in doubt about it."""
    rate, why, note = (fields.get(name, "") for name in field_names(question.id))
    if question.dropped_reason and not any(name in fields for name in field_names(question.id)):
        said = tr("Not scored for anybody: {why}").format(why=question.dropped_reason)
        return Answer(question.id, None, said[:LONGEST_REASON], ""), ""
    doubt = _doubt_of_choice(rate, why) or _doubt_of_text(why, LONGEST_REASON)
    doubt = doubt or _doubt_of_text(note, TEXT_LIMIT)
    if doubt:
        return Answer(question.id, None, "", ""), f"{question.number}: {doubt}"
    score = int(rate) if rate and rate != NOT_ASKED else None
    return Answer(question.id, score, _kept(why), _kept(note)), ""


def _doubt_of_choice(rate: str | None, why: str | None) -> str:
    """Say what is in doubt about a level or a reason for none; never which level it was."""
    has_reason = bool(why and why.strip())
    if rate is None or (rate not in ("", "Off", NOT_ASKED) and rate not in tuple("12345")):
        return tr("the level is none of the five.")
    if rate in ("", "Off"):
        return (
            tr("a reason for not asking, but the ring beside it is empty.")
            if has_reason
            else tr("neither rated nor marked as not asked.")
        )
    if rate == NOT_ASKED and not has_reason:
        return tr("marked as not asked, without a reason.")
    if rate != NOT_ASKED and has_reason:
        return tr("rated, and said not to have been asked.")
    return ""


def _doubt_of_text(text: str | None, longest: int) -> str:
    if text is None:
        return tr("a text that cannot be read.")
    try:
        kept = _kept(text)
    except ValueError:
        return tr("a text with a character that cannot be kept.")
    if len(kept) > longest:
        return tr("a text longer than {n} characters.").format(n=f"{longest:,}")
    return ""


def _kept(text: str | None) -> str:
    """Return a text as it is kept; nothing but blanks is nothing."""
    said = str(clean_text(text or ""))
    return said if said.strip() else ""


def _told(doubts: Sequence[str]) -> str:
    """Name the places in doubt, the first few of them."""
    said = " ".join(doubts[:_DOUBTS_TOLD])
    left = len(doubts) - _DOUBTS_TOLD
    if left < 1:
        return said
    more = ntr("And {n} more place.", "And {n} more places.", left).format(n=left)
    return f"{said} {more}"


# --------------------------------------------------------------------- several of one pair


def without_doubles(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Judge files of one pair together: the same content counts once, different content never."""
    contents: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        if one.pair != ("", ""):
            contents.setdefault(one.pair, []).append(one)
    judged = []
    seen: set[tuple[str, str]] = set()
    for one in findings:
        others = contents.get(one.pair, [one])
        judged.append(_beside(one, others, is_first=one.pair not in seen))
        seen.add(one.pair)
    return tuple(judged)


def _beside(one: Finding, others: Sequence[Finding], *, is_first: bool) -> Finding:
    if len(others) == 1:
        return one
    if len({other.content for other in others}) > 1:
        return replace(
            one, verdict="duplicate", sheet=None,
            reason=tr("There are {n} files for this sheet, and they differ.").format(n=len(others)),
            remedy=tr("Ask the rater which one holds, and take in that one alone."),
        )  # fmt: skip
    if is_first:
        return one
    return replace(
        one, verdict="duplicate", sheet=None,
        reason=tr("It says the same as “{name}”.").format(name=others[0].name),
        remedy=tr("Nothing to do; it counts once."),
    )  # fmt: skip
