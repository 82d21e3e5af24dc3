"""PINs: short numbers with which people who share one computer open their own page.

A PIN keeps honest people from one another's sheets for an afternoon. It is no key: the file's
passphrase guards against everybody else.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from app.domain.errors import Refused
from app.host.language import tr

_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
"""About 50 ms a try: nobody notices once, and guessing through 10,000 takes minutes."""


def hashed(pin: str) -> str:
    """Return a PIN as it is kept: salted, and not to be read back.

    Raises:
        Refused: when it is not four to eight digits.
    """
    if not re.fullmatch(r"[0-9]{4,8}", pin):
        raise Refused(
            tr("A PIN has four to eight digits."), remedy=tr("Choose one you will remember today.")
        )
    salt = secrets.token_hex(16)
    return f"{salt}:{_digest(pin, salt)}"


def matches(pin: str, kept: str) -> bool:
    """Say whether this is the PIN that was kept; where none was kept everything is."""
    if not kept:
        return True
    salt, _, digest = kept.partition(":")
    return hmac.compare_digest(_digest(pin, salt), digest)


def _digest(pin: str, salt: str) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt.encode(), **_COST).hex()
