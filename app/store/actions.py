"""Actions: the verbs of the program, each one change a user can name and take back."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlmodel import Session

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)


class Action(Generic[P, R_co]):
    """A function that changes the file, with the words the menu puts after "Undo".

    Attributes:
        label: what the user did, as "Remove candidate"; not yet translated.
        parting: whether the next person at this computer may be another one, so that nothing done
            up to here can be taken back. It stays in the ledger.
        erases: whether what it touches is gone for good: from the rows, the history, the ledger
            and every earlier version of the file.
    """

    __name__: str
    __qualname__: str

    def __init__(
        self,
        function: Callable[Concatenate[Session, P], R_co],
        label: str,
        *,
        parting: bool,
        erases: bool,
    ) -> None:
        self._function = function
        self.label = label
        self.parting = parting
        self.erases = erases
        update_wrapper(self, function)

    def __call__(self, session: Session, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Do it, inside the work that this session belongs to."""
        return self._function(session, *args, **kwargs)

    def __repr__(self) -> str:
        return f"<action {self.__qualname__}>"


def action(
    label: str, *, parting: bool = False, erases: bool = False
) -> Callable[[Callable[Concatenate[Session, P], R_co]], Action[P, R_co]]:
    """Declare a function as an action, with the words the menu will say after "Undo".

    Args:
        label: the words.
        parting: whether it ends what one person did before another sits down.
        erases: whether what it touches is gone for good; the history then says "Erased" before
            the words.
    """

    def declare(function: Callable[Concatenate[Session, P], R_co]) -> Action[P, R_co]:
        return Action(function, label, parting=parting, erases=erases)

    return declare
