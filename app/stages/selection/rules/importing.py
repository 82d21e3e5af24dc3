"""A table of applicants judged row by row: which column is what, what each row says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process, utils

from app.domain.text import LINE_LIMIT, clean_line
from app.host.language import N_, tr
from app.stages.selection.records import Source

TITLES = {
    "name": N_("Name"),
    "first": N_("First name"),
    "last": N_("Last name"),
    "email": N_("Email"),
    "phone": N_("Phone"),
    "source": N_("Source"),
    "received_on": N_("Received on"),
    "pronunciation": N_("Say it like"),
}
"""What a column may hold, and what that is called; anything else is left out."""

_HEADS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "candidate", "applicant", "navn", "namn", "nom complet",
             "nombre completo", "bewerber", "kandidat", "candidate name", "applicant name"),
    "first": ("first name", "given name", "vorname", "prénom", "nombre", "fornavn", "förnamn"),
    "last": ("last name", "surname", "family name", "nachname", "familienname", "nom de famille",
             "nom", "apellido", "apellidos", "efternavn", "etternavn", "efternamn"),
    "email": ("email", "e-mail", "mail", "email address", "courriel", "correo",
              "correo electrónico", "e-post"),
    "phone": ("phone", "phone number", "telefonnummer", "telephone", "mobile",
              "cell", "telefon", "handy", "téléphone",
              "teléfono", "mobil"),
    "source": ("source", "how they came", "channel", "quelle", "herkunft", "origine", "fuente",
               "kilde", "källa"),
    "received_on": ("received", "received on", "date received", "bewerbungsdatum",
                    "modtaget", "applied", "applied on", "date", "application date",
                    "eingang", "eingegangen", "datum", "reçu le", "fecha", "dato", "mottatt"),
    "pronunciation": ("say it like", "pronunciation", "pronounced", "aussprache",
                      "prononciation", "pronunciación", "udtale", "uttal"),
}  # fmt: skip
_SURE = 84
"""So alike, of 100, a head has to be to one of the words above."""

_SOURCES = {
    Source.internal: ("internal", "intern", "interne", "interno", "colleague", "employee"),
    Source.referral: ("referral", "referred", "recommendation", "empfehlung", "friend"),
    Source.advert: ("advert", "advertisement", "ad", "posting", "job board", "website", "anzeige",
                    "annonce", "anuncio", "online"),
    Source.agency: ("agency", "recruiter", "agentur", "agence", "agencia", "headhunter"),
    Source.walk_in: ("walk-in", "walked in", "walk in", "in person"),
    Source.other: ("other", "andere", "autre", "otro"),
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(\d{1,2})\.? ([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2}),?) (\d{4})", re.I)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody in a table, as they would be added."""

    name: str
    email: str = ""
    phone: str = ""
    pronunciation: str = ""
    source: Source = Source.other
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row of the table, judged.

    Attributes:
        number: its number in the file, from 1, the head included.
        applicant: whom it tells of; None where it tells of nobody.
        faults: sentences, each with the column and how to mend it; with one the row stays out.
        twin: empty, ``file`` where the same person stands above, ``opening`` where they are a
            candidate here already, or ``known`` where the file knows them from elsewhere.
    """

    number: int
    applicant: Applicant | None
    faults: tuple[str, ...]
    twin: str = ""

    @property
    def comes_in(self) -> bool:
        """Whether the row would be brought in."""
        return self.applicant is not None and not self.faults and self.twin in ("", "known")


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Who is known already: the signs of those in this opening, and whom each sign means."""

    of_opening: frozenset[str]
    of_file: Mapping[str, str]


def guessed(head: Sequence[str]) -> tuple[str, ...]:
    """Return for each column which field it most likely holds; empty for none. None twice."""
    found: list[str] = []
    for title in head:
        field = _field_of(title)
        found.append("" if field in found else field)
    if "name" in found and ("first" in found or "last" in found):
        found = ["" if field in ("first", "last") else field for field in found]
    return tuple(found)


def _field_of(title: str) -> str:
    words = utils.default_process(title)
    if not words:
        return ""
    best, score = "", 0.0
    for field, heads in _HEADS.items():
        match = process.extractOne(words, heads, scorer=fuzz.ratio, processor=utils.default_process)
        if match[1] > score:
            best, score = field, match[1]
    return best if score >= _SURE else ""


def is_ambiguous(cells: Iterable[str]) -> bool:
    """Say whether days such as 04/05/2026 leave open which number is the month."""
    pairs = _pairs(cells)
    if any(a > 12 or b > 12 for a, b in pairs):
        return False
    return any(a != b for a, b in pairs)


def day_first(cells: Iterable[str]) -> bool:
    """Return whether days of a column are written with the day first, by the days that tell."""
    pairs = _pairs(cells)
    return any(a > 12 for a, _ in pairs) or not any(b > 12 for _, b in pairs)


def _pairs(cells: Iterable[str]) -> list[tuple[int, int]]:
    """Return the first two numbers of days; with points the day always stands first."""
    found = (_NUMBERS.fullmatch(cell.strip()) for cell in cells)
    return [(int(one[1]), int(one[3])) for one in found if one and one[2] != "."]


def day_of(text: str, *, first: bool) -> date | None:
    """Return the day a cell tells; None where it is none.

    Args:
        text: the cell.
        first: whether 04/05/2026 is the fourth of May.
    """
    said = text.strip()
    try:
        if found := _ISO.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.fullmatch(said):
            year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
            one, other = int(found[1]), int(found[3])
            is_first = first or found[2] == "."
            return date(year, other, one) if is_first else date(year, one, other)
        if found := _NAMED.fullmatch(said):
            name = (found[2] or found[3])[:3].casefold()
            return date(int(found[5]), _MONTHS.index(name) + 1, int(found[1] or found[4]))
    except ValueError:
        return None
    return None


def source_of(text: str) -> Source | None:
    """Return how somebody came, by whatever word; None for a word nobody knows."""
    words = utils.default_process(text)
    if not words:
        return Source.other
    for source, known in _SOURCES.items():
        if process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=_SURE):
            return source
    return None


def judged(
    rows: Sequence[Sequence[str]],
    fields: Sequence[str],
    known: KnownPeople,
    *,
    first: bool,
    begins: int,
) -> tuple[JudgedRow, ...]:
    """Judge every row.

    Args:
        rows: the rows without the head.
        fields: which field each column holds.
        known: who is known already.
        first: whether the day stands before the month.
        begins: the number of the first row in the file.
    """
    found: list[JudgedRow] = []
    seen = _Seen(known)
    for place, row in enumerate(rows):
        given = {field: row[at].strip() for at, field in enumerate(fields) if field}
        one = _judged_row(begins + place, given, first=first)
        twin = seen.twin(one.applicant) if one.applicant else ""
        found.append(JudgedRow(one.number, one.applicant, one.faults, twin))
    return tuple(found)


def signs(name: str, email: str) -> frozenset[str]:
    """Return by what somebody is known again: the email, or else the name."""
    return frozenset({email.casefold()} if email else {" ".join(name.casefold().split())})


def _judged_row(number: int, given: Mapping[str, str], *, first: bool) -> JudgedRow:
    name = given.get("name") or f"{given.get('first', '')} {given.get('last', '')}".strip()
    faults = []
    if not name:
        faults.append(tr("No name: fill it in, or leave the row out."))
    faults += _unkeepable(given, name)
    email = given.get("email", "")
    if email and not _MAIL.fullmatch(email):
        faults.append(tr("“{text}” is no email address.").format(text=email[:60]))
    source = source_of(given.get("source", ""))
    if source is None:
        faults.append(
            tr("“{text}” is no known source: say referral, advert, agency, internal or other.")
            .format(text=given["source"][:60])
        )  # fmt: skip
    said = given.get("received_on", "")
    day = day_of(said, first=first)
    if said and day is None:
        faults.append(tr("“{text}” is no day: write it as 2026-11-23.").format(text=said[:60]))
    if not name:
        return JudgedRow(number, None, tuple(faults))
    applicant = Applicant(
        name, email, given.get("phone", ""), given.get("pronunciation", ""),
        source or Source.other, day,
    )  # fmt: skip
    return JudgedRow(number, applicant, tuple(faults))


def _unkeepable(given: Mapping[str, str], name: str) -> list[str]:
    """Return a sentence for each text that no line of the file can keep."""
    told = []
    for field, text in {**given, "name": name}.items():
        try:
            kept = clean_line(text)
        except ValueError as fault:
            told.append(f"{tr(TITLES[field])}: {fault}")
            continue
        if len(str(kept)) > LINE_LIMIT:
            said = tr("The {field} is longer than {n} characters.")
            told.append(said.format(field=tr(TITLES[field]), n=LINE_LIMIT))
    return told


class _Seen:
    """Who stood in the rows above, so that nobody comes in twice."""

    def __init__(self, known: KnownPeople) -> None:
        self._known = known
        self._emails: dict[str, set[str]] = {}
        self._people: set[str] = set()

    def twin(self, one: Applicant) -> str:
        """Say whether somebody is known already, and remember them for the rows below."""
        own, name = signs(one.name, one.email), next(iter(signs(one.name, "")))
        person = next((self._known.of_file[x] for x in own if x in self._known.of_file), "")
        is_above = self._stands_above(name, one.email.casefold()) or person in self._people
        self._emails.setdefault(name, set()).add(one.email.casefold())
        self._people |= {person} if person else set()
        if is_above:
            return "file"
        if (own | {name}) & self._known.of_opening:
            return "opening"
        return "known" if person else ""

    def _stands_above(self, name: str, email: str) -> bool:
        """The same email, or the same name where one of the two tells no email."""
        above = self._emails.get(name, set())
        if email and any(email in found for found in self._emails.values()):
            return True
        return bool(above) and (not email or "" in above)
