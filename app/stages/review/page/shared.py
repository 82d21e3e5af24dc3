"""What the sub pages of the review share."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.rows import Row, fields_of
from app.domain.scales import plain, shown
from app.ui.forms import FormRow, editor_for

if TYPE_CHECKING:
    from app.stages.review.queries import MeasureView


def today() -> date:
    """Return the day on this computer's calendar."""
    return datetime.now().astimezone().date()


def fill(place: QWidget, widget: QWidget) -> None:
    """Let a widget fill another."""
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)


def free_row(model: type[Row], name: str) -> FormRow:
    """Return label and editor of a field that is not in the file yet, for a deed to come."""
    info = fields_of(model).model_fields[name]
    row = FormRow(name, info, editor_for(info))
    row.editor.show(None)
    return row


def percent(value: float | None) -> str:
    """Return an attainment as percent, or a dash."""
    return "–" if value is None else f"{shown(value * 100, 0)} %"


def with_unit(value: float | None, measure: MeasureView) -> str:
    """Return a measure's number with its unit."""
    return f"{plain(value)} {measure.unit}".strip() if value is not None else "–"
