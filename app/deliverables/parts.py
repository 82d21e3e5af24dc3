"""The binder from parts: each document set on its own, then joined, numbered and bookmarked.

A document that did not change is not set again: its pages are kept, in memory only, by the hash
of what they are made of. What is left is set here, or by several workers at once; the bytes are
the same either way.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.deliverables.deliverable import Part
from app.deliverables.document import Divider, Document
from app.deliverables.joining import Section, joined
from app.deliverables.letterhead import Letterhead
from app.deliverables.pdf import render
from app.deliverables.progress import Progress, silent
from app.deliverables.snapshot import plain
from app.deliverables.worker import Worker
from app.host.language import tr
from app.host.workers import is_worker

__all__ = ["Part", "binder", "forget"]

_FEWEST_FOR_WORKERS = 200
_MOST_WORKERS = 4
_MOST_KEPT = 200_000_000
_kept: dict[str, bytes] = {}
_lock = threading.Lock()


def binder(
    cover: Document,
    parts: Sequence[Part],
    letterhead: Letterhead,
    *,
    duplex: bool = True,
    workers: int | None = None,
    progress: Progress = silent,
) -> bytes:
    """Return the whole binder as PDF: cover, contents, a divider and the documents of each part.

    Args:
        cover: the cover page; its reference, version and class stand at the foot of all pages.
        parts: the tabs in their order.
        letterhead: the brand beside the wordmark, and the paper.
        duplex: print on both sides: mirrored edges, every document on a right-hand page.
        workers: how many processes set pages; None chooses, 1 stays in this one.
        progress: told of each document; what it raises cancels the work.
    """
    dividers = [_divider(part, cover) for part in parts]
    documents = [cover]
    for part, divider in zip(parts, dividers, strict=True):
        documents += [divider, *part.documents]
    total = len(documents) + 1
    pages = _all_set(documents, letterhead, total, duplex=duplex, workers=workers, tell=progress)
    sections = []
    for part, divider in zip(parts, dividers, strict=True):
        made = (divider, *part.documents)
        sections.append(
            Section(str(part.number), part.title, tuple((one, pages[one]) for one in made))
        )
    progress(total - 1, total, tr("Contents and page numbers"))
    content = joined((cover, pages[cover]), sections, letterhead, duplex=duplex)
    progress(total, total, cover.title)
    return content


def forget() -> None:
    """Let go of all pages that were kept: a client's text stays in memory no longer than needed."""
    with _lock:
        _kept.clear()


def _divider(part: Part, cover: Document) -> Document:
    block = Divider(str(part.number), part.title, part.sentence, part.road, part.stage)
    return replace(
        cover, title=part.title, subtitle="", kind="", subject="", blocks=(block,), keywords=()
    )


def _all_set(
    documents: Sequence[Document],
    letterhead: Letterhead,
    total: int,
    *,
    duplex: bool,
    workers: int | None,
    tell: Progress,
) -> dict[Document, bytes]:
    """Return the pages of every document, those kept from before first."""
    head = json.dumps([plain(letterhead), duplex])
    keys = {document: _key(document, head) for document in documents}
    with _lock:
        pages = {one: _kept[key] for one, key in keys.items() if key in _kept}
    missing = [document for document in keys if document not in pages]
    done = len(documents) - len(missing)
    tell(done, total, "")
    count = _workers(len(missing), workers)
    setting = (
        _set_here(missing, letterhead, duplex=duplex)
        if count < 2
        else _set_by_workers(missing, letterhead, count, duplex=duplex)
    )
    for document, content in setting:
        pages[document] = content
        _keep(keys[document], content)
        done += 1
        tell(done, total, document.subject or document.title)
    return pages


def _key(document: Document, head: str) -> str:
    return hashlib.sha256(f"{head}\n{json.dumps(plain(document))}".encode()).hexdigest()


def _keep(key: str, content: bytes) -> None:
    with _lock:
        if sum(map(len, _kept.values())) + len(content) > _MOST_KEPT:
            _kept.clear()
        _kept[key] = content


def _workers(missing: int, wanted: int | None) -> int:
    """Return how many workers are worth starting: none inside one, none for a few documents."""
    if is_worker():
        return 1
    cores = os.cpu_count() or 1
    if wanted is None:
        wanted = min(cores, _MOST_WORKERS) if missing >= _FEWEST_FOR_WORKERS else 1
    return max(1, min(wanted, cores, missing))


def _set_here(
    documents: Sequence[Document], letterhead: Letterhead, *, duplex: bool
) -> Iterator[tuple[Document, bytes]]:
    for document in documents:
        yield document, render(document, letterhead, bound=True, duplex=duplex, numbered=False)


def _set_by_workers(
    documents: Sequence[Document], letterhead: Letterhead, count: int, *, duplex: bool
) -> Iterator[tuple[Document, bytes]]:
    """Yield pages as workers bring them; what a failing worker left is set here."""
    shares = [documents[place::count] for place in range(count)]
    workers = [Worker(share, letterhead, duplex=duplex) for share in shares]
    brought: queue.Queue[tuple[Document, bytes] | None] = queue.Queue()
    try:
        for worker, share in zip(workers, shares, strict=True):
            threading.Thread(target=_fetch, args=(worker, share, brought), daemon=True).start()
        left = dict.fromkeys(documents)
        ended = 0
        while ended < count:
            found = brought.get()
            if found is None:
                ended += 1
                continue
            del left[found[0]]
            yield found
    finally:
        for worker in workers:
            worker.stop()
    yield from _set_here(list(left), letterhead, duplex=duplex)


def _fetch(
    worker: Worker,
    share: Sequence[Document],
    brought: queue.Queue[tuple[Document, bytes] | None],
) -> None:
    """Hand a worker its documents and pass on what it brings; None says that it ended."""
    try:
        worker.begin()
        for document in share:
            brought.put((document, worker.next_pages()))
    except (OSError, EOFError, ValueError):
        return
    finally:
        brought.put(None)
