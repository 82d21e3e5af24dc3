"""What becomes of an error."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator
from PySide6.QtWidgets import QApplication

from app.domain.errors import Refused
from app.domain.people import PersonFields
from app.host.paths import crash_folder
from app.ui.failures import Failures, faults
from app.ui.notices import Notices


class Answered(BaseModel):
    rating: int = Field(default=3, ge=1, le=5)
    name: str = Field(default="Ada", max_length=4)
    word: str = "fact"

    @field_validator("word")
    @classmethod
    def no_label(cls, value: str) -> str:
        if value == "lazy":
            raise ValueError("Say what was seen, not what he is.")
        return value


def fault_of(**values: object) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        Answered.model_validate(values)
    return faults(caught.value)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"rating": 9}, {"rating": "Give 5 or less."}),
        ({"rating": 0}, {"rating": "Give 1 or more."}),
        ({"rating": "x"}, {"rating": "Give a whole number."}),
        ({"name": "Adelaide"}, {"name": "Use at most 4 characters; this has 8."}),
        ({"word": "lazy"}, {"word": "Say what was seen, not what he is."}),
        (
            {"rating": 9, "name": "Adelaide"},
            {"rating": "Give 5 or less.", "name": "Use at most 4 characters; this has 8."},
        ),
    ],
)
def test_each_field_gets_a_sentence(values: dict[str, object], expected: dict[str, str]):
    assert fault_of(**values) == expected


def test_an_empty_name_is_said_plainly():
    with pytest.raises(ValidationError) as caught:
        PersonFields.model_validate({"display_name": ""})

    assert faults(caught.value) == {"display_name": "This cannot be empty."}


def test_what_nobody_caught_is_said_and_the_program_goes_on(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    notices = Notices()
    failures = Failures(notices)
    failures.install()
    error = Refused("Not now.", "Later.")

    sys.excepthook(Refused, error, None)

    assert notices.latest is not None
    assert notices.latest.text == "Not now."


@pytest.mark.expect_log("ZeroDivisionError")
def test_a_bug_leaves_a_report_for_later(qapp: QApplication, home: Path):
    notices = Notices()

    Failures(notices).tell(ZeroDivisionError("Confidential"))

    (kept,) = crash_folder().glob("crash-*.txt")
    report = kept.read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in report
    assert "Qt 6" in report
    assert "Confidential" not in report
