"""The versions of a job description, what changed between two, and who acknowledged one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.ids import JobDescriptionId, PersonId
from app.domain.people import Person
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.jobs.chapter import Chapter
from app.stages.foundation.page.shared import fill, today
from app.stages.foundation.records import Acknowledgement
from app.ui import theme
from app.ui.forms import Form
from app.ui.layout import Card, Hint, PlainLabel, Rows, Scroll
from app.ui.tables import Column, RecordTable

if TYPE_CHECKING:
    from app.stages.foundation.queries import AcknowledgementRow, JobView
    from app.stages.foundation.rules import Change
    from app.ui.desk import Desk

_LOW = 132
_HIGH = 176


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A difference as the list shows it."""

    id: str
    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AckLine:
    """Somebody who holds the position, or did when it was talked over."""

    id: str
    person: str
    discussed_on: object
    acknowledged_on: object
    method: str


class VersionsPart(Chapter):
    """Versions above; below what the chosen one changed, and who acknowledged it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._acks: dict[str, AcknowledgementRow] = {}
        self.versions = RecordTable(
            [
                Column(tr("Version"), "version", align="right"),
                Column(tr("Status"), "status", 2),
                Column(tr("Adopted"), "adopted_on", 2),
                Column(tr("In effect from"), "effective_on", 2),
                Column(tr("Last read together"), "reviewed_on", 2),
            ],
            tr("Versions"),
        )
        self.changes = RecordTable(
            [
                Column(tr("Where"), "where", 2, strong=True),
                Column(tr("Before"), "before", 4),
                Column(tr("After"), "after", 4),
            ],
            tr("What changed"),
        )
        self.whole = PlainLabel("", role="soft", wrap=True)
        self.compared = Hint("")
        self.acks = RecordTable(
            [
                Column(tr("Person"), "person", 3, strong=True),
                Column(tr("Talked over"), "discussed_on", 2),
                Column(tr("Acknowledged"), "acknowledged_on", 2),
                Column(tr("How"), "method", 2),
            ],
            tr("Acknowledgements"),
        )
        self.ack = Form(
            desk,
            Acknowledgement,
            [("discussed_on", "acknowledged_on", "method"), "comment", "visibility"],
        )
        self._lay_out()
        self.versions.chosen.connect(self._choose)
        self.changes.chosen.connect(self._tell_change)
        self.acks.chosen.connect(self._open_ack)
        desk.watch(self, (Acknowledgement, Person), self._tell_acks)

    def open(self, view: JobView | None) -> None:
        """Show the versions of a position."""
        self.versions.show_rows(self.desk.read(queries.versions, view.position_id) if view else ())
        self._choose(self.versions.current_id)

    def _lay_out(self) -> None:
        """Put the versions, the differences and the acknowledgements under each other."""
        for table, high in ((self.versions, _LOW), (self.changes, _HIGH), (self.acks, _LOW)):
            table.setMinimumHeight(theme.scaled(high))
        acks = Card(
            tr("Acknowledged"), self.acks, self.ack,
            hint=tr("Received and talked over; that is not the same as agreed."),
        )  # fmt: skip
        self.note = acks.command(tr("Talked over today"), self._note, icon="handshake")
        self.take_back = acks.command(tr("Remove"), self._remove, icon="trash-2")
        fill(
            self,
            Scroll(
                Rows(
                    Card(tr("Versions"), self.versions),
                    Card(tr("What changed"), self.compared, self.changes, self.whole),
                    acks,
                )
            ),
        )

    def _choose(self, job_id: str) -> None:
        """Show what a version changed against the one before, and who acknowledged it."""
        rows = self.versions.records.rows
        known = {row.id: row.version for row in rows}
        number = known.get(job_id, 0)
        before = next((row for row in rows if row.version == number - 1), None)
        changes: tuple[Change, ...] = ()
        if before is not None:
            changes = self.desk.read(queries.difference, before.id, job_id)
            said = tr("Version {new} beside version {old}.").format(new=number, old=number - 1)
            self.compared.setText(
                said if changes else tr("{said} Nothing differs.").format(said=said)
            )
        else:
            self.compared.setText(tr("The first version has nothing to be compared with."))
        self.changes.show_rows([_line(place, change) for place, change in enumerate(changes)])
        for widget in (self.changes, self.whole):
            widget.setVisible(bool(changes))
        self._tell_change(self.changes.current_id)
        self._tell_acks()

    def _tell_change(self, key: str) -> None:
        """Show the whole texts of a difference; in the list they may be cut short."""
        row = next((row for row in self.changes.records.rows if row.id == key), None)
        self.whole.setText(
            tr("Before: {before}\nAfter: {after}").format(before=row.before, after=row.after)
            if row
            else ""
        )

    def _tell_acks(self) -> None:
        """Show who acknowledged the chosen version and who has not yet."""
        job_id = self.versions.current_id
        rows = self.desk.read(queries.acknowledgements, job_id) if job_id else ()
        self._acks = {row.person_id: row for row in rows}
        self.acks.show_rows(
            [
                AckLine(
                    row.person_id,
                    row.person,
                    row.discussed_on or tr("not yet"),
                    row.acknowledged_on,
                    tr(row.method.label) if row.method else "",
                )
                for row in rows
            ]
        )
        self._open_ack(self.acks.current_id)

    def _open_ack(self, person_id: str) -> None:
        row = self._acks.get(person_id)
        self.ack.open(row.id if row and row.id else None)
        self.ack.setVisible(bool(row and row.id))
        statuses = {one.id: one.status for one in self.versions.records.rows}
        status = statuses.get(self.versions.current_id)
        adopted = status is not None and status.is_frozen
        self.note.setEnabled(adopted and row is not None and not row.id)
        self.take_back.setEnabled(bool(row and row.id))

    def _note(self) -> None:
        """Note that the version was talked over with the chosen person today."""
        if person := self.acks.current_id:
            job = JobDescriptionId(self.versions.current_id)
            self.desk.do(actions.acknowledge, job, PersonId(person), today())

    def _remove(self) -> None:
        row = self._acks.get(self.acks.current_id)
        if row and row.id:
            notice = tr("Acknowledgement removed")
            self.desk.do(actions.remove_acknowledgement, row.id, notice=notice)


def _line(place: int, change: Change) -> ChangeLine:
    """Return a difference as the list shows it."""
    where = change.where
    if change.field and change.field != change.where:
        where = f"{change.where}: {change.field}"
    nothing = tr(change.kind.label).lower()
    return ChangeLine(
        str(place),
        where,
        change.before or (f"({nothing})" if not change.field else "–"),
        change.after or (f"({nothing})" if not change.field else "–"),
    )
