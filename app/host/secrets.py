"""Remembering a file's key in the system's own keyring, where there is one that can be trusted.

The passphrase is the root; this only spares typing it. What is remembered is the raw key, so a
lost keyring loses nothing. It is never written anywhere else, least of all to a plain file.
Finding a keyring may take a moment, and one that is locked may ask the user: `within` waits for
an answer in a thread of its own, and no longer than it is told.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread
from typing import Protocol, TypeVar

T = TypeVar("T")

SERVICE = "BecomingGreat"
_ALLOWED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)
_KEY = re.compile(r"[0-9a-f]{96}")
_log = logging.getLogger(__name__)

PATIENCE = 2.0
"""So many seconds somebody who opens a file is kept waiting for a keyring."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What this computer knows of a file's key.

    Attributes:
        is_possible: whether there is a keyring that can be trusted with a key.
        key: the 96 digits; empty where none is remembered.
    """

    is_possible: bool = False
    key: str = field(default="", repr=False)


class _Ring(Protocol):
    """The part of a keyring that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def remember(file_uuid: str, raw_key_hex: str) -> bool:
    """Remember a file's key on this computer; say whether it truly is remembered.

    It is read back and compared: a keyring that takes everything and keeps nothing is common.
    """
    if not _KEY.fullmatch(raw_key_hex):
        raise ValueError("A raw key is 96 digits from 0 to f.")
    ring = _ring()
    if ring is None:
        return False
    try:
        ring.set_password(SERVICE, file_uuid, raw_key_hex)
        if ring.get_password(SERVICE, file_uuid) == raw_key_hex:
            return True
    except Exception as error:  # noqa: BLE001 - each keyring raises what it likes
        _log.info("The keyring did not take a key: %s", type(error).__name__)
    return False


def recall(file_uuid: str) -> str | None:
    """Return the remembered key of a file; None where none is remembered or it is no key."""
    ring = _ring()
    if ring is None:
        return None
    try:
        found = ring.get_password(SERVICE, file_uuid)
    except Exception as error:  # noqa: BLE001 - each keyring raises what it likes
        _log.info("The keyring gave no key: %s", type(error).__name__)
        return None
    return found if found and _KEY.fullmatch(found) else None


def forget(file_uuid: str) -> bool:
    """Forget a file's key; say whether it is certain that none is remembered any more."""
    ring = _ring()
    if ring is None:
        return False
    try:
        if ring.get_password(SERVICE, file_uuid) is None:
            return True
        ring.delete_password(SERVICE, file_uuid)
        return ring.get_password(SERVICE, file_uuid) is None
    except Exception as error:  # noqa: BLE001 - each keyring raises what it likes
        _log.info("The keyring did not forget a key: %s", type(error).__name__)
        return False


def look_up(file_uuid: str) -> Remembered:
    """Say whether this computer can remember keys, and which one it remembers for a file."""
    if not can_remember():
        return Remembered()
    return Remembered(is_possible=True, key=(recall(file_uuid) if file_uuid else None) or "")


def within(seconds: float, otherwise: T, ask: Callable[..., T], *values: object) -> T:
    """Ask in a thread of its own and wait for a while; a keyring may never answer.

    Args:
        seconds: how long to wait.
        otherwise: what is returned when there is no answer by then.
        ask: one of the questions here.
        values: what it is given.
    """
    answers: list[T] = []
    asking = Thread(target=lambda: answers.append(ask(*values)), name="keyring", daemon=True)
    asking.start()
    asking.join(seconds)
    if not answers:
        _log.info("The keyring gave no answer in time")
    return answers[0] if answers else otherwise


def can_remember() -> bool:
    """Whether this computer has a keyring that may be trusted with a key."""
    return _ring() is not None


def name_of_ring() -> str:
    """Return the name of the keyring that may be trusted with a key; empty where there is none."""
    ring = _ring()
    return "" if ring is None else f"{type(ring).__module__}.{type(ring).__qualname__}"


def _ring() -> _Ring | None:
    """Return the system's keyring; None where it is absent or not one of the known ones."""
    try:
        import keyring

        chosen = keyring.get_keyring()
        candidates = list(getattr(chosen, "backends", ())) or [chosen]
    except Exception as error:  # noqa: BLE001 - finding one runs code of many systems
        _log.info("No keyring: %s", type(error).__name__)
        return None
    for ring in candidates:
        if type(ring).__module__ in _ALLOWED:
            return ring  # type: ignore[no-any-return]  # keyring's own base says the same
    return None
