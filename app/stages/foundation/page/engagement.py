"""The engagement, the client and the consultant: what stands on every cover."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.engagement import Client, Consultant, Engagement
from app.domain.errors import Refused
from app.host.language import tr
from app.stages.foundation import actions, queries
from app.stages.foundation.page.shared import fill
from app.ui.forms import Form
from app.ui.layout import Card, Rows, Scroll
from app.ui.pictures import PictureField

if TYPE_CHECKING:
    from app.ui.desk import Desk


class EngagementPart(QWidget):
    """Three cards: the engagement, the client's particulars, and who brings the method."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.engagement = Form(
            desk,
            Engagement,
            [
                ("title", "reference", "status"),
                ("start_date", "planned_months", "paper"),
                "method_name",
                "credit_line",
                "allowed_words",
            ],
        )
        self.client = Form(
            desk,
            Client,
            [
                ("legal_name", "industry", "phone"),
                ("headcount", "fiscal_year_start", "jurisdiction"),
                "accent_color",
                "address",
            ],
        )
        self.consultant = Form(
            desk,
            Consultant,
            [("name", "firm"), ("email", "phone"), ("motto", "accent_color"), "address"],
        )
        self.client_logo = self._logo(tr("Client's logo"), Client)
        self.own_logo = self._logo(tr("Your logo"), Consultant)
        fill(
            self,
            Scroll(
                Rows(
                    Card(tr("Engagement"), self.engagement),
                    Card(tr("Client"), self.client_logo, self.client),
                    Card(tr("Consultant"), self.own_logo, self.consultant),
                )
            ),
        )
        desk.watch(self, (Client, Consultant, Engagement), self.refresh)

    def refresh(self) -> None:
        """Open the three rows and show the logos."""
        facts = self.desk.read(queries.client_facts)
        self.engagement.open(facts.engagement_id if facts else None)
        self.client.open(facts.client_id if facts else None)
        self.consultant.open(facts.consultant_id if facts else None)
        self.client_logo.show_picture(self.desk.read(queries.logo_of, Client))
        self.own_logo.show_picture(self.desk.read(queries.logo_of, Consultant))

    def _logo(self, title: str, model: type[Client] | type[Consultant]) -> PictureField:
        """Make the field of a logo."""
        field = PictureField(title)
        field.chosen.connect(partial(self._set, model))
        field.removed.connect(partial(self._set, model, None))
        field.refused.connect(self._say)
        return field

    def _set(self, model: type[Client] | type[Consultant], png: bytes | None) -> None:
        """Keep a logo, or take it away."""
        form = self.client if model is Client else self.consultant
        if form.row_id:
            notice = "" if png else tr("Logo removed")
            self.desk.do(actions.set_logo, model, form.row_id, png, notice=notice)

    def _say(self, why: Refused) -> None:
        self.desk.notices.show(why.text, why.remedy, kind="bad")
