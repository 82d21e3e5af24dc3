"""Documents as JSON: kept with an issued document, and handed to a render worker.

Only the values of `document`, `figures` and `letterhead` can come out of it, whatever the text
holds: nothing is ever imported or called by name.

The form: a value object is ``{"is": "Heading", "text": …}`` with its fields (those at their
default are left out), bytes are ``{"is": "bytes", "base64": …}``, a day is ``{"is": "date",
"day": "2026-01-31"}``; tuples are arrays; the rest is JSON's own.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

from app.deliverables import document, figures, letterhead
from app.deliverables.document import Confidentiality, Document

FORMAT = 1

_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for module in (document, figures, letterhead)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


def to_json(value: Document) -> str:
    """Write a document as one line of JSON that `from_json` reads back to an equal value."""
    return json.dumps({"format": FORMAT, "document": plain(value)}, ensure_ascii=True)


def from_json(text: str) -> Document:
    """Read a document back.

    Raises:
        ValueError: when the text is no document, or one of a later format.
    """
    whole = json.loads(text)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ValueError("This is not a document of this program, or of a later version.")
    value = value_of(whole.get("document"))
    if not isinstance(value, Document):
        raise ValueError("This is not a document of this program.")  # noqa: TRY004 - a bad text
    return value


def plain(value: Any) -> Any:  # noqa: ANN401 - any of the values of a document
    """Turn a value of a document into what JSON can say."""
    match value:
        case bytes():
            return {"is": "bytes", "base64": base64.b64encode(value).decode("ascii")}
        case date():
            return {"is": "date", "day": value.isoformat()}
        case tuple() | list():
            return [plain(item) for item in value]
        case _ if type(value).__name__ in _KINDS:
            return {"is": type(value).__name__, **_told(value)}
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(f"{type(value).__name__} is no value of a document.")


def _told(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any value object of a document
    """Return the fields of a value object that are not at their default."""
    told = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if field.default is MISSING or item != field.default:
            told[field.name] = plain(item)
    return told


def value_of(said: Any) -> Any:  # noqa: ANN401 - whatever JSON said
    """Turn what JSON said back into the value.

    Raises:
        ValueError: for a kind or a field that no document has.
    """
    if isinstance(said, list):
        return tuple(value_of(item) for item in said)
    if not isinstance(said, dict):
        return said
    rest = dict(said)
    match rest.pop("is", None):
        case "bytes":
            return base64.b64decode(rest["base64"], validate=True)
        case "date":
            return date.fromisoformat(rest["day"])
        case str() as name if name in _KINDS:
            return _made(_KINDS[name], {key: value_of(item) for key, item in rest.items()})
    raise ValueError("This holds something that no document has.")


def _made(kind: type[Any], told: dict[str, Any]) -> Any:  # noqa: ANN401 - a value object
    if "confidentiality" in told:
        told["confidentiality"] = Confidentiality(told["confidentiality"])
    try:
        return kind(**told)
    except TypeError:
        raise ValueError(f"A {kind.__name__} cannot be made of what this holds.") from None
