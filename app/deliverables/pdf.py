"""From a document to PDF. Equal documents and letterheads give equal bytes.

The press is loaded at the first page, so that the window can paint without it.
"""

from __future__ import annotations

from app.deliverables.document import Document
from app.deliverables.letterhead import Letterhead
from app.deliverables.progress import Progress, silent


def render(
    document: Document,
    letterhead: Letterhead,
    *,
    bound: bool = False,
    duplex: bool = True,
    numbered: bool = True,
    progress: Progress = silent,
) -> bytes:
    """Return a document as PDF.

    Args:
        document: what stands on the pages.
        letterhead: the brand beside the wordmark, and the paper.
        bound: leave a binding edge of 1.25 in.
        duplex: bound pages change the side of their edge, for printing on both sides.
        numbered: print the foot with "page x of y"; a binder prints its own.
        progress: told when it is done; it may raise to cancel before the work begins.
    """
    from app.deliverables.press.printing import printed

    progress(0, 1, document.title)
    content = printed(document, letterhead, bound=bound, duplex=duplex, numbered=numbered)
    progress(1, 1, document.title)
    return content
