"""What is done to the client, its values, its competencies and its results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from app.domain.edits import made, the
from app.domain.engagement import Client, Consultant, Engagement
from app.domain.errors import Refused
from app.domain.ids import ClientId, CompanyResultId, CompetencyId, ValueItemId
from app.domain.outcomes import CompanyResult
from app.domain.values import Anchor, AnchorFields, Competency, Scope, ValueItem, ValueStatus
from app.host.language import N_, tr
from app.stages.foundation.actions.rows import kept, move, next_sort, remove_unless_cited
from app.stages.foundation.queries import serves_adopted
from app.stages.foundation.rules import MOST_VALUES
from app.stages.foundation.rules.culture import LEVELS
from app.store import attachments
from app.store.actions import action

_GROW = ("grow_by_work", "grow_with_people", "grow_by_study")


@action(N_("Begin the engagement"))
def ensure_client(session: Session, name: str = "", paper: str = "") -> ClientId:
    """See to it that the file has its one client, its one engagement and its one consultant.

    Args:
        session: the unit of work.
        name: what a new client is called; a client that is there keeps its name.
        paper: the paper of a new engagement, ``letter`` or ``a4``; US Letter where none is given.
    """
    client = session.exec(select(Client).order_by(col(Client.created_at))).first()
    if client is None:
        client = kept(session, made(Client, {"name": name.strip() or tr("New client")}))
    if session.exec(select(Engagement)).first() is None:
        given = {"paper": paper} if paper else {}
        kept(session, made(Engagement, given, client_id=client.id))
    if session.exec(select(Consultant)).first() is None:
        kept(session, made(Consultant, {}))
    return ClientId(client.id)


@action(N_("Change logo"))
def set_logo(
    session: Session, model: type[Client] | type[Consultant], row_id: str, png: bytes | None
) -> None:
    """Put a logo beside the client's or the consultant's name; None takes it away.

    Raises:
        Refused: when the picture is too large to be kept.
    """
    row = the(session, model, row_id)
    row.logo = attachments.put(session, png, "image/png") if png else ""
    kept(session, row)


# ------------------------------------------------------------------ values


def _values(session: Session) -> Sequence[ValueItem]:
    """Return the values in their order."""
    return session.exec(select(ValueItem).order_by(col(ValueItem.sort), col(ValueItem.name))).all()


@action(N_("Add value"))
def add_value(session: Session, /, name: str, **more: Any) -> ValueItemId:
    """Add a value at the end. `more` are further fields, such as `meaning`."""
    row = made(ValueItem, {"name": name, **more}, sort=next_sort(_values(session)))
    return ValueItemId(kept(session, row).id)


@action(N_("Remove value"))
def remove_value(session: Session, value: ValueItemId) -> None:
    """Remove a value. Its competencies stay and no longer name it."""
    row = the(session, ValueItem, value)
    refusal = Refused(
        tr("“{name}” is spoken of elsewhere in this file.").format(name=row.name),
        remedy=tr("Retire it instead, so that older pages still make sense."),
    )
    remove_unless_cited(session, row, refusal)


@action(N_("Move value"))
def move_value(session: Session, value: ValueItemId, places: int) -> None:
    """Move a value down by some places, or up where it is negative."""
    the(session, ValueItem, value)
    move(session, _values(session), value, places)


@action(N_("Adopt value"))
def adopt_value(session: Session, value: ValueItemId, on: date) -> None:
    """Adopt a value. Refused when eight are adopted already: nobody lives by nine."""
    row = the(session, ValueItem, value)
    if row.status is ValueStatus.adopted:
        return
    asked = select(func.count(col(ValueItem.id))).where(ValueItem.status == ValueStatus.adopted)
    if session.exec(asked).one() >= MOST_VALUES:
        raise Refused(
            tr("{n} values are adopted already, and nobody lives by more.").format(n=MOST_VALUES),
            remedy=tr("Retire one first, or join two that mean the same."),
        )
    if row.status is ValueStatus.retired:
        row.version += 1
    row.status, row.adopted_on = ValueStatus.adopted, on
    kept(session, row)


@action(N_("Retire value"))
def retire_value(session: Session, value: ValueItemId) -> None:
    """Give up a value; it stays on record."""
    row = the(session, ValueItem, value)
    row.status = ValueStatus.retired
    kept(session, row)


# ------------------------------------------------------------------ competencies


@action(N_("Add competency"))
def add_competency(
    session: Session, /, name: str, definition: str, anchors: Sequence[str] = (), **more: Any
) -> CompetencyId:
    """Add a competency of the client's own.

    Args:
        session: the unit of work.
        name: its name.
        definition: what a person does who has it.
        anchors: the texts of level 1 to 5; an empty one is left open.
        more: further fields, such as `scope`, `value_id` or `grow_by_work`.
    """
    return _add_competency(
        session, {"name": name, "definition": definition, **more}, anchors, library_key=""
    )


@action(N_("Add competency from the library"))
def add_library_competency(
    session: Session,
    entry: Mapping[str, Any],
    value: ValueItemId | None = None,
    scope: Scope = Scope.core,
) -> CompetencyId:
    """Add a competency as the library words it; from then on it is the client's own to change.

    Args:
        session: the unit of work.
        entry: `key`, `name`, `family`, `definition`, five `anchors` and the three `grow_…` texts.
        value: the value it comes from.
        scope: for everyone, or for some jobs.
    """
    key = str(entry["key"])
    if session.exec(select(Competency).where(Competency.library_key == key)).first():
        raise Refused(
            tr("“{name}” is here already.").format(name=entry["name"]),
            remedy=tr("Change the one you have."),
        )
    given = {name: entry.get(name, "") for name in ("name", "definition", "family", *_GROW)}
    return _add_competency(
        session,
        {**given, "value_id": value, "scope": scope},
        entry.get("anchors", ()),
        library_key=key,
    )


def _add_competency(
    session: Session, given: dict[str, Any], anchors: Sequence[str], *, library_key: str
) -> CompetencyId:
    """Write a competency and its anchors."""
    row = made(
        Competency,
        given,
        library_key=library_key,
        sort=next_sort(session.exec(select(Competency)).all()),
    )
    key = CompetencyId(kept(session, row).id)
    _write_anchors(session, key, dict(enumerate(anchors, start=1)))
    return key


@action(N_("Change anchors"))
def revise_anchors(session: Session, competency: CompetencyId, texts: Mapping[int, str]) -> None:
    """Write the anchors of some levels; an empty text takes that anchor away.

    The competency counts as a new version when any of them changed.
    """
    row = the(session, Competency, competency)
    if _write_anchors(session, competency, texts):
        row.version += 1
        kept(session, row)


def _write_anchors(session: Session, key: CompetencyId, texts: Mapping[int, str]) -> bool:
    """Write anchors and say whether any of them changed."""
    if any(not 1 <= level <= LEVELS for level in texts):
        raise Refused(tr("Anchors are written for the levels 1 to 5."))
    written = {
        row.level: row for row in session.exec(select(Anchor).where(Anchor.competency_id == key))
    }
    changed = False
    for level, text in texts.items():
        known = written.get(level)
        if text.strip() == (known.text if known else ""):
            continue
        changed = True
        _write_anchor(session, key, level, text.strip(), known)
    session.flush()
    return changed


def _write_anchor(
    session: Session, key: CompetencyId, level: int, text: str, known: Anchor | None
) -> None:
    """Write, change or take away one anchor."""
    if known and not text:
        session.delete(known)
    elif known:
        known.text = AnchorFields.model_validate({"text": text}).text
        session.add(known)
    else:
        session.add(made(Anchor, {"text": text}, competency_id=key, level=level))


@action(N_("Remove competency"))
def remove_competency(session: Session, competency: CompetencyId) -> None:
    """Remove a competency with its anchors. Refused while anything names it."""
    row = the(session, Competency, competency)
    refusal = Refused(
        tr("“{name}” is named by jobs or by facts on record.").format(name=row.name),
        remedy=tr("Set its status to “Retired” instead."),
    )
    remove_unless_cited(session, row, refusal, parts=(Anchor,))


# ------------------------------------------------------------------ company results


@action(N_("Add company result"))
def add_company_result(session: Session, /, name: str, **more: Any) -> CompanyResultId:
    """Add a result of the whole company. `more` are further fields, such as `unit`."""
    place = next_sort(session.exec(select(CompanyResult)).all())
    return CompanyResultId(
        kept(session, made(CompanyResult, {"name": name, **more}, sort=place)).id
    )


@action(N_("Remove company result"))
def remove_company_result(session: Session, result: CompanyResultId) -> None:
    """Remove a company result; outcomes that served it stay and no longer name it.

    Refused while an adopted job description names it, because that stays as it was.
    """
    row = the(session, CompanyResult, result)
    if serves_adopted(session, result):
        raise Refused(
            tr("An adopted job description serves “{name}”.").format(name=row.name),
            remedy=tr("Keep it, or adopt versions that no longer name it first."),
        )
    session.delete(row)
    session.flush()
