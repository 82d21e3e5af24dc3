"""The key of a file: made from a passphrase, given raw, or the published one.

A file without a passphrase is encrypted too, with a key that is no secret: so every page of every
file carries a checksum, and a damaged page is never read as if it were data.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Self

SALT_BYTES = 16
KEY_BYTES = 32
_ROUNDS = 256_000
# The published key. It protects nothing and is not meant to: it gives the pages their checksum.
_PUBLISHED = hashlib.sha256(b"Becoming Great! This file is not protected.").hexdigest()
_RAW = re.compile(r"[0-9a-f]{96}")


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a file. Its secret is in no text of it, so it cannot slip into a log."""

    _passphrase: str = field(default="", repr=False)
    _raw: str = field(default="", repr=False)

    @classmethod
    def published(cls) -> Self:
        """Return the key of files that have no passphrase."""
        return cls(_raw=_PUBLISHED)

    @classmethod
    def passphrase(cls, text: str) -> Self:
        """Make the key of a passphrase, however its accents are typed on this keyboard.

        Raises:
            ValueError: when it is empty.
        """
        if not text:
            raise ValueError("A passphrase holds at least one character.")
        return cls(_passphrase=unicodedata.normalize("NFC", text))

    @classmethod
    def raw(cls, hex96: str) -> Self:
        """Make the key that a recovery sheet or the system's keyring holds; blanks are ignored.

        Raises:
            ValueError: when it is not 96 digits from 0 to f.
        """
        digits = re.sub(r"[\s-]", "", hex96).lower()
        if not _RAW.fullmatch(digits):
            raise ValueError("A recovery key is 96 digits from 0 to 9 and a to f.")
        return cls(_raw=digits)

    @property
    def is_published(self) -> bool:
        """Whether anybody can open what this key opens."""
        return self._raw.startswith(_PUBLISHED)

    def for_salt(self, salt: bytes) -> str:
        """Return the 96 digits that open a file of this salt: the key, then the salt.

        A raw key that brings a salt keeps it: it opens a file whose first bytes are lost.
        """
        if self._passphrase:
            secret = self._passphrase.encode("utf-8", "surrogatepass")
            derived = hashlib.pbkdf2_hmac("sha512", secret, salt, _ROUNDS, KEY_BYTES)
            return derived.hex() + salt.hex()
        return self._raw if len(self._raw) > KEY_BYTES * 2 else self._raw + salt.hex()
