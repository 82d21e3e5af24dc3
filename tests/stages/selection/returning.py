"""Rating sheets as raters send them back: made, filled in by other programs, and saved."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject
from sqlmodel import Session

from app.deliverables.brand import letterhead
from app.deliverables.deliverable import prepare
from app.deliverables.pdf import render
from app.stages.selection import actions, queries, rules
from app.stages.selection.documents import FILLABLE_SHEET
from tests.stages.selection.on_page import new_opening

if TYPE_CHECKING:
    from app.ui.desk import Desk

NOTES = (
    "She lost an order in March and told the client the same day.",
    "“Ça ne s’arrête pas” – naïve, zażółć, 北京",
    "قال الحقيقة مبكرا 🙂👩🏽‍🔧",
    "Two lines:\nand a second one, with a tab\there.",
    "A long one. " * 700,
)


@dataclass(frozen=True)
class Filled:
    """What a rater fills in to one question; a score or a reason."""

    score: int | None
    note: str = ""
    reason: str = ""


@dataclass
class Room:
    """An opening with raters and candidates, and nothing rated yet."""

    desk: Desk
    opening: str
    candidates: list[str]
    members: list[str]

    @property
    def questions(self) -> list[str]:
        """The questions of its guide in their order."""
        return [one.id for one in self.desk.read(queries.questions, self.opening)]

    def blank(self, candidate: int = 0, member: int = 0) -> bytes:
        """Return the fillable sheet of a pair as PDF."""
        return blank(self.desk, self.candidates[candidate], self.members[member])

    def fields(self, wanted: Mapping[int, Filled]) -> dict[str, str]:
        """Return the values of the form for answers by the place of their question."""
        said = {}
        for place, one in wanted.items():
            rate, why, note = rules.field_names(self.questions[place])
            said[rate] = rules.NOT_ASKED if one.reason else str(one.score)
            said[why], said[note] = one.reason, one.note
        return said


def room(desk: Desk, *, raters: int = 3, candidates: int = 4, questions: int = 4) -> Room:
    """Open a requisition with a locked guide, so many raters and so many candidates."""
    opening, first, members = new_opening(desk, questions=questions)
    for person, _ in desk.read(queries.colleagues)[2:raters]:
        members.append(desk.do(actions.add_panel_member, opening, person) or "")
    names = ("Bo Tran", "Chidi Eze", "Dita Novak")[: candidates - 1]
    found = [first, *(desk.do(actions.add_candidate, opening, name) or "" for name in names)]
    return Room(desk, opening, found, members[:raters])


def answers(candidate: int, member: int, questions: int = 4) -> dict[int, Filled]:
    """Return what a rater fills in on a candidate: each pair something else."""
    said = {}
    for place in range(questions):
        turn = candidate * 5 + member * 3 + place
        note = NOTES[turn % len(NOTES)]
        said[place] = Filled(1 + turn % 5, f"{note} ({candidate}/{member}/{place})")
    if member == 1:
        said[2] = Filled(None, "", f"The time was over – {candidate} 🙂")
    return said


def blank(desk: Desk, candidate: str, member: str) -> bytes:
    """Return the fillable sheet of a pair as PDF."""
    return desk.read(_rendered, f"{candidate} {member}")


def _rendered(session: Session, pair: str) -> bytes:
    return render(prepare(FILLABLE_SHEET, session, pair), letterhead(session))


def by_pypdf(content: bytes, said: Mapping[str, str]) -> bytes:
    """Fill in a form as pypdf does."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    values: dict[str, str] = {
        name: f"/{text}" if name.startswith("rate_") else text for name, text in said.items()
    }
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)  # type: ignore[arg-type]  # a dict of texts is one of its values
    for field in writer.root_object["/AcroForm"]["/Fields"]:  # type: ignore[index]  # there is a form
        one = field.get_object()
        if str(one["/T"]).startswith("rate_") and str(one["/T"]) in values:
            one[NameObject("/V")] = NameObject(values[str(one["/T"])])
        elif str(one["/T"]) in values:
            one[NameObject("/V")] = TextStringObject(values[str(one["/T"])])
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def by_pikepdf(content: bytes, said: Mapping[str, str]) -> bytes:
    """Fill in a form as pikepdf does, saved anew with its objects packed."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for field in pdf.Root.AcroForm.Fields:  # type: ignore[attr-defined]  # an array
            text = said.get(str(field.T))
            if text is None:
                continue
            if str(field.T).startswith("rate_"):
                field.V = pikepdf.Name(f"/{text}")
                for kid in field.Kids:
                    states = [str(key) for key in kid.AP.N]
                    kid.AS = pikepdf.Name(f"/{text}" if f"/{text}" in states else "/Off")
            else:
                field.V = pikepdf.String(text)
        stream = io.BytesIO()
        pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def saved(folder: Path, name: str, content: bytes) -> Path:
    """Save a file as it came."""
    path = folder / name
    path.write_bytes(content)
    return path


def returned(room: Room, folder: Path) -> list[Path]:
    """Save the sheets of every rater on every candidate, filled in by one program or another."""
    paths = []
    for candidate in range(len(room.candidates)):
        for member in range(len(room.members)):
            fill = by_pypdf if (candidate + member) % 2 else by_pikepdf
            said = room.fields(answers(candidate, member, len(room.questions)))
            content = fill(room.blank(candidate, member), said)
            paths.append(saved(folder, f"sheet-{candidate}-{member}.pdf", content))
    return paths
