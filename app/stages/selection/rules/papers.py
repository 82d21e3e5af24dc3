"""Attached papers: which kinds are kept, and what a file may be called. Pure."""

from __future__ import annotations

import unicodedata

_KINDS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_WORD = b"word/document.xml"
_OPEN = b"mimetypeapplication/vnd.oasis.opendocument.text"
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
_LONGEST = 120
"""Of a file name, in bytes of UTF-8."""


def media_type(content: bytes) -> str:
    """Return what a file is by its first bytes; empty for what is not kept."""
    for mark, kind in _KINDS:
        if content.startswith(mark):
            return kind
    if content.startswith(b"PK\x03\x04"):
        if _WORD in content:
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return "application/vnd.oasis.opendocument.text" if _OPEN in content[:200] else ""
    return "text/plain" if _is_text(content) else ""


def _is_text(content: bytes) -> bool:
    if not content or b"\x00" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def clean_name(name: str) -> str:
    """Return a file name that is safe to show and to propose; never empty, never a path."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode("utf-8"))
    kept = "".join(
        c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    kept = "".join("_" if c in '<>:"|?*' else c for c in kept).strip(" .")
    stem = kept.split(".", 1)[0].casefold()
    kept = f"_{kept}" if not kept or stem in _RESERVED else kept
    while len(kept.encode()) > _LONGEST:
        head, dot, end = kept.rpartition(".")
        kept = f"{head[:-1]}{dot}{end}" if dot and len(head) > 1 else kept[:-1]
    return kept.rstrip(" .") or "_"
