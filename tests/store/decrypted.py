"""What an engagement file holds below every question: its pages without the encryption."""

from __future__ import annotations

from pathlib import Path

import pytest

PAGE = 4096
_SALT, _IV, _RESERVED = 16, 16, 80


def pages(path: Path, digits: str) -> bytes:
    """Return every page of a file as it is without the encryption, the free ones too."""
    ciphers = pytest.importorskip("cryptography.hazmat.primitives.ciphers", reason="no AES here")
    aes = ciphers.algorithms.AES(bytes.fromhex(digits)[:32])
    content, plain = path.read_bytes(), []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE][_SALT if start == 0 else 0 :]
        iv = page[-_RESERVED : _IV - _RESERVED]
        decryptor = ciphers.Cipher(aes, ciphers.modes.CBC(iv)).decryptor()
        plain.append(decryptor.update(page[:-_RESERVED]) + decryptor.finalize())
    return b"".join(plain)
