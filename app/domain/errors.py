"""What may be said to a user when something cannot be done.

Anything else that is raised is a bug of ours and is treated as one.
"""

from __future__ import annotations


class Spoken(Exception):
    """A trouble with a sentence a user can read, and a next step where there is one.

    Attributes:
        text: what is so, in one sentence.
        remedy: what to do about it; empty where nothing can be done.
    """

    def __init__(self, text: str, remedy: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.remedy = remedy


class Refused(Spoken):
    """The method or the state of the record forbids this; the user can act inside the program."""


class FileTrouble(Spoken):
    """The engagement file or its disk is in trouble; the user has to act outside the program."""
