"""The words of the program, marked for translation from the first day.

gettext rather than Qt's own: the same words stand on paper, in rules and in jobs, where Qt
does not belong. English is the only language shipped for now.
"""

from __future__ import annotations

import gettext

_catalog: gettext.NullTranslations = gettext.NullTranslations()


def tr(text: str) -> str:
    """Say a text in the user's language."""
    return _catalog.gettext(text)


def ntr(one: str, many: str, n: int) -> str:
    """Say a counted text in the user's language; fill in the number with ``format(n=n)``."""
    return _catalog.ngettext(one, many, n)


def N_(text: str) -> str:
    """Mark a constant for translation where it is written; `tr` says it where it is shown."""
    return text
