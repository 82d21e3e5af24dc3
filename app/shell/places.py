"""Where somebody was in an engagement: which tab, which chapter. Keys only, never a client's word.

It is a matter of this computer and of this user, so it stands in the settings and not in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

_KEPT = 12
"""Of so many engagements the places are remembered; of the one left longest ago first forgotten."""
_BETWEEN = "/"


class Places(MutableMapping[str, str]):
    """The places of one engagement, inside those of all."""

    def __init__(self, everyone: dict[str, str], uuid: str) -> None:
        """Look at one engagement's places.

        Args:
            everyone: the places of all engagements, as the settings keep them.
            uuid: the file's own name.
        """
        self._everyone = everyone
        self._prefix = uuid + _BETWEEN
        self._bring_to_the_end()
        self._forget_the_oldest()

    def __getitem__(self, name: str) -> str:
        return self._everyone[self._prefix + name]

    def __setitem__(self, name: str, place: str) -> None:
        self._everyone[self._prefix + name] = place

    def __delitem__(self, name: str) -> None:
        del self._everyone[self._prefix + name]

    def __iter__(self) -> Iterator[str]:
        start = len(self._prefix)
        return iter([key[start:] for key in self._everyone if key.startswith(self._prefix)])

    def __len__(self) -> int:
        return sum(key.startswith(self._prefix) for key in self._everyone)

    def _bring_to_the_end(self) -> None:
        """Let the engagement that is open count as the latest."""
        for name in list(self):
            self[name] = self._everyone.pop(self._prefix + name)

    def _forget_the_oldest(self) -> None:
        """Forget the places of engagements that were not open for long."""
        known = list(dict.fromkeys(key.partition(_BETWEEN)[0] for key in self._everyone))
        for uuid in known[:-_KEPT]:
            for key in [key for key in self._everyone if key.startswith(uuid + _BETWEEN)]:
                del self._everyone[key]
