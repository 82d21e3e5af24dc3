"""A keyring in memory, in the place of the system's."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend

from app.host import secrets


class Ring(KeyringBackend):
    """Keeps passwords as long as the test runs; can be made to lose what it is given."""

    priority = 1.0  # type: ignore[assignment]  # keyring's own is a class property

    def __init__(self, *, loses: bool = False) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.loses = loses

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.loses:
            self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


def use(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> Ring:
    """Make a keyring the one that this computer is known by."""
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    monkeypatch.setattr(secrets, "_ALLOWED", (Ring.__module__,))
    return ring
